"""`nokgen diff`: one or two revisions go in, what changed for a citizen comes out in words."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nokgen.cli.options import Command, make_command
from nokgen.cli.output import FAULTS, FINE
from nokgen.cli.settings import Format, Settings
from nokgen.messages import N_
from nokgen.surroundings import SurroundingsError

if TYPE_CHECKING:
    from nokgen.compare import Comparison
    from nokgen.messages import Messages


def command(messages: Messages) -> Command:
    """The command in the language of `messages`."""
    _ = messages.gettext
    return make_command(
        "diff",
        run,
        messages,
        summary=_("Say in words what changed for a citizen since a revision of git."),
        details=_(
            "With one REVISION, what your files add to it: changes that it got meanwhile do not "
            "count. With two, the difference between them. What deserves a second look is marked "
            "with «!»; with --strict it ends with exit code 1. For example:"
        )
        + "\n\n\b\n"
        + "nokgen diff origin/main\n"
        + "nokgen diff v1.0 HEAD",
        params=[
            click.Argument(["revision"], metavar=_("REVISION")),
            click.Argument(["other"], metavar=_("[REVISION]"), required=False),
        ],
    )


def run(settings: Settings, revision: str, other: str | None) -> int:
    """Compare and show; the exit code is 0, with --strict 1 when something needs a second look."""
    from nokgen.compare import compare_since
    from nokgen.read.history import open_history

    site = settings.place()
    found = compare_since(site.root, site.config, settings.messages, revision, other)
    _show(found, settings, open_history(site.root).prefix)
    return FAULTS if settings.strict and found.looks else FINE


def _show(found: Comparison, settings: Settings, prefix: str) -> None:
    from nokgen.diff import render_json, render_markdown, render_text, render_workflow

    messages = settings.messages
    match settings.format:
        case Format.JSON:
            click.echo(render_json(found), nl=False)
        case Format.GITHUB:
            click.echo(render_workflow(found, messages, folder=prefix), nl=False)
            _append_step_summary(render_markdown(found, messages))
        case Format.TEXT:
            click.echo(render_text(found, messages), nl=False)


def _append_step_summary(text: str) -> None:
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    try:
        with Path(path).open("a", encoding="utf-8", errors="replace") as file:
            file.write(text)
    except OSError as error:
        raise SurroundingsError(
            N_("cannot write the step summary %(path)s: %(reason)s"),
            params={"path": path, "reason": error.strerror or error},
        ) from error
