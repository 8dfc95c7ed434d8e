"""Results, organisations, plans of organisations and the campaign: what is said and what is not."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from nokgen.check import Checked, check
from nokgen.diagnostics import Diagnostic
from nokgen.read import read_site
from nokgen.records.content import MunicipalityFolder

BASE = Path(__file__).parent / "cases" / "_base"
REGION = "content/primerskaya-oblast"
TOWN = f"{REGION}/primersk"
TODAY = date(2026, 11, 22)
FIRST, SECOND, THIRD = "5103020008", "5103020015", "0103020009"
SOURCE = 'source: {title: Отчёт, url: "https://example.org/"}\n'
RESULTS = f"year: 2025\nsphere: education\nmethod: order-344n\ntable: 2025.csv\n{SOURCE}"
PLAN = f"""organization: "{FIRST}"
title: План
year: 2026
{SOURCE}items:
  - {{id: i1, criterion: 3, shortcoming: х, measure: х, deadline: до 1 сентября}}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return shutil.copytree(BASE, tmp_path / "site")


def write(site: Path, path: str, text: str) -> None:
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def checked(site: Path) -> Checked:
    return check(read_site(site), lambda _zone: TODAY)


def found(site: Path) -> tuple[Diagnostic, ...]:
    return checked(site).diagnostics


def slugs(site: Path) -> list[str]:
    return [each.code.slug for each in found(site)]


def town(site: Path) -> MunicipalityFolder:
    content = checked(site).content
    assert content is not None
    return content.regions[0].municipalities[0]


def table(site: Path, text: str, record: str = RESULTS) -> None:
    write(site, f"{TOWN}/results/2025.yaml", record)
    write(site, f"{TOWN}/results/2025.csv", text)


def scores(*rows: str, method: str = "order-344n", year: int = 2025) -> str:
    items = "".join(f"  - {{{row}}}\n" for row in rows)
    return f"year: {year}\nsphere: education\nmethod: {method}\n{SOURCE}scores:\n{items}"


def test_a_table_as_excel_writes_it(site: Path) -> None:
    table(
        site,
        "\ufeffИтоговый балл;№ п/п;Показатель 1.1;ИНН;Наименование;Опрошено инвалидов;"
        "Получатели услуг\n"
        f"91,3;1;100;{FIRST};Детский сад № 1;–;1 250\n"
        f"90,40 %;2;н/д;{SECOND};Детский сад № 2;12;300\n"
        "90,85;;;;Среднее значение;;\n",
    )
    assert slugs(site) == []
    (results,) = town(site).results
    assert results.table == f"{TOWN}/results/2025.csv"
    first, second = results.scores
    assert (first.inn, str(first.total), str(first.i11)) == (FIRST, "91.3", "100")
    assert (first.visitors, first.counts) == (1250, None)
    assert (str(second.total), second.i11) == ("90.40", None)
    assert second.counts is not None
    assert second.counts.disabled_asked == 12


def test_rows_in_the_file_itself_and_in_a_table_are_the_same(site: Path) -> None:
    table(site, f"ИНН;1.1;К1;Итог\n{FIRST};91,61;90;86,17\n")
    (from_table,) = town(site).results
    row = f'inn: "{FIRST}", "1.1": "91,61", k1: 90, total: "86,17"'
    write(site, f"{TOWN}/results/2025.yaml", scores(row))
    (site / TOWN / "results" / "2025.csv").unlink()
    (from_record,) = town(site).results
    assert from_record.scores == from_table.scores
    assert from_record.table == ""


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (f"ИНН;Итог\n{FIRST};86,1x\n", [("decimal-malformed", "B2")]),
        ("ИНН;Итог\n;86,1\n", [("empty-value", "A2")]),
        ("ИНН;Итог\n5103020009;86,1\n", [("inn-invalid", "A2")]),
        (
            "ИНН;Наименование;Итог\n;Средняя школа № 5;86,1\n",  # no row of means
            [("empty-value", "A2")],
        ),
        (f"ИНН;респонденты\n{FIRST};12,5\n", [("number-malformed", "B2")]),
        (f"ИНН;Итог\n{FIRST};-5\n", [("score-out-of-range", "B2")]),
        (f"ИНН;1.1;Итог\n{FIRST};100,5;90\n", [("score-out-of-range", "B2")]),
        (f"ИНН;Итог\n{FIRST};9О,5\n{FIRST};90\n", [("decimal-malformed", "B2")]),
    ],
)
def test_the_exact_cell(site: Path, text: str, places: list[tuple[str, str]]) -> None:
    table(site, text)
    assert [(each.code.slug, each.span.cell) for each in found(site)] == places


def test_what_the_reader_has_told_is_not_told_again(site: Path) -> None:
    table(site, "ИНН;Итог\n103020009;10.май\n")
    assert sorted(slugs(site)) == ["leading-zero-lost", "number-became-date"]


def test_a_table_of_whole_numbers_is_allowed_to_round(site: Path) -> None:
    table(site, f"ИНН;К1;К2;К3;К4;К5;Итог\n{FIRST};90;95;60;98;96;87\n")
    assert slugs(site) == []  # 87.8


@pytest.mark.parametrize(
    ("total", "expected"), [("87,82", []), ("87,78", []), ("87,83", ["total-differs"])]
)
def test_the_tolerance_of_hundredths(site: Path, total: str, expected: list[str]) -> None:
    table(site, f"ИНН;К1;К2;К3;К4;К5;Итог\n{FIRST};90;95;60;98;96;{total}\n")
    assert slugs(site) == expected


def test_a_criterion_that_its_indicators_give_is_not_missing(site: Path) -> None:
    table(
        site,
        "ИНН;1.1;1.2;1.3;К2;К3;К4;К5;Итог\n" + f"{FIRST};91,5;90;95,25;95;60;98;96;88,31\n",
    )
    assert slugs(site) == []


def test_other_scales_are_not_judged_by_the_order(site: Path) -> None:
    row = f'inn: "{FIRST}", k1: 10, k2: 12, k3: 8, k4: 9, k5: 11, total: 131'
    write(site, f"{TOWN}/results/2017.yaml", scores(row, method="before-2018", year=2023))
    assert slugs(site) == []


def test_of_a_kind_only_so_many_rows_are_told(site: Path) -> None:
    inns = _inns(30)
    organizations = "".join(
        f'  - {{inn: "{inn}", name: Сад, kind: preschool, sphere: education}}\n' for inn in inns
    )
    write(site, f"{TOWN}/organizations.yaml", f"organizations:\n{organizations}")
    rows = "".join(f"{inn};90;95;60;98;96;12,5\n" for inn in inns)
    table(site, f"ИНН;К1;К2;К3;К4;К5;Итог\n{rows}")
    told = [each for each in found(site) if each.code.slug == "total-differs"]
    assert len(told) == 20
    assert told[-1].hint is not None
    assert told[-1].hint.params == {"count": "10"}


def _inns(count: int) -> list[str]:
    from nokgen.domain.identifiers import is_inn

    every = (f"51{number:08d}" for number in range(10**8))
    return [inn for inn, _ in zip(filter(is_inn, every), range(count), strict=False)]


def test_a_region_may_name_the_organisations_of_its_municipalities(site: Path) -> None:
    write(site, f"{REGION}/results/2025.yaml", scores(f'inn: "{FIRST}", total: 90'))
    write(
        site,
        f"{TOWN}/improvement/2026-sad.yaml",
        PLAN.replace("title:", "results: '2025'\ntitle:", 1),
    )
    assert slugs(site) == []


def test_a_municipality_may_not_name_those_of_another(site: Path) -> None:
    write(site, f"{REGION}/sosednensk/municipality.yaml", "name: Соседненск\n")
    path = f"{REGION}/sosednensk/results/2025.yaml"
    write(site, path, scores(f'inn: "{FIRST}", total: 90'))
    (fault,) = found(site)
    assert fault.code.slug == "organization-unknown"
    assert fault.hint is not None
    assert fault.hint.params == {"file": f"{TOWN}/organizations.yaml"}


def test_a_table_is_not_told_as_unused_while_nobody_can_read_who_names_it(site: Path) -> None:
    table(site, f"ИНН;Итог\n{FIRST};90\n", "year: [2025\n")
    assert slugs(site) == ["bracket-unclosed"]


def test_a_file_without_organisations(site: Path) -> None:
    write(site, f"{TOWN}/organizations.yaml", "organizations: []\n")
    assert slugs(site) == ["empty-list"]


def test_organisations_are_not_told_as_unknown_while_their_file_is_broken(site: Path) -> None:
    write(site, f"{TOWN}/organizations.yaml", "organizations:\n  - inn: x\n")
    table(site, f"ИНН;Итог\n{FIRST};90\n")
    assert set(slugs(site)) == {"inn-invalid", "missing-key"}


def test_the_same_assessment_of_a_region_and_a_municipality(site: Path) -> None:
    row = f'inn: "{FIRST}", total: 90'
    write(site, f"{REGION}/results/2025.yaml", scores(row))
    write(site, f"{TOWN}/results/2025.yaml", scores(row))
    assert slugs(site) == ["assessed-twice"]


@pytest.mark.parametrize(
    ("method", "expected"), [("other", ["more-than-once-a-year"]), ("gosuslugi-2025", [])]
)
def test_two_methods_in_a_year(site: Path, method: str, expected: list[str]) -> None:
    row = f'inn: "{FIRST}", total: 90'
    write(site, f"{TOWN}/results/2025-a.yaml", scores(row))
    write(site, f"{TOWN}/results/2025-b.yaml", scores(row, method=method))
    assert slugs(site) == expected


@pytest.mark.parametrize(("year", "expected"), [(2023, []), (2022, ["not-assessed-lately"])])
def test_once_in_three_years(site: Path, year: int, expected: list[str]) -> None:
    write(site, f"{TOWN}/results/old.yaml", scores(f'inn: "{FIRST}", total: 90', year=year))
    assert slugs(site) == expected
    assert checked(site).content is not None
    assert not checked(site).has_warnings


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("до 1 сентября", "когда-нибудь", ["deadline-unreadable"]),
        ("year: 2026\n", "", ["deadline-without-year"]),
        ("year: 2026\n", "year: 2026\nperiod: {from: 2026, to: 2027}\n", ["period-doubled"]),
        ("title:", "approved: {date: 2027-01-01}\ntitle:", ["date-in-future"]),
        ("measure: х,", "measure: х, done: {date: 2026-08-01},", ["report-without-evidence"]),
        (
            "measure: х,",
            "measure: х, done: {date: 2026-08-01, evidence: [{title: х, file: documents/a.pdf}]},",
            ["file-missing"],
        ),
        (FIRST, "5103020022", ["organization-unknown"]),
        ("items:", "items: []\nitem:", ["unknown-key"]),
        (
            "  - {",
            "  - {id: i1, criterion: 1, shortcoming: х, measure: х}\n  - {",
            ["duplicate-id"],
        ),
        ("criterion: 3", "criterion: 6", ["number-out-of-range"]),
    ],
)
def test_a_plan_of_an_organisation(site: Path, old: str, new: str, expected: list[str]) -> None:
    write(site, f"{TOWN}/improvement/2026-sad.yaml", PLAN.replace(old, new, 1))
    assert slugs(site) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "surveys",
            "surveys:\n  - {id: a, title: х, opens: 2026-12-01, closes: 2026-11-01, "
            f'url: "https://example.org/", organizations: ["{FIRST}", "5103020022"]}}\n',
            ["dates-out-of-order", "organization-unknown"],
        ),
        (
            "surveys",
            'surveys:\n  - {id: a, title: х, closes: 2026-11-01, url: "https://example.org/"}\n'
            '  - {id: a, title: х, closes: 2026-11-01, url: "https://example.org/"}\n',
            ["duplicate-id"],
        ),
        (
            "council",
            "name: Совет\nbody: nobody\nmeetings:\n"
            "  - {date: 2025-11-15, minutes: documents/no.pdf}\n"
            '  - {date: 2025-10-15, counts_for: ["plans/2021#m1"]}\n',
            ["unknown-body", "file-missing", "dates-out-of-order", "target-unknown"],
        ),
        ("council", "name: Совет\nmeetings: [{date: 2027-01-15, agenda: [х]}]\n", []),
        (
            "council",
            "name: Совет\nproposals:\n  - id: p1\n    date: 2025-11-15\n    text: х\n"
            '    answered_by: ["improvement/no#i1"]\n'
            "    reports: [{date: 2025-01-01, text: х}]\n",
            ["target-unknown", "report-without-evidence", "dates-out-of-order"],
        ),
        ("publications", "publications: []\n", ["empty-list"]),
    ],
)
def test_the_campaign(site: Path, name: str, text: str, expected: list[str]) -> None:
    write(site, f"{TOWN}/{name}.yaml", text)
    assert slugs(site) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("successor: /primerskaya-oblast/net/", ["broken-link"]),
        ("successor: /primerskaya-oblast/primersk/", ["broken-link"]),
        ("successor: /about/", ["broken-link"]),
        ("closed: 2030-01-01", ["date-in-future"]),
        (
            "appeals: {how: х, years: [{year: 2024, received: 5, answered_in_time: 7}]}",
            ["count-too-large"],
        ),
        ("contacts: [{title: х, phone: 8 (911) 555-55-55, email: a@mail.ru}]", []),
    ],
)
def test_a_municipality(site: Path, line: str, expected: list[str]) -> None:
    with (site / TOWN / "municipality.yaml").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    assert slugs(site) == expected


@pytest.mark.parametrize(
    ("link", "is_there"),
    [
        (f"/org/{FIRST}/", True),
        (f"/org/{FIRST}/poster/", True),
        ("/org/5103020022/", False),
        ("/primerskaya-oblast/primersk/organizations/", True),
        ("/primerskaya-oblast/primersk/placement/", True),
        ("/primerskaya-oblast/primersk/leaflet/", True),
        ("/primerskaya-oblast/primersk/council/", False),
        ("/primerskaya-oblast/primersk/improvement/2026-sad/#i1", True),
        ("/primerskaya-oblast/primersk/improvement/2026-sad/#i2", False),
        ("/primerskaya-oblast/primersk/consolidated/education/report/", True),
        ("/primerskaya-oblast/primersk/consolidated/culture/", False),
        ("/compare/", True),
    ],
)
def test_a_page_may_link_to_what_there_is(site: Path, link: str, is_there: bool) -> None:
    write(site, f"{TOWN}/improvement/2026-sad.yaml", PLAN)
    write(site, "content/pages/links.md", f"---\ntitle: х\n---\n\n[х]({link})\n")
    assert slugs(site) == ([] if is_there else ["broken-link"])


def test_old_addresses_of_organisations_lead_to_one_page(site: Path) -> None:
    text = (site / TOWN / "organizations.yaml").read_text(encoding="utf-8")
    lines = text.replace("    kind: preschool\n", "    kind: preschool\n    aliases: [/sad/]\n")
    write(site, f"{TOWN}/organizations.yaml", lines)
    assert slugs(site) == ["alias-taken", "alias-taken"]


@pytest.mark.parametrize(
    "text",
    ["тел. 8-911-555-55-55", "+7 (911) 555-55-55", "ivanova@yandex.ru", "a.b@Gmail.com"],
)
def test_what_looks_private(site: Path, text: str) -> None:
    write(site, f"{TOWN}/council.yaml", f"name: Совет\nnote: {text}\n")
    assert slugs(site) == ["private-contact"]


@pytest.mark.parametrize(
    "text",
    ["8 (81531) 5-55-55", "sovet@admkirovsk.ru", "ИНН 5103020008", "№ 112-233-44 от 2021-01-01"],
)
def test_what_does_not(site: Path, text: str) -> None:
    write(site, f"{TOWN}/council.yaml", f"name: Совет\nnote: {text}\n")
    assert slugs(site) == []
