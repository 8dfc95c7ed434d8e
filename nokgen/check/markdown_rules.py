"""A text in Markdown goes in; what of it would take too long to become a page comes out.

The time of the library that makes HTML grows with the square of some signs: an opening bracket
makes it look through the rest of its paragraph, a heading through all headings before. The limits
are those of the library and not of taste, so nobody sets them; a text within them takes less than
two seconds.
"""

from __future__ import annotations

import re

from nokgen.diagnostics import Hint
from nokgen.messages import N_

CHARACTERS = 50_000
LINES = 3_000
HEADINGS = 500
ABBREVIATIONS = 100
NESTING = 20
# Brackets of a paragraph times its characters: a page of text with a hundred links has 300,000.
BRACKETS = 500_000

_HEADING = re.compile(r"^(?: {0,3}#| {0,3}:[ \t]|[ \t]*(?:=+|-+)[ \t]*$)", re.MULTILINE)
_ABBREVIATION = re.compile(r"^ {0,3}\*\[", re.MULTILINE)
_NESTED = re.compile(
    rf"^(?:[ \t]*(?:[-*+>]|\d{{1,9}}[.)]|:)[ \t]*){{{NESTING + 1}}}[^\s]"
    rf"|^(?: {{4}}|\t){{{NESTING + 1}}}",
    re.MULTILINE,
)
# A cell of a table is looked through for itself: its row is near enough.
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*\|)")

_CHARACTERS = N_("no more than %(limit)s characters are set: divide the text into several pages")
_LINES = N_("no more than %(limit)s lines are set: divide the text into several pages")
_HEADINGS = N_(
    "no more than %(limit)s headings and definitions are set: divide the text into several pages"
)
_ABBREVIATIONS = N_("no more than %(limit)s abbreviations are explained in one text")
_NESTING = N_("lists and quotations stand inside each other more than %(limit)s times")
_BRACKETS = N_("there are too many square brackets in one paragraph: divide it by empty lines")


def intricacy(text: str) -> Hint | None:
    """The way out for a text that would take too long; None for any text within the limits."""
    for message, limit, count in (
        (_CHARACTERS, CHARACTERS, len(text)),
        (_LINES, LINES, text.count("\n")),
    ):
        if count > limit:
            return Hint(message, {"limit": limit})
    if _NESTED.search(text):
        return Hint(_NESTING, {"limit": NESTING})
    if len(_HEADING.findall(text)) > HEADINGS:
        return Hint(_HEADINGS, {"limit": HEADINGS})
    if len(_ABBREVIATION.findall(text)) > ABBREVIATIONS:
        return Hint(_ABBREVIATIONS, {"limit": ABBREVIATIONS})
    parts = _PARAGRAPH.split(text)
    return Hint(_BRACKETS) if sum(p.count("[") * len(p) for p in parts) > BRACKETS else None
