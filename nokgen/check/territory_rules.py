"""The record of a territory goes in; its bodies, and what is wrong with them, come out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from nokgen.check.findings import Findings, Path, perhaps
from nokgen.check.names import nearest, plain_name
from nokgen.diagnostics import Hint, rules
from nokgen.frozen import frozen
from nokgen.messages import N_
from nokgen.records.base import SLUG
from nokgen.records.territory import Territory

_ID = re.compile(SLUG)
_DESCRIBE = N_("describe it in `bodies`, or write the name as the document does")
_USE_ID = N_("write the id: `%(name)s`")


@frozen
class Bodies:
    """The bodies that plans of a territory may name, with those of its region.

    `by_name` leads from a plain name to an id. `file` is where they are described. `complete` is
    False when that file has faults, so that nobody can say what is missing from it.
    """

    ids: frozenset[str]
    by_name: Mapping[str, str]
    file: str
    complete: bool = True


def bodies_of(record: Territory | None, file: str, region: Bodies | None = None) -> Bodies:
    """The bodies of a territory; those of its region are known too, its own come first."""
    own = record.bodies if record is not None else ()
    names: dict[str, str] = dict(region.by_name) if region else {}
    for body in reversed(own):
        for name in (body.name, body.short_name, *body.synonyms):
            if name:
                names[plain_name(name)] = body.id
    ids = frozenset(body.id for body in own) | (region.ids if region else frozenset())
    complete = record is not None and (region is None or region.complete)
    return Bodies(ids, names, file, complete)


def check_bodies(record: Territory, findings: Findings) -> None:
    """Ids and names of bodies are unique in a list."""
    places: dict[str, Path] = {}
    names: dict[str, str] = {}
    for index, body in enumerate(record.bodies):
        place: Path = ("bodies", index, "id")
        first = places.setdefault(body.id, place)
        if first == place:
            _check_names(record, index, names, findings)
        else:
            params = {"id": body.id, "line": findings.line_of(first)}
            findings.add(rules.DUPLICATE_ID, place, params)


def _check_names(record: Territory, index: int, names: dict[str, str], findings: Findings) -> None:
    body = record.bodies[index]
    parts: list[tuple[Path, str | None]] = [
        (("name",), body.name),
        (("short_name",), body.short_name),
        *((("synonyms", number), name) for number, name in enumerate(body.synonyms)),
    ]
    for place, name in parts:
        other = names.setdefault(plain_name(name), body.id) if name else body.id
        if other != body.id:
            path = ("bodies", index, *place)
            findings.add(rules.DUPLICATE_BODY_NAME, path, {"name": name, "other": other})


def check_body(value: str, path: Path, bodies: Bodies, findings: Findings) -> None:
    """A value that looks like an id is one; a name in words has no id of its own."""
    if _ID.fullmatch(value):
        if value not in bodies.ids and bodies.complete:
            hint = perhaps(nearest(value, bodies.ids, cutoff=0.8)) or Hint(_DESCRIBE)
            params = {"value": value, "file": bodies.file.rpartition("/")[2]}
            findings.add(rules.UNKNOWN_BODY, path, params, hint)
        return
    known = bodies.by_name.get(plain_name(value))
    if known is not None:
        findings.add(
            rules.BODY_NAMED_BY_TEXT, path, {"value": value}, Hint(_USE_ID, {"name": known})
        )
