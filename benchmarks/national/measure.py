"""A size goes in, the measured rows of both sides come out."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.corpus.site import write_country
from benchmarks.hugo.convert import convert
from benchmarks.national import edits
from benchmarks.national.equal import Comparison, compared, tally
from benchmarks.national.processes import BenchError, peak, seconds
from benchmarks.national.report import Row, kinds_of_files, table
from benchmarks.national.sides import Hugo, Nokgen, pagefind

# What issue-level aims say, by row and by size; shown beside the figures, never asserted.
AIMS = {
    ("cold", 300): "0.7 × (0.4 ×)",
    ("cold", 2400): "0.5 × (0.25 ×)",
    ("memory", 300): "0.25 ×",
    ("memory", 2400): "0.25 ×",
    ("edited", 300): "0.3 s",
    ("edited", 2400): "0.6 s",
    ("nothing", 300): "0.5 s",
    ("check", 300): "0.4 s",
    ("check", 2400): "0.4 s",
    ("serve", 300): "0.2 s",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be measured, and how long it may take."""

    size: int
    runs: int
    forms: tuple[str, ...]
    limit: float
    until: float


@dataclass(slots=True)
class Bench:
    """The measurement of one size below a folder."""

    folder: Path
    plan: Plan
    rows: dict[str, Row] = field(default_factory=dict)
    comparisons: list[Comparison] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    files: str = ""

    @property
    def ours(self) -> Nokgen:
        """nokgen's side."""
        return Nokgen(self.folder / "corpus", self.folder / "nokgen")

    @property
    def sides(self) -> list[Nokgen | Hugo]:
        """All of them, nokgen first."""
        return [self.ours, *self.theirs]

    @property
    def theirs(self) -> list[Hugo]:
        """Hugo's sides."""
        return [
            Hugo(self.folder / f"hugo-{form}", self.folder / f"public-{form}", form)
            for form in self.plan.forms
        ]

    @property
    def equal(self) -> bool:
        """Whether both sides did the same work."""
        return bool(self.comparisons) and not any(each.faults for each in self.comparisons)

    def measure(self) -> None:
        """Everything, in the order of its weight; what there is no time for is left out."""
        self._prepare()
        steps: tuple[tuple[str, Callable[[], None]], ...] = (
            ("cold builds", self._cold),
            ("memory", self._memory),
            ("nothing edited", self._again),
            ("one plan edited", self._edited),
            ("check of one file", self._check),
            ("the next day", self._next_day),
            ("builds with search", self._search),
            ("servers", self._servers),
        )
        for name, step in steps:
            if time.monotonic() > self.plan.until:
                self.notes.append(f"{name}: not measured, the time was up")
                continue
            self._say(name)
            try:
                step()
            except BenchError as failure:
                self.notes.append(f"{name}: {failure}")

    def text(self) -> str:
        """The table and what belongs to it."""
        lines = [table(list(self.rows.values()), [side.name for side in self.theirs]), ""]
        for number, (side, found) in enumerate(zip(self.theirs, self.comparisons, strict=False)):
            lines += [f"- {side.name}: {line}" for line in found.lines(full=number == 0)]
        lines += [f"- {note}" for note in self.notes]
        return "\n".join([*lines, "", self.files])

    def _say(self, what: str) -> None:
        print(f"{self.plan.size} municipalities: {what}", flush=True)

    def _row(self, key: str, what: str, unit: str = "s") -> Row:
        limit = AIMS.get((key, self.plan.size), "")
        return self.rows.setdefault(key, Row(what, unit, limit=limit))

    def _prepare(self) -> None:
        self._say("corpus")
        write_country(self.ours.root, self.plan.size)
        self._say("first build, not counted")
        self._seconds(self.ours.build())
        for side in self.theirs:
            self._say(f"conversion, {side.name}")
            convert(self.ours.root, self.ours.public, side.root, side.form)
            self._seconds(side.build())
            self.comparisons.append(compared(self.ours.public, side.public))
        self.files = kinds_of_files(tally(self.ours.public))

    def _cold(self) -> None:
        row = self._row("cold", "cold build, no search")
        for number in range(self.plan.runs):
            for side in self.sides if number % 2 else reversed(self.sides):
                side.forget()
                took = self._seconds(side.build())
                self._note(row, side, took)

    def _memory(self) -> None:
        row = self._row("memory", "peak memory of all its processes", "MB")
        for side in self.sides:
            side.forget()
            self._note(row, side, peak(side.build(), self.folder, self.plan.limit))

    def _again(self) -> None:
        row = self._row("nothing", "nothing edited, new process")
        self._warm()
        for _ in range(self.plan.runs):
            for side in self.sides:
                self._note(row, side, self._seconds(side.build()))

    def _edited(self) -> None:
        row = self._row("edited", "one plan edited, new process")
        self._warm()
        for number in range(self.plan.runs):
            for side in self.sides:
                words = edits.edit(side.plan(), number)
                self._note(row, side, self._seconds(side.build()))
                if words not in (side.public / self.ours.page() / "index.html").read_text("utf-8"):
                    raise BenchError(f"{side.name} does not show the edit")

    def _check(self) -> None:
        row = self._row("check", "check of one changed file")
        for number in range(self.plan.runs):
            edits.edit(self.ours.plan(), 100 + number)
            command = self.ours.command("check", self.ours.plan())
            self._note(row, self.ours, self._seconds(command))

    def _next_day(self) -> None:
        row = self._row("day", "the next day")
        self._warm()
        before = edits.snapshot(self.ours.public)
        self._note(row, self.ours, self._seconds(self.ours.build(today="2026-11-23")))
        after = edits.snapshot(self.ours.public)
        written = sum(before.get(path) != stamp for path, stamp in after.items())
        self.notes.append(f"the next day: {written:,} of {len(after):,} files were written")

    def _search(self) -> None:
        row = self._row("search", "cold build with search")
        index = self._row("index", "of that, Pagefind alone")
        memory = self._row("index memory", "peak memory with search", "MB")
        for number in range(1 if self.plan.size > 300 else self.plan.runs):
            self.ours.forget()
            self._note(row, self.ours, self._seconds(self.ours.build(search=True)))
            for side in self.theirs:
                side.forget()
                built = self._seconds(side.build())
                found = self._seconds(pagefind(side.public))
                self._note(row, side, built + found)
                self._note(index, side, found)
                if number == 0:
                    used = peak(pagefind(side.public), self.folder, self.plan.limit)
                    self._note(memory, side, used)
        self.ours.forget()
        used = peak(self.ours.build(search=True), self.folder, self.plan.limit)
        self._note(memory, self.ours, used)

    def _servers(self) -> None:
        row = self._row("serve", "server: from a save to the new page")
        for side in self.sides:
            port = _free_port()
            place = "" if isinstance(side, Nokgen) else "nok/"
            address = f"http://127.0.0.1:{port}/{place}{self.ours.page()}"
            command = side.serve(port)
            found = edits.served(
                command, self.folder, address, side.plan(), self.plan.runs, self.plan.limit
            )
            self._notes(row, side, found)

    def _warm(self) -> None:
        for side in self.sides:
            self._seconds(side.build())

    def _seconds(self, command: list[str | Path]) -> float:
        return seconds(command, self.folder, self.plan.limit)

    def _note(self, row: Row, side: Nokgen | Hugo, value: float) -> None:
        self._notes(row, side, [value])

    def _notes(self, row: Row, side: Nokgen | Hugo, values: Iterable[float]) -> None:
        own = row.ours if isinstance(side, Nokgen) else row.theirs.setdefault(side.name, [])
        own.extend(values)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
