"""Words with letters of two alphabets go in; the same words in one alphabet come out."""

from __future__ import annotations

import re

from nokgen.import_.lexicon import Lexicon

TO_CYRILLIC = str.maketrans(
    {
        **dict(zip("aceopxyk", "асеорхук", strict=True)),
        **dict(zip("AEKMHOPCTXBY", "АЕКМНОРСТХВУ", strict=True)),
        "m": "т",
        "u": "и",
        "n": "п",
    }
)
_SURE_LATIN = frozenset("aceopxykAEKMHOPCTXBY")
TO_LATIN = str.maketrans("асеорхуАЕКМНОРСТХВУ", "aceopxyAEKMHOPCTXBY")
_SURE_CYRILLIC = frozenset("асеорхуАЕКМНОРСТХВУ")

_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*")
_HAS_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_HAS_LATIN = re.compile(r"[a-z]", re.IGNORECASE)
# Words of one letter that stand alone in Russian, and look the same in Latin letters.
_ALONE = frozenset("aocykAOCYKB")
_ABBREVIATIONS = frozenset(("НОК", "НОКО", "СМИ", "ОС", "ОО", "МО", "РО", "МКУ", "СОШ", "ОУ"))


def mend_letters(text: str, lexicon: Lexicon) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text with every word in one alphabet, and the words that were changed: was, now."""
    if not (_HAS_LATIN.search(text) and _HAS_CYRILLIC.search(text)):
        return text, ()
    changed: list[tuple[str, str]] = []

    def mend(found: re.Match[str]) -> str:
        word = found[0]
        now = _mended(word, lexicon) or _alone(found, text) or word
        if now != word:
            changed.append((word, now))
        return now

    return _WORD.sub(mend, text), tuple(changed)


def _mended(word: str, lexicon: Lexicon) -> str | None:
    latin = _HAS_LATIN.findall(word)
    cyrillic = _HAS_CYRILLIC.findall(word)
    if not latin:
        return None
    if not cyrillic:
        meant = word.translate(TO_CYRILLIC)
        return meant if set(word) <= _SURE_LATIN and meant in _ABBREVIATIONS else None
    is_address = set(cyrillic) <= _SURE_CYRILLIC and "." in word
    # «СМИ» with one Latin letter, or «oб»; a word of both alphabets is nearly always Russian.
    is_russian = len(latin) <= len(cyrillic) or lexicon.knows(word.translate(TO_CYRILLIC))
    if set(latin) <= _SURE_LATIN and not is_address and is_russian:
        return word.translate(TO_CYRILLIC)
    if set(cyrillic) <= _SURE_CYRILLIC:
        return word.translate(TO_LATIN)
    return word.translate(TO_CYRILLIC) if set(latin) <= _SURE_LATIN else None


def _alone(found: re.Match[str], text: str) -> str | None:
    """«c 1 марта» with a Latin «c»: a preposition between Russian words."""
    word = found[0]
    if word not in _ALONE:
        return None
    before = text[: found.start()].rstrip()[-1:]
    after = text[found.end() :]
    follows = re.match(r"\s+(?:[а-яё«]|\d)", after, re.IGNORECASE)
    precedes = before == "" or bool(re.match(r"[а-яё\d,;:.)»(«–-]", before, re.IGNORECASE))
    spaced = found.start() == 0 or text[found.start() - 1] in " (\n«"
    if follows is None or not precedes or not spaced:
        return None
    if word.isupper() and not (before == "" or before in ".:;"):
        return None
    return word.translate(TO_CYRILLIC)
