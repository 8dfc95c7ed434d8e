"""Files of editors on the disk: a text goes in, a new file or a file with this text comes out."""

from __future__ import annotations

from pathlib import Path

from nokgen.messages import N_
from nokgen.surroundings import SurroundingsError


def create(path: Path, text: str) -> bool:
    """Write a new file with its folders; False, and nothing touched, when something stands there.

    SurroundingsError when the disk refuses; then no half-written file stays behind.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # "x" makes the look and the creation one step: whoever came first keeps his file.
        file = path.open("x", encoding="utf-8", newline="\n")
    except FileExistsError:
        if path.parent.is_dir():
            return False
        raise _refused(path, path.parent.name) from None
    except OSError as error:
        raise _refused(path, error.strerror or str(error)) from error
    try:
        with file:
            file.write(text)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise _refused(path, error.strerror or str(error)) from error
    return True


def _refused(path: Path, reason: str) -> SurroundingsError:
    return SurroundingsError(
        N_("cannot write %(path)s: %(reason)s"),
        hint=N_("Is the folder yours to write in, and is there room on the disk?"),
        params={"path": str(path), "reason": reason},
    )
