"""`nokgen clean`: the output that nokgen made goes away."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from nokgen.cli.build import cache_home, shown
from nokgen.cli.options import Command, make_command
from nokgen.cli.output import FINE, say
from nokgen.cli.settings import DESTINATION, PREVIEW, Settings

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
    """Remove the output folder and that of the preview, if nokgen made them."""
    from nokgen.build.store import Store
    from nokgen.read import CONTENT
    from nokgen.write import clean

    messages, root = settings.messages, settings.place().root
    sources = (root / CONTENT, root / "templates")
    folders = dict.fromkeys(settings.destination(root, name) for name in (DESTINATION, PREVIEW))
    removed = [folder for folder in folders if clean(folder, root=root, sources=sources)]
    if (home := cache_home(os.environ)) is not None:
        for folder in folders:
            Store.beside(home, folder).clear()
    for folder in removed:
        say(settings, messages.gettext("Removed: %(folder)s", folder=shown(folder)))
    if not removed:
        folder = next(iter(folders))
        text = messages.gettext("Nothing to remove: there is no %(folder)s", folder=folder)
        say(settings, text)
    return FINE
