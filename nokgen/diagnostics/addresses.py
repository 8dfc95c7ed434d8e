"""Codes of published addresses: what once stood on the site must not vanish."""

from __future__ import annotations

from nokgen.diagnostics.diagnostic import Code, Severity
from nokgen.messages import N_

PERMALINK_LOST = Code(
    "permalink-lost",
    Severity.ERROR,
    N_("the address `%(address)s` was published and would vanish"),
    N_(
        "Other sites, printed posters and people's bookmarks lead to every address that was ever "
        "published; permalinks.lock lists them. If a file was renamed or moved, write its old "
        "address under `aliases:` of the record that took its place, and the old address will lead "
        "there. If a measure vanished, put it back and say why under `cancelled:`. Only when an "
        "address was published by mistake, run `nokgen permalinks --drop`: it forgets what has "
        "vanished."
    ),
)
PERMALINK_MALFORMED = Code(
    "permalink-malformed",
    Severity.ERROR,
    N_("`%(value)s` is no address of a page"),
    N_(
        "permalinks.lock holds one address a line, for example /murmanskaya-oblast/kirovsk/ or "
        "/murmanskaya-oblast/kirovsk/plans/2020-information-campaign/#m1. Nobody needs to write it "
        "by hand: `nokgen permalinks` does. Restore the line from history, or remove it."
    ),
)

ALL = (PERMALINK_LOST, PERMALINK_MALFORMED)
