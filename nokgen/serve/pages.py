"""An address goes in; the page that is served there and its version come out."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from nokgen.frozen import frozen
from nokgen.serve.files import HTML, Redirect, find, opened, type_of
from nokgen.serve.reload import NO_VERSION


@frozen
class Page:
    """What a browser shows: its bytes, and how the site calls its file."""

    content: bytes
    name: str

    @property
    def version(self) -> str:
        """What a browser compares with the page that it shows."""
        return version_of(self.content)


def version_of(page: bytes) -> str:
    """The version of a page is its content: whoever shows the same page need not load it again."""
    return hashlib.blake2b(page, digest_size=12).hexdigest()


class Pages:
    """The pages of a site in a folder, and by address those that were made `ahead` of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ahead: Mapping[str, bytes] = {}

    @property
    def is_there(self) -> bool:
        """Whether there is a site yet."""
        return (self.folder / "index.html").is_file()

    def find(self, address: str) -> Page | Redirect | Path | None:
        """What an address, still quoted, leads to: a page, or a file that is none.

        None if there is no such page; a file may not be there, either.
        """
        if page := self.ahead.get(address):
            return Page(page, f"{address.lstrip('/')}index.html")
        found = find(self.folder, address)
        return self._read(found) if isinstance(found, Path) and type_of(found) == HTML else found

    def lost(self) -> Page | None:
        """The page of a site that says that there is no such page."""
        found = self.find("/404.html") if self.is_there else None
        return found if isinstance(found, Page) else None

    def version(self, address: str) -> str:
        """The version of what a browser shows that asks for an address, which is still quoted."""
        found = self.find(address)
        page = found if isinstance(found, Page) else self.lost()
        return page.version if page else NO_VERSION

    def name(self, file: Path) -> str:
        """How the site calls a file of it."""
        root = os.path.realpath(self.folder)
        return file.relative_to(root).as_posix() if file.is_relative_to(root) else ""

    def _read(self, file: Path) -> Page | None:
        try:
            with opened(file) as stream:
                return Page(stream.read(), self.name(file))
        except (OSError, ValueError):
            return None
