"""Progress of a run: names of stages and seconds go in; lines for stderr come out."""

from __future__ import annotations

from collections.abc import Callable

from nokgen.messages import N_, Messages

# The stages of `build`, in their order, as people call them.
STAGES = {
    "read": N_("Reading the files"),
    "check": N_("Checking"),
    "model": N_("Putting the data together"),
    "feeds": N_("Preparing data for other sites"),
    "pages": N_("Making the pages"),
    "write": N_("Writing what changed"),
    "index": N_("Building the search"),
}
BAR_WIDTH = 20
WIPE = "\r\x1b[K"


class Progress:
    """A bar on a terminal, a line for each finished stage when verbose, nothing when quiet.

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

    def step(self, stage: str) -> None:
        """A stage begins, and with it the one before has ended."""
        self._end_stage()
        self._stage, self._began = stage, self._now()
        if self._bar:
            self._write(WIPE + self._line(stage))

    def finish(self) -> None:
        """The last stage has ended; the bar is taken away."""
        self._end_stage()
        self._stage = None

    def _end_stage(self) -> None:
        if self._stage is None:
            return
        if self._bar:
            self._write(WIPE)
        if self._verbose:
            seconds = seconds_in_words(self._now() - self._began, self._messages)
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
