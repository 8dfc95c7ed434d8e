"""The folder of a site and the path of a new file go in; the bodies its plans may name come out."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from nokgen.import_.bodies import Bodies
from nokgen.read import Tree
from nokgen.read.site import parse
from nokgen.records.organization import Organization, Organizations
from nokgen.records.territory import Body, Municipality, Region, Territory


def bodies_near(root: Path, path: Path) -> Bodies:
    """The bodies of the municipality in which `path` (from `root`) stands, then of its region.

    A file that is missing or has faults counts as one without bodies: `nokgen check` tells of it.
    """
    found: list[Body] = []
    for folder in path.parents:
        for name, model in (("municipality.yaml", Municipality), ("region.yaml", Region)):
            file = root / folder / name
            if not file.is_file():
                continue
            document, _faults = parse(file.read_bytes(), name)
            record = _record(model, document.tree) if document is not None else None
            known = {body.id for body in found}
            found += [body for body in (record.bodies if record else ()) if body.id not in known]
    return Bodies(tuple(found))


def organizations_near(root: Path, path: Path) -> tuple[Organization, ...]:
    """The organisations of the territory in which `path` (from `root`) stands; none if unread."""
    file = root / path.parent.parent / "organizations.yaml"
    if not file.is_file():
        return ()
    document, _faults = parse(file.read_bytes(), file.name)
    tree = document.tree if document is not None else None
    try:
        return Organizations.model_validate(tree).organizations
    except ValidationError:
        return ()


def _record(model: type[Territory], tree: Tree) -> Territory | None:
    try:
        return model.model_validate(tree)
    except ValidationError:
        return None
