"""What the site tells of its own changes: on pages, at /changes/, in the feed, in a preview."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import feedparser
import pytest

from nokgen.build import Options, Outcome, Search, build
from tests.pages_under_test import Page, element_tree, plain
from tests.past_under_test import (
    FIRST,
    FOLDER,
    PLAN,
    PLAN_TEXT,
    RESULTS,
    RESULTS_TEXT,
    SETTINGS,
    committed,
    git,
)

TODAY = date(2026, 11, 22)
BASE = "https://example.org/nok/"
PLAN_PAGE = "x-oblast/gorod/plans/2026-media/"
AUTUMN = PLAN_TEXT.replace("deadline: июль", "deadline: октябрь")
WITHOUT = AUTUMN[: AUTUMN.index("  - id: m3")]
MOVED = "Срок изменён без отметки о переносе: было «июль», стало «октябрь» (1 февраля 2026 года)."
GONE = (
    "С этой страницы исчезло мероприятие, отметки об отмене нет: «Урок», срок — «май» "
    "(1 марта 2026 года)."
)
EDITED = (
    "Изменено после публикации, хотя опубликованный документ прежний. Сад № 5, «Итог»: было 84, "
    "стало 95,5 (1 марта 2026 года)."
)
COMMITS = (
    ("2026-01-01", FIRST),
    ("2026-02-01", {PLAN: AUTUMN}),
    ("2026-03-01", {PLAN: WITHOUT, RESULTS: RESULTS_TEXT.replace("84", "95.5")}),
)


def built(root: Path, public: Path, *, changed_since: str | None = None) -> Outcome:
    outcome = build(
        Options(
            root=root,
            destination=public,
            clock=lambda _zone: TODAY,
            search=Search.NONE,
            base_url=BASE,
            changed_since=changed_since,
        )
    )
    assert outcome.changes is not None, outcome.diagnostics
    return outcome


def page(public: Path, address: str) -> str:
    return (public / address / "index.html").read_text(encoding="utf-8")


def words(public: Path, address: str) -> str:
    return plain(Page(page(public, address)).text.replace("\u00a0", " "))


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return committed(tmp_path_factory.mktemp("changes") / "site", *COMMITS)


@pytest.fixture(scope="module")
def public(repository: Path) -> Path:
    """The site as published, built as a preview of the last commit, too."""
    built(repository, repository.parent / "public", changed_since="HEAD~1")
    return repository.parent / "public"


def test_no_name_of_an_author_is_shown(public: Path) -> None:
    assert "Петров" not in words(public, "changes/")
    assert "Петров" not in words(public, PLAN_PAGE)


def test_a_citizen_sees_what_was_changed_without_a_word(public: Path) -> None:
    plan = words(public, PLAN_PAGE)
    assert MOVED in plan
    assert GONE in plan
    assert EDITED in words(public, "x-oblast/gorod/results/2025-education/")
    assert EDITED in words(public, "org/0002001433/")


def test_a_plan_has_a_folded_history_and_so_has_each_measure(public: Path) -> None:
    tree = element_tree(page(public, PLAN_PAGE))
    folded = [each.text.replace("\u00a0", " ") for each in tree.all("details")]
    (measure,) = (each for each in folded if each.startswith("История мероприятия: 1 изменение"))
    assert "Срок мероприятия 1 перенесён с июля на октябрь 2026 года" in measure
    (plan,) = (each for each in folded if each.startswith("3 изменения, последнее — 1 марта"))
    assert "Исчезло обещание: мероприятие 3 «Урок»" in plan
    assert "Новая страница: 3 мероприятия" in plan
    links = Page(page(public, PLAN_PAGE)).links
    assert "#m1" in links
    assert "https://github.com/example/nok/commits/main/" + PLAN in links
    assert sum(bool(re.search(r"/nok/commit/[0-9a-f]{40}$", link)) for link in links) == 4


def test_an_organisation_and_an_assessment_have_theirs(public: Path) -> None:
    for address in ("org/0002001433/", "x-oblast/gorod/results/2025-education/"):
        assert "Сад № 5: оценка изменена с 84 на 95,5" in words(public, address)
    assert "Новая страница" not in words(public, "org/0002001433/")


def test_every_page_leads_to_its_file_or_to_all_files(public: Path) -> None:
    edit = "https://github.com/example/nok/edit/main/"
    for address, path in {
        PLAN_PAGE: PLAN,
        "x-oblast/gorod/": f"{FOLDER}/municipality.yaml",
        "x-oblast/gorod/organizations/": f"{FOLDER}/organizations.yaml",
        "org/0002001433/": f"{FOLDER}/organizations.yaml",
        "about/": "content/pages/about.md",
    }.items():
        assert f'<a href="{edit}{path}">Исправить эту страницу</a>' in page(public, address)
    files = '<a href="https://github.com/example/nok/tree/main">Исходные файлы сайта</a>'
    assert files in page(public, "calendar")


def test_the_page_of_changes_goes_by_day_and_by_town(public: Path) -> None:
    tree = element_tree(page(public, "changes/"))
    headings = [(each.tag, each.text.replace("\u00a0", " ")) for each in tree.all("h2", "h3")]
    assert headings[:4] == [
        ("h2", "1 марта 2026 года"),
        ("h3", "Город, 1 марта 2026 года"),
        ("h2", "1 февраля 2026 года"),
        ("h3", "Город, 1 февраля 2026 года"),
    ]
    assert headings[-1] == ("h3", "Страницы сайта, 1 января 2026 года")
    text = words(public, "changes/")
    assert "Обратите внимание: Исчезло обещание: мероприятие 3 «Урок»" in text
    assert "Посмотрите ещё раз" not in text
    assert 'href="../x-oblast/gorod/plans/2026-media/"' in page(public, "changes/")


def test_its_feed_can_be_read(public: Path) -> None:
    feed = feedparser.parse((public / "changes/feed.atom").read_bytes())
    assert not feed.bozo
    first, second, third = feed.entries[:3]
    assert (first.title, first.updated[:10]) == ("Город. План", "2026-03-01")
    assert first.link == f"{BASE}{PLAN_PAGE}"
    assert second.summary.startswith("Сад № 5: оценка изменена с 84 на 95,5")
    assert third.link == f"{BASE}{PLAN_PAGE}#m1"
    assert [each.tags[0].term for each in (first, second, third)] == ["second-look"] * 3
    assert len({each.id for each in feed.entries}) == len(feed.entries)
    assert 'href="feed.atom"' in page(public, "changes/")


def test_a_preview_lists_the_changed_pages(public: Path) -> None:
    text = words(public, "changes/preview/")
    assert "Исчезло обещание: мероприятие 3 «Урок» Посмотрите ещё раз: обещание не стирают" in text
    assert "с июля на октябрь" not in text
    html = page(public, "changes/preview/")
    assert 'href="../../x-oblast/gorod/plans/2026-media/"' in html
    assert "noindex" in html
    assert ">Что меняет эта правка</a>" in page(public, PLAN_PAGE)
    assert "preview" not in (public / "sitemap.xml").read_text(encoding="utf-8")


def test_the_same_commit_gives_the_same_bytes(public: Path, repository: Path) -> None:
    copy = repository.parent / "copy"
    git(repository.parent, "clone", "-q", str(repository), str(copy))
    built(copy, copy / "public", changed_since="HEAD~1")
    for name in (f"{PLAN_PAGE}index.html", "changes/index.html", "changes/feed.atom"):
        assert (copy / "public" / name).read_bytes() == (public / name).read_bytes()


def test_without_git_only_the_page_of_changes_says_so(repository: Path, tmp_path: Path) -> None:
    for path, text in FIRST.items():
        place = tmp_path / "site" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text or "", encoding="utf-8")
    public = tmp_path / "public"
    assert built(tmp_path / "site", public).history_trouble is None
    assert "Сайт собран без хранилища git" in words(public, "changes/")
    assert not (public / "changes/feed.atom").exists()
    assert not (public / "changes/preview").exists()
    assert "История" not in words(public, PLAN_PAGE)


def test_a_shallow_copy_says_that_it_is_one_and_names_authors_if_told_to(
    repository: Path, tmp_path: Path
) -> None:
    copy, public = tmp_path / "copy", tmp_path / "public"
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{repository}", str(copy))
    (copy / "site.yaml").write_text(f"{SETTINGS}history: {{authors: true}}\n", encoding="utf-8")
    built(copy, public)
    text = words(public, "changes/")
    assert "Сайт собран из неполной копии" in text
    assert "1 марта 2026 года" in text
    assert "1 февраля 2026 года" not in text
    assert "Пётр Петров" in text
    assert "Пётр Петров" in words(public, PLAN_PAGE)


def test_the_history_can_be_turned_off(tmp_path: Path) -> None:
    settings = {"site.yaml": f"{SETTINGS}history: {{show: false}}\n"}
    root = committed(tmp_path / "site", *COMMITS, ("2026-04-01", settings))
    built(root, tmp_path / "public")
    plan = words(tmp_path / "public", PLAN_PAGE)
    assert "История" not in plan
    assert "Изменения на сайте" not in plan
    assert MOVED not in plan
    assert "Владелец сайта отключил историю" in words(tmp_path / "public", "changes/")
