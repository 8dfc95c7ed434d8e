"""`nokgen admin`: the program of the form for editors is made, for a site that has it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from nokgen.cli.build import shown
from nokgen.cli.clock import environment_clock
from nokgen.cli.options import Command, make_command
from nokgen.cli.output import FINE, exit_code, say, show
from nokgen.cli.settings import Settings

if TYPE_CHECKING:
    from nokgen.messages import Messages


def command(messages: Messages) -> Command:
    """The command in the language of `messages`."""
    _ = messages.gettext
    return make_command(
        "admin",
        run,
        messages,
        summary=_("Make the form for editors that stands at /admin/ of the site."),
        details=_(
            "The form is on with the line `admin: true` in site.yaml. Its program is made once, "
            "with Node.js and packages from npm; every build then puts it into the site. Without "
            "that line nothing is done."
        ),
        params=[
            click.Option(["--anyway"], is_flag=True, help=_("Make it for a site without it, too."))
        ],
    )


def run(settings: Settings, anyway: bool) -> int:
    """Make the program, unless it is there or nobody wants it."""
    from nokgen.admin.bundle import make
    from nokgen.check import check
    from nokgen.read import read_site

    messages, site = settings.messages, settings.place()
    if not anyway:
        checked = check(read_site(site.root, site.config), environment_clock(settings))
        if checked.content is None:
            show(checked.diagnostics, settings, site.root)
            return exit_code(checked.diagnostics, site.config, strict=settings.strict)
        if not checked.content.site.admin:
            say(settings, messages.gettext("The form for editors is off: nothing to make."))
            return FINE
    folder = shown(make(site.root))
    say(settings, messages.gettext("The form for editors is ready: %(folder)s", folder=folder))
    return FINE
