"""`nokgen upgrade` on sites of earlier versions; and frozen sites, which must build for ever."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from nokgen.build import Outcome
from nokgen.check import check
from nokgen.cli.main import run
from nokgen.messages import messages_for
from nokgen.read import read_site
from nokgen.read.permalinks import read_permalinks
from nokgen.records.kinds import kind_of
from nokgen.records.schema import KINDS
from nokgen.records.site import FORMAT
from nokgen.surroundings import SurroundingsError
from nokgen.upgrade import STEPS, Edit, Source, Step, plan_of, renamed, write
from nokgen.upgrade.source import EACH
from tests.sites_under_test import built

TODAY = date(2026, 11, 22)
SITE = "# О сайте\n\n# Название\ntitle: 'Сайт'   # в кавычках\ndescription: >-\n  О нём\n"
PLAN = """# yaml-language-server: $schema=x
title: "План"   # кавычки остаются

measures:
  # выключено: - {id: m0}
  - {id: m1, deadline: "до 1 марта", nested: [{deadline: a}, {deadline: b}]}
  - id: m2
    "deadline": | # блок
      до 1 мая

      deadline: это текст, не ключ
    nested:
    - deadline: c   # хвост

# deadline: выключено
"""
PAGE = "---\ntitle: О сайте  # заголовок\norder: 5\n---\n\ntitle: это уже текст\n"


def put(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_bytes(text.encode())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    put(tmp_path, "site.yaml", SITE)
    put(tmp_path, "content/obl/plans/p.yaml", PLAN)
    put(tmp_path, "content/pages/about.md", PAGE)
    put(tmp_path, "content/obl/documents/p.yaml", PLAN)
    return tmp_path


def files(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def upgrade(root: Path, *args: str) -> int:
    return run(["-C", str(root), "upgrade", *args], messages_for("ru"))


def _second(source: Source) -> Iterable[Edit]:
    """An invented change: a measure calls its deadline `term`, inside of nested lists, too."""
    if source.kind == "plan":
        yield from renamed(source, ("measures", EACH, "deadline"), "term")
        yield from renamed(source, ("measures", EACH, "nested", EACH, "deadline"), "term")
    if source.path.endswith(".md"):
        yield from renamed(source, ("title",), "heading")


INVENTED = (*STEPS, Step(FORMAT + 1, _second))


def test_the_last_step_leads_to_the_format_of_the_records() -> None:
    assert [step.version for step in STEPS] == list(range(1, FORMAT + 1))


def test_a_site_without_a_version_gets_one(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    others = files(root)
    assert upgrade(root) == 0
    out, err = capsys.readouterr()
    assert out == "site.yaml\n  записана версия формата: 1\n"
    assert err == "Изменён 1 файл. Посмотрите, что получилось: nokgen diff, nokgen check\n"
    noted = SITE.replace("# Название", "schema_version: 1\n# Название")
    assert files(root) == {**others, "site.yaml": noted.encode()}
    assert upgrade(root) == 0
    assert capsys.readouterr() == (
        "",
        "Файлы написаны по правилам версии 1, менять нечего.\n",
    )
    assert files(root) == {**others, "site.yaml": noted.encode()}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: x\n", "schema_version: 1\ntitle: x\n"),
        ("---\ntitle: x\n", "---\nschema_version: 1\ntitle: x\n"),
        ("{title: x}\n", "{schema_version: 1, title: x}\n"),
        ("title: x\nschema_version:\n", "title: x\nschema_version: 1\n"),
        ("\ufefftitle: x\r\n# y\r\n", "\ufeffschema_version: 1\r\ntitle: x\r\n# y\r\n"),
        (
            "# yaml-language-server: $schema=x\n# о названии\ntitle: x",
            "# yaml-language-server: $schema=x\nschema_version: 1\n# о названии\ntitle: x",
        ),
    ],
)
def test_where_the_version_is_noted(root: Path, before: str, after: str) -> None:
    put(root, "site.yaml", before)
    assert upgrade(root) == 0
    assert (root / "site.yaml").read_bytes().decode() == after


def test_check_changes_nothing_and_says_what_is_due(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(root)
    assert upgrade(root, "--check") == 1
    assert capsys.readouterr() == (
        "site.yaml\n  записана версия формата: 1\n",
        "Изменить нужно 1 файл. Запустите: nokgen upgrade\n",
    )
    assert upgrade(root, "--check", "--format", "json") == 1
    assert json.loads(capsys.readouterr().out) == {"from": 0, "to": 1, "changed": ["site.yaml"]}
    assert files(root) == before
    assert upgrade(root) == 0
    assert upgrade(root, "--check") == 0


def test_a_step_changes_its_places_and_nothing_else(root: Path) -> None:
    made = plan_of(root, "site.yaml", steps=INVENTED)
    assert [each.change.path for each in made.files] == [
        "content/obl/plans/p.yaml",
        "content/pages/about.md",
        "site.yaml",
    ]
    (said,) = made.files[0].said
    assert (said.params, said.times) == ({"old": "deadline", "new": "term"}, 5)
    write(root, made.files)
    plan = PLAN
    for typed in ('deadline: "', "deadline: a", "deadline: b", '"deadline": |', "deadline: c"):
        plan = plan.replace(typed, typed.replace('"deadline"', "term").replace("deadline", "term"))
    assert (root / "content/obl/plans/p.yaml").read_bytes().decode() == plan
    page = PAGE.replace("title: О", "heading: О")
    assert (root / "content/pages/about.md").read_bytes().decode() == page
    assert "schema_version: 2" in (root / "site.yaml").read_bytes().decode()
    assert (root / "content/obl/documents/p.yaml").read_bytes().decode() == PLAN
    assert plan_of(root, "site.yaml", steps=INVENTED).files == ()


def test_to_stops_at_a_version(root: Path) -> None:
    made = plan_of(root, "site.yaml", 1, steps=INVENTED)
    assert [each.change.path for each in made.files] == ["site.yaml"]
    write(root, made.files)
    made = plan_of(root, "site.yaml", 2, steps=INVENTED)
    assert (made.start, made.to, len(made.files)) == (1, 2, 3)
    assert plan_of(root, "site.yaml", 1, steps=INVENTED).files == ()


def test_an_upgrade_that_was_cut_short_is_started_again(root: Path) -> None:
    whole = plan_of(root, "site.yaml", steps=INVENTED)
    wanted = {**files(root), **{each.change.path: each.change.after for each in whole.files}}
    for done in range(len(whole.files)):
        put(root, "content/obl/plans/p.yaml", PLAN)
        put(root, "content/pages/about.md", PAGE)
        put(root, "site.yaml", SITE)
        write(root, whole.files[:done])
        write(root, plan_of(root, "site.yaml", steps=INVENTED).files)
        assert files(root) == wanted


def test_what_was_changed_meanwhile_is_not_overwritten(root: Path) -> None:
    made = plan_of(root, "site.yaml", steps=INVENTED)
    put(root, "content/pages/about.md", PAGE + "Новое.\n")
    with pytest.raises(SurroundingsError):
        write(root, made.files)
    assert (root / "content/pages/about.md").read_bytes().decode() == PAGE + "Новое.\n"
    assert (root / "site.yaml").read_bytes().decode() == SITE  # still to be done


def test_a_key_that_has_the_new_name_already_is_left_alone(root: Path) -> None:
    text = "measures:\n  - {deadline: x, term: y}\n"
    put(root, "content/obl/plans/p.yaml", text)
    paths = [each.change.path for each in plan_of(root, "site.yaml", steps=INVENTED).files]
    assert "content/obl/plans/p.yaml" not in paths


@pytest.mark.parametrize(
    ("name", "text", "code", "slug"),
    [
        ("content/obl/region.yaml", "name: [Область\n", 1, "bracket-unclosed"),
        ("content/pages/about.md", "Без шапки\n", 1, "head-missing"),
        ("site.yaml", "title: [x\n", 2, "bracket-unclosed"),
        ("site.yaml", "schema_version: 1.0\n", 2, "schema-version-unknown"),
        ("site.yaml", "- title: x\n", 2, "schema-version-unknown"),
        ("site.yaml", "schema_version: 1000\n", 2, "schema-version-newer"),
    ],
)
def test_a_site_with_faults_is_left_alone(
    root: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, code: int, slug: str
) -> None:
    put(root, name, text)
    before = files(root)
    assert upgrade(root) == code
    out, err = capsys.readouterr()
    assert f"[{slug}]" in out
    assert err == "Ничего не изменено.\n"
    assert files(root) == before


def test_a_version_that_nobody_knows(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert upgrade(root, "--to", str(FORMAT + 1)) == 2
    assert f"знает версии до {FORMAT}, а версию {FORMAT + 1} — нет" in capsys.readouterr().err


def test_a_site_for_a_newer_program_is_told_just_that(root: Path) -> None:
    put(root, "site.yaml", "schema_version: 1000\ncolours: many\n")
    put(root, "content/obl/region.yaml", "nonsense: true\n")
    (found,) = check(read_site(root), lambda _zone: TODAY).diagnostics
    assert found.code.slug == "schema-version-newer"


def test_init_writes_the_present_version(tmp_path: Path) -> None:
    assert run(["init", str(tmp_path / "new")], messages_for("ru")) == 0
    assert upgrade(tmp_path / "new", "--check") == 0


@pytest.mark.parametrize("folder", [".", "examples/site"])
def test_sites_of_the_project_are_of_the_present_version(folder: str) -> None:
    made = plan_of(Path(__file__).parent.parent / folder, "site.yaml")
    assert (made.start, made.files, made.diagnostics) == (FORMAT, (), ())


# Frozen sites: see docs/upgrading.md.

FROZEN = Path(__file__).parent / "data" / "frozen"
VERSIONS = sorted(path.name for path in FROZEN.iterdir() if path.is_dir())


@dataclass(frozen=True)
class Built:
    """A frozen site as this program builds it."""

    outcome: Outcome
    public: Path
    files: frozenset[str]


@pytest.fixture(scope="module", params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    name = request.param
    assert isinstance(name, str)
    return name


@pytest.fixture(scope="module")
def frozen(version: str, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("frozen")
    # Outside of the repository: the history of the project is not that of the site.
    root = shutil.copytree(FROZEN / version, folder / "site")
    outcome = built(root, folder / "public", base_url="https://example.org/")
    public = folder / "public"
    paths = (path for path in public.rglob("*") if path.is_file())
    return Built(outcome, public, frozenset(path.relative_to(public).as_posix() for path in paths))


def expected(version: str, what: str) -> list[str]:
    return (FROZEN / f"{version}.{what}").read_text(encoding="utf-8").splitlines()


def keys(value: object, above: str = "") -> Iterator[str]:
    """The path of every key of a JSON file: "data.measures[].id"."""
    if isinstance(value, dict):
        for name, item in value.items():
            path = f"{above}.{name}" if above else str(name)
            yield path
            yield from keys(item, path)
    elif isinstance(value, list):
        for item in value:
            yield from keys(item, f"{above}[]")


def kind_of_file(path: str) -> str:
    """What a JSON file of the interface tells of: "plans", "org", "measures", …"""
    *folders, name = path.removeprefix("api/v1/").removesuffix(".json").split("/")
    kinds = {"org", "plans", "results", "improvement", "bodies"}
    if folders and folders[-1] in kinds:
        return folders[-1]
    return name if name in ("measures", "due", "index") else "territory"


def api_keys(site: Built) -> Iterator[str]:
    for path in sorted(site.files):
        if path.startswith("api/v1/") and not path.endswith("openapi.json"):
            made = json.loads((site.public / path).read_text(encoding="utf-8"))
            yield from (f"{kind_of_file(path)}: {key}" for key in keys(made))


def sums(version: str) -> list[str]:
    """The sums of all files, as `sha256sum -c` reads them."""
    return [
        f"{sha256(data).hexdigest()}  {version}/{name}"
        for name, data in files(FROZEN / version).items()
    ]


def test_a_frozen_site_is_never_edited(version: str) -> None:
    assert sums(version) == expected(version, "sha256")


def test_there_is_a_frozen_site_of_every_version() -> None:
    assert [f"v{number}" for number in range(1, FORMAT + 1)] == VERSIONS


def test_a_frozen_site_holds_every_kind_of_file(version: str) -> None:
    names = [path.removesuffix(".yaml") for path in files(FROZEN / version)]
    kinds = {kind_of(f"{name}.yaml") or kind_of(name) for name in names}
    assert kinds >= set(KINDS)


def test_a_frozen_site_builds_without_new_faults(frozen: Built) -> None:
    found = [each.code.slug for each in frozen.outcome.diagnostics]
    assert set(found) <= {"schema-version-older"}
    assert frozen.outcome.changes is not None


def test_every_address_of_a_frozen_site_is_still_there(version: str, frozen: Built) -> None:
    locked = read_permalinks(FROZEN / version)[0]
    assert locked is not None
    assert len(locked.places) > 100
    for name in locked.places:
        address, _mark, anchor = name.partition("#")
        page = f"{address.lstrip('/')}index.html" if address.endswith("/") else address.lstrip("/")
        assert page in frozen.files, name
        if anchor:
            html = (frozen.public / page).read_text(encoding="utf-8")
            assert f'id="{anchor}"' in html, name


def test_every_file_for_programs_is_still_there(version: str, frozen: Built) -> None:
    assert set(expected(version, "files")) - frozen.files == set()


def test_every_key_of_the_interface_is_still_there(version: str, frozen: Built) -> None:
    assert set(expected(version, "keys")) - set(api_keys(frozen)) == set()


def test_a_frozen_site_can_be_upgraded(version: str, tmp_path: Path) -> None:
    root = shutil.copytree(FROZEN / version, tmp_path / "site")
    write(root, plan_of(root, "site.yaml").files)
    assert plan_of(root, "site.yaml").files == ()
    assert check(read_site(root), lambda _zone: TODAY).diagnostics == ()
