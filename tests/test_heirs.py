"""Towns whose place was taken by one of another region: regions are made without each other."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from nokgen.build import Options, Search, build
from tests.regions_site import REGIONS, regions_site
from tests.sites_under_test import TODAY

(OLD, _, _, _), (NEW, _, NEW_TOWN, _) = REGIONS
OLD_PAGE, NEW_PAGE = f"{OLD}/town/index.html", f"{NEW}/town/index.html"


def make(home: Path, *, cached: bool = True, into: str = "public", today: date = TODAY) -> Path:
    outcome = build(
        Options(
            root=home / "site",
            destination=home / into,
            clock=lambda _zone: today,
            search=Search.NONE,
            cache=home / "cache" if cached else None,
        )
    )
    assert outcome.changes is not None, outcome.diagnostics
    return home / into


def links(page: Path) -> dict[str, str]:
    found = re.findall(r'<a href="([^"]*)"[^>]*>\s*([^<]*?)\s*</a>', page.read_text("utf-8"))
    return {label: href for href, label in found}


def test_both_towns_lead_to_each_other_and_follow_a_new_name(tmp_path: Path) -> None:
    site = regions_site(tmp_path / "site")
    old = site / "content" / OLD / "town/municipality.yaml"
    heir = site / "content" / NEW / "town/municipality.yaml"
    text = old.read_text("utf-8")
    old.write_text(f"{text}closed: 2025-01-01\nsuccessor: /{NEW}/town/\n", "utf-8")
    public = make(tmp_path)
    assert links(public / OLD_PAGE)[NEW_TOWN] == f"../../{NEW}/town/"
    assert links(public / NEW_PAGE)["Примерск"] == f"../../{OLD}/town/"
    heir.write_text("name: Переименованный\n", "utf-8")
    public = make(tmp_path)
    assert links(public / OLD_PAGE)["Переименованный"] == f"../../{NEW}/town/"
    fresh = make(tmp_path, cached=False, into="fresh")
    for page in (OLD_PAGE, NEW_PAGE):
        assert (public / page).read_bytes() == (fresh / page).read_bytes()
