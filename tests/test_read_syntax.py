"""What people type wrongly, and what they are told about it."""

from __future__ import annotations

import pytest

from nokgen.read.site import parse

FAULTS = [
    ("a: Тема: слово\nb: c\n", "colon-in-text", 1, 4),
    ("- id: m1\n  title: План: работа\n", "colon-in-text", 2, 10),
    ("a: план работ\n  на год: 2020\nb: c\n", "colon-in-text", 2, 3),
    ("a: {title: Тема: слово, kind: x}\n", "colon-in-text", 1, 4),
    ("a: «Город»: тест\n", "colon-in-text", 1, 4),
    ('a: "план\nb: c\n', "quote-unclosed", 1, 4),
    ("a: 'план\nb: c\n", "quote-unclosed", 1, 4),
    ('a: "план "Город" тест"\nb: c\n', "quote-inside-text", 1, 4),
    ('a: "план" на год\nb: c\n', "quote-inside-text", 1, 4),
    ("a: b\n  c: d\n", "indentation-wrong", 2, 3),
    ("a:\n    b: c\n  d: e\n", "indentation-wrong", 3, 3),
    ("m:\n  - id: m1\n    t: x\n   u: y\n", "indentation-wrong", 4, 4),
    ("m:\n  - id: m1\n    t: x\n     u: y\n", "indentation-wrong", 4, 6),
    ("m:\n  - id: m1\n - id: m2\n", "indentation-wrong", 3, 2),
    ("m:\n  - a\n  b: c\n", "indentation-wrong", 3, 3),
    ("m: x\n- a\n", "indentation-wrong", 2, 1),
    ("m:\n  -id: m1\n   t: x\n", "list-item-without-space", 2, 3),
    ("m:\n  - a\n  -b\n  - c\n", "list-item-without-space", 3, 3),
    ("m:\n  - id: a\n  -id: b\n", "list-item-without-space", 3, 3),
    ("a: @foo\n", "special-first-character", 1, 4),
    ("a: `foo`\n", "special-first-character", 1, 4),
    ("a: %foo\n", "special-first-character", 1, 4),
    ("a: & foo\n", "special-first-character", 1, 4),
    ("a: *примечание\n", "special-first-character", 1, 4),
    ("a: |foo\n", "special-first-character", 1, 4),
    ("a: > 5 раз\n", "special-first-character", 1, 4),
    ("a: , y\n", "special-first-character", 1, 4),
    ("a: - y\n", "special-first-character", 1, 4),
    ("a: ? y\n", "special-first-character", 1, 4),
    ("a:\n  - @foo\n", "special-first-character", 2, 5),
    ("a: *foo\n", "anchor", 1, 4),
    ("a: &foo bar\n", "anchor", 1, 4),
    ("a: !foo bar\n", "tag", 1, 4),
    ("a: !!python/object/apply:os.system [ls]\n", "tag", 1, 4),
    ("a: [x, y\nb: c\n", "bracket-unclosed", 1, 4),
    ("a: {x: y\nb: c\n", "bracket-unclosed", 1, 4),
    ("a:\n\tb: c\n", "tab-indentation", 2, 1),
    ("a:\n  b: c\n\td: e\n", "tab-indentation", 3, 1),
    ("a: b\nслово\nc: d\n", "colon-missing", 2, 1),
    ("слово\nc: d\n", "colon-missing", 1, 1),
    ("a:b\nc: d\n", "space-after-colon-missing", 1, 1),
    ("x: 1\ntitle:План\ny: 2\n", "space-after-colon-missing", 2, 1),
    ("a: 1\nb:\u00a0x\nc: d\n", "no-break-space", 2, 3),
    ("a: b\n---\nc: d\n", "second-document", 2, 1),
    ("a: b\n...\nc: d\n", "second-document", 2, 1),
    (": b\n", "key-not-text", 1, 1),
    ("[a]: b\n", "key-not-text", 1, 1),
    ('a: "c:\\путь"\n', "backslash-in-quotes", 1, 7),
    ("a: b\na: c\n", "duplicate-key", 2, 1),
    ("%foo\na: b\n", "yaml-syntax", 1, 1),
    ("", "file-empty", 1, 1),
    ("# ничего\n", "file-empty", 1, 1),
]


@pytest.mark.parametrize(("text", "slug", "line", "column"), FAULTS)
def test_a_mistake_has_its_name(text: str, slug: str, line: int, column: int) -> None:
    _document, found = parse(text.encode(), "plan.yaml")
    first = found[0]
    assert (first.code.slug, first.span.line, first.span.column) == (slug, line, column)


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("title: План: работа\n", 'title: "План: работа"'),
        ('title: О "НОК": план\n', "title: 'О \"НОК\": план'"),
        ("- a\n-b: c\n", "- b: c"),
        ("a: 1\ntitle:План\nb: c\n", "title: План"),
        ("a: 1\ntitle План\nb: c\n", "title: План"),
        ("a: @b\n", 'a: "@b"'),
        ('a: "О "НОК" и детях"\n', "'О \"НОК\" и детях'"),
        ('a: "НОК" в городе\n', "'\"НОК\" в городе'"),
    ],
)
def test_the_hint_says_what_to_write(text: str, example: str) -> None:
    _document, found = parse(text.encode(), "plan.yaml")
    assert found[0].hint is not None
    assert found[0].hint.params["example"] == example


def test_reading_goes_on_after_faults_that_leave_a_tree() -> None:
    text = "a: &x 1\nb: *x\nc: !t 2\na: 3\nd\u0001: 4\n"
    document, found = parse(text.encode(), "plan.yaml")
    assert [each.code.slug for each in found] == [
        "control-character",
        "anchor",
        "anchor",
        "tag",
        "duplicate-key",
    ]
    assert document is not None
    assert document.tree == {"a": "1", "b": None, "c": "2", "d": "4"}


def test_deep_nesting_is_a_fault_and_no_crash() -> None:
    for text in ("[" * 100_000, "\n".join(" " * n + "a:" for n in range(2000)), "- " * 50_000):
        document, found = parse(text.encode(), "plan.yaml")
        assert document is None
        assert [each.code.slug for each in found] == ["nesting-too-deep"]
