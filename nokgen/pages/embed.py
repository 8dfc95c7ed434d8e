"""An organisation goes in, a small page for the frames of other sites comes out."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from nokgen.domain.typography import no_break
from nokgen.model import Organization
from nokgen.pages.edition import Edition
from nokgen.pages.glance import glance_of
from nokgen.pages.layout import Heading, layout
from nokgen.pages.views import EmbedPage, Glance, Link

EMBED = "embed/"
# No script, no form: and nothing about who may frame it, for everybody may.
POLICY = Markup(
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
)


def embed_page(edition: Edition, organization: Organization) -> EmbedPage:
    """The card of an organisation without the site around it; its links leave the frame."""
    address = organization.ref.address
    page, name = f"{address}{EMBED}", organization.ref.name
    heading = Heading(page, name, name, sheet="embed.css", hidden=True)
    return EmbedPage(
        layout=replace(layout(edition, heading), policy=POLICY),
        glance=card(glance_of(edition, edition.subjects[address])),
        link=Link(
            edition.messages.gettext("All figures and where they come from"),
            edition.links.to(address, page),
        ),
    )


def card(glance: Glance) -> Glance:
    """A glance with the spaces that a page wants."""
    return replace(
        glance,
        title=no_break(glance.title),
        label=no_break(glance.label),
        note=no_break(glance.note),
        limits=no_break(glance.limits),
    )
