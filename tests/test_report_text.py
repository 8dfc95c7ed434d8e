"""What a person reads on a terminal: the exact screen."""

from __future__ import annotations

from textwrap import dedent

import pytest

from nokgen.cli.output import exit_code
from nokgen.diagnostics import Code, Diagnostic, Hint, Severity
from nokgen.messages import messages_for
from nokgen.report import render_summary, render_text
from nokgen.report.frame import LINE_WIDTH, draw
from nokgen.source import Span

RU = messages_for("ru")
EN = messages_for("en")
BODY = Code("unknown-body", Severity.ERROR, "исполнитель `%(name)s` не описан в %(file)s", "…")
NOTE = Code("not-assessed-lately", Severity.NOTE, "давно", "…")
EMPTY = Code("deadline-missing", Severity.WARNING, "срок не указан", "…")
PLAN = "content/murmanskaya-oblast/kirovsk/plans/2020-information-campaign.yaml"
LINE = "    responsible: [education-comittee, preschools]"
UNKNOWN = Diagnostic(
    BODY,
    Span(PLAN, 14, 19, 14, 37, LINE),
    {"name": "education-comittee", "file": "municipality.yaml"},
    Hint("может быть, `%(near)s`?", {"near": "education-committee"}),
)


def screen(text: str) -> str:
    return dedent(text).lstrip("\n")


def test_the_frame_of_the_interface() -> None:
    assert render_text([UNKNOWN], RU) == screen(
        """
        error[unknown-body]: исполнитель `education-comittee` не описан в municipality.yaml
          ┌─ content/murmanskaya-oblast/kirovsk/plans/2020-information-campaign.yaml:14:19
          │
        14│     responsible: [education-comittee, preschools]
          │                   ^^^^^^^^^^^^^^^^^^
          = подсказка: может быть, `education-committee`?
        """
    )


def test_frames_stand_apart_and_widen_with_the_number() -> None:
    far = Diagnostic(EMPTY, Span(PLAN, 1204, 1, 1204, 1, "deadline:"))
    near = Diagnostic(EMPTY, Span(PLAN, 7, 1, 7, 9, "deadline:"))
    assert render_text([near, far], RU) == screen(
        f"""
        warning[deadline-missing]: срок не указан
          ┌─ {PLAN}:7:1
          │
         7│ deadline:
          │ ^^^^^^^^

        warning[deadline-missing]: срок не указан
            ┌─ {PLAN}:1204:1
            │
        1204│ deadline:
            │ ^
        """
    )


def test_a_whole_file_has_no_line() -> None:
    whole = Diagnostic(EMPTY, Span.of_file("content/x/region.yaml"), hint=Hint("создайте его"))
    assert render_text([whole], RU) == screen(
        """
        warning[deadline-missing]: срок не указан
          ┌─ content/x/region.yaml
          = подсказка: создайте его
        """
    )


def test_the_language_is_that_of_the_messages() -> None:
    assert "  = hint: может быть" in render_text([UNKNOWN], EN)


def test_nothing_is_nothing() -> None:
    assert render_text([], RU) == ""


def test_colour_changes_no_letter() -> None:
    coloured = render_text([UNKNOWN], RU, color=True)
    assert "\x1b[31m" in coloured
    bare = coloured
    for style in ("\x1b[0m", "\x1b[1m", "\x1b[31m", "\x1b[34m"):
        bare = bare.replace(style, "")
    assert bare == render_text([UNKNOWN], RU)


@pytest.mark.parametrize(
    ("excerpt", "column", "end", "line", "carets"),
    [
        ("title: Срок", 8, 12, "title: Срок", "       ^^^^"),
        ("漢字: x", 5, 6, "漢字: x", "      ^"),  # wide characters take two columns
        ("漢字: x", 1, 3, "漢字: x", "^^^^"),
        ("и\u0306: x", 5, 6, "и\u0306: x", "   ^"),  # a breve takes none
        ("a\tb", 3, 4, "a    b", "     ^"),  # a tab is shown as four spaces
        ("\ta", 1, 2, "    a", "^^^^"),
        ("a\x1b[31mb", 2, 3, "a␛[31mb", " ^"),  # what would steer the terminal is seen
        ("a\u202eb", 2, 3, "a�b", " ^"),
        ("short", 6, 6, "short", "     ^"),  # behind the end of the line
        ("short", 40, 44, "short", "     ^"),
        ("x: 1  ", 5, 7, "x: 1", "    ^^"),  # blanks at the end
    ],
)
def test_carets_stand_below_what_is_seen(
    excerpt: str, column: int, end: int, line: str, carets: str
) -> None:
    drawn = draw(Span("x", 1, column, 1, end, excerpt), excerpt)
    assert (drawn.line, drawn.carets) == (line, carets)


def test_a_stretch_of_lines_runs_to_the_end_of_the_first() -> None:
    drawn = draw(Span("x", 3, 4, 9, 2, "a: |  "), "a: |  ")
    assert drawn.carets == "   ^"


@pytest.mark.parametrize("column", [1, 20, 50, 500, 2000, 3990, 3996])
def test_a_long_line_is_cut_around_the_fault(column: int) -> None:
    excerpt = "".join(chr(ord("а") + index % 32) for index in range(4000))
    drawn = draw(Span("x", 1, column, 1, column + 4, excerpt), excerpt)
    start = drawn.carets.index("^")
    assert drawn.line[start : start + 4] == excerpt[column - 1 : column + 3]
    assert drawn.carets.count("^") == 4
    assert len(drawn.line) <= LINE_WIDTH + 2
    assert drawn.line.startswith("…") == (column > 33)
    assert drawn.line.endswith("…") == (column < 3900)


def test_a_long_stretch_is_cut_with_its_line() -> None:
    excerpt = "x" * 4000
    drawn = draw(Span("x", 1, 1, 1, 4001, excerpt), excerpt)
    assert drawn.line == "x" * LINE_WIDTH + "…"
    assert drawn.carets == "^" * LINE_WIDTH


def test_a_value_cannot_break_or_flood_the_frame() -> None:
    hostile = {"name": "a\nerror[x]: \x1b[2J" + "й" * 5000, "file": "m"}
    text = render_text([Diagnostic(BODY, Span.of_file("a"), hostile)], RU)
    assert text.count("\n") == 2
    assert "\x1b" not in text
    assert "йй…` не описан" in text
    assert len(text) < 300


def faults(errors: int, warnings: int, files: int) -> list[Diagnostic]:
    codes = [BODY] * errors + [EMPTY] * warnings
    params = {"name": "a", "file": "b"}
    return [
        Diagnostic(code, Span.of_file(f"f{index % files}"), params)
        for index, code in enumerate(codes)
    ]


@pytest.mark.parametrize(
    ("errors", "warnings", "files", "russian", "english"),
    [
        (2, 1, 2, "2 ошибки и 1 предупреждение в 2 файлах", "2 errors and 1 warning in 2 files"),
        (1, 0, 1, "1 ошибка в 1 файле", "1 error in 1 file"),
        (0, 5, 1, "5 предупреждений в 1 файле", "5 warnings in 1 file"),
        (21, 22, 21, "21 ошибка и 22 предупреждения в 21 файле", "21 errors and 22 warnings in 21"),
        (11, 0, 11, "11 ошибок в 11 файлах", "11 errors in 11 files"),
        (1000, 0, 1, "1\N{NO-BREAK SPACE}000 ошибок в 1 файле", "1,000 errors in 1 file"),
    ],
)
def test_the_summary_counts_in_words(
    errors: int, warnings: int, files: int, russian: str, english: str
) -> None:
    found = faults(errors, warnings, files)
    assert render_summary(found, RU).splitlines()[0] == russian
    assert render_summary(found, EN).startswith(english)


@pytest.mark.parametrize(
    ("errors", "warnings", "russian"),
    [
        (2, 1, "2 ошибки, 1 предупреждение и 3 замечания в 1 файле"),
        (0, 1, "1 предупреждение и 3 замечания в 1 файле"),
        (0, 0, "3 замечания в 1 файле"),
    ],
)
def test_the_summary_counts_notes(errors: int, warnings: int, russian: str) -> None:
    notes = [Diagnostic(NOTE, Span.of_file("f0"))] * 3
    assert render_summary([*faults(errors, warnings, 1), *notes], RU).splitlines()[0] == russian
    assert exit_code(notes, "site.yaml", strict=True) == 0


def test_the_summary_tells_how_to_learn_more_once() -> None:
    assert render_summary(faults(3, 0, 1), RU).splitlines()[1:] == [
        "Подробнее: nokgen explain unknown-body"
    ]
    assert render_summary(faults(3, 1, 1), RU).splitlines()[1:] == [
        "Подробнее — по названию в квадратных скобках, например: nokgen explain unknown-body"
    ]


def test_the_summary_of_nothing_is_good_news() -> None:
    assert render_summary([], RU) == "Всё в порядке: ошибок нет.\n"
