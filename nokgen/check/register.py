"""All places go in; which organisations there are, and who may name them, comes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nokgen.check.findings import Findings, Path
from nokgen.check.layout import ORGANIZATIONS_FILE
from nokgen.check.page_addresses import take_organization
from nokgen.check.places import Place
from nokgen.check.session import Session
from nokgen.diagnostics import Code, Hint, assessment
from nokgen.frozen import frozen
from nokgen.messages import N_

if TYPE_CHECKING:
    from nokgen.records.organization import Organization

_ONE_RECORD = Hint(N_("delete one of the two records, or correct its INN"))
_OPEN_CARDS = Hint(N_("open both cards on bus.gov.ru and compare the names"))


@frozen
class Register:
    """Every organisation of the site by its ИНН, with the file that describes it.

    It is not whole when only one region was read.
    """

    files: Mapping[str, str]
    is_whole: bool = True

    def describes(self, inn: str) -> bool:
        """Whether an organisation is described anywhere, or may be."""
        return inn in self.files or not self.is_whole


@frozen
class Known:
    """The organisations that the records of a territory may name, by ИНН.

    A region may name those of its municipalities. `complete` is False when a file with
    organisations has faults, so that nobody can say which are missing. `file` is where new ones
    are described.
    """

    by_inn: Mapping[str, Organization]
    complete: bool
    file: str
    register: Register


def register_of(session: Session, regions: Iterable[Place]) -> Register:
    """All organisations; those with the ИНН or the bus.gov.ru number of another are faults."""
    inns = _Taken(assessment.ORGANIZATION_DOUBLED, _ONE_RECORD)
    cards = _Taken(assessment.BUS_ID_DOUBLED, _OPEN_CARDS)
    for region in regions:
        for place in region.and_municipalities():
            path = place.layout.files.get(ORGANIZATIONS_FILE, "")
            for where, each in place.organizations:
                findings = session.findings(path)
                inns.take(each.inn, (*where, "inn"), findings)
                if each.bus_id is not None:
                    cards.take(each.bus_id, (*where, "bus_id"), findings)
                take_organization(session.addresses, each.inn, each.bus_id, path)
    files = {inn: findings.document.path for inn, (findings, _) in inns.first.items()}
    return Register(files, is_whole=not session.tree.only)


@dataclass(slots=True)
class _Taken:
    """Numbers that only one organisation may have, with the place where each stands first."""

    code: Code
    hint: Hint
    first: dict[str, tuple[Findings, Path]] = field(default_factory=dict)

    def take(self, number: str, path: Path, findings: Findings) -> None:
        """Note a number; a fault if it was noted before."""
        place = (findings, path)
        other, where = self.first.setdefault(number, place)
        if (other, where) != place:
            params = {"number": number, "file": other.document.path, "line": other.line_of(where)}
            findings.add(self.code, path, params, self.hint)


def known_to(place: Place, register: Register) -> Known:
    """The organisations of a territory and of the municipalities in it."""
    places = list(place.and_municipalities())
    return Known(
        {each.inn: each for one in reversed(places) for _path, each in one.organizations},
        all(one.all_organizations for one in places),
        f"{place.layout.folder}/{ORGANIZATIONS_FILE}",
        register,
    )
