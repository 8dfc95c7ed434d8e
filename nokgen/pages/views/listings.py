"""What the components of long lists receive: tables, scores, documents, pages of a list, letters.

The same promises as in `views`: every text is final, an empty string means "nothing to show".
"""

from __future__ import annotations

from nokgen.pages.views.frame import Layout, Link, NavigationLink
from nokgen.pages.views.view import view


@view(frozen=True, slots=True)
class Column:
    """A column; `sorted` is "ascending" or "descending" where the rows come in its order."""

    label: str
    numeric: bool = False
    sorted: str = ""


@view(frozen=True, slots=True)
class Cell:
    """A cell; `value` sorts a number ("87.5"), `share` is its bar ("87.5%"), `detail` a remark.

    A number without `value` is not known; it stands last in either order. `choice` is the value of
    a box to tick before the text, `choice_label` its name.
    """

    text: str
    href: str = ""
    value: str = ""
    share: str = ""
    detail: str = ""
    choice: str = ""
    choice_label: str = ""


@view(frozen=True, slots=True)
class Table:
    """A table; the cell at the place `name` names its row.

    `groups` are a word for each row, by which a script of the page may choose rows.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    name: int = 0
    groups: tuple[str, ...] = ()


@view(frozen=True, slots=True)
class Score:
    """A score out of 100: words («87,5 из 100») and a bar ("87.5%"); no bar where none is known.

    `mean` is the place of the mean of others on the bar, `mean_text` says it in words.
    """

    label: str
    text: str
    share: str = ""
    mean: str = ""
    mean_text: str = ""


@view(frozen=True, slots=True)
class Document:
    """A file to read: `kind` («PDF»), `size` («214 КБ»), `detail` (its date, where it is from)."""

    link: Link
    kind: str = ""
    size: str = ""
    detail: str = ""


@view(frozen=True, slots=True)
class Pagination:
    """The pages of a list; an entry without address that is not current is a gap («…»)."""

    label: str
    pages: tuple[NavigationLink, ...]
    previous: Link
    next: Link


@view(frozen=True, slots=True)
class Entry:
    """A name in the index, with what it is and where."""

    link: Link
    detail: str


@view(frozen=True, slots=True)
class Entries:
    """Names of one kind; `title` is empty where a letter has too few to part them."""

    title: str
    items: tuple[Entry, ...]


@view(frozen=True, slots=True)
class Letter:
    """A letter of the index with its names; its `label` is also its anchor."""

    label: str
    groups: tuple[Entries, ...]


@view(frozen=True, slots=True)
class LettersPage:
    """The index of names from А to Я; letters without names have no link in `alphabet`."""

    layout: Layout
    title: str
    lead: str
    alphabet: tuple[NavigationLink, ...]
    letters: tuple[Letter, ...]
