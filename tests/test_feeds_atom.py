"""Feeds of what happened, read back by a feed reader's parser."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from feedgen.feed import FeedGenerator

from nokgen.feeds.atom import Entry, _written
from tests.sites_under_test import TODAY, built, real_site, tree

BASE = "https://example.org/nok/"
KIROVSK = "murmanskaya-oblast/kirovsk/"
PLAN = f"{KIROVSK}plans/2026-media/"
TEXT = """\
title: "План <СМИ> & школ"
kind: media
year: 2026
spheres: [education]
source: {title: Приказ, retrieved: 2026-02-01}
measures:
  - id: m1
    title: Статья
    deadline: до 1 июня 2026 года
    reports:
      - {date: 2026-05-20, text: "Вышла статья ]]> <b>первая</b>", evidence: [{title: Статья, url: "https://example.org/1"}]}
      - {date: 2026-05-20, text: Вышла ещё одна, evidence: [{title: Статья, url: "https://example.org/2"}]}
  - {id: m2, title: Плакат, deadline: до 1 ноября 2026 года}
  - id: m3
    title: Буклет
    deadline: до 1 октября 2026 года
    moved: [{date: 2026-09-15, deadline: до 1 декабря 2026 года}]
  - id: m4
    title: Опрос
    deadline: до 1 июля 2026 года
    cancelled: {date: 2026-06-10, reason: Нет средств}
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = real_site(tmp_path_factory.mktemp("atom") / "site")
    (site / "content" / f"{PLAN.rstrip('/')}.yaml").write_text(TEXT, encoding="utf-8")
    return site


def feeds(root: Path, today: date = TODAY, base_url: str | None = BASE) -> dict[str, bytes]:
    built(root, root / "public", base_url=base_url, today=today)
    return {path: data for path, data in tree(root / "public").items() if path.endswith(".atom")}


@pytest.fixture(scope="module")
def files(root: Path) -> dict[str, bytes]:
    return feeds(root)


def test_a_town_tells_what_happened_the_newest_first(files: dict[str, bytes]) -> None:
    feed = feedparser.parse(files[f"{KIROVSK}feed.atom"])
    assert not feed.bozo
    assert feed.feed.title == "Изменения: Кировск"
    assert [(entry.updated[:10], entry.title) for entry in feed.entries] == [
        (
            "2026-11-21",
            "Новый план: Информационная кампания о независимой оценке детских садов, 2020 год",
        ),
        ("2026-11-02", "Просрочено: Плакат"),
        ("2026-09-15", "Срок перенесён: Буклет"),
        ("2026-06-10", "Отменено: Опрос"),
        ("2026-05-20", "Отчёт: Статья"),
        ("2026-05-20", "Отчёт: Статья"),
        ("2026-02-01", "Новый план: План <СМИ> & школ"),
    ]
    assert feed.entries[1].link == f"{BASE}{PLAN}#m2"


def test_words_of_the_content_stay_words(files: dict[str, bytes]) -> None:
    feed = ElementTree.fromstring(files[f"{KIROVSK}feed.atom"])
    summaries = [
        element.text or "" for element in feed.iter("{http://www.w3.org/2005/Atom}summary")
    ]
    assert "Вышла статья ]]> <b>первая</b>\nПлан <СМИ> & школ\nКировск" in summaries


def test_every_entry_has_a_name_of_its_own(files: dict[str, bytes]) -> None:
    for path, data in files.items():
        feed = feedparser.parse(data)
        assert not feed.bozo, path
        names = [entry.id for entry in feed.entries]
        assert names, path
        assert len(set(names)) == len(names), path
        assert all(name.startswith("tag:example.org,2026:/") for name in names), path
        assert feed.feed.updated >= max(entry.updated for entry in feed.entries), path
        (own,) = [link.href for link in feed.feed.links if link.rel == "self"]
        assert files[own.removeprefix(BASE)] == data, (
            "a copy at an old address leads to the new one"
        )


def test_the_feed_of_the_site_holds_all(files: dict[str, bytes]) -> None:
    whole = {entry.id for entry in feedparser.parse(files["feed.atom"]).entries}
    parts = {entry.id for data in files.values() for entry in feedparser.parse(data).entries}
    assert whole == parts


def test_nothing_is_told_before_its_day(root: Path) -> None:
    feed = feedparser.parse(feeds(root, today=date(2026, 6, 1))[f"{KIROVSK}feed.atom"])
    assert feed.entries[0].title == "Отчёт: Статья"
    assert len(feed.entries) == 3


def test_without_an_address_there_is_no_feed(root: Path) -> None:
    assert feeds(root, base_url=None) == {}


def test_an_entry_is_as_the_library_writes_it() -> None:
    text = "<b> & \"c\" 'd' ]]>\n\tвторая\rтретья\u00a0"
    entry = Entry("/a/", f"Отчёт: {text}", "/a/?x=1&y=2#m1", date(2026, 3, 1), text, "report")
    feed = FeedGenerator()
    feed.id("x")
    feed.title("x")
    own = feed.add_entry()
    own.id("tag:/a/&")
    own.title(entry.title)
    own.link(href='https://example.org/?x=1&y="2', rel="alternate")
    own.updated(datetime(2026, 3, 1, tzinfo=UTC))
    own.published(datetime(2026, 3, 1, tzinfo=UTC))
    own.summary(entry.summary)
    own.category(term=entry.category)
    written = _written("tag:/a/&", entry, 'https://example.org/?x=1&y="2')
    assert written.encode() in feed.atom_str(pretty=True)
