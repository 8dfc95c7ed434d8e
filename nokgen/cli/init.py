"""`nokgen init`: a folder goes in, a new site comes out in it."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nokgen.cli.build import shown
from nokgen.cli.options import Command, make_command
from nokgen.cli.output import FINE, say
from nokgen.cli.settings import Settings

if TYPE_CHECKING:
    from nokgen.messages import Messages


def command(messages: Messages) -> Command:
    """The command in the language of `messages`."""
    _ = messages.gettext
    return make_command(
        "init",
        run,
        messages,
        summary=_("Make a new site with an invented example, in FOLDER or here."),
        details=_("Files that stand there already are left as they are."),
        params=[
            click.Argument(
                ["folder"],
                required=False,
                metavar=_("[FOLDER]"),
                type=click.Path(path_type=Path),
            )
        ],
    )


def run(settings: Settings, folder: Path | None) -> int:
    """Make the site and say what to do next."""
    from nokgen.new import init, left

    messages = settings.messages
    target = (settings.given_root or Path()) / (folder or Path())
    made = init(target, messages)
    for path in made if settings.verbose else ():
        say(settings, path)
    files = messages.ngettext("%(n)s file", "%(n)s files", len(made))
    place = shown(target.resolve())
    say(
        settings,
        messages.gettext("A new site in %(folder)s: %(files)s", folder=place, files=files),
    )
    for path in left(made, messages):
        say(settings, messages.gettext("Left as it was: %(path)s", path=path))
    steps = "nokgen serve"
    if target.resolve() != Path.cwd():
        steps = f"cd {shlex.quote(str(target))} && {steps}"
    say(settings, messages.gettext("Have a look at it: %(command)s", command=steps))
    return FINE
