"""The bytes of a file go in, its document comes out, read in a process of its own.

A bomb, a loop or a crash inside a library ends that process, not nokgen.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from nokgen.import_.limits import MEMORY_BYTES, SECONDS
from nokgen.import_.readers import format_of
from nokgen.import_.readers.decoding import decoded
from nokgen.import_.readers.package import damaged
from nokgen.import_.readers.text import read_text
from nokgen.import_.readers.wire import unpacked
from nokgen.import_.refusal import RefusalError
from nokgen.import_.source import FileFormat, Source
from nokgen.messages import N_

_PACKAGE = Path(__file__).resolve().parents[3]


def read_apart(data: bytes) -> Source:
    """The document of a file; RefusalError when it cannot be read within the limits."""
    if format_of(data) is FileFormat.TEXT:  # nothing in a text can do harm
        return read_text(decoded(data))
    path = os.pathsep.join(filter(None, (str(_PACKAGE), os.environ.get("PYTHONPATH"))))
    try:
        process = subprocess.run(
            [sys.executable, "-m", "nokgen.import_.readers", str(MEMORY_BYTES), str(SECONDS)],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            env={**os.environ, "PYTHONPATH": path},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_hard() from None
    if process.returncode < 0 or b"MemoryError" in process.stderr:
        raise _too_hard()
    if process.returncode != 0:
        raise damaged()
    return unpacked(process.stdout)


def _too_hard() -> RefusalError:
    return RefusalError(
        N_("%(name)s could not be read within the bounds of time and memory"),
        N_("Copy the table of the plan into a new document and import that."),
    )
