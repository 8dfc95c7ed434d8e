"""The site goes in; its long tables come out: of each page that has one, and of everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Never, TypeVar

from nokgen.feeds.columns import ITEMS, MEASURES
from nokgen.feeds.columns_of_results import INDICATORS, ORGANIZATIONS
from nokgen.feeds.delimited import Cell, csv_bytes
from nokgen.feeds.lines import FigureLine, Ground, ItemLine, MeasureLine, OrganizationLine, Spec
from nokgen.model import Assessment, Improvement, Municipality, Organization, Plan, Region, Row
from nokgen.pages import Edition
from nokgen.pages.offers import TABLE_FILE
from nokgen.pages.overview import territories

# The order in which people and archives find them.
SPECS: tuple[Spec[Never], ...] = (MEASURES, ITEMS, ORGANIZATIONS, INDICATORS)

Cells = tuple[Cell, ...]
L = TypeVar("L")


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its rows, in the order of its pages."""

    spec: Spec[Never]
    rows: tuple[Cells, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of its columns for programs."""
        return tuple(column.key for column in self.spec.columns)


def tables_beside(
    edition: Edition, region: Region, municipality: Municipality | None
) -> Mapping[str, Table]:
    """The tables beside the pages of a territory, by the path of their file."""
    owner = municipality or region
    ground = Ground(edition, region.record.name, municipality.record.name if municipality else "")
    gathering = _Gathering()
    gathering.territory(ground, owner)
    for organization in owner.organizations:
        gathering.organization(ground, region, organization)
    return gathering.beside


def whole_tables(edition: Edition) -> tuple[Table, ...]:
    """The tables of everything, in the order of SPECS."""
    every: dict[str, list[Cells]] = {spec.name: [] for spec in SPECS}
    for region, municipality in territories(edition.site):
        town = municipality.record.name if municipality else ""
        gathering = _Gathering()
        gathering.territory(Ground(edition, region.record.name, town), municipality or region)
        for name, rows in gathering.own.items():
            every[name] += rows
    return tuple(Table(spec, tuple(every[spec.name])) for spec in SPECS)


class _Gathering:
    """The tables of a territory found so far; `own` are its rows, by the name of their table."""

    def __init__(self) -> None:
        self.beside: dict[str, Table] = {}
        self.own: dict[str, tuple[Cells, ...]] = {}

    def territory(self, ground: Ground, owner: Municipality | Region) -> None:
        """A territory itself: its plans, assessments, organisations and bodies."""
        self._plans(ground, owner)
        items: list[Cells] = []
        for plan in owner.improvements:
            items += self._put(plan.address, TABLE_FILE, ITEMS, _items(ground, plan))
        figures: list[Cells] = []
        for assessment in owner.assessments:
            rows = [
                row for each in assessment.rows for row in _figure_rows(ground, assessment, each)
            ]
            self._add(assessment.address, TABLE_FILE, INDICATORS, rows)
            figures += rows
        lines = (OrganizationLine(ground, each) for each in owner.organizations)
        for spec, own in (
            (ITEMS, items),
            (ORGANIZATIONS, _rows(ORGANIZATIONS, lines)),
            (INDICATORS, figures),
        ):
            self._own(owner.address, spec, own)

    def organization(self, ground: Ground, region: Region, organization: Organization) -> None:
        """Its figures over the years, from assessments of its town and of its region."""
        rows: list[Cells] = []
        for each in organization.standings:
            is_own = each.assessment.place.address != region.address
            at = ground if is_own else replace(ground, municipality="")
            rows += _figure_rows(at, each.assessment, each.row)
        self._add(organization.ref.address, TABLE_FILE, INDICATORS, rows)

    def _plans(self, ground: Ground, owner: Municipality | Region) -> None:
        found: dict[str, Cells] = {}
        for plan in owner.plans:
            lines = tuple(_measures(ground, plan))
            rows = self._put(plan.address, TABLE_FILE, MEASURES, lines)
            found |= {line.measure.address: row for line, row in zip(lines, rows, strict=True)}
        self._own(owner.address, MEASURES, found.values())
        for body in owner.bodies:
            promised = [found[m.address] for each in body.promises for m in each.measures]
            self._add(body.address, TABLE_FILE, MEASURES, promised)

    def _own(self, address: str, spec: Spec[Never], rows: Iterable[Cells]) -> None:
        own = tuple(rows)
        self._add(address, f"{spec.name}.csv", spec, own)
        self.own[spec.name] = own

    def _put(self, address: str, file: str, spec: Spec[L], lines: Iterable[L]) -> tuple[Cells, ...]:
        rows = _rows(spec, lines)
        self._add(address, file, spec, rows)
        return rows

    def _add(self, address: str, file: str, spec: Spec[Never], rows: Sequence[Cells]) -> None:
        if rows:
            self.beside[f"{address.lstrip('/')}{file}"] = Table(spec, tuple(rows))


def table_bytes(table: Table) -> bytes:
    """The table as a CSV file for Excel."""
    return csv_bytes(table.keys, table.rows)


def _rows(spec: Spec[L], lines: Iterable[L]) -> tuple[Cells, ...]:
    return tuple(tuple(column.value(line) for column in spec.columns) for line in lines)


def _measures(ground: Ground, plan: Plan) -> Iterator[MeasureLine]:
    for section in plan.sections:
        title = section.record.title if section.record else None
        for measure in section.measures:
            yield MeasureLine(ground, plan, title or "", measure)


def _items(ground: Ground, plan: Improvement) -> Iterator[ItemLine]:
    for item in plan.items:
        yield ItemLine(ground, plan, item)


def _figure_rows(ground: Ground, assessment: Assessment, row: Row) -> tuple[Cells, ...]:
    return _rows(INDICATORS, _figures(ground, assessment, row))


def _figures(ground: Ground, assessment: Assessment, row: Row) -> Iterator[FigureLine]:
    """The figures of an organisation: known indicators, all criteria, the total."""
    criteria = {f"k{number}": points for number, points in enumerate(row.criteria, start=1)}
    figures = {**dict(sorted(row.indicators.items())), **criteria, "total": row.total}
    for name, points in figures.items():
        yield FigureLine(ground, assessment, row, name, points)
