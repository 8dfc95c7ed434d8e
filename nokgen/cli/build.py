"""`nokgen build`: content goes in, the site comes out in its folder."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nokgen.cli.clock import environment_clock
from nokgen.cli.options import Command, make_command
from nokgen.cli.output import FAULTS, FINE, exit_code, progress_of, say, show, show_trouble
from nokgen.cli.settings import DESTINATION, Settings, WrongUse

if TYPE_CHECKING:
    from nokgen.build import Options, Outcome, Search
    from nokgen.messages import Messages
    from nokgen.report import Progress


# More than that only costs memory.
MOST_JOBS = 64


def command(messages: Messages) -> Command:
    """The command in the language of `messages`."""
    _ = messages.gettext
    return make_command(
        "build",
        run,
        messages,
        summary=_("Check the content and write the site."),
        details=_("When something is wrong, the last site stays as it is."),
        params=[
            *making_options(messages),
            click.Option(
                ["--changed-since"],
                metavar=_("REVISION"),
                help=_("For a preview: add a page of what changed since a revision of git."),
            ),
            click.Option(
                ["--verify"],
                is_flag=True,
                help=_("Then build once more elsewhere and compare: are all files the same?"),
            ),
            click.Option(
                ["--only"],
                metavar=_("REGION"),
                help=_(
                    "Make the part of one region, named by its folder; `nokgen join` joins all."
                ),
            ),
        ],
    )


def making_options(messages: Messages) -> list[click.Option]:
    """What `build` and `join` can both be asked about making a site."""
    _ = messages.gettext
    return [
        click.Option(
            ["--from-disk"],
            is_flag=True,
            help=_("Links that work when the folder is opened without a server."),
        ),
        click.Option(["--no-search"], is_flag=True, help=_("Leave the search index out.")),
        click.Option(
            ["-j", "--jobs"],
            type=click.IntRange(1, MOST_JOBS),
            metavar=_("NUMBER"),
            help=_("How many processes work at once; by itself one for each core."),
        ),
        click.Option(
            ["--profile"], is_flag=True, help=_("At the end, a table of what took how long.")
        ),
    ]


def run(
    settings: Settings,
    from_disk: bool,
    no_search: bool,
    changed_since: str | None,
    jobs: int | None,
    profile: bool,
    verify: bool,
    only: str | None,
) -> int:
    """Build the site, or the part of one region; the exit code says what came of it."""
    from nokgen.build import Search
    from nokgen.report.progress import stage_table

    if only is not None and (verify or changed_since is not None):
        raise WrongUse(
            settings.messages.gettext(
                "--only makes a part of a site: --verify and --changed-since are for a whole one."
            )
        )
    options = options_of(
        settings,
        from_disk=from_disk,
        search=Search.NONE if no_search else Search.BUILD,
        changed_since=changed_since,
        jobs=jobs,
    )
    progress, began = progress_of(settings), time.perf_counter()
    outcome = _built(options, only, progress)
    seconds = time.perf_counter() - began
    text = sentence(outcome, options.destination, seconds, settings, region=only or "")
    code = told(outcome, options, settings, text)
    if profile:
        click.echo(stage_table(progress.times, outcome.pages, settings.messages), err=True)
    if verify and outcome.today is not None:
        code = max(code, verified(options, outcome.today, settings))
    return code


def _built(options: Options, only: str | None, progress: Progress) -> Outcome:
    try:
        if only is not None:
            from nokgen.join import make_part

            return make_part(options, only, progress.step, progress.part)
        from nokgen.build import build

        return build(options, progress.step, progress.part)
    finally:
        progress.finish()


def told(outcome: Outcome, options: Options, settings: Settings, text: str) -> int:
    """Say what came of a run, its findings and `text` first, and give its exit code."""
    show(outcome.diagnostics, settings, options.root)
    code = exit_code(outcome.diagnostics, options.config, strict=settings.strict)
    say(settings, text)
    if outcome.history_trouble is not None:
        show_trouble(outcome.history_trouble, settings.messages)
    if outcome.admin_trouble is not None:
        show_trouble(outcome.admin_trouble, settings.messages)
    if outcome.search_trouble is not None:
        show_trouble(outcome.search_trouble, settings.messages)
        code = outcome.search_trouble.exit_code
    return code


def verified(options: Options, today: date, settings: Settings) -> int:
    """Compare what was written with another build, and say what came of it; 0 if all is equal."""
    from nokgen.verify import sentences, verify

    found = verify(options, today)
    text = sentences(found, shown(options.destination), settings.messages)
    if not found:
        say(settings, text)
        return FINE
    click.echo(text, err=True)
    return FAULTS


def options_of(
    settings: Settings,
    *,
    from_disk: bool,
    search: Search,
    folder: str = DESTINATION,
    changed_since: str | None = None,
    jobs: int | None = None,
) -> Options:
    """What a build is asked to do."""
    from nokgen.build import Options

    site = settings.place()
    return Options(
        root=site.root,
        destination=settings.destination(site.root, folder),
        clock=environment_clock(settings),
        config=site.config,
        base_url=settings.base_url,
        from_disk=from_disk,
        search=search,
        strict=settings.strict,
        changed_since=changed_since,
        jobs=jobs,
        cache=cache_home(os.environ),
    )


def cache_home(environment: Mapping[str, str]) -> Path | None:
    """Where builds of this user remember what need not be done again (XDG); None for nowhere."""
    home = environment.get("XDG_CACHE_HOME") or ""
    if not Path(home).is_absolute():
        own = environment.get("HOME") or environment.get("LOCALAPPDATA") or ""
        home = f"{own}/.cache"
    return Path(home, "nokgen") if Path(home).is_absolute() else None


def sentence(
    outcome: Outcome, destination: Path, seconds: float, settings: Settings, *, region: str = ""
) -> str:
    """What became of the site, or of the part of a region, for a person."""
    from nokgen.report.progress import seconds_in_words

    messages = settings.messages
    folder = shown(destination)
    if outcome.changes is None:
        if destination.exists():
            return messages.gettext(
                "The site was not built. The last one in %(folder)s was left as it is.",
                folder=folder,
            )
        return messages.gettext("The site was not built.")
    pages = messages.ngettext("%(n)s page", "%(n)s pages", outcome.pages)
    count = len(outcome.changes.written) + len(outcome.changes.removed)
    changed = messages.ngettext("%(n)s file changed", "%(n)s files changed", count)
    if count == 0:
        changed = messages.gettext("nothing changed")
    params = {
        "region": region,
        "folder": folder,
        "pages": pages,
        "changed": changed,
        "time": seconds_in_words(seconds, messages),
    }
    if region:
        return messages.gettext(
            "The part %(region)s is ready in %(folder)s: %(pages)s, %(changed)s, in %(time)s",
            **params,
        )
    return messages.gettext(
        "The site is ready in %(folder)s: %(pages)s, %(changed)s, in %(time)s", **params
    )


def shown(folder: Path) -> str:
    """A folder as a person knows it: from the current folder if it lies below."""
    here = Path.cwd()
    inside = folder.is_relative_to(here) and folder != here
    return f"{folder.relative_to(here)}/" if inside else str(folder)
