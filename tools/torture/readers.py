"""A text goes in; a reader of nokgen reads it, and a promise that it does not keep is a fault.

Kept apart from the other targets because coverage-guided fuzzing loads nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html.parser import HTMLParser

from nokgen.check.markdown_rules import intricacy
from nokgen.diagnostics import Diagnostic
from nokgen.domain.deadlines import MAX_LENGTH, occurrences, parse_deadline
from nokgen.domain.periods import Period
from nokgen.messages import messages_for
from nokgen.read import Tree
from nokgen.read.site import parse, quick_parse
from nokgen.read.tables import read_table
from nokgen.render.text import ATTRIBUTES, SCHEMES, TAGS, markdown
from nokgen.report import render_github, render_json, render_text
from tools.torture.guard import only_writes
from tools.torture.seed import Seed

RU = messages_for("ru")
# How a browser finds the scheme of an address (WHATWG URL, basic parser).
_BLANKS = "".join(map(chr, range(33)))
_IGNORED = re.compile("[\t\n\r]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
PERIODS = (None, Period.of_years(2020, 2020), Period.of_years(2018, 2027))


class BrokenPromiseError(Exception):
    """What nokgen did is not what it promises."""


def hold(promise: bool, sentence: str) -> None:
    """BrokenPromiseError if a promise does not hold."""
    if not promise:
        raise BrokenPromiseError(sentence)


def look_at(found: Sequence[Diagnostic]) -> None:
    """Diagnostics can be shown in every form, and point into the file."""
    some = found if len(found) % 5 == 0 else found[:6]  # showing takes longer than finding
    render_text(some, RU)
    if len(found) % 3 == 0:
        json.loads(render_json(some, RU))
        render_github(some, RU, folder="")
    for each in found:
        span = each.span
        if span.excerpt is not None:
            start, end = (span.line, span.column), (span.end_line, span.end_column)
            hold((1, 1) <= start <= end, f"{each.code.slug} ends before it begins: {span}")
            hold(span.column <= len(span.excerpt) + 1, f"{each.code.slug} is off its line: {span}")


def table(seed: Seed) -> str:
    """A CSV or XLSX file: every fault and every cell has a place."""
    with only_writes():
        found_table, found = read_table(seed.data, seed.path)
        look_at(found)
        if found_table is None:
            return "refused"
        width = len(found_table.header)
        hold(all(len(row) == width for row in found_table.rows), "rows as wide as the header")
        for row in range(len(found_table.rows))[:2]:
            found_table.span(row, None)
            for column in range(width)[:20]:
                found_table.span(row, column)
    return "accepted"


def yaml_text(seed: Seed) -> str:
    """Any bytes as YAML: the tree or a fault, and the quick reader sees the same tree."""
    document, found = parse(seed.data, "content/x.yaml")
    look_at(found)
    hold(document is not None or bool(found), "nothing is read without a fault")
    if document is None:
        return "refused"
    hold(quick_parse(seed.data, "content/x.yaml")[0] == document.tree, "the quick tree differs")
    for path in _paths(document.tree)[:30]:
        document.span(path)
        document.span(path, key=True)
    return "read"


def _paths(tree: Tree) -> list[tuple[str | int, ...]]:
    below = tree.items() if isinstance(tree, dict) else enumerate(tree or ())
    if not isinstance(tree, dict | list):
        return [()]
    return [(step, *path) for step, value in below for path in _paths(value)]


def deadline(seed: Seed) -> str:
    """Any text as a deadline, in plans of one year, of many and of none."""
    text = seed.data.decode("utf-8", "replace")
    made = [parse_deadline(text, period) for period in PERIODS]
    for found, period in zip(made, PERIODS, strict=True):
        hold(found.text == text, "a deadline keeps its words")
        if period is not None:
            days = occurrences(found, period)
            hold(list(days) == sorted(days, key=lambda day: day.end), "occurrences are sorted")
    hold(len(text) <= MAX_LENGTH or made[0].form.value in ("unreadable", "not-given"), "length")
    return made[1].form.value


def page(seed: Seed) -> str:
    """Any text as Markdown, if `check` lets it pass: only what is on the list is in the HTML."""
    text = seed.data.decode("utf-8", "replace")
    if intricacy(text) is not None:
        return "refused"
    html = markdown(text)
    _Allowed().feed(str(html))
    return "page"


class _Allowed(HTMLParser):
    """Refuses tags, attributes and schemes that are not on the list, by a parser of its own."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        hold(tag in TAGS, f"<{tag}> is not allowed")
        for name, value in attrs:
            hold(name in ATTRIBUTES.get(tag, ()), f"{name}= is not allowed in <{tag}>")
            if name in ("href", "src"):
                scheme = _SCHEME.match(_IGNORED.sub("", value or "").lstrip(_BLANKS))
                hold(scheme is None or scheme[1].lower() in SCHEMES, f"{name}={value!r}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
