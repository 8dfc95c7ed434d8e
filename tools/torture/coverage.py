"""A budget goes in; readers are fed with what reaches new code of theirs, and faults come out.

Atheris (libFuzzer) watches which branches an input takes and keeps those that take new ones. It is
an optional library, of the group `torture`: without it this part does not run, and says so. Each
reader runs in a process of its own: `python -m tools.torture.coverage TARGET …` with options of
libFuzzer.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from tools.torture.part import Part

# The readers, and the modules in which reaching new code counts.
READERS = {
    "yaml": ("nokgen.read",),
    "deadline": ("nokgen.domain",),
    "table": ("nokgen.read",),
    "markdown": ("nokgen.render.text", "nokgen.check.markdown_rules", "markdown"),
}
NOT_HERE = "atheris is not installed; it is in the group `torture`, for Linux on x86-64"
MAX_LENGTH = 4096
LENGTHS = {"deadline": 600, "markdown": 1000}  # slow readers, and texts that are short by nature
# A reader starts slowly: all its code is made to tell where it is.
START_SECONDS = 12
# Of the wall, for hangs only: what libFuzzer calls slow is timed again alone.
HANG_SECONDS = 25
_FIGURES = re.compile(r"#(\d+)\s+DONE\s+cov: (\d+) ft: (\d+)")
_STEP = re.compile(r"#(\d+)\s+\w+\s+cov: (\d+) ft: (\d+)")
_FUNCTIONS = {
    "yaml": "yaml_text",
    "deadline": "deadline",
    "table": "table",
    "markdown": "page",
}
_NAMES = {"table": "x.csv", "markdown": "x.md", "deadline": "x.txt", "yaml": "x.yaml"}


def run(budget: float, seed: int) -> Part:
    """Feed every reader for an equal share of the budget."""
    began = time.monotonic()
    if find_spec("atheris") is None:
        return Part("coverage", 0, (), 0.0, not_run=NOT_HERE)
    runs, faults, notes = 0, [], []
    kept = Path(tempfile.mkdtemp(prefix="nokgen-torture-"))
    for number, reader in enumerate(READERS):
        left = began + budget - time.monotonic()
        said, artifacts = _feed(reader, kept / reader, left / (len(READERS) - number), seed)
        steps = _FIGURES.findall(said) or _STEP.findall(said)
        if not steps:
            faults.append(f"{reader}: nothing was run\n{said[-1500:]}")
            continue
        count, branches, features = steps[-1]
        runs += int(count)
        notes.append(f"{reader}: {int(count):,} inputs, {branches} branches, {features} features")
        for artifact in artifacts:
            fault = _again(reader, artifact, kept)
            if fault is not None:
                faults.append(fault)
            else:
                notes.append(f"{reader}: an input of {artifact.name} was no fault when tried alone")
    if not faults:
        shutil.rmtree(kept)
    return Part("coverage", runs, tuple(faults), time.monotonic() - began, tuple(notes))


def _feed(reader: str, folder: Path, seconds: float, seed: int) -> tuple[str, list[Path]]:
    """What libFuzzer said, and the inputs at which it stopped."""
    (folder / "corpus").mkdir(parents=True)
    for number, data in enumerate(_first_inputs(reader)):
        (folder / "corpus" / f"{number:04}").write_bytes(data[:MAX_LENGTH])
    words = folder / "words.txt"
    words.write_text(_dictionary(), encoding="ascii")
    command = [sys.executable, "-m", "tools.torture.coverage", reader, str(folder / "corpus")]
    command += [
        f"-max_total_time={max(5, int(seconds - START_SECONDS))}",
        f"-seed={seed}",
        f"-max_len={LENGTHS.get(reader, MAX_LENGTH)}",
        f"-timeout={HANG_SECONDS}",
        "-rss_limit_mb=3072",
        f"-dict={words}",
        f"-artifact_prefix={folder}/found-",
    ]
    try:
        process = subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=seconds + 60,
            check=False,
        )
        said = process.stderr + process.stdout
    except subprocess.TimeoutExpired as late:
        said = f"did not end in time\n{late.stderr!r}"
    return said, sorted(folder.glob("found-*"))


def _first_inputs(reader: str) -> Sequence[bytes]:
    from tools.torture import seeds

    match reader:
        case "deadline":
            return [seed.data for seed in seeds.deadline_seeds()]
        case "markdown":
            return [seed.data for seed in seeds.markdown_seeds() if len(seed.data) < 800]
    suffix = ".csv" if reader == "table" else ".yaml"
    return [seed.data for seed in seeds.small_seeds() if seed.suffix == suffix]


def _dictionary() -> str:
    """The pieces of the mutation fuzzer, as libFuzzer reads them."""
    from tools.torture.pieces import PIECES

    escaped = ("".join(f"\\x{byte:02X}" for byte in piece.encode()) for piece in PIECES)
    return "".join(f'"{each}"\n' for each in escaped)


def _again(reader: str, artifact: Path, kept: Path) -> str | None:
    """The fault of an input that is tried alone, or None; small ones are shown where they stand."""
    from tools.torture.fuzz import Tally, Try, attempt, save
    from tools.torture.seed import Seed
    from tools.torture.seeds import Sites

    each = Try(0, reader, Seed("", _NAMES[reader], artifact.read_bytes()))
    fault = attempt(each, Sites(kept / "sites"), Tally())
    if fault is None:
        return None
    place = save(each, kept / artifact.name)
    return f"{fault}\n  input: {place}\n  again: python -m tools.torture.fuzz {place}"


def _main(argv: Sequence[str]) -> None:
    atheris = import_module("atheris")
    reader, *options = argv
    with atheris.instrument_imports(include=list(READERS[reader])):
        from tools.torture import readers
        from tools.torture.seed import Seed

    read, name = getattr(readers, _FUNCTIONS[reader]), _NAMES[reader]

    def one(data: bytes) -> None:
        read(Seed("", name, data))

    atheris.Setup([sys.argv[0], *options], one)
    atheris.Fuzz()


if __name__ == "__main__":
    _main(sys.argv[1:])
