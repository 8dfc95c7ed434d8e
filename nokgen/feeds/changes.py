"""The past of the site goes in, the feed of its newest changes comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nokgen.compare import Step
from nokgen.feeds.atom import TITLE_LENGTH, Entry, feed_file
from nokgen.pages import Edition, OutputFile, Whole
from nokgen.pages.changes import Place, name_on_page, newest, page_of, places_of
from nokgen.pages.layout import CHANGES
from nokgen.pages.text import first_line, shortened

LENGTH = 300
CATEGORY, MARKED = "change", "second-look"


def change_files(edition: Edition, whole: Whole) -> Iterator[OutputFile]:
    """The feed beside the page of changes; none where no change is known or no address."""
    steps = newest(edition)
    if edition.links.base_url and steps:
        places = places_of(edition, whole.country)
        ids = {address: found for part in whole.parts for address, found in part.anchors.items()}
        entries = tuple(_entry(step, places, ids) for step in steps)
        yield feed_file(edition, CHANGES, edition.site.record.title, entries)


def _entry(step: Step, places: Mapping[str, Place], ids: Mapping[str, tuple[str, ...]]) -> Entry:
    """What a commit did to one page; what is gone leads to the page of changes.

    `ids` are those of measures by the address of their page.
    """
    place = page_of(step.record, places)
    anchors = {change.anchor for change in step.changes}
    anchor = anchors.pop() if len(anchors) == 1 else ""
    address = place.address if place else f"{CHANGES}#day-{step.day.isoformat()}"
    if anchor in ids.get(address, ()):
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


def _line(text: str, length: int) -> str:
    return shortened(first_line(text), length).replace("\u00a0", " ")
