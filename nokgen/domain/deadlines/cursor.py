"""A place in a row of tokens: the few moves that the parsers of the grammar share."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import TypeVar

from nokgen.domain.deadlines.tokens import Kind, Token

Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
_END = Token(Kind.END, "", 0, 0)
_AHEAD = 10
T = TypeVar("T")


def phrases(*texts: str | Iterable[str]) -> Phrases:
    """A table of phrases for `Cursor.phrase`, by their first words."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for text in (t for group in texts for t in ([group] if isinstance(group, str) else group)):
        words = tuple(text.split())
        table.setdefault(words[0], []).append((words, text))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


class Cursor:
    """Reads tokens from left to right; every move either advances or changes nothing."""

    __slots__ = ("end", "position", "probing", "text", "tokens")

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens + [_END] * _AHEAD
        self.end = len(tokens)
        self.position = 0
        self.probing = False

    @property
    def at_end(self) -> bool:
        """Whether all tokens are read."""
        return self.position >= self.end

    @property
    def norm(self) -> str:
        """The spelling of the next token; empty behind the end."""
        return self.tokens[self.position].norm

    def peek(self, ahead: int = 0) -> Token:
        """The token so many places ahead (up to eight); an empty one behind the end."""
        return self.tokens[self.position + ahead]

    def accept(self, kind: Kind) -> Token | None:
        """The next token if it is of this kind."""
        token = self.tokens[self.position]
        if token.kind is not kind:
            return None
        self.position += 1
        return token

    def word(self, *words: str) -> bool:
        """Whether the next token is one of these words."""
        if self.tokens[self.position].norm not in words:
            return False
        self.position += 1
        return True

    def phrase(self, table: Phrases) -> str | None:
        """The phrase of the table that comes next, the longest if several do."""
        position = self.position
        for words, phrase in table.get(self.tokens[position].norm, ()):
            end = position + len(words)
            if all(t.norm == w for t, w in zip(self.tokens[position:end], words, strict=True)):
                self.position = end
                return phrase
        return None

    def any_of(self, words: Container[str]) -> bool:
        """Whether the next token is a word of the set."""
        if self.tokens[self.position].norm not in words:
            return False
        self.position += 1
        return True

    def find(self, table: Mapping[str, T]) -> T | None:
        """What the table holds for the next token, if it is a word of the table."""
        found = table.get(self.tokens[self.position].norm)
        if found is not None:
            self.position += 1
        return found

    def words_between(self, first: int, end: int) -> str:
        """The document's words from token `first` up to `end`, white space evened out."""
        if first >= end:
            return ""
        part = self.text[self.tokens[first].start : self.tokens[end - 1].end]
        return " ".join(part.split())
