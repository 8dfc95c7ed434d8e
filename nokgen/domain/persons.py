"""Words of a document go in, the same words without names of persons come out (152-ФЗ)."""

from __future__ import annotations

import re

_WORD = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_INITIALS = r"[А-ЯЁ]\.[ \u00a0]?(?:[А-ЯЁ]\.)?"
# «Егорова Е. В.», «Е. В. Егорова», «Егорова Елена Викторовна» in any case.
_PERSON = re.compile(
    rf"\b(?:{_WORD}[ \u00a0]{_INITIALS}"
    rf"|{_INITIALS}[ \u00a0]?{_WORD}"
    rf"|{_WORD}[ \u00a0]{_WORD}[ \u00a0]"
    r"[А-ЯЁ][а-яё]+(?:вич|вича|вичу|вичем|виче|вн[аыеу]|вной|ичн[аыеу]|ичной|ьич[а-яё]{0,2}))(?!\w)"
)
# «Школа им. А. С. Пушкина»: the name of a school, not of a person.
_NAMESAKE = re.compile(r"\b(?:им\.|имени)[ \u00a0]?$", re.IGNORECASE)
_EMPTY = re.compile(r"\(\s*\)")
_LOOSE = re.compile(r"\s*([,;])(?:\s*[,;])+")


def without_names(text: str) -> str:
    """The words without surnames with initials or full names: posts stay, persons go.

    «Егорова Е. В., методист» → «методист»; a name alone gives "".
    """
    found = _PERSON.sub(_kept, text)
    if found == text:
        return text
    left = _EMPTY.sub("", found)
    left = _LOOSE.sub(r"\1", left)
    return " ".join(left.split()).strip(" ,;:—–-")


def _kept(found: re.Match[str]) -> str:
    return found[0] if _NAMESAKE.search(found.string[: found.start()]) else ""
