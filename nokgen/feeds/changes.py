"""The past of the site goes in, the feed of its newest changes comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nokgen.compare import Step
from nokgen.feeds.atom import TITLE_LENGTH, Entry, feed_file
from nokgen.model import Improvement, Plan
from nokgen.pages import Edition, OutputFile
from nokgen.pages.changes import Place, name_on_page, newest, page_of, places_of
from nokgen.pages.layout import CHANGES
from nokgen.pages.text import first_line, shortened

LENGTH = 300
CATEGORY, MARKED = "change", "second-look"


def change_files(edition: Edition) -> Iterator[OutputFile]:
    """The feed beside the page of changes; none where no change is known or no address."""
    steps = newest(edition)
    if edition.links.base_url and steps:
        places = places_of(edition)
        entries = tuple(_entry(edition, step, places) for step in steps)
        yield feed_file(edition, CHANGES, edition.site.record.title, entries)


def _entry(edition: Edition, step: Step, places: Mapping[str, Place]) -> Entry:
    """What a commit did to one page; what is gone leads to the page of changes."""
    place = page_of(step.record, places)
    anchors = {change.anchor for change in step.changes}
    anchor = anchors.pop() if len(anchors) == 1 else ""
    address = place.address if place else f"{CHANGES}#day-{step.day.isoformat()}"
    ids = _ids(edition, address)
    if anchor in ids:
        address = f"{address}#{anchor}"
    name = name_on_page(place, step.name)
    marked = any(change.look for change in step.changes)
    return Entry(
        tag=f"{CHANGES}{step.commit[:12]}:{step.record}",
        title=_line(f"{step.place}. {name}" if step.place else name, TITLE_LENGTH),
        address=address,
        day=step.day,
        summary="\n".join(_line(change.text, LENGTH) for change in step.changes),
        category=MARKED if marked else CATEGORY,
    )


def _ids(edition: Edition, address: str) -> frozenset[str]:
    """The ids of the measures of a page; none for pages of other kinds."""
    subject = edition.subjects.get(address)
    if subject is None or not isinstance(subject.thing, Plan | Improvement):
        return frozenset()
    return frozenset(measure.record.id for measure in subject.thing.measures)


def _line(text: str, length: int) -> str:
    return shortened(first_line(text), length).replace("\u00a0", " ")
