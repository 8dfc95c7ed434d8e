"""What a build makes: pages from views, and files with their content."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from nokgen.pages.views.view import view
from nokgen.render import View

# The name of a template and a view into the HTML of a page.
Render = Callable[[str, View], str]


@view(frozen=True, slots=True)
class OutputFile:
    """A file of the site; `path` leads from its root. A `Path` as content is copied as it is.

    `is_listed` marks a page that search engines are told of, `title` is what others call a page.
    """

    path: str
    content: bytes | Path
    is_listed: bool = False
    title: str = ""

    @property
    def address(self) -> str:
        """The address under which the file is asked for."""
        return address_of(self.path)


def address_of(path: str) -> str:
    """The address under which the file at a path is asked for."""
    return "/" + path.removesuffix("index.html")


@view(frozen=True, slots=True)
class MadePage:
    """A page before it is rendered: its address, the name of its template, its view."""

    address: str
    template: str
    view: View
