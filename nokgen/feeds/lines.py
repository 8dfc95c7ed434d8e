"""What a line of a table is made from, and what a column is: the types of the long tables."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from nokgen.feeds.delimited import Cell
from nokgen.frozen import frozen
from nokgen.model import Assessment, Improvement, Item, Measure, Organization, Plan, Points, Row
from nokgen.pages import Edition


class Type(StrEnum):
    """Types of columns, as Table Schema names them."""

    TEXT = "string"
    WHOLE = "integer"
    NUMBER = "number"
    DAY = "date"
    TRUTH = "boolean"


@frozen
class Ground:
    """Where a line stands: the names of its region and of its municipality, or ""."""

    edition: Edition
    region: str
    municipality: str

    def url(self, address: str) -> str | None:
        """The full address; None when nobody knows where the site stands."""
        return self.edition.links.absolute(address) or None

    def say(self, message: str) -> str:
        """The text of a message id."""
        return self.edition.messages.gettext(message)


@frozen
class MeasureLine:
    """A measure of a plan; `section` is the title of its section, or ""."""

    ground: Ground
    plan: Plan
    section: str
    measure: Measure


@frozen
class ItemLine:
    """A shortcoming with its measure."""

    ground: Ground
    plan: Improvement
    item: Item

    @property
    def measure(self) -> Measure:
        """What is promised."""
        return self.item.measure


@frozen
class OrganizationLine:
    """An organisation."""

    ground: Ground
    organization: Organization


@frozen
class FigureLine:
    """A figure of an organisation in an assessment; `id` is "1.1" … "5.3", "k1" … or "total"."""

    ground: Ground
    assessment: Assessment
    row: Row
    id: str
    points: Points


class Grounded(Protocol):
    """A line that stands somewhere."""

    @property
    def ground(self) -> Ground:
        """Where it stands."""


L = TypeVar("L", contravariant=True)


@frozen
class Column(Generic[L]):
    """A column: its key, its type, its title for people, its value, and what to know about it.

    `title` and `note` are message ids.
    """

    key: str
    type: Type
    title: str
    value: Callable[[L], Cell]
    note: str = ""


@frozen
class Spec(Generic[L]):
    """A table: its name is that of its file; `keys` are the columns that tell its rows apart.

    `links` are columns that name a row of another table by its only key. `sheet` (a short title),
    `title` and `row` (what a row is) are message ids.
    """

    name: str
    sheet: str
    title: str
    row: str
    columns: tuple[Column[L], ...]
    keys: tuple[str, ...]
    links: tuple[tuple[str, str], ...] = ()
