"""The log of publications goes in, the page of their monitoring comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

from nokgen.domain.quantities import Quantity
from nokgen.domain.typography import no_break
from nokgen.messages import Messages
from nokgen.model import Improvement, Measure, Plan, Publication
from nokgen.pages import views
from nokgen.pages.campaign_frame import (
    PLAN_LENGTH,
    PUBLICATIONS,
    SHEET,
    Place,
    apart,
    measure_links,
)
from nokgen.pages.edition import Edition
from nokgen.pages.layout import Heading, layout
from nokgen.pages.search import campaign_facts
from nokgen.pages.text import blocks, shortened
from nokgen.pages.views.campaign import (
    MonthBar,
    PublicationLine,
    PublicationsPage,
    Tally,
    YearOfPublications,
)
from nokgen.pages.views.listings import Cell, Column, Table
from nokgen.pages.words import capital, status_tag
from nokgen.records.document import ChannelKind
from nokgen.records.labels import CHANNEL_KINDS

# The picture, in hundredths of its height: numbers above the bars, names of months below them.
BASE, TALLEST, ABOVE = 84, 66, 4
MONTHS = 12

Known = Mapping[str, views.Link]


def publications_page(edition: Edition, place: Place) -> PublicationsPage:
    """What appeared where and when, by channel and month, and what it counts for."""
    say, publications = edition.messages.gettext, place.owner.publications
    page = place.page(PUBLICATIONS)
    title = say("Publications on the independent assessment")
    years = [(year, tuple(own)) for year, own in groupby(publications, key=_year)]
    targets = [target for each in publications for target in each.targets]
    known = measure_links(edition, targets, page)
    unproved = any(not _is_proved(each) for each in publications)
    return PublicationsPage(
        layout=layout(
            edition,
            Heading(
                address=page,
                title=title,
                description=say(
                    "%(place)s: what newspapers, sites, social networks and stands told of the "
                    "independent assessment, with links and scans.",
                    place=place.name,
                ),
                trail=place.trail,
                facts=campaign_facts(
                    say("Publications"),
                    (place.region, place.municipality),
                    years=tuple(year for year, _own in years),
                    day=publications[0].record.date,
                ),
                path=place.path("publications.yaml"),
                sheet=SHEET,
            ),
        ),
        title=title,
        over=place.over(edition, page),
        lead=say(
            "What newspapers, sites, social networks, stands and meetings told people, and how "
            "much of what the plans promise has been published."
        ),
        figures=_figures(edition.messages, publications),
        notice=say(
            "Only publications with a link or a scan are counted. All others are marked as "
            "claimed: nobody can check them."
        )
        if unproved
        else "",
        tallies=_tallies(edition, place, known),
        years=tuple(_of_year(edition, place, year, own, known) for year, own in years),
    )


def _year(publication: Publication) -> int:
    return publication.record.date.year


def _is_proved(publication: Publication) -> bool:
    return bool(publication.record.url or publication.record.file)


def _figures(messages: Messages, publications: tuple[Publication, ...]) -> tuple[views.Figure, ...]:
    proved = [each for each in publications if _is_proved(each)]
    claimed = len(publications) - len(proved)
    outlets = len({each.record.outlet for each in proved})
    found = [
        (
            len(proved),
            messages.ngettext(
                "publication with a link or a scan",
                "publications with a link or a scan",
                len(proved),
            ),
            "",
        ),
        (outlets, messages.ngettext("place of publication", "places of publication", outlets), ""),
    ]
    if claimed:
        found.append((claimed, messages.gettext("claimed, not proved"), "claimed"))
    return tuple(views.Figure(messages.number(n), label, slug) for n, label, slug in found)


# Quantities -------------------------------------------------------------------------------------


def _tallies(edition: Edition, place: Place, known: Known) -> tuple[Tally, ...]:
    """The measures that publications count for, in the order of their plans."""
    owner = place.owner
    plans: tuple[Plan | Improvement, ...] = (*owner.plans, *owner.improvements)
    return tuple(
        _tally(edition, plan, measure, known[measure.address])
        for plan in plans
        for measure in plan.measures
        if measure.address in known
    )


def _tally(edition: Edition, plan: Plan | Improvement, measure: Measure, link: views.Link) -> Tally:
    messages, quantity = edition.messages, measure.quantity
    proved, claimed = proved_and_claimed(measure)
    number = messages.number(proved)
    text, share = messages.gettext("with proof: %(number)s", number=number), ""
    if quantity is not None:
        text = messages.gettext(
            "%(part)s of %(whole)s", part=number, whole=_amount(quantity, messages)
        )
        if quantity.compare not in ("<", "<="):
            share = f"{min(100, 100 * proved / max(1, quantity.count)):g}%"
    return Tally(
        link=link,
        plan=shortened(no_break(plan.name), PLAN_LENGTH),
        text=no_break(text),
        promised=no_break(measure.record.quantity or ""),
        claimed=messages.gettext(
            "claimed without proof: %(number)s", number=messages.number(claimed)
        )
        if claimed
        else "",
        share=share,
        status=status_tag(measure.status, messages),
    )


def proved_and_claimed(measure: Measure) -> tuple[int, int]:
    """How many units are reported with proof, and how many without; of a yearly measure those of
    the year that its status is about.
    """
    year = measure.status.year
    reports = [
        report for report in measure.record.reports if year is None or report.date.year == year
    ]

    def units(*, proved: bool) -> int:
        return sum(
            1 if report.count is None else report.count
            for report in reports
            if bool(report.evidence) is proved
        )

    return units(proved=True), units(proved=False)


def _amount(quantity: Quantity, messages: Messages) -> str:
    """«не менее 10»: the promise without the word for what is counted."""
    things, say = messages.number(quantity.count), messages.gettext
    match quantity.compare:
        case ">=":
            return say("at least %(things)s", things=things)
        case ">":
            return say("more than %(things)s", things=things)
        case "<=":
            return say("at most %(things)s", things=things)
        case "<":
            return say("fewer than %(things)s", things=things)
        case "range":
            upper = messages.number(quantity.upper or quantity.count)
            return f"{things}–{upper}"
        case _:
            return things


# Years ------------------------------------------------------------------------------------------


def _of_year(
    edition: Edition, place: Place, year: int, own: tuple[Publication, ...], known: Known
) -> YearOfPublications:
    messages = edition.messages
    return YearOfPublications(
        id=f"year-{year}",
        title=capital(messages.gettext("%(year)s", year=year)),
        text=messages.gettext(
            "Filled: with a link or a scan. In outline: claimed. The table says the same."
        ),
        bars=_bars(messages, own),
        table=_table(messages, year, own),
        lines=_lines(edition, place, own, known),
    )


def _bars(messages: Messages, own: tuple[Publication, ...]) -> tuple[MonthBar, ...]:
    proved = Counter(each.record.date.month for each in own if _is_proved(each))
    claimed = Counter(each.record.date.month for each in own if not _is_proved(each))
    tallest = max((proved + claimed).values())
    step = 100 / MONTHS

    def bar(month: int) -> MonthBar:
        high, more = (TALLEST * each[month] / tallest for each in (proved, claimed))
        whole = proved[month] + claimed[month]
        return MonthBar(
            label=messages.month_short(date(2024, month, 1)),
            x=f"{step * (month - 0.8):.2f}%",
            width=f"{step * 0.6:.2f}%",
            middle=f"{step * (month - 0.5):.2f}%",
            proved_y=f"{BASE - high:.2f}%",
            proved=f"{high:.2f}%",
            claimed_y=f"{BASE - high - more:.2f}%",
            claimed=f"{more:.2f}%" if more else "",
            count_y=f"{BASE - high - more - ABOVE:.2f}%",
            count=messages.number(whole) if whole else "",
        )

    return tuple(map(bar, range(1, MONTHS + 1)))


def _table(messages: Messages, year: int, own: tuple[Publication, ...]) -> Table:
    """Proved publications of each month by channel, and how many are only claimed."""
    say = messages.gettext
    kinds = [kind for kind in ChannelKind if any(each.record.kind is kind for each in own)]
    has_claimed = any(not _is_proved(each) for each in own)

    def row(name: str, some: Iterable[Publication]) -> tuple[Cell, ...]:
        known = tuple(some)
        proved = Counter(each.record.kind for each in known if _is_proved(each))
        numbers = [proved[kind] for kind in kinds]
        numbers.append(sum(numbers))
        if has_claimed:
            numbers.append(len(known) - numbers[-1])
        return (Cell(name), *(Cell(messages.number(n), value=str(n)) for n in numbers))

    months = [
        (month, tuple(some))
        for month, some in groupby(own, key=lambda each: each.record.date.month)
    ]
    return Table(
        caption=say("How many publications there were in %(year)s, by channel", year=year),
        columns=(
            Column(say("Month")),
            *(Column(capital(say(CHANNEL_KINDS[kind])), numeric=True) for kind in kinds),
            Column(say("All with proof"), numeric=True),
            *([Column(say("Claimed"), numeric=True)] if has_claimed else []),
        ),
        rows=(
            *(
                row(capital(messages.month(date(year, month, 1))), some)
                for month, some in reversed(months)
            ),
            row(say("The whole year"), own),
        ),
    )


def _lines(
    edition: Edition, place: Place, own: tuple[Publication, ...], known: Known
) -> tuple[PublicationLine, ...]:
    links = apart(
        (_title(edition, place, each) for each in own),
        (f"{each.record.outlet}, {edition.messages.day(each.record.date)}" for each in own),
    )
    return tuple(_line(edition, each, link, known) for each, link in zip(own, links, strict=True))


def _title(edition: Edition, place: Place, publication: Publication) -> views.Link:
    record = publication.record
    href = record.url or ""
    if not href and record.file:
        href = place.file(edition, record.file, place.page(PUBLICATIONS))
    return views.Link(no_break(record.title), href)


def _line(
    edition: Edition, publication: Publication, link: views.Link, known: Known
) -> PublicationLine:
    messages, record = edition.messages, publication.record
    say = messages.gettext
    return PublicationLine(
        date=messages.day(record.date),
        iso_date=record.date.isoformat(),
        channel=capital(say(CHANNEL_KINDS[record.kind])),
        outlet=no_break(record.outlet),
        title=link,
        claimed="" if link.href else say("Claimed: there is neither a link nor a scan."),
        count=""
        if record.count is None
        else say("How many: %(number)s", number=messages.number(record.count)),
        blocks=blocks(record.text or ""),
        counts_for=tuple(known[target.measure.address] for target in publication.targets),
    )
