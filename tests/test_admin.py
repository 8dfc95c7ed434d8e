"""The form for editors at /admin/: what a site gets, what its fields say, what a file keeps."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from nokgen.admin import bundle, policy_of
from nokgen.admin.bundle import SCHEMA, SOURCES, VALUES, make
from nokgen.admin.config import settings_of
from nokgen.admin.fields import field_name, form_of
from nokgen.cli.language import click_speaks
from nokgen.cli.main import run
from nokgen.domain.git_host import git_host
from nokgen.fmt import formatted
from nokgen.fmt.parse import parse
from nokgen.fmt.parts import comments_of, tree_of
from nokgen.messages import messages_for
from nokgen.records.kinds import kind_of
from nokgen.records.schema import KINDS, REF, publish
from nokgen.surroundings import SurroundingsError
from tests.form_under_test import (
    REPOSITORY,
    edition_at,
    expanded,
    form_at,
    program,
    site_with_form,
)
from tests.sites_under_test import ROOT
from tests.whole_under_test import about_all
from tools import npm

RU = messages_for("ru")
EXAMPLE = ROOT / "examples" / "site"
BASE = ROOT / "tests" / "cases" / "_base"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Json:
    """The settings of the form of the fictional region."""
    root = site_with_form(tmp_path_factory.mktemp("form"), EXAMPLE)
    host = git_host(REPOSITORY)
    assert host is not None
    return settings_of(*about_all(edition_at(root)), host)


# What a site gets


def test_a_site_without_the_line_gets_nothing(tmp_path: Path) -> None:
    root = site_with_form(tmp_path, BASE)
    text = (root / "site.yaml").read_text(encoding="utf-8")
    (root / "site.yaml").write_text(text.replace("admin: true\n", ""), encoding="utf-8")
    assert form_at(root).files == ()
    assert form_at(root).trouble is None


def test_one_line_puts_the_form_at_its_address(tmp_path: Path) -> None:
    files = {file.path: file for file in form_at(site_with_form(tmp_path, BASE)).files}
    page = files["admin/index.html"]
    assert isinstance(page.content, bytes)
    assert not page.is_listed
    assert b'<meta name="robots" content="noindex">' in page.content
    assert "<noscript>" in page.content.decode()
    assert f'<a href="{REPOSITORY}">' in page.content.decode()
    assert {"admin/config.json", "admin/licences.txt"} < files.keys()
    assert not any(Path(name).name in (SCHEMA, VALUES) for name in files)


def test_a_preview_that_opens_from_disk_has_no_form(tmp_path: Path) -> None:
    assert form_at(site_with_form(tmp_path, BASE), from_disk=True).files == ()


def test_a_build_without_the_program_says_how_to_make_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site_with_form(tmp_path, BASE)
    bundle.place_of(root).unlink()
    click_speaks("ru")
    monkeypatch.chdir(root)
    assert run(["build", "--no-search"], RU) == 0
    assert "Соберите её командой nokgen admin" in capsys.readouterr().err
    assert (root / "public" / "index.html").is_file()
    assert not (root / "public" / "admin").exists()


@pytest.mark.parametrize("damage", ["cut", "flipped", "removed", "added"])
def test_a_program_that_is_not_whole_is_none(tmp_path: Path, damage: str) -> None:
    place = bundle.place_of(tmp_path)
    shutil.copytree(program(), place)
    assert bundle.made(tmp_path) == place
    script, data = place / bundle.SCRIPT, (place / bundle.SCRIPT).read_bytes()
    match damage:
        case "cut":
            script.write_bytes(data[:-1])
        case "flipped":
            script.write_bytes(data[:99] + bytes([data[99] ^ 1]) + data[100:])
        case "removed":
            (place / "licences.txt").unlink()
        case _:
            (place / "more.js").touch()
    assert bundle.made(tmp_path) is None


def test_the_command_makes_nothing_for_a_site_without_the_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    click_speaks("ru")
    monkeypatch.chdir(EXAMPLE)
    monkeypatch.setattr(bundle, "make", lambda _root: pytest.fail("it was made"))
    assert run(["admin"], RU) == 0
    assert capsys.readouterr().err == "Форма для редакторов выключена: собирать нечего.\n"


def test_without_node_there_is_a_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle.shutil, "which", lambda _name: None)
    monkeypatch.setattr(bundle, "find_spec", lambda _name: None)
    with pytest.raises(SurroundingsError, match=r"Node\.js"):
        make(tmp_path)


def test_what_npm_says_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    say = ["python3", "-c", "print('no such host'); raise SystemExit(1)"]
    monkeypatch.setattr(bundle, "_programs", lambda: (["node"], say))
    with pytest.raises(SurroundingsError) as caught:
        make(tmp_path)
    assert caught.value.params == {"output": "no such host"}
    assert list((tmp_path / ".nokgen").iterdir()) == []


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((SOURCES / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert all(each.get("integrity") for each in packages.values())
    assert not any("resolved" in each for each in packages.values())


# The host


@pytest.mark.parametrize(
    ("repository", "kind", "path", "api"),
    [
        ("https://github.com/example/nok", "github", "example/nok", "https://api.github.com"),
        ("https://github.com/example/nok.git", "github", "example/nok", "https://api.github.com"),
        ("https://www.github.com/a/b/", "github", "a/b", "https://api.github.com"),
        ("https://gitlab.com/a/b/c", "gitlab", "a/b/c", "https://gitlab.com/api/v4"),
        ("https://gitlab.gorod.ru/a/b", "gitlab", "a/b", "https://gitlab.gorod.ru/api/v4"),
        ("https://codeberg.org/a/b", "gitea", "a/b", "https://codeberg.org/api/v1"),
        ("https://gitea.gorod.ru:8443/a/b", "gitea", "a/b", "https://gitea.gorod.ru:8443/api/v1"),
    ],
)
def test_a_host_is_known_by_its_name(repository: str, kind: str, path: str, api: str) -> None:
    host = git_host(repository)
    assert host is not None
    assert (host.kind.value, host.path, host.api) == (kind, path, api)
    assert f"connect-src 'self' blob: data: {'/'.join(api.split('/')[:3])};" in policy_of(host)


@pytest.mark.parametrize("repository", ["", "https://git.example.org/a/b", "https://github.com/a"])
def test_another_host_is_not_guessed(repository: str) -> None:
    assert git_host(repository) is None


def test_only_hosts_with_requests_get_the_workflow_of_requests(tmp_path: Path) -> None:
    modes = {}
    edition, country = about_all(edition_at(site_with_form(tmp_path, BASE)))
    for name in ("github.com", "gitlab.com", "codeberg.org"):
        host = git_host(f"https://{name}/a/b")
        assert host is not None
        modes[name] = settings_of(edition, country, host)["config"].get("publish_mode")
    assert modes == {
        "github.com": "editorial_workflow",
        "gitlab.com": "editorial_workflow",
        "codeberg.org": None,
    }


# The settings


def test_sveltia_cms_understands_the_settings(settings: Json) -> None:
    schema = json.loads((program() / SCHEMA).read_text(encoding="utf-8"))
    config = expanded(settings)
    # One territory of each kind says all: the schema is slow to check.
    places = ("primerskaya-oblast", "primerskaya-oblast_primersk", "site", "content_pages")
    names = (*places, *(f"content_{places[0]}_{kind}" for kind in ("plans", "results")))
    names = (*names, f"content_{places[0]}_improvement")
    config["collections"] = [each for each in config["collections"] if each["name"] in names]
    assert len(config["collections"]) == len(names)
    faults = jsonschema.Draft7Validator(schema).iter_errors(config)
    assert [(list(fault.path), fault.message) for fault in faults] == []


def test_every_file_has_its_place_in_the_form(settings: Json) -> None:
    parts = [
        part
        for collection in settings["config"]["collections"]
        for part in collection.get("files", [collection])
    ]
    files = {part["file"] for part in parts if "file" in part}
    folders = {part["folder"] for part in parts if "folder" in part}
    for path in sorted((EXAMPLE / "content").rglob("*")):
        name = path.relative_to(EXAMPLE).as_posix()
        if kind_of(name) is not None:
            assert name in files or name.rpartition("/")[0] in folders, name
    assert len({collection["name"] for collection in settings["config"]["collections"]}) == len(
        settings["config"]["collections"]
    )


def test_changes_are_accepted_at_the_host_and_nothing_is_removed(settings: Json) -> None:
    collections = settings["config"]["collections"]
    assert all(collection["publish"] is False for collection in collections)
    assert all(
        collection.get("delete") is False for collection in collections if "folder" in collection
    )
    assert settings["config"]["backend"]["auth_methods"] == ["token"]


def pairs(schema: Json, fields: list[Json], definitions: Json) -> Iterator[tuple[Json, Json, bool]]:
    """Every key of a schema with its field, however deep, and whether it is needed."""
    named = {field["name"]: field for field in fields}
    assert len(named) == len(schema["properties"])
    for key, value in schema["properties"].items():
        field = named[field_name(key)]
        yield value, field, key in schema.get("required", ())
        inner = value.get("items", value)
        inner = definitions.get(inner.get("$ref", "").removeprefix(REF), inner)
        if "properties" in inner:
            yield from pairs(inner, field["fields"], definitions)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "site"])
def test_the_form_is_the_schema(kind: str) -> None:
    schema = publish(kind, RU)
    for value, field, needed in pairs(schema, form_of(kind, RU), schema.get("$defs", {})):
        assert field["label"] == value["title"]
        assert field["hint"].startswith(value["description"])
        assert field.get("required", True) is needed
        each = value.get("items", value)
        if "enum" in each:
            shown = {option["value"]: option["label"] for option in field["options"]}
            words = zip(each["enum"], each["enumDescriptions"], strict=True)
            assert shown == {word: label for word, label in words if word is not None}
        elif "pattern" in each and field["widget"] not in ("datetime", "file"):
            assert field.get("field", field)["pattern"][0] == each["pattern"]
        if "minimum" in value:
            assert field["min"] == value["minimum"]


def test_a_field_has_as_many_lines_as_its_key() -> None:
    measures = next(field for field in form_of("plan", RU) if field["name"] == "measures")
    widgets = {field["name"]: field["widget"] for field in measures["fields"]}
    assert widgets["title"] == widgets["deadline"] == "text"
    assert widgets["summary"] == widgets["quantity"] == "string"
    approved = next(field for field in form_of("plan", RU) if field["name"] == "approved")
    provisions = next(field for field in approved["fields"] if field["name"] == "provisions")
    assert provisions["field"]["widget"] == "text"


# What a file keeps

ROUND = """
import {{ readFileSync }} from "node:fs";
const {{ read, write, readPage, writePage }} = await import({module});
const {{ files }} = JSON.parse(readFileSync(0, "utf8"));
const again = Object.entries(files).map(([path, text]) => [
  path, path.endsWith(".md") ? writePage(readPage(text)) : write({change}(read(text))),
]);
console.log(JSON.stringify(Object.fromEntries(again)));
"""
SAME = "((values) => values)"


def saved(files: dict[str, str], change: str = SAME) -> dict[str, str]:
    """The files as the form writes them; it gets them without white space at their ends."""
    script = ROUND.format(module=json.dumps((program() / VALUES).as_uri()), change=change)
    given = {"files": {path: text.strip() for path, text in files.items()}}
    command = [npm.node(), "--input-type=module", "--eval", script]
    done = subprocess.run(
        command, input=json.dumps(given), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_a_file_that_nobody_changed_says_the_same_with_its_comments() -> None:
    sources = (ROOT / "content", EXAMPLE / "content")
    paths = [path for source in sources for path in sorted(source.rglob("*.yaml"))]
    files = {str(path): path.read_text(encoding="utf-8") for path in paths}
    assert len(files) > 50
    for path, text in saved(files).items():
        before, after = parse(files[path]), parse(text)
        assert before is not None
        assert after is not None
        assert tree_of(after) == tree_of(before), path
        assert comments_of(after) == comments_of(before), path


def test_texts_stay_as_they_were_typed() -> None:
    text = "inn: 0002001433\nnumber: 1.10\n1.1: 86,10\nempty:\nyes: да  # замечание\n"
    assert saved({"a.yaml": text})["a.yaml"] == (
        "inn: 0002001433\nnumber: 1.10\n1.1: 86,10\nyes: да # замечание\n"
    )


def test_no_name_in_the_form_has_a_dot() -> None:
    names = "((values) => ({...values, seen: Object.keys(values).join(' ')}))"
    text = saved({"a.yaml": "inn: 0002001433\n1.1: 5\n"}, names)["a.yaml"]
    assert text == "inn: 0002001433\n1.1: 5\nseen: inn 1_1 _source\n"


def test_a_change_leaves_the_rest_alone() -> None:
    text = (
        "# О файле\n"
        "year: 2025  # год\n"
        "measures:\n"
        "  - id: m1  # первое\n"
        '    number: "1"\n'
        "  - id: m2  # второе\n"
        "    responsible: [a, b]\n"
        "source: {file: documents/a.pdf}\n"
    )
    change = (
        "((values) => ({...values, year: '2026', source: {file: '/documents/b.pdf'},"
        " measures: [{id: 'm3', number: '3', title: 'Да: нет', deadline: ''},"
        " values.measures[1]]}))"
    )
    after = saved({"a.yaml": text}, change)["a.yaml"]
    assert formatted(after, KINDS["plan"].record) == (
        "# О файле\n"
        "year: 2026  # год\n"
        "source:\n"
        "  file: documents/b.pdf\n"
        "measures:\n"
        "  - id: m3\n"
        '    number: "3"\n'
        '    title: "Да: нет"\n'
        "\n"
        "  - id: m2  # второе\n"
        "    responsible: [a, b]\n"
    )
