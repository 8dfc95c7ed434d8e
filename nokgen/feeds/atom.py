"""What happened goes in, Atom feeds come out (RFC 4287); the only door to feedgen.

A feed holds absolute addresses: without a base URL there is none. The same content gives the same
bytes on every day on which nothing happens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from heapq import merge
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from nokgen.frozen import frozen
from nokgen.messages import N_
from nokgen.model import Assessment, Municipality, Region
from nokgen.model.news import ABOUT_DEADLINES, News, NewsKind, news_of, news_of_organization
from nokgen.pages import Edition, OutputFile
from nokgen.pages.offers import DUE, FEED_FILE
from nokgen.pages.text import first_line, shortened
from nokgen.pages.words import assessment_name

MOST_ENTRIES = 50
TITLE_LENGTH = 200
# A tag (RFC 4151) needs a year in which the host was ours: the one of the first release.
TAG_YEAR = 2026

TITLES: Mapping[NewsKind, str] = {
    NewsKind.PLAN: N_("New plan: %(name)s"),
    NewsKind.RESULTS: N_("Results published: %(name)s"),
    NewsKind.IMPROVEMENT: N_("New plan to remove shortcomings: %(name)s"),
    NewsKind.REPORT: N_("Report: %(name)s"),
    NewsKind.MOVED: N_("Deadline moved: %(name)s"),
    NewsKind.CANCELLED: N_("Cancelled: %(name)s"),
    NewsKind.OVERDUE: N_("Overdue: %(name)s"),
}


class Entry(NamedTuple):
    """An entry of a feed: what `tag` names stays the same for ever; `address` is of this site."""

    tag: str
    title: str
    address: str
    day: date
    summary: str
    category: str


def feeds_of(edition: Edition, owner: Municipality | Region) -> Iterator[OutputFile]:
    """A feed for a territory and for each of its organisations, where something happened."""
    if not edition.links.base_url:
        return
    today = edition.site.today
    yield from _file(edition, owner.address, owner.record.name, news_of(owner, today))
    for organization in owner.organizations:
        ref = organization.ref
        happened = news_of_organization(organization, today)
        yield from _file(edition, ref.address, ref.name, happened)


@frozen
class Headlines:
    """The newest entries of a region for feeds about the whole site, and those about deadlines."""

    newest: tuple[Entry, ...] = ()
    turns: tuple[Entry, ...] = ()

    def joined(self, other: Headlines) -> Headlines:
        """The newest of both."""
        return Headlines(_first(self.newest, other.newest), _first(self.turns, other.turns))


def headlines_of(edition: Edition, region: Region) -> Headlines:
    """What feeds about the whole site may hold of a region: as many as one of them has room for."""
    if not edition.links.base_url:
        return Headlines()
    every = (news_of(owner, edition.site.today) for owner in region.parts)
    newest = tuple(merge(*every, key=_newest_first))
    turns = (news for news in newest if news.kind in ABOUT_DEADLINES)
    return Headlines(
        tuple(_entry(edition, news) for news in newest[:MOST_ENTRIES]),
        tuple(_entry(edition, news) for news in islice(turns, MOST_ENTRIES)),
    )


def site_feeds(edition: Edition, headlines: Headlines) -> Iterator[OutputFile]:
    """The feed of the whole site, and that of deadlines, from the headlines of all regions."""
    if headlines.newest:
        yield feed_file(edition, "/", edition.site.record.title, headlines.newest)
    if headlines.turns:
        due = edition.messages.gettext("What is due soon")
        yield feed_file(edition, DUE, due, headlines.turns)


def _first(some: tuple[Entry, ...], others: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(islice(merge(some, others, key=order), MOST_ENTRIES))


def _newest_first(news: News) -> tuple[int, str, str]:
    return -news.day.toordinal(), news.address, news.kind


def order(entry: Entry) -> tuple[int, str, str]:
    """The newest first."""
    return -entry.day.toordinal(), entry.address, entry.category


def feed_file(edition: Edition, address: str, name: str, entries: Sequence[Entry]) -> OutputFile:
    """The feed beside the page at `address`; `entries`, at least one, the newest first."""
    from feedgen.feed import FeedGenerator  # takes long to load, and not every run makes feeds

    path = f"{address.lstrip('/')}{FEED_FILE}"
    tag = _tag_of(edition)
    feed = FeedGenerator()
    feed.id(f"{tag}{address}")
    feed.title(edition.messages.gettext("Changes: %(name)s", name=_line(name)))
    feed.author(name=edition.site.record.title)
    feed.language(edition.site.record.language.value)
    feed.generator("nokgen")
    feed.link(href=edition.links.absolute(f"/{path}"), rel="self", type="application/atom+xml")
    feed.link(href=edition.links.absolute(address), rel="alternate", type="text/html")
    feed.updated(datetime.combine(max(entry.day for entry in entries), time(), UTC))
    head = feed.atom_str(pretty=True).removesuffix(_END)
    seen: Counter[str] = Counter()
    parts = []
    for one in entries[:MOST_ENTRIES]:
        seen[one.tag] += 1
        times = seen[one.tag]
        own = f"{tag}{one.tag}" if times == 1 else f"{tag}{one.tag}:{times}"
        parts.append(_written(own, one, edition.links.absolute(one.address)))
    return OutputFile(path, head + "".join(parts).encode() + _END)


_END = b"</feed>\n"


def _text(words: str) -> str:
    """Words as the library writes them between marks: what would not be read back is escaped."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\r", "&#13;")


def _value(words: str) -> str:
    """Words as the library writes them in quotes."""
    escaped = _text(words).replace('"', "&quot;")
    return escaped.replace("\t", "&#9;").replace("\n", "&#10;")


def _written(tag: str, entry: Entry, url: str) -> str:
    """The lines of an entry as the library writes them, which takes twenty times as long.

    A test compares them.
    """
    day = f"{entry.day.isoformat()}T00:00:00+00:00"
    return (
        "  <entry>\n"
        f"    <id>{_text(tag)}</id>\n"
        f"    <title>{_text(entry.title)}</title>\n"
        f"    <updated>{day}</updated>\n"
        f'    <link href="{_value(url)}"/>\n'
        f"    <summary>{_text(entry.summary)}</summary>\n"
        f'    <category term="{_value(entry.category)}"/>\n'
        f"    <published>{day}</published>\n"
        "  </entry>\n"
    )


def _file(
    edition: Edition, address: str, name: str, news: tuple[News, ...]
) -> Iterator[OutputFile]:
    if news:
        entries = tuple(_entry(edition, one) for one in news[:MOST_ENTRIES])
        yield feed_file(edition, address, name, entries)


def _entry(edition: Edition, news: News) -> Entry:
    return Entry(
        tag=f"{news.address}:{news.kind.value}:{news.day.isoformat()}",
        title=_title(edition, news),
        address=news.address,
        day=news.day,
        summary=_summary(edition, news),
        category=news.kind.value,
    )


def _title(edition: Edition, news: News) -> str:
    name = _subject(edition, news) if news.measure is None else news.measure.name
    return edition.messages.gettext(TITLES[news.kind], name=_line(name))


def _summary(edition: Edition, news: News) -> str:
    """What a reader of the feed sees below the title: the words of the content, and where."""
    lines = [news.detail.strip()] if news.detail else []
    if news.measure is not None:
        lines.append(_line(_subject(edition, news)))
    lines.append(news.subject.place.name)
    return "\n".join(lines)


def _subject(edition: Edition, news: News) -> str:
    if isinstance(news.subject, Assessment):
        return assessment_name(news.subject, edition.messages)
    return news.subject.name


def _tag_of(edition: Edition) -> str:
    """What begins all names of the site: they stay when it moves (RFC 4151)."""
    host = urlsplit(edition.site.record.base_url or edition.links.base_url).hostname
    return f"tag:{host},{TAG_YEAR}:"


# The name of a plan stands in the news of all its measures.
@lru_cache(maxsize=1024)
def _line(text: str) -> str:
    return shortened(first_line(text), TITLE_LENGTH).replace("\u00a0", " ")
