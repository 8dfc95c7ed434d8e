"""Time what history adds to a build: `python -m benchmarks.history`; exits 1 if slow.

A made-up site of 2,000 plans in 2,000 commits: the first adds them all, each of the others changes
one, and always silently, which costs most. Beside the seconds on the clock stand those of the
processors: on a machine with other work, they say more. `--whole` also times whole builds with the
history and without it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.environment import environment

FILES = 2_000
COMMITS = 2_000
FOLDERS = 100
MEASURES = 12
RUNS = 3
LIMIT = 3.0

_MONTHS = ("январь", "март", "май", "июль", "сентябрь", "октябрь")
_TASK = (
    "Проведение разъяснительной работы среди населения о независимой оценке качества условий "
    "оказания услуг организациями города"
)


def plan(number: int, version: int) -> str:
    """A plan of some measures; each version moves one deadline and adds one report."""
    lines = [
        f"title: План информационной кампании № {number}\nkind: media\nyear: 2026\n"
        "spheres: [education]\nsource: {title: Приказ, url: 'https://example.org/'}\nmeasures:\n"
    ]
    for place in range(MEASURES):
        month = _MONTHS[(place + version * (place == 0)) % len(_MONTHS)]
        lines.append(
            f'  - id: m{place}\n    number: "{place}."\n    title: {_TASK}, часть {place}\n'
            f"    deadline: {month} 2026 года\n    quantity: не менее {place + 1} публикаций\n"
            "    responsible: [office]\n    expected: Жители знают об оценке\n"
        )
        if place == 1 and version:
            lines.append("    reports: [{date: 2026-02-01, text: Сделано}]\n")
    return "".join(lines)


def path(number: int) -> str:
    """Where a plan stands."""
    return f"content/x-oblast/gorod-{number % FOLDERS}/plans/p{number}.yaml"


def stream() -> Iterator[str]:
    """The repository for `git fast-import`."""
    settings = "schema_version: 1\ntitle: Сайт\ndescription: О планах\nhistory: {show: %s}\n"
    first = {
        "site.yaml": settings % "true",
        "without.yaml": settings % "false",
        "content/x-oblast/region.yaml": "name: Область\n",
        **{
            f"content/x-oblast/gorod-{place}/municipality.yaml": f"name: Город {place}\n"
            "bodies: [{id: office, name: Отдел, kind: authority}]\n"
            for place in range(FOLDERS)
        },
        **{path(number): plan(number, 0) for number in range(FILES)},
    }
    yield from commit(0, first)
    for number in range(1, COMMITS):
        yield from commit(number, {path(number % FILES): plan(number % FILES, number // FILES + 1)})


def commit(number: int, files: dict[str, str]) -> Iterator[str]:
    """One commit of files."""
    when = 1_767_225_600 + number * 3_600
    yield f"commit refs/heads/main\ncommitter N <n@example.org> {when} +0300\ndata 1\nx\n"
    for name, text in files.items():
        yield f"M 100644 inline {name}\ndata {len(text.encode())}\n{text}\n"


def made(root: Path) -> None:
    """The site and its repository."""

    def git(*arguments: str, given: str | None = None) -> None:
        subprocess.run(["git", "-C", str(root), *arguments], input=given, text=True, check=True)

    root.mkdir()
    git("init", "-q", "-b", "main")
    git("fast-import", "--quiet", given="".join(stream()))
    git("reset", "-q", "--hard", "main")


def alone(root: Path) -> tuple[float, float]:
    """Seconds from the files that were read to the sentences of their history: clock, processor."""
    from nokgen.compare import past_of
    from nokgen.messages import messages_for
    from nokgen.read import read_site

    source = read_site(root)
    worked, started = _worked(), time.perf_counter()
    past = past_of(root, source, messages_for("ru"), authors=False)
    seconds = time.perf_counter() - started, _worked() - worked
    count = sum(map(len, past.records.values()))
    if count < COMMITS - 1:
        raise SystemExit(f"only {count} changes were found")
    return seconds


def _worked() -> float:
    """Seconds of the processor that this process and its children took."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def build(root: Path, config: str) -> float:
    """Seconds of a whole build without search."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        subprocess.run(
            [
                *(sys.executable, "-m", "nokgen", "build", "-C", str(root), "-c", config),
                *("--no-search", "-q", "-d", f"{folder}/public", "--today", "2026-11-22"),
            ],
            env=environment(Path(folder)),
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        return time.perf_counter() - started


def main() -> int:
    """Print the table; 1 if the limit is passed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--whole", action="store_true", help="whole builds, too")
    whole = parser.parse_args().whole
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        made(root)
        runs = [_apart(root) for _ in range(RUNS)]
        clock, worked = (statistics.median(side) for side in zip(*runs, strict=True))
        print(f"{'history, clock':30} {clock:6.2f} s   limit {LIMIT:.1f} s")
        print(f"{'history, processor':30} {worked:6.2f} s")
        if whole:
            print(f"{'build without history':30} {build(root, 'without.yaml'):6.2f} s")
            print(f"{'build with history':30} {build(root, 'site.yaml'):6.2f} s")
    return 1 if worked > LIMIT else 0


def _apart(root: Path) -> tuple[float, float]:
    """The history alone, in a process of its own: nothing is remembered from the last run."""
    code = (
        "import sys; from pathlib import Path; from benchmarks.history import alone; "
        "print(*alone(Path(sys.argv[1])))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(root)],
        cwd=Path(__file__).resolve().parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    clock, worked = map(float, done.stdout.split())
    return clock, worked


if __name__ == "__main__":
    raise SystemExit(main())
