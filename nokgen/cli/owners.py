"""`nokgen owners`: who accepts changes of which folder goes into the file CODEOWNERS."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nokgen.cli.clock import environment_clock
from nokgen.cli.options import Command, make_command
from nokgen.cli.output import FAULTS, FINE, exit_code, say, show
from nokgen.cli.settings import Settings
from nokgen.surroundings import SurroundingsError

if TYPE_CHECKING:
    from nokgen.messages import Messages


def command(messages: Messages) -> Command:
    """The command in the language of `messages`."""
    _ = messages.gettext
    return make_command(
        "owners",
        run,
        messages,
        summary=_("Write .github/CODEOWNERS: who accepts changes of which folder."),
        details=_(
            "The names stand under `owners:` in region.yaml and municipality.yaml. Other lines of "
            "the file stay as they are."
        ),
        params=[
            click.Option(
                ["--check", "only_check"],
                is_flag=True,
                help=_("Write nothing; exit code 1 if the file is not as it should be."),
            )
        ],
    )


def run(settings: Settings, only_check: bool) -> int:
    """Bring the file up to date, or say whether it is."""
    from nokgen.check import check
    from nokgen.owners import FILE, read_owners, sweep_owners, with_owners, write_owners
    from nokgen.read import read_site

    messages, site = settings.messages, settings.place()
    checked = check(read_site(site.root, site.config), environment_clock(settings))
    if checked.content is None:
        show(checked.diagnostics, settings, site.root)
        say(settings, messages.gettext("%(file)s was left as it is.", file=FILE))
        return exit_code(checked.diagnostics, site.config, strict=settings.strict)
    top, prefix = _repository(site.root)
    if not only_check:
        sweep_owners(top / FILE)
    before = read_owners(top / FILE)
    after = with_owners(before, checked.content, messages, prefix)
    if after == before:
        say(settings, messages.gettext("%(file)s is up to date.", file=FILE))
        return FINE
    if only_check:
        text = messages.gettext("%(file)s is not up to date. Run: nokgen owners", file=FILE)
        say(settings, text)
        return FAULTS
    write_owners(top / FILE, before, after)
    say(settings, messages.gettext("%(file)s was written.", file=FILE))
    return FINE


def _repository(root: Path) -> tuple[Path, str]:
    """The root of the repository, and from there to the site; outside git that of the site."""
    from nokgen.read.history import open_history

    try:
        prefix = open_history(root).prefix
    except SurroundingsError:
        return root, ""
    return (root.parents[prefix.count("/") - 1] if prefix else root), prefix
