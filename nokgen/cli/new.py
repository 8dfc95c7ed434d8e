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

KINDS = ("region", "municipality", "plan", "page")
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
        + "nokgen new plan murmanskaya-oblast/kirovsk/plans/2020-media",
        params=[
            click.Argument(["kind"], metavar=_("KIND"), type=click.Choice(KINDS)),
            click.Argument(["address"], metavar=_("ADDRESS")),
        ],
    )


def run(settings: Settings, kind: str, address: str) -> int:
    """Write the file; its path is the one line on stdout."""
    from nokgen.new import scaffold

    today = environment_clock(settings)(TIME_ZONE)
    path = scaffold(settings.place().root, kind, address, settings.messages, today)
    click.echo(path)
    say(
        settings,
        settings.messages.gettext("Open this file, fill it in, then run: nokgen check"),
    )
    return FINE
