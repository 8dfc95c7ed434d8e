"""What `--profile` printed goes in, a sentence about where the seconds went comes out."""

from __future__ import annotations

import re

from nokgen.messages import messages_for
from nokgen.report.progress import STAGES

_ROW = re.compile(r"^(\S.*?) {2,}(\d+\.\d+) {2,}\d+ %", re.M)


def told(printed: str, whole: float) -> str:
    """The stages of a build and their seconds; `whole` is the time of the process on the clock."""
    russian = messages_for("ru")
    names = {russian.gettext(name): name for name in STAGES.values()}
    found = {names[title]: float(took) for title, took in _ROW.findall(printed) if title in names}
    stages = "; ".join(f"{name[0].lower()}{name[1:]} {took:.2f}" for name, took in found.items())
    return f"{stages}; the program itself, before and after {whole - sum(found.values()):.2f} s"
