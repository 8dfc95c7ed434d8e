"""The text of a document goes in, paragraphs and lists come out; the words stay as they are."""

from __future__ import annotations

import re
from functools import lru_cache

from nokgen.domain.typography import NO_BREAK_SPACE, no_break
from nokgen.pages.views import Block

# «1) …», «2. …», «- …», «— …» at the start of a line make an item of a list.
_ITEM = re.compile(r"(?:(?P<number>\d{1,3})(?P<marker>[.)])|(?P<bullet>[-–—•]))\s+(?P<text>.+)")

BULLETS = "-–—•"

# White space but the no-break space, which belongs to the text.
_BREAKS = re.compile(r"[^\S\u00a0]+")
# What cannot stand before an ellipsis: signs, and words that lean on the next one.
_LOOSE_END = re.compile(
    r"(?:[\s,;:.(«–—-]+|(?<![\w-])(?:\w{1,2}|без|для|или|как|над|под|при|про|что))+$", re.IGNORECASE
)
LOOSE_LENGTH = 3


def blocks(text: str) -> tuple[Block, ...]:
    """Paragraphs and lists of a text: a line a paragraph, lines with markers a list."""
    if text.isdigit():  # numbers of organisations: no two have the same
        return (Block("p", text),)
    return _blocks(text)


@lru_cache(maxsize=4096)
def _blocks(text: str) -> tuple[Block, ...]:
    found: list[Block] = []
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        # Few lines begin as an item does, and a look at two signs is faster than the pattern.
        start = line[:4]
        may_be = start[0] in BULLETS or "." in start or ")" in start
        item = _ITEM.fullmatch(line) if may_be else None
        if item is None:
            found.append(Block("p", no_break(line)))
        elif found and _continues(found[-1], item):
            last = found.pop()
            items = (*last.items, no_break(item["text"]))
            found.append(Block(last.kind, items=items, marker=last.marker, start=last.start))
        else:
            found.append(_list(item))
    return tuple(found)


def first_line(text: str) -> str:
    """The first line, for a heading; `rest` has what follows."""
    return no_break(text.split("\n", 1)[0].strip())


# Titles and deadlines of a measure stand on the pages of its plan, its town and its bodies.
@lru_cache(maxsize=4096)
def headline(text: str, length: int) -> str:
    """The first line, shortened to at most `length` characters."""
    return shortened(first_line(text), length)


@lru_cache(maxsize=4096)
def in_one_line(text: str) -> str:
    """All words in one line."""
    return no_break(" ".join(text.split()))


def rest(text: str) -> tuple[Block, ...]:
    """What follows the first line."""
    _, _, tail = text.partition("\n")
    return blocks(tail)


def shortened(text: str, length: int) -> str:
    """The text in one line of at most `length` characters, cut between words.

    A short word before the cut goes as well: «по…» promises what does not come.
    """
    # Most names are short and plain: then the only white space is single spaces.
    if len(text) <= length and "  " not in text and text.isprintable():
        return text.strip()
    return _cut(text, length)


@lru_cache(maxsize=4096)
def _cut(text: str, length: int) -> str:
    line = _BREAKS.sub(" ", text).strip()
    if len(line) <= length:
        return line
    start = line[:length]
    whole_words = start[: max(start.rfind(" "), start.rfind(NO_BREAK_SPACE), 0)]
    last = whole_words.rpartition(" ")[2]
    if len(last) <= LOOSE_LENGTH or not last.isalpha():  # else the search finds nothing
        whole_words = _LOOSE_END.sub("", whole_words)
    return (whole_words or line[: length - 1]) + "…"


def _list(item: re.Match[str]) -> Block:
    text = (no_break(item["text"]),)
    if item["bullet"]:
        return Block("ul", items=text, marker="")
    return Block("ol", items=text, marker=item["marker"], start=int(item["number"]))


def _continues(block: Block, item: re.Match[str]) -> bool:
    if item["bullet"]:
        return block.kind == "ul"
    return (
        block.kind == "ol"
        and block.marker == item["marker"]
        and int(item["number"]) == block.start + len(block.items)
    )
