"""The folder of a site goes in, the revision of its sources comes out.

With `history` the door to git.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from nokgen.frozen import frozen

_SECONDS = 10
# As many digits as a person can compare. All of them stand in the manifest.
_SHORT = 10


@frozen
class Revision:
    """The full name of the commit that is checked out; "" outside git or without it.

    `is_modified` tells that the sources are not what they are in that commit.
    """

    commit: str = ""
    is_modified: bool = False

    @property
    def short(self) -> str:
        """The commit for people; the same in every copy of a repository."""
        return self.commit[:_SHORT]


def read_revision(root: Path, sources: Sequence[str] = ()) -> Revision:
    """The revision of the site at `root`; `sources` are the paths that it is made from."""
    commit = _git(root, "rev-parse", "--verify", "-q", "HEAD^{commit}").strip()
    if not commit:
        return Revision()
    paths = [f":(literal){path}" for path in sources]
    changes = _git(root, "status", "--porcelain", "-z", "--untracked-files=all", "--", *paths)
    return Revision(commit, bool(changes))


def _git(root: Path, *arguments: str) -> str:
    """What git answers; "" when it does not."""
    import subprocess  # many commands ask git nothing

    from nokgen.read.history import git_environment

    try:
        answer = subprocess.run(
            ["git", "-C", str(root), *arguments],
            capture_output=True,
            text=True,
            errors="surrogateescape",
            timeout=_SECONDS,
            env=git_environment(),
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout if answer.returncode == 0 else ""
