"""A document with results of an assessment goes in; its draft record and its table come out."""

from __future__ import annotations

import re

from nokgen.import_.findings import Findings, Sort
from nokgen.import_.head import plain, spheres_of
from nokgen.import_.lexicon import Lexicon
from nokgen.import_.measures import Draft, doubt_address
from nokgen.import_.refusal import RefusalError
from nokgen.import_.request import Request
from nokgen.import_.rows import Fates
from nokgen.import_.scores import find_scores, paragraphs_left, read_scores
from nokgen.import_.source import Paragraph, Source
from nokgen.import_.years import years_in
from nokgen.messages import N_
from nokgen.records.results import Method

# From this year on scores are counted by the uniform order (Минтруд 31.05.2018 № 344н).
_UNIFORM_SINCE = 2018
_TITLE = re.compile(r"(?:сводн\w+ )?(?:результат|итог|рейтинг|отч[её]т|таблиц)", re.IGNORECASE)


def assemble_results(source: Source, request: Request) -> Draft:
    """The results that a document holds; RefusalError when it has no table of scores."""
    found = find_scores(source)
    if found is None:
        raise RefusalError(
            N_("no table of scores was found in %(name)s"),
            N_(
                "Its headings should name the figures: 1.1 … 5.3, criteria 1 to 5, the total. "
                "Is it the right file?"
            ),
        )
    findings, fates = Findings(), Fates()
    lexicon = Lexicon(text for table in source.tables() for row in table.rows for text in row.texts)
    draft = Draft(source=source, fates=fates, findings=findings, list_key="")
    scores = read_scores(source, found, request.organizations, findings, fates, lexicon)
    title = next((p for p in source.paragraphs() if _TITLE.match(plain(p.text))), None)
    paragraphs_left(source, [title] if title is not None else [], fates)
    _head(draft, title, source, request)
    draft.values["table"] = f"{request.slug}.csv"
    draft.table = scores.csv()
    draft.counted = len(scores.rows)
    return draft


def _head(draft: Draft, title: Paragraph | None, source: Source, request: Request) -> None:
    words = plain(title.text) if title is not None else ""
    around = " ".join([words, *(p.text for p in source.paragraphs())])
    if words:
        draft.values["title"] = words
    named = years_in(words) or years_in(request.slug) or years_in(around)
    year = max(named) if named else None
    draft.values["year"] = year
    if year is None:
        message = N_("The document does not say the year of the assessment: write it.")
        draft.findings.add(Sort.MISSING, "year", message, path=("year",))
    doubt_address(draft, request.slug, year, year)
    spheres = spheres_of([words, request.slug.replace("education", "образование"), around])
    draft.values["sphere"] = spheres[0].value if spheres else None
    if len(spheres) != 1:
        message = N_("The document does not say one sphere: write it, for example education.")
        sort = Sort.DOUBT if spheres else Sort.MISSING
        draft.findings.add(sort, "sphere", message, path=("sphere",))
    method = Method.ORDER_344N
    if year is not None and year < _UNIFORM_SINCE:
        method = Method.BEFORE_2018
    draft.values["method"] = method.value
    message = N_("The method was taken from the year: compare it.")
    draft.findings.add(Sort.DOUBT, "method", message, path=("method",))
    draft.values["source"] = {
        "title": words or None,
        **({"file": request.document} if request.document else {}),
        "retrieved": request.today.isoformat(),
    }
    if not words:
        message = N_("Write what the document is called.")
        draft.findings.add(Sort.MISSING, "source", message, path=("source",))
