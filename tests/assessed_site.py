"""A small invented site with assessments, made of records: for tests of pages that show them."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from nokgen.messages import messages_for
from nokgen.model import Municipality, Organization, Region, Site, build_site
from nokgen.pages.assessment_pages import assessment_pages
from nokgen.pages.compare import compare_page
from nokgen.pages.edition import Edition
from nokgen.pages.files import MadePage, OutputFile
from nokgen.pages.layout import COMPARE
from nokgen.pages.links import Links
from nokgen.pages.overview import territories
from nokgen.records.campaign import Survey
from nokgen.records.content import (
    Content,
    ImprovementFile,
    MunicipalityFolder,
    RegionFolder,
    ResultsFile,
)
from nokgen.records.council import Council
from nokgen.records.improvement import Improvement
from nokgen.records.organization import Organization as OrganizationRecord
from nokgen.records.results import Results
from nokgen.records.site import Site as SiteRecord
from nokgen.records.territory import Municipality as MunicipalityRecord
from nokgen.records.territory import Region as RegionRecord
from nokgen.render import assets, further_stylesheets
from tests.whole_under_test import about_all

TODAY = date(2026, 11, 22)
DAISY, SUN, TOWER, OAK = "0002001433", "0002001560", "0002001698", "0002001828"
CLOSED, SCHOOL, LIBRARY, FAR = "0002001955", "0002002733", "0002005460", "0002006632"
TOWN = "/obl/primersk/"
NEW, MIDDLE, OLD = (f"{TOWN}results/{slug}/" for slug in ("2025", "2022", "2017"))
TABLE = "content/obl/primersk/results/2025.csv"


def _organization(inn: str, name: str, kind: str, **more: Any) -> OrganizationRecord:
    return OrganizationRecord.model_validate(
        {
            "inn": inn,
            "name": f"Муниципальное учреждение «{name}»",
            "short_name": name,
            "kind": kind,
            "sphere": "education",
            **more,
        }
    )


ORGANIZATIONS = (
    _organization(
        DAISY,
        "Детский сад «Ромашка»",
        "preschool",
        bus_id="990200011",
        address="ул. Первая, д. 1",
        site="https://example.org/romashka/",
        placement={
            "site_section": {"date": "2026-10-12", "url": "https://example.org/romashka/nok/"},
            "plan": {"date": "2026-10-12"},
        },
    ),
    _organization(SUN, "Детский сад «Солнышко»", "preschool"),
    _organization(TOWER, "Детский сад «Теремок»", "preschool"),
    _organization(OAK, "Детский сад «Дубок»", "preschool"),
    _organization(CLOSED, "Детский сад «Колобок»", "preschool", closed="2024-08-31", successor=SUN),
    _organization(SCHOOL, "Школа № 1", "school"),
    _organization(LIBRARY, "Библиотека", "library", sphere="culture"),
)


def _row(inn: str, *criteria: str, **more: str) -> dict[str, str]:
    """A row; an empty criterion is not published."""
    known = {f"k{place}": value for place, value in enumerate(criteria, 1) if value}
    return {"inn": inn, **known, **more}


def _results(slug: str, year: int, rows: list[dict[str, str]], **more: Any) -> ResultsFile:
    record = Results.model_validate(
        {
            "year": str(year),
            "sphere": "education",
            "method": "order-344n",
            "source": {"title": f"Отчёт за {year} год", "retrieved": "2026-11-20"},
            "scores": rows,
            **more,
        }
    )
    path = f"content/obl/primersk/results/{slug}.yaml"
    table = TABLE if slug == "2025" else ""
    return ResultsFile(slug, path, record, record.scores or (), table)


RESULTS = (
    _results(
        "2025",
        2025,
        [
            _row(DAISY, "95", "90", "50,5", "90", "90,25", total="83,15", respondents="120"),
            _row(SUN, "95", "90", "50,5", "90", "90,25", total="83,15", respondents="80"),
            _row(TOWER, "100", "99,5", "98", "99", "98,5", respondents="40"),
            _row(OAK, "70", "70", "", "70", "70", respondents="10"),
            _row(SCHOOL, "90", "90", "20", "90", "90", total="90", respondents="200"),
        ],
        operator={
            "name": "ООО «Пример»",
            "contract": {"number": "7/25", "date": "2025-04-02", "url": "https://example.org/k"},
        },
        collected={"from": "2025-05-12", "to": "2025-09-05"},
        considered={"date": "2025-10-28", "minutes": "documents/protokol.pdf"},
        published={"date": "2025-11-14", "url": "https://example.org/nok-2025"},
        conclusions="Слабее всего **доступность**.",
        proposals=[{"text": "Установить пандус.", "organizations": [DAISY]}],
    ),
    _results(
        "2022",
        2022,
        [
            _row(DAISY, total="80,05"),
            _row(SUN, total="84"),
            _row(CLOSED, total="60"),
            _row(SCHOOL, total="90"),
        ],
    ),
    _results("2017", 2017, [_row(DAISY, total="141,2")], method="before-2018"),
)
IMPROVEMENT = Improvement.model_validate(
    {
        "organization": DAISY,
        "results": "2025",
        "source": {"title": "План"},
        "items": [
            {
                "id": "i1",
                "criterion": "3",
                "shortcoming": "Нет кресла-коляски",
                "measure": "Купить",
                "deadline": "до 1 июля 2026 года",
            },
            {
                "id": "i2",
                "criterion": "3",
                "shortcoming": "Нет пандуса",
                "measure": "Установить",
                "deadline": "до 15 декабря 2026 года",
            },
            {
                "id": "i3",
                "criterion": "1",
                "shortcoming": "Старый стенд",
                "measure": "Обновить",
                "deadline": "до 1 июня 2026 года",
                "done": {
                    "date": "2026-05-20",
                    "text": "Обновлён.",
                    "evidence": [{"title": "Фото", "url": "https://example.org/f"}],
                },
            },
        ],
    }
)
SURVEYS = tuple(
    Survey.model_validate(each)
    for each in (
        {"id": "old", "title": "Старый опрос", "closes": "2025-09-05", "url": "https://e.org/a"},
        {"id": "new", "title": "Новый опрос", "closes": "2026-12-15", "url": "https://e.org/b"},
    )
)
COUNCIL = Council.model_validate(
    {
        "name": "Совет",
        "proposals": [
            {
                "id": "p1",
                "date": "2025-10-28",
                "text": "Установить пандус.",
                "organizations": [DAISY],
            }
        ],
    }
)
# What the folder of a territory lacks that knows of no organisation.
NO_ORGANIZATIONS: dict[str, Any] = {
    "organizations": (),
    "results": (),
    "improvement": (),
    "publications": (),
    "surveys": (),
    "council": None,
}
_EMPTY: dict[str, Any] = {
    "plans": (),
    "documents": ("documents/protokol.pdf",),
    **NO_ORGANIZATIONS,
}


@cache
def site() -> Site:
    """The site on 22 November 2026."""
    town = MunicipalityFolder(
        slug="primersk",
        path="content/obl/primersk/municipality.yaml",
        record=MunicipalityRecord.model_validate({"name": "Примерск"}),
        **{
            **_EMPTY,
            "organizations": ORGANIZATIONS,
            "results": RESULTS,
            "improvement": (ImprovementFile("2025-romashka", "i.yaml", IMPROVEMENT),),
            "surveys": SURVEYS,
            "council": COUNCIL,
        },
    )
    far = MunicipalityFolder(
        slug="dalny",
        path="content/obl/dalny/municipality.yaml",
        record=MunicipalityRecord.model_validate({"name": "Дальний"}),
        **{
            **_EMPTY,
            "organizations": (_organization(FAR, "Дальний сад", "preschool"),),
            "results": (_results("2025-far", 2025, [_row(FAR, total="70")]),),
        },
    )
    region = RegionFolder(
        slug="obl",
        path="content/obl/region.yaml",
        record=RegionRecord.model_validate({"name": "Примерская область"}),
        municipalities=(far, town),
        **_EMPTY,
    )
    record = SiteRecord.model_validate(
        {"title": "Сайт", "description": "О чём", "schema_version": "1", "fictional": "true"}
    )
    return build_site(Content(record, (region,), ()), TODAY)


@cache
def edition() -> Edition:
    """One build of it, with files where the tests of components put them."""
    names = ("site.css", *dict(further_stylesheets()), *dict(assets()))
    return Edition(
        site=site(),
        messages=messages_for("ru"),
        links=Links.at(None, from_disk=False),
        revision="abc",
        assets=(),
        published={name: "style.css" if name == "site.css" else name for name in names},
    )


def town() -> tuple[Region, Municipality]:
    """The region, and the town that is assessed."""
    (region,) = site().regions
    return region, next(each for each in region.municipalities if each.address == TOWN)


def organization(inn: str) -> Organization:
    """An organisation of the town."""
    return next(each for each in town()[1].organizations if each.ref.inn == inn)


@cache
def made() -> dict[str, MadePage]:
    """Every page of assessments and organisations by its address."""
    found = {
        page.address: page
        for region, municipality in territories(site())
        for page in assessment_pages(edition(), region, municipality)
        if isinstance(page, MadePage)
    }
    return {**found, COMPARE: MadePage(COMPARE, "compare", compare_page(*about_all(edition())))}


def files() -> dict[str, bytes]:
    """The files beside the pages of the site by their paths."""
    return {
        file.path: file.content
        for region, municipality in territories(site())
        for file in assessment_pages(edition(), region, municipality)
        if isinstance(file, OutputFile) and isinstance(file.content, bytes)
    }
