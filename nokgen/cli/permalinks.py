"""`nokgen permalinks`: the content goes in, the list of published addresses is brought up to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from nokgen.cli.clock import environment_clock
from nokgen.cli.options import Command, make_command
from nokgen.cli.output import FAULTS, FINE, exit_code, say, show
from nokgen.cli.settings import Settings

if TYPE_CHECKING:
    from nokgen.messages import Messages

HEAD = "# Published addresses. Written by `nokgen permalinks`; an address here must never vanish.\n"


def command(messages: Messages) -> Command:
    """The command in the language of `messages`."""
    _ = messages.gettext
    return make_command(
        "permalinks",
        run,
        messages,
        summary=_("Note every published address in permalinks.lock, so that none ever vanishes."),
        details=_(
            "Addresses that are new are added. When one of the list would vanish, nothing is "
            "written and the list of them is shown: `check` and `build` refuse it, too."
        ),
        params=[
            click.Option(
                ["--drop"],
                is_flag=True,
                help=_("Forget the addresses that would vanish; links to them will break."),
            ),
            click.Option(
                ["--check", "only_check"],
                is_flag=True,
                help=_("Write nothing; exit code 1 when the list is not up to date."),
            ),
        ],
    )


def run(settings: Settings, drop: bool, only_check: bool) -> int:
    """Write the list, or say why not."""
    from nokgen.check import check
    from nokgen.diagnostics import Severity
    from nokgen.diagnostics.addresses import PERMALINK_LOST
    from nokgen.read import read_site
    from nokgen.read.permalinks import LOCK
    from nokgen.write.file import replace_file, sweep

    site, messages = settings.place(), settings.messages
    target = site.root / LOCK
    # Before the list is read: what comes into the file after this look is not overwritten.
    old = target.read_bytes() if target.is_file() else None
    tree = read_site(site.root, site.config)
    checked = check(tree, environment_clock(settings))
    lost = [found for found in checked.diagnostics if found.code is PERMALINK_LOST]
    errors = [found for found in checked.diagnostics if found.code.severity is Severity.ERROR]
    in_the_way = [found for found in errors if not (drop and found.code is PERMALINK_LOST)]
    if in_the_way:
        show(in_the_way, settings, site.root)
        return exit_code(in_the_way, site.config, strict=False)
    before = frozenset(tree.permalinks.places if tree.permalinks else ())
    after = frozenset(checked.published)
    new = len(after - before)
    if only_check and (new or lost):
        text = messages.ngettext(
            "%(n)s address is not in the list; run: nokgen permalinks",
            "%(n)s addresses are not in the list; run: nokgen permalinks",
            new,
        )
        click.echo(text)
        return FAULTS
    text = HEAD + "".join(f"{name}\n" for name in sorted(after))
    if not only_check:
        sweep(site.root)
        if old != text.encode():
            replace_file(target, old, text.encode(), name=LOCK)
    say(settings, _summary(messages, len(after), new, len(lost)))
    return FINE


def _summary(messages: Messages, count: int, new: int, lost: int) -> str:
    parts = [
        messages.ngettext("%(n)s address in the list", "%(n)s addresses in the list", count),
        messages.ngettext("%(n)s new", "%(n)s new", new),
    ]
    if lost:
        parts.append(messages.ngettext("%(n)s forgotten", "%(n)s forgotten", lost))
    return ", ".join(parts) + "."
