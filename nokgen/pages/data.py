"""The site goes in, the page of open data comes out: what there is, for whom, on what terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain

from nokgen.frozen import frozen
from nokgen.messages import N_, Messages
from nokgen.model.outline import Country, Outline
from nokgen.pages import bounds, views
from nokgen.pages.edition import Edition
from nokgen.pages.layout import DATA, HOME, Heading, layout
from nokgen.pages.offers import CALENDAR_FILE, DUE, FEED_FILE, KINDS
from nokgen.pages.search import text_facts
from nokgen.pages.text import blocks
from nokgen.pages.views.data import DataPage, FileGroup
from nokgen.pages.views.listings import Document

WORKBOOK_FILE = "nok.xlsx"
ARCHIVE_FILE = "nok.zip"
PASSPORTS = f"{DATA}opendata/"
_ARCHIVE = f"{DATA}{ARCHIVE_FILE}"

# The tables of everything: the name of the file, its title, what a row is.
TABLES = (
    ("measures", N_("Measures of plans"), N_("A row is a measure of a plan.")),
    (
        "items",
        N_("Shortcomings and what is promised about them"),
        N_("A row is a shortcoming in the plan of an organisation."),
    ),
    (
        "organizations",
        N_("Assessed organisations"),
        N_("A row is an organisation, with its last assessment."),
    ),
    (
        "indicators",
        N_("Figures of assessments"),
        N_(
            "A row is one figure of an organisation in an assessment: an indicator, a criterion, "
            "the total."
        ),
    ),
)
# All that is known for certain; no licence is claimed.
RIGHTS = N_(
    "Official plans and acts are not objects of copyright. Reports of operators and photos may "
    "be: look at the source of each."
)
_KILOBYTE = 1024


@frozen
class Beside:
    """The files beside pages of one kind: `names` of all, and the page that has most of them."""

    kind: str
    name: str
    address: str
    most: int
    names: tuple[str, ...]


def data_page(edition: Edition, country: Country, beside: Iterable[Beside]) -> DataPage:
    """The page /data/; `beside` are the files of regions."""
    say, site = edition.messages.gettext, edition.site
    title = say("Open data")
    lead = say(
        "Plans, organisations, assessments and shortcomings of this site as tables and files: for "
        "a report, an article, a study, another site or a program. No registration, no keys."
    )
    description = say(
        "Tables for Excel, JSON, calendars and feeds of this site, free for everyone."
    )
    return DataPage(
        layout=layout(
            edition,
            Heading(DATA, title, description, facts=text_facts(edition), sheet="listings.css"),
        ),
        title=title,
        lead=lead,
        groups=_groups(edition, country),
        beside=tuple(_beside(edition, beside)),
        passports=tuple(_passports(edition)),
        how_to="" if has_passports(edition) else _how_to(edition),
        rights=say(RIGHTS),
        citation=say(
            "%(site)s, %(address)s, as of %(day)s",
            site=site.record.title,
            address=edition.links.absolute("/") or say("address of the page"),
            day=edition.messages.day(site.today),
        ),
        contact=_contact(edition),
    )


def has_workbook(country: Country) -> bool:
    """Whether all tables stand in one workbook: not of a site with very many rows."""
    return sum(table_rows(country).values()) <= bounds.ROWS


def table_rows(country: Country) -> dict[str, int]:
    """How many rows each table of everything has, by the name of its file."""
    every = tuple(country.parts())
    return {
        "measures": sum(part.measures for part in every),
        "items": sum(plan.items for part in every for plan in part.improvements),
        "organizations": sum(len(part.organizations) for part in every),
        "indicators": sum(each.figures for part in every for each in part.assessments),
    }


def interface_files(edition: Edition) -> int:
    """How many files the interface for programs has."""
    return edition.api_files + sum(path.startswith("api/v1/") for path in edition.sizes)


def _groups(edition: Edition, country: Country) -> tuple[FileGroup, ...]:
    say = edition.messages.gettext
    is_whole = interface_files(edition) <= bounds.FILES
    content = say("All tables and all files of the interface") if is_whole else say("All tables")
    return (
        FileGroup(
            "tables",
            say("For Excel"),
            say(
                "The workbook is the surest for Excel: an INN keeps its leading noughts there. CSV "
                "files open in any program."
            )
            if has_workbook(country)
            else say("CSV files open in any program."),
            _tables(edition, country),
        ),
        FileGroup(
            "archive",
            say("Everything at once"),
            say("For those who keep a copy or work without the internet."),
            (_file(edition, _ARCHIVE, content, "ZIP"),),
        ),
        FileGroup(
            "api",
            say("For programs"),
            say(
                "Keys are added freely; within version 1 none is removed, renamed or given another "
                "meaning. Addresses stay for ever."
            ),
            _interface(edition),
        ),
        FileGroup(
            "follow",
            say("To follow"),
            say("Add the address of a file to your calendar or your reader: it updates by itself."),
            tuple(_followed(edition, country)),
        ),
    )


def _file(edition: Edition, path: str, label: str, kind: str, detail: str = "") -> Document:
    """The file at a path below the root, with its size where it is known."""
    name = path.lstrip("/")
    size = edition.sizes.get(name)
    words = "" if size is None else size_words(size, edition.messages)
    return Document(views.Link(label, edition.links.file(name, DATA)), kind, words, detail)


def _tables(edition: Edition, country: Country) -> tuple[Document, ...]:
    messages, say, counts = edition.messages, edition.messages.gettext, table_rows(country)

    def rows(name: str, what: str) -> str:
        count = messages.ngettext("%(n)s row", "%(n)s rows", counts[name])
        return f"{count}. {say(what)}"

    book = say("All tables in one workbook")
    legend = say("With a sheet that says what each column means.")
    return (
        *(
            [_file(edition, f"{DATA}{WORKBOOK_FILE}", book, "XLSX", legend)]
            if has_workbook(country)
            else []
        ),
        *(
            _file(edition, f"{DATA}{name}.csv", say(label), "CSV", rows(name, what))
            for name, label, what in TABLES
        ),
    )


def _interface(edition: Edition) -> tuple[Document, ...]:
    messages, say = edition.messages, edition.messages.gettext
    count = interface_files(edition)
    files = messages.ngettext("%(n)s file", "%(n)s files", count) if count else ""
    index, openapi = "/api/v1/index.json", "/api/v1/openapi.json"
    package, catalog = f"{DATA}datapackage.json", f"{DATA}catalog.jsonld"
    return (
        _file(edition, index, say("JSON interface: where everything is"), "JSON", files),
        _file(edition, openapi, say("Description of the interface (OpenAPI)"), "JSON"),
        _file(edition, package, say("Description of the tables (Data Package)"), "JSON"),
        _file(edition, catalog, say("Catalogue (DCAT)"), "JSON-LD"),
        _file(
            edition,
            "/manifest.json",
            say("Sums of all files (SHA-256): they tell whether a copy is true"),
            "JSON",
        ),
    )


def _followed(edition: Edition, country: Country) -> Iterator[Document]:
    say, offers = edition.messages.gettext, edition.offers.get(HOME, ())
    if CALENDAR_FILE in offers:
        days = sum(len(part.due) for part in country.parts())
        label = say("Calendar of all deadlines")
        if days > bounds.DAYS:
            label = say("Calendar of the nearest deadlines")
        yield _file(edition, f"/{CALENDAR_FILE}", label, "ICS")
    if FEED_FILE in offers:
        yield _file(edition, f"/{FEED_FILE}", say("Feed of all changes"), "Atom")
    yield Document(
        views.Link(say("What is due soon"), edition.links.to(DUE, DATA)),
        detail=say("A page, with the same as a calendar, a feed, JSON and a table."),
    )


# Kinds of pages, in the order of the page.
_KINDS = (
    N_("Region, town or district"),
    N_("Plan"),
    N_("Responsible body"),
    N_("Organisation"),
    N_("Results of an assessment"),
    N_("Plan to remove shortcomings"),
)


def beside_pages(edition: Edition, parts: Iterable[Outline]) -> tuple[Beside, ...]:
    """What stands beside the pages of territories, by the kind of page."""
    every = tuple(parts)
    pages: tuple[list[tuple[str, str]], ...] = (
        [(part.name, part.address) for part in every],
        [(plan.name, plan.address) for part in every for plan in part.plans],
        [(body.name, body.address) for part in every for body in part.bodies],
        [(each.name, each.address) for part in every for each in part.organizations],
        [
            (f"{part.name}, {each.year}", each.address)
            for part in every
            for each in part.assessments
        ],
        [(each.name, each.address) for part in every for each in part.improvements],
    )
    found = []
    for kind, known in zip(_KINDS, pages, strict=True):
        files = {address: edition.offers.get(address, ()) for _, address in known}
        if known:
            name, address = max(known, key=lambda page: len(files[page[1]]))
            names = tuple(sorted(set(chain.from_iterable(files.values()))))
            found.append(Beside(kind, name, address, len(files[address]), names))
    return tuple(found)


def _beside(edition: Edition, beside: Iterable[Beside]) -> Iterator[views.Fact]:
    """Kinds of pages with the names of the files beside them; the first page of each that has most
    of them is the example.
    """
    every = tuple(beside)
    for kind in _KINDS:
        known = [each for each in every if each.kind == kind]
        if not known:
            continue
        best = max(known, key=lambda each: each.most)
        files = [file for file in KINDS if any(file in each.names for each in known)]
        link = views.Link(best.name, edition.links.to(best.address, DATA))
        yield views.Fact(edition.messages.gettext(kind), blocks(", ".join(files)), (link,))


def has_passports(edition: Edition) -> bool:
    """Whether there are passports of the tables: they name an owner and whole addresses."""
    return edition.site.record.publisher is not None and bool(edition.links.base_url)


def _passports(edition: Edition) -> Iterator[Document]:
    publisher = edition.site.record.publisher
    if publisher is None or not has_passports(edition):
        return
    say, links = edition.messages.gettext, edition.links
    register = f"{PASSPORTS}list.csv".lstrip("/")
    yield Document(views.Link(say("Register of data sets"), links.file(register, DATA)), "CSV")
    for name, label, _ in TABLES:
        path = f"{PASSPORTS}{publisher.inn}-{name}/meta.csv".lstrip("/")
        passport = say("Passport: %(name)s", name=say(label))
        yield Document(views.Link(passport, links.file(path, DATA)), "CSV")


def _how_to(edition: Edition) -> str:
    say = edition.messages.gettext
    if edition.site.record.publisher is None:
        return say(
            "They are not made yet: the owner of the data is not named. Editors: add the key "
            "publisher with name and inn to site.yaml."
        )
    return say(
        "They are not made in this copy: their addresses must be complete, and the address of the "
        "site is not set. Editors: add the key base_url to site.yaml."
    )


def _contact(edition: Edition) -> views.Link:
    contact = edition.site.record.contact
    if contact is None:
        return views.Link("")
    return views.Link(
        contact.title, contact.url or (f"mailto:{contact.email}" if contact.email else "")
    )


def size_words(size: int, messages: Messages) -> str:
    """The size of a file as people say it: «3 КБ», «1,2 МБ»; never 0."""
    kilobytes = max(1, round(size / _KILOBYTE))
    if kilobytes < _KILOBYTE:
        return messages.gettext("%(n)s KB", n=messages.number(kilobytes))
    megabytes = Decimal(size) / (_KILOBYTE * _KILOBYTE)
    return messages.gettext("%(n)s MB", n=messages.decimal(megabytes.quantize(Decimal("0.1"))))
