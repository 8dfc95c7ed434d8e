"""axe in a page: a page of the browser goes in, what is wrong comes out in words.

Contrast takes four fifths of the time of axe, and all that axe makes it of is known beforehand: the
colour and size of a text, and what is painted below it. One element for each such mixture is
enough, and where a page was looked at before, those that no page had before.
"""

from __future__ import annotations

from collections import defaultdict

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# The mixtures of colours that were looked at in each scheme, on whatever page.
Seen = defaultdict[str, set[str]]

SCHEMES = ("black-on-white", "white-on-black", "blue-on-sky", "brown-on-beige", "green-on-dark")

_SCRIPT = Axe().axe_script
# One element with text of its own for each mixture that `known` has not; what is taken out of the
# flow may lie over anything, so that its tag and classes tell it apart.
_MARK = """(known) => {
    const below = new Map([[null, ""]]);
    const ground = (e) => {
        if (!below.has(e)) {
            const seen = getComputedStyle(e);
            const own = [seen.backgroundColor, seen.backgroundImage, seen.opacity, seen.filter];
            if (seen.position !== "static") own.push(e.tagName, ...[...e.classList].sort());
            const plain = own.join() === "rgba(0, 0, 0, 0),none,1,none";
            below.set(e, ground(e.parentElement) + (plain ? "" : `/${own}`));
        }
        return below.get(e);
    };
    const before = new Set(known);
    const added = [];
    for (const e of document.querySelectorAll("body *")) {
        delete e.dataset.representative;
        const own = e.matches("input, select, textarea") ||
            [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
        if (!own || !e.checkVisibility({visibilityProperty: true})) continue;
        const text = getComputedStyle(e);
        const mixture = [text.color, text.fontSize, text.fontWeight, text.textShadow, ground(e)];
        const key = mixture.join(" ");
        if (before.has(key)) continue;
        before.add(key);
        added.push(key);
        e.dataset.representative = "";
    }
    return added;
}"""
_RUN = """([include, options]) => axe.run(include ?? document, options).then((found) =>
    found.violations.flatMap((rule) =>
        rule.nodes.map((node) => `${rule.id}: ${node.html} ${node.failureSummary}`)))"""


def contrast(page: Page, seen: set[str] | None = None) -> list[str]:
    """What axe finds about colours, once for each mixture that is not in `seen`.

    Where nothing is wrong, they are added to it.
    """
    known = set() if seen is None else seen
    new: list[str] = page.evaluate(_MARK, sorted(known))
    if not new:
        return []
    found = _run(page, "[data-representative]", {"runOnly": ["color-contrast"]})
    if not found:
        known.update(new)
    return found


def structure(page: Page) -> list[str]:
    """What axe finds about all but colours."""
    return _run(page, None, {"rules": {"color-contrast": {"enabled": False}}})


def in_every_scheme(page: Page, seen: Seen) -> dict[str, list[str]]:
    """What axe finds about colours by scheme: dark, forced, and those for low vision.

    Low vision has a sheet of its own, which the panel brings: open it before.
    """
    found = {}
    page.emulate_media(color_scheme="dark")
    found["dark"] = contrast(page, seen["dark"])
    page.emulate_media(color_scheme="light", forced_colors="active")
    found["forced"] = contrast(page, seen["forced"])
    page.emulate_media(color_scheme="light", forced_colors="none")
    for scheme in SCHEMES:
        page.evaluate("scheme => document.documentElement.dataset.scheme = scheme", scheme)
        found[scheme] = contrast(page, seen[scheme])
    page.evaluate("delete document.documentElement.dataset.scheme")
    return found


def _run(page: Page, include: str | None, options: dict[str, object]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(_SCRIPT)
    found: list[str] = page.evaluate(_RUN, [include, {"resultTypes": ["violations"], **options}])
    return found
