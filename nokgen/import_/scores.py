"""A document with results of an assessment goes in; its table as CSV columns and rows comes out.

Tables of operators are wide and have two or three rows of headings: «Критерий 1» over «1.1», «1.2»,
«1.3». Figures stay as printed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nokgen.domain.identifiers import is_inn
from nokgen.frozen import frozen
from nokgen.import_.columns import is_column_numbers
from nokgen.import_.findings import Findings, Sort
from nokgen.import_.healing import heal
from nokgen.import_.lexicon import Lexicon
from nokgen.import_.rows import Fate, Fates
from nokgen.import_.source import Block, Covered, Paragraph, Row, Source, Table
from nokgen.import_.wordforms import stems
from nokgen.messages import N_
from nokgen.records.organization import Organization

NAME = "name"
_HEADING_DEPTH = 12
_HEADING_ROWS = 3
_LEAST_FIGURES = 3
_ORDER = ("inn", NAME, *(f"{c}.{i}" for c in range(1, 6) for i in range(1, 4)))
_ORDER += (*(f"k{c}" for c in range(1, 6)), "total", "respondents", "visitors")
_FIGURE = re.compile(r"-?\d{1,4}(?:[.,]\d+)?\s?%?")
_NAMES = re.compile(r"наименовани|организаци|учреждени|название", re.IGNORECASE)
_SUMS = re.compile(r"(?:итого|средн|всего|по (?:город|район|муницип)|макс|мин\b|минимал)", re.I)


@dataclass(slots=True)
class ScoreTable:
    """The columns of a table of scores by figure, and a row of texts for each organisation."""

    columns: list[str]
    rows: list[list[str]] = field(default_factory=list)

    def csv(self) -> str:
        """The table as Excel writes it: semicolons, quotes where needed."""
        lines = [self.columns, *self.rows]
        return "".join(";".join(_quoted(text) for text in line) + "\n" for line in lines)


@frozen
class Headed:
    """A table with its headings found: how many rows stand above its first row of figures."""

    start: int
    end: int
    columns: Mapping[str, int]


def find_scores(source: Source) -> tuple[int, Headed] | None:
    """The block with the table of scores that names most figures; None when there is none."""
    best: tuple[int, Headed] | None = None
    for index, block in enumerate(source.blocks):
        headed = _headed(block) if isinstance(block, Table) else None
        if headed is not None and (best is None or len(headed.columns) > len(best[1].columns)):
            best = (index, headed)
    return best


def read_scores(
    source: Source,
    found: tuple[int, Headed],
    organizations: Sequence[Organization],
    findings: Findings,
    fates: Fates,
    lexicon: Lexicon,
) -> ScoreTable:
    """The rows of the table and of its further pieces; every other row is left out by name."""
    first, headed = found
    names = [name for name in _ORDER if name in headed.columns]
    if "inn" not in names:
        names.insert(0, "inn")
    scores = ScoreTable(names)
    reading = _Reading(scores, headed, organizations, findings, fates, lexicon)
    for index, block in enumerate(source.blocks):
        if index == first and isinstance(block, Table):
            for number, row in enumerate(block.rows):
                reading.take(row, headed.start <= number < headed.end, number < headed.start)
        elif index > first and isinstance(block, Table) and _alike(block, source.blocks[first]):
            for row in block.rows:
                reading.take(row, False, False)
        elif isinstance(block, Table):
            for row in block.rows:
                reading.leave(row)
    return scores


# -- Headings ----------------------------------------------------------------------------------


def _headed(table: Table) -> Headed | None:
    best: Headed | None = None
    for start in range(min(_HEADING_DEPTH, len(table.rows))):
        for height in range(1, _HEADING_ROWS + 1):
            rows = table.rows[start : start + height]
            if len(rows) < height or any(_is_data(row) for row in rows):
                break
            columns = _columns_of(rows)
            figures = len(set(columns) - {"inn", NAME})
            if figures >= _LEAST_FIGURES and (best is None or len(columns) > len(best.columns)):
                best = Headed(start, start + height, columns)
    return best


def _is_data(row: Row) -> bool:
    texts = [text for text in row.texts if text]
    figures = sum(_FIGURE.fullmatch(text) is not None and not _is_label(text) for text in texts)
    return figures * 2 > len(texts) > 2 and not is_column_numbers(row.texts)


def _is_label(text: str) -> bool:
    """Whether «1.1» may be the heading of a column."""
    return re.fullmatch(r"[1-5][.,][1-3]\.?", text) is not None


def _columns_of(rows: Sequence[Row]) -> dict[str, int]:
    """The columns by figure; of two with one meaning the first counts."""
    spread = [_spread(row) for row in rows]
    columns: dict[str, int] = {}
    for index in range(max(len(texts) for texts in spread)):
        levels = [texts[index] for texts in spread if index < len(texts) and texts[index]]
        figure = _figure_below(list(dict.fromkeys(levels)))
        if figure is not None:
            columns.setdefault(figure, index)
    return columns


def _figure_below(levels: Sequence[str]) -> str | None:
    """What stands below headings, the lowest of which says most."""
    from nokgen.check.columns import column_of

    if not levels:
        return None
    meanings = [column_of(_smooth(level)) for level in levels]
    lowest = meanings[-1]
    above = [each for each in meanings[:-1] if each]
    # «Итого» below «Критерий 1» is the first criterion and not the total.
    if lowest == "total" and above and re.fullmatch(r"k[1-5]", above[-1]):
        return above[-1]
    figure = lowest or next(iter(reversed(above)), None)
    if figure:
        return figure if figure in _ORDER else None
    return NAME if any(_NAMES.match(level) for level in levels) else None


def _smooth(heading: str) -> str:
    return re.sub(r"-\s+", "", " ".join(heading.split()))


def _spread(row: Row) -> list[str]:
    texts: list[str] = []
    for cell in row.cells:
        wide = cell.covered is Covered.LEFT and texts
        texts.append(texts[-1] if wide else cell.text)
    return texts


def _alike(table: Table, main: Block) -> bool:
    """Whether a table goes on with the one before it: as wide, on a later page."""
    if not isinstance(main, Table) or not table.rows:
        return False
    return len(table.rows[0].cells) == len(main.rows[-1].cells)


# -- Rows --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reading:
    scores: ScoreTable
    headed: Headed
    organizations: Sequence[Organization]
    findings: Findings
    fates: Fates
    lexicon: Lexicon
    above: dict[int, str] = field(default_factory=dict)

    def take(self, row: Row, is_heading: bool, is_above: bool) -> None:
        """A row of the table: an organisation, or nothing that belongs into it."""
        texts = list(row.texts)
        if is_heading or is_column_numbers(texts) or self._repeats(row):
            self.fates.mark(row.units, Fate.HEADINGS)
        elif not any(texts):
            self.fates.mark(row.units, Fate.EMPTY)
        elif is_above:
            self.fates.mark(row.units, Fate.HEAD)
        elif self._figures(texts) < 1 or _SUMS.match(self._name(texts) or texts[0]):
            self.leave(row)
        else:
            self._organization(row, texts)
            self.fates.mark(row.units, Fate.MEASURE)

    def leave(self, row: Row) -> None:
        """A row that is no organisation: a section, an average, another table."""
        text = " | ".join(text for text in row.texts if text)
        if text:
            self.fates.leave_out(text, row.place, row.units)
        else:
            self.fates.mark(row.units, Fate.EMPTY)

    def _repeats(self, row: Row) -> bool:
        return len(set(_columns_of([row])) - {"inn", NAME}) >= _LEAST_FIGURES and not _is_data(row)

    def _figures(self, texts: Sequence[str]) -> int:
        return sum(
            _FIGURE.fullmatch(texts[index]) is not None
            for name, index in self.headed.columns.items()
            if name not in ("inn", NAME) and index < len(texts)
        )

    def _name(self, texts: Sequence[str]) -> str:
        index = self.headed.columns.get(NAME)
        if index is None or index >= len(texts):
            return ""
        text, _mends = heal(texts[index], self.lexicon, lists=False)
        return " ".join(text.split())

    def _organization(self, row: Row, texts: Sequence[str]) -> None:
        values = []
        for column in self.scores.columns:
            index = self.headed.columns.get(column)
            text = texts[index] if index is not None and index < len(texts) else ""
            values.append(_as_figure(" ".join(text.split())))
        name = self._name(texts)
        if NAME in self.scores.columns:
            values[self.scores.columns.index(NAME)] = name
        position = self.scores.columns.index("inn")
        values[position] = self._inn(re.sub(r"\D", "", values[position]), name, row)
        for column, text in zip(self.scores.columns, values, strict=True):
            if column not in ("inn", NAME) and text and not _FIGURE.fullmatch(text):
                self._odd(column, text, row)
        self.scores.rows.append(values)

    def _odd(self, column: str, text: str, row: Row) -> None:
        message = N_("“%(text)s” in the column %(column)s is no figure: leave it empty or mend it.")
        params = {"text": text, "column": column}
        self.findings.add(Sort.DOUBT, "figure", message, params, row.place, ("table",))

    def _inn(self, printed: str, name: str, row: Row) -> str:
        """The INN as printed when its digits fit, else that of the organisation of this name."""
        if is_inn(printed):
            return printed
        wanted = stems(name)
        known = [
            each.inn
            for each in self.organizations
            if wanted and wanted in (stems(each.name), stems(each.short_name or ""))
        ]
        params = {"name": name or row.texts[0], "inn": printed}
        if len(known) == 1:
            if printed:
                message = N_("The INN %(inn)s of “%(name)s” cannot be: the one on file was taken.")
                self.findings.add(Sort.DOUBT, "inn", message, params, row.place, ("table",))
            return known[0]
        message = N_("“%(name)s” has no INN in the document: write it into the table.")
        if printed:
            message = N_("The INN %(inn)s of “%(name)s” cannot be: compare its digits.")
        self.findings.add(Sort.MISSING, "inn", message, params, row.place, ("table",))
        return printed


def _as_figure(text: str) -> str:
    """A dash says that there is no figure."""
    return "" if re.fullmatch(r"[-–—]|н/д|нет данных", text, re.IGNORECASE) else text


def _quoted(text: str) -> str:
    if re.search(r'[;"\n]', text):
        return '"' + text.replace('"', '""') + '"'
    return text


def paragraphs_left(source: Source, used: Sequence[Paragraph], fates: Fates) -> None:
    """A fate for every paragraph of a document with results: its title, or left out."""
    for paragraph in source.paragraphs():
        if paragraph in used:
            fates.mark(paragraph.units, Fate.HEAD)
        else:
            fates.leave_out(paragraph.text, paragraph.place, paragraph.units)
