"""Pieces of YAML as `nokgen fmt` lays them out: a key and its words in, lines out."""

from __future__ import annotations

from random import Random
from typing import TypeVar

WIDTH = 96

_T = TypeVar("_T")


def pick(random: Random, choices: tuple[_T, ...]) -> _T:
    """One of `choices`; three times as fast as `Random.choice`, which counts on a large site."""
    return choices[int(random.random() * len(choices))]


def line(indent: int, key: str, words: str) -> str:
    """A key with plain words, folded where they are too long for one line."""
    start = " " * indent
    if indent + len(key) + 2 + len(words) <= WIDTH:
        return f"{start}{key}: {words}\n"
    return f"{start}{key}: >-\n{_folded(start + '  ', words)}"


def _folded(start: str, words: str) -> str:
    lines = []
    room = WIDTH - len(start)
    while len(words) > room:
        at = words.rfind(" ", 0, room + 1)
        lines.append(f"{start}{words[:at]}\n")
        words = words[at + 1 :]
    lines.append(f"{start}{words}\n")
    return "".join(lines)
