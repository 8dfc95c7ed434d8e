"""A folder of records goes in; the search bundle that Pagefind makes of it comes out, checked."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import time
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from nokgen.messages import N_
from nokgen.surroundings import SurroundingsError

ENTRY = "pagefind-entry.json"
# What templates/assets/search-bundle.js reads; Pagefind's own scripts and interfaces stay away.
READ = (ENTRY, "*.pf_meta", "*/*.pf_index", "*/*.pf_filter", "*/*.pf_fragment")
# The format has no promise of its makers: it is known from these versions.
_KNOWN = "1.5"
_SIGNATURE = b"pagefind_dcd"
_LOOK = 0.1  # seconds between two looks whether it is to stop
_LINES = 8  # of Pagefind's last words, in a message
_REINSTALL = N_("Install it again: pip install --force-reinstall 'pagefind[bin]'.")
_OTHER = N_("Install the one that the search page reads: pip install 'pagefind[bin]==%(known)s.*'.")
RETRY = N_("The site stands without a search. Build again; the option -v shows more.")


def version() -> str:
    """The version of the package that brings Pagefind; "" if it is not installed."""
    from importlib import metadata  # many builds make no index

    try:
        return metadata.version("pagefind_bin")
    except metadata.PackageNotFoundError:
        return ""


def find_executable() -> Path:
    """The program. SurroundingsError if it is not installed."""
    try:
        from pagefind_bin import get_executable  # type: ignore[import-untyped]

        return Path(get_executable())
    except (ImportError, FileNotFoundError) as error:
        raise SurroundingsError(
            N_("Pagefind, the program that makes the search, is not installed."), hint=_REINSTALL
        ) from error


class StoppedError(SurroundingsError):
    """Something else came first: whoever has time makes the index."""

    def __init__(self) -> None:
        super().__init__(N_("The search index was left for later."))


def run(
    executable: Path,
    records: Path,
    bundle: Path,
    language: str,
    timeout: float,
    stops: Callable[[], bool],
) -> str:
    """Let Pagefind write the bundle, with nothing in it that the site does not use.

    What it said comes out. SurroundingsError if it fails, or takes longer than `timeout` seconds;
    StoppedError as soon as it `stops`.
    """
    command = [
        str(executable),
        *("--site", str(records)),
        *("--output-path", str(bundle)),
        *("--force-language", language),
    ]
    try:
        code, said = _ended(command, records, timeout, stops)
    except subprocess.TimeoutExpired as error:
        raise SurroundingsError(
            N_("Pagefind was stopped: it made no search index in %(seconds)s seconds."),
            hint=RETRY,
            params={"seconds": f"{timeout:g}"},
        ) from error
    except OSError as error:
        raise SurroundingsError(
            N_("Pagefind, the program that makes the search, cannot be started: %(reason)s."),
            hint=_REINSTALL,
            params={"reason": error.strerror or error},
        ) from error
    output = said.decode(errors="replace").strip()
    _check_end(code, output)
    _check_format(bundle)
    used = {path for pattern in READ for path in bundle.glob(pattern)}
    for path in bundle.rglob("*"):
        if path not in used and not path.is_dir():
            path.unlink()
    return output


def _ended(
    command: list[str], folder: Path, timeout: float, stops: Callable[[], bool]
) -> tuple[int, bytes]:
    """How a command ended in a folder, and what it said; it does not outlive this run."""
    until = time.monotonic() + timeout
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        while True:
            left = max(until - time.monotonic(), 0)
            try:
                said, _ = process.communicate(timeout=min(_LOOK, left))
            except subprocess.TimeoutExpired:
                if stops():
                    raise StoppedError from None
                if left <= _LOOK:
                    raise
            else:
                return process.returncode, said
    except BaseException:
        process.kill()
        process.wait()
        raise


def _environment() -> dict[str, str]:
    """Pagefind takes options from variables, too: it gets none of them."""
    return {k: v for k, v in os.environ.items() if not k.startswith("PAGEFIND_")}


def _check_end(code: int, output: str) -> None:
    """SurroundingsError for every way to end but a good one; a signal is a negative code."""
    if code < 0:
        raise SurroundingsError(
            N_("Pagefind was killed by the system (signal %(number)s)."),
            hint=N_("Most often memory runs out: close other programs and build again."),
            params={"number": -code},
        )
    if code:
        lines = [line.strip() for line in output.splitlines() if line.strip()]
        raise SurroundingsError(
            N_("Pagefind failed (code %(number)s): %(output)s"),
            hint=RETRY,
            params={"number": code, "output": " / ".join(lines[-_LINES:])},
        )


def _check_format(bundle: Path) -> None:
    """SurroundingsError if the search page could not read the bundle."""
    try:
        entry = json.loads((bundle / ENTRY).read_bytes())
        version = str(entry["version"])
        names = [f"pagefind.{language['hash']}.pf_meta" for language in entry["languages"].values()]
        starts = [_start((bundle / name).read_bytes()) for name in names]
    except (OSError, EOFError, zlib.error, ValueError, LookupError, TypeError) as error:
        raise _incomplete() from error
    if not names:
        raise _incomplete()
    if not version.startswith(f"{_KNOWN}.") or any(start != _SIGNATURE for start in starts):
        raise SurroundingsError(
            N_("The search page cannot read the index of Pagefind %(version)s."),
            hint=_OTHER,
            params={"version": version, "known": _KNOWN},
        )


def _start(content: bytes) -> bytes:
    with gzip.open(BytesIO(content)) as file:
        return file.read(len(_SIGNATURE))


def _incomplete() -> SurroundingsError:
    return SurroundingsError(
        N_("Pagefind ended well, but its search index is not complete."), hint=RETRY
    )
