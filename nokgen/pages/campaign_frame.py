"""A territory goes in; what the pages of its campaign have in common comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from nokgen.domain.typography import no_break
from nokgen.frozen import frozen
from nokgen.model import Municipality, Region, Target
from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.text import headline, shortened

SHEET = "campaign.css"
# The names of the pages in the folder of their territory.
PUBLICATIONS = "publications"
SURVEYS = "surveys"
COUNCIL = "council"
PLACEMENT = "placement"
APPEALS = "appeals"
POSTER = "poster"
LEAFLET = "leaflet"

MEASURE_LENGTH = 150
PLAN_LENGTH = 100


@frozen
class Place:
    """A territory whose pages are made: a municipality of its region, or the region itself."""

    region: Region
    municipality: Municipality | None

    @property
    def owner(self) -> Municipality | Region:
        """Whose files these are."""
        return self.municipality or self.region

    @property
    def name(self) -> str:
        """The name of the territory."""
        return self.owner.record.name

    @property
    def trail(self) -> tuple[tuple[str, str], ...]:
        """The pages above those of the campaign, by name and address."""
        region = (self.region.record.name, self.region.address)
        return (region, (self.name, self.owner.address)) if self.municipality else (region,)

    def page(self, name: str) -> str:
        """The address of one of the pages."""
        return f"{self.owner.address}{name}/"

    def path(self, name: str) -> str:
        """The file of the content from which a page is made."""
        return f"{self.owner.path.rpartition('/')[0]}/{name}"

    def over(self, edition: Edition, page: str) -> tuple[views.Link, ...]:
        """The link to the territory above a title."""
        return (views.Link(self.name, edition.links.to(self.owner.address, page)),)

    def file(self, edition: Edition, path: str, page: str) -> str:
        """The link to a file in the folder documents/ of the territory."""
        return edition.links.file(f"{self.owner.folder}/{path}", page)


def measure_links(
    edition: Edition, targets: Iterable[Target], page: str
) -> Mapping[str, views.Link]:
    """Links to measures by their address; those of one name say of which plan they are."""
    known = {target.measure.address: target for target in targets}
    links = apart(
        (
            views.Link(
                headline(target.measure.name, MEASURE_LENGTH),
                edition.links.to(address, page),
            )
            for address, target in known.items()
        ),
        (shortened(target.plan, PLAN_LENGTH) for target in known.values()),
    )
    return dict(zip(known, links, strict=True))


def apart(links: Iterable[views.Link], details: Iterable[str]) -> tuple[views.Link, ...]:
    """Links of one name that lead to different places say in brackets what tells them apart."""
    known = tuple(links)
    targets = {(link.label.casefold(), link.href) for link in known}
    times = Counter(label for label, _href in targets)
    return tuple(
        replace(link, label=no_break(f"{link.label} ({detail})"))
        if link.href and times[link.label.casefold()] > 1
        else link
        for link, detail in zip(known, details, strict=True)
    )
