"""The page of open data, and the page of what is due."""

from __future__ import annotations

from nokgen.pages.views.frame import Layout, Link
from nokgen.pages.views.listings import Document
from nokgen.pages.views.lists import DeadlineItem
from nokgen.pages.views.parts import Fact
from nokgen.pages.views.view import view


@view(frozen=True, slots=True)
class FileGroup:
    """Files under one heading; `text` says for whom they are."""

    id: str
    title: str
    text: str
    files: tuple[Document, ...]


@view(frozen=True, slots=True)
class DataPage:
    """What there is to take; `how_to` says how passports come about where there are none.

    `beside` are kinds of pages with the names of the files beside them and a page as an example;
    `citation` is an example of how the site is named as a source.
    """

    layout: Layout
    title: str
    lead: str
    groups: tuple[FileGroup, ...]
    beside: tuple[Fact, ...]
    passports: tuple[Document, ...]
    how_to: str
    rights: str
    citation: str
    contact: Link


@view(frozen=True, slots=True)
class DueGroup:
    """Deadlines under one heading; `more` says how many of them are only in the files."""

    id: str
    title: str
    count: str
    items: tuple[DeadlineItem, ...]
    more: str
    nothing: str


@view(frozen=True, slots=True)
class DuePage:
    """What is due soon, what is overdue, what was done lately."""

    layout: Layout
    title: str
    lead: str
    groups: tuple[DueGroup, ...]
    calendar: Link
    files: tuple[Document, ...]
