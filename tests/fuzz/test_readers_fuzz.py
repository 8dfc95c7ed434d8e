"""Any text at all: the readers that `make torture` feeds by coverage keep their word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tools.torture.coverage import READERS as FED
from tools.torture.pieces import PIECES, VALUES
from tools.torture.readers import deadline, page, table, yaml_text
from tools.torture.seed import Seed
from tools.torture.targets import READERS

PARTS = {
    "yaml": (
        "a",
        "ы",
        "id",
        ": ",
        "\n",
        "\n  ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        '"',
        "'",
        "|\n",
        "#",
    ),
    "table": ("ИНН", "7707083893", ";", ",", "\t", "\n", '"', '""', "1,5", "итого", " ", "sep=;\n"),
    "deadline": (
        "до",
        "1",
        "31",
        "мая",
        "II",
        "квартал",
        "2020",
        "года",
        "ежегодно",
        "-",
        ",",
        "(",
        ")",
    ),
    "markdown": (
        "а",
        "*",
        "_",
        "[",
        "]",
        "(",
        ")",
        "!",
        "`",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "|",
        "<",
        "&",
        "#",
    ),
}
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def texts(reader: str) -> st.SearchStrategy[bytes]:
    part = (
        st.sampled_from(PARTS[reader]) | st.sampled_from([*PIECES, *VALUES]) | st.text(max_size=3)
    )
    joined = st.sampled_from(["", " "]).flatmap(lambda s: st.lists(part, max_size=30).map(s.join))
    return joined.map(lambda text: text.encode("utf-8", "replace")) | st.binary(max_size=60)


@few
@given(data=texts("yaml"))
def test_yaml(data: bytes) -> None:
    yaml_text(Seed("", "x.yaml", data))


@few
@given(data=texts("table"))
def test_tables(data: bytes) -> None:
    table(Seed("", "x.csv", data))


@few
@given(data=texts("deadline"))
def test_deadlines(data: bytes) -> None:
    deadline(Seed("", "x.txt", data))


@few
@given(data=texts("markdown"))
def test_markdown(data: bytes) -> None:
    page(Seed("", "x.md", data))


@pytest.mark.parametrize("reader", sorted(FED))
def test_every_reader_fed_by_coverage_has_a_property_above(reader: str) -> None:
    tests: dict[str, Callable[[bytes], None]] = {
        "yaml": test_yaml,
        "table": test_tables,
        "deadline": test_deadlines,
        "markdown": test_markdown,
    }
    assert reader in tests
    assert reader in READERS
