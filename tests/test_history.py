"""The past of a site as git tells it: which commits, which sentences, and what cannot be seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from nokgen.compare import Past, edits, past_of
from nokgen.messages import messages_for
from nokgen.read import read_site
from nokgen.read.history import open_history
from tests.past_under_test import FIRST, FOLDER, PLAN, PLAN_TEXT, RESULTS, RESULTS_TEXT, committed
from tests.past_under_test import git as run_git

RU = messages_for("ru")


def past(root: Path, *, authors: bool = False) -> Past:
    return past_of(root, read_site(root), RU, authors=authors)


def told(found: Past, path: str = PLAN) -> list[tuple[str, str]]:
    return [(str(s.day), change.text) for s in found.of(path) for change in s.changes]


def silent(found: Past, path: str = PLAN) -> list[tuple[str, str, str, str]]:
    return [(str(e.kind), e.old, e.new, str(e.day)) for e in found.silent(path)]


def edited(*edits: tuple[str, str], text: str = PLAN_TEXT) -> str:
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return text


AUTUMN = edited(("deadline: июль", "deadline: октябрь"))
WITHOUT = AUTUMN[: AUTUMN.index("  - id: m3")]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan that was changed silently, then lost a measure; a result that was edited."""
    return committed(
        tmp_path_factory.mktemp("past") / "site",
        ("2026-01-01", FIRST),
        ("2026-02-01", {PLAN: AUTUMN}),
        ("2026-03-01", {PLAN: WITHOUT, RESULTS: edited(("84", "95.5"), text=RESULTS_TEXT)}),
    )


def test_a_record_tells_its_commits_newest_first(site: Path) -> None:
    assert told(past(site)) == [
        ("2026-03-01", "Исчезло обещание: мероприятие 3 «Урок»"),
        ("2026-02-01", "Срок мероприятия 1 перенесён с июля на октябрь 2026 года"),
        ("2026-01-01", "Новая страница: 3 мероприятия"),
    ]


def test_what_changed_without_a_word_is_found(site: Path) -> None:
    found = past(site)
    assert silent(found) == [
        ("vanished", "май", "", "2026-03-01"),
        ("deadline", "июль", "октябрь", "2026-02-01"),
    ]
    assert silent(found, RESULTS) == [("result", "84", "95,5", "2026-03-01")]
    assert found.silent(RESULTS)[0].anchor == "0002001433"


def test_names_of_authors_only_if_asked_for(site: Path) -> None:
    assert {step.author for step in past(site).steps} == {""}
    assert {step.author for step in past(site, authors=True).steps} == {"Пётр Петров"}


@pytest.mark.parametrize(
    ("last", "left"),
    [
        (PLAN_TEXT, []),
        (edited(("июль\n", "июль\n    moved: [{date: 2026-03-01, deadline: октябрь}]\n")), []),
        (edited(("июль\n", "октябрь\n    moved: [{date: 2026-03-01, deadline: октябрь}]\n")), []),
        (
            edited(("июль\n", "октябрь\n    moved: [{date: 2026-03-01, deadline: декабрь}]\n")),
            [("deadline", "июль", "октябрь", "2026-02-01")],
        ),
        (
            edited(("deadline: июль", "deadline: декабрь")),
            [("deadline", "июль", "декабрь", "2026-03-01")],
        ),
    ],
)
def test_a_silent_change_that_was_healed_is_not_shown(
    tmp_path: Path, last: str, left: list[tuple[str, str, str, str]]
) -> None:
    files = {"site.yaml": FIRST["site.yaml"], PLAN: PLAN_TEXT}
    commits = (("2026-01-01", files), ("2026-02-01", {PLAN: AUTUMN}), ("2026-03-01", {PLAN: last}))
    assert silent(past(committed(tmp_path, *commits))) == left


def test_a_result_of_a_new_document_is_no_silent_change(tmp_path: Path) -> None:
    new = edited(("84", "95"), ("Отчёт", "Новый отчёт"), text=RESULTS_TEXT)
    later = edited(("84", "95"), text=RESULTS_TEXT), new
    commits = [("2026-01-01", FIRST), *(("2026-02-01", {RESULTS: text}) for text in later)]
    assert silent(past(committed(tmp_path, *commits)), RESULTS) == []


def test_a_plan_that_moved_keeps_its_past(tmp_path: Path) -> None:
    new = f"{FOLDER}/plans/2026-smi.yaml"
    alias = "aliases: [/x-oblast/gorod/plans/2026-media/]\n"
    moved = {PLAN: None, new: alias + AUTUMN}
    commits = (
        ("2026-01-01", FIRST),
        ("2026-02-01", {PLAN: AUTUMN}),
        ("2026-03-01", moved),
    )
    found = past(committed(tmp_path, *commits))
    assert [day for day, _text in told(found, new)] == ["2026-03-01", "2026-02-01", "2026-01-01"]
    assert told(found) == []


def test_what_came_by_a_merge_counts_at_the_merge(tmp_path: Path) -> None:
    root = committed(tmp_path, ("2026-01-01", FIRST))
    run_git(root, "switch", "-qc", "other")
    committed(root, ("2026-02-01", {PLAN: AUTUMN}))
    run_git(root, "switch", "-q", "main")
    run_git(root, "merge", "-q", "--no-ff", "-m", "m", "other", day="2026-02-20")
    assert [day for day, _text in told(past(root))] == ["2026-02-20", "2026-01-01"]


def test_only_the_newest_are_told_and_the_rest_is_not_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edits, "MOST_OF_RECORD", 2)
    texts = [edited(("Показ", f"Показ {number}")) for number in range(4)]
    commits = [("2026-01-01", {PLAN: text, "site.yaml": FIRST["site.yaml"]}) for text in texts]
    found = past(committed(tmp_path, *commits))
    assert [text[-2] for _day, text in told(found)] == ["3", "2"]
    assert found.cut == {PLAN}


def test_a_shallow_copy_does_not_take_its_edge_for_new_pages(site: Path, tmp_path: Path) -> None:
    run_git(tmp_path, "clone", "-q", "--depth", "2", f"file://{site}", str(tmp_path / "copy"))
    found = past(tmp_path / "copy")
    assert found.is_shallow
    assert told(found) == [("2026-03-01", "Исчезло обещание: мероприятие 3 «Урок»")]
    assert PLAN in found.cut


def test_without_a_repository_nothing_is_known(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("title: Сайт\n", encoding="utf-8")
    found = past(tmp_path)
    assert (found.is_absent, found.trouble, found.records) == (True, None, {})
    assert past(committed(tmp_path)).records == {}


def test_the_log_names_both_sides_of_a_change(site: Path) -> None:
    log = open_history(site).log(PLAN)
    assert [str(commit.day) for commit in log] == ["2026-03-01", "2026-02-01", "2026-01-01"]
    blobs = [commit.files[PLAN] for commit in log]
    assert blobs[-1][0] == ""
    assert [old for old, _new in blobs[:-1]] == [new for _old, new in blobs[1:]]


def test_what_is_not_committed_heals_as_well(site: Path) -> None:
    """The past is remembered while nobody commits, the files of today are not."""
    before = silent(past(site))
    try:
        (site / PLAN).write_text(PLAN_TEXT, encoding="utf-8")
        assert silent(past(site)) == []
    finally:
        (site / PLAN).write_text(WITHOUT, encoding="utf-8")
    assert silent(past(site)) == before != []
