"""What is kept of regions, joined: the same files as of all of them at once, in whatever order."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, reduce

import pytest

from nokgen.feeds import FeedPart, atom, feed_part_of, renewed
from nokgen.feeds.atom import site_feeds
from nokgen.feeds.calendars import site_calendars
from nokgen.feeds.due_table import due_table_file
from nokgen.model import build_site
from nokgen.pages import Edition, Links, OutputFile, bounds, part_of
from nokgen.records.content import RegionFolder
from tests.assessed_site import NO_ORGANIZATIONS
from tests.fictional_site import BASE, EXAMPLES, content
from tests.whole_under_test import about_all, edition_of_site, feeds_of_all

# Some measures are due then, some are late, some were done not long ago.
DAY = date(2026, 2, 20)
SLUGS = ("a-oblast", "b-oblast", "c-oblast", "d-oblast")
Join = Callable[[FeedPart, FeedPart], FeedPart]


def folder(slug: str) -> RegionFolder:
    """The fictional region under another name; an organisation stands in the first one alone."""
    (region,) = content().regions
    if slug == SLUGS[0]:
        return replace(region, slug=slug)
    places = tuple(replace(each, **NO_ORGANIZATIONS) for each in region.municipalities)
    return replace(region, slug=slug, municipalities=places, **NO_ORGANIZATIONS)


@cache
def edition(*slugs: str) -> Edition:
    """Some of the regions, of which nobody knows that there are others."""
    some = replace(content(), regions=tuple(map(folder, slugs)))
    links = Links.at(BASE, from_disk=False)
    return edition_of_site(build_site(some, DAY), links, EXAMPLES)


def country() -> Edition:
    """The region four times: many days and names are the same."""
    return edition(*SLUGS)


def contents(files: Sequence[OutputFile]) -> dict[str, bytes]:
    """The bytes of files in memory, by path."""
    found = {file.path: file.content for file in files if isinstance(file.content, bytes)}
    assert len(found) == len(files)
    return found


def files_of(feeds: FeedPart) -> dict[str, bytes]:
    """All files that are made of what is kept of regions."""
    edition, _country = about_all(country())
    rows = {name: list(each) for name, each in feeds.rows()._asdict().items()}
    return {
        **contents(tuple(site_calendars(edition, feeds.events))),
        **contents(tuple(site_feeds(edition, feeds.headlines))),
        **contents((due_table_file(feeds.lines()),)),
        **{name: b"\n".join(each) for name, each in rows.items()},
    }


def left(parts: Sequence[FeedPart], join: Join) -> FeedPart:
    return reduce(join, parts, FeedPart())


def right(parts: Sequence[FeedPart], join: Join) -> FeedPart:
    return reduce(lambda some, other: join(other, some), reversed(parts), FeedPart())


def pairs(parts: Sequence[FeedPart], join: Join) -> FeedPart:
    a, b, c, d = parts
    return join(join(a, b), join(c, d))


def backwards(parts: Sequence[FeedPart], join: Join) -> FeedPart:
    return left(parts[::-1], join)


def test_a_region_alone_is_the_same_as_among_others() -> None:
    """What is kept of a region does not depend on which others there are."""
    for region in country().site.regions:
        alone = edition(region.folder)
        (own,) = alone.site.regions
        part, among = part_of(alone, own), part_of(country(), region)
        # No `==` of what is too large to be explained.
        assert pickle.dumps(part) == pickle.dumps(among), region.folder
        feeds = feed_part_of(country(), region, among.outline)
        assert pickle.dumps(feed_part_of(alone, own, part.outline)) == pickle.dumps(feeds)


def limit(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(bounds, "DAYS", most)
    monkeypatch.setattr(atom, "MOST_ENTRIES", most)


@pytest.mark.parametrize("grouping", [left, right, pairs, backwards])
@pytest.mark.parametrize("most", [1, 3, 1_000])
def test_regions_are_joined_in_any_grouping(
    most: int,
    grouping: Callable[[Sequence[FeedPart], Join], FeedPart],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limit(monkeypatch, 1_000_000)
    every = feeds_of_all(country())
    limit(monkeypatch, most)
    parts = [feeds_of_all(edition(slug)) for slug in SLUGS]
    joined = grouping(parts, lambda some, other: some.joined(other, DAY))
    found = files_of(joined)
    # Of all days, the file takes those that it has room for.
    cut = FeedPart(
        every.events, every.headlines, every.ahead[:most], every.overdue[:most], every.done[:most]
    )
    assert found == files_of(cut)
    assert min(map(len, (every.ahead, every.overdue, every.done))) > 3


def feeds_of(region: RegionFolder, towns: frozenset[str]) -> FeedPart:
    """What is kept of a region of which only these towns were made."""
    links = Links.at(BASE, from_disk=False)
    site = build_site(replace(content(), regions=(region,)), DAY)
    made = edition_of_site(site, links, EXAMPLES)
    (own,) = made.site.regions
    outline = part_of(made, own).outline
    parts = tuple(each for each in outline.municipalities if each.folder in towns)
    some = tuple(each for each in own.municipalities if each.folder in towns)
    return feed_part_of(
        made, replace(own, municipalities=some), replace(outline, municipalities=parts)
    )


@pytest.mark.parametrize("most", [2, 1_000])
def test_feeds_of_a_region_are_renewed_by_those_of_one_town(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plan comes or goes: the same as of all towns; or a doubt, if a list was full and has lost
    something.
    """
    limit(monkeypatch, most)
    region = folder(SLUGS[0])
    every = frozenset(f"{region.slug}/{town.slug}" for town in region.municipalities)
    town = max(region.municipalities, key=lambda each: len(each.plans))
    own = f"{region.slug}/{town.slug}"
    others = tuple(f"/{each}/" for each in every - {own})
    fewer = replace(
        region,
        municipalities=tuple(
            replace(each, plans=each.plans[1:]) if each is town else each
            for each in region.municipalities
        ),
    )
    all_plans, few_plans = feeds_of(region, every), feeds_of(fewer, every)
    assert all_plans != few_plans
    town_of = frozenset({own})
    assert renewed(few_plans, feeds_of(region, town_of), others, DAY) == all_plans
    found = renewed(all_plans, feeds_of(fewer, town_of), others, DAY)
    assert found == (few_plans if most == 1_000 else None)
