"""`nokgen schema`: a kind of file goes in, its JSON Schema comes out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from nokgen.cli.options import Command, make_command
from nokgen.cli.output import FINE
from nokgen.cli.settings import Settings

if TYPE_CHECKING:
    from nokgen.messages import Messages

KINDS = (
    "plan",
    "municipality",
    "region",
    "organizations",
    "results",
    "improvement",
    "publications",
    "surveys",
    "council",
    "site",
    "page",
    "synonyms",
)


def command(messages: Messages) -> Command:
    """The command in the language of `messages`."""
    _ = messages.gettext
    return make_command(
        "schema",
        run,
        messages,
        summary=_("Print the JSON Schema of a KIND of file, for editors like VS Code."),
        details=_("Without KIND, the kinds are listed."),
        params=[
            click.Argument(["kind"], required=False, metavar=_("[KIND]"), type=click.Choice(KINDS))
        ],
    )


def run(settings: Settings, kind: str | None) -> int:
    """Print one schema, or the list of kinds."""
    from nokgen.records.schema import KINDS as PUBLISHED
    from nokgen.records.schema import publish

    messages = settings.messages
    if kind is not None:
        click.echo(json.dumps(publish(kind, messages), ensure_ascii=False, indent=2))
        return FINE
    width = max(len(name) for name in KINDS)
    for name in KINDS:
        known = PUBLISHED[name]
        click.echo(f"{name.ljust(width)}  {messages.gettext(known.title)}  ({known.files})")
    return FINE
