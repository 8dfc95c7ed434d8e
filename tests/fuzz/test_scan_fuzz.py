"""Whatever is typed: what the quick reader of YAML accepts, the complete one reads the same way."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scan_under_test import EVERYTHING, agrees, texts

FILES = sorted(texts("content", "examples", "tests/cases", "tests/data").values())
RUNS = 3_000
PIECES = ["\n", "\n\n", " ", "  ", "    ", "- ", "-", "? ", '"', "'", "''", "[", "]", "{", "}"]
PIECES += ["|\n", "|-\n", ">-\n", ">\n", ">+\n", "|2\n", ": ", ":", "#", " #", " # 5", " #x", "~"]
PIECES += ["null", "Null", "---\n", "...\n", "--- ", "%", "\\", "&a ", "*a", "!t ", "@", "`", ","]
PIECES += [", ", "a", "ж", "0", "-1", "=", "!", ".", "a: b", "\n  a: b", "\n- a\n", "a:\n", "<<: "]
PIECES += ["{a: b}", "[a]", "{a: b, a: c}", "\n# x\n", "\n      # y\n", "a" * 220, "😀"]
PIECES += ["\u00a0", "\t", "\r", "\u0085", "\u2028", "\ufeff", "\x07", "\x7f", "\ud800"]
SIGNS = ["a", "b", "ж", " ", "  ", ":", "-", "#", "'", '"', "[", "]", "{", "}", ",", "|", ">", "?"]
SIGNS += ["\n", "\n", "\n  ", "\n- ", "\n  - ", "\na: ", ": ", ", ", "- ", ">-\n", "|\n", "null"]
SIGNS += ["&", "*", "!", "%", "@", "~", "a: b\n", "a: ", "[a, b]", "{a: b}", '"a"', " # a"]


def part(text: str, chance: Random) -> str:
    """Some lines of a text, moved to the left edge, or all of it."""
    lines = text.split("\n")
    if chance.random() < 0.2:
        return text
    start = chance.randrange(len(lines))
    chosen = lines[start : start + chance.randint(1, 14)]
    indents = [len(line) - len(line.lstrip(" ")) for line in chosen if line.strip()]
    ending = chance.choice(["\n", "\n", "\n\n", ""])
    return "\n".join(line[min(indents, default=0) :] for line in chosen) + ending


def changed(text: str, chance: Random) -> str:
    """The text with one change: a piece put in, signs taken out, or lines moved."""
    place = chance.randrange(len(text) + 1)
    kind = chance.random()
    if kind < 0.5:
        return text[:place] + chance.choice(PIECES) + text[place + chance.choice([0, 0, 1, 2, 5]) :]
    if kind < 0.65:
        return text[:place] + text[place + chance.randint(1, 4) :]
    lines = text.split("\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    if kind < 0.72:
        lines.insert(other, lines[one])
    elif kind < 0.78:
        del lines[one]
    elif kind < 0.84:
        lines[one], lines[other] = lines[other], lines[one]
    elif kind < 0.92:
        lines[one] = " " * chance.randint(1, 3) + lines[one]
    else:
        lines[one] = lines[one][chance.randint(1, 3) :]
    return "\n".join(lines)


def test_files_changed_anywhere() -> None:
    chance = Random(8)
    accepted = 0
    for _ in range(RUNS):
        text = part(chance.choice([EVERYTHING, chance.choice(FILES)]), chance)
        for _ in range(chance.choice([1, 1, 1, 2, 3])):
            text = changed(text, chance)
        accepted += agrees(text)
    # Otherwise nothing was tried.
    assert accepted > RUNS // 8


@settings(max_examples=250, deadline=None)
@given(st.lists(st.sampled_from(SIGNS), max_size=24).map("".join))
def test_short_texts_of_signs(text: str) -> None:
    agrees(text)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 4),
            st.sampled_from(["", "a: ", "b: ", '"c": ', "- ", "- a: ", "# "]),
            st.sampled_from(["", "b", "b c", "'d'", '"e"', "[f, g]", "{h: i}", "|", ">-", "j: k"]),
            st.sampled_from(["", "", " ", " # l", "  #m"]),
        ),
        max_size=9,
    )
)
def test_rows_in_any_columns(rows: list[tuple[int, str, str, str]]) -> None:
    agrees("".join(f"{' ' * indent}{key}{value}{rest}\n" for indent, key, value, rest in rows))
