"""Markdown goes in, HTML by the rules of this site comes out, not yet safe; its only door."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from nokgen.render.text import HEADINGS, heading_id


def unsafe_html(text: str, link: Callable[[str], str]) -> str:
    """What `markdown` cleans."""
    converter = Markdown(
        extensions=["tables", "footnotes", "def_list", "abbr", "sane_lists", "toc", _House(link)],
        extension_configs={
            "toc": {"slugify": lambda title, _separator: heading_id(title)},
            "footnotes": {"BACKLINK_TEXT": "↩", "BACKLINK_TITLE": "↩ {}", "SEPARATOR": "-"},
        },
        output_format="html",
    )
    return converter.convert(text)


class _House(Extension):
    """The rules of this site: no raw HTML, one h1 a page, links that work, tables that scroll."""

    def __init__(self, link: Callable[[str], str]) -> None:
        super().__init__()
        self._link = link

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the library's name)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # Before "toc" (priority 5), which gives ids but must not see the old levels.
        md.treeprocessors.register(_Levels(md), "levels", 6)
        md.treeprocessors.register(_Tables(md), "scrolling-tables", 4)
        md.treeprocessors.register(_Links(md, self._link), "links-of-the-page", 3)


class _Levels(Treeprocessor):
    """Shift headings so that the highest of the text becomes h2, below the h1 of the page."""

    def run(self, root: Element) -> None:
        headings = [element for element in root.iter() if element.tag in HEADINGS]
        levels = [int(element.tag[1]) for element in headings]
        shift = 2 - min(levels, default=2)
        for element, level in zip(headings, levels, strict=True):
            element.tag = f"h{min(level + shift, 6)}"


class _Links(Treeprocessor):
    """Write links and images as the page needs them."""

    def __init__(self, md: Markdown, link: Callable[[str], str]) -> None:
        super().__init__(md)
        self._link = link

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                target = element.get(name)
                if target is not None:
                    element.set(name, self._link(target))


class _Tables(Treeprocessor):
    """Wrap tables for narrow screens, and say which cells are headers of columns."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for place, child in enumerate(list(parent)):
                if child.tag == "table":
                    parent[place] = _wrapped(child)


def _wrapped(table: Element) -> Element:
    for cell in table.iter("th"):
        cell.set("scope", "col")
    for cell in [*table.iter("th"), *table.iter("td")]:
        # The library aligns with an inline style, which the policy of the pages forbids.
        style = cell.attrib.pop("style", "")
        if "right" in style:
            cell.set("class", "right")
    box = Element("div", {"class": "scroll"})
    box.append(table)
    box.tail, table.tail = table.tail, None
    return box
