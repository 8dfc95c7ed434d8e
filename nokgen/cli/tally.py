"""`nokgen tally`: exported answers of a questionnaire go in, raw counts of the scoring come out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nokgen.cli.options import Command, make_command
from nokgen.cli.output import FAULTS, FINE, say
from nokgen.cli.settings import Format, Settings, WrongUse
from nokgen.messages import N_
from nokgen.surroundings import SurroundingsError

if TYPE_CHECKING:
    from nokgen.diagnostics import Diagnostic
    from nokgen.domain.scoring import Form, Tally
    from nokgen.messages import Messages
    from nokgen.read.tables import Table

FORMS = ("standard",)
SUFFIXES = (".csv", ".xlsx")
SHOWN_ROWS = 5


def command(messages: Messages) -> Command:
    """The command in the language of `messages`."""
    _ = messages.gettext
    return make_command(
        "tally",
        run,
        messages,
        summary=_("Count exported answers of a questionnaire for a table of results."),
        details=_(
            "FILE is a table (CSV or XLSX) with a question a column and a respondent a row; a "
            "column `inn` tells organisations apart. Counts of fewer than five people are not "
            "given out. For example:"
        )
        + "\n\n\b\n"
        + "nokgen tally answers.csv > counts.csv\n"
        + "nokgen tally answers.xlsx --yaml",
        params=[
            click.Argument(
                ["file"],
                metavar=_("FILE"),
                type=click.Path(exists=True, dir_okay=False, path_type=Path),
            ),
            click.Option(
                ["--form"],
                type=click.Choice(FORMS),
                default=FORMS[0],
                help=_("The questionnaire; `standard` is that of the Ministry of Labour."),
            ),
            click.Option(
                ["--yaml", "as_yaml"],
                is_flag=True,
                help=_("Counts as items of `scores:` in place of CSV."),
            ),
            click.Option(["--json", "as_json"], is_flag=True, help=_("The answer for programs.")),
        ],
    )


def run(settings: Settings, file: Path, form: str, as_yaml: bool, as_json: bool) -> int:
    """Count the answers: counts on stdout, what to know about them on stderr."""
    from nokgen.domain.scoring import FORMS as KNOWN
    from nokgen.tally import counts_csv, counts_json, counts_yaml, tally_table

    table = _table(settings, file)
    if table is None:
        return FAULTS
    found = tally_table(table, KNOWN[form])
    if as_json or settings.format is Format.JSON:
        click.echo(counts_json(found), nl=False)
    else:
        if found.groups:
            click.echo((counts_yaml if as_yaml else counts_csv)(found), nl=False)
        _remarks(found, KNOWN[form], table, settings)
    return FINE if found.groups else FAULTS


def _table(settings: Settings, file: Path) -> Table | None:
    """The table of a file; None when it has faults, which are told."""
    from nokgen.diagnostics import Severity
    from nokgen.read.tables import read_table

    if file.suffix.lower() not in SUFFIXES:
        text = settings.messages.gettext(
            "Answers are read from CSV and XLSX; %(file)s is neither.", file=file
        )
        raise WrongUse(text)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise SurroundingsError(
            N_("cannot read %(path)s: %(reason)s"),
            params={"path": file, "reason": error.strerror or error},
        ) from error
    table, faults = read_table(
        data, file.as_posix().removesuffix(file.suffix) + file.suffix.lower()
    )
    _tell(faults, settings)
    wrong = any(fault.code.severity is Severity.ERROR for fault in faults)
    return None if wrong else table


def _tell(faults: Sequence[Diagnostic], settings: Settings) -> None:
    from nokgen.report import render_text

    if faults:
        text = render_text(faults, settings.messages, color=settings.color)
        click.echo(text, err=True, color=settings.color)


def _remarks(found: Tally, form: Form, table: Table, settings: Settings) -> None:
    """What was withheld, refused, not understood and not found."""
    from nokgen.domain.scoring.wording import refusal_sentence, withheld_sentence

    messages = settings.messages
    for group in found.groups:
        if group.withheld:
            _about(group.organization, withheld_sentence(group.withheld, messages), messages)
    for refusal in found.refusals:
        _about(refusal.organization, refusal_sentence(refusal, messages), messages)
    for gap in found.gaps:
        click.echo(
            messages.gettext(
                "Neither yes nor no to “%(question)s”: %(count)s (%(lines)s). They count as "
                "asked, not as satisfied.",
                question=messages.gettext(form.question(gap.question).title),
                count=messages.ngettext("%(n)s answer", "%(n)s answers", len(gap.rows)),
                lines=_lines([str(table.span(row - 1, None).line) for row in gap.rows], messages),
            ),
            err=True,
        )
    if found.missing and found.groups:
        titles = [messages.gettext(form.question(each).title) for each in found.missing]
        say(settings, messages.gettext("Not asked: %(questions)s", questions=" ".join(titles)))
    if found.unused:
        columns = ", ".join(f"`{column}`" for column in found.unused)
        say(settings, messages.gettext("Columns not needed: %(columns)s.", columns=columns))


def _lines(numbers: Sequence[str], messages: Messages) -> str:
    if len(numbers) == 1:
        return messages.gettext("line %(line)s", line=numbers[0])
    more = ", …" if len(numbers) > SHOWN_ROWS else ""
    return messages.gettext("lines %(lines)s", lines=", ".join(numbers[:SHOWN_ROWS]) + more)


def _about(organization: str, sentence: str, messages: Messages) -> None:
    if organization:
        sentence = messages.gettext(
            "%(organization)s: %(sentence)s", organization=organization, sentence=sentence
        )
    click.echo(sentence, err=True)
