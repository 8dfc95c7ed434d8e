"""The words of a document go in; whether two pieces are one broken word comes out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib import resources

_WORD = re.compile(r"[а-яё]+")
# The single letters that are words; any other that stands alone was cut off.
_WORDS_OF_ONE_LETTER = frozenset("абвгжикосуэя")
# Endings that narrow columns cut off, and that are no words themselves.
_FRAGMENTS = frozenset(
    [
        "ая",
        "ение",
        "ения",
        "ений",
        "ением",
        "ениях",
        "енный",
        "енная",
        "енные",
        "енных",
        "ие",
        "ием",
        "иям",
        "иях",
        "ием",
        "ии",
        "ий",
        "ия",
        "ию",
        "кая",
        "кий",
        "кие",
        "ких",
        "ная",
        "ний",
        "ние",
        "ния",
        "нию",
        "ниям",
        "ниях",
        "нием",
        "ного",
        "ной",
        "ном",
        "ному",
        "ные",
        "ный",
        "ным",
        "ных",
        "ными",
        "нная",
        "нные",
        "нный",
        "нных",
        "ности",
        "ность",
        "ностью",
        "ов",
        "ого",
        "ое",
        "ой",
        "ому",
        "ости",
        "ость",
        "остью",
        "ою",
        "ское",
        "ский",
        "ская",
        "ские",
        "ских",
        "ского",
        "ской",
        "скому",
        "ствие",
        "ств",
        "ства",
        "ство",
        "ству",
        "стве",
        "тель",
        "телей",
        "теля",
        "тели",
        "телями",
        "тие",
        "тия",
        "тий",
        "тся",
        "ться",
        "ует",
        "уется",
        "ую",
        "цией",
        "ции",
        "ций",
        "цию",
        "ция",
        "циям",
        "циях",
        "ческий",
        "ческая",
        "ческих",
        "ческой",
        "ческое",
        "чный",
        "чная",
        "чных",
        "ший",
        "шая",
        "ших",
        "щий",
        "щая",
        "щие",
        "щих",
        "щего",
        "щей",
        "щему",
        "щим",
        "щими",
        "ые",
        "ый",
        "ых",
        "ым",
        "ыми",
        "юся",
        "ются",
        "ющие",
        "ющий",
        "ющих",
        "ющая",
        "ям",
        "ями",
        "ях",
        "вание",
        "вания",
        "ваний",
        "ванию",
        "вание",
        "ванием",
        "вать",
        "ровать",
        "рование",
        "рования",
        "ровании",
        "зация",
        "зации",
        "заций",
        "зацию",
        "теля",
        "льный",
        "льная",
        "льных",
        "льной",
        "льного",
        "льно",
    ]
)


@cache
def _common() -> frozenset[str]:
    """Words that plans are made of, in the forms in which they stand there."""
    text = (resources.files("nokgen.import_") / "words.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.split() if line)


class Lexicon:
    """The words that a document itself uses, with those that all plans use."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._own: Counter[str] = Counter()
        for text in texts:
            self._own.update(_WORD.findall(text.casefold()))

    def knows(self, word: str) -> bool:
        """Whether a word is common, or the document uses it more than once."""
        plain = word.casefold()
        return plain in _common() or plain.replace("ё", "е") in _common() or self._own[plain] > 1

    def is_fragment(self, word: str) -> bool:
        """Whether a piece can only be the end of a word."""
        plain = word.casefold()
        return plain in _FRAGMENTS or (len(plain) == 1 and plain not in _WORDS_OF_ONE_LETTER)

    def belongs(self, left: str, right: str) -> bool:
        """Whether two tokens that stand apart are one word: «Общественны» and «й»."""
        head = re.search(r"[а-яё]{2,}$", left.casefold())
        tail = re.match(r"([а-яё]+)[^\w]*$", right)
        if head is None or tail is None:
            return False
        end, whole = tail[1], head[0] + tail[1]
        if len(end) == 1 and re.search(r"[а-яё]\.$|^[а-яё]\)", right):
            return False  # «г.», «а)»
        if self.is_fragment(end) and not self._is_whole(head[0], whole):
            return True
        if end in _WORDS_OF_ONE_LETTER:
            # «информаци и»: no word of its own ends like this, but «стать и» are two.
            return whole in _common() and head[0].endswith("и") and head[0] not in _common()
        known = whole in _common() or self._own[whole] > 0
        return known and not (self.knows(head[0]) and self._stands(end))

    def _is_whole(self, head: str, whole: str) -> bool:
        """Whether the left piece is a word of its own that the document uses elsewhere."""
        return head in _common() and whole not in _common() and self._own[whole] == 0

    def _stands(self, word: str) -> bool:
        return word in _common() or self._own[word] > 1 or word in _WORDS_OF_ONE_LETTER
