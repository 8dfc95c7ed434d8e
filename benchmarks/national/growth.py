"""Cold builds of several sizes go in, time per page at one size against another comes out.

Sizes are often measured in commands of their own, so each is noted in a file of the scratch folder.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

SMALL, LARGE = 300, 2400
AIM = 1.15
_Notes = dict[str, dict[str, object]]


@dataclass(frozen=True, slots=True)
class Cold:
    """Seconds of cold builds at one size by side, and how many HTML pages both sides make."""

    pages: int
    seconds: dict[str, list[float]]
    day: str


def note(scratch: Path, size: int, pages: int, seconds: dict[str, list[float]]) -> None:
    """Keep what one size came to."""
    notes = _read(scratch)
    found = {"pages": pages, "seconds": seconds, "day": f"{date.today():%d.%m.%Y}"}
    notes[str(size)] = found
    _file(scratch).write_text(json.dumps(notes, ensure_ascii=False, indent=1), "utf-8")


def line(scratch: Path) -> str:
    """The sentence for people; "" until both sizes have been measured."""
    notes = _read(scratch)
    if str(SMALL) not in notes or str(LARGE) not in notes:
        return ""
    small, large = (_cold(notes, size) for size in (SMALL, LARGE))
    told = []
    for name, values in large.seconds.items():
        if not values or not small.seconds.get(name):
            continue
        each = [
            median(seconds) / cold.pages * 1000
            for cold, seconds in ((small, small.seconds[name]), (large, values))
        ]
        told.append(f"{name} {each[1] / each[0]:.2f} ({each[1]:.2f} / {each[0]:.2f} ms)")
    return (
        f"Time per page at {LARGE:,} / at {SMALL} municipalities, from cold builds without search: "
        f"{'; '.join(told)}. Aim of nokgen: at most {AIM}. A page is an HTML page that both sides "
        f"make: {large.pages:,} and {small.pages:,}, measured on {large.day} and {small.day}."
    )


def _cold(notes: _Notes, size: int) -> Cold:
    found = notes[str(size)]
    pages, seconds, day = found["pages"], found["seconds"], found["day"]
    assert isinstance(pages, int)
    assert isinstance(seconds, dict)
    return Cold(pages, seconds, str(day))


def _read(scratch: Path) -> _Notes:
    try:
        notes: _Notes = json.loads(_file(scratch).read_bytes())
    except FileNotFoundError:
        return {}
    return notes


def _file(scratch: Path) -> Path:
    return scratch / "nokgen-bench-cold.json"
