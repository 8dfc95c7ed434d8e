"""What GitHub shows: annotations that cannot be forged, the log, the step summary."""

from __future__ import annotations

import re
from html import unescape

import pytest

from nokgen.diagnostics import Code, Diagnostic, Hint, Severity
from nokgen.messages import messages_for
from nokgen.report import render_github, render_step_summary, render_text
from nokgen.report.github import SUMMARY_BYTES
from nokgen.source import Span

RU = messages_for("ru")
ERROR = Code("unknown-key", Severity.ERROR, "ключ `%(key)s` не известен", "…")
WARNING = Code("deadline-missing", Severity.WARNING, "срок не указан", "…")


def error(line: int = 3, path: str = "a.yaml", key: str = "x") -> Diagnostic:
    return Diagnostic(ERROR, Span(path, line, 2, line, 5, " xyz: 1"), {"key": key})


def annotations(text: str) -> list[str]:
    return text.split("::stop-commands::")[0].splitlines()


def test_an_annotation_names_its_place() -> None:
    hinted = Diagnostic(ERROR, error().span, {"key": "x"}, Hint("уберите его"))
    assert annotations(render_github([hinted], RU)) == [
        "::error file=a.yaml,line=3,endLine=3,col=2,endColumn=4,title=nokgen%3A unknown-key"
        "::ключ `x` не известен%0Aподсказка: уберите его"
    ]


def test_a_stretch_of_lines_has_no_columns() -> None:
    found = Diagnostic(WARNING, Span("a.yaml", 3, 2, 5, 1, "x"))
    (annotation,) = annotations(render_github([found], RU))
    assert annotation.startswith("::warning file=a.yaml,line=3,endLine=5,title=")


def test_the_path_starts_at_the_root_of_the_repository() -> None:
    assert "file=site/a.yaml," in render_github([error()], RU, folder="site/")


def test_worst_first_and_ten_of_a_kind_but_all_in_the_log() -> None:
    found = [Diagnostic(WARNING, Span("a.yaml", line)) for line in range(1, 13)]
    found += [error(line) for line in range(20, 35)]
    text = render_github(found, RU)
    kinds = [line.split()[0] for line in annotations(text)]
    assert kinds == ["::error"] * 10 + ["::warning"] * 10
    assert render_text(found, RU) in text
    assert "15 ошибок и 12 предупреждений в 1 файле" in text


@pytest.mark.parametrize(
    ("path", "escaped"),
    [("a,b.yaml", "file=a%2Cb.yaml,"), ("a:b", "file=a%3Ab,"), ("50%.yaml", "file=50%25.yaml,")],
)
def test_names_of_files_are_escaped(path: str, escaped: str) -> None:
    assert escaped in render_github([error(path=path)], RU)


def test_content_gives_no_commands() -> None:
    excerpt = "::add-mask::x"
    span = Span("a.yaml", 1, 1, 1, 3, excerpt)
    text = render_github([Diagnostic(ERROR, span, {"key": "y\n::error::z %0A"})], RU)
    opened = re.search(r"^::stop-commands::([0-9a-f]{64})\n", text, re.MULTILINE)
    assert opened
    assert text.endswith(f"\n::{opened[1]}::\n")
    assert text.count(opened[1]) == 2
    assert "::ключ `y ::error::z %250A`" in annotations(text)[0]
    assert len(annotations(text)) == 1


def test_nothing_found_is_nothing_said() -> None:
    assert render_github([], RU) == ""


def test_the_step_summary_lists_all_by_file() -> None:
    found = [
        error(path="b.yaml"),
        error(path="a.yaml"),
        Diagnostic(WARNING, Span.of_file("a.yaml")),
    ]
    assert unescape(render_step_summary(found, RU)) == (
        "## nokgen: 2 ошибки и 1 предупреждение в 2 файлах\n\n"
        "\n### a.yaml\n\n"
        "- **warning\\[deadline-missing\\]** срок не указан\n"
        "- **error\\[unknown-key\\]** 3:2 ключ `x` не известен\n"
        "\n### b.yaml\n\n"
        "- **error\\[unknown-key\\]** 3:2 ключ `x` не известен\n\n"
    )


def test_the_step_summary_holds_no_markup_of_the_content() -> None:
    hostile = "<img src=x> [a](http://evil) @all `c` **b** | #1"
    text = render_step_summary([error(key=hostile)], RU)
    (item,) = [line for line in text.splitlines() if line.startswith("- ")]
    sentence = item.partition("** ")[2]
    assert not set("<>[]()`*|@_") & set(sentence)
    assert hostile in unescape(sentence)


def test_the_step_summary_stays_below_the_limit() -> None:
    found = [error(line, key="й" * 150) for line in range(1, 4000)]
    text = render_step_summary(found, RU)
    assert len(text.encode()) < SUMMARY_BYTES + 1000
    assert unescape(text).rstrip().endswith("Остальное — в журнале запуска.")
