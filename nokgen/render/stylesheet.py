"""Stylesheets: the tokens, the base and every component go in, small bytes come out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from nokgen.render.folders import template_bytes

# The cascade depends on this order: values, elements, components from small to large, paper.
COMPONENTS = (
    "display",
    "skip-link",
    "icon",
    "button",
    "status-tag",
    "progress-bar",
    "figures",
    "header",
    "breadcrumbs",
    "page-head",
    "notice",
    "blocks",
    "term",
    "fact-list",
    "empty-state",
    "timeline",
    "measure-card",
    "revisions",
    "footer",
)
DARK = "styles/dark.css"
LISTS = tuple(
    f"components/{name}/{name}.css" for name in ("cards", "deadline-list", "measure-list")
)
TABLES = ("components/table/table.css",)
LISTINGS = (
    *TABLES,
    *(
        f"components/{name}/{name}.css"
        for name in ("score-bars", "rating-table", "document-list", "pagination", "letters-index")
    ),
)
ASSESSMENT = (
    *LISTS,
    *TABLES,
    *(
        f"components/{name}/{name}.css"
        for name in (
            "score-bars",
            "rating-table",
            "document-list",
            "entry-list",
            "score-chart",
            "kind-filter",
            "compare-table",
        )
    ),
)
IMPROVEMENT = (
    *LISTS,
    *TABLES,
    *(
        f"components/{name}/{name}.css"
        for name in (
            "document-list",
            "entry-list",
            "shortcoming-card",
            "consolidated-table",
            "silence",
        )
    ),
)
CAMPAIGN = (
    *LISTS,
    *TABLES,
    *(
        f"components/{name}/{name}.css"
        for name in (
            "score-bars",
            "rating-table",
            "entry-list",
            "publication-list",
            "quantity-list",
            "month-chart",
            "code",
            "survey-card",
            "blank",
            "placement-table",
        )
    ),
    "styles/campaign.css",
)
LINKING = tuple(f"components/{name}/{name}.css" for name in ("embed-card", "snippet"))
SHEETS = (
    "styles/tokens.css",
    DARK,
    "styles/base.css",
    *(f"components/{name}/{name}.css" for name in COMPONENTS),
    "styles/forced-colors.css",
)
# What only some pages or some readers need, so that all others stay light.
FURTHER_SHEETS = {
    "lists.css": LISTS,
    "tables.css": TABLES,
    "calendar.css": (*LISTS, "components/month-grid/month-grid.css"),
    "listings.css": LISTINGS,
    "assessment.css": ASSESSMENT,
    "improvement.css": IMPROVEMENT,
    "campaign.css": CAMPAIGN,
    "poster.css": ("components/code/code.css", "styles/poster.css"),
    "styleguide.css": tuple(
        dict.fromkeys(
            (
                *LISTS,
                "components/month-grid/month-grid.css",
                *LISTINGS,
                *ASSESSMENT,
                *IMPROVEMENT,
                *CAMPAIGN,
                *LINKING,
                "styles/poster.css",
                "styles/styleguide.css",
            )
        )
    ),
    "embed.css": ("components/embed-card/embed-card.css",),
    "linking.css": LINKING,
    "search.css": ("components/search-form/search-form.css",),
    "display.css": (DARK, "styles/schemes.css", "components/display/panel.css"),
    "print.css": ("styles/print.css",),
}

_CHOSEN = ':root[data-scheme="dark"]'
_NOTHING_CHOSEN = ":root:not([data-scheme])"


def stylesheet(overrides: Path | None = None) -> bytes:
    """All styles of the site in one file, UTF-8, without comments and needless white space."""
    texts = dict(zip(SHEETS, _texts(SHEETS, overrides), strict=True))
    dark = texts[DARK].replace(_CHOSEN, _NOTHING_CHOSEN)
    texts[DARK] = f"@media screen and (prefers-color-scheme: dark) {{ {dark} }}"
    return "".join(map(smaller, texts.values())).encode("utf-8")


def further_stylesheets(overrides: Path | None = None) -> tuple[tuple[str, bytes], ...]:
    """Name and content of every sheet that stands beside the one of all pages."""
    return tuple(
        (name, "".join(map(smaller, _texts(parts, overrides))).encode("utf-8"))
        for name, parts in FURTHER_SHEETS.items()
    )


def _texts(names: Iterable[str], overrides: Path | None) -> Iterator[str]:
    return (template_bytes(name, overrides).decode("utf-8") for name in names)


# Several sheets hold the same files, and a preview makes them at every save.
@lru_cache(maxsize=512)
def smaller(css: str) -> str:
    """The same rules in fewer characters; what stands in quotes stays as it is."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    parts = re.split(r"""("[^"]*"|'[^']*')""", css)
    # Odd parts are the quoted ones.
    return "".join(part if i % 2 else _tight(part) for i, part in enumerate(parts)).strip()


def _tight(css: str) -> str:
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css)
    # Only after a colon: before one, white space is a descendant selector.
    return css.replace(": ", ":").replace(";}", "}")
