"""The text of a file without faults and its record go in; the same in the one style comes out."""

from __future__ import annotations

from collections.abc import Callable, Collection

from nokgen.fmt.ids import give_ids, lacks_ids
from nokgen.fmt.layout import laid_out
from nokgen.fmt.parse import parse
from nokgen.fmt.parts import Several, comments_of, tree_of
from nokgen.records.base import Record

SCHEMA = "# yaml-language-server:"


def formatted(
    text: str,
    record: type[Record] | None,
    *,
    schema_line: str | None = None,
    used: Callable[[], Collection[str]] = tuple,
) -> str:
    """A YAML text in the one style; every value and every comment stays.

    Doing it twice changes nothing more. `record` gives the order of the keys; `schema_line` is
    set on top when no such line is there; measures without an id get one that is not in `used`,
    which is asked for only then.
    A text that is no list and no mapping comes back as it is.
    """
    root = parse(text)
    if root is None or not root.entries:
        return text
    if lacks_ids(root, record):
        give_ids(root, record, used())
    said, remarks = tree_of(root), comments_of(root)
    top = _taken(root)
    lines = _head(top, schema_line) + laid_out(root, record)
    result = "".join(line + "\n" for line in lines)
    again = parse(result)
    assert again is not None, result
    assert tree_of(again) == said, result
    kept = comments_of(again)
    if schema_line is not None and schema_line not in remarks:
        kept = [line for line in kept if line != schema_line]
    assert kept == remarks, result
    return result


def _taken(root: Several) -> list[str]:
    """What stands above the first key and is about the file: up to the last empty line."""
    above = root.entries[0].above
    schema = [line for line in above if line.startswith(SCHEMA)][:1]
    for line in schema:
        above.remove(line)
    if "" not in above:
        return schema
    last = len(above) - above[::-1].index("")
    top, above[:] = above[:last], above[last:]
    return schema + top


def _head(top: list[str], schema_line: str | None) -> list[str]:
    """The first lines of the file: of the schema, then of the file, an empty line below them."""
    schema = top[:1] if top and top[0].startswith(SCHEMA) else []
    rest: list[str] = []
    for line in top[len(schema) :]:
        if line or rest[-1:] not in ([], [""]):
            rest.append(line)
    if not schema and schema_line is not None:
        schema = [schema_line]
    return schema + rest
