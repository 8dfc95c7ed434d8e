"""`nokgen init` and `nokgen new`: what an editor gets, and what is never touched."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from nokgen import new
from nokgen.check.columns import column_of
from nokgen.cli import new as cli_new
from nokgen.cli.program import program
from nokgen.messages import Messages, messages_for
from nokgen.new.outline import nested, outline
from nokgen.new.start import planned
from nokgen.new.table import head
from nokgen.records.results import INDICATOR_FIELDS
from nokgen.records.schema import KINDS, publish
from nokgen.surroundings import SurroundingsError

ROOT = Path(__file__).resolve().parent.parent
RU = messages_for("ru")
TODAY = date(2026, 11, 22)


def nokgen(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as an editor runs it in the folder of a site."""
    return subprocess.run(
        [sys.executable, "-m", "nokgen", *arguments, "--today", "2026-11-22", "--color", "never"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def make(folder: Path, kind: str, address: str) -> str:
    (path,) = new.scaffold(folder, kind, address, RU, TODAY)
    return path


def sentence(error: SurroundingsError) -> str:
    """What a person reads, hint included."""
    hint = RU.gettext(error.hint, **error.params) if error.hint else ""
    return f"{RU.gettext(error.message, **error.params)} | {hint}"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one region and one municipality."""
    (tmp_path / "content").mkdir()
    make(tmp_path, "region", "murmanskaya-oblast")
    make(tmp_path, "municipality", "murmanskaya-oblast/kirovsk")
    return tmp_path


def keys_of(text: str) -> set[str]:
    """The first-level keys of a scaffold, live or switched off."""
    return set(re.findall(r"^(?:# )?([a-z_]+):", text, re.MULTILINE))


# What a new site is


def test_a_new_site_has_no_faults_and_can_be_shown(tmp_path: Path) -> None:
    new.init(tmp_path, RU)
    checked = nokgen(tmp_path, "check", "--strict")
    assert (checked.returncode, checked.stdout) == (0, "")
    built = nokgen(tmp_path, "build", "--no-search")
    assert built.returncode == 0, built.stderr
    page = tmp_path / "public/primernaya-oblast/primersk/plans/informirovanie/index.html"
    assert "План информирования жителей" in page.read_text(encoding="utf-8")


def test_the_example_says_that_it_is_invented(tmp_path: Path) -> None:
    new.init(tmp_path, RU)
    assert "fictional: true" in (tmp_path / "site.yaml").read_text(encoding="utf-8")
    for path in sorted((tmp_path / "content").rglob("*.yaml")):
        assert "# ПРИМЕР. Всё в этом файле придумано" in path.read_text(encoding="utf-8"), path


def test_a_new_site_names_its_files(tmp_path: Path) -> None:
    assert new.init(tmp_path, RU) == (
        ".gitattributes",
        ".github/ISSUE_TEMPLATE/config.yml",
        ".github/ISSUE_TEMPLATE/mistake.yml",
        ".github/ISSUE_TEMPLATE/plan.yml",
        ".github/dependabot.yml",
        ".github/workflows/check.yml",
        ".github/workflows/deploy.yml",
        ".gitignore",
        ".vscode/extensions.json",
        ".vscode/schemas/council.json",
        ".vscode/schemas/improvement.json",
        ".vscode/schemas/municipality.json",
        ".vscode/schemas/organizations.json",
        ".vscode/schemas/plan.json",
        ".vscode/schemas/publications.json",
        ".vscode/schemas/region.json",
        ".vscode/schemas/results.json",
        ".vscode/schemas/site.json",
        ".vscode/schemas/surveys.json",
        ".vscode/schemas/synonyms.json",
        ".vscode/settings.json",
        "README.md",
        "content/pages/about.md",
        "content/pages/accessibility.md",
        "content/primernaya-oblast/primersk/municipality.yaml",
        "content/primernaya-oblast/primersk/plans/informirovanie.yaml",
        "content/primernaya-oblast/region.yaml",
        "requirements.txt",
        "site.yaml",
    )


def test_init_makes_the_folder(tmp_path: Path) -> None:
    new.init(tmp_path / "a" / "b", RU)
    assert (tmp_path / "a" / "b" / "site.yaml").is_file()


def test_init_leaves_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Моё\n", encoding="utf-8")
    written = new.init(tmp_path, RU)
    assert "README.md" not in written
    assert new.left(written, RU) == ("README.md",)
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "Моё\n"


def test_init_refuses_a_site(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("title: Мой сайт\n", encoding="utf-8")
    with pytest.raises(SurroundingsError) as error:
        new.init(tmp_path, RU)
    assert error.value.exit_code == 2
    assert "уже есть сайт" in sentence(error.value)
    assert [path.name for path in tmp_path.iterdir()] == ["site.yaml"]


def test_init_refuses_a_file(tmp_path: Path) -> None:
    (tmp_path / "mysite").write_text("", encoding="utf-8")
    with pytest.raises(SurroundingsError) as error:
        new.init(tmp_path / "mysite", RU)
    assert error.value.exit_code == 2


def test_init_that_was_cut_off_can_be_repeated(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("a file where a folder must be", encoding="utf-8")
    with pytest.raises(SurroundingsError) as error:
        new.init(tmp_path, RU)
    assert error.value.exit_code == 3
    (tmp_path / "content").unlink()
    assert "site.yaml" in new.init(tmp_path, RU)


def test_workflows_use_the_same_pinned_actions_as_this_project() -> None:
    pinned = {
        line.split("uses:")[1].strip()
        for path in (ROOT / ".github/workflows").glob("*.yml")
        for line in path.read_text(encoding="utf-8").splitlines()
        if "uses:" in line
    }
    for name, text in planned(RU).items():
        if name.startswith(".github/workflows/"):
            used = {line.split("uses:")[1].strip() for line in text.split("\n") if "uses:" in line}
            assert used
            assert used <= pinned
            assert all(re.search(r"@[0-9a-f]{40} # v", line) for line in used)
            assert "\npermissions: {}\n" in text


def test_vscode_finds_a_schema_for_every_file_of_a_new_site(tmp_path: Path) -> None:
    new.init(tmp_path, RU)
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text(encoding="utf-8"))
    for place in settings["yaml.schemas"]:
        assert (tmp_path / place).is_file()
    for path in tmp_path.glob("content/**/*.yaml"):
        first = path.read_text(encoding="utf-8").split("\n")[0]
        schema = path.parent / first.removeprefix("# yaml-language-server: $schema=")
        assert json.loads(schema.read_text(encoding="utf-8"))["properties"]


def test_settings_of_editors_are_those_of_this_project() -> None:
    for name in (".vscode/settings.json", ".vscode/extensions.json"):
        assert planned(RU)[name] == (ROOT / name).read_text(encoding="utf-8")


def test_the_starter_is_in_the_installed_package() -> None:
    assert 'packages = ["nokgen"]' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    ignored = subprocess.run(
        ["git", "check-ignore", *map(str, (ROOT / "nokgen/new/starter").rglob("*"))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ignored.stdout == ""


# What `nokgen new` writes


@pytest.mark.parametrize(
    ("kind", "address", "path"),
    [
        ("region", "tulskaya-oblast", "content/tulskaya-oblast/region.yaml"),
        ("region", "/tulskaya-oblast/", "content/tulskaya-oblast/region.yaml"),
        ("region", "content/tulskaya-oblast/region.yaml", "content/tulskaya-oblast/region.yaml"),
        (
            "municipality",
            "murmanskaya-oblast/apatity",
            "content/murmanskaya-oblast/apatity/municipality.yaml",
        ),
        (
            "plan",
            "murmanskaya-oblast/kirovsk/plans/2021-media",
            "content/murmanskaya-oblast/kirovsk/plans/2021-media.yaml",
        ),
        (
            "plan",
            "content\\murmanskaya-oblast\\kirovsk\\plans\\2021-media.yaml",
            "content/murmanskaya-oblast/kirovsk/plans/2021-media.yaml",
        ),
        (
            "plan",
            "https://example.org/nok/murmanskaya-oblast/kirovsk/plans/2021-media/#m1",
            "content/murmanskaya-oblast/kirovsk/plans/2021-media.yaml",
        ),
        (
            "plan",
            "murmanskaya-oblast/plans/2021-media",
            "content/murmanskaya-oblast/plans/2021-media.yaml",
        ),
        (
            "results",
            "murmanskaya-oblast/kirovsk/results/2021-education",
            "content/murmanskaya-oblast/kirovsk/results/2021-education.yaml",
        ),
        (
            "results",
            "murmanskaya-oblast/results/2021-health.yaml",
            "content/murmanskaya-oblast/results/2021-health.yaml",
        ),
        (
            "improvement",
            "/murmanskaya-oblast/kirovsk/improvement/2021-skazka/",
            "content/murmanskaya-oblast/kirovsk/improvement/2021-skazka.yaml",
        ),
        (
            "organization",
            "murmanskaya-oblast/kirovsk",
            "content/murmanskaya-oblast/kirovsk/organizations.yaml",
        ),
        (
            "organization",
            "content/murmanskaya-oblast/kirovsk/organizations.yaml",
            "content/murmanskaya-oblast/kirovsk/organizations.yaml",
        ),
        (
            "publications",
            "https://example.org/nok/murmanskaya-oblast/kirovsk/publications/",
            "content/murmanskaya-oblast/kirovsk/publications.yaml",
        ),
        ("surveys", "murmanskaya-oblast", "content/murmanskaya-oblast/surveys.yaml"),
        (
            "council",
            "murmanskaya-oblast/kirovsk/council/",
            "content/murmanskaya-oblast/kirovsk/council.yaml",
        ),
        ("page", "contacts", "content/pages/contacts.md"),
        ("page", "content/pages/contacts.md", "content/pages/contacts.md"),
    ],
)
def test_addresses_are_understood(site: Path, kind: str, address: str, path: str) -> None:
    assert make(site, kind, address) == path
    assert (site / path).is_file()


@pytest.mark.parametrize(
    ("kind", "address", "said"),
    [
        ("resultz", "a/b", "`nokgen new` не умеет создавать «resultz» | можно создать: region, "),
        ("results", "murmanskaya-oblast/kirovsk/2021-education", "kirovsk/results/2021-education"),
        ("improvement", "murmanskaya-oblast/kirovsk/plans/x", "нужно так: nokgen new improvement "),
        ("council", "murmanskaya-oblast/kirovsk/council/2021", "new council murmanskaya-oblast/"),
        ("surveys", "murmanskaya-oblast/kirovks", "может быть, `murmanskaya-oblast/kirovsk`?"),
        ("municipality", "murmanskaya-oblast/results", "имя `results` занято"),
        ("plan", "murmanskaya-oblast/kirovsk/2021-media", "kirovsk/plans/2021-media"),
        ("plan", "", "не подходит для `nokgen new plan`"),
        ("municipality", "kirovsk", "нужно так: nokgen new municipality murmanskaya-oblast/"),
        ("region", "Murmanskaya Oblast", "может быть, `murmanskaya-oblast`?"),
        ("region", "Мурманская область", "имя пишется строчными латинскими буквами"),
        ("region", "..", "`..` не может быть частью адреса"),
        ("region", "pages", "имя `pages` занято"),
        ("municipality", "murmanskaya-oblast/plans", "имя `plans` занято"),
        ("municipality", "murmanskaya-oblst/apatity", "может быть, `murmanskaya-oblast`?"),
        ("plan", "murmanskaya-oblast/kirovks/plans/x", "может быть, `murmanskaya-oblast/kirovsk`?"),
        (
            "plan",
            "murmanskaya-oblast/zzz/plans/x",
            "муниципалитета `murmanskaya-oblast/zzz` ещё нет | сначала создайте: "
            "nokgen new municipality murmanskaya-oblast/zzz",
        ),
        ("region", "murmanskaya-oblast", "уже есть, он не изменён"),
    ],
)
def test_what_cannot_be_made_says_why(site: Path, kind: str, address: str, said: str) -> None:
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    with pytest.raises(SurroundingsError) as error:
        make(site, kind, address)
    assert error.value.exit_code == 2
    assert said in sentence(error.value)
    assert before == {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_a_folder_without_a_site_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError) as error:
        make(tmp_path, "region", "tulskaya-oblast")
    assert "нет сайта" in sentence(error.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", new.KINDS)
def test_a_scaffold_shows_every_key_in_the_order_of_the_record(site: Path, kind: str) -> None:
    address = {
        "region": "tulskaya-oblast",
        "municipality": "murmanskaya-oblast/apatity",
        "plan": "murmanskaya-oblast/kirovsk/plans/x",
        "results": "murmanskaya-oblast/kirovsk/results/x",
        "improvement": "murmanskaya-oblast/kirovsk/improvement/x",
        "page": "contacts",
    }.get(kind, "murmanskaya-oblast/kirovsk")
    text = (site / make(site, kind, address)).read_text(encoding="utf-8")
    record = KINDS["organizations" if kind == "organization" else kind].record
    order = [key.name for key in outline(record)]
    found = re.findall(r"^(?:# )?([a-z_]+):(?!\S)", text, re.MULTILINE)
    assert found == order


def test_a_scaffold_invents_nothing(site: Path) -> None:
    path = make(site, "plan", "murmanskaya-oblast/kirovsk/plans/2021-media")
    text = (site / path).read_text(encoding="utf-8")
    assert yaml.safe_load(text) == {
        "title": None,
        "kind": "media",
        "year": 2021,
        "spheres": None,
        "source": {"title": None, "retrieved": TODAY},
        "measures": [
            {
                "id": "m1",
                "number": None,
                "title": None,
                "deadline": None,
                "quantity": None,
                "expected": None,
                "responsible": None,
            }
        ],
    }


def test_check_says_what_is_still_missing(site: Path) -> None:
    new.init(site, RU)
    path = make(site, "plan", "murmanskaya-oblast/kirovsk/plans/2021-media")
    checked = nokgen(site, "check", path)
    assert checked.returncode == 1
    found = re.findall(r"^error\[([a-z-]+)\]", checked.stdout, re.MULTILINE)
    assert set(found) == {"empty-value"}
    assert len(found) == 4


@pytest.mark.parametrize(
    ("kind", "address", "open_keys"),
    [
        (
            "results",
            "results/2021-education",
            {
                "year": 2021,
                "sphere": "education",
                "method": None,
                "source": {"title": None, "retrieved": TODAY},
                "scores": [
                    dict.fromkeys(("inn", "k1", "k2", "k3", "k4", "k5", "total", "respondents"))
                ],
            },
        ),
        (
            "improvement",
            "improvement/2021-skazka",
            {
                "organization": None,
                "results": None,
                "source": {"title": None, "retrieved": TODAY},
                "items": [
                    {
                        "id": "i1",
                        "criterion": None,
                        "shortcoming": None,
                        "measure": None,
                        "deadline": None,
                        "responsible": {"post": None},
                    }
                ],
            },
        ),
        (
            "organization",
            "",
            {"organizations": [dict.fromkeys(("inn", "name", "kind", "sphere"))]},
        ),
        (
            "publications",
            "",
            {
                "publications": [
                    dict.fromkeys(("date", "kind", "outlet", "title", "url", "counts_for"))
                ]
            },
        ),
        (
            "surveys",
            "",
            {"surveys": [dict.fromkeys(("id", "title", "spheres", "opens", "closes", "url"))]},
        ),
        (
            "council",
            "",
            {"name": None, "meetings": [dict.fromkeys(("date", "agenda", "decisions", "url"))]},
        ),
    ],
)
def test_what_stands_open(site: Path, kind: str, address: str, open_keys: object) -> None:
    path = make(site, kind, f"murmanskaya-oblast/kirovsk/{address}")
    assert yaml.safe_load((site / path).read_text(encoding="utf-8")) == open_keys


def test_the_text_of_a_new_log_of_publications(site: Path) -> None:
    path = make(site, "publications", "murmanskaya-oblast/kirovsk")
    assert (
        (site / path).read_text(encoding="utf-8")
        == """\
# yaml-language-server: $schema=../../../.vscode/schemas/publications.json
# Пишите после двоеточий. Какие ключи нельзя оставить пустыми, скажет `nokgen check`.
# Ключи за знаком # выключены. Чтобы включить ключ, удалите перед ним # и пробел.
# Ненужные выключенные ключи можно удалить.

# Публикации. Что вышло в СМИ, на сайтах, стендах и в социальных сетях.
publications:
  # Дата. День, когда это вышло.
  # Например: 2020-07-14
  - date:
    # Вид канала. Сайт, социальная сеть, газета, телевидение, радио, стенд, встреча или другое.
    # Одно из: site (сайт), social (социальная сеть), newspaper (газета), tv (телевидение),
    # radio (радио), stand (стенд), meeting (встреча), other (другой канал)
    kind:
    # Где вышло. Название газеты, сайта, группы или места.
    # Например: Газета «Вестник»
    outlet:
    # Название. Заголовок статьи или то, о чём она.
    # Например: Как оценивают детские сады
    title:
    # Адрес в интернете. Где это можно прочитать.
    # Например: https://example.org/news/42
    url:
    ## Файл. Скан или снимок в папке documents/ муниципалитета.
    ## Например: documents/2020-07-14-vestnik.pdf
    # file:
    ## Сколько. Сколько раз или экземпляров добавляется к количеству по мероприятию. Если не
    ## указать, то 1.
    ## Например: 1
    # count:
    # В счёт чего. Какие мероприятия этим выполняются: plans/<имя файла>#<код мероприятия>.
    # Например: ["plans/2020-information-campaign#m2"]
    counts_for:
    ## Коротко. О чём рассказано: одно-два предложения.
    # text:
"""
    )


# One more organisation

ITEM = """\
  - inn:
    ogrn:
    name:
    short_name:
    kind:
    sphere:
    address:
    site:
    founder:
"""
ONE = '# Сады\norganizations:  # все\n  - inn: "0002001433"  # «Сказка»\n    name: Сказка\n'
FLAT = "organizations:\n- inn: '0002001433'\n  # адрес уточнить\n  name: Сказка"


def without_indent(text: str) -> str:
    return re.sub("^  ", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (ONE, ONE + "\n" + ITEM),
        (ONE + "\n\n", ONE + "\n" + ITEM),
        (ONE + "# конец\n", ONE + "# конец\n\n" + ITEM),
        (FLAT, FLAT + "\n\n" + without_indent(ITEM)),
        (
            "\ufeff" + ONE.replace("\n", "\r\n"),
            "\ufeff" + (ONE + "\n" + ITEM).replace("\n", "\r\n"),
        ),
        ("organizations:\n", "organizations:\n" + ITEM),
        ("\ufefforganizations: []\n", "\ufefforganizations:\n" + ITEM),
    ],
    ids=["one", "empty lines", "comment", "no indent", "windows", "none", "empty list"],
)
def test_an_organisation_is_added_and_nothing_else_changes(
    site: Path, before: str, after: str
) -> None:
    file = site / "content/murmanskaya-oblast/kirovsk/organizations.yaml"
    file.write_bytes(before.encode())
    make(site, "organization", "murmanskaya-oblast/kirovsk")
    assert file.read_bytes().decode() == after
    assert {path.name for path in file.parent.iterdir()} == {"municipality.yaml", file.name}
    assert yaml.safe_load(after)["organizations"][-1]["inn"] is None


@pytest.mark.parametrize(
    "text",
    [
        "organizations: [{inn: '0002001433'}]\n",
        "organizations:\n  inn: '0002001433'\n",
        "organisations:\n  - inn: '0002001433'\n",
        ONE + "note: Конец\n",
        "",
        b"\xcf\xf0\xe8\xe2\xe5\xf2",
    ],
)
def test_a_file_that_is_not_clear_is_left_alone(site: Path, text: str | bytes) -> None:
    file = site / "content/murmanskaya-oblast/kirovsk/organizations.yaml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(SurroundingsError) as error:
        make(site, "organization", "murmanskaya-oblast/kirovsk")
    assert error.value.exit_code == 2
    assert "непонятно, куда в нём добавить организацию" in sentence(error.value)
    assert file.read_bytes() == (text.encode() if isinstance(text, str) else text)


# Tables


def results(folder: Path, address: str) -> tuple[str, ...]:
    return new.scaffold(folder, "results", address, RU, TODAY, with_table=True)


def test_a_table_is_begun_with_its_headings(site: Path) -> None:
    address = "murmanskaya-oblast/kirovsk/results/2021-education"
    path, table = results(site, address)
    assert table == f"content/{address}.csv"
    assert (site / table).read_bytes().decode() == (
        "\ufeffНаименование организации;ИНН;1.1 баллы;1.2 баллы;1.3 баллы;2.1 баллы;2.3 баллы;"
        "3.1 баллы;3.2 баллы;3.3 баллы;4.1 баллы;4.2 баллы;4.3 баллы;5.1 баллы;5.2 баллы;"
        "5.3 баллы;k1;k2;k3;k4;k5;Итог;Опрошено;Получатели услуг\r\n"
    )
    known = yaml.safe_load((site / path).read_text(encoding="utf-8"))
    assert known["table"] == "2021-education.csv"
    assert "scores" not in known


@pytest.mark.parametrize("messages", [RU, messages_for("en")], ids=["ru", "en"])
@pytest.mark.parametrize("sphere", ["education", "health", ""])
def test_the_headings_of_a_new_table_are_understood(sphere: str, messages: Messages) -> None:
    headings = head(sphere, messages).strip("\ufeff\r\n").split(";")
    figures = [column_of(heading) for heading in headings]
    criteria = ["k1", "k2", "k3", "k4", "k5"]
    indicators = [alias for _name, alias in INDICATOR_FIELDS]
    if sphere == "education":
        indicators.remove("2.2")
    assert figures == ["", "inn", *indicators, *criteria, "total", "respondents", "visitors"]


def test_a_table_that_is_there_is_named_and_kept(site: Path) -> None:
    folder = site / "content/murmanskaya-oblast/kirovsk/results"
    folder.mkdir()
    (folder / "2021-education.csv").write_text("ИНН;Итог\n", encoding="utf-8")
    (folder / "2024-education.xlsx").write_bytes(b"PK")
    assert results(site, "murmanskaya-oblast/kirovsk/results/2021-education") == (
        "content/murmanskaya-oblast/kirovsk/results/2021-education.yaml",
    )
    assert (folder / "2021-education.csv").read_text(encoding="utf-8") == "ИНН;Итог\n"
    path = make(site, "results", "murmanskaya-oblast/kirovsk/results/2024-education")
    known = yaml.safe_load((site / path).read_text(encoding="utf-8"))
    assert known["table"] == "2024-education.xlsx"


def test_a_table_belongs_to_results_only(site: Path) -> None:
    said = CliRunner().invoke(
        program(RU), ["new", "-C", str(site), "plan", "x", "--table", "csv"], standalone_mode=True
    )
    assert said.exit_code == 2
    assert "Таблица бывает только у результатов" in said.output


def switched_on(text: str) -> str:
    """The scaffold after an editor has uncommented every key."""
    lines = []
    for line in text.split("\n"):
        found = re.fullmatch(r"( *)# ((?: *)(?:- )?[a-z_]+:.*)", line)
        lines.append(found[1] + found[2] if found else line)
    return "\n".join(lines)


def test_switched_off_keys_can_be_switched_on(site: Path) -> None:
    path = make(site, "plan", "murmanskaya-oblast/kirovsk/plans/2021-media")
    tree = yaml.safe_load(switched_on((site / path).read_text(encoding="utf-8")))
    assert list(tree) == [key.name for key in outline(KINDS["plan"].record)]
    assert set(tree["approved"]["signed_by"]) == {"name", "post", "duty"}
    assert set(tree["measures"][0]["reports"][0]["evidence"][0]) == {"title", "url", "file"}


def test_comments_come_from_the_records(site: Path) -> None:
    path = make(site, "plan", "murmanskaya-oblast/kirovsk/plans/x")
    text = re.sub(r"\n *(?:# )? *#+ ", " ", (site / path).read_text(encoding="utf-8"))
    schema = publish("plan", RU)
    for key, value in schema["properties"].items():
        assert f"{value['title']}. {value['description']}" in text, key


def test_every_record_is_reached() -> None:
    names = {record.__name__ for kind in KINDS.values() for record in nested(kind.record)}
    assert names >= {"Approval", "Body", "Measure", "Report", "Evidence", "Section", "Source"}


def test_an_editor_needs_only_the_commands(tmp_path: Path) -> None:
    assert nokgen(tmp_path, "init", "mysite").returncode == 0
    folder = tmp_path / "mysite"
    assert nokgen(folder, "new", "region", "tulskaya-oblast").returncode == 0
    again = nokgen(folder, "new", "region", "tulskaya-oblast")
    assert again.returncode == 2
    assert "уже есть, он не изменён" in again.stderr


def test_the_command_line_offers_the_kinds_that_can_be_made() -> None:
    """They are written twice: the command line may not import the records only to show its help."""
    assert cli_new.KINDS == new.KINDS
