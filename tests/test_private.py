"""Private data in content: what is found and masked; counts of few people: shown nowhere."""

from __future__ import annotations

import re
import shutil
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from nokgen.check import Checked, check
from nokgen.compare.changes import Context
from nokgen.compare.records import changes_of
from nokgen.compare.scores import people_shown
from nokgen.diagnostics import Diagnostic
from nokgen.domain.few import tells_of_few
from nokgen.domain.private import any_private, is_card, is_snils, private_parts
from nokgen.messages import messages_for
from nokgen.read import Tree, read_site
from nokgen.report import render_github, render_json, render_text
from tests.sites_under_test import ROOT, built, tree

TODAY = date(2026, 11, 22)
BASE = Path(__file__).parent / "cases" / "_base"
TOWN = "content/primerskaya-oblast/primersk"
FIRST, SECOND, THIRD = "5103020008", "5103020015", "0103020009"
SNILS = "112-233-445 95"
PRIVATE = ("personal-number", "passport-number", "card-number", "personal-inn", "private-contact")


@pytest.mark.parametrize(
    ("text", "kind", "masked"),
    [
        (f"СНИЛС {SNILS}", "snils", "11•-•••-••• 95"),
        (f"Егорова, {SNILS}.", "snils", "11•-•••-••• 95"),
        ("112-233-445-95", "snils", "11•-•••-•••-95"),
        ("СНИЛС 11223344500", "snils", "11•••••••00"),  # a slip in it hides nobody
        ("снилс: № 112 233 445 95", "snils", "11• ••• ••• 95"),
        ("паспорт 45 10 123456", "passport", "45 •• ••••56"),
        ("Паспорт гражданина РФ серии 4510 № 123456", "passport", "45•• № ••••56"),
        ("серия 45 10, номер 123456", "passport", "45 ••, номер ••••56"),
        ("предъявлен 4510 № 123456", "passport", "45•• № ••••56"),
        ("карта 2200 7000 0000 0009", "card", "22•• •••• •••• ••09"),
        ("на 4111-1111-1111-1111", "card", "41••-••••-••••-••11"),
        ("4111111111111111", "card", "41••••••••••••11"),
        ("3782 822463 10005", "card", "37•• •••••• •••05"),
        ("5555\u00a05555\u00a05555\u00a04444", "card", "55••\u00a0••••\u00a0••••\u00a0••44"),
        ("ИНН 500100732259", "inn", "50••••••••59"),
        ("тел. 8-911-555-55-67", "contact", "8-9••-•••-••-67"),
        ("+7 (911) 555-55-67", "contact", "+7 (9••) •••-••-67"),
        ("ivanova@yandex.ru", "contact", "i••••••@yandex.ru"),
        ("a@Mail.ru", "contact", "•@Mail.ru"),
    ],
)
def test_what_is_private(text: str, kind: str, masked: str) -> None:
    assert [(each.kind.value, each.masked) for each in private_parts(text)] == [(kind, masked)]
    assert any_private(["за 2020 год", f"10.07.2020, {text}", "№ 1234567890", "1"])


@pytest.mark.parametrize(
    "text",
    [
        "112-233-445 96",  # wrong check digits and not called a СНИЛС
        "№ 112-233-44 от 2021-01-01",
        "001-001-997 00",  # before check digits were introduced
        "4111 1111 1111 1112",  # Luhn
        "9111 1111 1111 1111",  # no payment system
        "40702810400000000001",  # an account
        "40702 810 4 0000 0000001",
        "ОГРН 1025100508377",
        "ОГРНИП 304500116000157",
        "ИКЗ 193510100123451010100100100017112244",
        "реестровый номер контракта 2200451234521000012",
        "ИНН 5103020008",
        "ИНН 500100732258",
        "ИП Егорова Е. В., ИНН 500100732259",
        "https://example.org/card/4111111111111111",
        "2020 2021 2022 2023",
        "паспорт доступности объекта № 12 от 30.12.2021 № 123456",
        "паспорт 51:17:0040101:123456",
        "постановление 2021 № 123456",
        "КБК 000 1 13 01995 13 0000 130",
        "8 (81531) 5-55-55, sovet@admkirovsk.ru",
        "ОКТМО 47712000001",
    ],
)
def test_what_is_not(text: str) -> None:
    assert private_parts(text) == []


def test_check_digits() -> None:
    assert is_snils("11223344595")
    assert is_snils("08765430300")  # 101 leaves nought
    assert not is_snils("11223344594")
    assert [digit for digit in "0123456789" if is_card("220070000000000" + digit)] == ["9"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return shutil.copytree(BASE, tmp_path / "site")


def write(site: Path, path: str, text: str) -> None:
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def checked(site: Path) -> Checked:
    return check(read_site(site), lambda _zone: TODAY)


def private(site: Path) -> list[Diagnostic]:
    return [each for each in checked(site).diagnostics if each.code.slug in PRIVATE]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("site.yaml", "schema_version: 1\ntitle: Сайт\ndescription: {}\n"),
        ("content/pages/about.md", "---\ntitle: О сайте\nsummary: {}\n---\n\nТекст.\n"),
        ("content/pages/about.md", "---\ntitle: О сайте\n---\n\nТекст: {}.\n"),
        ("content/synonyms.yaml", "groups:\n  - words: [нок, '{}']\n"),
        ("content/primerskaya-oblast/region.yaml", "name: Область\nnote: {}\n"),
        (
            f"{TOWN}/municipality.yaml",
            "name: Город\ncontacts: [{{title: Приёмная, phone: '{}'}}]\n",
        ),
        (f"{TOWN}/council.yaml", "name: Совет\nmembers:\n  - name: Е. В. Егорова {}\n"),
        (f"{TOWN}/council.yaml", "name: Совет\nnonsense:\n  - {}\n"),
        (f"{TOWN}/publications.yaml", "publications:\n  - title: >-\n      Газета\n      {}\n"),
        (f"{TOWN}/surveys.yaml", "surveys:\n  - {{title: '{}'}}\n"),
        (f"{TOWN}/plans/2026.yaml", "title: План\nmeasures: [{{id: m1, title: '{}'}}]\n"),
        (f"{TOWN}/improvement/2026.yaml", "items: [{{id: i1, measure: '{}'}}]\n"),
        (f"{TOWN}/organizations.yaml", "organizations: [{{head: '{}'}}]\n"),
        (f"{TOWN}/results/2026.yaml", "conclusions: {}\n"),
    ],
)
def test_it_is_found_in_every_kind_of_file_and_never_repeated(
    site: Path, path: str, text: str
) -> None:
    write(site, path, text.format(f"СНИЛС {SNILS}"))
    (found,) = private(site)
    assert (found.code.slug, found.span.path) == ("personal-number", path)
    diagnostics, ru = checked(site).diagnostics, messages_for("ru")
    reports = (render_text, render_json, render_github)
    for shown in (render(diagnostics, ru) for render in reports):
        assert "11•-•••-••• 95" in shown
        assert SNILS not in shown


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_it_is_found_in_the_cells_of_tables(site: Path, suffix: str) -> None:
    rows = [
        ["ИНН", "Наименование", "Итог"],
        [FIRST, f"Сад № 1, {SNILS}", "80"],
        [SECOND, "Сад № 2, 8 911 555-55-67", "81"],
    ]
    folder = f"{TOWN}/results"
    write(
        site,
        f"{folder}/2025.yaml",
        f"year: 2025\nsphere: education\nmethod: order-344n\ntable: 2025.{suffix}\n"
        "source: {title: Отчёт, url: 'https://example.org/'}\n",
    )
    if suffix == "csv":
        write(site, f"{folder}/2025.csv", "".join(";".join(row) + "\n" for row in rows))
    else:
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Лист1")
        for row in rows:
            sheet.append(row)
        book.save(site / folder / "2025.xlsx")
    found = private(site)
    cells = [(each.code.slug, (each.span.cell or "").rpartition("!")[2]) for each in found]
    assert cells == [("personal-number", "B2"), ("private-contact", "B3")]
    text = render_text(found, messages_for("ru"))
    assert SNILS not in text
    assert "555-55-67" not in text


def test_offices_may_have_mobiles_and_mailboxes(site: Path) -> None:
    contact = "{title: Приёмная, phone: '8 911 555-55-67', email: gorod@mail.ru}"
    write(site, f"{TOWN}/municipality.yaml", f"name: Город\ncontacts: [{contact}]\n")
    assert private(site) == []


@pytest.mark.parametrize("folder", [".", "examples/site", "tests/data/frozen/v1"])
def test_real_texts_raise_no_false_alarm(folder: str) -> None:
    assert private(ROOT / folder) == []


# Counts of fewer than five people. Each has a value of its own, to be found wherever it is shown.


def _scores(*rows: str) -> str:
    return (
        "year: 2025\nsphere: education\nmethod: order-344n\n"
        "source: {title: Отчёт, url: 'https://example.org/'}\n"
        "scores:\n" + "".join(f"  - {{{row}}}\n" for row in rows)
    )


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A site in which few people answered, built; its files by path."""
    folder = tmp_path_factory.mktemp("few")
    site = shutil.copytree(BASE, folder / "site")
    settings = (site / "site.yaml").read_text(encoding="utf-8")
    write(site, "site.yaml", settings + "pictures: false\n")
    write(
        site,
        f"{TOWN}/municipality.yaml",
        "name: Примерск\nappeals:\n  how: Напишите.\n  years:\n"
        "    - {year: 2025, received: 4, answered_in_time: 3}\n"
        "    - {year: 2024, received: 31, answered_in_time: 2}\n"
        "bodies:\n  - {id: education-committee, name: Комитет, kind: authority}\n"
        "  - {id: preschools, name: Сады, synonyms: [ДОО], kind: organizations}\n",
    )
    write(
        site,
        f"{TOWN}/results/2025.yaml",
        _scores(
            f"inn: '{FIRST}', total: 81.5, respondents: 3, visitors: 4",
            f"inn: '{SECOND}', total: 71.5, respondents: 77, visitors: 2, "
            "counts: {disabled_asked: 2, access_satisfied: 1}",
            f"inn: '{THIRD}', total: 61.5, respondents: 66, visitors: 99",
        ),
    )
    table = "".join(
        (
            "ИНН;Итог;Опрошено человек;Довольны комфортностью\n",
            f"{FIRST};80;55;52\n",
            f"{SECOND};70;56;50\n",
        )
    )
    record = _scores().partition("scores:")[0].replace("2025", "2024")
    write(site, f"{TOWN}/results/2024.yaml", record + "table: 2024.csv\n")
    write(site, f"{TOWN}/results/2024.csv", table)
    record = record.replace("2024", "2023")
    write(site, f"{TOWN}/results/2023.yaml", record + "table: 2023.csv\n")
    write(site, f"{TOWN}/results/2023.csv", table.replace(";52\n", ";50\n"))
    outcome = built(site, folder / "public")
    assert outcome.changes is not None, outcome.diagnostics
    return tree(folder / "public")


def words(few: dict[str, bytes], path: str) -> str:
    html = few[path].decode()
    html = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").split())


RESULTS_2025 = "primerskaya-oblast/primersk/results/2025/index.html"


def test_pages_say_fewer_than_five(few: dict[str, bytes]) -> None:
    rating = words(few, RESULTS_2025)
    assert "Детский сад, ответов: менее 5" in rating
    assert "В 1 организации ответили менее пяти человек; сколько именно, не показано." in rating
    organization = words(few, f"org/{FIRST}/index.html")
    assert "менее 5 человек; всего организация обслуживает менее 5" in organization
    appeals = words(few, "primerskaya-oblast/primersk/appeals/index.html")
    assert "менее 5 из менее 5" in appeals
    assert "2024 31 менее 5" in appeals


def test_the_sum_does_not_give_it_away(few: dict[str, bytes]) -> None:
    rating = words(few, RESULTS_2025)
    assert "Всего 143; в одной организации — от 66 до 77." in rating  # 77 + 66, without the three
    assert "146" not in rating


def test_data_files_leave_it_out(few: dict[str, bytes]) -> None:
    name = "api/v1/primerskaya-oblast/primersk/results/2025.json"
    text = few[name].decode()
    assert re.findall(r'"respondents": ?(\w+)', text) == ["null", "77", "66"]
    assert re.findall(r'"visitors": ?(\w+)', text) == ["null", "null", "99"]


def test_no_file_names_a_count_of_one_to_four_people(few: dict[str, bytes]) -> None:
    named = re.compile(
        r'"(?:respondents|visitors|received|answered_in_time|\w+_asked|\w+_satisfied)": ?"?[1-4]\b'
        r"|\b[1-4] (?:человек|респондент|обращени)|ответов: [1-4]\b"
    )
    assert not [
        (path, named.search(text))
        for path, text in _all_texts(few)
        if named.search(text.replace("\u00a0", " "))
    ]


def _all_texts(few: dict[str, bytes]) -> list[tuple[str, str]]:
    """Every text of the site, inside of archives and workbooks too."""
    found = []
    for path, data in few.items():
        if path.endswith((".zip", ".xlsx", ".docx")):
            with zipfile.ZipFile(BytesIO(data)) as archive:
                for name in archive.namelist():
                    found.append((f"{path}/{name}", archive.read(name).decode(errors="replace")))
        elif not path.endswith((".js", ".css", ".woff2", ".png")):
            text = words(few, path) if path.endswith(".html") else data.decode(errors="replace")
            found.append((path, text))
    return found


def test_the_column_of_respondents_is_empty_there(few: dict[str, bytes]) -> None:
    rows = [line.split(";") for line in few["data/indicators.csv"].decode("utf-8-sig").split("\n")]
    place = rows[0].index("respondents")
    values = {row[place] for row in rows[1:] if len(row) > place}
    assert values == {"", "77", "66"}


def test_a_table_that_tells_of_few_is_not_given_out(few: dict[str, bytes]) -> None:
    folder = "primerskaya-oblast/primersk/results"
    assert f"{folder}/2024/2024.csv" not in few  # 55 asked, 52 satisfied: three were not
    assert f"{folder}/2023/2023.csv" in few
    assert "2024.csv" not in few[f"{folder}/2024/index.html"].decode()
    assert "2023.csv" in few[f"{folder}/2023/index.html"].decode()


@pytest.mark.parametrize(
    ("counts", "tells"),
    [
        ({"asked": 5}, False),
        ({"asked": 4}, True),
        ({"asked": 0}, False),
        ({"asked": 50, "recommend": 50}, False),
        ({"asked": 50, "recommend": 45}, False),
        ({"asked": 50, "recommend": 46}, True),
        ({"asked": 50, "recommend": 1}, True),
        ({"disabled_asked": 8, "access_satisfied": 7}, True),
        ({"stand_items": 3, "stand_norm": 4, "remote_ways": 2, "access_equipment": 4}, False),
    ],
)
def test_raw_counts(counts: dict[str, int], tells: bool) -> None:
    assert tells_of_few(counts) is tells


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("3", "менее 5"),
        (" 4 ", "менее 5"),
        ("5", "5"),
        ("0", "0"),
        ("41", "41"),
        ("x", "x"),
        ("", ""),
    ],
)
def test_the_history_of_changes_does_not_tell_it(typed: str, shown: str) -> None:
    assert people_shown(typed, Context(messages_for("ru"))) == shown


def test_changed_appeals_are_not_told() -> None:
    def territory(received: str, in_time: str) -> Tree:
        year: Tree = {"year": "2025", "received": received, "answered_in_time": in_time}
        return {"name": "Город", "appeals": {"how": "Напишите.", "years": [year]}}

    context = Context(messages_for("ru"))
    changes = changes_of("municipality", territory("4", "3"), territory("44", "2"), context)
    text = " ".join(change.text for change in changes)
    assert "менее 5" in text
    assert "44" in text
    assert re.findall(r"\b[1-4]\b", text) == []
    assert changes_of("municipality", territory("4", "3"), territory("2", "1"), context) == ()
