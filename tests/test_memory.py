"""What a build remembers: the same site, in less time; damage and doubts are never believed."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace as replaced
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nokgen.build import Options, Outcome, Search, build, gathered, keys, look, region, run
from nokgen.build.keys import keys_of
from nokgen.build.ready import Ready, ready
from nokgen.build.sources import Sources, is_settled
from nokgen.build.store import Store
from nokgen.pages import OutputFile, about_all, bounds
from nokgen.read import SourceTree
from nokgen.render import View
from nokgen.write import Stage, stage
from nokgen.write.last import Previous
from tests.regions_site import REGIONS, regions_site
from tests.sites_under_test import ROOT, TODAY

FROZEN = ROOT / "tests" / "data" / "frozen" / "v1"
OBLAST = "content/primerskaya-oblast"
TOWN = f"{OBLAST}/obraztsovo"
ADDRESS = "https://example.org/nok/"
OTHER = f"{OBLAST}/staroobraztsovo"
TOMORROW = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _spare(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last output is kept to become the next, as that of a large site."""
    monkeypatch.setattr(stage, "WORTH_A_SPARE", 1)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a site of three regions in `site`, built into `public`, and its `cache`."""
    home = tmp_path_factory.mktemp("memory")
    regions_site(home / "site")
    kray = home / "site/content/primerskaya-oblast"
    kray.rename(kray.with_name("drugaya-oblast"))
    shutil.copytree(FROZEN, home / "site", dirs_exist_ok=True)
    (home / "site/permalinks.lock").unlink()
    (home / "site" / OBLAST / "stray.txt").write_text("x")  # which is worth a warning
    settings = home / "site/site.yaml"
    text = settings.read_text("utf-8").replace("admin: true\n", "admin: false\n")
    settings.write_text(f"{text}handouts: false\n", "utf-8")
    outcome = make(home)
    assert outcome.changes is not None, outcome.diagnostics
    return home


@pytest.fixture
def home(built: Path) -> Path:
    """The same, after whatever other tests did to its sources."""
    assert make(built).changes is not None
    return built


def make(
    home: Path,
    *,
    today: date = TODAY,
    cached: bool = True,
    into: str = "public",
    jobs: int = 1,
    search: Search = Search.NONE,
    step: Callable[[str], None] = lambda _name: None,
    given: Ready | None = None,
    believes: bool = False,
) -> Outcome:
    return build(
        Options(
            root=home / "site",
            destination=home / into,
            clock=lambda _zone: today,
            base_url=ADDRESS,
            search=search,
            jobs=jobs,
            cache=home / "cache" if cached else None,
            believes=believes,
            ready=given,
        ),
        step,
    )


def ready_for(home: Path, slug: str = "primerskaya-oblast") -> Ready:
    """What a process that stays has read before anybody saves."""
    clock, cache = (lambda _zone: TODAY), home / "cache"
    options = Options(home / "site", home / "public", clock, base_url=ADDRESS, cache=cache)
    found = ready(replaced(options, search=Search.NONE), slug)
    assert found is not None
    assert found.frame is not None
    assert slug in found.regions
    return found


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def assert_fresh(home: Path, *, today: date = TODAY) -> Outcome:
    """What stands there is what a build makes that remembers nothing."""
    outcome = make(home, today=today, cached=False, into="fresh")
    assert outcome.changes is not None
    assert tree(home / "public") == tree(home / "fresh")
    return outcome


def changed(outcome: Outcome) -> tuple[str, ...]:
    assert outcome.changes is not None
    return (*outcome.changes.written, *outcome.changes.removed)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_nothing_is_made_when_nothing_has_changed(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "made", lambda *_args: pytest.fail("something was made"))
    before = tree(home / "public")
    outcome = make(home)
    assert changed(outcome) == ()
    assert outcome.pages > 50
    assert outcome.today == TODAY
    assert tree(home / "public") == before


@pytest.mark.parametrize("name", [".#council.yaml", ".council.yaml.swp", "council.yaml~"])
def test_what_an_editor_leaves_beside_an_open_file_is_no_change(
    home: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(run, "made", lambda *_args: pytest.fail("something was made"))
    left = home / "site/content/primerskaya-oblast" / name
    left.symlink_to("clerk@desk.7:1")  # as Emacs says who has the file open
    try:
        assert changed(make(home)) == ()
    finally:
        left.unlink()


def test_nothing_is_loaded_to_do_nothing(home: Path) -> None:
    (home / "nokgen").symlink_to("cache")  # as the command names it
    command = ["-q", "-C", "site", "-d", "public", "--today", str(TODAY), "-u", ADDRESS]
    code = (
        "import sys\n"
        "from nokgen.cli.main import main\n"
        f"try:\n    main(['build', '--no-search', *{command!r}])\n"
        "except SystemExit:\n    print(*sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    (home / "nokgen").unlink()
    loaded = set(done.stdout.split())
    assert "nokgen.build.memory" in loaded
    libraries = {"pydantic", "yaml", "jinja2", "markdown", "nh3", "babel", "multiprocessing"}
    stages = {"check", "records", "model", "compare", "render", "pages", "feeds", "admin", "index"}
    assert not loaded & {*libraries, "nokgen.build.run", *(f"nokgen.{each}" for each in stages)}


def test_a_preview_leaves_slow_files_until_there_is_time(home: Path) -> None:
    archive = home / "public" / "data" / "nok.zip"
    before = archive.read_bytes()
    edit_plan(home / "site")
    make(home, search=Search.KEEP)
    assert archive.read_bytes() == before
    make(home)
    assert archive.read_bytes() != before
    assert_fresh(home)


def test_files_that_processes_looked_at_are_known(home: Path) -> None:
    """Each at those of its own regions, as soon as they stood."""
    shutil.rmtree(home / "public")
    written = changed(make(home, jobs=2))
    assert len(written) > 50
    assert changed(make(home)) == ()
    (home / "public" / written[0]).write_bytes(b"?")
    assert changed(make(home)) == (written[0],)
    assert_fresh(home)


def test_a_region_that_stands_does_not_stay_in_memory(home: Path) -> None:
    """Of a country, only what pages about everything need."""
    alive: list[int] = []

    def step(name: str) -> None:
        if name == "check":  # all regions are made
            found = (each for each in gc.get_objects() if isinstance(each, region.Made))
            alive.append(sum(each.part is not None for each in found))

    make(home, cached=False, into="fresh", step=step)
    assert alive == [0]


@pytest.mark.parametrize("damage", [False, True])
def test_a_search_that_is_kept_is_told_as_it_stands(
    home: Path, monkeypatch: pytest.MonkeyPatch, damage: bool
) -> None:
    public = home / "public"
    make(home, search=Search.BUILD)
    before = json.loads((public / "manifest.json").read_bytes())["search"]
    told = before["files"].keys()
    if damage:
        (public / sorted(told)[0]).write_bytes(b"?")
    else:  # then nobody reads very many files for that
        monkeypatch.setattr(run, "search_index", lambda *_args: pytest.fail("it was read"))
    edit_plan(home / "site")
    assert changed(make(home, search=Search.KEEP))
    after = json.loads((public / "manifest.json").read_bytes())["search"]
    assert (after == before) is not damage
    for path in told:
        digest = hashlib.sha256((public / path).read_bytes()).hexdigest()
        assert after["files"][path]["sha256"] == digest
        assert f"{digest}  {path}\n" in (public / "manifest.sha256").read_text("utf-8")


def edit_plan(site: Path) -> None:
    replace(site / f"{TOWN}/plans/annual.yaml", "title: ", "title: Новое ")


def edit_measure(site: Path) -> None:
    replace(site / f"{TOWN}/plans/annual.yaml", "до 20 февраля", "до 21 февраля")


def add_plan(site: Path, name: str = "repair") -> None:
    """In a town that had none: the other one is shown beside it, and not read."""
    plan = site / f"{OTHER}/plans/{name}.yaml"
    plan.parent.mkdir(exist_ok=True)
    lines = [
        "title: План ремонта",
        "kind: other",
        "year: 2026",
        "spheres: [culture]",
        "source: {title: Проба, retrieved: 2025-01-09}",
        "measures:",
        *(
            f"  - {{id: m{n}, title: Ремонт {n}, deadline: '{day}', responsible: [Кто-то]}}"
            for n, day in enumerate(("до 1 июня 2025 г.", "до 1 декабря 2026 г."), start=1)
        ),
    ]
    plan.write_text("\n".join(lines) + "\n", "utf-8")


def edit_plan_beside(site: Path) -> None:
    """Of the town beside the one with the plan that is not read."""
    edit_plan(site)


def edit_days(site: Path) -> None:
    replace(site / f"{OTHER}/plans/repair.yaml", "1 декабря 2026", "25 ноября 2026")


def remove_plan(site: Path) -> None:
    shutil.rmtree(site / f"{OTHER}/plans")


def add_document_below(site: Path) -> None:
    """A folder of documents may have any name."""
    path = site / f"{TOWN}/documents/plans/protokol.txt"
    path.parent.mkdir()
    path.write_text("x")


def edit_document_below(site: Path) -> None:
    (site / f"{TOWN}/documents/plans/protokol.txt").write_text("y")


def edit_plan_of_region(site: Path) -> None:
    replace(site / f"{OBLAST}/plans/2026-media.yaml", "title: ", "title: Новое ")


def edit_organizations(site: Path) -> None:
    replace(site / f"{TOWN}/organizations.yaml", "name: ", "name: Новое ")


def edit_results(site: Path) -> None:
    replace(site / f"{OBLAST}/results/2024-education.yaml", "title: ", "title: Новое ")


def edit_table(site: Path) -> None:
    table = site / f"{TOWN}/results/2025-education.csv"
    lines = table.read_text("utf-8").splitlines(keepends=True)
    table.write_text("".join(lines[:-1]), "utf-8")


def edit_town(site: Path) -> None:
    replace(site / f"{TOWN}/municipality.yaml", "name: ", "name: Новый ")


def edit_document(site: Path) -> None:
    path = site / f"{TOWN}/documents/2025-09-11-protokol.txt"
    path.write_bytes(path.read_bytes() + b"x")


def edit_page(site: Path) -> None:
    replace(site / "content/pages/about.md", "title: ", "title: Новое ")


def edit_settings(site: Path) -> None:
    replace(site / "site.yaml", "title: ", "title: Новый ")


def edit_template(site: Path) -> None:
    own = site / "templates/pages"
    own.mkdir(parents=True)
    text = (ROOT / "templates/pages/redirect.html").read_text("utf-8")
    assert "<h1" in text
    (own / "redirect.html").write_text(text.replace("<h1", "<p>Новое</p><h1", 1), "utf-8")


def remove_region(site: Path) -> None:
    shutil.rmtree(site / "content/drugaya-oblast")


def add_town(site: Path) -> None:
    town = site / "content/drugaya-oblast/gorod"
    town.mkdir()
    (town / "municipality.yaml").write_text("name: Новый город\n", "utf-8")


@pytest.mark.parametrize(
    "edit",
    [
        edit_plan,
        edit_measure,
        add_plan,
        edit_days,
        edit_plan_beside,
        remove_plan,
        edit_plan_of_region,
        edit_organizations,
        edit_results,
        edit_table,
        edit_town,
        edit_document,
        add_document_below,
        edit_document_below,
        edit_page,
        edit_settings,
        edit_template,
        add_town,
        remove_region,
    ],
)
def test_after_an_edit_the_site_is_the_same_as_made_anew(
    home: Path, edit: Callable[[Path], None]
) -> None:
    edit(home / "site")
    outcome = make(home)
    assert changed(outcome)
    assert outcome.diagnostics == assert_fresh(home).diagnostics


@pytest.mark.parametrize(
    ("edit", "takes_frame", "takes_region"),
    [
        (edit_plan, True, True),
        (edit_plan_of_region, True, True),
        (add_plan, False, True),
        (remove_plan, False, True),
        (edit_organizations, False, True),
        (edit_results, False, True),
        (edit_town, False, True),
        (edit_document, False, True),
        (edit_page, False, False),
        (edit_settings, False, False),
    ],
)
def test_what_was_read_before_a_save_is_taken_where_it_still_holds(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    edit: Callable[[Path], None],
    takes_frame: bool,
    takes_region: bool,
) -> None:
    given = ready_for(home)
    taken = dict.fromkeys(("take_frame", "take_region"), False)

    def noted(name: str, real: Callable[..., object]) -> None:
        def take(*asked: object) -> object:
            found = real(*asked)
            taken[name] |= found is not None
            return found

        monkeypatch.setattr(Ready, name, take)

    for name in taken:
        noted(name, getattr(Ready, name))
    edit(home / "site")
    outcome = make(home, given=given, believes=True)
    assert changed(outcome)
    assert taken == {"take_frame": takes_frame, "take_region": takes_region}
    assert outcome.diagnostics == assert_fresh(home).diagnostics


def test_what_was_read_yesterday_is_not_taken(home: Path) -> None:
    given = ready_for(home)
    edit_plan(home / "site")
    make(home, given=given, believes=True, today=TOMORROW)
    assert_fresh(home, today=TOMORROW)


def test_a_region_that_was_made_since_is_read_again(home: Path) -> None:
    given = ready_for(home)
    edit_plan(home / "site")
    make(home)
    edit_plan(home / "site")
    make(home, given=given)
    assert_fresh(home)


@pytest.mark.parametrize("has_spare", [True, False])
def test_who_believes_leaves_it_to_the_next_to_look(home: Path, has_spare: bool) -> None:
    """At what it does not make itself; unless it has to note anew how all files are."""
    for _ in range(2):  # then there is a spare tree
        edit_plan(home / "site")
        make(home)
    if not has_spare:
        shutil.rmtree(home / ".public.nokgen/spare")
    other = "obraztsovskiy-kray/index.html"
    (home / "public" / other).write_bytes(b"?")
    assert changed(make(home, believes=True)) == ()
    edit_plan(home / "site")
    assert (other in changed(make(home, believes=True))) is not has_spare
    assert ((home / "public" / other).read_bytes() == b"?") is has_spare
    assert (other in changed(make(home))) is has_spare
    assert_fresh(home)


def test_who_believes_looks_at_what_is_made_anew(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And after a doubt at everything; what is known of it is not forgotten for that."""
    edit_plan(home / "site")
    make(home)
    monkeypatch.setattr(Previous, "_listing", lambda _self: pytest.fail("nothing is known"))
    pages = "about/index.html", "obraztsovskiy-kray/index.html"
    for page in pages:
        (home / "public" / page).write_bytes(b"?")
    edit_plan(home / "site")
    assert {*pages} <= {*changed(make(home, believes=True))}
    monkeypatch.undo()
    assert_fresh(home)


@pytest.mark.parametrize("limit", [0, 500])
def test_who_believes_leaves_the_list_of_all_files_to_the_next(
    home: Path, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    """Unless too much would be missing there: what came, went and changed since."""
    monkeypatch.setattr(stage, "UNTOLD", limit)
    make(home, search=Search.KEEP)
    lists = [home / "public" / name for name in ("manifest.json", "manifest.sha256")]
    before = [path.read_bytes() for path in lists]
    for edit in (edit_plan, add_plan, edit_plan_of_region, remove_plan, edit_plan):
        edit(home / "site")
        assert changed(make(home, search=Search.KEEP, believes=True))
        assert all(map(Path.is_file, lists))
    assert ([path.read_bytes() for path in lists] == before) is (limit > 0)
    make(home)
    assert_fresh(home)
    make(home, search=Search.KEEP)


def test_who_believes_notices_another_output(home: Path) -> None:
    shutil.rmtree(home / "public")
    edit_plan(home / "site")
    make(home, believes=True)
    assert_fresh(home)


def test_only_plans_that_have_changed_are_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = region.read_region

    def read_region(*args: Any) -> SourceTree:
        tree = real(*args)
        read.extend(path for path in tree.documents if "/plans/" in path)
        return tree

    monkeypatch.setattr(region, "read_region", read_region)
    add_plan(home / "site", "only")
    make(home)
    assert f"{OTHER}/plans/only.yaml" in read
    assert not any(path.startswith(TOWN) for path in read)
    edit_plan(home / "site")
    make(home)
    assert_fresh(home)
    (home / f"site/{OTHER}/plans/only.yaml").unlink()


def test_what_plans_of_two_towns_claim_is_seen(home: Path) -> None:
    """An old address in a plan that is not read."""
    add_plan(home / "site", "claim")
    for path in (f"{TOWN}/plans/annual.yaml", f"{OTHER}/plans/claim.yaml"):
        replace(home / "site" / path, "title: ", "aliases: [/byvshiy-plan/]\ntitle: ")
        told = make(home)
    assert told.diagnostics == make(home, cached=False, into="fresh").diagnostics
    assert "alias-taken" in {each.code.slug for each in told.diagnostics}
    (home / f"site/{OTHER}/plans/claim.yaml").unlink()
    replace(home / f"site/{TOWN}/plans/annual.yaml", "aliases: [/byvshiy-plan/]\n", "")


def test_only_the_region_that_has_changed_is_read(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = run.remade

    def remade(frame: object, slug: str, *args: object, **named: bool) -> object:
        read.append(slug)
        return real(frame, slug, *args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(run, "remade", remade)
    edit_plan(home / "site")
    make(home)
    assert read == ["primerskaya-oblast"]


def test_a_plan_is_nobodys_business_but_that_of_its_town(home: Path) -> None:
    edit_plan(home / "site")
    written = changed(make(home))
    assert written
    assert not any(path.startswith("primerskaya-oblast/staroobraztsovo/") for path in written)


def test_pages_about_everything_stay_while_what_they_tell_of_is_the_same(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    page = about_all.Pages.page

    def noted(pages: about_all.Pages, address: str, template: str, view: View) -> OutputFile:
        made.append(address)
        return page(pages, address, template, view)

    monkeypatch.setattr(about_all.Pages, "page", noted)
    shared = {"/", "/calendar/", "/methodology/", "/calendar/2026-12/"}
    edit_document(home / "site")
    make(home)
    assert not shared & set(made)
    replace(home / "site" / f"{TOWN}/plans/annual.yaml", "постоянно", "до 15 декабря 2026 года")
    make(home)
    assert shared & set(made) == {"/", "/calendar/", "/calendar/2026-12/"}
    assert_fresh(home)


def test_what_an_edit_does_not_change_about_everything_is_not_even_read(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        pytest.fail("all regions were read")

    def edited(edit: Callable[[Path], None]) -> None:
        edit(home / "site")
        assert changed(make(home))

    # As of a large site: the archive of a small one holds every file of the interface.
    with monkeypatch.context() as large:
        large.setattr(bounds, "FILES", 0)
        edited(edit_document)
        with monkeypatch.context() as patched:
            patched.setattr(gathered.Everything, "add", refuse)
            edited(edit_document)
        assert_fresh(home)
        for edit in (edit_organizations, add_plan, remove_plan):
            edited(edit)
            assert_fresh(home)
    edited(edit_document)
    assert_fresh(home)


@pytest.mark.parametrize("piece", ["region", "feeds", "tables"])
def test_what_is_damaged_where_it_is_read_late_is_made_anew(home: Path, piece: str) -> None:
    records = (home / "cache").glob(f"*/{piece}-*")
    damaged = [each for each in records if each.name != f"{piece}-primerskaya-oblast"]
    for record in damaged:
        record.write_bytes(record.read_bytes()[:-1])
    edit_town(home / "site")
    assert damaged
    assert changed(make(home))
    assert_fresh(home)


def test_a_search_after_builds_without_one_finds_every_page(home: Path) -> None:
    """Builds without a search do not gather what it would find; the next with one does."""

    def found() -> dict[str, bytes]:
        return {path: body for path, body in tree(home / "public").items() if "pf_frag" in path}

    shutil.rmtree(home / "cache")
    assert make(home).changes is not None
    plan = home / "site" / TOWN / "plans/2025-information-campaign.yaml"
    assert make(home, search=Search.BUILD).search_trouble is None
    first = found()
    assert first
    text = plan.read_text("utf-8")
    replace(plan, "title: ", "title: Другой ")
    make(home)
    assert found() == {}
    plan.write_text(text, "utf-8")
    make(home)
    assert make(home, search=Search.BUILD).search_trouble is None
    assert found() == first
    make(home, cached=False, into="fresh", search=Search.BUILD)
    assert {path for path in tree(home / "fresh") if "pf_frag" in path} == first.keys()
    shutil.rmtree(home / "fresh")


def test_another_day_is_another_site(home: Path) -> None:
    assert changed(make(home, today=TOMORROW, jobs=2))
    assert_fresh(home, today=TOMORROW)


def flip(public: Path) -> None:
    """Other bytes of the same length, in the same file, of the same time."""
    page = public / "index.html"
    seen = page.stat()
    content = bytearray(page.read_bytes())
    content[-5] ^= 1
    with page.open("r+b") as file:
        file.write(content)
    os.utime(page, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def cut(public: Path) -> None:
    (public / "index.html").write_bytes(b"")


def lose(public: Path) -> None:
    next(public.glob("org/*/index.html")).unlink()


def lose_folder(public: Path) -> None:
    shutil.rmtree(public / "calendar")


def add(public: Path) -> None:
    (public / "primerskaya-oblast/stranger.html").write_text("x")


def swap(public: Path) -> None:
    """Two files of the site at each other's places, with the times of before."""
    one, other, third = (public / name for name in ("index.html", "404.html", "third"))
    one.rename(third)
    other.rename(one)
    third.rename(other)


def link(public: Path) -> None:
    (public / "index.html").unlink()
    (public / "index.html").symlink_to("404.html")


@pytest.mark.parametrize("damage", [flip, cut, lose, lose_folder, add, swap, link])
def test_a_damaged_output_is_made_good(home: Path, damage: Callable[[Path], None]) -> None:
    before = tree(home / "public")
    damage(home / "public")
    assert changed(make(home))
    assert tree(home / "public") == before
    assert not (home / "public/index.html").is_symlink()


@pytest.mark.parametrize("damage", [None, flip, add])
def test_what_is_seen_too_late_makes_a_build_begin_anew(
    home: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[Path], None] | None
) -> None:
    """As of a large site: another process looks at the output while an edit is made."""
    begun: list[str] = []
    real = run.published

    def published(*args: Any, **named: Any) -> Outcome:
        begun.append("")
        return real(*args, **named)

    monkeypatch.setattr(look, "MANY", 1)
    monkeypatch.setattr(run, "published", published)
    edit_plan(home / "site")
    if damage is not None:
        damage(home / "public")
    assert changed(make(home))
    assert len(begun) == (1 if damage is None else 2)
    assert_fresh(home)
    begun.clear()
    edit_plan(home / "site")
    assert len(changed(make(home))) < 20
    assert len(begun) == 1


def test_a_damaged_memory_is_as_good_as_none(home: Path) -> None:
    (folder,) = (home / "cache").glob("*/outcome")
    damage = (b"", b"nokgen-cache/1\n", b"\x80" * 200, b"nokgen-cache/1\n\xff\n")
    for number, record in enumerate(sorted(folder.parent.iterdir())):
        record.write_bytes(damage[number % len(damage)])
    assert changed(make(home)) == ()
    edit_plan(home / "site")
    make(home)
    assert_fresh(home)


def test_a_cut_record_is_not_believed(home: Path) -> None:
    for record in (home / "cache").glob("*/region-*"):
        record.write_bytes(record.read_bytes()[:-100])
    edit_plan(home / "site")
    make(home)
    assert_fresh(home)


def test_what_was_made_and_never_published_is_not_taken_for_published(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Regions are remembered when they are made, and a run may end before its site stands."""

    def fail(_stage: Stage) -> None:
        raise KeyboardInterrupt

    edit_plan(home / "site")
    with monkeypatch.context() as patch:
        patch.setattr(Stage, "commit", fail)
        with pytest.raises(KeyboardInterrupt):
            make(home)
    assert changed(make(home))
    assert_fresh(home)


def test_what_is_saved_while_a_build_begins_is_not_taken_for_what_stood_there(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A save after the digests were made, and undone before the next build."""
    plan = home / f"site/{TOWN}/plans/annual.yaml"
    before = plan.read_text("utf-8")
    edit_plan_of_region(home / "site")  # so that there is something to do
    real = run.frame_of

    def frame_of(*args: Any, **named: Any) -> object:
        edit_plan(home / "site")
        return real(*args, **named)

    with monkeypatch.context() as patch:
        patch.setattr(run, "frame_of", frame_of)
        make(home)
    plan.write_text(before, "utf-8")
    make(home)
    assert_fresh(home)


def test_a_region_that_nobody_read_may_be_saved_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is remembered of it is of the files that stood there; the next build sees the others."""
    one, other = (
        regions_site(tmp_path / "site") / f"content/{folder}/town/plans/2020-plan.yaml"
        for folder, *_words in REGIONS[:2]
    )
    make(tmp_path)
    real = run.frame_of

    def frame_of(*args: Any, **named: Any) -> object:
        replace(other, "title: ", "title: Новое ")
        return real(*args, **named)

    replace(one, "title: ", "title: Новое ")
    with monkeypatch.context() as patch:
        patch.setattr(run, "frame_of", frame_of)
        assert all(REGIONS[1][0] not in path for path in changed(make(tmp_path)))
    assert any(REGIONS[1][0] in path for path in changed(make(tmp_path)))
    assert_fresh(tmp_path)
    assert changed(make(tmp_path)) == ()


def test_faults_leave_the_site_and_what_is_remembered(home: Path) -> None:
    plan = home / f"site/{TOWN}/plans/annual.yaml"
    good = plan.read_text("utf-8")
    before = tree(home / "public")
    plan.write_text("title: [", "utf-8")
    outcome = make(home)
    assert outcome.changes is None
    assert outcome.diagnostics
    assert tree(home / "public") == before
    plan.write_text(good, "utf-8")
    assert changed(make(home)) == ()


def test_what_was_found_is_told_again(home: Path) -> None:
    first, second = make(home, cached=False, into="fresh"), make(home)
    assert first.diagnostics == second.diagnostics != ()


def test_a_folder_of_documents_may_be_called_plans(home: Path) -> None:
    """Plans of others are nobody's business, documents of the region are everybody's."""

    def key() -> str:
        options = Options(
            root=home / "site",
            destination=home / "public",
            clock=lambda _zone: TODAY,
            cache=home / "cache",
        )
        found = keys_of(options, Sources())
        assert found is not None
        return found.territories("primerskaya-oblast").of("/primerskaya-oblast/obraztsovo/")

    for folder, is_same in ((f"{OTHER}/plans", True), (f"{OBLAST}/documents/plans", False)):
        path = home / "site" / folder / "protokol.txt"
        path.parent.mkdir(parents=True)
        path.write_text("x")
        before = key()
        path.write_text("another")
        assert (key() == before) is is_same
        shutil.rmtree(path.parent)


def test_a_program_of_links_is_known_by_the_files_to_which_they_lead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "site/nokgen").mkdir(parents=True)
    linked, real = tmp_path / "site/nokgen/__init__.py", tmp_path / "store/one"
    real.write_text("1")
    linked.symlink_to(real)
    monkeypatch.setattr("nokgen.__file__", str(linked))
    first = keys.program.__wrapped__(tmp_path / "cache")
    assert keys.program.__wrapped__(tmp_path / "cache") == first
    real.write_text("2")
    assert keys.program.__wrapped__(tmp_path / "cache") != first


def test_a_source_is_read_again_whatever_was_written_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "plans" / "plan.yaml"
    place.parent.mkdir()
    place.write_text("one")
    first = Sources()
    before = first.look(tmp_path, "plans/")
    assert not first.seen[f"{tmp_path}/plans/"].stands(tmp_path)  # a write in the same tick
    later = time.time_ns() + 3_000_000_000
    monkeypatch.setattr("nokgen.build.sources.time.time_ns", lambda: later)
    assert first.look(tmp_path, "plans/") == before
    known = Sources.read(first.written())
    with monkeypatch.context() as unread:
        unread.setattr("os.open", lambda *_args: pytest.fail("it was read"))
        unread.setattr("os.scandir", lambda *_args: pytest.fail("it was listed"))
        assert known.look(tmp_path, "plans/") == before
    moments = place.stat()
    place.write_text("two")
    os.utime(place, ns=(moments.st_atime_ns, moments.st_mtime_ns))
    written = known.look(tmp_path, "plans/")
    assert written != before
    (place.parent / "new.yaml").touch()
    assert known.look(tmp_path, "plans/") != written
    place.unlink()
    assert known.look(tmp_path, "plans/").paths == ("plans/", "plans/new.yaml")
    place.symlink_to(tmp_path)
    with pytest.raises(OSError, match="plan"):
        known.look(tmp_path, "plans/")


def test_where_only_seconds_are_counted_every_source_is_read() -> None:
    assert is_settled((1, 1, 5, 1_600_000_000_000_000_001))
    assert not is_settled((1, 1, 5, 1_600_000_000_000_000_000))
    assert not is_settled((1, 1, 5, time.time_ns() + 10**12 + 1))


def test_a_folder_that_refuses_is_as_good_as_none(tmp_path: Path) -> None:
    regions_site(tmp_path / "site")
    (tmp_path / "cache").write_text("a file where the folder would be")
    assert make(tmp_path).changes is not None
    assert changed(make(tmp_path)) == ()


def test_a_store_gives_out_what_it_took_and_nothing_else(tmp_path: Path) -> None:
    store = Store.beside(tmp_path, tmp_path / "public")
    store.save("a", "key", b"body")
    assert store.load("a", "key") == b"body"
    assert store.key("a") == "key"
    assert store.load("a", "other") is None
    assert store.load("b", "key") is None
    assert (store.folder.stat().st_mode & 0o077) == 0
    store.keep({"b"})
    assert store.load("a", "key") is None
