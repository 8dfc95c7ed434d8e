"""Progress of a run: names of stages and seconds go in; lines for stderr come out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nokgen.messages import N_, Messages

# The stages of `build`, in their order, as people call them. A region is read, checked and made at
# one go, each by whatever process takes it: what of that takes how long, nobody can tell apart.
STAGES = {
    "read": N_("Reading the files"),
    "pages": N_("Regions, from files to pages"),
    "check": N_("Checking"),
    "whole": N_("Making the pages about everything"),
    "write": N_("Writing what changed"),
    "index": N_("Building the search"),
}
BAR_WIDTH = 20
# Seconds between two drawings of the bar, and before the rest is estimated.
PAUSE, PATIENCE = 0.1, 2.0
WIPE = "\r\x1b[K"


class Progress:
    """A bar on a terminal, a line for each finished stage when verbose, nothing when quiet.

    `times` are the seconds of the stages that have ended, by their names.
    `write` gets the pieces of text, `now` gives seconds that only grow.
    """

    def __init__(
        self,
        messages: Messages,
        write: Callable[[str], None],
        now: Callable[[], float],
        *,
        terminal: bool,
        verbose: bool,
        quiet: bool,
    ) -> None:
        self._messages = messages
        self._write = write
        self._now = now
        self._bar = terminal and not quiet
        self._verbose = verbose and not quiet
        self._stage: str | None = None
        self._began = 0.0
        self._drawn = 0.0
        self.times: dict[str, float] = {}

    def step(self, stage: str) -> None:
        """A stage begins, and with it the one before has ended."""
        self._end_stage()
        self._stage, self._began = stage, self._now()
        if self._bar:
            self._write(WIPE + self._line(stage))

    def part(self, done: int, of: int) -> None:
        """So much of the stage is done; the rest is estimated once it has taken its time."""
        now = self._now()
        if not self._bar or self._stage is None or now - self._drawn < PAUSE or not done:
            return
        self._drawn, passed = now, now - self._began
        left = round(passed / done * (of - done))
        text = f"{100 * done // of} %"
        if passed > PATIENCE and left:
            text += ", " + self._messages.ngettext(
                "about %(n)s second left", "about %(n)s seconds left", left
            )
        self._write(f"{WIPE}{self._line(self._stage)} {text}")

    def finish(self) -> None:
        """The last stage has ended; the bar is taken away."""
        self._end_stage()
        self._stage = None

    def _end_stage(self) -> None:
        if self._stage is None:
            return
        if self._bar:
            self._write(WIPE)
        passed = self._now() - self._began
        self.times[self._stage] = self.times.get(self._stage, 0.0) + passed
        if self._verbose:
            seconds = seconds_in_words(passed, self._messages)
            self._write(f"{self._title(self._stage)}: {seconds}\n")

    def _line(self, stage: str) -> str:
        names = list(STAGES)
        done = names.index(stage) if stage in STAGES else 0
        full = BAR_WIDTH * done // len(names)
        return f"[{'█' * full}{'░' * (BAR_WIDTH - full)}] {self._title(stage)}…"

    def _title(self, stage: str) -> str:
        return self._messages.gettext(STAGES[stage]) if stage in STAGES else stage


def seconds_in_words(seconds: float, messages: Messages) -> str:
    """A stretch of time with one digit after the point: «0,8 с»."""
    whole, tenths = divmod(round(seconds * 10), 10)
    return messages.gettext("%(whole)s.%(tenths)s s", whole=whole, tenths=tenths)


def stage_table(times: Mapping[str, float], pages: int, messages: Messages) -> str:
    """What each stage took: seconds, its part of all, and milliseconds for each page."""
    whole = sum(times.values()) or 1.0
    rows = [*times.items(), ("", whole)]
    lines = [messages.gettext("Stage | seconds | part | ms a page")]
    for stage, seconds in rows:
        title = messages.gettext(STAGES.get(stage, stage)) if stage else messages.gettext("In all")
        each = f"{1000 * seconds / pages:.3f}" if pages else "–"
        lines.append(f"{title} | {seconds:.3f} | {100 * seconds / whole:.0f} % | {each}")
    return _columns(lines)


def _columns(lines: list[str]) -> str:
    cells = [line.split(" | ") for line in lines]
    widths = [max(len(row[place]) for row in cells) for place in range(len(cells[0]))]
    return "\n".join(
        "  ".join(
            (row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])),
        )
        for row in cells
    )
