"""The five plans against the texts they were taken from: nothing is lost, added or changed.

Two comparisons that do not know of each other: row by row and column by column, exactly; and all
words of a document as a bag, without any knowledge of its table.
"""

from __future__ import annotations

import copy
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "content"

# Words that the extraction cut: (as in the text, as in the document, how many times in all texts).
REPAIRS = (
    ("Общественны й", "Общественный", 4),
    ("Анкетировани е", "Анкетирование", 1),
    ("Январь- февраль", "Январь-февраль", 2),
)

POLYARNYE_ZORI_HEADER = (
    "№ п/п Наименование мероприятий Срок реализации Ожидаемый результат "
    "Ответственный за реализацию мероприятий"
)
ZEYA_HEADER = "Наименование мероприятия Результат Срок реализации Ответственный исполнитель"


@dataclass(frozen=True, slots=True)
class Document:
    """A plan, the shape of its text and what of the text is no part of the plan."""

    plan: str
    sha256: str
    numbers: str
    # Fields in the order of the columns of the document.
    columns: tuple[str, ...]
    # Table headers, repeated as many times as the text repeats them.
    headers: tuple[str, ...]
    # Responsible bodies that the text writes otherwise than by name: id -> words.
    spelled: dict[str, str] = field(default_factory=dict)
    # Measures whose cell of responsible ones is not a list of whole names: id -> cell.
    irregular: dict[str, str] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        return CONTENT / self.plan

    @property
    def territory(self) -> Path:
        return self.path.parent.parent


DOCUMENTS = {
    "bryansk": Document(
        plan="bryanskaya-oblast/plans/2022-media.yaml",
        sha256="4565d8199dd889e1865950836990a7f57f119323b9f9800d3504d4fa38cf2070",
        numbers="1. 2. 3. 4. 5. 6. 7. 8. 9. 10.",
        columns=("number", "title", "deadline"),
        headers=("Мероприятие Сроки",),
    ),
    "desnogorsk": Document(
        plan="smolenskaya-oblast/desnogorsk/plans/2020-public-council.yaml",
        sha256="e01fb28231074b9723cb1f789c1e4f3d4413f289a5a22cee9bf5b9b83db75e83",
        numbers="1. 2. 3. 4. 5. 6. 7. 8. 9. 10. 11. 12. 13. 14. 15. 16.",
        columns=("number", "title", "responsible", "deadline", "expected"),
        headers=(
            "N п/п Наименование раздела, мероприятий Ответственные Сроки Планируемый результат",
        ),
    ),
    "kirovsk": Document(
        plan="murmanskaya-oblast/kirovsk/plans/2020-information-campaign.yaml",
        sha256="d3a002cea0184865a65e5beccb294aa443398b81aa66173db02f4067d5a4d8fa",
        numbers="1 2 3 4 5 6",
        columns=("number", "title", "deadline", "quantity", "expected", "responsible"),
        headers=(
            "№ Наименование мероприятий сроки Количественные показатели Ожидаемый результат "
            "Ответственные исполнители",
        ),
        spelled={"preschools": "ДОО"},
    ),
    "polyarnye-zori": Document(
        plan="murmanskaya-oblast/polyarnye-zori/plans/annual-assessment.yaml",
        sha256="2ec7e18834cf8d1b7c001b833c9a69559f2786adb9d61db057ee12588a30b2cf",
        numbers="1. 2. 3. 4. 5. 6. 7. 8. 9. 10. 11. 12. 13 15. 16. 17.",
        columns=("number", "title", "deadline", "expected", "responsible"),
        headers=(POLYARNYE_ZORI_HEADER,) * 6,
    ),
    "zeya": Document(
        plan="amurskaya-oblast/zeya/plans/2018-public-council.yaml",
        sha256="89a053977fc199e1dc2192a2b01b24dcb4cb8584db7cf3f8eec2600067126cca",
        numbers="1 2 3 4 5 6 7 8 9",
        columns=("number", "title", "expected", "deadline", "responsible"),
        headers=(
            "№ п/п Наименование мероприятия Результат Срок реализа- ции Ответственный исполнитель",
            ZEYA_HEADER,
            ZEYA_HEADER,
        ),
        irregular={
            "m6": "Муниципальные учреждения культуры, образования Оператор Общественный совет",
            "m9": "Учреждения культуры, образовательные организации",
        },
    ),
}

PLANS = pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)

Row = tuple[str, ...]


# -- What the text says ------------------------------------------------------------------------


def _text(document: Document) -> str:
    file: Path = document.territory / str(_load(document.path)["source"]["file"])
    return file.read_bytes().decode("utf-8")


def _clean(text: str) -> str:
    """The words of the document: without tags, marks of bold and damage of the extraction."""
    text = re.sub(r"<[^>]+>", "", text).replace("**", "")
    text = " ".join(text.split())
    for damaged, whole, _ in REPAIRS:
        text = text.replace(damaged, whole)
    return text


def _rows_of_lines(document: Document, text: str) -> Iterator[list[str]]:
    """Rows of a text that has a table row a line; what a page break cut is joined."""
    headers = list(document.headers)
    table: list[list[str]] = []
    for line in text.split("\n"):
        cells = line.split("\t")
        if not line.strip():
            continue
        if headers and " ".join(" ".join(cells).split()) == headers[0]:
            headers.pop(0)
        elif cells[0]:
            table.append(cells)
        else:
            assert table, line
            table[-1] = [f"{a} {b}" for a, b in zip(table[-1], cells, strict=True)]
    assert not headers, "a table header of the text is not where it should be"
    return iter(table)


def _rows_of_cells(document: Document, text: str) -> Iterator[list[str]]:
    """Rows of a text that has a table cell after each tab; empty rows between rows are skipped."""
    cells = [" ".join(cell.split()) for cell in text.split("\t")]
    width = len(document.columns)
    assert " ".join(cells[:width]) == document.headers[0]
    position = width
    while position < len(cells):
        if cells[position]:
            yield cells[position : position + width]
            position += width
        else:
            position += 1


def _head(text: str) -> tuple[str, str]:
    """What stands before the table, and the table."""
    first = re.search(r"^(?:№|\tN п/п|\tМероприятие)", text, re.MULTILINE)
    assert first
    return text[: first.start()], text[first.start() :]


def _said(document: Document) -> list[Row]:
    """Section rows and measure rows of the text, cells in the order of the columns."""
    table = _head(_text(document))[1]
    by_cells = table.startswith("\tN п/п")
    rows = _rows_of_cells(document, table[1:]) if by_cells else _rows_of_lines(document, table)
    cleaned = (tuple(_clean(cell) for cell in row) for row in rows)
    return [
        row if re.fullmatch(r"\d+\.?", row[0]) else (" ".join(cell for cell in row if cell),)
        for row in cleaned
    ]


# -- What the content says ---------------------------------------------------------------------


@cache
def _load(path: Path) -> dict[str, Any]:
    loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(loaded, dict)
    return loaded


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _measures(plan: dict[str, Any]) -> list[dict[str, Any]]:
    sections = plan.get("sections", [plan])
    return [measure for section in sections for measure in section["measures"]]


def _bodies(document: Document) -> dict[str, dict[str, Any]]:
    for name in ("municipality.yaml", "region.yaml"):
        if (document.territory / name).exists():
            found = _load(document.territory / name).get("bodies", [])
            return {body["id"]: body for body in found}
    raise AssertionError(f"no territory above {document.plan}")


def _kept(document: Document, plan: dict[str, Any]) -> list[Row]:
    """Sections and measures of the plan in the shape of `_said`; bodies stay ids."""
    rows: list[Row] = []
    for section in plan.get("sections", [plan]):
        if section is not plan:
            rows.append((f"{section['number']} {section['title']}",))
        for measure in section["measures"]:
            rows.append(
                tuple(
                    " + ".join(measure["responsible"])
                    if column == "responsible"
                    else _one_line(measure.get(column, ""))
                    for column in document.columns
                )
            )
    return rows


def _as_ids(cell: str, bodies: dict[str, dict[str, Any]]) -> str:
    """The cell of responsible ones with every name read as the id of a body; " + " between them."""
    spellings = {
        name.casefold(): body["id"]
        for body in bodies.values()
        for name in (body["name"], *body.get("synonyms", []))
    }
    found: list[str] = []
    rest = cell.casefold()
    while rest:
        known = [name for name in spellings if re.match(rf"{re.escape(name)}(?!\w)", rest)]
        if not known:
            return f"{' + '.join(found)} ? {rest}"
        longest = max(known, key=len)
        found.append(spellings[longest])
        rest = rest[len(longest) :].lstrip(", ")
    return " + ".join(found)


def _said_with_ids(document: Document) -> list[Row]:
    bodies = _bodies(document)
    # Two groups share one adjective in a cell; the note of that measure keeps the words.
    shared = (
        "Муниципальные учреждения культуры, образования",
        "Муниципальные учреждения культуры, Муниципальные учреждения образования",
    )
    return [
        row
        if len(row) == 1
        else tuple(
            _as_ids(cell.replace(*shared), bodies) if column == "responsible" else cell
            for column, cell in zip(document.columns, row, strict=True)
        )
        for row in _said(document)
    ]


def _head_kept(document: Document, plan: dict[str, Any]) -> str:
    """What must stand before the table: the title and, where there is one, the whole order."""
    if "approved" not in plan:
        return _one_line(plan["title"])
    approved = plan["approved"]
    year, month, day = approved["date"].split("-")
    subject = re.search("«(Об .+)»$", plan["source"]["title"])
    assert subject
    return " ".join(
        (
            _bodies(document)[approved["by"]]["name"].upper(),
            approved["act"].upper(),
            f"{day}.{month}.{year} г. № {approved['number']}",
            approved["place"],
            subject[1],
            f"{approved['basis']},",
            "ПРИКАЗЫВАЮ:",
            *approved["provisions"],
            approved["signed_by"]["post"],
            approved["signed_by"]["name"],
            plan["title"],
        )
    )


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def _words_kept(document: Document, plan: dict[str, Any]) -> Counter[str]:
    """All words that the content keeps, and those of the table headers."""
    bodies = _bodies(document)
    parts = [_head_kept(document, plan), *document.headers]
    for section in plan.get("sections", []):
        parts += [section["number"], section["title"]]
    for measure in _measures(plan):
        parts += [measure.get(column, "") for column in document.columns if column != "responsible"]
        names = [document.spelled.get(i, bodies[i]["name"]) for i in measure.get("responsible", [])]
        parts.append(document.irregular.get(measure["id"], " ".join(names)))
    return _words("\n".join(parts))


# -- Tests -------------------------------------------------------------------------------------


@PLANS
def test_document_is_the_text_as_it_came(document: Document) -> None:
    assert hashlib.sha256(_text(document).encode("utf-8")).hexdigest() == document.sha256


def test_every_document_and_every_plan_is_compared() -> None:
    plans = {path.relative_to(CONTENT).as_posix() for path in CONTENT.glob("**/plans/*.yaml")}
    texts = {path for path in CONTENT.glob("**/documents/*") if path.is_file()}
    assert plans == {document.plan for document in DOCUMENTS.values()}
    assert texts == {
        document.territory / _load(document.path)["source"]["file"]
        for document in DOCUMENTS.values()
    }


@PLANS
def test_numbers_are_those_of_the_document(document: Document) -> None:
    measures = _measures(_load(document.path))
    assert " ".join(measure["number"] for measure in measures) == document.numbers
    assert [m["id"] for m in measures] == [f"m{m['number'].rstrip('.')}" for m in measures]


def test_counts_of_measures() -> None:
    counts = {name: len(_measures(_load(d.path))) for name, d in DOCUMENTS.items()}
    assert counts == {
        "bryansk": 10,
        "desnogorsk": 16,
        "kirovsk": 6,
        "polyarnye-zori": 16,
        "zeya": 9,
    }


@PLANS
def test_every_cell_is_kept_to_the_letter(document: Document) -> None:
    assert _kept(document, _load(document.path)) == _said_with_ids(document)


@PLANS
def test_title_and_order_are_kept_to_the_letter(document: Document) -> None:
    assert _head_kept(document, _load(document.path)) == _clean(_head(_text(document))[0])


@PLANS
def test_no_word_is_lost_or_added(document: Document) -> None:
    kept = _words_kept(document, _load(document.path))
    said = _words(_clean(_text(document)))
    assert {"lost": said - kept, "added": kept - said} == {"lost": {}, "added": {}}


def test_repairs_are_only_those_listed() -> None:
    texts = "\n".join(_one_line(_text(document)) for document in DOCUMENTS.values())
    assert {damaged: texts.count(damaged) for damaged, _, _ in REPAIRS} == {
        damaged: count for damaged, _, count in REPAIRS
    }


@PLANS
def test_nothing_is_invented(document: Document) -> None:
    for measure in _measures(_load(document.path)):
        assert not {"reports", "moved", "cancelled", "dates", "summary"} & set(measure)
        for channel in measure.get("channels", []):
            assert channel["title"] in f"{measure['title']} {measure.get('expected', '')}"


@PLANS
def test_people_are_only_those_whom_the_document_names(document: Document) -> None:
    plan = _load(document.path)
    people = [person["name"] for person in plan.get("appointed", [])]
    if "approved" in plan:
        people.append(plan["approved"]["signed_by"]["name"])
        assert people == ["Буданова Е.В.", "Слипенюк И.В.", "Е.В. Егорова"]
    else:
        assert people == []


def test_lists_inside_cells_stay_lists() -> None:
    def lines(name: str, measure_id: str, key: str) -> list[str]:
        measures = _measures(_load(DOCUMENTS[name].path))
        (text,) = [m[key] for m in measures if m["id"] == measure_id]
        return [line.split(" ")[0] for line in text.split("\n")]

    assert lines("zeya", "m6", "title") == ["Размещение", "1)", "2)"]
    assert lines("kirovsk", "m3", "expected") == ["Размещение", "-", "-"]


def test_empty_deadlines_stay_empty_and_the_page_says_so() -> None:
    plan = _load(DOCUMENTS["desnogorsk"].path)
    empty = [measure for measure in _measures(plan) if "deadline" not in measure]
    assert [measure["id"] for measure in empty] == ["m2", "m3", "m7"]
    assert all("Сроки" in measure["note"] for measure in empty)
    assert "2, 3 и 7" in plan["note"]


def test_the_words_of_an_unusual_cell_stand_in_the_note() -> None:
    zeya = DOCUMENTS["zeya"]
    (measure,) = [m for m in _measures(_load(zeya.path)) if m["id"] == "m6"]
    assert f"«{zeya.irregular['m6']}»" in _one_line(measure["note"])


@pytest.mark.parametrize("path", sorted(CONTENT.glob("**/*.yaml")), ids=lambda p: p.stem)
def test_first_line_names_the_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    kind = path.stem if path.parent.name != "plans" else "plan"
    up = "../" * len(path.parent.relative_to(ROOT).parts)
    assert first == f"# yaml-language-server: $schema={up}.vscode/schemas/{kind}.json"


@PLANS
def test_the_comparison_notices_one_lost_word(document: Document) -> None:
    whole = _kept(document, _load(document.path))
    plan = copy.deepcopy(_load(document.path))
    measure = _measures(plan)[-1]
    measure["title"] = measure["title"].rsplit(" ", 1)[0]
    assert _kept(document, plan) != whole
    assert _words(_clean(_text(document))) - _words_kept(document, plan)
