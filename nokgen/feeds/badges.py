"""Figures at one glance go in, badges for other sites come out: small pictures as SVG.

A badge names no font of anybody, so the width of its words is not known: it is estimated by wide
letters, and words that might not fit are cut. The whole text stands in its description.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

from nokgen.model import Municipality, Region
from nokgen.pages import Edition, OutputFile
from nokgen.pages.glance import BADGE_FILE, glance_of, has_badge
from nokgen.pages.linking import BADGE_HEIGHT, BADGE_WIDTH
from nokgen.pages.subjects import subjects_in
from nokgen.pages.views import Glance

# The scheme of light pages (tokens.css): 7:1 and more. Its own paper makes it good on any page.
PAPER, INK, MUTED, EDGE, ACCENT = "#ffffff", "#16222a", "#3d4b54", "#74828b", "#0f4c5c"
FACES = "Verdana, 'DejaVu Sans', 'PT Sans', Arial, sans-serif"
LEFT, RIGHT = 18, 10
ROOM = BADGE_WIDTH - LEFT - RIGHT

# Widths of letters in DejaVu Sans and Verdana, the widest faces in use; parts of the size.
_NARROW, _USUAL, _BROAD, _WIDE, _WIDEST = 0.46, 0.66, 0.80, 1.02, 1.20
_WIDTHS = {
    **dict.fromkeys(" .,:;!|'()[]iljtfrI·\u00a0", _NARROW),
    **dict.fromkeys("абвгеёзийклнопрстухчьэяabcdeghknopqsuvxyz0123456789«»–−", _USUAL),
    **dict.fromkeys("жмфшщыюmw#&+<=>^~−", _WIDE),
    **dict.fromkeys("ЖМФЦШЩЪЫЮWM@%—…№", _WIDEST),
}
_BOLD = 1.14


def badges_of(
    edition: Edition, region: Region, municipality: Municipality | None
) -> Iterator[OutputFile]:
    """A badge beside the page of a territory and of each of its organisations and plans."""
    if not edition.site.record.sharing:
        return
    for subject in subjects_in(region, municipality):
        if has_badge(subject.thing):
            glance = glance_of(edition, subject)
            content = badge(glance, edition.messages.language)
            yield OutputFile(f"{subject.address.lstrip('/')}{BADGE_FILE}", content)


def badge(glance: Glance, language: str) -> bytes:
    """The badge as SVG of a fixed size, readable on light and dark pages, the same every time."""
    svg = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "xml:lang": language,
            "width": str(BADGE_WIDTH),
            "height": str(BADGE_HEIGHT),
            "viewBox": f"0 0 {BADGE_WIDTH} {BADGE_HEIGHT}",
            "role": "img",
            "aria-labelledby": "title description",
        },
    )
    SubElement(svg, "title", id="title").text = glance.title
    SubElement(svg, "desc", id="description").text = glance.sentence
    frame = {"x": "0.5", "y": "0.5", "rx": "6", "fill": PAPER, "stroke": EDGE}
    size = {"width": str(BADGE_WIDTH - 1), "height": str(BADGE_HEIGHT - 1)}
    SubElement(svg, "rect", frame | size)
    SubElement(svg, "rect", {"width": "7", "height": str(BADGE_HEIGHT), "rx": "3", "fill": ACCENT})
    words = SubElement(svg, "g", {"font-family": FACES, "aria-hidden": "true"})
    _line(words, glance.warning or glance.over, (18, 11), MUTED)
    _line(words, glance.title, (36, 13), INK, bold=True)
    _line(words, glance.value, (62, 22), INK, bold=True)
    _line(words, glance.label, (78, 11), INK)
    _line(words, glance.note, (92, 10), MUTED)
    text: bytes = tostring(svg, encoding="utf-8", xml_declaration=False)
    return text + b"\n"


def _line(
    parent: Element, text: str, place: tuple[int, int], fill: str, *, bold: bool = False
) -> None:
    """A line of text at (y, size), cut to the room there is."""
    y, size = place
    if not text:
        return
    line = {"x": str(LEFT), "y": str(y), "font-size": str(size), "fill": fill}
    if bold:
        line["font-weight"] = "700"
    SubElement(parent, "text", line).text = fitting(text, size, ROOM, bold=bold)


def fitting(text: str, size: int, room: int, *, bold: bool = False) -> str:
    """The text, or as much of it as fits into `room` pixels, and an ellipsis."""
    text = " ".join(text.split())
    if width(text, size, bold=bold) <= room:
        return text
    while text and width(f"{text}…", size, bold=bold) > room:
        text = text[:-1]
    # Whole words, unless one word alone is longer than the line.
    whole = text.rpartition(" ")[0].rstrip(" ,;:.—–(«„-")
    return f"{whole or text}…"


def width(text: str, size: int, *, bold: bool = False) -> float:
    """The largest width that the text may take in pixels."""
    return sum(_WIDTHS.get(letter, _BROAD) for letter in text) * size * (_BOLD if bold else 1)
