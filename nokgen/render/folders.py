"""Where templates stand: the site's own folder and the one that comes with nokgen."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
# A wheel carries the templates inside the package; a checkout has them beside it.
PLACES = (PACKAGE / "templates", PACKAGE.parent / "templates")


def template_folders(overrides: Path | None = None) -> tuple[Path, ...]:
    """The folders of templates, the strongest first; `overrides` counts only if it exists."""
    own = next(place for place in PLACES if (place / "layout.html").is_file())
    if overrides is not None and overrides.is_dir():
        return (overrides, own)
    return (own,)


def template_bytes(name: str, overrides: Path | None = None) -> bytes:
    """The bytes of a file of the templates, from the strongest folder that has it."""
    for folder in template_folders(overrides):
        if (folder / name).is_file():
            return (folder / name).read_bytes()
    raise FileNotFoundError(f"no template named {name}")
