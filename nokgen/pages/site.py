"""The site goes in, all its files come out: pages, styles, scripts, documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

from nokgen.messages import messages_for
from nokgen.model import Municipality, Region, Site
from nokgen.pages.body import body_page
from nokgen.pages.calendar import calendar_page, month_pages
from nokgen.pages.edition import Edition
from nokgen.pages.files import OutputFile
from nokgen.pages.home import home_page
from nokgen.pages.layout import CALENDAR, HOME, METHODOLOGY, SEARCH
from nokgen.pages.links import Links
from nokgen.pages.methodology import methodology_page
from nokgen.pages.overview import territories
from nokgen.pages.plan import plan_page
from nokgen.pages.redirects import redirects
from nokgen.pages.territory import territory_page
from nokgen.pages.texts import NOT_FOUND, not_found_page, search_page, text_page
from nokgen.render import Renderer, View, assets, stylesheet

SEARCH_SCRIPT = "search.js"


def site_files(site: Site, links: Links, root: Path, revision: str) -> Iterator[OutputFile]:
    """Every file of the site. `root` is the folder of the sources; overrides of templates and
    attached documents are read from it. `revision` names the sources in the footer.
    """
    messages = messages_for(site.record.language.value)
    overrides = root / "templates"
    renderer = Renderer(messages, overrides)
    style = stylesheet(overrides)
    scripts = {
        name: (_fingerprinted(name, content), content) for name, content in assets(overrides)
    }
    edition = Edition(
        site=site,
        messages=messages,
        links=links,
        revision=revision,
        stylesheet=_fingerprinted("site.css", style),
        scripts=() if links.from_disk else _paths(scripts, without=SEARCH_SCRIPT),
        search_scripts=() if links.from_disk else _paths(scripts),
    )
    yield OutputFile(edition.stylesheet, style)
    yield from (OutputFile(path, content) for path, content in scripts.values())
    yield from pages(edition, renderer.page)
    yield from _documents(site, root)


def pages(edition: Edition, render: Callable[[str, View], str]) -> Iterator[OutputFile]:
    """Every page of the site, each rendered from its view by the template named here."""

    def page(address: str, template: str, view: View) -> OutputFile:
        path = address.lstrip("/") + ("index.html" if address.endswith("/") else "")
        return OutputFile(path, render(template, view).encode())

    yield page(HOME, "home", home_page(edition))
    for region, municipality in territories(edition.site):
        owner: Municipality | Region = municipality or region
        yield page(owner.address, "territory", territory_page(edition, region, municipality))
        for plan in owner.plans:
            yield page(plan.address, "plan", plan_page(edition, plan, region, municipality))
        for body in owner.bodies:
            yield page(body.address, "body", body_page(edition, body, region, municipality))
    yield page(CALENDAR, "calendar", calendar_page(edition))
    for address, month in month_pages(edition):
        yield page(address, "month", month)
    yield page(METHODOLOGY, "methodology", methodology_page(edition))
    for file in edition.site.pages:
        yield page(f"/{file.slug}/", "text", text_page(edition, file))
    yield page(SEARCH, "search", search_page(edition))
    yield page(NOT_FOUND, "not-found", not_found_page(edition))
    for address, view in redirects(edition):
        yield page(address, "redirect", view)


def _documents(site: Site, root: Path) -> Iterator[OutputFile]:
    for region, municipality in territories(site):
        owner: Municipality | Region = municipality or region
        for name in owner.documents:
            path = f"{owner.folder}/{name}"
            yield OutputFile(path, root / "content" / path)


def _paths(scripts: Mapping[str, tuple[str, bytes]], without: str = "") -> tuple[str, ...]:
    return tuple(path for name, (path, _) in scripts.items() if name != without)


def _fingerprinted(name: str, content: bytes) -> str:
    """A name that changes with the content, so that browsers may keep it for ever."""
    file = PurePosixPath(name)
    return f"assets/{file.stem}-{sha256(content).hexdigest()[:10]}{file.suffix}"
