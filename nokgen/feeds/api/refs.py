"""What all files of the interface share: names with addresses, sources, days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from nokgen.domain.periods import Interval
from nokgen.domain.periods import Period as DomainPeriod
from nokgen.domain.persons import without_names
from nokgen.feeds.api import shapes
from nokgen.model import BodyRef, Measure, OrganizationRef
from nokgen.pages import Edition
from nokgen.records.document import Approval, Source

ROOT = "/api/v1"
INDEX = f"{ROOT}/index.json"
OPENAPI = f"{ROOT}/openapi.json"
MEASURES = "measures"


def api_path(address: str) -> str:
    """The file of the interface for the page at `address`: /a/b/ → /api/v1/a/b.json."""
    return f"{ROOT}{address.rstrip('/')}.json"


class Refs:
    """Names with addresses, as one build writes them.

    `measures` are the shapes made so far by address: a measure stands in several files.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.measures: dict[str, shapes.Measure] = {}

    def url(self, address: str) -> str | None:
        """The full address; None when nobody knows where the site will stand."""
        return self.edition.links.absolute(address) or None

    def ref(self, name: str, address: str, *, api: str = "") -> shapes.Ref:
        """Something with a page, or only words when the address is empty."""
        return shapes.Ref(
            name=name,
            address=address or None,
            url=self.url(address) if address else None,
            api=(api or api_path(address)) if address else None,
        )

    def body(self, body: BodyRef) -> shapes.Ref:
        """A body or a territory; words of a document are left without names of persons."""
        return self.ref(body.name if body.address else without_names(body.name), body.address)

    def organization(self, organization: OrganizationRef) -> shapes.Ref:
        """An organisation."""
        return self.ref(organization.name, organization.address)

    def document(self, data: shapes.Shape) -> shapes.Document[shapes.Shape]:
        """The data with what every file says of itself."""
        site = self.edition.site
        zone = ZoneInfo(site.record.time_zone)
        return shapes.Document[shapes.Shape](
            schema_version=shapes.SCHEMA_VERSION,
            generated_at=datetime.combine(site.today, time(), zone).isoformat(),
            today=site.today,
            revision=self.edition.revision,
            fictional=site.record.fictional,
            data=data,
        )

    def approval(self, approved: Approval | None, by: BodyRef | None) -> shapes.Approval | None:
        """The act that adopted a document; who signed it is left out."""
        if approved is None:
            return None
        return shapes.Approval(
            act=approved.act,
            number=approved.number,
            date=approved.date,
            by=self.body(by) if by else None,
        )

    def source(self, source: Source, place: str) -> shapes.Source:
        """Where words come from; `place` is the address of the territory that holds the file."""
        return shapes.Source(
            title=source.title,
            url=source.url,
            file=f"{place}{source.file}" if source.file else None,
            retrieved=source.retrieved,
        )


def period(days: Interval | DomainPeriod | None) -> shapes.Period | None:
    """Days from the first to the last."""
    return (
        None if days is None else shapes.Period.model_validate({"from": days.start, "to": days.end})
    )


def number(value: Decimal | None) -> float | None:
    """A figure for JSON, as published: 86.17 stays 86.17."""
    return None if value is None else float(value)


def statuses(measures: Iterable[Measure]) -> dict[str, int]:
    """How many measures have which status."""
    return dict(sorted(Counter(measure.status.kind.value for measure in measures).items()))
