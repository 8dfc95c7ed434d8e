"""Whatever is typed, checking ends with diagnostics that point into the file, and never crashes."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nokgen.check import check
from nokgen.diagnostics import Diagnostic
from nokgen.messages import messages_for
from nokgen.read import read_site
from nokgen.report import render_text

CASES = Path(__file__).parent.parent / "cases"
FILES = sorted(
    path
    for path in [*CASES.glob("*/in/**/*"), *CASES.glob("_base/**/*")]
    if path.is_file() and path.suffix in (".yaml", ".md")
)
PLAN = Path("content/primerskaya-oblast/primersk/plans/2020-campaign.yaml")
PIECES = [
    *(
        "\t",
        "\n",
        "\r\n",
        "\u00a0",
        "\x00",
        "\ufeff",
        "😀",
        "«",
        "é",
        "  ",
        "- ",
        ": ",
        " #",
        "'",
        '"',
    ),
    *(
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a",
        "!t ",
        "|\n",
        ">-\n",
        "---\n",
        "...\n",
        "? ",
        "%",
        "@",
        "<<: ",
    ),
    *("null", "~", "-", "2020-13-41", "no", "010", "срок: ", "\\x", "\u2028", "a" * 1100),
]

Edit = tuple[int, int, str]
edits = st.lists(
    st.tuples(
        st.integers(0, 2000), st.integers(0, 12), st.sampled_from(PIECES) | st.text(max_size=4)
    ),
    min_size=1,
    max_size=6,
)
many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def changed(text: str, changes: list[Edit]) -> str:
    for start, length, piece in changes:
        place = start % (len(text) + 1)
        text = text[:place] + piece + text[place + length :]
    return text


def findings(path: Path, data: bytes) -> tuple[Diagnostic, ...]:
    """What is found in the base of the cases when one of its files is replaced."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        shutil.copytree(CASES / "_base", site)
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
        found = check(read_site(site), lambda _zone: date(2026, 11, 22)).diagnostics
    assert render_text(found, messages_for("ru")) or not found
    return found


def assert_inside(found: tuple[Diagnostic, ...], path: Path, text: str) -> None:
    """Every span of the file is a stretch of its text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").split("\n")
    for diagnostic in found:
        span = diagnostic.span
        if span.path != path.as_posix() or span.excerpt is None:
            continue
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        assert len(span.excerpt) == len(lines[span.line - 1])


def place_of(file: Path) -> Path:
    """Where a file of a case stands in its site."""
    parts = file.relative_to(CASES).parts
    return Path(*parts[2 if parts[1] == "in" else 1 :])


def text_of(file: Path) -> str:
    return file.read_bytes().decode("utf-8", "replace")


@many
@given(file=st.sampled_from(FILES), changes=edits)
def test_changed_files(file: Path, changes: list[Edit]) -> None:
    text = changed(text_of(file), changes).encode("utf-8", "replace").decode("utf-8")
    path = place_of(file)
    assert_inside(findings(path, text.encode()), path, text)


@many
@given(data=st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    findings(PLAN, data)


@many
@given(text=st.text(st.sampled_from("ab:-[]{}#&*!|>'\"%@`?, \n\tж"), max_size=60))
def test_short_texts_of_signs(text: str) -> None:
    assert_inside(findings(PLAN, text.encode()), PLAN, text)
