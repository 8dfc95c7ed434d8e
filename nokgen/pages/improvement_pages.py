"""A territory goes in, its plans to remove shortcomings and what is made of them come out."""

from __future__ import annotations

from collections.abc import Iterator

from nokgen.model import Municipality, Region
from nokgen.pages import views
from nokgen.pages.consolidated import consolidated_page
from nokgen.pages.consolidated_report import report_page
from nokgen.pages.edition import Edition
from nokgen.pages.files import MadePage, OutputFile
from nokgen.pages.improvement import improvement_page
from nokgen.pages.plan import QR_FILE
from nokgen.pages.scopes import consolidated_address, scopes
from nokgen.render import qr_code


def improvement_pages(
    edition: Edition, region: Region, municipality: Municipality | None
) -> Iterator[MadePage | OutputFile]:
    """The plan of each organisation, the consolidated plans and their reports, with QR codes."""
    made: list[MadePage] = []
    for plan in (municipality or region).improvements:
        page = improvement_page(edition, plan, region, municipality)
        made.append(MadePage(plan.address, "improvement", page))
    for scope in scopes(region, municipality):
        whole = consolidated_page(edition, scope)
        made.append(MadePage(scope.address, "consolidated", whole))
        report = report_page(edition, scope)
        made.append(MadePage(scope.report_address, "consolidated-report", report))
    for each in made:
        yield each
        if edition.has_codes:
            code = qr_code(edition.links.absolute(each.address))
            yield OutputFile(each.address.lstrip("/") + QR_FILE, code)


def improvement_links(
    edition: Edition, territory: Municipality | Region, page: str
) -> tuple[views.Link, ...]:
    """The links to the consolidated plan of a territory and its report, where there are plans."""
    parts = territory.municipalities if isinstance(territory, Region) else ()
    if not any(each.improvements for each in (territory, *parts)):
        return ()
    say, address = edition.messages.gettext, consolidated_address(territory, None)
    return (
        views.Link(
            say("What organisations promised to fix: consolidated plan"),
            edition.links.to(address, page),
        ),
        views.Link(
            say("What is fixed, and who has not reported: consolidated report"),
            edition.links.to(f"{address}report/", page),
        ),
    )
