"""Identifiers of registers: check digits."""

from __future__ import annotations

import pytest

from nokgen.domain.identifiers import is_inn, is_ogrn


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("7707083893", True),  # Sberbank
        ("7707083894", False),
        ("500100732259", True),  # the example of the tax service
        ("500100732258", False),
        ("500100732269", False),
        ("0000000000", True),
        ("77070838", False),  # two digits short, as in published tables
        ("770708389", False),
        ("", False),
        ("77070838 3", False),
        ("٧٧٠٧٠٨٣٨٩٣", False),  # digits, but not those of the register
    ],
)
def test_inn(text: str, fits: bool) -> None:
    assert is_inn(text) is fits


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("1027700132195", True),  # Sberbank
        ("1027700132196", False),
        ("1027700132159", False),  # two digits swapped
        ("304500116000157", True),  # ОГРНИП
        ("304500116000158", False),
        ("10277001321951", False),
        ("102770013219", False),
        ("", False),
        ("102770013219x", False),
        ("١٠٢٧٧٠٠١٣٢١٩٥", False),
    ],
)
def test_ogrn(text: str, fits: bool) -> None:
    assert is_ogrn(text) is fits
