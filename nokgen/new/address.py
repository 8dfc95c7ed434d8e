"""Where a new file belongs: the address that an editor typed goes in, a path comes out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from nokgen.messages import N_
from nokgen.records.base import SLUG
from nokgen.surroundings import SurroundingsError

CONTENT = "content"
KINDS = (
    "region",
    "municipality",
    "organization",
    "plan",
    "results",
    "improvement",
    "publications",
    "surveys",
    "council",
    "page",
)

# Kinds of which a territory has any number, by the folder in which they stand …
FOLDERS = {"plan": "plans", "results": "results", "improvement": "improvement"}
# … and those of which it has one file.
FILES = {
    "organization": "organizations.yaml",
    "publications": "publications.yaml",
    "surveys": "surveys.yaml",
    "council": "council.yaml",
}

# What stands in a folder beside the folders of municipalities, or beside those of regions.
RESERVED = frozenset({*FOLDERS.values(), "documents", "pages"})

EXAMPLES = {
    "region": "murmanskaya-oblast",
    "municipality": "murmanskaya-oblast/kirovsk",
    "plan": "murmanskaya-oblast/kirovsk/plans/2020-information-campaign",
    "results": "murmanskaya-oblast/kirovsk/results/2021-education",
    "improvement": "murmanskaya-oblast/kirovsk/improvement/2021-skazka",
    **dict.fromkeys(FILES, "murmanskaya-oblast/kirovsk"),
    "page": "methodology-details",
}


def place(root: Path, kind: str, address: str) -> Path:
    """The path, from `root`, of the file for a new record; its folders need not be there yet.

    `address` may have slashes around it, `content/` before it, `.yaml` behind it, or be the whole
    address of a page on the site. SurroundingsError (exit code 2) for an unknown kind, an address
    of another shape, a name that cannot be an address, a region or municipality that is missing.
    """
    if kind not in KINDS:
        raise _wrong(
            N_("`nokgen new` cannot make a %(kind)s"),
            N_("It can make: %(kinds)s."),
            kind=kind,
            kinds=", ".join(KINDS),
        )
    parts = _parts(root, kind, address)
    if not _fits(kind, parts):
        raise _misshapen(kind, address, parts)
    for part in parts:
        _check_name(part)
    for part in (parts[0], *_municipality(kind, parts)):
        if kind != "page" and part in RESERVED:
            raise _wrong(
                N_("`%(name)s` is a name that nokgen keeps for itself"),
                N_("Choose another name for the folder."),
                name=part,
            )
    _check_parents(root, kind, parts)
    return _path(kind, parts)


def _parts(root: Path, kind: str, address: str) -> list[str]:
    text = address.strip().replace("\\", "/")
    is_url = "://" in text
    if is_url:
        text = unquote(urlsplit(text).path)
    parts = [part for part in text.split("/") if part not in ("", ".")]
    own = {"index.html", "region.yaml", "municipality.yaml"}
    if kind in FILES:
        own |= {FILES[kind], FILES[kind].removesuffix(".yaml")}
    if parts and parts[-1] in own:
        parts.pop()
    if parts and parts[0] == CONTENT and not is_url:
        parts.pop(0)
    if kind == "page" and parts and parts[0] == "pages":
        parts.pop(0)
    if parts:
        parts[-1] = re.sub(r"\.(ya?ml|md)$", "", parts[-1])
    # A site may be published below a folder of its host: https://example.org/nok/region/town/
    while is_url and len(parts) > 1 and not _is_region(root, parts[0]):
        parts.pop(0)
    return parts


def _fits(kind: str, parts: list[str]) -> bool:
    if kind in FOLDERS:
        return len(parts) in (3, 4) and parts[-2] == FOLDERS[kind]
    if kind in FILES:
        return len(parts) in (1, 2)
    return len(parts) == (2 if kind == "municipality" else 1)


def _path(kind: str, parts: list[str]) -> Path:
    if kind == "page":
        return Path(CONTENT, "pages", f"{parts[0]}.md")
    if kind in FOLDERS:
        return Path(CONTENT, *parts[:-1], f"{parts[-1]}.yaml")
    return Path(CONTENT, *parts, FILES.get(kind, f"{kind}.yaml"))


def _municipality(kind: str, parts: list[str]) -> list[str]:
    """The name of the municipality in an address; none for what is of the region itself."""
    return parts[1:-2] if kind in FOLDERS else parts[1:]


def _check_name(name: str) -> None:
    if re.fullmatch(SLUG, name):
        return
    allowed = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    hint = N_("Use small Latin letters, digits and hyphens between them: 2021-media-plan.")
    if re.search(r"[a-z]", allowed) and not re.search(r"[^\W\d_a-zA-Z]", name):
        hint = N_("Perhaps `%(allowed)s`? Small Latin letters, digits and hyphens can stand here.")
    raise _wrong(
        N_("`%(name)s` cannot be part of an address"),
        hint,
        name=name,
        allowed=allowed,
    )


def _check_parents(root: Path, kind: str, parts: list[str]) -> None:
    content = root / CONTENT
    if not (content.is_dir() or (root / "site.yaml").is_file()):
        raise _wrong(
            N_("there is no site in the folder %(folder)s"),
            N_("Go to the folder of your site, or begin a new one: nokgen init."),
            folder=str(root),
        )
    if kind in ("region", "page"):
        return
    region = parts[0]
    if not _is_region(root, region):
        raise _missing("region", region, _names(content, "region.yaml"))
    for name in _municipality(kind, parts) if kind != "municipality" else ():
        known = _names(content / region, "municipality.yaml")
        if name not in known:
            raise _missing("municipality", name, known, above=f"{region}/")


def _is_region(root: Path, name: str) -> bool:
    return (root / CONTENT / name / "region.yaml").is_file()


def _names(folder: Path, marker: str) -> list[str]:
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if (path / marker).is_file())


def _missing(kind: str, name: str, known: Iterable[str], above: str = "") -> SurroundingsError:
    near = difflib.get_close_matches(name, list(known), n=1)
    if near:
        hint = N_("Perhaps `%(near)s`? If not, make it first: nokgen new %(kind)s %(address)s")
    else:
        hint = N_("Make it first: nokgen new %(kind)s %(address)s")
    message = {
        "region": N_("there is no region `%(address)s` yet"),
        "municipality": N_("there is no municipality `%(address)s` yet"),
    }[kind]
    return _wrong(message, hint, kind=kind, address=above + name, near=above + "".join(near))


def _misshapen(kind: str, address: str, parts: list[str]) -> SurroundingsError:
    example = EXAMPLES[kind]
    folder = FOLDERS.get(kind, "")
    if folder and len(parts) in (2, 3) and folder not in parts:
        example = "/".join([*parts[:-1], folder, parts[-1]])
    return _wrong(
        N_("`%(address)s` is not the address of a %(kind)s"),
        N_("It should look like this: nokgen new %(kind)s %(example)s"),
        address=address,
        kind=kind,
        example=example,
    )


def _wrong(message: str, hint: str, **params: object) -> SurroundingsError:
    return SurroundingsError(message, hint=hint, params=params, exit_code=2)
