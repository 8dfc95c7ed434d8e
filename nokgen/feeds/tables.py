"""The site goes in; its long tables come out: of each page that has one, and of everything."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import chain
from typing import Never, TypeVar

from nokgen.feeds.columns import ITEMS, MEASURES
from nokgen.feeds.columns_of_results import INDICATORS, ORGANIZATIONS
from nokgen.feeds.delimited import Cell, csv_file, csv_lines, csv_rows
from nokgen.feeds.lines import (
    FigureLine,
    Ground,
    ItemLine,
    MeasureLine,
    OrganizationLine,
    Spec,
    Type,
)
from nokgen.feeds.standing import Standing, joined
from nokgen.feeds.zipped import Part, joined_part, piece_of
from nokgen.frozen import frozen
from nokgen.model import Assessment, Improvement, Municipality, Organization, Plan, Region, Row
from nokgen.model.outline import Country, RegionOutline
from nokgen.pages import Edition
from nokgen.pages.offers import TABLE_FILE

# The order in which people and archives find them.
SPECS: tuple[Spec[Never], ...] = (MEASURES, ITEMS, ORGANIZATIONS, INDICATORS)
_NAMED = {spec.name: spec for spec in SPECS}

Cells = tuple[Cell, ...]
L = TypeVar("L")


@frozen
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
) -> Mapping[str, bytes]:
    """The tables beside the pages of a territory as CSV for Excel, by the path of their file."""
    owner = municipality or region
    gathering = _Gathering()
    gathering.territory(_ground(edition, region, municipality), owner)
    for organization in owner.organizations:
        gathering.organization(_ground(edition, region, municipality), region, organization)
    return gathering.beside


def parts_of(country: Country, standing: Standing) -> Mapping[str, tuple[str, ...]]:
    """The tables of everything by their names in the order of SPECS, each with the paths of those
    of territories: it is them, joined.
    """
    return {
        spec.name: tuple(
            path
            for part in country.parts()
            if (path := _own_path(part.address, spec)) in standing.files
        )
        for spec in SPECS
    }


def whole_table(spec: Spec[Never], parts: Iterable[str], standing: Standing) -> bytes:
    """A table of everything as CSV for Excel, made of those that stand at the paths `parts`."""
    head = csv_file(_head(spec))
    own = (standing.data(path).removeprefix(head) for path in parts)
    return joined(chain((head,), own))


@frozen
class Packed:
    """The pieces of the archive that hold the tables of a region, by the names of these; `sums` are
    those of what they hold. Pieces are large, and fetched by whoever asks for them.
    """

    sums: Mapping[str, str] = field(default_factory=dict)
    pieces: Callable[[], Mapping[str, bytes]] = dict


def packed_tables(region: RegionOutline, standing: Standing, before: Packed) -> Packed:
    """The tables of a region for the archive; `before` are those of the last time, when most of
    them were the same.
    """
    parts = {name: of for name, of in parts_of(Country((region,)), standing).items() if of}
    sums = {name: standing.sums(paths) for name, paths in parts.items()}
    if sums == before.sums:
        return before
    same = {name for name, total in sums.items() if before.sums.get(name) == total}
    known, pieces = before.pieces() if same else {}, dict[str, bytes]()
    for name, paths in parts.items():
        if name in same:
            pieces[name] = known[name]
        else:
            head = csv_file(_head(_NAMED[name]))
            rows = (standing.data(path).removeprefix(head) for path in paths)
            pieces[name] = piece_of(b"".join(rows))
    return Packed(sums, partial(dict, pieces))


def joined_tables(content: Callable[[str], bytes], regions: Sequence[Packed]) -> Iterator[Part]:
    """The tables of everything for the archive, from those of all regions; `content` has what a
    table with this name holds.
    """
    packed = [each.pieces() for each in regions]
    for spec in SPECS:
        head = piece_of(csv_file(_head(spec)))
        pieces = (each[spec.name] for each in packed if spec.name in each)
        yield joined_part(f"{spec.name}.csv", content(spec.name), (head, *pieces))


def whole_tables(content: Callable[[str], bytes]) -> Iterator[Table]:
    """The tables of everything with their cells, in the order of SPECS; `content` has the file of
    one with this name.
    """
    for spec in SPECS:
        types = [column.type for column in spec.columns]
        rows = csv_rows(content(spec.name))
        next(rows)  # the names of the columns
        cells = (tuple(map(_cell, row, types)) for row in rows)
        yield Table(spec, tuple(cells))


def _cell(text: str, kind: Type) -> Cell:
    """What a cell was before it was written."""
    if not text:
        return None
    match kind:
        case Type.TEXT:
            return text
        case Type.WHOLE:
            return int(text)
        case Type.NUMBER:
            return Decimal(text.replace(",", "."))
        case Type.DAY:
            return date.fromisoformat(text)
        case Type.TRUTH:
            return text == "true"


class _Gathering:
    """The tables of a territory found so far, by the path of their file; a line is written once."""

    def __init__(self) -> None:
        self.beside: dict[str, bytes] = {}
        self._figures: dict[tuple[str, str, str], list[bytes]] = {}

    def territory(self, ground: Ground, owner: Municipality | Region) -> None:
        """A territory itself: its plans, assessments, organisations and bodies."""
        self._plans(ground, owner)
        items: list[bytes] = []
        for plan in owner.improvements:
            lines = _lines(ITEMS, _items(ground, plan))
            self._add(f"{plan.address}{TABLE_FILE}", ITEMS, lines)
            items += lines
        figures: list[bytes] = []
        for assessment in owner.assessments:
            rows = (self._figures_of(ground, assessment, row) for row in assessment.rows)
            lines = [line for row in rows for line in row]
            self._add(f"{assessment.address}{TABLE_FILE}", INDICATORS, lines)
            figures += lines
        organizations = _lines(ORGANIZATIONS, _organizations_of(ground, owner))
        self._add(_own_path(owner.address, ITEMS), ITEMS, items)
        self._add(_own_path(owner.address, ORGANIZATIONS), ORGANIZATIONS, organizations)
        self._add(_own_path(owner.address, INDICATORS), INDICATORS, figures)

    def organization(self, ground: Ground, region: Region, organization: Organization) -> None:
        """Its figures over the years, from assessments of its town and of its region."""
        lines: list[bytes] = []
        for each in organization.standings:
            is_own = each.assessment.place.address != region.address
            at = ground if is_own else replace(ground, municipality="")
            lines += self._figures_of(at, each.assessment, each.row)
        self._add(f"{organization.ref.address}{TABLE_FILE}", INDICATORS, lines)

    def _figures_of(self, ground: Ground, assessment: Assessment, row: Row) -> list[bytes]:
        key = (ground.municipality, assessment.address, row.organization.inn)
        found = self._figures.get(key)
        if found is None:
            found = self._figures[key] = _lines(INDICATORS, _figures(ground, assessment, row))
        return found

    def _plans(self, ground: Ground, owner: Municipality | Region) -> None:
        found: dict[str, bytes] = {}
        for plan in owner.plans:
            lines = _lines(MEASURES, _measures(ground, plan))
            self._add(f"{plan.address}{TABLE_FILE}", MEASURES, lines)
            found.update(zip((m.address for m in plan.measures), lines, strict=True))
        self._add(_own_path(owner.address, MEASURES), MEASURES, found.values())
        for body in owner.bodies:
            promised = [found[m.address] for each in body.promises for m in each.measures]
            self._add(f"{body.address}{TABLE_FILE}", MEASURES, promised)

    def _add(self, address: str, spec: Spec[Never], lines: Collection[bytes]) -> None:
        if lines:
            self.beside[address.lstrip("/")] = csv_file((*_head(spec), *lines))


def _ground(edition: Edition, region: Region, municipality: Municipality | None) -> Ground:
    return Ground(edition, region.record.name, municipality.record.name if municipality else "")


def _own_path(address: str, spec: Spec[Never]) -> str:
    """The path of the table of all that a territory has itself."""
    return f"{address.lstrip('/')}{spec.name}.csv"


def _head(spec: Spec[Never]) -> list[bytes]:
    return csv_lines([[column.key for column in spec.columns]])


def _lines(spec: Spec[L], lines: Iterable[L]) -> list[bytes]:
    return csv_lines(_rows(spec, lines))


def _rows(spec: Spec[L], lines: Iterable[L]) -> Iterator[Cells]:
    values = [column.value for column in spec.columns]
    return (tuple([value(line) for value in values]) for line in lines)


def _organizations_of(ground: Ground, owner: Municipality | Region) -> Iterator[OrganizationLine]:
    return (OrganizationLine(ground, each) for each in owner.organizations)


def _measures(ground: Ground, plan: Plan) -> Iterator[MeasureLine]:
    for section in plan.sections:
        title = section.record.title if section.record else None
        for measure in section.measures:
            yield MeasureLine(ground, plan, title or "", measure)


def _items(ground: Ground, plan: Improvement) -> Iterator[ItemLine]:
    for item in plan.items:
        yield ItemLine(ground, plan, item)


def _figures(ground: Ground, assessment: Assessment, row: Row) -> Iterator[FigureLine]:
    """The figures of an organisation: known indicators, all criteria, the total."""
    criteria = {f"k{number}": points for number, points in enumerate(row.criteria, start=1)}
    figures = {**dict(sorted(row.indicators.items())), **criteria, "total": row.total}
    for name, points in figures.items():
        yield FigureLine(ground, assessment, row, name, points)
