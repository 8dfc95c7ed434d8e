"""The sources of a site go in; the sums of what all its parts must have in common come out."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from nokgen.build.keys import TEMPLATES
from nokgen.read import CONTENT, SourceTree, region_of
from nokgen.records.site import Site
from nokgen.render.folders import template_folders

# A region may keep its records elsewhere than the country does, and read larger files.
_OWN = frozenset({"repository", "branch", "limits"})


def shared_sums(root: Path, tree: SourceTree, site: Site) -> dict[str, str]:
    """Name → sum: each key of the settings, each file of the content outside regions, templates."""
    keys = Site.model_fields.keys() - _OWN
    sums = {f"{tree.config_path}: {key}": _sum(_text(site, key)) for key in keys}
    for path in tree.files:
        if path.startswith(f"{CONTENT}/") and not region_of(path):
            sums[path] = _sum((root / path).read_bytes())
    sums[f"{TEMPLATES}/"] = _templates(root)
    return dict(sorted(sums.items()))


def _text(site: Site, key: str) -> bytes:
    return site.model_dump_json(include={key}).encode()


def _templates(root: Path) -> str:
    """One sum of all templates: names and contents, those of the site and those of nokgen."""
    digest = sha256()
    for folder in template_folders(root / TEMPLATES):
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            name = path.relative_to(folder).as_posix()
            digest.update(f"{name}\0{_sum(path.read_bytes())}\n".encode())
    return digest.hexdigest()


def _sum(content: bytes) -> str:
    return sha256(content).hexdigest()
