"""A number of municipalities goes in, the sources of a fictional site of that size come out.

The same number gives the same bytes. A municipality has five plans of fifteen measures and forty
organisations; a region has thirty municipalities.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.corpus.plans import Town, plans
from benchmarks.corpus.town import municipality, organizations
from benchmarks.corpus.words import BEGINNINGS, ENDS, ROOTS

A_REGION = 30
SEED = 2020
BASE_URL = "https://example.org/nok/"

_LETTERS = {
    **dict(zip("абвгдеёзийклмнопрстуфхыэь", "abvgdeeziyklmnoprstufhye ", strict=True)),
    **{"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"},
    **{"ь": "", "ъ": "", "-": "-"},
}
_SITE = f"""\
schema_version: 1
title: Планы независимой оценки, вымышленная страна
short_title: НОК, замеры
description: >-
  Вымышленный сайт для замеров скорости: все города, планы и организации придуманы.
language: ru
time_zone: Europe/Moscow
base_url: {BASE_URL}
fictional: true
pictures: false
handouts: false
sharing: false
history: {{show: false}}
"""
_PAGE = """\
---
title: О сайте
summary: Вымышленный сайт для замеров скорости
order: 10
---

Все города, планы и организации этого сайта **придуманы**: на нём измеряют скорость сборки.
"""


def write_country(root: Path, municipalities: int) -> Path:
    """Write the sources of a site with so many municipalities into an empty or a new folder."""
    content = f"{root}/content"
    _write(str(root), "site.yaml", _SITE)
    _write(f"{content}/pages", "about.md", _PAGE)
    for number, town, region in _towns(municipalities):
        random = Random(SEED * 100_000 + number)
        if number % A_REGION == 0:
            name = _Names.region(number // A_REGION)
            _write(f"{content}/{region}", "region.yaml", f"name: {name}\nofficial_name: {name}\n")
        folder = f"{content}/{region}/{town.slug}"
        _write(folder, "municipality.yaml", municipality(town))
        _write(folder, "organizations.yaml", organizations(town, random))
        Path(f"{folder}/plans").mkdir()
        for file, text in plans(town, random):
            _put(f"{folder}/plans/{file}", text)
    return root


def _towns(count: int) -> Iterator[tuple[int, Town, str]]:
    names = _Names.towns()
    for number in range(count):
        region = number // A_REGION
        name, genitive = names[number]
        oktmo = f"00{region:03}{number % A_REGION + 100:03}"
        yield (
            number,
            Town(slug(name), name, genitive, oktmo, number),
            slug(_Names.region(region)),
        )


class _Names:
    """Names that do not repeat, in an order that is the same at every size."""

    @staticmethod
    def towns() -> list[tuple[str, str]]:
        """Names of towns in the nominative and the genitive."""
        names = {
            slug(start + root + end): (_capital(start + root + end), _capital(start + root + of))
            for start in BEGINNINGS
            for root in ROOTS
            for end, of in ENDS
        }
        found = [names[key] for key in sorted(names)]
        Random(SEED).shuffle(found)
        return found

    @staticmethod
    def region(number: int) -> str:
        """The name of a region."""
        start, root = divmod(number, len(ROOTS))
        return f"{_capital(BEGINNINGS[start] + ROOTS[root])}ская область"


def _capital(name: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in name.split("-"))


def slug(name: str) -> str:
    """The name in letters of an address."""
    return "".join(_LETTERS.get(letter, "-") for letter in name.lower())


def _write(folder: str, name: str, text: str) -> None:
    Path(folder).mkdir(parents=True, exist_ok=True)
    _put(f"{folder}/{name}", text)


def _put(path: str, text: str) -> None:
    # A plain open–write–close: half of the time of the generator is the system's.
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    os.write(file, text.encode())
    os.close(file)
