"""The check of some files says of them exactly what the check of the whole site says."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from nokgen.check.nearby import nearby
from nokgen.check.some import check_files
from nokgen.diagnostics import Diagnostic
from nokgen.read import read_site
from tests.sites_under_test import ROOT
from tests.test_cases import CASES, NAMES, make_site

HERE, THERE = "content/primerskaya-oblast", "content/drugaya-oblast"
TOWN = f"{HERE}/primersk"
FAR = f"{THERE}/dalny"
KEPT = ("2022-education", "2025-culture", "2025-solnyshko")
INN = re.compile(r'inn: "(\d+)"')


def clock(_zone: str) -> date:
    return date(2026, 11, 22)


def names_in(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*"))


def check_whole(site: Path) -> list[Diagnostic]:
    return check_files(site, "site.yaml", (), clock)


def differing(
    site: Path, whole: Sequence[Diagnostic], names: Sequence[str]
) -> dict[str, tuple[list[Diagnostic], ...]]:
    """What is said of each of the names, where the two checks do not agree."""
    found = {}
    for name in names:
        below = f"{name}/"
        expected = [d for d in whole if d.span.path == name or d.span.path.startswith(below)]
        shown = check_files(site, "site.yaml", [name], clock)
        if shown != expected:
            found[name] = expected, shown
    return found


# These take seconds, and are about one file only.
LONG = ("table-too-large", "too-many-values")


@pytest.mark.parametrize("name", [name for name in NAMES if name not in LONG])
def test_every_kind_of_fault_is_told_of_its_file_alone(name: str, tmp_path: Path) -> None:
    site = make_site(CASES / name, tmp_path / "site")
    whole = check_whole(site)
    faulty = {each.span.path for each in whole}
    there = [path for path in sorted(faulty) if (site / path).exists()]
    folders = {path.rpartition("/")[0] for path in there[:1]} - {"", "content"}
    assert differing(site, whole, [*there, *folders]) == {}


def test_every_file_of_a_site_without_faults(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "site.yaml", tmp_path)
    files = [name for name in names_in(tmp_path) if "/documents/" not in name]
    assert differing(tmp_path, check_whole(tmp_path), files) == {}


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fictional region, and another one with a town of the same kind, well apart."""
    site = tmp_path_factory.mktemp("country")
    example = ROOT / "examples" / "site"
    shutil.copytree(example / "content", site / "content")
    shutil.copy(example / "site.yaml", site)
    shutil.rmtree(site / HERE / "improvement")
    for path in (*site.rglob("results/*"), *site.rglob("improvement/*")):
        if path.stem not in KEPT:
            path.unlink()
    (site / THERE).mkdir()
    shutil.copy(site / HERE / "region.yaml", site / THERE)
    shutil.move(site / HERE / "vymyshlensk", site / FAR)
    shutil.copytree(site / TOWN / "plans", site / FAR / "plans")
    return site


@pytest.fixture(scope="module")
def faults(country: Path) -> list[Diagnostic]:
    return check_whole(country)


def add(site: Path, path: str, text: str) -> None:
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    old = file.read_text(encoding="utf-8") if file.exists() else ""
    file.write_text(old + text, encoding="utf-8")


def replace(site: Path, path: str, old: str, new: str) -> None:
    text = (site / path).read_text(encoding="utf-8")
    assert old in text
    (site / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def first(site: Path, path: str, pattern: str = INN.pattern) -> str:
    found = re.search(pattern, (site / path).read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


def same_inn(site: Path) -> None:
    path = f"{TOWN}/organizations.yaml"
    replace(site, path, first(site, path), first(site, f"{FAR}/organizations.yaml"))


def same_inn_in_other_words(site: Path) -> None:
    path = f"{FAR}/organizations.yaml"
    number = first(site, path)
    same_inn(site)
    replace(site, path, number, "".join(f"\\x{ord(digit):02x}" for digit in number))


def same_bus_id(site: Path) -> None:
    mine, other = (f"{folder}/organizations.yaml" for folder in (TOWN, FAR))
    bus_id = r'bus_id: "?(\d+)'
    replace(site, mine, first(site, mine, bus_id), first(site, other, bus_id))


def successor_far_away(site: Path) -> None:
    number = first(site, f"{FAR}/organizations.yaml")
    words = f'closed: 2024-01-01\n    successor: "{number}"\n    inn:'
    replace(site, f"{TOWN}/organizations.yaml", "inn:", words)


def successor_nowhere(site: Path) -> None:
    words = 'closed: 2024-01-01\n    successor: "7707083893"\n    inn:'
    replace(site, f"{TOWN}/organizations.yaml", "inn:", words)


def heir_of_a_town(site: Path) -> None:
    add(
        site, f"{TOWN}/municipality.yaml", "closed: 2025-01-01\nsuccessor: /drugaya-oblast/dalny/\n"
    )


def heir_that_is_not_there(site: Path) -> None:
    add(site, f"{TOWN}/municipality.yaml", "closed: 2025-01-01\nsuccessor: /drugaya-oblast/dal/\n")


def assessed_twice(site: Path) -> None:
    for path in (site / TOWN / "results").glob("2025-culture.*"):
        add(site, f"{FAR}/results/{path.name}", path.read_text(encoding="utf-8"))


def table_far_away(site: Path) -> None:
    for path in (site / TOWN / "results").glob("2022-education.*"):
        add(site, f"{THERE}/results/{path.name}", path.read_text(encoding="utf-8"))


def unknown_organization(site: Path) -> None:
    number = first(site, f"{FAR}/organizations.yaml")
    path = f"{TOWN}/improvement/2025-solnyshko.yaml"
    replace(site, path, first(site, path, r'organization: "(\d+)"'), number)


def alias(address: str, *paths: str) -> Callable[[Path], None]:
    def change(site: Path) -> None:
        for path in paths:
            add(site, path, f"aliases: [{address}]\n")

    change.__name__ = f"alias {address}"
    return change


def link(target: str) -> Callable[[Path], None]:
    def change(site: Path) -> None:
        add(site, "content/pages/about.md", f"\n[x]({target})\n")

    change.__name__ = f"link {target}"
    return change


def oktmo_alias(site: Path) -> None:
    alias(f"/oktmo/{first(site, f'{TOWN}/municipality.yaml', 'oktmo: .([0-9]+)')}/", PLAN)(site)


def organization_alias(site: Path) -> None:
    alias(f"/org/{first(site, f'{TOWN}/organizations.yaml')}/leaflet/", PLAN)(site)


def page_named_as_a_region(site: Path) -> None:
    add(site, "content/pages/drugaya-oblast.md", "---\ntitle: Область\n---\n")


def names_that_differ_in_case(site: Path) -> None:
    add(site, f"content/Drugaya-oblast/dalny/{PLAN.rpartition('/')[2]}", "")
    add(site, PLAN.replace("drugaya", "Drugaya"), "")


PLAN = f"{FAR}/plans/annual-assessment.yaml"
CHANGES = [
    *(same_inn, same_inn_in_other_words, same_bus_id, successor_far_away, successor_nowhere),
    *(heir_of_a_town, heir_that_is_not_there, assessed_twice, table_far_away),
    *(unknown_organization, oktmo_alias, organization_alias, page_named_as_a_region),
    *(names_that_differ_in_case,),
    alias("/primerskaya-oblast/obraztsovsky-rayon/", PLAN),
    alias("/staroe/", PLAN, f"{HERE}/region.yaml", "content/synonyms.yaml"),
    alias("/primerskaya-oblast/consolidated/", PLAN),
    alias("/primerskaya-oblast/primersk/surveys/", PLAN),
    alias("/compare/", PLAN),
    link("/primerskaya-oblast/primersk/plans/annual-assessment/"),
    link("/primerskaya-oblast/primersk/plans/annual-assessment/#m1"),
    link("/primerskaya-oblast/primersk/plans/annual-assessment/#nothing"),
    link("/primerskaya-oblast/primersk/council/#p99"),
    link("/primerskaya-oblast/obraztsovsky-rayon/plans/2025-information-campaign/"),
    link("/primerskaya-oblast/organizations/"),
    link("/primerskaya-oblast/primersk/documents/nothing.pdf"),
    link("/drugaya-oblast/organization/"),
    link("/compare/"),
    link("http://["),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_stands_far_away_is_found(
    change: Callable[[Path], None], country: Path, faults: list[Diagnostic], tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(country, site)
    change(site)
    changed = {name for name in names_in(site) if _differs(country / name, site / name)}
    assert changed
    whole = check_whole(site)
    faulty = {each.span.path for each in whole if each not in faults}
    assert differing(site, whole, sorted(changed | faulty)) == {}


def _differs(old: Path, new: Path) -> bool:
    is_same = old.is_dir() or (old.exists() and old.read_bytes() == new.read_bytes())
    return not is_same and not new.is_dir()


def test_little_is_read_for_a_plan(country: Path) -> None:
    choice = nearby(country, "site.yaml", [PLAN])
    assert choice is not None
    tree = read_site(country, choice=choice)
    assert sorted(tree.documents) == [
        f"{FAR}/municipality.yaml",
        PLAN,
        f"{THERE}/region.yaml",
        "site.yaml",
    ]
    assert not [path for path in tree.files if path.startswith(HERE)]


@pytest.mark.parametrize("name", [".", "content", "permalinks.lock"])
def test_what_is_about_everything_wants_everything(name: str, country: Path) -> None:
    assert nearby(country, "site.yaml", [name]) is None
