"""The surroundings of a command that is measured."""

from __future__ import annotations

import os
from pathlib import Path


def environment(cache: Path, **more: str) -> dict[str, str]:
    """Those of this process, where nokgen remembers below `cache`.

    Python keeps the bytecode of what it has loaded, as it does for whoever has installed nokgen.
    """
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**own, "XDG_CACHE_HOME": str(cache.resolve()), **more}  # XDG: no relative path
