"""The editors' glossary and a page's view go in, the view comes out with its abbreviations linked.

A term is a heading of `content/pages/glossary.md` that is written in capital letters: «НОК». The
first time it stands in the running text of a page it becomes a link to that heading. The words of
the text stay to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, is_dataclass, replace
from operator import is_not
from typing import cast

from markupsafe import Markup, escape

from nokgen.frozen import frozen
from nokgen.messages import Messages
from nokgen.pages import views
from nokgen.records.content import PageFile
from nokgen.render import View
from nokgen.render.text import heading_id

SLUG = "glossary"

_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<term>.+?)[ \t#]*$", re.MULTILINE)
_TERM = Markup('<a class="term" href="{}" aria-label="{}">{}</a>')
_ABBREVIATION = re.compile(r"[A-ZА-ЯЁ]{2,}")

# The running text of each view, in the order in which its template shows it. What is not named
# here stays as it is: headings (the search shows them alone), links, statuses, timelines, cards.
_RUNNING: Mapping[type, tuple[str, ...]] = {
    views.Block: ("text", "items"),
    views.Fact: ("label", "blocks"),
    views.Report: ("blocks",),
    views.Change: ("text", "blocks"),
    views.Measure: (
        "summary",
        "body",
        "note",
        "deadline",
        "meaning",
        "quantity",
        "expected",
        "changes",
        "reports",
    ),
    views.Section: ("measures",),
    views.PlanPage: ("summary", "lead", "notice", "note", "sections", "approval", "source"),
    views.RatingPage: ("lead", "notices", "note", "change", "doubts", "proposals", "how"),
    views.DoubtsOf: ("sentences",),
    views.ProposalOf: ("blocks",),
    views.OrganizationPage: (
        "notices",
        "limits",
        "note",
        "cards",
        "improvements_text",
        "identifiers",
    ),
    views.ScoreCard: ("totals_text", "criteria_text", "doubts", "facts"),
    views.ImprovementPage: ("lead", "notice", "note", "sections", "approval", "source"),
    views.ImprovementSection: ("items",),
    views.ImprovementItem: ("body", "measure", "silence"),
    views.ConsolidatedPage: ("lead", "notice", "criteria"),
    views.CriterionItems: ("organizations",),
    views.OrganizationItems: ("items",),
    views.ConsolidatedItem: ("measure",),
    views.ConsolidatedReportPage: ("lead", "note", "years"),
    views.YearOfReport: ("text",),
    views.PublicationsPage: ("lead", "notice", "years"),
    views.YearOfPublications: ("lines",),
    views.PublicationLine: ("blocks",),
    views.SurveysPage: ("lead", "open", "ahead"),
    views.SurveyCard: ("blocks",),
    views.SurveyPage: ("notice", "blocks"),
    views.CouncilPage: ("note", "proposals", "meetings"),
    views.Proposal: ("blocks", "reports"),
    views.Meeting: ("agenda", "decisions"),
    views.PlacementPage: ("lead", "notice"),
    views.AppealsPage: ("how", "contacts"),
    views.TerritoryPage: ("notice", "note", "facts"),
    views.BodyPage: ("note",),
    views.HomePage: ("lead", "notice"),
    views.CalendarPage: ("lead",),
    views.MonthPage: ("lead",),
    views.DuePage: ("lead",),
    views.DataPage: ("lead",),
    views.MethodologyPage: ("statuses", "deadlines", "scoring"),
    views.ScoringRules: ("explanations", "limits"),
    views.Explanation: ("blocks",),
    views.StatusRule: ("meaning", "rule"),
    views.DeadlineRule: ("meaning",),
}


@frozen
class Glossary:
    """The abbreviations that a site explains: `anchors` are addresses with a fragment."""

    anchors: Mapping[str, str] = field(default_factory=dict)
    pattern: re.Pattern[str] | None = None

    @classmethod
    def of(cls, pages: Iterable[PageFile]) -> Glossary:
        """The glossary among the pages that editors wrote; an empty one where there is none."""
        anchors = {
            term: f"/{SLUG}/#{heading_id(term)}"
            for page in pages
            if page.slug == SLUG
            for term in (found["term"].strip() for found in _HEADING.finditer(page.text))
            if _ABBREVIATION.fullmatch(term)
        }
        if not anchors:
            return cls()
        return cls(anchors, re.compile(rf"\b(?:{'|'.join(sorted(anchors))})\b"))


def explained(
    view: View, glossary: Glossary, link: Callable[[str], str], messages: Messages
) -> View:
    """The view of a page with the first occurrence of each term as a link.

    `link` writes the address of a term as the page needs it.
    """
    if glossary.pattern is None or type(view) not in _RUNNING:
        return view
    return cast(View, _Reading(glossary, link, messages).of(view))


class _Reading:
    """One reading of a page from top to bottom: `left` are the terms not met so far."""

    def __init__(self, glossary: Glossary, link: Callable[[str], str], messages: Messages) -> None:
        assert glossary.pattern is not None
        self._pattern = glossary.pattern
        self._left = dict(glossary.anchors)
        self._link = link
        self._messages = messages

    def of(self, value: object) -> object:
        """A text, a view, or a tuple of them, with links where terms are met first."""
        if type(value) is str:
            return self._text(value)
        if not self._left or not value:
            return value
        if type(value) is tuple:
            read = tuple(map(self.of, value))
            return read if any(map(is_not, read, value)) else value
        changed: dict[str, object] = {}
        for name in _RUNNING.get(type(value), ()):
            before = getattr(value, name)
            after = self.of(before)
            if after is not before:
                changed[name] = after
        if not changed:
            return value
        assert is_dataclass(value)
        assert not isinstance(value, type)
        return replace(value, **changed)

    def _text(self, text: str) -> str:
        pieces: list[str] = []
        end = 0
        for found in self._pattern.finditer(text):
            anchor = self._left.pop(found[0], None)
            if anchor is not None:
                pieces += [escape(text[end : found.start()]), self._term(found[0], anchor)]
                end = found.end()
        return Markup("").join([*pieces, escape(text[end:])]) if pieces else text

    def _term(self, term: str, anchor: str) -> str:
        # A body may be called «ДОО» too: a list of the links of a page tells them apart.
        label = self._messages.gettext("%(term)s: what it means", term=term)
        return _TERM.format(self._link(anchor), label, term)
