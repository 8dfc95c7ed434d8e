"""axe in a page: a page of the browser goes in, what is wrong comes out in words.

Contrast takes four fifths of the time of axe, and depends on nothing but tags and classes: where a
page was looked at whole before, one element for each chain of them is enough.
"""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCHEMES = ("black-on-white", "white-on-black", "blue-on-sky", "brown-on-beige", "green-on-dark")

_SCRIPT = Axe().axe_script
# One element with text of its own for each way through tags and classes that leads to one.
_MARK = """() => {
    const step = (e) => [e.tagName, ...[...e.classList].sort()].join(".");
    const seen = new Set();
    for (const e of document.querySelectorAll("body *")) {
        delete e.dataset.representative;
        const own = e.matches("input, select, textarea") ||
            [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
        if (!own || !e.checkVisibility({visibilityProperty: true})) continue;
        const way = [];
        for (let at = e; at; at = at.parentElement) way.push(step(at));
        const key = way.join(" ");
        if (seen.has(key)) continue;
        seen.add(key);
        e.dataset.representative = "";
    }
}"""
_RUN = """([include, options]) => axe.run(include ?? document, options).then((found) =>
    found.violations.flatMap((rule) =>
        rule.nodes.map((node) => `${rule.id}: ${node.html} ${node.failureSummary}`)))"""


def violations(page: Page) -> list[str]:
    """What axe finds on the whole page with all of its rules."""
    return _run(page, None, {})


def contrast(page: Page) -> list[str]:
    """What axe finds about colours, once for each kind of element."""
    page.evaluate(_MARK)
    return _run(page, "[data-representative]", {"runOnly": ["color-contrast"]})


def structure(page: Page) -> list[str]:
    """What axe finds about all but colours."""
    return _run(page, None, {"rules": {"color-contrast": {"enabled": False}}})


def in_every_scheme(page: Page) -> dict[str, list[str]]:
    """What axe finds about colours by scheme: dark, forced, and those for low vision.

    Low vision has a sheet of its own, which the panel brings: open it before.
    """
    found = {}
    page.emulate_media(color_scheme="dark")
    found["dark"] = contrast(page)
    page.emulate_media(color_scheme="light", forced_colors="active")
    found["forced"] = contrast(page)
    page.emulate_media(color_scheme="light", forced_colors="none")
    for scheme in SCHEMES:
        page.evaluate("scheme => document.documentElement.dataset.scheme = scheme", scheme)
        found[scheme] = contrast(page)
    page.evaluate("delete document.documentElement.dataset.scheme")
    return found


def _run(page: Page, include: str | None, options: dict[str, object]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(_SCRIPT)
    found: list[str] = page.evaluate(_RUN, [include, {"resultTypes": ["violations"], **options}])
    return found
