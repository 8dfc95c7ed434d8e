"""The head of a table of results: a sphere goes in, a CSV file as Excel opens it comes out."""

from __future__ import annotations

from pathlib import Path

from nokgen.messages import N_, Messages
from nokgen.new.disk import create
from nokgen.records.plan import Sphere
from nokgen.records.results import INDICATOR_FIELDS

# Without the mark Excel takes the file for one of an old Russian code page.
BYTE_ORDER_MARK = "\ufeff"
CRITERIA = ("k1", "k2", "k3", "k4", "k5")
# These spheres have no waiting time (order of the Ministry of Labour of 31.05.2018 No 344н).
WITHOUT_WAITING = frozenset({Sphere.EDUCATION, Sphere.CULTURE})


def head(sphere: str, messages: Messages) -> str:
    """The line of headings; `sphere` may be anything, an unknown one has all indicators."""
    say = messages.gettext
    skipped = {"2.2"} if sphere in WITHOUT_WAITING else set()
    # A heading 1.1 alone becomes the first of January in Excel.
    indicators = [
        say(N_("%(number)s points"), number=number)
        for _name, number in INDICATOR_FIELDS
        if number not in skipped
    ]
    columns = [
        say(N_("Name of the organisation")),
        say(N_("INN")),
        *indicators,
        *CRITERIA,
        say(N_("Total")),
        say(N_("Respondents")),
        say(N_("Visitors")),
    ]
    return BYTE_ORDER_MARK + ";".join(columns) + "\r\n"


def create_table(root: Path, results: Path, messages: Messages) -> str | None:
    """Write the head beside the file of results at `results` (from `root`).

    The path of the table; None when one stands there already: it is left as it is.
    """
    path = results.with_suffix(".csv")
    _, _, name = path.stem.partition("-")
    return path.as_posix() if create(root / path, head(name, messages)) else None
