"""A document and the bodies of its municipality go in; a plan as a draft comes out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nokgen.domain.identifiers import is_inn
from nokgen.import_.approval import Act, find_act
from nokgen.import_.bodies import propose
from nokgen.import_.cells import regroup
from nokgen.import_.findings import Findings, Path, Sort
from nokgen.import_.head import (
    Title,
    find_title,
    kind_of,
    plain,
    same_words,
    spheres_of,
)
from nokgen.import_.improvement import make_items
from nokgen.import_.lexicon import Lexicon
from nokgen.import_.lists import find_list
from nokgen.import_.measures import Draft, Making, doubt_address
from nokgen.import_.refusal import RefusalError
from nokgen.import_.request import Request
from nokgen.import_.results import assemble_results
from nokgen.import_.rows import Fate, Fates, measures_of, read_rows
from nokgen.import_.source import Paragraph, Place, Source, Table
from nokgen.import_.tables import PlanTable, find_table
from nokgen.import_.wordforms import stems
from nokgen.import_.years import Origin, PlanYears, years_in, years_of
from nokgen.messages import N_


def assemble(source: Source, request: Request) -> Draft:
    """The plan or the results that a document holds; RefusalError when it holds none."""
    if request.kind == "results":
        draft = assemble_results(source, request)
        _settle(draft)
        return draft
    return _plan(source, request)


def _plan(source: Source, request: Request) -> Draft:
    """A plan of measures, or one to remove shortcomings."""
    source = regroup(source)
    lexicon = Lexicon(_texts(source))
    findings = Findings()
    fates = Fates()
    table = find_table(source) or find_list(source)
    if table is None:
        raise RefusalError(
            N_("no plan was found in %(name)s: neither a table of measures nor a numbered list"),
            N_(
                "A table needs headings such as “measure” and “deadline”. Is it the right file? "
                "If it is a scan, recognise its text first."
            ),
        )
    raw = read_rows(table, fates)
    if not any(True for _ in measures_of(raw)):
        raise RefusalError(
            N_("the table of measures in %(name)s has no rows that could be read"),
            N_("Leave only the table of the plan in the file, its headings in the first row."),
        )
    for block in source.blocks:
        request.bodies.learn(block.text if isinstance(block, Paragraph) else "")
    for measure in measures_of(raw):
        for fragments in measure.cells.values():
            for fragment in fragments:
                request.bodies.learn(fragment.text)
    _remarks(source, findings)
    draft = Draft(source=source, fates=fates, findings=findings)
    title = find_title(table.head, lexicon)
    act = find_act(title.before, title.after)
    making = Making(table, lexicon, request.bodies, findings)
    if request.kind == "improvement":
        draft.sections, draft.list_key = make_items(raw, making, fates), "items"
    else:
        draft.sections = making.sections(raw)
    draft.columns = None if table.listed else table.columns
    _head(draft, title, act, request, table)
    _around(table, title, act, fates)
    draft.proposals = propose(making.named, (body.id for body in request.bodies.bodies))
    _settle(draft)
    return draft


def _texts(source: Source) -> list[str]:
    texts = []
    for block in source.blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        else:
            texts += [text for row in block.rows for text in row.texts]
    return texts


def _remarks(source: Source, findings: Findings) -> None:
    for remark in source.remarks:
        findings.add(Sort.DOUBT, "reader", remark.message, remark.params, remark.place)


# -- Head --------------------------------------------------------------------------------------


def _head(draft: Draft, title: Title, act: Act, request: Request, table: PlanTable) -> None:
    findings = draft.findings
    place = title.paragraphs[0].place if title.paragraphs else None
    draft.values["title"] = title.text or None
    if not title.text:
        message = N_("The document has no title of a plan: write it.")
        findings.add(Sort.MISSING, "title", message, path=("title",))
    elif title.borrowed:
        message = N_("The title was taken from the subject of the act: compare it.")
        findings.add(Sort.DOUBT, "title", message, place=place, path=("title",))
    draft.title_place = place
    if request.kind == "improvement":
        _organization(draft, title, request)
        _years(draft, title, act, request)
        if "yearly" in draft.values:
            del draft.values["yearly"]
        _approval(draft, act, request)
        draft.values.pop("issuer", None)
        draft.values["source"] = _source(act, title, request)
        return
    draft.values["kind"] = kind_of(title.text, request.slug).value
    if draft.values["kind"] == "other":
        message = N_("The kind of plan could not be told by its title: choose it.")
        findings.add(Sort.DOUBT, "kind", message, path=("kind",))
    _years(draft, title, act, request)
    _spheres(draft, title, act)
    _approval(draft, act, request)
    draft.values["source"] = _source(act, title, request)
    _guessed_columns(draft, table)


def _years(draft: Draft, title: Title, act: Act, request: Request) -> None:
    deadlines = [m.values.get("deadline", "") for m in draft.measures()]
    year = act.day.year if act.day is not None else None
    years = years_of(title.text, [d for d in deadlines if d], request.slug, year)
    path: Path = ("year",)
    if years.origin is Origin.YEARLY:
        draft.values["yearly"], path = True, ("yearly",)
    elif years.first is None or years.last is None:
        draft.values["year"] = None
        message = N_("The document does not say the year of the plan: write it.")
        draft.findings.add(Sort.MISSING, "year", message, path=path)
    elif years.first == years.last:
        draft.values["year"] = years.first
    else:
        draft.values["period"], path = {"from": years.first, "to": years.last}, ("period",)
    _doubt_years(draft, years, deadlines, path)
    doubt_address(draft, request.slug, years.first, years.last)


_ORIGINS = {
    Origin.DEADLINES: N_("The year was taken from the deadlines: the title names none."),
    Origin.YEARLY: N_("The title names no year and the deadlines say each year: is it so?"),
    Origin.ADDRESS: N_("The year was taken from the address: the document names none."),
    Origin.APPROVAL: N_("The year is that of the act: neither title nor deadlines name one."),
}


def _doubt_years(draft: Draft, years: PlanYears, deadlines: Sequence[str], path: Path) -> None:
    if years.origin in _ORIGINS:
        draft.findings.add(Sort.DOUBT, "year", _ORIGINS[years.origin], path=path)
    if years.origin is Origin.TITLE and years.first is not None and years.last is not None:
        said = sorted({year for text in deadlines for year in years_in(text)})
        span = range(years.first, years.last + 1)
        if said and not set(said) & set(span):
            message = N_("The title names the year %(title)s, the deadlines name %(deadlines)s.")
            params = {"title": str(years.first), "deadlines": ", ".join(map(str, said))}
            draft.findings.add(Sort.DOUBT, "year", message, params, draft.title_place, path)


def _spheres(draft: Draft, title: Title, act: Act) -> None:
    measures = " ".join(m.values.get("title", "") for m in draft.measures())
    named = " ".join(each.words for m in draft.measures() for each in m.responsible)
    by_title = spheres_of([title.text])
    found = by_title or spheres_of([act.by or "", measures, named])
    draft.values["spheres"] = [sphere.value for sphere in found] or None
    if not found:
        message = N_("The document does not say the sphere: write it, for example [education].")
        draft.findings.add(Sort.MISSING, "spheres", message, path=("spheres",))
    elif not by_title:
        message = N_("The sphere was not told by the title, but by the text: compare it.")
        draft.findings.add(Sort.DOUBT, "spheres", message, path=("spheres",))


def _approval(draft: Draft, act: Act, request: Request) -> None:
    if not act:
        message = N_("The document does not say who adopted the plan, and when.")
        draft.findings.add(Sort.DOUBT, "approval", message)
        return
    found = request.bodies.find(act.by) if act.by else []
    body = found[0].value if len(found) == 1 and found[0].is_id else None
    approved: dict[str, object] = {
        "act": act.act,
        "number": act.number.rstrip(".") if act.number else None,
        "date": act.day.isoformat() if act.day is not None else None,
        "by": body or act.by,
        "basis": act.basis,
        "place": act.place,
        "signed_by": {"name": act.signed_name, "post": act.signed_post}
        if act.signed_name
        else None,
        "provisions": list(act.provisions) or None,
    }
    draft.values["approved"] = {key: value for key, value in approved.items() if value}
    if body is not None:
        draft.values["issuer"] = body
        if not found[0].sure:
            message = N_("“%(words)s” was taken for the body `%(id)s`.")
            params = {"words": act.by or "", "id": body}
            draft.findings.add(Sort.DOUBT, "body", message, params, path=("approved", "by"))
    elif act.by:
        message = N_("“%(words)s” is none of the bodies that are described: is it a new one?")
        draft.findings.add(Sort.DOUBT, "body", message, {"words": act.by}, path=("approved", "by"))


def _organization(draft: Draft, title: Title, request: Request) -> None:
    """The organisation whose name stands in the title; open when none or several do."""
    around = " ".join([title.text, *(each.text for each in (*title.before, *title.after))])
    found = [
        each.inn
        for each in request.organizations
        if any(is_named(name, around) for name in (each.name, each.short_name) if name)
    ]
    stated = [inn for inn in re.findall(r"(?<!\d)\d{10}(?!\d)", around) if is_inn(inn)]
    inns = list(dict.fromkeys(stated or found))
    draft.values["organization"] = inns[0] if len(inns) == 1 else None
    if len(inns) != 1:
        message = N_("The document does not say whose plan it is: write the INN in quotes.")
        draft.findings.add(Sort.MISSING, "organization", message, path=("organization",))


def is_named(name: str, text: str) -> bool:
    """Whether a text holds a name in any of its forms."""
    wanted, words = stems(name), stems(text)
    size = len(wanted)
    return size > 0 and any(words[i : i + size] == wanted for i in range(len(words) - size + 1))


def _source(act: Act, title: Title, request: Request) -> dict[str, str | None]:
    return {
        "title": _name_of_source(act, title),
        **({"file": request.document} if request.document else {}),
        "retrieved": request.today.isoformat(),
    }


def _name_of_source(act: Act, title: Title) -> str | None:
    if act.act and act.day is not None:
        number = f" № {act.number.rstrip('.')}" if act.number else ""
        subject = f" «{act.subject}»" if act.subject else ""
        return f"{act.act.capitalize()} от {act.day:%d.%m.%Y}{number}{subject}"
    return title.text or None


def _guessed_columns(draft: Draft, table: PlanTable) -> None:
    if table.guessed:
        message = N_("The document has no headings of columns: what each holds was guessed.")
        draft.findings.add(Sort.DOUBT, "columns", message, place=table_place(table))
    if table.listed:
        message = N_(
            "The document has no table: measures were taken from a numbered list, deadlines and "
            "responsible ones from its words. Compare them all."
        )
        draft.findings.add(Sort.DOUBT, "list", message)


def table_place(table: PlanTable) -> Place | None:
    """Where the table of the plan begins."""
    return table.headings[0].place if table.headings else None


# -- What is not the plan ----------------------------------------------------------------------


def _around(table: PlanTable, title: Title, act: Act, fates: Fates) -> None:
    """A fate for every paragraph around the table and for every other table."""
    used = [*title.paragraphs, *act.used]
    taken = {unit for each in used for unit in each.units}
    for paragraph in table.head:
        text = plain(paragraph.text)
        if taken.issuperset(paragraph.units) or _repeats(text, title.text):
            fates.mark(paragraph.units, Fate.HEAD)
        else:
            fates.leave_out(text, paragraph.place, paragraph.units)
    for paragraph in table.after:
        fates.leave_out(plain(paragraph.text), paragraph.place, paragraph.units)
    for other in table.others:
        _leave_table(other, fates)


def _repeats(text: str, title: str) -> bool:
    """Whether a line above the title says the same, or only «План» or «Приложение № 1»."""
    if re.fullmatch(r"приложение\s*(?:№?\s*\d+)?", text, re.IGNORECASE):
        return True
    return same_words(text, title) or same_words(text, "план")


def _leave_table(table: Table, fates: Fates) -> None:
    for row in table.rows:
        text = " | ".join(plain(each) for each in row.texts if each.strip())
        if text:
            fates.leave_out(text, row.place, row.units)
        else:
            fates.mark(row.units, Fate.EMPTY)


def _settle(draft: Draft) -> None:
    """Every row of the source has a fate, or the program is wrong."""
    missing = set(range(draft.source.rows)) - set(draft.fates.of)
    if missing:
        raise AssertionError(f"rows without a fate: {sorted(missing)}")
