"""What a person sees of a run that takes its time."""

from __future__ import annotations

from nokgen.messages import messages_for
from nokgen.report import Progress
from nokgen.report.progress import WIPE, seconds_in_words

RU = messages_for("ru")


def told(*, terminal: bool = False, verbose: bool = False, quiet: bool = False) -> str:
    pieces: list[str] = []
    seconds = iter([0.0, 0.31, 0.31, 1.6])
    progress = Progress(
        RU, pieces.append, lambda: next(seconds), terminal=terminal, verbose=verbose, quiet=quiet
    )
    progress.step("read")
    progress.step("check")
    progress.finish()
    return "".join(pieces)


def test_a_bar_on_a_terminal_goes_away() -> None:
    assert told(terminal=True) == (
        f"{WIPE}[░░░░░░░░░░░░░░░░░░░░] Чтение файлов…{WIPE}"
        f"{WIPE}[██░░░░░░░░░░░░░░░░░░] Проверка…{WIPE}"
    )


def test_a_log_stays_clean() -> None:
    assert told() == ""


def test_verbose_tells_every_stage_with_its_time() -> None:
    assert told(verbose=True) == "Чтение файлов: 0,3 с\nПроверка: 1,3 с\n"


def test_quiet_is_quiet() -> None:
    assert told(terminal=True, verbose=True, quiet=True) == ""


def test_seconds_in_both_languages() -> None:
    assert seconds_in_words(61.06, RU) == "61,1 с"
    assert seconds_in_words(0.96, messages_for("en")) == "1.0 s"
