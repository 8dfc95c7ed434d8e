"""Russian words in any form go in; stems that are the same for all forms of a word come out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nokgen.frozen import frozen

_ENDING = re.compile(
    r"(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|ией|иям|иях|ий|ый|ой|ая|яя|ое|ее|ые|ие|ых|их|ую|"
    r"юю|ым|им|ом|ем|ам|ям|ах|ях|ов|ев|ей|ия|ии|ию|а|я|о|е|ы|и|у|ю|ь|й)$"
)
_TOKEN = re.compile(r"[\w№]+(?:[-–][\w]+)*(?:\.(?=\w))?|[,;/\n()«»\"“”„.:]")


@frozen
class Token:
    """A word or a sign of a text with its stem, "" for a sign, and where it stands."""

    text: str
    stem: str
    start: int
    end: int


def stem(word: str) -> str:
    """What the forms of a word share; words up to four letters have one form here."""
    plain = word.casefold().replace("ё", "е").replace("–", "-")
    return "-".join(_stem(part) for part in plain.split("-"))


def _stem(part: str) -> str:
    if len(part) <= 4:
        return part
    cut = _ENDING.sub("", part)
    return cut if len(cut) >= 3 else part


def tokens(text: str) -> list[Token]:
    """The words and signs of a text in order."""
    found = []
    for each in _TOKEN.finditer(text):
        is_word = each[0][0].isalnum() or each[0][0] == "№"
        found.append(Token(each[0], stem(each[0]) if is_word else "", each.start(), each.end()))
    return found


def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of a text."""
    return tuple(token.stem for token in tokens(text) if token.stem)


def initials(words: Sequence[str]) -> str:
    """The abbreviation of a name: «Дошкольные образовательные организации» is ДОО."""
    return "".join(word[0] for word in words if len(word) > 2 or word.isupper()).upper()
