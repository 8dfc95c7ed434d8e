"""The damaged text of a cell goes in; the words of the document, and what was mended, come out.

What conversion and narrow columns do to words is undone: tags, soft hyphens, words broken at line
ends, doubled spaces, letters of the wrong alphabet. The words themselves, mistakes included, stay.
"""

from __future__ import annotations

import html
import re
import unicodedata
from enum import StrEnum

from nokgen.frozen import frozen
from nokgen.import_.lexicon import Lexicon
from nokgen.import_.look_alikes import mend_letters

# A line break that is part of the text, as between the items of a list; "\n" may be a mere wrap.
HARD_BREAK = "\u2028"


class Kind(StrEnum):
    """What was wrong with a text."""

    TAGS = "tags"
    LETTERS = "letters"
    SPACES = "spaces"
    SOFT_HYPHEN = "soft-hyphen"
    BROKEN_WORD = "broken-word"
    LOOK_ALIKE = "look-alike"


@frozen
class Mend:
    """One thing that was mended; `was` and `now` are the few letters around it."""

    kind: Kind
    was: str
    now: str


_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|center|div|em|font|h[1-6]|hr|i|li|nobr|o:p|ol|p|s|small|span|strike|"
    r"strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BREAKING_TAG = re.compile(r"<(?:br|li|p|div)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_INVISIBLE = dict.fromkeys(
    (
        *(0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F),
        # What turns the order of the letters round, and what hides a text: no file may hold them.
        *(*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xE0000, 0xE0080)),
    )
)
# Spaces that nobody sees a difference in, and hyphens that only forbid a line break.
_SPACES = dict.fromkeys((160, 8194, 8195, 8199, 8201, 8239, 11, 9), " ")
_SAME = {0x2010: "-", 0x2011: "-"}
_CONTROL = re.compile(r"[\x00-\x08\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ue000-\uf8ff]")
_ITEM = re.compile(r"(?:\d{1,2}[.)]|[а-яa-z]\)|[-–—•·▪●○])\s+(?=\S)")
_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"[а-яё]+", re.IGNORECASE)
_HYPHEN = re.compile(r"([а-яёa-z]+)-\s+([а-яё]+)", re.IGNORECASE)
_DIGITS = re.compile(r"(?<=\d)-\s+(?=\d)")
_SOFT = re.compile(r"\u00ad\s*")


def heal(text: str, lexicon: Lexicon, *, lists: bool = True) -> tuple[str, tuple[Mend, ...]]:
    """The text without damage, one line or a line per item of a list, and what was mended.

    With `lists` items that stand in one line are given lines of their own.
    """
    mends: list[Mend] = []
    text = _without_tags(text, mends)
    text = _plain_letters(text, mends)
    text = _unwrapped(text)
    lines = [_healed_line(line, lexicon, mends) for line in text.split(HARD_BREAK)]
    whole = "\n".join(line for line in lines if line)
    return (_listed(whole) if lists else whole), tuple(mends)


def one_line(text: str) -> str:
    """The words of a text with single spaces between them."""
    return " ".join(text.split())


def _without_tags(text: str, mends: list[Mend]) -> str:
    found = _TAG.findall(text)
    if found or "**" in text:
        kept = _TAG.sub("", _BREAKING_TAG.sub("\n", text)).replace("**", "")
        mends.append(Mend(Kind.TAGS, " ".join(found) or "**", ""))
        text = kept
    if re.search(r"&(?:[a-zA-Z]{2,8}|#\d{2,5});", text):
        plain = html.unescape(text)
        if plain != text:
            mends.append(Mend(Kind.TAGS, one_line(text)[:40], one_line(plain)[:40]))
            text = plain
    return text


def _plain_letters(text: str, mends: list[Mend]) -> str:
    """One sign for what looks the same: «й» as one letter, one kind of space and of hyphen."""
    if _SOFT.search(text):
        mends.append(Mend(Kind.SOFT_HYPHEN, _around(text, _SOFT), _around(text, _SOFT, "")))
        text = _SOFT.sub("", text)
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        mends.append(Mend(Kind.LETTERS, "", ""))
    composed = composed.translate(_INVISIBLE).translate(_SPACES).translate(_SAME)
    return _CONTROL.sub("", composed)


def _around(text: str, pattern: re.Pattern[str], mended: str | None = None) -> str:
    """The word around the first find, as it was or as it is."""
    found = pattern.search(text)
    if found is None:
        return ""
    left = re.search(r"\S*$", text[: found.start()])
    right = re.match(r"\S*", text[found.end() :])
    between = "-" if mended is None else mended
    return f"{left[0] if left else ''}{between}{right[0] if right else ''}"


def _unwrapped(text: str) -> str:
    """Lines joined where a line only ended; before an item of a list the break stays."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not lines:
        return ""
    joined = lines[0]
    items = bool(_ITEM.match(lines[0]))
    for line in lines[1:]:
        is_item = bool(_ITEM.match(line)) and (items or joined[-1] in ":;.,")
        # A dash at the end of a line, «январь -» and «март», makes no list.
        if is_item and not re.search(r"\d\s*$", joined[-2:]):
            joined += HARD_BREAK + line
            items = True
        else:
            joined += " " + line
    return joined


def _healed_line(line: str, lexicon: Lexicon, mends: list[Mend]) -> str:
    if re.search(r"\S {2,}\S", line):
        mends.append(Mend(Kind.SPACES, "", ""))
    line = one_line(line)
    line = _DIGITS.sub("-", line)
    line = _HYPHEN.sub(lambda found: _unbroken(found, lexicon, mends), line)
    line = _joined_words(line, lexicon, mends)
    line, changed = mend_letters(line, lexicon)
    mends += [Mend(Kind.LOOK_ALIKE, was, now) for was, now in changed]
    return line


def _unbroken(found: re.Match[str], lexicon: Lexicon, mends: list[Mend]) -> str:
    """«реализа- ции» is one word, «Январь- февраль» and «информационно- раздаточный» keep it."""
    left, right = found[1], found[2]
    # «информационно- и культурно-…»: the hyphen stands for what follows.
    if right.casefold() in ("и", "или", "а", "либо"):
        return found[0]
    keeps = not lexicon.is_fragment(right) and (
        (lexicon.knows(left) and lexicon.knows(right))
        or (left.casefold().endswith("о") and len(left) > 4 and not lexicon.knows(left + right))
        or right[0].isupper()
    )
    now = f"{left}-{right}" if keeps and not lexicon.knows(left + right) else left + right
    mends.append(Mend(Kind.BROKEN_WORD, found[0], now))
    return now


def _joined_words(line: str, lexicon: Lexicon, mends: list[Mend]) -> str:
    """Words with a space inside, «Общественны й», made whole."""
    tokens = _TOKEN.findall(line)
    kept: list[str] = []
    for token in tokens:
        if kept and lexicon.belongs(kept[-1], token):
            mends.append(Mend(Kind.BROKEN_WORD, f"{kept[-1]} {token}", kept[-1] + token))
            kept[-1] += token
        else:
            kept.append(token)
    return " ".join(kept)


def _listed(text: str) -> str:
    """Items that follow each other in a line, «: 1) …; 2) …» or «; - …», each in its own line."""
    lines = [item for line in text.split("\n") for item in _items_of(line).split("\n")]
    return "\n".join(line.strip() for line in lines if line.strip())


def _items_of(line: str) -> str:
    numbers = [found[1] for found in re.finditer(r"(?<=[\s:;])(\d{1,2})\)\s", f" {line}")]
    if len(numbers) > 1 and numbers == [str(n + 1) for n in range(len(numbers))]:
        return re.sub(r"\s+(?=\d{1,2}\)\s)", "\n", line)
    if not re.search(r"[;:] [-–—•] ?[а-яё]", line):
        return line
    # «Размещение информации - в сети: …; - в СМИ: …»: the first item stands without a sign.
    first = re.search(r"(?<=[:;а-яё]) [-–—•] (?=[а-яё][^;]*; [-–—•])", line)
    if first is not None:
        line = line[: first.start()] + "\n" + line[first.start() + 1 :]
    return re.sub(r"(?<=[;:]) (?=[-–—•] ?[а-яё])", "\n", line)
