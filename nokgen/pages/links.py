"""Addresses: the address of a page and of its target go in, the link between them comes out.

An address starts and ends with `/` and may carry a `#fragment`. Links inside the site are relative,
so that it works at a domain root, in a folder and, with `from_disk`, without a server.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from nokgen.frozen import frozen


@frozen
class Links:
    """How links are written in one build; `base_url` ends with `/` or is empty."""

    base_url: str
    from_disk: bool

    @classmethod
    def at(cls, base_url: str | None, *, from_disk: bool) -> Links:
        """The links of a site at `base_url`, with or without its final slash."""
        if not base_url:
            return cls("", from_disk)
        return cls(base_url if base_url.endswith("/") else base_url + "/", from_disk)

    @property
    def base_path(self) -> str:
        """The path of the site on its host: "/" or "/repo/"."""
        return urlsplit(self.base_url).path or "/"

    def root(self, page: str) -> str:
        """The way from a page to the root of the site: "./" or "../../"."""
        return "../" * (page.count("/") - 1) or "./"

    def to(self, target: str, page: str) -> str:
        """The shortest link from `page` to the address `target`; a fragment within one page."""
        if "#" not in target:  # the common case
            return relative(target, page) + self._name if self.from_disk else relative(target, page)
        address, mark, fragment = target.partition("#")
        if address == page:
            return f"#{fragment}"
        return relative(address, page) + self._name + mark + fragment

    def written(self, href: str, page: str) -> str:
        """A link as an editor wrote it in Markdown, for the page that shows it.

        Addresses of the site ("/calendar/", "../glossary/#term") become relative to the page.
        """
        parts = urlsplit(href)
        if parts.scheme or parts.netloc or not parts.path:
            return href
        target = urlsplit(urljoin(page, href))
        tail = f"#{target.fragment}" if target.fragment else ""
        if target.path.endswith("/"):
            return self.to(target.path + tail, page)
        return self.file(target.path.lstrip("/") + tail, page)

    def file(self, path: str, page: str) -> str:
        """The link from `page` to a file given by its path below the root of the site."""
        return relative("/" + path, page)

    def absolute(self, target: str) -> str:
        """The full address of a page, or "" when nobody knows where the site will stand."""
        return self.base_url + target.lstrip("/") if self.base_url else ""

    def from_base(self, target: str) -> str:
        """The link to a page from an address that nobody can know beforehand (404)."""
        return self.base_path + target.lstrip("/") + self._name

    @property
    def _name(self) -> str:
        """The name of the file of a page, where no server adds it."""
        return "index.html" if self.from_disk else ""


def relative(target: str, page: str) -> str:
    """The shortest way from a page to a target below the same root.

    "/a/b/" from "/a/c/" is "../b/", "/a/" from itself "./"; a file has no slash at its end.
    """
    top, root = _way_out(page)
    if not top or not target.startswith(top, 1):  # by way of the root: the common case
        return root + target[1:] or "./"
    return _within(target, page)


# A page has many links.
@lru_cache(maxsize=64)
def _way_out(page: str) -> tuple[str, str]:
    """The folder of the root in which a page stands, and the way from the page to the root."""
    return page[1 : page.find("/", 1) + 1], "../" * (page.count("/") - 1)


# Lists lead to many places on the same few pages.
@lru_cache(maxsize=1024)
def _within(target: str, page: str) -> str:
    """The same for a target below the same folder of the root."""
    here, there = page.split("/"), target.split("/")
    # Behind the last slash stands the name of a file, or nothing.
    here.pop()
    name = there.pop()
    common = 0
    for one, other in zip(here, there, strict=False):
        if one != other:
            break
        common += 1
    if not name and common == len(there) < len(here):
        return "../" * (len(here) - common)
    steps = [".."] * (len(here) - common) + there[common:]
    return "/".join((*steps, name)) if steps or name else "./"
