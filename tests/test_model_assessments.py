"""Organisations, results and plans to remove shortcomings, resolved for a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from nokgen.domain.status import StatusKind
from nokgen.model import Municipality, Site, build_site
from nokgen.records.base import Record
from nokgen.records.campaign import Publication, Survey
from nokgen.records.content import (
    Content,
    ImprovementFile,
    MunicipalityFolder,
    PlanFile,
    RegionFolder,
    ResultsFile,
)
from nokgen.records.council import Council
from nokgen.records.improvement import Improvement
from nokgen.records.organization import Organization
from nokgen.records.plan import Plan
from nokgen.records.results import Results
from nokgen.records.site import Site as SiteRecord
from nokgen.records.territory import Municipality as MunicipalityRecord
from nokgen.records.territory import Region as RegionRecord
from tests.assessed_site import NO_ORGANIZATIONS

TODAY = date(2026, 11, 22)
ONE, TWO, THREE, FOUR = "7707083893", "7728168971", "7736050003", "7702070139"
ROW = {"k1": "90", "k2": "80", "k3": "70", "k4": "100", "k5": "60"}


def organization(inn: str, **more: str) -> Organization:
    return Organization.model_validate(
        {"inn": inn, "name": f"Сад {inn[-4:]}", "kind": "preschool", "sphere": "education", **more}
    )


def results(slug: str, year: int, scores: list[dict[str, Any]], **more: str) -> ResultsFile:
    record = Results.model_validate(
        {
            "year": str(year),
            "sphere": "education",
            "method": "order-344n",
            "source": {"title": "Отчёт"},
            "scores": scores,
            **more,
        }
    )
    return ResultsFile(slug, f"content/o/m/results/{slug}.yaml", record, record.scores or ())


def built(
    *files: ResultsFile,
    organizations: tuple[Organization, ...] = (),
    neighbours: tuple[Organization, ...] = (),
    neighbours_results: tuple[ResultsFile, ...] = (),
    **more: Any,
) -> Site:
    empty: dict[str, Any] = {"plans": (), "documents": (), **NO_ORGANIZATIONS}
    parts = {**empty, "organizations": organizations, "results": files, **more}
    other = {**empty, "organizations": neighbours, "results": neighbours_results}
    town = MunicipalityFolder(
        slug="m", path="content/o/m/municipality.yaml", record=named(MunicipalityRecord), **parts
    )
    next_town = MunicipalityFolder(
        slug="n", path="content/o/n/municipality.yaml", record=named(MunicipalityRecord), **other
    )
    region = RegionFolder(
        slug="o",
        path="content/o/region.yaml",
        record=named(RegionRecord),
        municipalities=(town, next_town),
        **empty,
    )
    site = SiteRecord.model_validate(
        {"title": "Сайт", "description": "О чём", "schema_version": "1"}
    )
    return build_site(Content(site, (region,), ()), TODAY)


def named(model: type[Record]) -> Any:
    return model.model_validate({"name": "Имя"})


def town(site: Site) -> Municipality:
    return site.regions[0].municipalities[0]


def test_published_figures_stay_and_missing_ones_are_counted_from_the_level_below() -> None:
    site = built(
        results("2025", 2025, [{"inn": ONE, **ROW}, {"inn": TWO, **ROW, "total": "81"}]),
        organizations=(organization(ONE), organization(TWO)),
    )
    published, counted = town(site).assessments[0].rows
    assert (published.organization.inn, published.total.value) == (TWO, 81)
    assert not published.total.is_computed
    assert published.doubts == ()  # whole numbers: a difference of 1 is within the tolerance
    assert (counted.total.value, counted.total.is_computed) == (Decimal("80.00"), True)
    assert (published.place, counted.place) == ("1", "2")


def test_a_total_that_does_not_follow_from_its_criteria_is_a_doubt() -> None:
    site = built(
        results("2025", 2025, [{"inn": ONE, **ROW, "k5": "60,5", "total": "90,10"}]),
        organizations=(organization(ONE),),
    )
    (row,) = town(site).assessments[0].rows
    assert [(d.id, d.published, d.recomputed) for d in row.doubts] == [
        ("total", Decimal("90.10"), Decimal("80.10"))
    ]


def test_a_missing_criterion_leaves_the_total_without_data() -> None:
    without = {key: value for key, value in ROW.items() if key != "k3"}
    site = built(
        results("2025", 2025, [{"inn": ONE, **without}]), organizations=(organization(ONE),)
    )
    (row,) = town(site).assessments[0].rows
    assert (row.total.value, row.criteria[2].value, row.place) == (None, None, "")


def test_changes_compare_only_the_same_method() -> None:
    site = built(
        results("2017", 2017, [{"inn": ONE, "total": "140"}], method="before-2018"),
        results("2019", 2019, [{"inn": ONE, "total": "70,5"}]),
        results("2025", 2025, [{"inn": ONE, "total": "91,02"}]),
        organizations=(organization(ONE),),
    )
    newest, middle, oldest = town(site).assessments
    assert (newest.rows[0].change, newest.rows[0].change_since) == (Decimal("20.52"), 2019)
    assert middle.rows[0].change is None
    assert (oldest.rows[0].change, oldest.scale) == (None, 160)


def test_medians_are_those_of_the_kind_in_the_town_and_in_the_region() -> None:
    site = built(
        results(
            "2025",
            2025,
            [
                {"inn": ONE, "total": "90"},
                {"inn": TWO, "total": "80"},
                {"inn": THREE, "total": "10"},
            ],
        ),
        organizations=(organization(ONE), organization(TWO), organization(THREE, kind="school")),
        neighbours=(organization(FOUR),),
        neighbours_results=(results("2025", 2025, [{"inn": FOUR, "total": "60"}]),),
    )
    (standing,) = next(o for o in town(site).organizations if o.ref.inn == ONE).standings
    assert (standing.near.value, standing.near.count) == (Decimal(85), 2)
    assert (standing.region.value, standing.region.count) == (Decimal(80), 3)
    assert standing.row.place_of_kind == "1"


def test_coverage_counts_open_organisations_assessed_in_three_years() -> None:
    site = built(
        results("2023", 2023, [{"inn": ONE, "total": "50"}]),
        results("2024", 2024, [{"inn": TWO, "total": "70"}]),
        organizations=(
            organization(ONE),
            organization(TWO),
            organization(THREE, closed="2025-08-31", successor=TWO),
        ),
    )
    (summary,) = town(site).summaries
    assert (summary.organizations, summary.assessed, summary.scored) == (2, 1, 1)
    assert summary.mean == summary.median == Decimal(70)
    closed = town(site).organizations[-1]
    assert closed.ref.is_closed
    assert closed.successor is not None
    assert closed.successor.inn == TWO
    assert [ref.inn for o in town(site).organizations for ref in o.predecessors] == [THREE]


@pytest.fixture
def campaign() -> Site:
    """A plan whose quantity is fed by publications, and a plan to remove shortcomings."""
    plan = Plan.model_validate(
        {
            "title": "План",
            "kind": "media",
            "year": "2026",
            "spheres": ["education"],
            "source": {"title": "Приказ"},
            "measures": [
                {"id": "m1", "title": "Статьи", "deadline": "2026 год", "quantity": "не менее 3"}
            ],
        }
    )
    proof = [{"title": "Акт", "url": "https://example.org/akt"}]
    improvement = Improvement.model_validate(
        {
            "organization": ONE,
            "results": "2025",
            "source": {"title": "План"},
            "items": [
                {
                    "id": "i1",
                    "criterion": "3",
                    "shortcoming": "Нет пандуса",
                    "measure": "Установить пандус",
                    "deadline": "до 1 сентября 2026 года",
                    "done": {"date": "2026-08-20", "evidence": proof},
                },
                {
                    "id": "i2",
                    "criterion": "1",
                    "shortcoming": "Нет раздела на сайте",
                    "measure": "Открыть раздел",
                    "deadline": "до 1 октября 2026 года",
                },
                {
                    "id": "i3",
                    "criterion": "1",
                    "shortcoming": "Нет стенда",
                    "measure": "Повесить стенд",
                    "deadline": "до 1 декабря 2026 года",
                },
                {
                    "id": "i4",
                    "criterion": "4",
                    "shortcoming": "Грубость",
                    "measure": "Обучать работников",
                    "deadline": "ежеквартально в 2025 году",
                    "done": {"date": "2025-08-20", "evidence": proof},
                },
            ],
        }
    )
    publications = [
        {"date": "2026-03-01", "url": "https://example.org/1"},
        {"date": "2026-04-01"},
        {"date": "2027-01-01", "url": "https://example.org/3"},
    ]
    council = {
        "name": "Совет",
        "proposals": [
            {
                "id": "p1",
                "date": "2026-01-10",
                "text": "Пандусы",
                "organizations": [ONE],
                "answered_by": ["improvement/2025-sad#i1"],
            }
        ],
        "meetings": [{"date": "2026-01-10"}, {"date": "2026-05-10"}],
    }
    survey = {"id": "s", "title": "Опрос", "closes": "2026-12-01", "url": "https://example.org/"}
    return built(
        results("2025", 2025, [{"inn": ONE, "total": "70"}]),
        organizations=(organization(ONE), organization(TWO, kind="school")),
        plans=(PlanFile("p", "content/o/m/plans/p.yaml", plan),),
        improvement=(ImprovementFile("2025-sad", "content/o/m/improvement/x.yaml", improvement),),
        publications=tuple(
            Publication.model_validate(
                {
                    "kind": "newspaper",
                    "outlet": "Вестник",
                    "title": "Статья",
                    "counts_for": ["plans/p#m1"],
                    **more,
                }
            )
            for more in publications
        ),
        surveys=(
            Survey.model_validate(survey),
            Survey.model_validate({**survey, "id": "t", "organizations": [TWO]}),
        ),
        council=Council.model_validate(council),
    )


def test_publications_feed_the_quantity_of_a_measure(campaign: Site) -> None:
    (measure,) = town(campaign).plans[0].measures
    assert measure.status.kind is StatusKind.PARTLY_DONE
    assert [bool(report.evidence) for report in measure.record.reports] == [True, False]
    assert [each.record.date.month for each in town(campaign).publications] == [4, 3]
    assert town(campaign).publications[0].targets[0].measure is measure


def test_items_have_the_statuses_of_measures(campaign: Site) -> None:
    (plan,) = town(campaign).improvements
    assert [measure.status.kind for measure in plan.measures] == [
        StatusKind.DONE_ON_TIME,
        StatusKind.OVERDUE,
        StatusKind.DUE_SOON,
        StatusKind.DONE,  # however often it fell due, the form has one line for what was done
    ]
    assert plan.answers is not None
    assert plan.answers.address == "/o/m/results/2025/"
    removal = town(campaign).removal
    assert (removal.due, removal.in_time, removal.late, removal.open) == (2, 1, 0, 1)
    assert campaign.regions[0].removal == removal
    days = [due.day for due in town(campaign).due]
    assert days == sorted(days)
    assert {due.plan.name for due in town(campaign).due} == {"Сад 3893", "План"}


def test_surveys_and_proposals_find_their_organisations(campaign: Site) -> None:
    first, school = town(campaign).organizations
    assert [survey.record.id for survey in first.surveys] == ["s"]
    assert [survey.record.id for survey in school.surveys] == ["t", "s"]
    assert first.proposals == ("/o/m/council/#p1",)
    council = town(campaign).council
    assert council is not None
    assert [meeting.date.month for meeting in council.record.meetings] == [5, 1]
    (answer,) = council.proposals[0].answers
    assert answer.measure.status.kind is StatusKind.DONE_ON_TIME


def test_a_summary_speaks_of_the_uniform_order_where_there_is_one() -> None:
    """Also when marks of another kind are as new: two of them say nothing about all."""
    site = built(
        results("2025-a", 2025, [{"inn": ONE, "total": "5"}], method="gosuslugi-2025"),
        results("2024-b", 2024, [{"inn": TWO, "total": "80"}, {"inn": THREE, "total": "70"}]),
        organizations=(organization(ONE), organization(TWO), organization(THREE)),
    )
    (summary,) = town(site).summaries
    assert summary.method is not None
    assert (summary.method.value, summary.assessed, summary.scored) == ("order-344n", 3, 2)
    assert summary.mean == 75
