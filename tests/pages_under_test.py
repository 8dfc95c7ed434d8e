"""Pages as tests look at them: HTML goes in, ids, links, words and a tree of elements come out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}
EMPTY |= {"wbr", "line", "path", "rect", "use"}


class Page(HTMLParser):
    """What tests look at: ids, links, headings and the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name in ("href", "src", "action") and value:
                self.links.append(value)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return plain(" ".join(self.words))


@dataclass
class Element:
    """An element of a page with its attributes, its children and its place."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    parent: Element | None = None

    def all(self, *tags: str) -> Iterator[Element]:
        """The elements below this one in the order of the page; of these tags, if any are named."""
        for child in self.children:
            if isinstance(child, Element):
                if not tags or child.tag in tags:
                    yield child
                yield from child.all(*tags)

    def one(self, tag: str) -> Element:
        """The only element of this tag."""
        (found,) = self.all(tag)
        return found

    @property
    def text(self) -> str:
        """The words inside, as they are read: the white space of the source does not count."""
        return plain(
            "".join(child if isinstance(child, str) else child.text for child in self.children)
        )

    @property
    def name(self) -> str:
        """What an assistive program calls it."""
        return self.attributes.get("aria-label") or self.text

    def above(self, *tags: str) -> bool:
        """Whether it stands inside an element of these tags."""
        element = self.parent
        while element is not None:
            if element.tag in tags:
                return True
            element = element.parent
        return False


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.here = Element("document")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, parent=self.here)
        self.here.children.append(element)
        if tag not in EMPTY:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in EMPTY:
            return
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def plain(text: str) -> str:
    """The text with one ordinary space between words."""
    return " ".join(text.split())


def element_tree(html: str) -> Element:
    """The document as a tree; every element but the empty ones must be closed."""
    tree = _Tree()
    tree.feed(html)
    tree.close()
    assert tree.here is tree.root, f"<{tree.here.tag}> is not closed"
    return tree.root


# Elements that make a browser ask for something, and where they say for what.
_ASKING = {
    **dict.fromkeys(
        ("script", "img", "iframe", "embed", "source", "track", "audio", "video"), "src"
    ),
    **dict.fromkeys(("input", "frame"), "src"),
    **dict.fromkeys(("use", "image", "link"), "href"),
    "object": "data",
}
# Links that only say something; a browser follows none of them by itself.
_SAYING = {"canonical", "alternate"}
_HEAD = ("meta", "link", "script", "base", "title")


def faults_of_policy(page: Element) -> list[str]:
    """What a page has that its policy is to forbid, and what of the policy it lacks."""
    found = []
    for element in page.all():
        here = f"{element.tag} {element.attributes}"
        if any(name == "style" or name.startswith("on") for name in element.attributes):
            found.append(f"inline: {here}")
        # JSON-LD is data: no browser runs it.
        data = element.attributes.get("type") == "application/ld+json"
        if element.tag == "style" or (
            element.tag == "script" and not data and "src" not in element.attributes
        ):
            found.append(f"inline: {here}")
        if element.tag in ("base", "object", "embed", "iframe", "frame"):
            found.append(f"element: {here}")
        if {"integrity", "ping", "srcset", "background"} & set(element.attributes):
            found.append(f"attribute: {here}")
        if element.attributes.get("rel") not in _SAYING:
            asked = element.attributes.get(_ASKING.get(element.tag, ""), "")
            if "//" in asked or re.match(r"(?!data:image/)[a-z]+:", asked):
                found.append(f"foreign: {here}")
        link = element.attributes.get("href", element.attributes.get("action", ""))
        if re.match(r"\s*(?!https?:|mailto:|tel:)[a-z]+:", link, re.IGNORECASE):
            found.append(f"address: {here}")
    return found + _faults_of_head(page)


def _faults_of_head(page: Element) -> list[str]:
    head = [each.attributes for each in page.one("head").all(*_HEAD)]
    found = [] if head[0].get("charset") == "utf-8" else ["the charset is not first"]
    if head[1].get("http-equiv") != "Content-Security-Policy" or not head[1].get("content"):
        found.append("the policy does not come before what it is to govern")
    if head[2] != {"name": "referrer", "content": "same-origin"}:
        found.append("no policy of referrers")
    return found


def page_files(public: Path) -> dict[str, Path]:
    """The file of every page by its address: "/about/index.html"."""
    return {
        "/" + str(path.relative_to(public)): path
        for path in sorted(public.rglob("*.html"))
        if "pagefind" not in path.parts
    }


def pages(public: Path) -> dict[str, Page]:
    """Every page by its address."""
    return {
        address: Page(path.read_text(encoding="utf-8"))
        for address, path in page_files(public).items()
    }
