"""What an editor does to a plan: the file goes in, the words that pages must show come out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from benchmarks.national.processes import BenchError

_JSON = re.compile(r'"full_title": "[^"]*"')


def edit(plan: Path, number: int) -> str:
    """Give a plan another title, a new one for each number; the words to look for."""
    words = f"План для замера номер {number}"
    text = plan.read_text("utf-8")
    if plan.suffix == ".md" and text.startswith("{"):
        changed = _JSON.sub(f'"full_title": "{words}"', text, count=1)
    else:
        key = "full_title" if plan.suffix == ".md" else "title"
        pattern = re.compile(rf"(?m)^{key}: .*(?:\n  .*)*")
        changed = pattern.sub(f"{key}: {words}", text, count=1)
    if words not in changed:
        raise BenchError(f"no title in {plan}")
    plan.write_text(changed, "utf-8")
    return words


def spread(plans: Sequence[Path], number: int, of: int) -> Path:
    """The plan for run `number` of `of`: another one each time, of regions far from each other."""
    return plans[(number + 1) * len(plans) // (of + 1)]


def snapshot(public: Path) -> dict[str, tuple[int, int]]:
    """What tells whether a file was written: its number and its time."""
    return {
        path.relative_to(public).as_posix(): (stat.st_ino, stat.st_mtime_ns)
        for path in public.rglob("*")
        if path.is_file()
        for stat in (path.stat(),)
    }
