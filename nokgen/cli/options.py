"""The global options and the commands that take them: a language goes in, click's objects come out.

Every command has the global options of its own, beside those before it, so they work on both
sides; what stands later on the command line wins.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from nokgen.cli.language import VARIABLE
from nokgen.cli.settings import CONFIG, DESTINATION, Color, Format, Settings
from nokgen.messages import LANGUAGES, Messages

BASE_URL = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")
HELP_NAMES = ["-h", "--help"]

Run = Callable[..., int]


class GlobalOption(click.Option):
    """An option of every command: kept for the whole run, shown in a section of its own."""

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """The names of the option; click's own words for the variable stay English."""
        hint = click.Parameter.get_error_hint(self, ctx)
        if not isinstance(self.envvar, str):
            return hint
        return f"{hint} ({gettext.gettext('env var: {var}').format(var=self.envvar)})"


class Command(click.Command):
    """A command whose help shows its own options first and the global ones after them."""

    def __init__(self, messages: Messages, name: str, **settings: Any) -> None:
        super().__init__(name, **settings)
        self._messages = messages

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_options(self, ctx, formatter, self._messages)


def write_options(
    command: click.Command,
    ctx: click.Context,
    formatter: click.HelpFormatter,
    messages: Messages,
) -> None:
    """Two sections of the help: options of the command, global options."""
    own: list[tuple[str, str]] = []
    shared: list[tuple[str, str]] = []
    for param in command.get_params(ctx):
        record = param.get_help_record(ctx)
        if isinstance(param, click.Option) and record is not None:
            is_shared = isinstance(param, GlobalOption) or "--help" in param.opts
            (shared if is_shared else own).append(record)
    for title, rows in (
        (messages.gettext("Options"), own),
        (messages.gettext("Global options"), shared),
    ):
        if rows:
            with formatter.section(title):
                formatter.write_dl(rows)


def make_command(
    name: str,
    run: Run,
    messages: Messages,
    *,
    summary: str,
    details: str = "",
    params: Sequence[click.Parameter] = (),
) -> Command:
    """A command that calls `run(settings, **params)` and ends with the exit code it returns.

    `summary` is one sentence; both texts are in the language of `messages`.
    """

    def callback(**values: object) -> int:
        ctx = click.get_current_context()
        return run(settings_of(ctx, messages), **values)

    return Command(
        messages,
        name,
        callback=callback,
        help=f"{summary}\n\n{details}",
        short_help=summary,
        params=[*params, *global_options(messages)],
        options_metavar=messages.gettext("[OPTIONS]"),
        context_settings={"help_option_names": HELP_NAMES},
    )


def settings_of(ctx: click.Context, messages: Messages) -> Settings:
    """What the global options, before and after the command, came to."""
    return Settings(messages, dict(ctx.find_root().ensure_object(dict)))


def global_options(messages: Messages) -> list[click.Option]:
    """The options that every command takes."""
    _ = messages.gettext

    def option(*names: str, help: str, **settings: Any) -> click.Option:
        return GlobalOption(names, help=help, expose_value=False, callback=_keep, **settings)

    return [
        option(
            "-C",
            "--root",
            metavar=_("FOLDER"),
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            help=_(
                "Folder of the site; by itself the nearest one with %(file)s, from here upwards.",
                file=CONFIG,
            ),
        ),
        option(
            "-c",
            "--config",
            metavar=_("FILE"),
            type=click.Path(path_type=Path),
            help=_("Settings file in the folder of the site (%(file)s).", file=CONFIG),
        ),
        option(
            "-d",
            "--destination",
            metavar=_("FOLDER"),
            type=click.Path(file_okay=False, path_type=Path),
            help=_("Where the site is written (%(folder)s/).", folder=DESTINATION),
        ),
        option(
            "-u",
            "--base-url",
            metavar=_("ADDRESS"),
            type=BaseUrl(messages),
            envvar="NOKGEN_BASE_URL",
            show_envvar=True,
            help=_("Address at which the site will be published."),
        ),
        option(
            "--today",
            metavar=_("YYYY-MM-DD"),
            type=Day(messages),
            help=_("The day from which deadlines are counted, instead of the present one."),
        ),
        option("--strict", is_flag=True, default=None, help=_("Warnings count as errors.")),
        option(
            "--format",
            type=click.Choice([item.value for item in Format]),
            help=_("How findings are shown; inside GitHub Actions `github` by itself."),
        ),
        option(
            "--color",
            type=click.Choice([item.value for item in Color]),
            help=_("Colours: auto means on a terminal, unless NO_COLOR is set."),
        ),
        option(
            "--lang",
            type=click.Choice(LANGUAGES),
            envvar=VARIABLE,
            show_envvar=True,
            help=_("Language of messages."),
        ),
        option("-q", "--quiet", "volume", flag_value="quiet", help=_("Only findings and errors.")),
        option("-v", "--verbose", "volume", flag_value="verbose", help=_("Every stage, timed.")),
    ]


def _keep(ctx: click.Context, param: click.Parameter, value: object) -> None:
    kept = ctx.find_root().ensure_object(dict)
    source = ctx.get_parameter_source(param.name or "")
    from_environment = source is ParameterSource.ENVIRONMENT and param.name not in kept
    if value is not None and (source is ParameterSource.COMMANDLINE or from_environment):
        kept[param.name] = value


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "day"

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        text = str(value)
        try:
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
                return date.fromisoformat(text)
        except ValueError:
            pass
        sentence = self._messages.gettext(
            "`%(value)s` is no day; write it as year-month-day: 2026-03-01", value=text
        )
        raise click.BadParameter(sentence, ctx, param)


class BaseUrl(click.ParamType[str]):
    """The address of a site: https://example.org/folder/."""

    name = "address"

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        text = str(value)
        if not BASE_URL.fullmatch(text):
            sentence = self._messages.gettext(
                "`%(value)s` is no address of a site; an example: https://example.org/nok/",
                value=text,
            )
            raise click.BadParameter(sentence, ctx, param)
        return text
