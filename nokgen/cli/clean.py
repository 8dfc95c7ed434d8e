"""`nokgen clean`: the output that nokgen made goes away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nokgen.cli.build import shown
from nokgen.cli.options import Command, make_command
from nokgen.cli.output import FINE, say
from nokgen.cli.settings import Settings

if TYPE_CHECKING:
    from nokgen.messages import Messages


def command(messages: Messages) -> Command:
    """The command in the language of `messages`."""
    return make_command(
        "clean",
        run,
        messages,
        summary=messages.gettext(
            "Remove the site that was built; a folder of yours is never touched."
        ),
    )


def run(settings: Settings) -> int:
    """Remove the output folder if nokgen made it."""
    from nokgen.write import clean

    messages = settings.messages
    destination = settings.destination(settings.place().root)
    if clean(destination):
        text = messages.gettext("Removed: %(folder)s", folder=shown(destination))
    else:
        text = messages.gettext("Nothing to remove: there is no %(folder)s", folder=destination)
    say(settings, text)
    return FINE
