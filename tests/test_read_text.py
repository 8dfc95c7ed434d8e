"""Bytes become text, or a diagnostic says what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from nokgen.limits import MEGABYTE
from nokgen.read.text import decode, read_bytes

TEXT = "title: План мероприятий по независимой оценке\nyear: 2020\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("cp1251"), "Windows-1251"),
        (TEXT.encode("cp866"), "DOS (866)"),
        (TEXT.encode("koi8-r"), "KOI8-R"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
    ],
)
def test_a_wrong_encoding_is_recognised(data: bytes, encoding: str) -> None:
    text, (found,) = decode(data, "plan.yaml")
    assert text is None
    assert found.code.slug == "encoding-wrong"
    assert found.hint is not None
    assert found.hint.params["encoding"] == encoding


def test_the_first_odd_byte_is_shown_in_words() -> None:
    _text, (found,) = decode(b"year: 2020\ntitle: " + "План".encode("cp1251"), "plan.yaml")
    assert (found.span.line, found.span.column, found.span.excerpt) == (2, 8, "title: План")


@pytest.mark.parametrize("magic", [b"PK\x03\x04", b"%PDF-1.4", b"\xd0\xcf\x11\xe0"])
def test_a_document_under_a_wrong_name(magic: bytes) -> None:
    text, (found,) = decode(magic + b"rest", "plan.yaml")
    assert text is None
    assert found.hint is not None
    assert "kind" in found.hint.params


def test_line_ends_and_the_mark_are_warnings_and_vanish() -> None:
    text, found = decode(b"\xef\xbb\xbfa: b\r\nc: d\re: f\n", "plan.yaml")
    assert text == "a: b\nc: d\ne: f\n"
    assert [each.code.slug for each in found] == ["byte-order-mark", "line-ends-windows"]


@pytest.mark.parametrize(
    "sign", ["\x00", "\x07", "\x0b", "\x0c", "\x7f", "\x85", "\u2028", "\ufeff"]
)
def test_a_control_character_has_a_place(sign: str) -> None:
    text, (found,) = decode(f"a: b\nтекст{sign}: d\n".encode(), "plan.yaml")
    assert text == "a: b\nтекст : d\n"
    assert (found.code.slug, found.span.line, found.span.column) == ("control-character", 2, 6)


def test_the_limit_of_size(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_bytes(b"#" * 2 * MEGABYTE)
    assert read_bytes(file, "plan.yaml")[1] == []
    file.write_bytes(b"#" * (2 * MEGABYTE + 1))
    assert [each.code.slug for each in read_bytes(file, "plan.yaml")[1]] == ["file-too-large"]
