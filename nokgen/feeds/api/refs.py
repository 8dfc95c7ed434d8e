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
from nokgen.feeds.api.text import Fields, written
from nokgen.model import BodyRef, Measure, OrganizationRef
from nokgen.pages import Edition
from nokgen.records.document import Approval, Source

# That of the published shapes (shapes.py), whose keys come and stay.
SCHEMA_VERSION = "1.0"
ROOT = "/api/v1"
INDEX = f"{ROOT}/index.json"
OPENAPI = f"{ROOT}/openapi.json"
MEASURES = "measures"


def api_path(address: str) -> str:
    """The file of the interface for the page at `address`: /a/b/ → /api/v1/a/b.json."""
    return f"{ROOT}{address.rstrip('/')}.json"


class Refs:
    """Names with addresses, as one build writes them.

    What stands in several files is written once: `measures` are those so far, as JSON by address,
    `rows` those of assessments by the address of the assessment and the ИНН. So is what stands in
    many places: no names with addresses may be changed by whoever asked for them.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        known = edition.shared.get(MEASURES)
        self.measures: dict[str, bytes] = dict(known) if isinstance(known, dict) else {}
        self.rows: dict[tuple[str, str], bytes] = {}
        self._bodies: dict[tuple[str, str], Fields] = {}
        site = edition.site
        zone = ZoneInfo(site.record.time_zone)
        around: Fields = {
            "schema_version": SCHEMA_VERSION,
            "generated_at": datetime.combine(site.today, time(), zone).isoformat(),
            "today": site.today,
            "revision": edition.revision,
            "fictional": site.record.fictional,
        }
        self._begin = written(around).removesuffix(b"}")

    def share(self) -> None:
        """Let all files of the edition take the measures that are written so far."""
        self.edition.shared[MEASURES] = self.measures

    def url(self, address: str) -> str | None:
        """The full address; None when nobody knows where the site will stand."""
        return self.edition.links.absolute(address) or None

    def ref(self, name: str, address: str, *, api: str = "") -> Fields:
        """Something with a page, or only words when the address is empty."""
        if not address:
            return {"name": name, "address": None, "url": None, "api": None}
        return {
            "name": name,
            "address": address,
            "url": self.url(address),
            "api": api or api_path(address),
        }

    def body(self, body: BodyRef) -> Fields:
        """A body or a territory; words of a document are left without names of persons."""
        key = (body.name, body.address)
        found = self._bodies.get(key)
        if found is None:
            name = body.name if body.address else without_names(body.name)
            found = self._bodies[key] = self.ref(name, body.address)
        return found

    def organization(self, organization: OrganizationRef) -> Fields:
        """An organisation."""
        return self.ref(organization.name, organization.address)

    def document(self, data: bytes) -> bytes:
        """A file: data that are written already, with what every file says of itself."""
        return b'%b,"data":%b}\n' % (self._begin, data)

    def approval(self, approved: Approval | None, by: BodyRef | None) -> Fields | None:
        """The act that adopted a document; who signed it is left out."""
        if approved is None:
            return None
        return {
            "act": approved.act,
            "number": approved.number,
            "date": approved.date,
            "by": self.body(by) if by else None,
        }

    def source(self, source: Source, place: str) -> Fields:
        """Where words come from; `place` is the address of the territory that holds the file."""
        return {
            "title": source.title,
            "url": source.url,
            "file": f"{place}{source.file}" if source.file else None,
            "retrieved": source.retrieved,
        }


def period(days: Interval | DomainPeriod | None) -> Fields | None:
    """Days from the first to the last."""
    return None if days is None else {"from": days.start, "to": days.end}


def number(value: Decimal | None) -> float | None:
    """A figure for JSON, as published: 86.17 stays 86.17."""
    return None if value is None else float(value)


def statuses(measures: Iterable[Measure]) -> dict[str, int]:
    """How many measures have which status."""
    return dict(sorted(Counter(measure.status.kind.value for measure in measures).items()))
