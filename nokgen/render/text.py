"""Markdown goes in, safe HTML comes out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from markupsafe import Markup

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TAGS = frozenset(
    [
        "a",
        "abbr",
        "blockquote",
        "br",
        "code",
        "dd",
        "del",
        "div",
        "dl",
        "dt",
        "em",
        "hr",
        "img",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
) | frozenset(HEADINGS[1:])
ATTRIBUTES = {
    "a": {"href", "title", "id", "class", "role"},
    "abbr": {"title"},
    "div": {"class", "role", "tabindex"},
    "img": {"src", "alt", "title"},
    "li": {"id"},
    "ol": {"start"},
    "sup": {"id"},
    "td": {"class"},
    "th": {"class", "scope"},
    **{heading: {"id"} for heading in HEADINGS},
}
SCHEMES = {"http", "https", "mailto", "tel"}


def markdown(text: str, link: Callable[[str], str] = lambda target: target) -> Markup:
    """HTML of an editor's text: headings start at h2 and carry ids.

    `link` says how a link or an image of the text is written on its page. Raw HTML in the text
    is shown, not obeyed. Ids of headings follow `heading_id`.
    """
    import nh3  # a run that makes no page needs neither library

    from nokgen.render.house import unsafe_html

    clean = nh3.clean(
        unsafe_html(text, link),
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    return Markup(clean)


def heading_id(title: str) -> str:
    """The id of a heading, the same as on GitHub: small letters, Cyrillic kept, hyphens."""
    kept = re.sub(r"[^\w\- ]", "", unicodedata.normalize("NFC", title).strip().lower())
    return kept.replace(" ", "-") or "section"
