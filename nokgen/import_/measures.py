"""The raw measures of a table go in; measures as they will stand in the draft come out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nokgen.domain.deadlines import Form, parse_deadline
from nokgen.domain.periods import Period
from nokgen.domain.quantities import parse_quantity
from nokgen.import_.bodies import Bodies, Proposal, Responsible, names_person
from nokgen.import_.columns import Columns, Field
from nokgen.import_.findings import Findings, Path, Sort
from nokgen.import_.healing import Kind, heal
from nokgen.import_.lexicon import Lexicon
from nokgen.import_.numbers import id_part, is_number, split_number
from nokgen.import_.rows import Fates, RawMeasure, RawSection
from nokgen.import_.source import Place, Source
from nokgen.import_.tables import PlanTable
from nokgen.import_.years import years_in
from nokgen.messages import N_

Value = object
_SOME_YEAR = Period.of_years(2020, 2020)

_MENDED = {
    Kind.TAGS: N_("Tags were dropped."),
    Kind.LETTERS: N_("Letters that were stored in two parts were made one."),
    Kind.SPACES: N_("Doubled spaces were made single."),
    Kind.SOFT_HYPHEN: N_("A soft hyphen was removed: “%(was)s” is “%(now)s”."),
    Kind.BROKEN_WORD: N_("A broken word was mended: “%(was)s” is “%(now)s”."),
    Kind.LOOK_ALIKE: N_("Letters of another alphabet were replaced in “%(now)s”."),
}
_DOUBTS = {
    "rows-joined": (
        Sort.MENDED,
        N_("The rest of this row stood in a row of its own, without a number: it was joined."),
    ),
    "rows-merged": (
        Sort.DOUBT,
        N_("Several rows belong to this number: their words were put together."),
    ),
    "number-missing": (
        Sort.DOUBT,
        N_("The row has no number: is it a measure, or the rest of the one above?"),
    ),
}


@dataclass(slots=True)
class DraftMeasure:
    """A measure as it will stand in the draft; `beside` are words of columns without a key."""

    id: str
    values: dict[str, str]
    responsible: list[Responsible]
    place: Place
    beside: list[tuple[str, str]] = field(default_factory=list)
    # The keys below the id in order, where they are not those of a measure of a plan.
    own: dict[str, Value] | None = None

    def keys(self) -> dict[str, Value]:
        """The keys and values below the id; a title is open when there is none."""
        if self.own is not None:
            return self.own
        found: dict[str, Value] = {}
        for key in ("number", "title", "deadline", "quantity", "expected"):
            if key in self.values or key == "title":
                found[key] = self.values.get(key)
        if self.responsible:
            found["responsible"] = [each.value for each in self.responsible]
        return found


@dataclass(slots=True)
class DraftSection:
    """A section as it will stand in the draft; without a title it holds what is in none."""

    number: str
    title: str
    place: Place
    measures: list[DraftMeasure] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """A plan before it is written: values of the head by key, None for one that is missing."""

    source: Source
    fates: Fates
    findings: Findings
    values: dict[str, Value] = field(default_factory=dict)
    sections: list[DraftSection] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    columns: Columns | None = None
    title_place: Place | None = None
    list_key: str = "measures"
    # Results stand in a table beside the record, with this many rows.
    table: str | None = None
    counted: int = 0

    def measures(self) -> Iterator[DraftMeasure]:
        """All measures in order."""
        for section in self.sections:
            yield from section.measures


class Making:
    """Makes measures; `named` collects all who are responsible for any."""

    def __init__(
        self, table: PlanTable, lexicon: Lexicon, bodies: Bodies, findings: Findings
    ) -> None:
        self.table = table
        self.lexicon = lexicon
        self.bodies = bodies
        self.findings = findings
        self.named: list[Responsible] = []
        self.ids: set[str] = set()
        self.numbers: list[tuple[str, Path]] = []
        self.last_deadline = ""

    def sections(self, raw: Sequence[RawSection]) -> list[DraftSection]:
        """The sections with their measures; those without a measure are kept as doubts."""
        sections: list[DraftSection] = []
        flat = len(raw) == 1 and not raw[0].title
        repeated = self._numbers_begin_anew(raw)
        for index, each in enumerate(raw):
            title, _mends = heal(each.title, self.lexicon, lists=False)
            number, _mends = heal(each.number, self.lexicon, lists=False)
            if not each.measures:
                message = N_("The section “%(title)s” has no measures and was left out.")
                self.findings.add(Sort.DOUBT, "section", message, {"title": title}, each.place)
                continue
            path: Path = () if flat else ("sections", len(sections))
            prefix = f"{index + 1}-" if repeated else ""
            section = DraftSection(number, title, each.place)
            sections.append(section)
            if not flat and not title:
                message = N_("These measures stand above the first section: give it a title.")
                self.findings.add(
                    Sort.MISSING, "section", message, {}, each.place, (*path, "title")
                )
            for position, measure in enumerate(each.measures):
                place = (*path, "measures", position)
                section.measures.append(self._measure(measure, place, prefix))
        self._doubt_numbers()
        return sections

    def _numbers_begin_anew(self, raw: Sequence[RawSection]) -> bool:
        """Whether each section counts its measures from one."""
        numbers = [id_part(measure.text(Field.NUMBER)) for each in raw for measure in each.measures]
        return len(raw) > 1 and numbers.count("1") > 1

    def _measure(self, raw: RawMeasure, path: Path, prefix: str) -> DraftMeasure:
        values: dict[str, str] = {}
        for meaning in (Field.NUMBER, Field.TITLE, Field.DEADLINE, Field.QUANTITY, Field.EXPECTED):
            text = self.text(raw, meaning, (*path, meaning.value))
            if text:
                values[meaning.value] = text
        if "number" not in values:
            number, rest = split_number(values.get("title", ""))
            if number and rest:
                values = {"number": number, **values, "title": rest}
        responsible = self._responsible(raw, (*path, "responsible"))
        number = values.get("number", "")
        measure = DraftMeasure(self._id(number, prefix), values, responsible, raw.place)
        measure.beside = self.beside(raw)
        self.numbers.append((number, path))
        self._doubts(raw, measure, path)
        return measure

    def _id(self, number: str, prefix: str) -> str:
        part = id_part(number)
        if not part:
            part = str(next(n for n in range(1, 10_000) if f"m{prefix}{n}" not in self.ids))
        wanted = f"m{prefix}{part}"
        free = wanted if wanted not in self.ids else ""
        letters = "bcdefghijklmnopqrstuvwxyz"
        free = free or next((f"{wanted}{x}" for x in letters if f"{wanted}{x}" not in self.ids), "")
        free = free or f"{wanted}-{len(self.ids)}"
        self.ids.add(free)
        return free

    # -- Cells ---------------------------------------------------------------------------------

    def text(self, raw: RawMeasure, meaning: Field, path: Path) -> str:
        """The mended words of a meaning; of two columns, the second below the first."""
        texts = []
        for _index, fragments in raw.of(meaning):
            words = "\n".join(each.text for each in fragments if each.text.strip())
            lists = meaning in (Field.TITLE, Field.EXPECTED)
            text, mends = heal(words, self.lexicon, lists=lists)
            place = next((f.place for f in fragments if f.text), raw.place)
            for mend in mends:
                params = {"was": mend.was, "now": mend.now}
                self.findings.add(
                    Sort.MENDED, mend.kind.value, _MENDED[mend.kind], params, place, path
                )
            if text and any(each.carried for each in fragments):
                message = N_("The cell is merged with the one above: “%(text)s” was carried down.")
                params = {"text": _short(text)}
                self.findings.add(Sort.MENDED, "merged-cell", message, params, place, path)
            if text and text not in texts:
                texts.append(text)
        if len(texts) > 1:
            message = N_("Two columns have this meaning: their words were put together.")
            self.findings.add(Sort.DOUBT, "columns", message, {}, raw.place, path)
        whole = _joint(raw, meaning).join(texts)
        return " ".join(whole.split()) if meaning in (Field.NUMBER, Field.QUANTITY) else whole

    def _responsible(self, raw: RawMeasure, path: Path) -> list[Responsible]:
        found: list[Responsible] = []
        for _index, fragments in raw.of(Field.RESPONSIBLE):
            words = "\n".join(each.text for each in fragments if each.text.strip())
            place = next((f.place for f in fragments if f.text), raw.place)
            text, mends = heal(words, self.lexicon, lists=False)
            for mend in mends:
                params = {"was": mend.was, "now": mend.now}
                self.findings.add(
                    Sort.MENDED, mend.kind.value, _MENDED[mend.kind], params, place, path
                )
            if text and any(each.carried for each in fragments):
                message = N_("The cell is merged with the one above: “%(text)s” was carried down.")
                params = {"text": _short(text)}
                self.findings.add(Sort.MENDED, "merged-cell", message, params, place, path)
            for each in self.bodies.find(text):
                if all(each.value != other.value for other in found):
                    found.append(each)
            self._doubt_bodies(found, text, place, path)
        self.named += found
        return found

    def _doubt_bodies(
        self, found: Sequence[Responsible], text: str, place: Place, path: Path
    ) -> None:
        for each in found:
            if each.is_id and not each.sure:
                message = N_("“%(words)s” was taken for the body `%(id)s`.")
                params = {"words": each.words, "id": each.value}
                self.findings.add(Sort.DOUBT, "body", message, params, place, path)
            elif not each.is_id:
                message = N_(
                    "“%(words)s” is none of the bodies that are described: is it a new one?"
                )
                self.findings.add(Sort.DOUBT, "body", message, {"words": each.words}, place, path)
        if names_person(text):
            message = N_("A person is named here: write the post instead of the name.")
            self.findings.add(Sort.DOUBT, "person", message, {}, place, path)

    def beside(
        self,
        raw: RawMeasure,
        meanings: Sequence[Field] = (Field.SHORTCOMING, Field.DONE, Field.DONE_DATE, Field.OTHER),
    ) -> list[tuple[str, str]]:
        """The words of columns that have no key: they stand as remarks in the draft."""
        found = []
        for meaning in meanings:
            for index, fragments in raw.of(meaning):
                words = "\n".join(each.text for each in fragments if each.text.strip())
                text, _mends = heal(words, self.lexicon, lists=False)
                if text:
                    heading = raw.columns.headings[index] if index < raw.columns.width else ""
                    found.append((heading, " ".join(text.split())))
        return found

    # -- Doubts --------------------------------------------------------------------------------

    def doubt_rows(self, raw: RawMeasure, path: Path) -> None:
        """What is not certain about the rows of a measure."""
        for name in raw.doubts:
            sort, message = _DOUBTS[name]
            self.findings.add(sort, name, message, {}, raw.place, path)

    def _doubts(self, raw: RawMeasure, measure: DraftMeasure, path: Path) -> None:
        add = self.findings.add
        self.doubt_rows(raw, path)
        if not measure.values.get("title"):
            message = N_("The document has no words for this measure: write what is promised.")
            add(Sort.MISSING, "title", message, {}, raw.place, (*path, "title"))
        deadline = measure.values.get("deadline")
        if raw.columns.has(Field.DEADLINE) and not deadline and not self.table.guessed:
            above = self.last_deadline
            message = N_("The deadline is empty in the document.")
            if above:
                message = N_(
                    "The deadline is empty in the document; above stands “%(above)s”: perhaps the "
                    "cells were merged."
                )
            add(Sort.DOUBT, "deadline-empty", message, {"above": above}, raw.place, path)
        elif deadline and parse_deadline(deadline, _SOME_YEAR).form is Form.UNREADABLE:
            message = N_("The deadline is not understood; if you know the days, add `dates:`.")
            add(Sort.DOUBT, "deadline", message, {}, raw.place, (*path, "deadline"))
        self.last_deadline = _short(deadline) if deadline else self.last_deadline
        quantity = measure.values.get("quantity")
        if quantity and parse_quantity(quantity) is None:
            message = N_("The quantity is not understood: compare it with the document.")
            add(Sort.DOUBT, "quantity", message, {}, raw.place, (*path, "quantity"))
        for heading, _text in measure.beside:
            message = N_("The column “%(heading)s” has no key of its own: its words are a remark.")
            add(Sort.DOUBT, "column", message, {"heading": heading or "…"}, raw.place, path)

    def _doubt_numbers(self) -> None:
        """Gaps and repeats in the numbers, which stay as printed."""
        last = 0
        for number, path in self.numbers:
            if not is_number(number) or "-" in id_part(number):
                continue
            value = int(id_part(number))
            if value > last + 1 and last:
                skipped = ", ".join(str(n) for n in range(last + 1, value))
                message = N_("After number %(last)s comes %(number)s: %(skipped)s is missing.")
                params = {"last": str(last), "number": str(value), "skipped": skipped}
                self.findings.add(
                    Sort.DOUBT, "number-gap", message, params, None, (*path, "number")
                )
            elif value == last:
                message = N_("The number %(number)s stands in the document twice.")
                self.findings.add(
                    Sort.DOUBT,
                    "number-repeated",
                    message,
                    {"number": number},
                    None,
                    (*path, "number"),
                )
            last = value


def _joint(raw: RawMeasure, meaning: Field) -> str:
    """What stands between the words of two columns: begin and end of a deadline make a range."""
    if meaning is Field.DEADLINE:
        headings = " ".join(raw.columns.headings[i] for i, _cells in raw.of(meaning)).casefold()
        return " – " if "начал" in headings else ", "
    return ", " if meaning is Field.QUANTITY else "\n"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 50 else plain[:49].rstrip() + "…"


def doubt_address(draft: Draft, slug: str, first: int | None, last: int | None) -> None:
    """Say so when the address names another year than the document."""
    named = years_in(slug.replace("-", " "))
    if named and first is not None and last is not None and named[0] not in range(first, last + 1):
        message = N_("The address names the year %(address)s, the document %(document)s.")
        params = {"address": str(named[0]), "document": str(first)}
        draft.findings.add(Sort.DOUBT, "year", message, params, draft.title_place, ("year",))
