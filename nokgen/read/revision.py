"""The folder of a site goes in, the revision of its sources comes out.

With `history` the door to git.
"""

from __future__ import annotations

import subprocess
from pathlib import Path


def read_revision(root: Path) -> str:
    """The short name of the commit that is checked out; "" outside git or without it."""
    try:
        answer = subprocess.run(
            ["git", "-C", str(root), "rev-parse", "--short=10", "HEAD"],
            capture_output=True,
            text=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.strip() if answer.returncode == 0 else ""
