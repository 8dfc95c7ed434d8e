"""`nokgen explain --score`: a file of results goes in, one organisation's calculation comes out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nokgen.cli.clock import environment_clock
from nokgen.cli.output import FAULTS, FINE, show
from nokgen.cli.settings import Settings, WrongUse

if TYPE_CHECKING:
    from nokgen.domain.scoring import Calculation
    from nokgen.messages import Messages
    from nokgen.records.content import Content, Folder, ResultsFile
    from nokgen.records.organization import Organization


def explain_score(settings: Settings, file: Path, inn: str | None, as_json: bool) -> int:
    """Show the calculation of one row; the table and its file of results both name it."""
    from nokgen.check import check
    from nokgen.diagnostics import Severity
    from nokgen.read import read_site

    site = settings.place()
    checked = check(read_site(site.root, site.config), environment_clock(settings))
    if checked.content is None:
        errors = [d for d in checked.diagnostics if d.code.severity is Severity.ERROR]
        show(errors, settings, site.root)
        return FAULTS
    messages = settings.messages
    results = _results(checked.content, _path(file, site.root), file, messages)
    known = {record.inn: record for record in _organizations(checked.content)}
    chosen = _chosen(results, inn, known, messages)
    calculation = _calculations(results, known)[chosen]
    organization = known.get(results.scores[chosen].inn)
    name = _name(results.scores[chosen].inn, organization)
    if as_json:
        click.echo(json.dumps(_shape(results, chosen, calculation), ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(results, name, calculation, messages)))
    return FINE


def _path(file: Path, root: Path) -> str:
    """The path from the site's root of a name typed from here or from there, else as typed."""
    for base in (Path.cwd(), root):
        path = (base / file).resolve()
        if path.exists() and path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return file.as_posix()


def _folders(content: Content) -> Iterator[Folder]:
    for region in content.regions:
        yield region
        yield from region.municipalities


def _organizations(content: Content) -> Iterator[Organization]:
    for folder in _folders(content):
        yield from folder.organizations


def _results(content: Content, path: str, typed: Path, messages: Messages) -> ResultsFile:
    every = [results for folder in _folders(content) for results in folder.results]
    for results in every:
        if path in (results.path, results.table):
            return results
    text = messages.gettext("%(file)s is no file of results of this site.", file=typed)
    if every:
        hint = messages.gettext("for example: `%(example)s`", example=every[0].path)
        text += "\n" + messages.gettext("hint: %(hint)s", hint=hint)
    raise WrongUse(text)


def _chosen(
    results: ResultsFile, inn: str | None, known: dict[str, Organization], messages: Messages
) -> int:
    """The position of the row; WrongUse with the choice when it is not clear which one."""
    inns = [score.inn for score in results.scores]
    if inn in inns:
        return inns.index(inn or "")
    if inn is None and len(inns) == 1:
        return 0
    if inn is None:
        text = messages.ngettext(
            "There is %(n)s organisation in this table. Choose one: --inn INN",
            "There are %(n)s organisations in this table. Choose one: --inn INN",
            len(inns),
        )
    else:
        text = messages.gettext("The INN %(inn)s is not in this table. Choose one of:", inn=inn)
    rows = [f"  {each}  {known[each].short_name or known[each].name}" for each in inns]
    raise WrongUse("\n".join([text, *rows]))


def _calculations(
    results: ResultsFile, known: dict[str, Organization]
) -> tuple[Calculation | None, ...]:
    from nokgen.records.calculation import calculations

    arts = {inn for inn, record in known.items() if record.performing_arts}
    return calculations(results.record, results.scores, arts)


def _name(inn: str, organization: Organization | None) -> str:
    return inn if organization is None else organization.short_name or organization.name


def _lines(
    results: ResultsFile, name: str, calculation: Calculation | None, messages: Messages
) -> list[str]:
    from nokgen.domain.scoring.wording import calculation_lines, conclusion

    head = messages.gettext("%(name)s, assessment of %(year)s", name=name, year=results.record.year)
    where = results.table or results.path
    if calculation is None:
        why = messages.gettext(
            "No formulas are known for the method of these results; there is nothing to check "
            "them by."
        )
        return [head, where, "", why]
    lines = calculation_lines(calculation, messages)
    return [head, where, "", *lines, "", conclusion(calculation, messages)]


def _shape(results: ResultsFile, chosen: int, calculation: Calculation | None) -> dict[str, object]:
    lines = [] if calculation is None else calculation.lines
    return {
        "inn": results.scores[chosen].inn,
        "results": results.path,
        "method": results.record.method.value,
        "tolerance": None if calculation is None else str(calculation.tolerance),
        "lines": [
            {
                "id": line.id,
                "published": None if line.published is None else str(line.published),
                "recomputed": None if line.recomputed is None else str(line.recomputed),
                "expression": None if line.step is None else line.step.expression,
                "agrees": line.agrees,
            }
            for line in lines
        ],
    }
