"""A body goes in, the page of all that it has promised comes out."""

from __future__ import annotations

from nokgen.domain.typography import no_break
from nokgen.model import Body, Municipality, Region
from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.layout import Heading, layout
from nokgen.pages.lists import measure_line, plan_card
from nokgen.pages.progress import figures
from nokgen.pages.search import body_facts
from nokgen.pages.text import blocks
from nokgen.pages.words import capital, years
from nokgen.records.labels import BODY_KINDS


def body_page(
    edition: Edition, body: Body, region: Region, municipality: Municipality | None
) -> views.BodyPage:
    """The page of a body of a municipality, or of a region."""
    owner: Municipality | Region = municipality or region
    page, messages = body.address, edition.messages
    trail = [(region.record.name, region.address)]
    if municipality:
        trail.append((municipality.record.name, municipality.address))
    place = views.Link(owner.record.name, edition.links.to(owner.address, page))
    measures = [measure for promise in body.promises for measure in promise.measures]
    return views.BodyPage(
        layout=layout(
            edition,
            Heading(
                address=page,
                title=body.name,
                description=messages.gettext(
                    "What %(body)s has promised and by when: %(place)s.",
                    body=body.record.name,
                    place=owner.record.name,
                ),
                trail=tuple(trail),
                facts=body_facts(edition, body, region, municipality),
                sheet="lists.css",
                path=owner.path,
            ),
        ),
        title=no_break(body.record.name),
        over=(views.Link(capital(messages.gettext(BODY_KINDS[body.record.kind]))), place),
        place=place,
        synonyms=tuple(name for name in body.record.synonyms if name != body.record.name),
        note=blocks(body.record.note or ""),
        figures=figures(measures, messages) if measures else (),
        adopted=tuple(plan_card(edition, plan, page) for plan in body.adopted),
        plans=tuple(
            views.PlanOfBody(
                link=views.Link(
                    no_break(promise.plan.name), edition.links.to(promise.plan.address, page)
                ),
                years=years(promise.plan, messages),
                measures=tuple(measure_line(edition, each, page) for each in promise.measures),
            )
            for promise in body.promises
        ),
    )
