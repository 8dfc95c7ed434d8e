"""The one stylesheet: the tokens, the base and every component go in, small bytes come out."""

from __future__ import annotations

import re
from pathlib import Path

from nokgen.render.folders import template_bytes

# The cascade depends on this order: values, elements, components from small to large, paper.
COMPONENTS = (
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
    "fact-list",
    "empty-state",
    "cards",
    "deadline-list",
    "measure-list",
    "timeline",
    "measure-card",
    "month-grid",
    "table",
    "search-form",
    "footer",
)
SHEETS = (
    "styles/tokens.css",
    "styles/base.css",
    *(f"components/{name}/{name}.css" for name in COMPONENTS),
    "styles/forced-colors.css",
    "styles/print.css",
)


def stylesheet(overrides: Path | None = None) -> bytes:
    """All styles of the site in one file, UTF-8, without comments and needless white space."""
    texts = (template_bytes(name, overrides).decode("utf-8") for name in SHEETS)
    return smaller("\n".join(texts)).encode("utf-8")


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
