"""`nokgen join`: parts of regions go in, the site of all of them comes out in its folder."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nokgen.cli.build import making_options, options_of, sentence, told
from nokgen.cli.options import Command, make_command
from nokgen.cli.output import progress_of, show_trouble
from nokgen.cli.settings import Settings

if TYPE_CHECKING:
    from nokgen.messages import Messages


def command(messages: Messages) -> Command:
    """The command in the language of `messages`."""
    _ = messages.gettext
    return make_command(
        "join",
        run,
        messages,
        summary=_("Join the parts of regions into one site."),
        details=_(
            "A part is what `nokgen build --only` makes. All parts are checked together as one "
            "site; when they do not fit, the last site stays as it is."
        ),
        params=[
            click.Argument(
                ["parts"],
                nargs=-1,
                required=True,
                metavar=_("PARTS…"),
                type=click.Path(path_type=Path),
            ),
            *making_options(messages),
        ],
    )


def run(
    settings: Settings,
    parts: Sequence[Path],
    from_disk: bool,
    no_search: bool,
    jobs: int | None,
    profile: bool,
) -> int:
    """Join the parts; the exit code says what came of it."""
    from nokgen.build import Search
    from nokgen.join import join
    from nokgen.report.progress import stage_table

    search = Search.NONE if no_search else Search.BUILD
    options = options_of(settings, from_disk=from_disk, search=search, jobs=jobs)
    progress, began = progress_of(settings), time.perf_counter()
    try:
        joined = join(options, parts, settings.today, progress.step, progress.part)
    finally:
        progress.finish()
    for each in joined.misfits:
        show_trouble(each, settings.messages)
    seconds = time.perf_counter() - began
    text = sentence(joined.outcome, options.destination, seconds, settings)
    code = told(joined.outcome, options, settings, text)
    if profile:
        click.echo(stage_table(progress.times, joined.outcome.pages, settings.messages), err=True)
    return max([code, *(each.exit_code for each in joined.misfits)])
