"""The site goes in, the files that people look at come out: of a territory, or of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from nokgen.compare import Comparison, Past
from nokgen.messages import messages_for
from nokgen.model import Municipality, Region, Site
from nokgen.model.outline import Outline
from nokgen.pages.assessment_pages import assessment_pages
from nokgen.pages.body import body_page
from nokgen.pages.campaign_pages import campaign_pages
from nokgen.pages.edition import Edition
from nokgen.pages.files import MadePage, OutputFile, Render
from nokgen.pages.glossary import Glossary, explained
from nokgen.pages.improvement_pages import improvement_pages
from nokgen.pages.layout import CHANGES, CRUMB_LENGTH
from nokgen.pages.linking import sharing_pages
from nokgen.pages.links import Links
from nokgen.pages.offers import FEED_FILE, Offers, offers_of, offers_of_all
from nokgen.pages.plan import QR_FILE, plan_page
from nokgen.pages.rating_sources import table_file
from nokgen.pages.redirects import Lead, card_address, card_html, redirect_page, told_of
from nokgen.pages.subjects import subjects_of
from nokgen.pages.territory import territory_page
from nokgen.pages.text import shortened
from nokgen.pages.whole import Whole
from nokgen.render import (
    Asset,
    View,
    assets,
    further_stylesheets,
    qr_code,
    stylesheet,
)


def edition_of(
    site: Site, links: Links, root: Path, revision: str, proposal: Comparison | None = None
) -> Edition:
    """What all pages of one build share, whatever territory they tell of.

    `root` is the folder of the sources: overrides of templates are read from it. `revision` names
    the sources in the footer, `proposal` is what a preview is to show as its own changes.
    """
    overrides = root / "templates"
    sheets = (("site.css", stylesheet(overrides)), *further_stylesheets(overrides))
    files = {name: _fingerprinted(name, content) for name, content in sheets}
    files |= _scripts(assets(overrides))
    return Edition(
        site=replace(site, regions=()),
        messages=messages_for(site.record.language.value),
        links=links,
        revision=revision,
        assets=tuple(files.values()),
        published={name: file.path for name, file in files.items()},
        glossary=Glossary.of(site.pages),
        proposal=proposal,
        has_own_templates=any(overrides.rglob("*.html")),
    )


def edition_of_regions(
    shared: Edition,
    site: Site,
    past: Past,
    kept: Mapping[str, Outline] | None = None,
    offers: Offers | None = None,
) -> Edition:
    """The edition of the pages of the regions of `site`; `past` is what git tells of them.

    Of towns whose plans were not read there are outlines, `kept`, and their own `offers`.
    """
    return replace(
        shared,
        site=site,
        offers=offers_of(site, shared.links.base_url) | (offers or {}),
        subjects=subjects_of(site),
        past=past,
        kept=kept or {},
        shared={},
    )


def edition_of_all(shared: Edition, whole: Whole, past: Past) -> Edition:
    """The edition of the pages about the whole site."""
    base = shared.links.base_url
    offers = offers_of_all(whole.country, base, shared.site.today)
    if base and past.records:
        offers[CHANGES] = (FEED_FILE,)
    return replace(shared, offers=offers, past=past, shared={})


def pages_of(
    edition: Edition, render: Render, region: Region, municipality: Municipality | None
) -> Iterator[OutputFile]:
    """Every page of a territory, with what belongs to it: codes, documents, tables as published."""
    made = Pages(edition, render)
    for each in _territory(edition, region, municipality):
        yield each if isinstance(each, OutputFile) else made.made(each)


def page_at(
    edition: Edition,
    render: Render,
    region: Region,
    municipality: Municipality | None,
    address: str,
) -> OutputFile | None:
    """One page of a territory, the only one that is rendered; None if it has none there."""
    for each in _territory(edition, region, municipality):
        if not isinstance(each, OutputFile) and each.address == address:
            return Pages(edition, render).made(each)
    return None


def _territory(
    edition: Edition, region: Region, municipality: Municipality | None
) -> Iterator[MadePage | OutputFile | Lead]:
    owner: Municipality | Region = municipality or region
    place = (region, municipality)
    yield MadePage(owner.address, "territory", territory_page(edition, *place))
    for plan in owner.plans:
        yield MadePage(plan.address, "plan", plan_page(edition, plan, *place))
        if edition.has_codes:
            code = qr_code(edition.links.absolute(plan.address))
            yield OutputFile(plan.address.lstrip("/") + QR_FILE, code)
    for body in owner.bodies:
        yield MadePage(body.address, "body", body_page(edition, body, *place))
    for pages in (assessment_pages, improvement_pages, campaign_pages, sharing_pages):
        yield from pages(edition, *place)
    for organization in owner.organizations:
        if old := card_address(organization):
            yield Lead(old, organization.ref.address, organization.ref.name)


def documents_of(root: Path, owner: Municipality | Region) -> Iterator[OutputFile]:
    """What editors put beside the records of a territory, read below `root`."""
    for name in owner.documents:
        path = f"{owner.folder}/{name}"
        yield OutputFile(path, root / "content" / path)
    for assessment in owner.assessments:
        if assessment.table and assessment.is_table_open:
            yield OutputFile(table_file(assessment), root / assessment.table)


class Pages:
    """Makes the files of pages: each rendered from its view by the template named with it."""

    def __init__(self, edition: Edition, render: Render) -> None:
        self._edition = edition
        self._render = render

    def page(self, address: str, template: str, view: View) -> OutputFile:
        """The file of a page."""
        edition = self._edition
        path = address.lstrip("/") + ("index.html" if address.endswith("/") else "")
        ready = explained(
            view, edition.glossary, lambda term: edition.links.to(term, address), edition.messages
        )
        content = self._render(template, ready).encode()
        return OutputFile(path, content, not view.layout.robots, view.layout.name)

    def made(self, page: MadePage | Lead) -> OutputFile:
        """The file of a page of a territory."""
        if isinstance(page, Lead):
            return self.card(page)
        return self.page(page.address, page.template, page.view)

    def leading(self, lead: Lead) -> OutputFile:
        """The file of a page that leads on."""
        view = redirect_page(self._edition, lead.address, told_of(self._edition, lead))
        return self.page(lead.address, "redirect", view)

    def card(self, lead: Lead) -> OutputFile:
        """The same at the address of a card."""
        told = told_of(self._edition, lead)
        html = card_html(self._edition, self._render, lead, told)
        title = shortened(told.title, CRUMB_LENGTH)
        return OutputFile(f"{lead.address[1:]}index.html", html.encode(), title=title)


def _scripts(files: tuple[Asset, ...]) -> dict[str, OutputFile]:
    """Name → file; a script names the modules that it imports by their published names."""
    sources = dict(files)
    ready: dict[str, OutputFile] = {}

    def publish(name: str) -> str:
        content = sources[name]
        for module in sources:
            named = f'"./{module}"'.encode()
            if named in content:
                content = content.replace(named, f'"./{publish(module)}"'.encode())
        ready[name] = _fingerprinted(name, content)
        return PurePosixPath(ready[name].path).name

    for name in sources:
        publish(name)
    return ready


def _fingerprinted(name: str, content: bytes) -> OutputFile:
    """The file under a name that changes with the content: browsers may keep it for ever."""
    stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
    return OutputFile(f"assets/{stem}-{sha256(content).hexdigest()[:10]}{suffix}", content)
