"""A Word document goes in; the numbers that Word draws before the items of its lists come out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from nokgen.frozen import frozen

_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
_BULLETS = frozenset(("bullet", "none"))


def qn(name: str) -> str:
    """The name of an element or attribute of Word, w:p, as XML libraries write it."""
    return _NAMESPACE + name.removeprefix("w:")


@frozen
class _Level:
    start: int
    format: str
    text: str


@dataclass(slots=True)
class ListNumbers:
    """Counts the paragraphs of every list of a document, in the order of the document."""

    document: Any
    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _abstract: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=dict)
    _styles: dict[str, tuple[str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        try:
            root = self.document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        abstracts = {
            each.get(qn("w:abstractNumId")): _levels_of(each)
            for each in root.iter(qn("w:abstractNum"))
        }
        for each in root.iter(qn("w:num")):
            number = each.get(qn("w:numId"))
            target = _value(each.find(qn("w:abstractNumId")))
            if number is not None and target in abstracts:
                self._levels[number] = dict(abstracts[target])
                self._abstract[number] = target
                if self._override(number, each):
                    self._abstract[number] = f"{target}/{number}"
        self._read_styles()

    def _override(self, number: str, element: Any) -> bool:
        """«Start anew at …» of one use of a list."""
        found = False
        for each in element.iter(qn("w:lvlOverride")):
            start = _value(each.find(qn("w:startOverride")))
            level = each.get(qn("w:ilvl"))
            if start.isdecimal() and (level or "").isdecimal():
                old = self._levels[number].get(int(level), _Level(1, "decimal", f"%{level}."))
                self._levels[number][int(level)] = _Level(int(start), old.format, old.text)
                found = True
        return found

    def _read_styles(self) -> None:
        for style in self.document.styles.element.iter(qn("w:style")):
            place = _place_of(style.find(qn("w:pPr")))
            name = style.get(qn("w:styleId"))
            if place is not None and name is not None:
                self._styles[name] = place

    def next(self, paragraph: Any) -> str:
        """The number before a paragraph: «1.», «–» for a bullet, "" outside lists."""
        properties = paragraph.find(qn("w:pPr"))
        place = _place_of(properties)
        if place is None and properties is not None:
            place = self._styles.get(_value(properties.find(qn("w:pStyle"))))
        if place is None or place[0] not in self._levels:
            return ""
        number, depth = place
        level = self._levels[number].get(depth)
        if level is None:
            return ""
        if level.format in _BULLETS:
            return "–" if level.format == "bullet" else ""
        counts = self._counts.setdefault(self._abstract[number], [])
        del counts[depth + 1 :]
        while len(counts) <= depth:
            above = self._levels[number].get(len(counts))
            counts.append((above.start if above else 1) - (1 if len(counts) == depth else 0))
        counts[depth] += 1
        return self._drawn(number, level, counts)

    def _drawn(self, number: str, level: _Level, counts: list[int]) -> str:
        def figure(found: re.Match[str]) -> str:
            index = int(found[1]) - 1
            drawn = self._levels[number].get(index, level)
            count = counts[index] if index < len(counts) else 1
            return _figure(count, drawn.format)

        return re.sub(r"%(\d)", figure, level.text)


def _levels_of(abstract: Any) -> dict[int, _Level]:
    levels = {}
    for each in abstract.iter(qn("w:lvl")):
        depth = each.get(qn("w:ilvl"))
        start = _value(each.find(qn("w:start")))
        if depth is not None and depth.isdecimal():
            levels[int(depth)] = _Level(
                int(start) if start.isdecimal() else 1,
                _value(each.find(qn("w:numFmt"))) or "decimal",
                _value(each.find(qn("w:lvlText"))),
            )
    return levels


def _place_of(properties: Any) -> tuple[str, int] | None:
    """The list and the level that the properties of a paragraph or style name."""
    found = None if properties is None else properties.find(qn("w:numPr"))
    if found is None:
        return None
    number = _value(found.find(qn("w:numId")))
    depth = _value(found.find(qn("w:ilvl")))
    return (number, int(depth) if depth.isdecimal() else 0) if number else None


def _value(element: Any) -> str:
    return "" if element is None else (element.get(qn("w:val")) or "")


def _figure(count: int, style: str) -> str:
    match style:
        case "upperRoman" | "lowerRoman":
            roman = _roman(count)
            return roman if style == "upperRoman" else roman.lower()
        case "russianLower" | "russianUpper":
            letter = _LETTERS[(count - 1) % len(_LETTERS)]
            return letter if style == "russianLower" else letter.upper()
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (count - 1) % 26)
            return letter if style == "lowerLetter" else letter.upper()
        case "decimalZero":
            return f"{count:02}"
        case _:
            return str(count)


def _roman(count: int) -> str:
    drawn = ""
    for value, letters in (
        (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
        (1, "I"),
    ):  # fmt: skip
        while count >= value and count < 400:
            drawn += letters
            count -= value
    return drawn
