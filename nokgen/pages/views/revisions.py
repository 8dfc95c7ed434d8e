"""What changed and when: on the page of a record, and of the whole site."""

from __future__ import annotations

from nokgen.pages.views.frame import Layout, Link
from nokgen.pages.views.view import view


@view(frozen=True, slots=True)
class ToldChange:
    """A change in one sentence; `marked` deserves a second look, `why` is for editors."""

    link: Link
    marked: bool
    why: str = ""


@view(frozen=True, slots=True)
class DayOfChanges:
    """The changes of a day, by territory."""

    label: str
    id: str
    iso_date: str
    places: tuple[PlaceOfChanges, ...]


@view(frozen=True, slots=True)
class PlaceOfChanges:
    """The changed pages of one territory; without a name, those of the site itself."""

    link: Link
    pages: tuple[ChangedPage, ...]


@view(frozen=True, slots=True)
class ChangedPage:
    """A page, or what is gone; `more` counts what is left out, `commit` is the change in full."""

    link: Link
    changes: tuple[ToldChange, ...]
    more: str
    commit: Link
    author: str = ""


@view(frozen=True, slots=True)
class ChangesPage:
    """The newest changes of the site; `notes` say what could not be seen, `empty` why none are."""

    layout: Layout
    title: str
    lead: str
    notes: tuple[str, ...]
    empty: str
    days: tuple[DayOfChanges, ...]


@view(frozen=True, slots=True)
class ProposalPage:
    """What the files of a preview change for citizens, page by page."""

    layout: Layout
    title: str
    lead: str
    notes: tuple[str, ...]
    empty: str
    places: tuple[PlaceOfChanges, ...]
