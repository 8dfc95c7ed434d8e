"""`nokgen explain`: a text, the slug of a fault or a table goes in, what it means comes out."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nokgen.cli.options import Command, make_command
from nokgen.cli.output import FINE
from nokgen.cli.settings import Format, Settings, WrongUse

if TYPE_CHECKING:
    from nokgen.diagnostics import Code
    from nokgen.domain.deadlines import Deadline
    from nokgen.domain.periods import Period
    from nokgen.messages import Messages

SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
PERIOD = re.compile(r"(\d{4})(?:\s*[-–—]\s*(\d{4}))?", re.ASCII)
YEARS = range(1990, 2101)  # as in the records
PLACE = re.compile(r"%\((\w+)\)s")
LINE_WIDTH = 78
READABLE = (
    "до 1 июня 2020 года",
    "июль, сентябрь 2020",
    "II квартал 2020 года",
    "ежегодно до 30 января",
    "не реже одного раза в квартал",
    "постоянно",
    "не менее 1000 экземпляров",
)


def command(messages: Messages) -> Command:
    """The command in the language of `messages`."""
    _ = messages.gettext
    return make_command(
        "explain",
        run,
        messages,
        summary=_("Say how a deadline or a quantity is understood, or what a fault means."),
        details=_(
            "TEXT is in the words of a document, or the name in square brackets that a message "
            "begins with. A text that cannot be understood is an answer too, and no error. "
            "For example:"
        )
        + "\n\n\b\n"
        + 'nokgen explain "ежегодно до 30 января" --period 2022-2024\n'
        + 'nokgen explain "не менее 1000 экземпляров"\n'
        + "nokgen explain unknown-body\n"
        + "nokgen explain --score content/oblast/gorod/results/2021-education.yaml",
        params=[
            click.Argument(["text"], metavar=_("[TEXT]"), required=False),
            click.Option(
                ["--period"],
                metavar=_("YEARS"),
                type=PeriodType(messages),
                help=_("Years of the plan, when the text names none: 2020 or 2022-2024."),
            ),
            click.Option(
                ["--score"],
                metavar=_("FILE"),
                type=click.Path(path_type=Path),
                help=_("Results of an assessment: how each figure of an organisation comes about."),
            ),
            click.Option(
                ["--inn"], metavar=_("INN"), help=_("Which organisation of a table with --score.")
            ),
            click.Option(["--json", "as_json"], is_flag=True, help=_("The answer for programs.")),
        ],
    )


def run(
    settings: Settings,
    text: str | None,
    period: Period | None,
    score: Path | None,
    inn: str | None,
    as_json: bool,
) -> int:
    """Explain a score, a code, else a quantity that is no deadline, else a deadline."""
    messages = settings.messages
    as_json = as_json or settings.format is Format.JSON
    if (text is None) == (score is None) or (inn is not None and score is None):
        raise WrongUse(
            messages.gettext("Give either a TEXT, or `--score FILE` and, if need be, `--inn INN`.")
        )
    if score is not None:
        from nokgen.cli.explain_score import explain_score

        return explain_score(settings, score, inn, as_json)
    return _explain_words(text or "", period, messages, as_json)


def _explain_words(text: str, period: Period | None, messages: Messages, as_json: bool) -> int:
    from nokgen.diagnostics import CODES

    if text in CODES:
        _explain_code(CODES[text], messages, as_json)
    elif SLUG.fullmatch(text):
        raise WrongUse(_unknown(text, list(CODES), messages))
    else:
        _explain_text(text, period, messages, as_json)
    return FINE


def _explain_text(text: str, period: Period | None, messages: Messages, as_json: bool) -> None:
    from nokgen.domain.deadlines import Form, deadline_json, parse_deadline
    from nokgen.domain.quantities import parse_quantity, quantity_json
    from nokgen.domain.wording import deadline_sentence, quantity_sentence

    deadline = parse_deadline(text, period)
    quantity = parse_quantity(text) if deadline.form is Form.UNREADABLE else None
    if as_json:
        shape = quantity_json(quantity) if quantity else deadline_json(deadline)
        click.echo(json.dumps(shape, ensure_ascii=False))
    elif quantity:
        sentence = quantity_sentence(quantity, messages)
        click.echo(messages.gettext("Quantity: %(sentence)s.", sentence=sentence))
    else:
        click.echo(f"{deadline_sentence(deadline, messages)}.")
        if deadline.form is Form.UNREADABLE:
            click.echo(_readable(deadline, messages))


def _readable(deadline: Deadline, messages: Messages) -> str:
    """What would be understood in place of a text that is not."""
    if deadline.needs_year:
        return messages.gettext(
            "Name the year in the text itself, or the year of the plan: --period 2020."
        )
    examples = ", ".join(f"`{example}`" for example in READABLE)
    return messages.gettext("These would be understood: %(examples)s.", examples=examples)


def _explain_code(code: Code, messages: Messages, as_json: bool) -> None:
    names = PLACE.findall(code.message)
    message = messages.gettext(code.message, **dict.fromkeys(names, "…"))
    why = messages.gettext(code.why)
    if as_json:
        shape = {
            "slug": code.slug,
            "severity": code.severity.value,
            "message": message,
            "why": why,
        }
        click.echo(json.dumps(shape, ensure_ascii=False))
        return
    click.echo(f"{code.severity.value}[{code.slug}]: {message}\n")
    click.echo(click.wrap_text(why, LINE_WIDTH, preserve_paragraphs=True))


def _unknown(slug: str, slugs: list[str], messages: Messages) -> str:
    import difflib

    text = messages.gettext("There is no fault with the name `%(slug)s`.", slug=slug)
    near = difflib.get_close_matches(slug, slugs, n=3)
    if not near:
        return text
    names = ", ".join(f"`{name}`" for name in near)
    hint = messages.gettext("perhaps %(names)s?", names=names)
    return text + "\n" + messages.gettext("hint: %(hint)s", hint=hint)


class PeriodType(click.ParamType["Period"]):
    """The years of a plan: 2020 or 2022-2024."""

    name = "years"

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Period:
        from nokgen.domain.periods import Period

        found = PERIOD.fullmatch(str(value).strip())
        if found:
            first, last = int(found[1]), int(found[2] or found[1])
            if first in YEARS and last in YEARS and first <= last:
                return Period.of_years(first, last)
        sentence = self._messages.gettext(
            "`%(value)s` are no years of a plan; examples: 2020, 2022-2024", value=value
        )
        raise click.BadParameter(sentence, ctx, param)
