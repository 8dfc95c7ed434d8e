"""Where words go: findings to stdout in the chosen format, everything else to stderr."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nokgen.cli.settings import Format, Settings
from nokgen.surroundings import SurroundingsError

if TYPE_CHECKING:
    from nokgen.diagnostics import Diagnostic
    from nokgen.messages import Messages
    from nokgen.report import Progress

FINE, FAULTS, WRONG_USE, FAILURE, INTERRUPTED = 0, 1, 2, 3, 130
# What a shell reports of a program that SIGPIPE has ended.
READER_GONE = 141


def say(settings: Settings, text: str) -> None:
    """A line for the person at the terminal, on stderr; nothing when quiet."""
    if not settings.quiet:
        click.echo(text, err=True)


def progress_of(settings: Settings) -> Progress:
    """The progress of a run on stderr."""
    from nokgen.report import Progress

    return Progress(
        settings.messages,
        lambda text: click.echo(text, nl=False, err=True, color=True),
        time.perf_counter,
        terminal=sys.stderr.isatty() and os.environ.get("TERM") != "dumb",
        verbose=settings.verbose,
        quiet=settings.quiet,
    )


def show(diagnostics: Sequence[Diagnostic], settings: Settings, root: Path) -> None:
    """All findings on stdout; on GitHub in the step summary as well."""
    from nokgen.report import render_github, render_json, render_summary, render_text

    messages = settings.messages
    match settings.format:
        case Format.JSON:
            _print(render_json(diagnostics, messages), color=False)
        case Format.GITHUB:
            _print(render_github(diagnostics, messages, folder=_folder(root)), color=False)
            _append_step_summary(diagnostics, messages)
        case Format.TEXT if diagnostics:
            text = render_text(diagnostics, messages, color=settings.color)
            summary = render_summary(diagnostics, messages)
            _print(f"{text}\n{summary}", color=settings.color)


def exit_code(diagnostics: Sequence[Diagnostic], config: str, *, strict: bool) -> int:
    """0, 1 for faults in the content, 2 for faults in the settings file."""
    from nokgen.diagnostics import Severity

    fatal = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    failing = [d for d in diagnostics if d.code.severity in fatal]
    if not failing:
        return FINE
    return WRONG_USE if any(d.span.path == config for d in failing) else FAULTS


def show_trouble(error: SurroundingsError, messages: Messages) -> None:
    """A failure of the surroundings, on stderr: what happened and the way out."""
    text = messages.gettext(error.message, **error.params)
    click.echo(messages.gettext("Error: %(text)s", text=text), err=True)
    if error.hint is not None:
        hint = messages.gettext(error.hint, **error.params)
        click.echo(messages.gettext("hint: %(hint)s", hint=hint), err=True)


def _print(text: str, *, color: bool) -> None:
    click.echo(text, nl=False, color=color)


def _folder(root: Path) -> str:
    """From the root of the repository to the site: `` or `site/`; annotations need it."""
    workspace = Path(os.environ.get("GITHUB_WORKSPACE") or ".").resolve()
    if root == workspace or not root.is_relative_to(workspace):
        return ""
    return root.relative_to(workspace).as_posix() + "/"


def _append_step_summary(diagnostics: Sequence[Diagnostic], messages: Messages) -> None:
    from nokgen.messages import N_
    from nokgen.report import render_step_summary

    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path or not diagnostics:
        return
    try:
        with Path(path).open("a", encoding="utf-8", errors="replace") as file:
            file.write(render_step_summary(diagnostics, messages))
    except OSError as error:
        raise SurroundingsError(
            N_("cannot write the step summary %(path)s: %(reason)s"),
            params={"path": path, "reason": error.strerror or error},
        ) from error
