"""Whatever stands in a file, `fmt` keeps every value and comment, and a second run changes nothing.

Written against nokgen's own reader: the tree before and after is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from nokgen.fmt.slots import Kind, slots
from nokgen.fmt.style import formatted
from nokgen.read import Tree
from nokgen.read.compose import YamlError, compose, plain
from nokgen.read.text import decode
from nokgen.records.base import Record
from nokgen.records.improvement import Improvement
from nokgen.records.plan import Plan
from nokgen.records.results import Results
from nokgen.records.schema import KINDS
from nokgen.records.territory import Municipality

ROOT = Path(__file__).resolve().parent.parent.parent
CASES = ROOT / "tests" / "cases"
TEXTS = sorted(
    {
        path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").removeprefix("\ufeff")
        for path in [
            *ROOT.glob("content/**/*.yaml"),
            *CASES.glob("*/in/**/*.yaml"),
            *CASES.glob("_base/**/*.yaml"),
        ]
        if path.is_file() and path.stat().st_size < 20_000
    }
)
PIECES = ["\n", "\n\n", "  # б", "\n# а\n", "\n    # в\n", "    ", "- ", "? ", '"', "'", "[", "]"]
PIECES += ["{", "}", "|\n", ">+\n\n", "|2\n", ": ", "#", "~", "---\n", "...\n", "%", "\u00a0", "\t"]
PIECES += [
    "null",
    "id:\n",
    "id: m7\n",
    " \n",
    "66",
    "2020-01-01",
    "12:30",
    "a" * 99,
    "\\",
    "😀",
    ",",
]

WORDS = st.sampled_from(
    [
        *(
            "Проведение",
            "НОК",
            "«Твой Кировск»",
            "до",
            "1",
            "66",
            "№",
            "#",
            "-",
            ":",
            "- a:",
            "a: b",
        ),
        *("'", '"', "{", "]", ",", "true", "2020-07-14", "0x1F", "~", "", "  ", "\n", "\n\n", "\t"),
        *("\\n", "\u00a0", "\u2028", "\x07", "|", ">", "&a", "*", "%", "@", "`", "1.5", "12:30"),
        *("no", "=", "<<"),
    ]
)
LINES = st.lists(WORDS, max_size=6).map(" ".join)
LONG = st.lists(WORDS, min_size=15, max_size=40).map(" ".join)
SCALARS = st.none() | LINES | LONG | st.text(max_size=12).filter(lambda text: text.isprintable())
NUMBERS = {
    Kind.NUMBER: st.sampled_from(["2020", "07", "1.5", "86,17", "много"]),
    Kind.DAY: st.sampled_from(["2020-07-14", "2020-13-99", "14.07.2020"]),
    Kind.TRUTH: st.sampled_from(["true", "false", "yes", "да"]),
    Kind.TEXT: SCALARS,
}
many = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def trees(record: type[Record] | None, depth: int = 3) -> st.SearchStrategy[Tree]:
    """Contents of a file of this kind, valid or not, its keys in any order."""
    known = slots(record)
    if depth == 0 or not known:
        return SCALARS
    below = {
        key: NUMBERS[slot.kind]
        if slot.record is None
        else trees(slot.record, depth - 1) | st.lists(trees(slot.record, depth - 1), max_size=3)
        for key, slot in known.items()
    }
    anything = SCALARS | st.lists(SCALARS, max_size=4) | st.dictionaries(LINES, SCALARS, max_size=2)
    chosen = st.lists(st.sampled_from([*below, "unknown", "1.1"]), unique=True, max_size=6)
    return chosen.flatmap(
        lambda keys: st.fixed_dictionaries({key: below.get(key, anything) for key in keys})
    )


def events(tree: Tree, draw: st.DrawFn, flow: bool = False) -> list[yaml.Event]:
    """The tree in YAML, every part in a style of its own."""
    if tree is None:
        return [yaml.ScalarEvent(None, None, (True, False), "", style=None)]
    if isinstance(tree, str):
        style = draw(st.sampled_from([None, "'", '"', "|", ">"]))
        if style is None and (not tree or tree in ("~", "null", "Null", "NULL")):
            style = '"'
        return [yaml.ScalarEvent(None, None, (style is None, True), tree, style=style)]
    flow = flow or draw(st.booleans())
    if isinstance(tree, list):
        inner = [event for item in tree for event in events(item, draw, flow)]
        return [
            yaml.SequenceStartEvent(None, None, True, flow_style=flow),
            *inner,
            yaml.SequenceEndEvent(),
        ]
    inner = [
        event
        for key, item in tree.items()
        for event in (*events(key, draw, flow), *events(item, draw, flow))
    ]
    return [
        yaml.MappingStartEvent(None, None, True, flow_style=flow),
        *inner,
        yaml.MappingEndEvent(),
    ]


def emitted(parts: Sequence[yaml.Event], indent: int, width: int) -> str:
    document = [
        yaml.StreamStartEvent(),
        yaml.DocumentStartEvent(explicit=False),
        *parts,
        yaml.DocumentEndEvent(explicit=False),
        yaml.StreamEndEvent(),
    ]
    return yaml.emit(document, indent=indent, width=width, allow_unicode=True)


def read(text: str) -> Tree:
    """The tree of a text without faults; others are of no interest here."""
    _text, found = decode(text.encode("utf-8", "replace"), "plan.yaml")
    assume(not found)
    try:
        top, faults = compose(text)
    except YamlError:
        assume(False)
    assume(not faults and top is not None)
    return plain(top)


def assert_kept(text: str, record: type[Record] | None) -> None:
    before = read(text)
    # `formatted` itself asserts that the comments stay, and the tree but for new ids.
    result = formatted(text, record)
    assert formatted(result, record) == result
    assert without_ids(read(result)) == without_ids(before)
    _top, faults = compose(result)
    assert not faults


def without_ids(tree: Tree) -> Tree:
    if isinstance(tree, list):
        return [without_ids(item) for item in tree]
    if isinstance(tree, dict):
        return {key: without_ids(item) for key, item in tree.items() if key != "id"}
    return tree


@many
@given(data=st.data())
def test_any_content_in_any_style(data: st.DataObject) -> None:
    record = data.draw(st.sampled_from([Plan, Municipality, Results, Improvement, None]))
    tree = data.draw(trees(record or Plan))
    assume(isinstance(tree, dict))
    text = emitted(
        events(tree, data.draw), data.draw(st.sampled_from([2, 4, 7])), data.draw(st.just(60))
    )
    lines = text.split("\n")
    for _ in range(data.draw(st.integers(0, 4))):
        place = data.draw(st.integers(0, len(lines)))
        added = data.draw(st.sampled_from(["", "# а", "  # б", "      # в"]))
        before = read("\n".join(lines))
        longer = [*lines[:place], added, *lines[place:]]
        try:
            top, _faults = compose("\n".join(longer))
        except YamlError:
            continue
        if top is not None and plain(top) == before:
            lines = longer
    assert_kept("\n".join(lines), record)


Edit = tuple[int, int, str]


@many
@given(
    text=st.sampled_from(TEXTS),
    edits=st.lists(
        st.tuples(st.integers(0, 20_000), st.integers(0, 8), st.sampled_from(PIECES)), max_size=4
    ),
)
def test_real_files_changed_anywhere(text: str, edits: list[Edit]) -> None:
    for start, length, piece in edits:
        place = start % (len(text) + 1)
        text = text[:place] + piece + text[place + length :]
    for kind in ("plan", "municipality"):
        assert_kept(text, KINDS[kind].record)
