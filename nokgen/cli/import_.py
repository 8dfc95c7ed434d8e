"""`nokgen import`: a document goes in, the draft of a content file with its doubts comes out."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nokgen.cli.clock import environment_clock
from nokgen.cli.options import Command, make_command
from nokgen.cli.output import FINE, say
from nokgen.cli.settings import Format, Settings, WrongUse
from nokgen.surroundings import SurroundingsError

if TYPE_CHECKING:
    from nokgen.import_ import RefusalError
    from nokgen.messages import Messages

STANDARD_INPUT = "-"
KINDS = ("plan", "improvement", "results")
TIME_ZONE = "Europe/Moscow"


def command(messages: Messages) -> Command:
    """The command in the language of `messages`."""
    _ = messages.gettext
    return make_command(
        "import",
        run,
        messages,
        summary=_("Make a draft from a document: Word, Excel, HTML, PDF with text, plain text."),
        details=_(
            "FILE is the document, or - for standard input. The draft opens with a report: what "
            "was found, mended and left out, and what to compare. Nothing is overwritten. "
            "For example:"
        )
        + "\n\n\b\n"
        + "nokgen import plan.docx --to murmanskaya-oblast/kirovsk/plans/2021-media",
        params=[
            click.Argument(["file"], metavar=_("FILE")),
            click.Option(
                ["--to", "address"],
                metavar=_("ADDRESS"),
                required=True,
                help=_("Where the draft will stand: REGION/MUNICIPALITY/plans/NAME."),
            ),
            click.Option(
                ["--kind"],
                type=click.Choice(KINDS),
                help=_("What the document is; by itself the folder in ADDRESS says it."),
            ),
            click.Option(["--json", "as_json"], is_flag=True, help=_("The report for programs.")),
        ],
    )


def run(settings: Settings, file: str, address: str, kind: str | None, as_json: bool) -> int:
    """Write the draft; its path and the report are on stdout."""
    from nokgen.import_ import (
        RefusalError,
        Request,
        bodies_near,
        import_document,
        organizations_near,
    )
    from nokgen.new.address import place
    from nokgen.new.disk import create, holds
    from nokgen.new.scaffolds import schema_line

    messages = settings.messages
    root = settings.place().root
    kind = kind or _kind_of(address)
    path = place(root, kind, address)
    if (root / path).exists():
        raise _exists(path)
    name = messages.gettext("standard input") if file == STANDARD_INPUT else Path(file).name
    today = environment_clock(settings)(TIME_ZONE)
    request = Request(
        path.stem,
        today,
        bodies_near(root, path),
        _document(file, root / path),
        kind,
        organizations_near(root, path),
    )
    try:
        made = import_document(
            _read(file), name, path.as_posix(), schema_line(kind, path), request, messages
        )
    except RefusalError as refusal:
        raise WrongUse(_refused(refusal, name, messages)) from None
    table = path.with_suffix(".csv")
    # The very same table was left by a run that was cut off before its draft stood.
    if (
        made.table is not None
        and not create(root / table, made.table)
        and not holds(root / table, made.table)
    ):
        raise _exists(table)
    if not create(root / path, made.text):
        raise _exists(path)
    if as_json or settings.format is Format.JSON:
        click.echo(json.dumps(made.json, ensure_ascii=False, indent=2))
        return FINE
    click.echo(path.as_posix())
    click.echo("\n".join(made.report))
    following = messages.gettext("Now compare the draft with the document, then run: nokgen check")
    say(settings, following)
    return FINE


def _kind_of(address: str) -> str:
    """The kind of record by the folder in an address."""
    parts = address.strip("/").split("/")
    return next((kind for kind in KINDS[1:] if kind in parts), KINDS[0])


def _exists(path: Path) -> SurroundingsError:
    from nokgen.messages import N_

    return SurroundingsError(
        N_("%(path)s exists already and was left as it is"),
        hint=N_("Open this file, or choose another name."),
        params={"path": path.as_posix()},
        exit_code=2,
    )


def _read(file: str) -> bytes:
    """The bytes of the document; one more than the limit is enough to refuse it."""
    from nokgen.import_.limits import FILE_BYTES
    from nokgen.messages import N_

    if file == STANDARD_INPUT:
        return sys.stdin.buffer.read(FILE_BYTES + 1)
    try:
        with Path(file).open("rb") as document:
            return document.read(FILE_BYTES + 1)
    except OSError as error:
        raise SurroundingsError(
            N_("cannot read %(path)s: %(reason)s"),
            hint=N_("Check the name of the file: nokgen import plan.docx --to …"),
            params={"path": file, "reason": error.strerror or str(error)},
            exit_code=2,
        ) from error


def _document(file: str, path: Path) -> str | None:
    """The file as `source:` names it: only one in the folder documents/ of the territory is."""
    from nokgen.records.base import DOCUMENT

    territory = path.parent.parent.resolve()
    document = Path(file).resolve()
    if file == STANDARD_INPUT or not document.is_relative_to(territory):
        return None
    name = document.relative_to(territory).as_posix()
    return name if re.fullmatch(DOCUMENT, name) else None


def _refused(refusal: RefusalError, name: str, messages: Messages) -> str:
    params = {"name": name, **refusal.params}
    text = messages.gettext(refusal.message, **params)
    text = text[:1].upper() + text[1:]
    hint = messages.gettext(refusal.hint, **params)
    return f"{text}\n{messages.gettext('hint: %(hint)s', hint=hint)}"
