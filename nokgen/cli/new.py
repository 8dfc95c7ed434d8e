"""`nokgen new`: a kind and an address go in, a file with directions for the editor comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from nokgen.cli.clock import environment_clock
from nokgen.cli.options import Command, make_command
from nokgen.cli.output import FINE, say
from nokgen.cli.settings import Settings

if TYPE_CHECKING:
    from nokgen.messages import Messages

KINDS = (
    "region",
    "municipality",
    "organization",
    "plan",
    "results",
    "improvement",
    "publications",
    "surveys",
    "council",
    "page",
)
# The day of retrieval that a new plan opens with; the editor sees it and may change it.
TIME_ZONE = "Europe/Moscow"


def command(messages: Messages) -> Command:
    """The command in the language of `messages`."""
    _ = messages.gettext
    return make_command(
        "new",
        run,
        messages,
        summary=_("Begin a new file: a KIND of file at an ADDRESS of the site."),
        details=_("Kinds: %(kinds)s. For example:", kinds=", ".join(KINDS))
        + "\n\n\b\n"
        + "nokgen new municipality murmanskaya-oblast/kirovsk\n"
        + "nokgen new plan murmanskaya-oblast/kirovsk/plans/2020-media\n"
        + "nokgen new organization murmanskaya-oblast/kirovsk\n"
        + "nokgen new results murmanskaya-oblast/kirovsk/results/2021-education --table csv",
        params=[
            click.Argument(["kind"], metavar=_("KIND"), type=click.Choice(KINDS)),
            click.Argument(["address"], metavar=_("ADDRESS")),
            click.Option(
                ["--table"],
                type=click.Choice(["csv"]),
                help=_("For results: make a table with its headings beside them."),
            ),
        ],
    )


def run(settings: Settings, kind: str, address: str, table: str | None) -> int:
    """Write the files; their paths are the lines on stdout."""
    from nokgen.new import scaffold

    messages = settings.messages
    if table is not None and kind != "results":
        raise click.UsageError(messages.gettext("A table belongs to results only."))
    today = environment_clock(settings)(TIME_ZONE)
    root = settings.place().root
    paths = scaffold(root, kind, address, messages, today, with_table=table is not None)
    for path in paths:
        click.echo(path)
    say(settings, messages.gettext("Open this file, fill it in, then run: nokgen check"))
    return FINE
