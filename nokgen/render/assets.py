"""Files that pages load beside the stylesheet: names go in, their bytes come out."""

from __future__ import annotations

from pathlib import Path

from nokgen.render.folders import template_bytes

# A module stands before those that import it.
NAMES = (
    "compare.js",
    "copy.js",
    "consolidated.js",
    "display.js",
    "icon.svg",
    "not-found.js",
    "organizations.js",
    "print.js",
    "rating.js",
    "redirect.js",
    "search-bundle.js",
    "search-stem.js",
    "search-words.js",
    "search-index.js",
    "search-results.js",
    "search-filters.js",
    "search-help.js",
    "search.js",
    "sort-table.js",
)

Asset = tuple[str, bytes]


def assets(overrides: Path | None = None) -> tuple[Asset, ...]:
    """Name and content of every file of templates/assets that a page may load."""
    return tuple((name, template_bytes(f"assets/{name}", overrides)) for name in NAMES)
