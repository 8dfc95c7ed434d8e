"""Checking as a whole: what comes out for good and for bad content."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from nokgen.check import Checked, check
from nokgen.diagnostics import CODES, Severity
from nokgen.read import read_site

BASE = Path(__file__).parent / "cases" / "_base"
TODAY = date(2026, 11, 22)
REGION = "content/primerskaya-oblast"
TOWN = f"{REGION}/primersk"
PLAN = f"{TOWN}/plans/2020-campaign.yaml"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return shutil.copytree(BASE, tmp_path / "site")


def run(site: Path) -> Checked:
    return check(read_site(site), lambda _zone: TODAY)


def slugs(site: Path) -> list[str]:
    return [found.code.slug for found in run(site).diagnostics]


def edit(site: Path, path: str, old: str, new: str) -> None:
    file = site / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def write(site: Path, path: str, text: str = "") -> None:
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_good_content_comes_out_typed_and_sorted(site: Path) -> None:
    shutil.copytree(site / TOWN, site / REGION / "abakumovo")
    (site / REGION / "abakumovo" / "organizations.yaml").unlink()
    content = run(site).content
    assert content is not None
    (region,) = content.regions
    assert [each.slug for each in region.municipalities] == ["abakumovo", "primersk"]
    town = region.municipalities[1]
    assert town.documents == ("documents/plan-2020.pdf",)
    assert town.path == f"{TOWN}/municipality.yaml"
    (plan,) = town.plans
    assert (plan.slug, plan.path) == ("2020-campaign", PLAN)
    assert plan.record.year == 2020
    (page,) = content.pages
    assert (page.slug, page.head.title) == ("about", "О сайте")
    assert page.text.startswith("\nЗдесь собраны планы.")


def test_warnings_leave_the_content_usable(site: Path) -> None:
    edit(site, PLAN, "Июль 2020", "как получится")
    checked = run(site)
    assert [found.code.severity for found in checked.diagnostics] == [Severity.WARNING]
    assert checked.content is not None
    assert not checked.has_errors


def test_errors_leave_none(site: Path) -> None:
    edit(site, PLAN, "[preschools]", "[nobody]")
    checked = run(site)
    assert checked.has_errors
    assert checked.content is None


def test_the_clock_is_asked_in_the_time_zone_of_the_site(site: Path) -> None:
    asked: list[str] = []

    def clock(zone: str) -> date:
        asked.append(zone)
        return TODAY

    check(read_site(site), clock)
    write(site, "site.yaml", "schema_version: 1\ntitle: x\ndescription: y\ntime_zone: Asia/Omsk\n")
    check(read_site(site), clock)
    write(site, "site.yaml", "time_zone: Asia/Omsk\n")
    check(read_site(site), clock)
    assert asked == ["Europe/Moscow", "Asia/Omsk", "Europe/Moscow"]


def test_today_decides_what_is_still_to_come(site: Path) -> None:
    edit(site, PLAN, "plan-2020.pdf", "plan-2020.pdf\n  retrieved: 2026-11-22")
    assert slugs(site) == []
    earlier = check(read_site(site), lambda _zone: date(2026, 11, 21))
    assert [found.code.slug for found in earlier.diagnostics] == ["date-in-future"]


def test_rules_are_told_of_a_plan_that_does_not_fit_its_model(site: Path) -> None:
    edit(site, PLAN, "kind: information-campaign", "kind: wrong")
    edit(site, PLAN, "[education-committee, preschools]", "[nobody]")
    edit(site, PLAN, "Июль 2020", "как получится")
    assert slugs(site) == ["value-not-allowed", "deadline-unreadable", "unknown-body"]


def test_years_that_are_broken_are_not_told_as_missing(site: Path) -> None:
    edit(site, PLAN, "Июль 2020", "Июль")
    edit(site, PLAN, "year: 2020", "year: 2020 г.")
    assert slugs(site) == ["number-malformed"]


def test_bodies_are_not_told_as_unknown_while_their_file_is_broken(site: Path) -> None:
    edit(site, f"{TOWN}/municipality.yaml", "kind: gorodskoy-okrug", "kind: x")
    assert slugs(site) == ["value-not-allowed"]


def test_bodies_of_the_region_are_known_in_its_municipalities(site: Path) -> None:
    edit(site, PLAN, "[preschools]", "[education-ministry]")
    assert slugs(site) == []


def test_a_word_in_russian_is_no_id(site: Path) -> None:
    edit(site, PLAN, "[preschools]", "[оператор, 'Иной, орган']")
    assert slugs(site) == []


def test_empty_optional_keys_count_as_absent(site: Path) -> None:
    edit(
        site, PLAN, "    quantity: не менее 2 раз", "    quantity:\n    reports:\n    cancelled: ~"
    )
    assert slugs(site) == []


@pytest.mark.parametrize("deadline", ["постоянно", "ежегодно до 1 марта", "ежемесячно", "'-'"])
def test_a_yearly_plan_needs_no_year_for_what_has_none(site: Path, deadline: str) -> None:
    edit(site, PLAN, "year: 2020", "yearly: true")
    edit(site, PLAN, "Июль 2020", deadline)
    assert slugs(site) == []


def test_dates_stand_in_for_a_deadline_that_cannot_be_read(site: Path) -> None:
    edit(site, PLAN, "deadline: Июль 2020", "deadline: летом\n    dates: [{to: 2020-08-31}]")
    assert slugs(site) == []


def test_a_moved_deadline_is_read_like_the_first(site: Path) -> None:
    edit(
        site,
        PLAN,
        "    quantity: не менее 2 раз",
        "    moved:\n      - {date: 2020-08-01, deadline: как получится}\n"
        "      - {date: 2020-07-01, deadline: октябрь}\n"
        "    cancelled: {date: 2020-07-15, reason: х}",
    )
    assert slugs(site) == ["deadline-unreadable", "dates-out-of-order", "dates-out-of-order"]


def test_folders_may_be_empty_or_missing(site: Path) -> None:
    shutil.rmtree(site / REGION)
    (site / "content" / "drugaya-oblast" / "gorod" / "plans").mkdir(parents=True)
    write(site, "content/tretya-oblast/region.yaml", "name: Третья область\n")
    checked = run(site)
    assert checked.diagnostics == ()
    assert checked.content is not None
    assert [each.slug for each in checked.content.regions] == ["tretya-oblast"]


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("content/plan.yaml", "unknown-file"),
        ("content/plans/2020.yaml", "unknown-folder"),
        (f"{TOWN}/region.yaml", "unknown-file"),
        (f"{TOWN}/plans/old/2020.yaml", "unknown-file"),
        (f"{TOWN}/plans/2020.md", "unknown-file"),
        (f"{TOWN}/Municipality.yaml", "unknown-file"),
        (f"{TOWN}/deeper/municipality.yaml", "unknown-folder"),
        ("content/pages/about/index.md", "unknown-file"),
        ("content/pages/photo.jpg", "stray-file"),
        (f"{TOWN}/counsil.yaml", "unknown-file"),
        (f"{TOWN}/results/2021.yml", "unknown-file"),
        (f"{TOWN}/results/old/2021.yaml", "unknown-file"),
        (f"{TOWN}/results/2021.CSV", "stray-file"),
        (f"{TOWN}/results/2021.xls", "stray-file"),
        (f"{TOWN}/results/2021.csv", "table-unused"),
        (f"{TOWN}/improvement/2021.csv", "stray-file"),
        (f"{TOWN}/Results/2021.yaml", "unknown-folder"),
        (f"{REGION}/poster/municipality.yaml", "reserved-address"),
    ],
)
def test_a_file_without_a_place(site: Path, path: str, slug: str) -> None:
    write(site, path, "a: b\n")
    assert slug in slugs(site)


def test_every_custom_error_of_the_records_is_a_code() -> None:
    records = Path(__file__).parent.parent / "nokgen" / "records"
    text = "".join(file.read_text(encoding="utf-8") for file in sorted(records.glob("*.py")))
    raised = re.findall(r'PydanticCustomError\(\s*"([^"]+)"', text)
    raised += re.findall(r'_matching\([^"\n]+(?:"[^"]*")?, "([^"]+)"\)', text)
    assert {"date-malformed", "id-malformed", "oktmo-malformed"} <= set(raised)
    assert set(raised) <= set(CODES)
