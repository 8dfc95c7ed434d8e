"""The parts that pages are put together from: text, statuses, figures, timelines."""

from __future__ import annotations

from nokgen.pages.views.frame import Link
from nokgen.pages.views.view import view


@view(frozen=True, slots=True)
class Block:
    """A piece of a document's text: a paragraph (`kind` "p") or a list ("ol", "ul").

    `marker` is the sign that the document sets after the number of a list: ")" or ".".
    `start` is the first number of an ordered list.
    """

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    marker: str = "."
    start: int = 1


@view(frozen=True, slots=True)
class StatusTag:
    """A status: `slug` chooses icon and colour, `label` is its word, `detail` its number."""

    slug: str
    label: str
    detail: str = ""


@view(frozen=True, slots=True)
class Figure:
    """A summary figure: «6 мероприятий» as value "6" and label "мероприятий"."""

    value: str
    label: str
    slug: str = ""
    href: str = ""


@view(frozen=True, slots=True)
class Share:
    """A part of a progress bar: `x` and `width` are percentages ready for SVG ("12.5%")."""

    slug: str
    label: str
    x: str
    width: str


@view(frozen=True, slots=True)
class Progress:
    """A progress bar with its words: «выполнено 0 из 6»."""

    text: str
    shares: tuple[Share, ...]


@view(frozen=True, slots=True)
class Fact:
    """A row of a definition list; the value is blocks of text, or links, or both."""

    label: str
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()


@view(frozen=True, slots=True)
class Tick:
    """A mark of a time axis at `x` ("8.33%"); minor ones may be left out on narrow screens."""

    x: str
    label: str
    major: bool


@view(frozen=True, slots=True)
class Bar:
    """A stretch of a time axis; `slug` is the slug of a status."""

    x: str
    width: str
    slug: str


@view(frozen=True, slots=True)
class TimelineRow:
    """A measure on the axis: the picture in `bars`, the same in words in `text`."""

    number: str
    title: str
    href: str
    text: str
    status: StatusTag
    bars: tuple[Bar, ...]


@view(frozen=True, slots=True)
class TimelineAside:
    """Measures that have no place on the axis, by reason: «постоянно», «после события» …"""

    label: str
    rows: tuple[TimelineRow, ...]


@view(frozen=True, slots=True)
class Timeline:
    """Measures over time; `today` is the place of today on the axis or empty."""

    title: str
    ticks: tuple[Tick, ...]
    rows: tuple[TimelineRow, ...]
    aside: tuple[TimelineAside, ...]
    today: str
    today_label: str
