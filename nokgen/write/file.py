"""One file of the sources goes in with its new bytes; it is replaced whole, or left as it was."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from nokgen.messages import N_
from nokgen.surroundings import SurroundingsError


def replace_file(target: Path, before: bytes | None, after: bytes, *, name: str) -> None:
    """Put `after` in place of `before` in one step; None stands for a file that is not there yet.

    `name` is how people know the file. SurroundingsError when the disk refuses, or when the file
    holds something else by now: what was not read is never overwritten.
    """
    draft = target.with_name(f".{target.name}.nokgen.tmp")
    try:
        if (target.read_bytes() if target.exists() else None) != before:
            raise SurroundingsError(
                N_("%(path)s was changed by someone else just now and was left alone"),
                hint=N_("Save it there, then start the command again."),
                params={"path": name},
            )
        with draft.open("wb") as stream:
            stream.write(after)
            stream.flush()
            os.fsync(stream.fileno())
        if before is not None:
            draft.chmod(target.stat().st_mode & 0o7777)
        draft.replace(target)
    except OSError as error:
        raise SurroundingsError(
            N_("cannot write %(path)s: %(reason)s"),
            hint=N_("Is the folder yours to write in, and is there room on the disk?"),
            params={"path": name, "reason": error.strerror or str(error)},
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
