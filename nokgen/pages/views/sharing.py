"""What a page tells other sites of itself, and the pages that help to link to it."""

from __future__ import annotations

from nokgen.pages.views.frame import Layout, Link
from nokgen.pages.views.parts import Block, Fact
from nokgen.pages.views.view import view

NO_LINK = Link("")


@view(frozen=True, slots=True)
class Glance:
    """What a badge, a card and a picture say of a thing at one glance.

    `over` names what is told; `value` is the figure or «нет данных», `label` what it is; `note`
    says as of when, `limits` what the figure does not say, `warning` that the data are invented.
    """

    address: str
    over: str
    title: str
    value: str
    label: str
    note: str = ""
    limits: str = ""
    warning: str = ""

    @property
    def sentence(self) -> str:
        """All of it in words."""
        first = f"{self.title}: {self.value}, {self.label}"
        parts = (self.warning, first, self.note, self.limits)
        return " ".join(f"{part.rstrip('.')}." for part in parts if part)


@view(frozen=True, slots=True)
class Snippet:
    """Code to copy: what it makes, how that looks (a picture or a card), the code itself."""

    id: str
    title: str
    text: str
    code: str
    rows: int = 3
    picture: str = ""
    width: int = 0
    height: int = 0
    card: Glance | None = None
    link: Link = NO_LINK


@view(frozen=True, slots=True)
class LinkingPage:
    """How to link to the site, or to one organisation; `addresses` are those made of codes."""

    layout: Layout
    title: str
    lead: str
    notice: str
    snippets: tuple[Snippet, ...]
    addresses: tuple[Fact, ...] = ()
    rules: tuple[Block, ...] = ()


@view(frozen=True, slots=True)
class EmbedPage:
    """A small page for the frames of other sites."""

    layout: Layout
    glance: Glance
    link: Link
