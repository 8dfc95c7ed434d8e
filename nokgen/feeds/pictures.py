"""Figures at one glance go in, pictures for messengers and social networks come out as PNG.

The only door to Pillow. A picture has few colours: every place of it is a step on the way from a
paper to an ink, so that letters have smooth edges and the file stays small.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from nokgen.model import Municipality, Region
from nokgen.model.outline import Country
from nokgen.pages import Edition, OutputFile
from nokgen.pages.glance import PICTURE_FILE, glances_of, home_glance
from nokgen.pages.structured import has_pictures
from nokgen.pages.views import Glance

if TYPE_CHECKING:
    from PIL.Image import Image as Canvas
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

FONTS = Path(__file__).parent / "fonts"
REGULAR, BOLD = "regular.ttf", "bold.ttf"
# What ogp.me's readers show whole.
WIDTH, HEIGHT = 1200, 630
MARGIN = 72
ROOM = WIDTH - 2 * MARGIN
HEAD = 108
STEPS = 8
# Of the levels of zlib, the one after which files shrink little and time grows much.
COMPRESSION = 3

Colour = tuple[int, int, int]

# The scheme of light pages (tokens.css), as ramps of STEPS from a paper to an ink.
_TEAL, _WHITE, _INK, _MUTED = (15, 76, 92), (255, 255, 255), (22, 34, 42), (61, 75, 84)
_MARK = (253, 240, 189)
_RAMPS: tuple[tuple[Colour, Colour], ...] = (
    (_TEAL, _WHITE),
    (_WHITE, _INK),
    (_WHITE, _MUTED),
    (_MARK, _INK),
)
_HEAD, _BODY, _QUIET, _WARNING = range(len(_RAMPS))


def pictures_of(
    edition: Edition, region: Region, municipality: Municipality | None
) -> Iterator[OutputFile]:
    """A picture of every page of a territory that has a figure of its own.

    Only where the place of the site is known: a link to a picture must be whole.
    """
    return _pictures(edition, glances_of(edition, region, municipality))


def site_pictures(edition: Edition, country: Country) -> Iterator[OutputFile]:
    """The picture of the home page."""
    return _pictures(edition, (home_glance(edition, country),))


def _pictures(edition: Edition, glances: Iterable[Glance]) -> Iterator[OutputFile]:
    if not has_pictures(edition):
        return
    site = edition.site.record.short_title or edition.site.record.title
    for glance in glances:
        path = f"{glance.address.lstrip('/')}{PICTURE_FILE}"
        yield OutputFile(path, picture(glance, site))


# While `serve` runs, only what has changed is drawn anew.
@lru_cache(maxsize=512)
def picture(glance: Glance, site: str) -> bytes:
    """The picture as PNG of 1200 × 630 pixels, the same bytes every time."""
    from PIL import ImageDraw

    image = _background().copy()
    draw = ImageDraw.Draw(image)
    _text(draw, (MARGIN, 34), site, (_HEAD, REGULAR, 34), lines=1)
    y = HEAD + 44
    if glance.warning:
        draw.rectangle((MARGIN, y - 4, WIDTH - MARGIN, y + 46), fill=_paper(_WARNING))
        _text(draw, (MARGIN + 16, y), glance.warning, (_WARNING, REGULAR, 30), lines=1)
        y += 62
    y = _text(draw, (MARGIN, y), glance.over, (_QUIET, REGULAR, 30), lines=1) + 8
    _text(draw, (MARGIN, y), glance.title, (_BODY, BOLD, 46), lines=2)
    _text(draw, (MARGIN, 372), glance.value, (_BODY, BOLD, 92), lines=1)
    _text(draw, (MARGIN, 482), glance.label, (_BODY, REGULAR, 34), lines=1)
    small = " ".join(filter(None, (f"{glance.note}." if glance.note else "", glance.limits)))
    _text(draw, (MARGIN, 538), small, (_QUIET, REGULAR, 25), lines=2)
    image.putpalette(_palette())
    file = BytesIO()
    image.save(file, "PNG", compress_level=COMPRESSION)
    return file.getvalue()


@cache
def _background() -> Canvas:
    from PIL import Image

    image = Image.new("L", (WIDTH, HEIGHT), _paper(_BODY))
    image.paste(_paper(_HEAD), (0, 0, WIDTH, HEAD))
    image.paste(_paper(_HEAD), (0, HEAD, 16, HEIGHT))
    return image


def _paper(ramp: int) -> int:
    return ramp * STEPS


@cache
def _palette() -> bytes:
    colours = bytearray()
    for paper, ink in _RAMPS:
        for step in range(STEPS):
            part = step / (STEPS - 1)
            colours += bytes(round(a + (b - a) * part) for a, b in zip(paper, ink, strict=True))
    return bytes(colours)


@cache
def _font(name: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    # The plain layout needs no further library, so that it is the same on every machine.
    return ImageFont.truetype(FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)


def _text(
    draw: ImageDraw, place: tuple[int, int], text: str, face: tuple[int, str, int], *, lines: int
) -> int:
    """Text from a place downwards in at most `lines` lines; returns where the next may begin."""
    ramp, name, size = face
    font = _font(name, size)
    x, y = place
    # Blank paper may be of another ramp: the quiet one has the paper of the body.
    for line in wrapped(text, font, WIDTH - MARGIN - x, lines):
        if ramp == _QUIET:
            box = font.getbbox(line)
            draw.rectangle((x, y, x + box[2], y + box[3]), fill=_paper(_QUIET))
        draw.text((x, y), line, fill=_paper(ramp) + STEPS - 1, font=font)
        y += round(size * 1.22)
    return y


def wrapped(text: str, font: FreeTypeFont, room: int, lines: int) -> list[str]:
    """The text in at most `lines` lines of `room` pixels; what does not fit is cut with “…”.

    A word that is longer than a line is cut, too.
    """
    words = [word for word in text.split(" ") if word]
    found: list[str] = []
    while words and len(found) < lines:
        last = len(found) == lines - 1
        line = _line(words, font, room)
        if last and (not line or len(line.split(" ")) < len(words)):
            found.append(_cut(" ".join(words), font, room))
            break
        taken = len(line.split(" ")) if line else 1
        found.append(line or _cut(words[0], font, room))
        words = words[taken:]
    return found


def _line(words: list[str], font: FreeTypeFont, room: int) -> str:
    line = ""
    for before, word in pairwise(["", *words]):
        longer = f"{line} {word}" if before else word
        if _width(longer, font) > room:
            break
        line = longer
    return line


def _cut(text: str, font: FreeTypeFont, room: int) -> str:
    while text and _width(f"{text}…", font) > room:
        text = text[:-1]
    return f"{text.rstrip(' ,;:—–(«„-')}…"


def _width(text: str, font: FreeTypeFont) -> float:
    """The width without kerning, which only makes words narrower."""
    return sum(_advance(letter, font) for letter in text)


@lru_cache(maxsize=2048)
def _advance(letter: str, font: FreeTypeFont) -> float:
    return font.getlength(letter)
