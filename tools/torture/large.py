"""A budget goes in; files just below 1 MB, made of one sign or word, are read, and faults come out.

What takes time with the square of a length shows itself here: files broken at random are small.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from tools.torture.fuzz import Tally, Try, attempt, save
from tools.torture.part import Part
from tools.torture.pieces import LONG
from tools.torture.seed import Seed
from tools.torture.seeds import BASE, CASES, Sites

SIZE = 950_000
# Long enough that time with the square of the length is felt, short enough to be within limits.
SHORT = 45_000
PLAN = "content/primerskaya-oblast/primersk/plans/2020-campaign.yaml"
ABOUT = "content/pages/about.md"
RESULTS = "content/primerskaya-oblast/primersk/results/2025-education"


def run(budget: float, seed: int) -> Part:
    """Read every file once, in an order of chance, as long as the time allows."""
    began = time.monotonic()
    kept = Path(tempfile.mkdtemp(prefix="nokgen-torture-"))
    tries = list(enumerate(_seeds()))
    Random(seed).shuffle(tries)
    faults: list[str] = []
    tally = Tally()
    sites = Sites(kept / "sites")
    for index, (target, each) in tries:
        if time.monotonic() - began > budget:
            break
        one = Try(index, target, each)
        fault = attempt(one, sites, tally)
        if fault is not None:
            place = save(one, kept)
            again = f"python -m tools.torture.fuzz {place}"
            faults.append(f"{fault}\n  input: {place}\n  again: {again}")
    if not faults:
        shutil.rmtree(kept)
    slowest = ", ".join(f"{name} {took:.2f} s" for name, took in sorted(tally.slowest.items()))
    notes = (f"{tally.runs} of {len(tries)} files; the slowest: {slowest}",)
    return Part("large", tally.runs, tuple(faults), time.monotonic() - began, notes)


def _seeds() -> Iterator[tuple[str, Seed]]:
    """Each word in each place, in files of both lengths."""
    plan = (CASES / BASE / PLAN).read_text("utf-8")
    about = (CASES / BASE / ABOUT).read_text("utf-8")
    places: dict[str, tuple[str, str, Callable[[str], str]]] = {
        "file": ("yaml", "x.yaml", lambda text: text),
        "value": ("yaml", "x.yaml", lambda text: f"a: {text}"),
        "quoted": ("yaml", "x.yaml", lambda text: f'a: "{text.replace(chr(34), "")}"'),
        "block": ("yaml", "x.yaml", lambda text: "a: |\n  " + text.replace("\n", "\n  ")),
        "plan": ("check", PLAN, lambda text: f"{plan}remarks: |\n  {text.replace(chr(10), ' ')}"),
        "key": ("check", PLAN, lambda text: f"{plan}? |\n  {text.replace(chr(10), ' ')}\n: a\n"),
        "fmt": ("fmt", PLAN, lambda text: f"{plan}remarks: |\n  {text.replace(chr(10), ' ')}\n"),
        "page": ("check", ABOUT, lambda text: about + text),
        "table": ("table", "x.csv", lambda text: text),
        "cell": ("table", "x.csv", lambda text: f'ИНН;Название\n7707083893;"{text}"\n'),
        "deadline": ("deadline", "x.txt", lambda text: text),
        "markdown": ("markdown", "x.md", lambda text: text),
        "import": ("import", "x.txt", lambda text: text),
        "html": ("import", "x.html", lambda text: f"<html><table><tr><td>{text}</table></html>"),
    }
    for word in LONG:
        for size in (SHORT, SIZE):
            text = word * (size // len(word.encode()))
            for target, path, place in places.values():
                site = {"import": "plan"}.get(target, BASE if "/" in path else "")
                yield target, Seed(site, path, place(text).encode())
