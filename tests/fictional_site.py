"""The fictional site of examples/ in memory: a day goes in; its pages and files come out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from nokgen.check import check
from nokgen.feeds.documents import documents_of
from nokgen.model import build_site
from nokgen.pages import Edition, Links
from nokgen.pages.files import MadePage, OutputFile
from nokgen.pages.improvement_pages import improvement_pages
from nokgen.pages.overview import territories
from nokgen.read import read_site
from nokgen.records.content import Content
from nokgen.render import renderer_for
from tests.pages_under_test import Element, element_tree
from tests.sites_under_test import ROOT, TODAY
from tests.whole_under_test import edition_of_site

EXAMPLES = ROOT / "examples" / "site"
REGION = "/primerskaya-oblast/"
TOWN = f"{REGION}primersk/"
BASE = "https://example.org/nok/"


@cache
def content() -> Content:
    """What the files of the site say."""
    found = check(read_site(EXAMPLES), lambda _zone: TODAY).content
    assert found is not None
    return found


@cache
def edition(today: date = TODAY) -> Edition:
    """One build of the site as it stands on a day."""
    links = Links.at(BASE, from_disk=False)
    return edition_of_site(build_site(content(), today), links, EXAMPLES)


@dataclass(frozen=True)
class Made:
    """The pages about plans to remove shortcomings by address, and all files by path."""

    pages: dict[str, Element]
    files: dict[str, bytes]


@cache
def made() -> Made:
    """The pages of all territories as they are read, with the files beside them."""
    shown = edition()
    renderer = renderer_for(shown.messages, EXAMPLES / "templates")
    pages, files = {}, {}
    for region, municipality in territories(shown.site):
        for each in improvement_pages(shown, region, municipality):
            if isinstance(each, MadePage):
                pages[each.address] = element_tree(renderer.page(each.template, each.view))
            else:
                files |= _file(each)
        for file in documents_of(shown, region, municipality):
            files |= _file(file)
    return Made(pages, files)


def _file(file: OutputFile) -> dict[str, bytes]:
    assert isinstance(file.content, bytes)
    return {file.path: file.content}
