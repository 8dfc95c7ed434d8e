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
from nokgen.new.entry import append_organization
from nokgen.new.table import create_table
from nokgen.records.plan import PlanKind, Sphere
from nokgen.records.schema import KINDS
from nokgen.surroundings import SurroundingsError

INTRODUCTION = (
    N_("Write behind the colons: `nokgen check` says which keys must not stay empty."),
    N_("Keys behind # are switched off. To use one, delete the # and the space behind it."),
    N_("Keys that you do not need may be deleted."),
)

# Kinds whose file holds more than one of them, and so has another name.
RECORDS = {"organization": "organizations"}

# Keys that a document almost always has: open in a new file, though they may stay empty.
COLUMNS = ("number", "deadline", "quantity", "expected", "responsible")
ITEM: Mapping[str, object] = {
    "id": "i1",
    **dict.fromkeys(("criterion", "shortcoming", "measure", "deadline")),
    "responsible": {"post": None},
}
SCORE = ("inn", "k1", "k2", "k3", "k4", "k5", "total", "respondents")
SURVEY = ("id", "title", "spheres", "opens", "closes", "url")
MEETING = ("date", "agenda", "decisions", "url")
TABLES = (".csv", ".xlsx")


def scaffold(
    root: Path,
    kind: str,
    address: str,
    messages: Messages,
    today: date,
    *,
    with_table: bool = False,
) -> tuple[str, ...]:
    """Write a new file for an editor to fill in; its path from `root`, with `/`.

    Required keys stand open, so that `check` names each that is still empty; what the address
    tells (year, kind of plan, sphere) and the day of retrieval are filled in. Nothing is invented
    and nothing is overwritten: SurroundingsError (exit code 2) when the file exists, and as
    `place`. Only an organisation is added to the file that is there. `with_table` is for results:
    a CSV file with its headings stands beside them, and its path comes second.
    """
    path = place(root, kind, address)
    name = path.as_posix()
    table = table_beside(root, path) or (path.stem + ".csv" if with_table else None)
    if not create(root / path, contents(kind, path, messages, today, table)):
        if kind != "organization":
            raise SurroundingsError(
                N_("%(path)s exists already and was left as it is"),
                hint=N_("Open this file, or choose another name."),
                params={"path": name},
                exit_code=2,
            )
        append_organization(root / path, name, messages)
    if not with_table:
        return (name,)
    beside = create_table(root, path, messages)
    return (name, beside) if beside else (name,)


def table_beside(root: Path, path: Path) -> str | None:
    """The name of the table that stands beside the file of results at `path`; None without one."""
    names = (path.stem + suffix for suffix in TABLES)
    return next((name for name in names if (root / path).with_name(name).is_file()), None)


def contents(
    kind: str, path: Path, messages: Messages, today: date, table: str | None = None
) -> str:
    """The text of a new file at `path` (from the root of the site).

    `table` is the name of the table of results when they stand in a file of their own.
    """
    values = _known(kind, path.stem, today, table)
    kind = RECORDS.get(kind, kind)
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


def _known(kind: str, slug: str, today: date, table: str | None) -> Mapping[str, object]:
    match kind:
        case "plan":
            return _plan(slug, today)
        case "results":
            return _results(slug, today, table)
        case "improvement":
            return {"results": None, "source": {"retrieved": today}, "items": [ITEM]}
        case "publications":
            return {"publications": [{"url": None, "counts_for": None}]}
        case "surveys":
            return {"surveys": [dict.fromkeys(SURVEY)]}
        case "council":
            return {"meetings": [dict.fromkeys(MEETING)]}
        case "organization":
            return {"organizations": [{}]}
        case _:
            return {}


def _plan(slug: str, today: date) -> Mapping[str, object]:
    year, name = _year_and_name(slug)
    known: dict[str, object] = {
        "year": year,
        "source": {"retrieved": today},
        "measures": [{"id": "m1", **dict.fromkeys(COLUMNS)}],
    }
    return {**known, "kind": name} if name in set(PlanKind) else known


def _results(slug: str, today: date, table: str | None) -> Mapping[str, object]:
    year, name = _year_and_name(slug)
    known: dict[str, object] = {
        "year": year,
        "sphere": name if name in set(Sphere) else None,
        "source": {"retrieved": today},
    }
    if table is None:
        return {**known, "scores": [dict.fromkeys(SCORE)]}
    return {**known, "table": table}


def _year_and_name(slug: str) -> tuple[int | None, str]:
    """The year at the beginning of a file name, and what stands behind it."""
    found = re.fullmatch(r"((?:19|20)\d\d)(?:-(.+))?", slug)
    return (int(found[1]), found[2] or "") if found else (None, slug)
