"""The fictional site of examples/: it shows every state that pages can be in, and nothing real."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from nokgen.check import Checked, check
from nokgen.domain.status import StatusKind
from nokgen.model import Improvement, Plan, Site, Territory, build_site
from nokgen.read import read_site
from nokgen.records.organization import OrganizationKind
from nokgen.records.plan import Sphere

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples/site"
TODAY = date(2026, 11, 22)
REGION = "content/primerskaya-oblast"


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check(read_site(EXAMPLE), lambda _zone: TODAY)


@pytest.fixture(scope="module")
def site(checked: Checked) -> Site:
    assert checked.content is not None
    return build_site(checked.content, checked.today)


@pytest.fixture(scope="module")
def places(site: Site) -> tuple[Territory, ...]:
    (region,) = site.regions
    return (region, *region.municipalities)


def test_only_the_planned_faults_are_found(checked: Checked) -> None:
    found = [
        (each.code.slug, each.span.path.removeprefix(REGION + "/")) for each in checked.diagnostics
    ]
    assert sorted(found) == [
        ("criterion-missing", "primersk/results/2022-culture.csv"),
        ("more-asked-than-visitors", "primersk/results/2022-education.csv"),
        ("not-assessed-lately", "primersk/organizations.yaml"),
        ("publication-without-proof", "primersk/publications.yaml"),
        ("report-without-evidence", "improvement/2025-internat.yaml"),
        ("report-without-evidence", "primersk/council.yaml"),
        ("report-without-evidence", "primersk/improvement/2025-cdt.yaml"),
        ("report-without-evidence", "primersk/improvement/2025-romashka.yaml"),
        ("report-without-evidence", "primersk/plans/2026-improvement-summary.yaml"),
        ("report-without-evidence", "primersk/plans/2026-information-campaign.yaml"),
        ("too-few-asked", "primersk/results/2025-culture.yaml"),
        ("total-differs", "primersk/results/2022-education.csv"),
    ]


def test_every_status_is_shown(places: tuple[Territory, ...]) -> None:
    def kinds(plans: Iterable[Plan | Improvement]) -> set[StatusKind]:
        return {measure.status.kind for plan in plans for measure in plan.measures}

    assert kinds(plan for place in places for plan in place.plans) == set(StatusKind)
    # The form has one line for what was done: an item is done or it is not.
    items = kinds(plan for place in places for plan in place.improvements)
    assert items == set(StatusKind) - {StatusKind.PARTLY_DONE}


def test_publications_feed_the_quantity_of_a_measure(places: tuple[Territory, ...]) -> None:
    (status,) = [
        measure.status
        for place in places
        for plan in place.plans
        for measure in plan.measures
        if measure.address.endswith("/plans/2026-information-campaign/#m4")
    ]
    assert (status.done, status.target) == (3, 10)


def test_there_are_organisations_of_every_kind_and_sphere(places: tuple[Territory, ...]) -> None:
    organizations = [each.record for place in places for each in place.organizations]
    assert len(organizations) == 42
    assert {each.kind for each in organizations} == set(OrganizationKind)
    assert {each.sphere for each in organizations} == set(Sphere)
    assert {row.record.sphere for place in places for row in place.assessments} == set(Sphere)
    assert any(each.successor for each in organizations)


def test_places_are_shared(places: tuple[Territory, ...]) -> None:
    (assessment,) = [
        each
        for place in places
        for each in place.assessments
        if each.address == "/primerskaya-oblast/primersk/results/2025-education/"
    ]
    assert [row.place for row in assessment.rows] == [
        "1",
        "2",
        "3",
        "4–5",
        "4–5",
        "6",
        "7–8",
        "7–8",
    ]
    assert all(row.change_since == 2022 for row in assessment.rows if row.change is not None)


def test_nothing_in_it_is_real() -> None:
    for path in sorted(EXAMPLE.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        hosts = re.findall(r"https?://([^/\s]+)", text)
        assert set(hosts) <= {"example.org"}, path
        assert all(code.startswith("00") for code in re.findall(r'"(\d{10})"', text)), path
        assert not re.search(r"\+?[78][ (-]\d{3}|[\w.]+@(?!example\.org)", text), path
    assert "fictional: true" in (EXAMPLE / "site.yaml").read_text(encoding="utf-8")
