"""Pages of words: those that editors wrote, the search page, and the page for lost addresses."""

from __future__ import annotations

from dataclasses import replace

from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.layout import CALENDAR, HOME, LETTERS, METHODOLOGY, SEARCH, Heading, layout
from nokgen.pages.search import text_facts
from nokgen.records.content import PageFile
from nokgen.render import markdown

NOT_FOUND = "/404.html"


def text_page(edition: Edition, file: PageFile) -> views.TextPage:
    """A page of `content/pages/`."""
    heading = Heading(
        f"/{file.slug}/",
        file.head.title,
        file.head.summary or file.head.title,
        facts=text_facts(edition),
        path=file.path,
        sheet="tables.css",
    )
    html = markdown(file.text, lambda href: edition.links.written(href, heading.address))
    return views.TextPage(layout(edition, heading), file.head.title, file.head.summary or "", html)


def search_page(edition: Edition) -> views.SearchPage:
    """The page that searches."""
    say = edition.messages.gettext
    title = say("Search")
    heading = Heading(
        SEARCH,
        title,
        say("Search in plans, measures and bodies."),
        searching=True,
        sheet="search.css",
    )
    served = not edition.links.from_disk
    return views.SearchPage(
        layout=layout(edition, heading),
        title=title,
        served=served,
        suggestions=_suggestions(edition, SEARCH),
        synonyms=edition.site.synonyms,
    )


def not_found_page(edition: Edition) -> views.NotFoundPage:
    """The page for addresses that do not exist; its links start at the base path.

    It is shown under any address, so relative links would lead nowhere.
    """
    say = edition.messages.gettext
    title = say("There is no such page")
    heading = Heading(
        HOME, title, title, hidden=True, sheet="search.css", scripts=("not-found.js",)
    )
    plain = layout(edition, heading)
    return views.NotFoundPage(
        _from_base(edition, replace(plain, title=f"{title} — {edition.site.record.title}")),
        title,
        tuple(_based(edition, link) for link in _suggestions(edition, HOME)),
    )


def _suggestions(edition: Edition, page: str) -> tuple[views.Link, ...]:
    say, links = edition.messages.gettext, edition.links
    return (
        views.Link(say("All regions and municipalities"), links.to(HOME, page)),
        views.Link(say("Index from A to Z"), links.to(LETTERS, page)),
        views.Link(say("Calendar of deadlines"), links.to(CALENDAR, page)),
        views.Link(say("How statuses come about"), links.to(METHODOLOGY, page)),
    )


def _based(edition: Edition, link: views.Link) -> views.Link:
    return replace(link, href=_from_root(edition, link.href))


def _from_root(edition: Edition, href: str) -> str:
    return edition.links.base_path + href.removeprefix("./")


def _from_base(edition: Edition, plain: views.Layout) -> views.Layout:
    def menu(links: tuple[views.NavigationLink, ...]) -> tuple[views.NavigationLink, ...]:
        return tuple(
            link._replace(href=_from_root(edition, link.href), current=False) for link in links
        )

    return replace(
        plain,
        root=edition.links.base_path,
        home_href=_from_root(edition, plain.home_href),
        stylesheet=_from_root(edition, plain.stylesheet),
        scripts=tuple(_from_root(edition, script) for script in plain.scripts),
        sheets=tuple(_from_root(edition, sheet) for sheet in plain.sheets),
        navigation=menu(plain.navigation),
        footer=menu(plain.footer),
        search_href=_from_root(edition, plain.search_href),
        print_sheet=_from_root(edition, plain.print_sheet),
        icon=_from_root(edition, plain.icon),
        display=views.Display(
            menu((plain.display.link,))[0],
            _from_root(edition, plain.display.script),
            _from_root(edition, plain.display.sheet),
        ),
    )
