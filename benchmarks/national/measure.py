"""A size goes in, the measured rows of both sides come out."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path

from benchmarks.corpus.site import write_country
from benchmarks.hugo.convert import convert
from benchmarks.national import edits, profile
from benchmarks.national.equal import Comparison, Seen, compared, seen
from benchmarks.national.plan import Plan
from benchmarks.national.processes import (
    BenchError,
    TimeUpError,
    Used,
    hugo_cache,
    nokgen_cache,
    peak,
    seconds,
    used,
)
from benchmarks.national.report import Row, kinds_of_files, shown, table
from benchmarks.national.servers import Server, free_port, served
from benchmarks.national.sides import TODAY, Hugo, Nokgen, page, pagefind

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
    ("serve site", 300): "0.3 s",
    ("serve site", 2400): "0.6 s",
}
Side = Nokgen | Hugo
Step = tuple[str, Callable[[], None]]


@dataclass(slots=True)
class Bench:
    """The measurement of one size below a folder."""

    folder: Path
    plan: Plan
    rows: dict[str, Row] = field(default_factory=dict)
    comparisons: dict[str, Comparison] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    has_failed: bool = False
    files: str = ""
    first: Seen | None = None

    @property
    def ours(self) -> Nokgen:
        """nokgen's side."""
        place = self.folder
        return Nokgen(place / "corpus", place / "nokgen", nokgen_cache(place))

    @property
    def sides(self) -> list[Side]:
        """All of them, nokgen first."""
        return [self.ours, *self.theirs]

    @property
    def theirs(self) -> list[Hugo]:
        """Hugo's sides: the same files as nokgen."""
        place = self.folder
        return [
            Hugo(place / f"hugo-{form}", place / f"public-{form}", hugo_cache(place), form)
            for form in self.plan.forms
        ]

    @property
    def lesser(self) -> list[Hugo]:
        """Hugo with pages and the tables beside them alone; cold builds only, for comparison."""
        place, form = self.folder, self.plan.forms[-1]
        if self.plan.is_apart:
            return []
        return [Hugo(place / "hugo-less", place / "public-less", hugo_cache(place), form, False)]

    @property
    def is_good(self) -> bool:
        """Whether nothing failed, and both sides did the same work as far as they were measured."""
        return not self.has_failed and not any(each.faults for each in self.comparisons.values())

    def measure(self) -> None:
        """Everything, in the order of its weight; what there is no time for is left out."""
        self._say("corpus")
        write_country(self.ours.root, self.plan.size)
        for name, step in self._steps_apart() if self.plan.is_apart else self._steps():
            if time.monotonic() > self.plan.until:
                self.left_out.append(name)
                continue
            self._say(name)
            try:
                step()
            except TimeUpError as failure:
                self.left_out.append(name)
                self._say(f"{name}: {failure}")
            except BenchError as failure:
                self.has_failed = True
                self.notes.append(f"{name}: failed")
                self._say(f"{name}: {failure}")
        if self.left_out:
            self.notes.append(f"not measured, or not wholly, the time was up: {self._left_out()}")

    def text(self) -> str:
        """The table and what belongs to it."""
        names = [side.name for side in (*self.theirs, *self.lesser)]
        lines = [table(list(self.rows.values()), names), ""]
        for name, found in self.comparisons.items():
            lines += [f"- {name}: {line}" for line in found.lines()]
        lines += [f"- {note}" for note in self.notes]
        return "\n".join([*lines, "", self.files])

    def _left_out(self) -> str:
        return "; ".join(self.left_out)

    def _steps(self) -> Sequence[Step]:
        """Both sides in turn."""
        theirs = self.theirs if self.plan.rebuilds else ()
        return (
            ("preparation", self._prepare),
            ("cold builds", self._cold),
            ("memory", self._memory),
            ("nothing edited", partial(self._again, (self.ours, *theirs))),
            ("one plan edited", partial(self._edited, (self.ours, *theirs))),
            *self._own_steps(),
            *self._last_steps(),
        )

    def _steps_apart(self) -> Iterable[Step]:
        """One side after the other; what nokgen made is removed before Hugo begins."""
        yield "cold builds of nokgen", self._alone
        yield "nothing edited", partial(self._again, (self.ours,))
        yield "one plan edited", partial(self._edited, (self.ours,))
        yield from self._own_steps()
        for side in self.theirs:
            yield f"cold builds of {side.name}", partial(self._alone_theirs, side)
            if self.plan.rebuilds:
                yield f"nothing edited, {side.name}", partial(self._again, (side,))
                yield f"one plan edited, {side.name}", partial(self._edited, (side,))
        yield from self._last_steps()

    def _own_steps(self) -> Iterable[Step]:
        yield "check of one file", self._check
        if self.plan.next_day:
            yield "the next day", self._next_day

    def _last_steps(self) -> Iterable[Step]:
        if self.plan.search:
            yield "builds with search", self._search
        if self.plan.servers:
            yield "servers", self._servers

    def _say(self, what: str) -> None:
        print(f"{self.plan.size:,} municipalities: {what}", file=sys.stderr, flush=True)

    def _row(self, key: str, what: str, unit: str = "s") -> Row:
        limit = AIMS.get((key, self.plan.size), "")
        return self.rows.setdefault(key, Row(what, unit, limit=limit))

    def _cold_row(self) -> Row:
        return self._row("cold", "cold build, no search")

    def _memory_row(self) -> Row:
        return self._row("memory", "peak memory of all its processes", "MB")

    def _prepare(self) -> None:
        """Hugo's sites are made of nokgen's, so that one is built first; it does not count."""
        self._seconds(self.ours.build())
        self._convert()

    def _convert(self) -> None:
        self.first = seen(self.ours.public)
        self.files = kinds_of_files(self.first.files)
        for side in (*self.theirs, *self.lesser):
            self._say(f"conversion, {side.name}")
            convert(self.ours.root, self.ours.public, side.root, side.form, side.is_whole)

    def _compare(self, side: Hugo) -> None:
        if self.first is not None:
            self.comparisons[side.name] = compared(self.first, side.public)

    def _cold(self) -> None:
        row = self._cold_row()
        for number in range(self.plan.runs):
            for side in self.sides if number % 2 else reversed(self.sides):
                side.forget()
                self._note(row, side, self._seconds(side.build()))
                if isinstance(side, Hugo) and number == 0:
                    self._compare(side)
        for side in self.lesser:
            self._cold_apart(side, 1)
            self._compare(side)
            side.forget()

    def _memory(self) -> None:
        row = self._memory_row()
        for side in self.sides:
            side.forget()
            self._note(row, side, self._peak(side.build()))

    def _alone(self) -> None:
        self.notes.append("time and memory of a cold build were measured in the same run")
        if not self.plan.rebuilds:
            self.notes.append("Hugo over its last output was not measured: it builds everything")
        self._cold_apart(self.ours, self.plan.runs)
        self._convert()

    def _alone_theirs(self, side: Hugo) -> None:
        for other in self.sides:
            other.forget()
        self._cold_apart(side, self.plan.runs)
        self._compare(side)

    def _cold_apart(self, side: Side, runs: int) -> None:
        """Time and memory in the same runs."""
        for _ in range(runs):
            side.forget()
            found = self._used(side.build())
            self._note(self._cold_row(), side, found.seconds)
            self._note(self._memory_row(), side, found.memory)

    def _again(self, sides: Sequence[Side]) -> None:
        row = self._row("nothing", "nothing edited, new process")
        self._warm(sides)
        for side in sides:
            for _ in range(self._warm_runs(side)):
                self._note(row, side, self._seconds(side.build()))

    def _edited(self, sides: Sequence[Side]) -> None:
        row = self._row("edited", "one plan edited, new process")
        self._warm(sides)
        for side in sides:
            plans, runs = side.plans(), self._warm_runs(side)
            for number in range(runs):
                plan = edits.spread(plans, number, runs)
                words = edits.edit(plan, number)
                took = self._seconds(side.build())
                made = side.public / page(side.root, plan) / "index.html"
                if words not in made.read_text("utf-8"):
                    raise BenchError(f"{side.name} does not show the edit of {plan}")
                self._note(row, side, took)
        if self.ours in sides:
            self._profile()

    def _profile(self) -> None:
        """Where the seconds of one more edit went."""
        edits.edit(self.ours.plans()[0], 500)
        took = self._seconds([*self.ours.build(), "--profile"])
        printed = (self.folder / "last.log").read_text("utf-8")
        self.notes.append(f"one plan edited, {took:.2f} s by stage: {profile.told(printed, took)}")

    def _warm_runs(self, side: Side) -> int:
        return self.plan.warm if isinstance(side, Nokgen) else self.plan.rebuilds

    def _check(self) -> None:
        row = self._row("check", "check of one changed file")
        plans = self.ours.plans()
        for number in range(self.plan.warm):
            plan = edits.spread(plans, number, self.plan.warm)
            edits.edit(plan, 100 + number)
            self._note(row, self.ours, self._seconds(self.ours.command("check", plan)))

    def _next_day(self) -> None:
        row = self._row("day", "the next day")
        files = self._row("day files", "the next day: files written", "files")
        pages = self._row("day pages", "of that, pages (HTML)", "pages")
        self._warm((self.ours,))
        before = edits.snapshot(self.ours.public)
        for number in range(self.plan.runs):
            today = TODAY + timedelta(days=number + 1)
            took = self._seconds(self.ours.build(today=today))
            after = edits.snapshot(self.ours.public)
            written = [path for path, stamp in after.items() if before.get(path) != stamp]
            self._note(row, self.ours, took)
            self._note(files, self.ours, len(written))
            self._note(pages, self.ours, sum(path.endswith(".html") for path in written))
            before = after
        html = sum(path.endswith(".html") for path in before)
        self.notes.append(f"a site of {len(before):,} files, {html:,} of them pages")

    def _search(self) -> None:
        row = self._row("search", "cold build with search")
        index = self._row("index", "of that, Pagefind alone")
        is_apart = self.plan.is_apart
        for _ in range(1 if is_apart else self.plan.runs):
            for side in self.sides:
                side.forget()
                built = self._seconds(side.build()) if isinstance(side, Hugo) else 0.0
                command = self._indexing(side)
                found = self._used(command) if is_apart else Used(self._seconds(command))
                self._note(row, side, built + found.seconds)
                if isinstance(side, Hugo):
                    self._note(index, side, found.seconds)
                if is_apart:
                    self._note_index_memory(side, found.memory)
                    side.forget()
        for side in () if is_apart else self.sides:
            if isinstance(side, Nokgen):
                side.forget()
            self._note_index_memory(side, self._peak(self._indexing(side)))

    def _indexing(self, side: Side) -> list[str | Path]:
        return pagefind(side.public) if isinstance(side, Hugo) else side.build(search=True)

    def _note_index_memory(self, side: Side, memory: float) -> None:
        """The higher one of two peaks, where the index is made by a command of its own."""
        before = self._memory_row().theirs.get(side.name, [0.0])
        self._note(
            self._row("index memory", "peak memory with search", "MB"), side, max(memory, *before)
        )

    def _servers(self) -> None:
        shown = self._row("serve", "serve: from a save to the page in view")
        site = self._row("serve site", "serve: from a save to the whole site")
        for side in self.sides:
            plan, port = side.plans()[-1], free_port()
            own = page(side.root, plan)
            server = Server(
                side.serve(port),
                port,
                f"/{own}" if isinstance(side, Nokgen) else f"/nok/{own}",
                plan,
                side.public / own / "index.html",
                has_events=isinstance(side, Nokgen),
            )
            for took in served(server, self.folder, self.plan.runs, self._limit()):
                self._note(shown, side, took.page)
                if isinstance(side, Nokgen):
                    self._note(site, side, took.site)

    def _warm(self, sides: Sequence[Side]) -> None:
        """nokgen has built the site as it is now; Hugo keeps nothing that would have to be made."""
        if any(isinstance(side, Nokgen) for side in sides):
            self._seconds(self.ours.build())

    def _limit(self) -> float:
        return max(1.0, min(self.plan.limit, self.plan.until - time.monotonic()))

    def _seconds(self, command: list[str | Path]) -> float:
        return seconds(command, self.folder, self._limit())

    def _peak(self, command: list[str | Path]) -> float:
        return peak(command, self.folder, self._limit())

    def _used(self, command: list[str | Path]) -> Used:
        return used(command, self.folder, self._limit())

    def _note(self, row: Row, side: Side, value: float) -> None:
        self._notes(row, side, [value])

    def _notes(self, row: Row, side: Side, values: Iterable[float]) -> None:
        own = row.ours if isinstance(side, Nokgen) else row.theirs.setdefault(side.name, [])
        for value in values:
            own.append(value)
            self._say(f"{row.what}, {side.name}: {shown(value, row.unit)}")
