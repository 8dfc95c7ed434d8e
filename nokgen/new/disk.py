"""Files of editors on the disk: a text goes in, a new file or a file with this text comes out."""

from __future__ import annotations

from pathlib import Path

from nokgen.messages import N_
from nokgen.surroundings import SurroundingsError
from nokgen.write.file import create_file


def create(path: Path, text: str) -> bool:
    """Write a new file with its folders; False, and nothing touched, when something stands there.

    SurroundingsError when the disk refuses. The file comes to be as a whole, or not at all.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(path, error.strerror or str(error)) from error
    return create_file(path, text.encode(), name=str(path))


def holds(path: Path, text: str) -> bool:
    """Whether the file at `path` is exactly this text; False when it cannot be read."""
    try:
        return path.read_bytes() == text.encode()
    except OSError:
        return False


def _refused(path: Path, reason: str) -> SurroundingsError:
    return SurroundingsError(
        N_("cannot write %(path)s: %(reason)s"),
        hint=N_("Is the folder yours to write in, and is there room on the disk?"),
        params={"path": str(path), "reason": reason},
    )
