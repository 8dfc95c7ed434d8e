"""The HTML of a page with marks for some of its texts goes in; that of pages like it comes out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nokgen.render.compiler import escaped

_FIRST = 0xE000  # of private use: nobody else gives these characters a meaning
# What stands for the texts, the first for the first one; templates escape none of them.
MARKS = tuple(map(chr, range(_FIRST, _FIRST + 4)))
_MARK = re.compile(f"([{MARKS[0]}-{MARKS[-1]}])")


class Spliced:
    """A page that was rendered with `MARKS`; others differ from it in these texts alone.

    This is true where templates show the texts as they are: none may ask how long one is.
    """

    def __init__(self, marked: str) -> None:
        self._parts = _MARK.split(marked)  # every second one is a mark
        self._places = [ord(mark) - _FIRST for mark in self._parts[1::2]]

    def filled(self, texts: Sequence[str]) -> str:
        """The page with these texts, escaped as templates do it."""
        ready = [escaped(text) for text in texts]
        parts = self._parts.copy()
        parts[1::2] = [ready[place] for place in self._places]
        return "".join(parts)
