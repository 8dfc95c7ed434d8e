"""The syntax tree of a deadline: what the words say, before a year or a period is known."""

from __future__ import annotations

from enum import Enum, auto

from nokgen.domain.deadlines.deadline import Every, Within
from nokgen.frozen import frozen

LAST = 0  # as a day: the last one of its month


class UnreadableError(Exception):
    """The text cannot be read; `needs_year` if only the year is missing. Stays in the package."""

    def __init__(self, *, needs_year: bool = False) -> None:
        super().__init__()
        self.needs_year = needs_year


class Stretch(Enum):
    """What an atom names."""

    NUMBER = auto()  # «1» of «1–10 марта», «II» of «II–III квартал»: the rest follows later
    DAY = auto()
    TEN_DAYS = auto()  # декада
    HALF_MONTH = auto()
    MONTH = auto()
    SEASON = auto()
    QUARTER = auto()
    HALF_YEAR = auto()
    YEAR = auto()


@frozen
class Atom:
    """One calendar name: `number` is the day, ten days, quarter … in its month or year.

    `year` is None where the text gives none; `next_year`: «следующего года»; `plain`: the number
    stands in Arabic digits; only such a number can be a day.
    """

    stretch: Stretch
    number: int = 0
    month: int = 0
    year: int | None = None
    next_year: bool = False
    plain: bool = True

    @property
    def first(self) -> tuple[int, int]:
        """Month and day of the first day."""
        return self._bounds()[0]

    @property
    def last(self) -> tuple[int, int]:
        """Month and day (or LAST) of the last day."""
        return self._bounds()[1]

    def _bounds(self) -> tuple[tuple[int, int], tuple[int, int]]:
        number, month = self.number, self.month
        match self.stretch:
            case Stretch.DAY:
                return (month, number), (month, number)
            case Stretch.TEN_DAYS:
                return (month, number * 10 - 9), (month, number * 10 if number < 3 else LAST)
            case Stretch.HALF_MONTH:
                return (month, 1 if number == 1 else 16), (month, 15 if number == 1 else LAST)
            case Stretch.MONTH:
                return (month, 1), (month, LAST)
            case Stretch.SEASON:
                return (month, 1), (month + 2, LAST)
            case Stretch.QUARTER:
                return (number * 3 - 2, 1), (number * 3, LAST)
            case Stretch.HALF_YEAR:
                return (number * 6 - 5, 1), (number * 6, LAST)
            case Stretch.YEAR:
                return (1, 1), (12, LAST)
            case Stretch.NUMBER:
                raise UnreadableError


@frozen
class Item:
    """A point or stretch of time: «X» has both ends alike, «до X» no first, «с X» no last.

    exclusive   it must be done before the last atom begins («до мая»), unless that is a day
    bare        no preposition: such a day after «до …,» takes over its «до»
    """

    first: Atom | None
    last: Atom | None
    exclusive: bool = False
    bare: bool = False


@frozen
class Spans:
    """Dates: a list of items."""

    items: tuple[Item, ...]


@frozen
class Repeat:
    """Again and again; `adverb` for «ежегодно» and the like, which only say the unit."""

    every: Every
    adverb: bool


@frozen
class DayOfMonth:
    """«До 10 числа» of each month, or `following`: of the month after what is reported on."""

    day: int
    every: Every | None
    following: bool
    words: str


@frozen
class Ongoing:
    """All the time: `later` than what stands before it, `this_year` through the plan's year."""

    later: bool = False
    this_year: bool = False
    items: tuple[Item, ...] = ()


@frozen
class Event:
    """After an event; `condition` where it may never come («по мере необходимости»)."""

    words: str | None
    within: Within | None
    condition: bool = False


@frozen
class Schedule:
    """As another document says."""

    words: str


Clause = Spans | Repeat | DayOfMonth | Ongoing | Event | Schedule
