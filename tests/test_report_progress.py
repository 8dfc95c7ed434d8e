"""What a person sees of a run that takes its time."""

from __future__ import annotations

from pathlib import Path

from nokgen.build import Options, Search, build
from nokgen.join import join, make_part
from nokgen.messages import messages_for
from nokgen.report import Progress
from nokgen.report.progress import STAGES, WIPE, seconds_in_words, stage_table
from tests.sites_under_test import TODAY
from tests.test_check_parted import site_of
from tests.test_join import X, Y

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
        f"{WIPE}[██████░░░░░░░░░░░░░░] Проверка…{WIPE}"
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


def test_a_long_stage_says_how_much_is_left() -> None:
    moments = iter([0.0, 1.0, 1.05, 4.0, 9.0, 9.95, 10.0])
    written: list[str] = []
    progress = Progress(
        messages_for("ru"),
        written.append,
        lambda: next(moments),
        terminal=True,
        verbose=False,
        quiet=False,
    )
    progress.step("pages")
    progress.part(1, 10)  # after a second nobody can tell
    progress.part(2, 10)  # too soon to draw anew
    progress.part(4, 10)
    progress.part(9, 10)
    progress.part(10, 10)
    progress.finish()
    bar = written[0].removeprefix(WIPE)
    assert [each.removeprefix(WIPE + bar) for each in written[1:]] == [
        " 10 %",
        " 40 %, осталось примерно 6 секунд",
        " 90 %, осталась примерно 1 секунда",
        " 100 %",
        WIPE,
    ]


def test_a_table_of_what_took_how_long() -> None:
    text = stage_table({"read": 1.0, "pages": 2.5, "index": 0.5}, 200, messages_for("ru"))
    assert text.splitlines() == [
        "Шаг                            секунды   доля  мс на страницу",
        "Чтение файлов                    1.000   25 %           5.000",
        "Регионы: от файлов до страниц    2.500   62 %          12.500",
        "Построение поиска                0.500   12 %           2.500",
        "Всего                            4.000  100 %          20.000",
    ]


def test_a_build_tells_each_stage_once_and_in_order(tmp_path: Path) -> None:
    """So do parts of regions when they are joined; the bar never goes back."""
    root = site_of(tmp_path / "site", {})

    def options(name: str) -> Options:
        return Options(root, tmp_path / name, lambda _zone: TODAY, search=Search.NONE, jobs=1)

    begun: list[str] = []
    assert build(options("whole"), begun.append).changes is not None
    assert begun == list(STAGES)
    places = list(STAGES)
    for region in (X, Y):
        begun.clear()
        assert make_part(options(region), region, begun.append).changes is not None
        assert begun == sorted(begun, key=places.index)
        assert begun[0] == "read"
    begun.clear()
    joined = join(options("joined"), (tmp_path / X, tmp_path / Y), step=begun.append)
    assert joined.outcome.changes is not None
    assert begun == list(STAGES)
