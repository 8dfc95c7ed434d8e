"""`nokgen upgrade`: files by earlier rules go in, the same files by the present rules come out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from nokgen.cli.options import Command, make_command
from nokgen.cli.output import FAULTS, FINE, exit_code, say, show
from nokgen.cli.settings import Format, Settings, WrongUse

if TYPE_CHECKING:
    from nokgen.messages import Messages
    from nokgen.upgrade import Upgrade


def command(messages: Messages) -> Command:
    """The command in the language of `messages`."""
    _ = messages.gettext
    return make_command(
        "upgrade",
        run,
        messages,
        summary=_("Bring the files of a site to the rules of this version of nokgen."),
        details=_(
            "`schema_version` in the settings says by which rules the files are written. Only what "
            "has changed is touched; comments, order and quotes stay. A second run changes "
            "nothing, and one that was cut short is simply started again. A site with mistakes in "
            "its YAML is left alone."
        ),
        params=[
            click.Option(
                ["--check", "only_check"],
                is_flag=True,
                help=_("Change nothing; list what would change, exit code 1 if there is any."),
            ),
            click.Option(
                ["--to", "to"],
                type=click.IntRange(min=1),
                metavar=_("VERSION"),
                help=_("Stop at this version of the format."),
            ),
        ],
    )


def run(settings: Settings, only_check: bool, to: int | None) -> int:
    """Write the files that the rules of a later version would have otherwise, or list them."""
    from nokgen.records.site import FORMAT
    from nokgen.upgrade import plan_of, write

    site, messages = settings.place(), settings.messages
    if to is not None and to > FORMAT:
        text = messages.gettext(
            "This program knows versions up to %(known)s, and not %(version)s.",
            known=FORMAT,
            version=to,
        )
        raise WrongUse(text)
    upgrade = plan_of(site.root, site.config, to)
    if upgrade.diagnostics:
        show(upgrade.diagnostics, settings, site.root)
        say(settings, messages.gettext("Nothing was changed."))
        return exit_code(upgrade.diagnostics, site.config, strict=settings.strict)
    _list(upgrade, settings)
    if not only_check:
        write(site.root, upgrade.files)
    say(settings, _sentence(upgrade, only_check, messages))
    return FAULTS if only_check and upgrade.files else FINE


def _list(upgrade: Upgrade, settings: Settings) -> None:
    """Every file that changes, and below it what is done there."""
    if settings.format is Format.JSON:
        changed = [each.change.path for each in upgrade.files]
        shape = {"from": upgrade.start, "to": upgrade.to, "changed": changed}
        click.echo(json.dumps(shape, ensure_ascii=False))
        return
    messages = settings.messages
    for each in upgrade.files:
        click.echo(each.change.path)
        for said in each.said:
            text = messages.gettext(said.message, **said.params)
            if said.times > 1:
                text = messages.ngettext(
                    "%(text)s (%(n)s place)", "%(text)s (%(n)s places)", said.times, text=text
                )
            click.echo(f"  {text}")


def _sentence(upgrade: Upgrade, only_check: bool, messages: Messages) -> str:
    if not upgrade.files:
        return messages.gettext(
            "The files are written by the rules of version %(version)s; nothing is to be done.",
            version=upgrade.to,
        )
    if only_check:
        return messages.ngettext(
            "%(n)s file is to be changed. Run: nokgen upgrade",
            "%(n)s files are to be changed. Run: nokgen upgrade",
            len(upgrade.files),
        )
    done = messages.ngettext(
        "%(n)s file was changed.", "%(n)s files were changed.", len(upgrade.files)
    )
    return messages.gettext("%(done)s Look at it: nokgen diff, nokgen check", done=done)
