"""`nokgen serve`: content goes in, a site that follows it is shown in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from nokgen.cli.build import options_of
from nokgen.cli.options import Command, make_command
from nokgen.cli.output import FINE
from nokgen.cli.settings import PREVIEW, Settings

if TYPE_CHECKING:
    from nokgen.messages import Messages

PORT = 8000


def command(messages: Messages) -> Command:
    """The command in the language of `messages`."""
    _ = messages.gettext
    return make_command(
        "serve",
        run,
        messages,
        summary=_("Show the site on this computer and rebuild it whenever a file is saved."),
        details=_("Nobody else can see it: it answers at 127.0.0.1 only. Ctrl+C stops it."),
        params=[
            click.Option(
                ["--port"],
                metavar=_("NUMBER"),
                type=click.IntRange(0, 65535),
                default=PORT,
                help=_("Port of the address (%(port)s).", port=PORT),
            ),
            click.Option(
                ["--open", "open_browser"], is_flag=True, help=_("Open the site in the browser.")
            ),
        ],
    )


def run(settings: Settings, port: int, open_browser: bool) -> int:
    """Serve until interrupted."""
    from nokgen.build import Search
    from nokgen.serve import serve

    def say(text: str) -> None:
        click.echo(text, err=True)

    def ready(address: str) -> None:
        if open_browser:
            click.launch(address)

    options = options_of(settings, from_disk=False, search=Search.KEEP, folder=PREVIEW)
    serve(options, port=port, messages=settings.messages, say=say, ready=ready)
    return FINE
