"""The folder of a site and some of its files go in; what is wrong with these comes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from nokgen.check.nearby import NOWHERE, nearby
from nokgen.check.run import Clock, check
from nokgen.diagnostics import Diagnostic
from nokgen.read import read_site
from nokgen.read.choice import Choice


def check_files(
    root: Path,
    config: str,
    wanted: Sequence[str],
    clock: Clock,
    step: Callable[[str], None] = lambda _name: None,
) -> list[Diagnostic]:
    """What is wrong with the files and folders at `wanted`, or with anything when none is named.

    These are the diagnostics of a check of the whole site, in the same order, though as little as
    possible is read. `wanted` are paths from the root; `step` is told "read" and "check".
    """
    step("read")
    choice = nearby(root, config, wanted) if wanted else None
    found = _check(root, config, wanted, clock, step, choice)
    if choice is not None and not NOWHERE.isdisjoint(each.code for each in found):
        step("read")
        found = _check(root, config, wanted, clock, step, None)
    return found


def _check(
    root: Path,
    config: str,
    wanted: Sequence[str],
    clock: Clock,
    step: Callable[[str], None],
    choice: Choice | None,
) -> list[Diagnostic]:
    tree = read_site(root, config, choice=choice)
    step("check")
    found = check(tree, clock).diagnostics
    return [each for each in found if not wanted or _concerns(each, wanted)]


def _concerns(diagnostic: Diagnostic, wanted: Sequence[str]) -> bool:
    path = diagnostic.span.path
    return any(name in (".", path) or path.startswith(f"{name}/") for name in wanted)
