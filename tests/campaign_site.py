"""The pages of the campaign of the fictional site: HTML and trees by address, files by path."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from nokgen.model import Municipality, Region
from nokgen.pages.campaign_pages import campaign_pages
from nokgen.pages.files import MadePage
from nokgen.pages.overview import territories
from nokgen.render import View, renderer_for
from tests.fictional_site import EXAMPLES, TOWN, edition
from tests.pages_under_test import Element, element_tree

ROMASHKA = "/org/0002001433/"


@dataclass(frozen=True)
class Made:
    """Pages of all territories by address, with the files beside them by path."""

    views: dict[str, tuple[str, View]]
    html: dict[str, str]
    files: dict[str, bytes]


@cache
def made() -> Made:
    """All of it, once in a run."""
    shown = edition()
    found = Made({}, {}, {})
    for region, municipality in territories(shown.site):
        for each in campaign_pages(shown, region, municipality):
            if isinstance(each, MadePage):
                found.views[each.address] = each.template, each.view
                found.html[each.address] = html(each.template, each.view)
            else:
                assert isinstance(each.content, bytes)
                found.files[each.path] = each.content
    return found


def html(template: str, view: View) -> str:
    """A page as it is written."""
    return renderer_for(edition().messages, EXAMPLES / "templates").page(template, view)


@cache
def tree(address: str) -> Element:
    """A page as it is read."""
    return element_tree(made().html[address])


def region() -> Region:
    """The one region of the site."""
    (found,) = edition().site.regions
    return found


def town() -> Municipality:
    """The largest of its towns."""
    (found,) = [each for each in region().municipalities if each.address == TOWN]
    return found
