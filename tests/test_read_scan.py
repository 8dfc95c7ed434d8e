"""The quick reader of YAML: what it takes, and that it leaves the rest to the complete one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nokgen.fmt.style import formatted
from nokgen.limits import DEFAULTS, Limits
from nokgen.read import document, site
from nokgen.read.compose import Tree, compose
from nokgen.read.scan import scan
from nokgen.records.kinds import kind_of
from nokgen.records.schema import KINDS
from tests.scan_under_test import EVERYTHING, ROOT, agrees, texts

OURS = texts("content", "examples")
ALL = {**OURS, **texts("tests/cases", "tests/data")}


def test_all_files_of_ours_are_accepted() -> None:
    assert len(OURS) > 60
    assert [path for path, text in OURS.items() if not agrees(text)] == []


def test_with_every_file_good_or_bad_it_agrees() -> None:
    accepted = [path for path, text in ALL.items() if agrees(text)]
    assert len(OURS) < len(accepted) < len(ALL)


def test_heads_of_pages_are_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "compose", _refuse)
    pages = [*ROOT.glob("content/pages/**/*.md"), *ROOT.glob("examples/**/pages/**/*.md")]
    assert pages != []
    for page in pages:
        found, faults = site.parse(page.read_bytes(), page.name)
        assert (found is not None, faults) == (True, []), page


def _refuse(text: str, _limits: Limits) -> object:
    raise AssertionError(text)


def test_what_fmt_writes_is_accepted() -> None:
    for path, text in OURS.items():
        kind = kind_of(path[path.find("content/") :])
        record = KINDS[kind].record if kind is not None else None
        # Without the record fmt chooses other styles.
        for style in {record, None}:
            assert agrees(formatted(text, style)), path


ACCEPTED: list[tuple[str, Tree]] = [
    ("a: b\n", {"a": "b"}),
    ("a: b", {"a": "b"}),
    ("\n\na: b\n\n\n", {"a": "b"}),
    ("a: no\nb: 010\nc: 12:30\nd: 1.10\n", {"a": "no", "b": "010", "c": "12:30", "d": "1.10"}),
    ("a:\nb: \n", {"a": None, "b": None}),
    ("a: ''\nb: \"\"\n", {"a": "", "b": ""}),
    ("a: \"null\"\nb: '~'\n", {"a": "null", "b": "~"}),
    ("a: 'b''c'\n", {"a": "b'c"}),
    ("a: b  # c\n", {"a": "b"}),
    ("a: b#c\n", {"a": "b#c"}),
    ("- a\n-\n- b: c\n  d: e\n", ["a", None, {"b": "c", "d": "e"}]),
    ("a:\n- b\nc: d\n", {"a": ["b"], "c": "d"}),
    ("a: >-\n  b\n  c\n", {"a": "b c"}),
    ("a: >\n  b\n  c\n\n\nd: e\n", {"a": "b c\n", "d": "e"}),
    ("a: |\n  b\n\n   c\n", {"a": "b\n\n c\n"}),
    ("- a: |-\n    b\n  c: d\n", [{"a": "b", "c": "d"}]),
    ("a: |-\n  b", {"a": "b"}),
    ("a: [b, «c», \"d, e\"]\n", {"a": ["b", "«c»", "d, e"]}),
    ("a: {b: https://c.d/, e: 'f: g'}\n", {"a": {"b": "https://c.d/", "e": "f: g"}}),
    ("a: [{b: c}, {}]\nd: {e: [f]}\n", {"a": [{"b": "c"}, {}], "d": {"e": ["f"]}}),
    ("a: № 5\u00a0шт.\n", {"a": "№ 5\u00a0шт."}),
    (f"- {'a' * 1500}\n", ["a" * 1500]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tree"), ACCEPTED)
def test_it_takes(text: str, tree: Tree) -> None:
    assert agrees(text)
    assert scan(text) == tree


LEFT = [
    *("", "\n", "# a\n", "a\n", '"a"\n', "[a]\n", "{a: b}\n"),
    # Faults.
    *("a: b\na: c\n", 'a: b\n"a": c\n', "a: {b: c, b: d}\n", "a: [{b: c, b: d}]\n"),
    *("a: &b c\n", "a: *b\n", "a: !b c\n", "&a b: c\n", "a: b # 5\n"),
    *("null: a\n", ": a\n", "~: a\n"),
    *("a: b\n---\nc: d\n", "a: b\n...\n", "---\na: b\n", "%YAML 1.1\n---\na: b\n"),
    *("a:\tb\n", "a: b\tc\n", "a: b\x07\n", "a: b\x85\n", "a: b\u2028\n", "\ufeffa: b\n"),
    *("a: \ud800\n", "a: b\r\n", "a: \x7f\n", "a: \u202eb\n"),
    # Wrong columns.
    *("a: b\n c: d\n", "a:\n  b: c\n d: e\n", "  a: b\nc: d\n", "- a\nb: c\n", "a: b\n- c\n"),
    *("a:\n  - b\n - c\n", "a:\n  - b\n  c: d\n", "- a: b\n c: d\n", "-a: b\n"),
    *("a: >-\nb: c\n", "a:\n  b: >-\n c\n", "- |\na\n", "a:\n  b: |\n  c\n"),
    # Texts of several lines, and those whose end is not sure.
    *("a: b\n  c\n", "a: 'b\n  c'\n", "a: >-\n  b\n\n  c\n", "a: >-\n  b\n   c\n", "a: |+\n  b\n"),
    *("a: |2\n  b\n", "a: |\n\n  b\n", "a: |\n  b\n   \n", "a: >-\n  b\n\n  # c\n", "a: |\n  b"),
    # Signs with a meaning, known or not.
    *("a: null\n", "a: ~\n", "a: b: c\n", "a: b:\n", "a: - b\n", "a: @b\n", "a: %b\n", "- - a\n"),
    *("? a\n", "a: ? b\n", "a: \"b\\n\"\n", "a: 'b' c\n", 'a: "b" c\n', "a: [b\n", '"a\\n": b\n'),
    *("a: [b,c]\n", "a: [b, ]\n", "a: [b: c]\n", "a: [b?c]\n", "a: [[b]]\n"),
    *("a: [b, c\n  d]\n", "a: {b}\n", "a: {b: }\n", "[a]: b\n", "a : b\n", "a: [null]\n"),
    *(f"{'a' * 1500}: b\n", f"a: {{{'b' * 1500}: c}}\n"),
]  # fmt: skip


@pytest.mark.parametrize("text", LEFT)
def test_it_leaves(text: str) -> None:
    assert scan(text) is None


DEEP: list[Callable[[int], str]] = [
    lambda n: "".join(f"{' ' * each}a:\n" for each in range(n)),
    lambda n: "".join(f"{' ' * each}-\n" for each in range(n)),
    lambda n: "".join(f"{'  ' * each}- a:\n" for each in range(n)),
    lambda n: DEEP[2](n) + f"{'  ' * n}- b: [{{c: [d]}}]\n",
]


@pytest.mark.parametrize("deep", DEEP)
def test_it_takes_no_deeper_tree_than_the_complete_one(deep: Callable[[int], str]) -> None:
    accepted = [agrees(deep(n)) for n in range(1, DEFAULTS.depth + 2)]
    assert accepted[3]
    assert not accepted[-1]


def test_the_limits_may_be_others() -> None:
    deep = DEEP[3](3)  # three lists of mappings, a fourth with brackets, a mapping and a list in it
    assert scan(deep, depth=11) is not None
    assert scan(deep, depth=10) is None
    assert scan("- a: b\n" * 40, values=1_000) is not None
    assert scan("- a: b\n" * 40, values=120) is None  # 121 with the list
    assert scan("a: [" + "b, " * 60 + "c]\n", values=62) is None  # 64
    assert scan("a: [" + "{b: [c]}, " * 60 + "c]\n", values=243) is None  # 244


def test_a_good_file_is_read_without_the_complete_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def watched(text: str, limits: Limits = DEFAULTS) -> object:
        asked.append(text)
        return compose(text, limits)

    monkeypatch.setattr(site, "compose", watched)
    monkeypatch.setattr(document, "compose", watched)
    found, faults = site.parse(EVERYTHING.encode(), "plan.yaml")
    assert found is not None
    assert (faults, asked) == ([], [])
    span = found.span(["c", 1, "e"])
    assert (span.line, span.column, span.excerpt) == (5, 8, "  - e: f")
    assert asked == [EVERYTHING]
    _found, faults = site.parse(f"{EVERYTHING}a: again\n".encode(), "plan.yaml")
    assert [fault.code.slug for fault in faults] == ["duplicate-key"]
