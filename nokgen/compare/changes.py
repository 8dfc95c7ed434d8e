"""One change in words, and what all words of a comparison need: parts of sentences come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from nokgen.frozen import frozen
from nokgen.messages import N_, Messages
from nokgen.read import Tree

SHOWN = 90
# So much of what did not change stays around what did, in a text that is cut.
_AROUND = 24

_EVIDENCE = {
    0: N_("without evidence"),
    1: N_("with one piece of evidence"),
    2: N_("with two pieces of evidence"),
    3: N_("with three pieces of evidence"),
    4: N_("with four pieces of evidence"),
}


class SilentKind(StrEnum):
    """What must not change without a word to citizens."""

    DEADLINE = "deadline"
    VANISHED = "vanished"
    RESULT = "result"


@frozen
class Silent:
    """A promise or a result that changed without the entry that would have said so.

    `key` tells one figure of a result from another, `name` is what a citizen calls the promise or
    the figure; `old` and `new` are in the words of the content, "" for nothing.
    """

    kind: SilentKind
    key: str
    name: str
    old: str
    new: str = ""


@frozen
class Change:
    """A sentence without its full stop; `look` says why it deserves a second look, if it does.

    `anchor` is the id of a measure or the ИНН of an organisation, "" for the file as a whole.
    """

    text: str
    look: str | None = None
    anchor: str = ""
    silent: Silent | None = None


@frozen
class Context:
    """The language of a comparison, and the names behind ids of bodies and ИНН of organisations.

    `is_source_same` tells that the published document of results is the same on both sides.
    """

    messages: Messages
    names: Mapping[str, str] = field(default_factory=dict)
    is_source_same: bool = True

    def said(self, message: str, **params: object) -> str:
        """A text of the catalogue."""
        return self.messages.gettext(message, **params)

    def quoted(self, text: str) -> str:
        """A text as quoted in a sentence: on one line, cut, quotes in it of the second level."""
        return self.said(N_("“%(text)s”"), text=_inner(_cut(" ".join(text.split()))))

    def value(self, tree: Tree) -> str:
        """Any value in a sentence: what it is called, when that is known."""
        if isinstance(tree, list):
            return ", ".join(self.value(item) for item in tree) or self.said(N_("nothing"))
        if isinstance(tree, dict):
            return self.quoted(label(tree))
        if tree is None:
            return self.said(N_("nothing"))
        return self.quoted(self.names.get(tree.strip(), tree))

    def contrast(self, old: str, new: str) -> tuple[str, str]:
        """Two texts quoted, of long ones the stretch that differs."""
        old, new = " ".join(old.split()), " ".join(new.split())
        if max(len(old), len(new)) <= SHOWN:
            return self.quoted(old), self.quoted(new)
        start, end = _common(old, new)
        return self.quoted(_stretch(old, start, end)), self.quoted(_stretch(new, start, end))

    def with_evidence(self, entry: Tree) -> str:
        """«с двумя подтверждениями»."""
        count = len(items(entry, "evidence"))
        if count in _EVIDENCE:
            return self.said(_EVIDENCE[count])
        return self.messages.ngettext(
            "with %(n)s piece of evidence", "with %(n)s pieces of evidence", count
        )


def capital(text: str) -> str:
    """The text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]


def text_at(tree: Tree, key: str) -> str:
    """The text behind a key, stripped; "" when there is none."""
    value = tree.get(key) if isinstance(tree, dict) else None
    return value.strip() if isinstance(value, str) else ""


def items(tree: Tree, key: str) -> list[Tree]:
    """The list behind a key; empty when there is none."""
    value = tree.get(key) if isinstance(tree, dict) else None
    return value if isinstance(value, list) else []


def label(tree: Tree) -> str:
    """What a mapping is called: the first of its texts that names it."""
    keys = ("short_title", "short_name", "title", "name", "outlet", "text", "deadline", "date")
    return next((found for key in keys if (found := text_at(tree, key))), "…")


def _inner(text: str) -> str:
    return text.replace("«", "„").replace("»", "“")


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"


def _common(old: str, new: str) -> tuple[int, int]:
    """How many characters are the same at the beginning and at the end."""
    least = min(len(old), len(new))
    start = next((i for i in range(least) if old[i] != new[i]), least)
    rest = least - start
    end = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    return start, end


def _stretch(text: str, start: int, end: int) -> str:
    first = max(start - _AROUND, 0)
    last = min(len(text) - end + _AROUND, len(text))
    if first:
        first = text.find(" ", first, start) + 1 or first
    if last < len(text):
        back = text.rfind(" ", len(text) - end, last)
        last = back if back > 0 else last
    before, after = "…" if first else "", "…" if last < len(text) else ""
    return before + text[first:last] + after
