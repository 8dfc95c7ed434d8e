"""All results of the site go in; who was assessed twice, too often or too long ago comes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from nokgen.check.findings import Findings, Path
from nokgen.check.layout import ORGANIZATIONS_FILE, RESULTS
from nokgen.check.places import Place
from nokgen.check.score_sheet import ScoreSheet
from nokgen.check.session import Session
from nokgen.diagnostics import Code, Hint, assessment
from nokgen.messages import N_
from nokgen.records.organization import Organization
from nokgen.records.results import Method, Results

# An organisation is assessed at least once in so many years.
YEARS_BETWEEN = 3
_OF_THESE = N_("keep it in one of the files; organisations that are in both: %(count)s")
_OTHERS = N_("the others: %(names)s")
_SHOWN = 8
# Tried beside the assessment by the order, in the same year (ПП РФ of 11.06.2025 № 882).
_PARALLEL = Method.GOSUSLUGI_2025


@dataclass(slots=True)
class _Seen:
    """The assessments that were looked at: by organisation and year, the file and its method."""

    by_year: dict[tuple[str, int], list[tuple[str, Results]]] = field(default_factory=dict)
    latest: dict[str, int] = field(default_factory=dict)


def check_history(session: Session, regions: Iterable[Place]) -> None:
    """No organisation is assessed twice for a year; those not assessed for long are named."""
    places = [place for region in regions for place in region.and_municipalities()]
    names = {each.inn: _name(each) for place in places for _path, each in place.organizations}
    seen = _Seen()
    for place in places:
        for slug, record in place.results.items():
            sheet = place.scores[slug]
            if record is not None and sheet is not None:
                _look(record, place.path_of(RESULTS, slug), sheet, seen, names)
    for place in places:
        if place.organizations:
            findings = session.findings(place.layout.files[ORGANIZATIONS_FILE])
            _check_lately(place, seen, session.today.year, findings)


def _look(
    record: Results, path: str, sheet: ScoreSheet, seen: _Seen, names: dict[str, str]
) -> None:
    """Compare each row with the assessments seen before; one fault for each other file."""
    told: dict[tuple[Code, str], list[tuple[Path, str]]] = {}
    for where, score in sheet.rows:
        others = seen.by_year.setdefault((score.inn, record.year), [])
        for other_path, other in others:
            code = _code(record, other) if other_path != path else None
            if code is not None:
                told.setdefault((code, other_path), []).append((where, score.inn))
        others.append((path, record))
        seen.latest[score.inn] = max(record.year, seen.latest.get(score.inn, 0))
    for (code, other_path), rows in told.items():
        where, inn = rows[0]
        params = {"name": names.get(inn, inn), "year": str(record.year), "other": other_path}
        count = Hint(_OF_THESE, {"count": str(len(rows))})
        hint = count if code is assessment.ASSESSED_TWICE else None
        sheet.findings.add(code, (*where, "inn"), params, hint)


def _code(record: Results, other: Results) -> Code | None:
    if record.method is other.method and record.sphere is other.sphere:
        return assessment.ASSESSED_TWICE
    if _PARALLEL in (record.method, other.method) or record.method is other.method:
        return None
    return assessment.MORE_THAN_ONCE_A_YEAR


def _check_lately(place: Place, seen: _Seen, year: int, findings: Findings) -> None:
    """One note for a territory: it names the first organisation, and says how many there are."""
    late = [
        (path, each, seen.latest[each.inn])
        for path, each in place.organizations
        if each.closed is None and year - seen.latest.get(each.inn, year) > YEARS_BETWEEN
    ]
    if late:
        path, first, last = late[0]
        params = {"count": str(len(late)), "name": _name(first), "year": str(last)}
        names = ", ".join(_name(each) for _path, each, _year in late[1 : _SHOWN + 1])
        names += " …" if len(late) > _SHOWN + 1 else ""
        hint = Hint(_OTHERS, {"names": names}) if names else None
        findings.add(assessment.NOT_ASSESSED_LATELY, (*path, "inn"), params, hint)


def _name(organization: Organization) -> str:
    return organization.short_name or organization.name
