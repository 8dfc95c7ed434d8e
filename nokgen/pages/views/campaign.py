"""Publications, questionnaires, the public council, control of placement, appeals, handouts."""

from __future__ import annotations

from nokgen.pages.views.frame import Layout, Link
from nokgen.pages.views.listings import Entry, Table
from nokgen.pages.views.parts import Block, Fact, Figure, StatusTag
from nokgen.pages.views.plan import Report
from nokgen.pages.views.view import view


@view(frozen=True, slots=True)
class Tally:
    """How the quantity of a measure stands: what is promised, what is proved, what is claimed.

    `share` is the length of its bar ("30%"), empty where no number is promised.
    """

    link: Link
    plan: str
    text: str
    promised: str
    claimed: str
    share: str
    status: StatusTag


@view(frozen=True, slots=True)
class PublicationLine:
    """A publication; its `title` has no address where nothing proves it, `claimed` then says so."""

    date: str
    iso_date: str
    channel: str
    outlet: str
    title: Link
    claimed: str
    count: str
    blocks: tuple[Block, ...]
    counts_for: tuple[Link, ...]


@view(frozen=True, slots=True)
class MonthBar:
    """A month of the picture: places and lengths are percentages ready for SVG ("12.5%").

    The claimed publications stand on top of the proved ones; `count` is empty for none.
    """

    label: str
    x: str
    width: str
    middle: str
    proved_y: str
    proved: str
    claimed_y: str
    claimed: str
    count_y: str
    count: str


@view(frozen=True, slots=True)
class YearOfPublications:
    """The publications of a year: a picture, the same in words and as a table, the list."""

    id: str
    title: str
    text: str
    bars: tuple[MonthBar, ...]
    table: Table
    lines: tuple[PublicationLine, ...]


@view(frozen=True, slots=True)
class PublicationsPage:
    """The monitoring of what was published."""

    layout: Layout
    title: str
    over: tuple[Link, ...]
    lead: str
    figures: tuple[Figure, ...]
    notice: str
    tallies: tuple[Tally, ...]
    years: tuple[YearOfPublications, ...]


@view(frozen=True, slots=True)
class Code:
    """A QR code: its file, the address that it holds, and what stands there."""

    href: str
    address: str
    caption: str


@view(frozen=True, slots=True)
class SurveyCard:
    """A questionnaire in the list; `codes` is empty where its address is too long for a code."""

    link: Link
    state: str
    blocks: tuple[Block, ...]
    facts: tuple[Fact, ...]
    form: Link
    codes: tuple[Code, ...]


@view(frozen=True, slots=True)
class SurveysPage:
    """The questionnaires of a territory: open, to come, past."""

    layout: Layout
    title: str
    over: tuple[Link, ...]
    lead: str
    open: tuple[SurveyCard, ...]
    ahead: tuple[SurveyCard, ...]
    past: tuple[Entry, ...]


@view(frozen=True, slots=True)
class BlankQuestion:
    """A question of the blank; without `answers` there is room for a free one."""

    text: str
    answers: tuple[str, ...]
    hint: str


@view(frozen=True, slots=True)
class SurveyPage:
    """One questionnaire with its printable blank.

    `choices` are the organisations to tick on it; where there are none, a line is left for a name.
    """

    layout: Layout
    title: str
    over: tuple[Link, ...]
    lead: str
    notice: str
    blocks: tuple[Block, ...]
    facts: tuple[Fact, ...]
    form: Link
    codes: tuple[Code, ...]
    is_open: bool
    whom: str
    choices: tuple[str, ...]
    questions: tuple[BlankQuestion, ...]
    questions_text: str
    until: str
    address: str


@view(frozen=True, slots=True)
class Meeting:
    """A meeting of the council; `absent` says that its minutes are not published."""

    title: str
    agenda: tuple[Block, ...]
    decisions: tuple[Block, ...]
    minutes: tuple[Link, ...]
    absent: str
    counts_for: tuple[Link, ...]


@view(frozen=True, slots=True)
class Answer:
    """A measure that carries out a proposal, as it stands today."""

    link: Link
    plan: str
    deadline: str
    status: StatusTag


@view(frozen=True, slots=True)
class Proposal:
    """A proposal of the council, whom it is meant for, and what was done about it."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    organizations: tuple[Link, ...]
    answers: tuple[Answer, ...]
    reports: tuple[Report, ...]
    absent: str


@view(frozen=True, slots=True)
class CouncilPage:
    """A public council; `members` is one table, or none with `members_text` saying why."""

    layout: Layout
    title: str
    over: tuple[Link, ...]
    lead: str
    figures: tuple[Figure, ...]
    note: tuple[Block, ...]
    proposals: tuple[Proposal, ...]
    meetings: tuple[Meeting, ...]
    members: tuple[Table, ...]
    members_text: str
    facts: tuple[Fact, ...]


@view(frozen=True, slots=True)
class PlacedCell:
    """Whether one thing stands where it must: a word, a link for what was found, the day."""

    label: str
    status: StatusTag
    link: Link
    day: str


@view(frozen=True, slots=True)
class PlacementRow:
    """An organisation and what was found of it."""

    organization: Link
    kind: str
    cells: tuple[PlacedCell, ...]


@view(frozen=True, slots=True)
class PlacementPage:
    """The control of placement: organisations by what they must publish."""

    layout: Layout
    title: str
    over: tuple[Link, ...]
    lead: str
    figures: tuple[Figure, ...]
    notice: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[PlacementRow, ...]


@view(frozen=True, slots=True)
class AppealsPage:
    """Where and how to complain; `tables` is empty where no numbers are published."""

    layout: Layout
    title: str
    over: tuple[Link, ...]
    how: tuple[Block, ...]
    links: tuple[Link, ...]
    contacts: tuple[Fact, ...]
    figures: tuple[Figure, ...]
    figures_text: str
    tables: tuple[Table, ...]
    absent: str
    above: Link


@view(frozen=True, slots=True)
class HandoutPage:
    """A poster or a leaflet: `title`, `hint`, `notice` and the links are those of the page, the
    rest stands on the sheet.

    `size` is "long" or "longer" for names that need smaller letters; `ask` are lines for those
    without a telephone that reads codes; `criteria` and `limits` say what is assessed and what not.
    """

    layout: Layout
    title: str
    over: tuple[Link, ...]
    hint: str
    notice: str
    other: Link
    subject: str
    name: str
    size: str
    lead: str
    points: tuple[Fact, ...]
    codes: tuple[Code, ...]
    ask: tuple[str, ...]
    criteria: tuple[str, ...]
    limits: str
    official: str
    today: str
