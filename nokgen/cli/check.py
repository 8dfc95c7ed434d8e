"""`nokgen check`: files go in, what is wrong with them comes out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nokgen.cli.clock import environment_clock
from nokgen.cli.options import Command, make_command
from nokgen.cli.output import FINE, exit_code, progress_of, say, show
from nokgen.cli.settings import Settings, WrongUse

if TYPE_CHECKING:
    from nokgen.messages import Messages


def command(messages: Messages) -> Command:
    """The command in the language of `messages`."""
    _ = messages.gettext
    return make_command(
        "check",
        run,
        messages,
        summary=_("Read the content and list everything that is wrong with it."),
        details=_(
            "With FILES, only their findings are listed, the same as of the whole site; "
            "of other files only those are read to which these refer."
        ),
        params=[
            click.Argument(
                ["files"],
                nargs=-1,
                metavar=_("[FILES]…"),
                type=click.Path(path_type=Path),
            )
        ],
    )


def run(settings: Settings, files: Sequence[Path]) -> int:
    """Check the site; the exit code says what was found."""
    from nokgen.check.some import check_files
    from nokgen.report import render_summary

    site = settings.place()
    wanted = [relative(file, site.root, settings.messages) for file in files]
    progress = progress_of(settings)
    try:
        clock = environment_clock(settings)
        found = check_files(site.root, site.config, wanted, clock, progress.step)
    finally:
        progress.finish()
    show(found, settings, site.root)
    if not found:
        say(settings, render_summary(found, settings.messages).rstrip())
        return FINE
    return exit_code(found, site.config, strict=settings.strict)


def relative(file: Path, root: Path, messages: Messages) -> str:
    """A name as typed, from the current folder or from the root; WrongUse if unknown."""
    for base in (Path.cwd(), root):
        # By its own name first: a link inside the site is not the file that it leads to.
        for path in (Path(os.path.normpath(base / file)), (base / file).resolve()):
            if path.exists() and path.is_relative_to(root):
                return path.relative_to(root).as_posix()
    text = messages.gettext(
        "There is no file %(file)s in the site %(folder)s.", file=file, folder=root
    )
    raise WrongUse(text)
