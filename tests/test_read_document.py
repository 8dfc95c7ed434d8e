"""Where things stand in a file: lines and columns from 1, in characters, whatever the letters."""

from __future__ import annotations

import pytest
from yaml import SafeLoader

from nokgen.read import Document, composer
from nokgen.read.site import parse

PLAN = """\
# план
title: "Город 😀😀: план"
empty:
text: >-
  первая строка
  вторая строка

list: [а, 😀, "в"]
measures:
  - id: m1
    title: Собрание   # замечание
  - id: m2
last: конец
"""


def read(text: str) -> Document:
    document, _found = parse(text.encode(), "plan.yaml")
    assert document is not None
    return document


def cut(document: Document, path: tuple[str | int, ...], *, key: bool = False) -> str:
    """The text that a span covers; lines joined by `|`."""
    span = document.span(path, key=key)
    if span.excerpt is None:
        return "<file>"
    lines = PLAN.split("\n")
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    middle = lines[span.line : span.end_line - 1]
    first, last = lines[span.line - 1][span.column - 1 :], lines[span.end_line - 1]
    return "|".join([first, *middle, last[: span.end_column - 1]])


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("title",), '"Город 😀😀: план"'),
        (("list", 1), "😀"),
        (("list", 2), '"в"'),
        (("list",), '[а, 😀, "в"]'),
        (("text",), "первая строка|  вторая строка"),
        (("empty",), "empty"),
        (("measures",), "measures"),
        (("measures", 0, "title"), "Собрание"),
        (("measures", 1), "id: m2"),
        (("measures", 1, "title"), "id: m2"),
        (("measures", 7), "measures"),
        (("title", "deeper"), "title"),
        (("nothing",), "<file>"),
        ((), "<file>"),
        (("last",), "конец"),
    ],
)
def test_a_value(path: tuple[str | int, ...], expected: str) -> None:
    assert cut(read(PLAN), path) == expected


def test_a_key() -> None:
    assert cut(read(PLAN), ("measures", 0, "title"), key=True) == "title"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_byte_order_mark_and_line_ends_move_nothing(mark: str, ends: str) -> None:
    document = read(mark + PLAN.replace("\n", ends))
    assert document.span(("title",)) == read(PLAN).span(("title",))
    assert document.span(("last",)) == read(PLAN).span(("last",))
    assert document.tree == read(PLAN).tree


def test_both_loaders_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = read(PLAN)
    monkeypatch.setattr(composer, "_Loader", SafeLoader)
    slow = read(PLAN)
    assert slow.tree == fast.tree
    for path in (("title",), ("text",), ("list", 1), ("measures", 1, "id"), ("last",)):
        assert slow.span(path) == fast.span(path)


@pytest.mark.parametrize(
    "typed",
    [
        "no",
        "010",
        "12:30",
        "1.10",
        "0077",
        "2020-07-14",
        "1e3",
        "0x1F",
        "yes",
        "+7",
        "1_000",
        "True",
    ],
)
def test_a_scalar_stays_as_typed(typed: str) -> None:
    assert read(f"key: {typed}\n").tree == {"key": typed}


@pytest.mark.parametrize("typed", ["", " ", "~", "null", "Null", " # замечание"])
def test_an_empty_value_is_none(typed: str) -> None:
    assert read(f"key: {typed}\nother: x\n").tree == {"key": None, "other": "x"}


@pytest.mark.parametrize("typed", ['""', "'~'", '"null"'])
def test_quotes_make_text_of_anything(typed: str) -> None:
    assert read(f"key: {typed}\n").tree == {"key": typed[1:-1]}


def test_a_page_has_a_head_and_a_body() -> None:
    document, found = parse("---\ntitle: О сайте\n---\n\nТекст\n---\nещё\n".encode(), "about.md")
    assert document is not None
    assert found == []
    assert document.tree == {"title": "О сайте"}
    assert document.body == "\nТекст\n---\nещё\n"
    assert document.body_line == 4
    assert document.span(("title",)).line == 2
    assert document.span_in_line(5, 1, 6).excerpt == "Текст"
