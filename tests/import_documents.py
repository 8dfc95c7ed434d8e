"""The five plans as documents of every format, with the faults that real ones have.

What a document must be imported as is the plan in content/; the faults are put in here, by a fixed
rule, so that every run makes the same document. `python -m tests.import_documents` makes the PDFs
of tests/data/import anew; it needs Chromium, the tests do not.
"""

from __future__ import annotations

import html
import io
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
import openpyxl
import yaml
from docx.oxml.ns import qn
from docx.oxml.shared import OxmlElement

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "content"
DATA = ROOT / "tests" / "data" / "import"

PLANS = {
    "bryansk": "bryanskaya-oblast/plans/2022-media",
    "desnogorsk": "smolenskaya-oblast/desnogorsk/plans/2020-public-council",
    "kirovsk": "murmanskaya-oblast/kirovsk/plans/2020-information-campaign",
    "polyarnye-zori": "murmanskaya-oblast/polyarnye-zori/plans/annual-assessment",
    "zeya": "amurskaya-oblast/zeya/plans/2018-public-council",
}
FIELDS = ("number", "title", "deadline", "quantity", "expected", "responsible")
HEADINGS = {
    "number": "№ п/п",
    "title": "Наименование мероприятий",
    "deadline": "Срок реализации",
    "quantity": "Количественные показатели",
    "expected": "Ожидаемый результат",
    "responsible": "Ответственные исполнители",
}
OTHER_HEADINGS = {
    "number": "№",
    "title": "Мероприятие",
    "deadline": "Сроки исполнения",
    "quantity": "Количество",
    "expected": "Планируемый результат",
    "responsible": "Ответственный за реализацию мероприятий",
}
OTHER_ORDER = ("number", "responsible", "deadline", "title", "expected", "quantity")


@dataclass(frozen=True)
class Plan:
    """A plan of content/ as a table of words; the bodies of its municipality by id."""

    name: str
    tree: dict[str, Any]
    bodies: dict[str, str]

    @property
    def address(self) -> str:
        return PLANS[self.name]

    @property
    def sections(self) -> list[dict[str, Any]]:
        return list(self.tree.get("sections", [self.tree]))

    @property
    def measures(self) -> list[dict[str, Any]]:
        return [measure for section in self.sections for measure in section["measures"]]

    @property
    def columns(self) -> list[str]:
        return [name for name in FIELDS if any(name in measure for measure in self.measures)]

    def words(self, measure: dict[str, Any], column: str) -> str:
        """The words that a document has in a cell."""
        if column == "responsible":
            return ", ".join(self.bodies[each] for each in measure.get(column, ()))
        return str(measure.get(column, ""))


def plan(name: str) -> Plan:
    """One of the five plans."""
    path = CONTENT / f"{PLANS[name]}.yaml"
    territory = path.parent.parent
    bodies: dict[str, str] = {}
    for record in ("municipality.yaml", "region.yaml"):
        if (territory / record).exists():
            found = yaml.load((territory / record).read_text("utf-8"), yaml.BaseLoader)
            bodies |= {each["id"]: each["name"] for each in found.get("bodies", [])}
    return Plan(name, yaml.load(path.read_text("utf-8"), yaml.BaseLoader), bodies)


# -- Rows with faults --------------------------------------------------------------------------


@dataclass
class Line:
    """A row of a document: its words by column; `merged` are columns that the row above covers."""

    words: dict[str, str]
    kind: str = "measure"
    merged: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Faults:
    """Which faults a document has."""

    headings: bool = False  # repeated every few rows
    cut: bool = False  # rows cut by a page
    merged: bool = False  # deadlines of neighbours in one cell
    damaged: bool = False  # broken words, tags, spaces, letters of another alphabet
    renamed: bool = False  # other headings, in another order


NONE = Faults()
ALL = Faults(headings=True, cut=True, merged=True, damaged=True)
RENAMED = Faults(headings=True, merged=True, damaged=True, renamed=True)


def table(of: Plan, faults: Faults) -> tuple[list[str], list[Line]]:
    """The columns in order, and the rows of a document: headings, sections, measures."""
    columns = [c for c in (OTHER_ORDER if faults.renamed else FIELDS) if c in of.columns]
    names = OTHER_HEADINGS if faults.renamed else HEADINGS
    heading = {column: names[column] for column in columns}
    lines = [Line(dict(heading), "heading")]
    count = 0
    for section in of.sections:
        if section is not of.tree:
            lines.append(_section(section, columns, roman_apart=faults.damaged))
        for measure in section["measures"]:
            count += 1
            if faults.headings and count % 5 == 0:
                lines.append(Line(dict(heading), "heading"))
            words = {column: of.words(measure, column) for column in columns}
            before = lines[-1]
            line = Line(words)
            same = before.kind == "measure" and before.words.get("deadline")
            if faults.merged and same and same == words.get("deadline"):
                line.merged.add("deadline")
            if faults.damaged:
                line.words = {c: damaged(text, c, count) for c, text in line.words.items()}
                before_words = before.words.get("deadline", "")
                if "deadline" in line.merged:
                    line.words["deadline"] = before_words
            lines.append(line)
            if faults.cut and count % 4 == 0 and not line.merged:
                rest = _cut(line, columns)
                lines += [Line(dict(heading), "heading"), rest] if faults.headings else [rest]
    return columns, lines


def _section(section: dict[str, Any], columns: Sequence[str], *, roman_apart: bool) -> Line:
    number, title = section.get("number", ""), " ".join(section["title"].split())
    words = dict.fromkeys(columns, "")
    apart = roman_apart and not number.endswith(".") and columns[0] == "number"
    if apart:
        words |= {"number": f"<b>{number}</b>", "title": f"<b>{title}</b>"}
        return Line(words, "measure")
    words[columns[0]] = f"{number} {title}"
    return Line(words, "section")


def _cut(line: Line, columns: Sequence[str]) -> Line:
    """The rest of a row that a page cut: long cells go on there."""
    rest = dict.fromkeys(columns, "")
    for column in columns:
        tokens = line.words[column].split(" ")
        if column in ("title", "expected") and len(tokens) > 5 and "\n" not in line.words[column]:
            half = next((i for i in range(len(tokens) // 2, len(tokens) - 1) if _low(tokens[i])), 0)
            if half:
                line.words[column] = " ".join(tokens[:half])
                rest[column] = " ".join(tokens[half:])
    return Line(rest, "rest")


def _low(token: str) -> bool:
    return token[:1].islower() and len(token) > 3


def damaged(text: str, column: str, seed: int) -> str:
    """The words as conversion leaves them; importing must give the words back."""
    if column == "number" or not text:
        return text
    fault = FAULTS[seed % len(FAULTS)]
    return fault(text)


def _break_word(text: str) -> str:
    return text.replace("Общественный", "Общественны й").replace("информации", "информаци и", 1)


def _soft_hyphens(text: str) -> str:
    return text.replace("организац", "орга\u00adнизац").replace("образован", "образо\u00adван")


def _tags(text: str) -> str:
    head, _space, tail = text.partition(" ")
    return f"<b>{head}</b> {tail}" if tail else f"<b>{head}</b>"


def _spaces(text: str) -> str:
    return text.replace(" ", "  ", 2).replace(" в ", " в\u00a0")


def _look_alikes(text: str) -> str:
    return text.replace("со", "cо", 1).replace("НОК", "HОК").replace("ра", "pа", 1)


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _line_ends(text: str) -> str:
    return text.replace("реализации", "реализа-\nции").replace("проведения", "проведе-\nния")


FAULTS: tuple[Callable[[str], str], ...] = (
    _break_word,
    _soft_hyphens,
    _tags,
    _spaces,
    _look_alikes,
    _decomposed,
    _line_ends,
)


def head_lines(of: Plan) -> list[str]:
    """The title of a plan in the lines of its document."""
    title = " ".join(of.tree["title"].split())
    first, _space, rest = title.partition(" ")
    return [first, rest]


# -- Documents ---------------------------------------------------------------------------------


def as_docx(of: Plan, faults: Faults) -> bytes:
    """A Word document: the title, the table, a line below it."""
    document = docx.Document()
    for line in head_lines(of):
        document.add_paragraph(line)
    columns, lines = table(of, faults)
    grid = document.add_table(rows=0, cols=len(columns))
    for line in lines:
        cells = grid.add_row().cells
        if line.kind == "section":
            cells[0].merge(cells[-1]).text = line.words[columns[0]]
            continue
        for cell, column in zip(cells, columns, strict=True):
            if column in line.merged:
                _merge_up(cell)
            else:
                if any(
                    c == column for each in lines[lines.index(line) + 1 :][:1] for c in each.merged
                ):
                    _begin_merge(cell)
                cell.text = line.words[column]
    document.add_paragraph("Исполнитель: отдел образования")
    return _bytes(document.save)


def _begin_merge(cell: Any) -> None:
    _v_merge(cell, "restart")


def _merge_up(cell: Any) -> None:
    _v_merge(cell, None)


def _v_merge(cell: Any, value: str | None) -> None:
    properties = cell._tc.get_or_add_tcPr()
    merge = OxmlElement("w:vMerge")
    if value:
        merge.set(qn("w:val"), value)
    properties.append(merge)


def as_xlsx(of: Plan, faults: Faults) -> bytes:
    """A spreadsheet: the title in a merged cell above the table."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    columns, lines = table(of, faults)
    sheet.append([" ".join(head_lines(of))])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(columns))
    start: dict[str, int] = {}
    for index, line in enumerate(lines, start=2):
        for place, column in enumerate(columns, start=1):
            if line.kind == "section" and place > 1:
                continue
            if column in line.merged:
                continue
            start[column] = index
            sheet.cell(index, place, line.words[column] or None)
        if line.kind == "section":
            sheet.merge_cells(
                start_row=index, end_row=index, start_column=1, end_column=len(columns)
            )
    for top, bottom, column in _areas(lines):
        place = columns.index(column) + 1
        sheet.merge_cells(
            start_row=top + 2, end_row=bottom + 2, start_column=place, end_column=place
        )
    return _bytes(book.save)


def _areas(lines: Sequence[Line]) -> Iterator[tuple[int, int, str]]:
    """The merged cells: first row, last row, column."""
    top = None
    for index, line in enumerate([*lines, Line({})]):
        if "deadline" in line.merged:
            top = index - 1 if top is None else top
        elif top is not None:
            yield top, index - 1, "deadline"
            top = None


def as_html(of: Plan, faults: Faults, *, encoding: str = "utf-8", literal: bool = False) -> bytes:
    """A web page; `literal` shows tags as text, as pages made from broken data do."""
    columns, lines = table(of, faults)
    spans = {top: bottom - top + 1 for top, bottom, _column in _areas(lines)}
    rows = []
    for index, line in enumerate(lines):
        if line.kind == "section":
            text = _marked(line.words[columns[0]], literal)
            rows.append(f'<tr><td colspan="{len(columns)}"><b>{text}</b></td></tr>')
            continue
        cells = []
        for column in columns:
            if column in line.merged:
                continue
            span = f' rowspan="{spans[index]}"' if column == "deadline" and index in spans else ""
            cells.append(f"<td{span}>{_marked(line.words[column], literal)}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    head = "".join(f"<p align=center>{html.escape(line)}</p>" for line in head_lines(of))
    page = (
        f'<html><head><meta charset="{encoding}"><title>План</title><style>td{{}}</style></head>'
        f"<body><div class=menu><ul><li>Главная</ul></div>{head}"
        f"<table border=1>{''.join(rows)}</table><p>Опубликовано на сайте</p></body></html>"
    )
    return page.encode(encoding, errors="xmlcharrefreplace")


def _marked(text: str, literal: bool) -> str:
    if literal:
        return html.escape(text)
    return html.escape(text).replace("&lt;b&gt;", "<b>").replace("&lt;/b&gt;", "</b>")


def _bytes(save: Callable[[Any], Any]) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()


def as_lines(of: Plan) -> bytes:
    """A text with a cell a line and nothing between them; empty cells have no line."""
    columns, lines = table(of, NONE)
    made = head_lines(of)
    for line in lines:
        cells = columns[:1] if line.kind == "section" else columns
        made += [" ".join(line.words[c].split()) for c in cells if line.words[c]]
    return "\n".join(made).encode()


def as_tabs(of: Plan) -> bytes:
    """A text with a tab before each cell and an empty line after each row."""
    columns, lines = table(of, Faults(headings=True))
    made = [*head_lines(of), ""]
    for line in lines:
        cells = columns[:1] if line.kind == "section" else columns
        made += [*("\t" + line.words[column] for column in cells), ""]
    return "\n".join(made).encode()


# -- PDF ---------------------------------------------------------------------------------------

_STYLE = """
@page { size: A4 landscape; margin: 15mm }
body { font: 11pt 'Liberation Serif', serif }
table { border-collapse: collapse; width: 100% }
td, th { border: 1px solid black; padding: 3px; vertical-align: top; width: 20%;
  overflow-wrap: anywhere; font-weight: normal; text-align: left }
td:first-child, th:first-child { width: 5% }
"""


def page_for_pdf(of: Plan) -> str:
    """The page that is printed: headings repeat and rows are cut where the paper ends."""
    columns, lines = table(of, Faults(merged=True))
    spans = {top: bottom - top + 1 for top, bottom, _column in _areas(lines)}
    head = "".join(f"<th>{html.escape(lines[0].words[column])}</th>" for column in columns)
    rows = []
    for index, line in enumerate(lines[1:], start=1):
        if line.kind == "section":
            text = html.escape(line.words[columns[0]])
            rows.append(f'<tr><td colspan="{len(columns)}">{text}</td></tr>')
            continue
        cells = []
        for column in columns:
            if column in line.merged:
                continue
            span = f' rowspan="{spans[index]}"' if column == "deadline" and index in spans else ""
            text = html.escape(line.words[column]).replace("\n", "<br>")
            cells.append(f"<td{span}>{text}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    title = "".join(f"<p>{html.escape(line)}</p>" for line in head_lines(of))
    return (
        f"<meta charset=utf-8><style>{_STYLE}</style>{title}"
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def as_pdf(name: str) -> bytes:
    """The PDF of a plan that was printed once."""
    return (DATA / f"{name}.pdf").read_bytes()


def print_pdfs() -> None:
    """Make the PDFs of tests/data/import anew."""
    from playwright.sync_api import sync_playwright

    from tools.chromium import find_chromium

    DATA.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find_chromium()))
        for name in PLANS:
            page = browser.new_page()
            page.set_content(page_for_pdf(plan(name)))
            page.pdf(path=DATA / f"{name}.pdf", prefer_css_page_size=True, tagged=False)
        browser.close()


if __name__ == "__main__":
    print_pdfs()
