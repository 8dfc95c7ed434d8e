"""`nokgen fmt`: files go in, the same content in the one style comes out."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nokgen.cli.check import relative
from nokgen.cli.options import Command, make_command
from nokgen.cli.output import FAULTS, FINE, exit_code, say, show
from nokgen.cli.settings import Format, Settings
from nokgen.surroundings import SurroundingsError

if TYPE_CHECKING:
    from nokgen.messages import Messages

ID = re.compile(rb"\bid:[ ]*[\"']?([a-z0-9-]+)")


def command(messages: Messages) -> Command:
    """The command in the language of `messages`."""
    _ = messages.gettext
    return make_command(
        "fmt",
        run,
        messages,
        summary=_("Bring files into the one style; not a word of the content changes."),
        details=_(
            "Without FILES, all files of the site. Keys get their order, texts their quotes, "
            "measures without an id get one; comments stay. A file with mistakes in its YAML is "
            "left alone. The files that were changed are listed."
        ),
        params=[
            click.Argument(
                ["files"], nargs=-1, metavar=_("[FILES]…"), type=click.Path(path_type=Path)
            ),
            click.Option(
                ["--check", "only_check"],
                is_flag=True,
                help=_("Change nothing; list what would change, exit code 1 if there is any."),
            ),
        ],
    )


def run(settings: Settings, files: Sequence[Path], only_check: bool) -> int:
    """Write the files that are not in the style, or list them."""
    from nokgen.fmt import plan_of, write

    site = settings.place()
    wanted = [relative(file, site.root, settings.messages) for file in files]
    plan = plan_of(site.root, site.config, wanted, used=lambda path: _used(site.root, path))
    changed = [change.path for change in plan.changes]
    if settings.format is Format.JSON:
        left = sorted({found.span.path for found in plan.diagnostics})
        click.echo(json.dumps({"changed": changed, "left_alone": left}, ensure_ascii=False))
    else:
        show(plan.diagnostics, settings, site.root)
        click.echo("".join(f"{path}\n" for path in changed), nl=False)
    if not only_check:
        write(site.root, plan.changes)
    if changed or not plan.diagnostics:
        say(settings, _sentence(len(changed), only_check, settings.messages))
    code = exit_code(plan.diagnostics, site.config, strict=settings.strict)
    return code or (FAULTS if only_check and changed else FINE)


def _used(root: Path, path: str) -> Collection[str]:
    """The ids that a file ever had, so that none is given to another measure."""
    from nokgen.read.history import open_history

    try:
        texts = open_history(root).ever(path)
    except SurroundingsError:
        # Without git there is no past to clash with that could be known.
        return ()
    return {found.decode() for text in texts for found in ID.findall(text)}


def _sentence(changed: int, only_check: bool, messages: Messages) -> str:
    if not changed:
        return messages.gettext("All files are in the one style.")
    if only_check:
        return messages.ngettext(
            "%(n)s file is not in the one style. Run: nokgen fmt",
            "%(n)s files are not in the one style. Run: nokgen fmt",
            changed,
        )
    return messages.ngettext(
        "%(n)s file was brought into the one style.",
        "%(n)s files were brought into the one style.",
        changed,
    )
