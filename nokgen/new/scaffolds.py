"""`nokgen new`: a kind and an address go in, a file that says what to write where comes out."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from nokgen.messages import N_, Messages
from nokgen.new.address import place
from nokgen.new.disk import create
from nokgen.new.draft import comment, draft
from nokgen.records.plan import PlanKind
from nokgen.records.schema import KINDS
from nokgen.surroundings import SurroundingsError

INTRODUCTION = (
    N_("Write behind the colons: `nokgen check` says which keys must not stay empty."),
    N_("Keys behind # are switched off. To use one, delete the # and the space behind it."),
    N_("Keys that you do not need may be deleted."),
)

COLUMNS = ("number", "deadline", "quantity", "expected", "responsible")


def scaffold(root: Path, kind: str, address: str, messages: Messages, today: date) -> str:
    """Write a new file for an editor to fill in; its path from `root`, with `/`.

    Required keys stand open, so that `check` names each that is still empty; what the address
    tells (year, kind of plan) and the day of retrieval are filled in. Nothing is invented and
    nothing is overwritten: SurroundingsError (exit code 2) when the file exists, and as `place`.
    """
    path = place(root, kind, address)
    text = contents(kind, path, messages, today)
    if not create(root / path, text):
        raise SurroundingsError(
            N_("%(path)s exists already and was left as it is"),
            hint=N_("Open this file, or choose another name."),
            params={"path": path.as_posix()},
            exit_code=2,
        )
    return path.as_posix()


def contents(kind: str, path: Path, messages: Messages, today: date) -> str:
    """The text of a new file at `path` (from the root of the site)."""
    values = _known(kind, path.stem, today)
    if kind == "page":
        head = draft(KINDS[kind].record, values, messages, apart=False)
        text = messages.gettext("Write the text of the page here.")
        return f"---\n{head}---\n\n{text}\n"
    return "\n".join(
        [
            schema_line(kind, path),
            *(comment(messages.gettext(sentence)) for sentence in INTRODUCTION),
            "",
            draft(KINDS[kind].record, values, messages),
        ]
    )


def schema_line(kind: str, path: Path) -> str:
    """The first line of a file at `path`: it tells editors like VS Code where the schema stands."""
    schema = Path(os.path.relpath(f".vscode/schemas/{kind}.json", path.parent)).as_posix()
    return f"# yaml-language-server: $schema={schema}"


def _known(kind: str, slug: str, today: date) -> Mapping[str, object]:
    if kind != "plan":
        return {}
    known: dict[str, object] = {
        "year": None,
        "source": {"retrieved": today},
        # The columns that a document almost always has: open, though they may stay empty.
        "measures": [{"id": "m1", **dict.fromkeys(COLUMNS)}],
    }
    if found := re.fullmatch(r"((?:19|20)\d\d)(?:-(.+))?", slug):
        known["year"] = int(found[1])
        slug = found[2] or ""
    if slug in set(PlanKind):
        known["kind"] = slug
    return known
