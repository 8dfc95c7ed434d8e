"""The sources of a small site of two regions: what the search does when each has its own index."""

from __future__ import annotations

from pathlib import Path

# Region, its town, a word that only its plan has.
REGIONS = (
    ("primerskaya-oblast", "Примерия", "Примерск", "лодочной"),
    ("obraztsovskiy-kray", "Образцовский край", "Образцово", "лыжной"),
)


def regions_site(root: Path) -> Path:
    """Write the sources: a town and a plan of one measure in each region."""
    _write(root / "site.yaml", ["schema_version: 1", "title: Проба", "description: Проба"])
    for folder, region, town, word in REGIONS:
        place = root / "content" / folder
        _write(place / "region.yaml", [f"name: {region}"])
        _write(place / "town/municipality.yaml", [f"name: {town}"])
        _write(
            place / "town/plans/2020-plan.yaml",
            [
                "title: План города",
                "kind: other",
                "year: 2020",
                "spheres: [culture]",
                "source: {title: Проба, retrieved: 2020-01-09}",
                "measures:",
                f"  - {{id: m1, title: Ремонт {word} станции, deadline: до 1 июня,"
                " responsible: [Кто-то]}",
            ],
        )
    return root


def _write(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
