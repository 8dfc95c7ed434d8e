"""The tables by which points are counted go in, their explanation for citizens comes out."""

from __future__ import annotations

from nokgen.domain.scoring import (
    BANDS,
    CRITERIA,
    TOLERANCE,
    WHOLE_TOLERANCE,
    Indicator,
    Scheme,
    scheme_for,
)
from nokgen.domain.typography import no_break
from nokgen.messages import N_, Messages
from nokgen.model.organizations import YEARS_OF_ASSESSMENT
from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.rating_parts import ENOUGH_FOR_LEADERS, ENOUGH_FOR_THREE
from nokgen.pages.scores import LIMITS, criterion_name
from nokgen.pages.text import blocks
from nokgen.pages.views.assessment import (
    BandRule,
    CriterionRule,
    Explanation,
    IndicatorRule,
    ScoringRules,
)
from nokgen.pages.words import capital
from nokgen.records.labels import SPHERES

# Spheres with and without indicator 2.2; others of each pair count in the same way.
FULL, SHORT = "health", "education"

_EXPLANATIONS = (
    (
        "published",
        N_("Published figures and figures counted by this site"),
        N_(
            "A figure stands here as it was published: nothing is rounded or mended. The date and "
            "the source stand beside it.\n"
            "“Counted by this site” stands beside a figure that nobody published and that follows "
            "from published ones: a total from five criteria, a criterion from its indicators. "
            "Means, medians, places and changes are always counted here."
        ),
    ),
    (
        "no-data",
        N_("“No data”"),
        N_(
            "“No data” means that the figure is not published and cannot be counted, for example "
            "when no disabled person was asked. It is never counted as 0, has no place and no part "
            "in a mean."
        ),
    ),
    (
        "doubts",
        N_("What does not add up"),
        N_(
            "Every published figure is counted again from what it is made of. The order of "
            "rounding is not settled, so a difference of up to %(tolerance)s points is no error; "
            "where whole numbers are published, up to %(whole)s. A larger one is told in a "
            "sentence. The published figure stays."
        ),
    ),
    (
        "places",
        N_("Places and leaders"),
        N_(
            "Places go by the total, rounded to hundredths. Equal totals share a place: “2–3”.\n"
            "Only organisations of one kind compete: a kindergarten is not better than a library. "
            "Leaders are named where at least %(leaders)s organisations of a kind have a total: "
            "the first place, and three places where there are at least %(many)s."
        ),
    ),
    (
        "change",
        N_("Change"),
        N_(
            "The difference between the total and that of the last assessment by the same rules. "
            "“Since 2022” says which one that was."
        ),
    ),
    (
        "medians",
        N_("Mean and median"),
        N_(
            "The mean is the sum of the totals divided by their number. The median is the middle: "
            "half of the organisations have as much or less, half as much or more. One very high "
            "or low total changes the mean, but hardly the median."
        ),
    ),
    (
        "coverage",
        N_("“Assessed in three years”"),
        N_(
            "How many of the organisations that work today have results of the last %(years)s "
            "calendar years, this year included. Every organisation is to be assessed at least "
            "once in three years."
        ),
    ),
    (
        "removal",
        N_("Shortcomings removed in time"),
        N_(
            "Of the shortcomings whose deadline has passed, the share of those removed by their "
            "deadline with a published proof. Words without proof do not count as removal; "
            "cancelled lines are left out."
        ),
    ),
    (
        "methods",
        N_("Different rules are never mixed"),
        N_(
            "Before 2018 points were counted otherwise and on other scales (in culture up to 160). "
            "Since 2025 marks on Gosuslugi are tried, too. Such results stand apart: no common "
            "rating, mean, chart or comparison."
        ),
    ),
)


def scoring_rules(edition: Edition) -> ScoringRules:
    """How points, places, means, changes and bands come about."""
    messages = edition.messages
    say = messages.gettext
    full, short = scheme_for(FULL), scheme_for(SHORT)
    numbers = {
        "tolerance": messages.decimal(TOLERANCE),
        "whole": messages.decimal(WHOLE_TOLERANCE),
        "many": messages.number(ENOUGH_FOR_THREE),
        "leaders": messages.number(ENOUGH_FOR_LEADERS),
        "years": messages.number(YEARS_OF_ASSESSMENT),
    }
    return ScoringRules(
        criteria=tuple(_criterion(number, full, short, messages) for number in CRITERIA),
        total=_sum("total", full, messages),
        sources=_sources(full, short, messages),
        bands=tuple(
            BandRule(f"{band.low}–{band.high}", capital(say(band.label))) for band in BANDS
        ),
        explanations=tuple(
            Explanation(slug, say(title), blocks(say(text, **numbers)))
            for slug, title, text in _EXPLANATIONS
        ),
        limits=tuple(
            views.Fact(capital(say(SPHERES[sphere])), blocks(say(text)))
            for sphere, text in LIMITS.items()
        ),
    )


def _criterion(number: int, full: Scheme, short: Scheme, messages: Messages) -> CriterionRule:
    key = f"k{number}"
    rule = _sum(key, full, messages)
    if short.sums[key].terms != full.sums[key].terms:
        rule = messages.gettext(
            "%(rule)s. In education and culture: %(other)s",
            rule=rule,
            other=_sum(key, short, messages),
        )
    return CriterionRule(
        title=f"{number}. {criterion_name(number, messages)}",
        indicators=tuple(
            IndicatorRule(
                indicator.id,
                messages.gettext(indicator.title),
                _weight(indicator, short.indicator(indicator.id), messages),
                no_break(messages.gettext(indicator.formula)),
            )
            for indicator in full.indicators
            if indicator.criterion == number
        ),
        sum=no_break(rule),
    )


def _weight(indicator: Indicator, other: Indicator | None, messages: Messages) -> str:
    """The share of its criterion, also where some spheres have another one or none."""
    weight = messages.decimal(indicator.weight)
    if other is None:
        return messages.gettext("%(weight)s; none in education and culture", weight=weight)
    if other.weight == indicator.weight:
        return weight
    return messages.gettext(
        "%(weight)s; in education and culture %(other)s",
        weight=weight,
        other=messages.decimal(other.weight),
    )


def _sum(key: str, scheme: Scheme, messages: Messages) -> str:
    """«К1 = 0,3 · 1.1 + 0,3 · 1.2 + 0,4 · 1.3»; a mean as people write it."""
    rule = scheme.sums[key]
    name = _name(key, messages)
    if rule.is_mean:
        terms = " + ".join(_name(term, messages) for term, _ in rule.terms)
        return f"{name} = ({terms}) ÷ {len(rule.terms)}"
    terms = " + ".join(
        f"{messages.decimal(weight)} · {_name(term, messages)}" for term, weight in rule.terms
    )
    return f"{name} = {terms}"


def _name(key: str, messages: Messages) -> str:
    if key == "total":
        return messages.gettext("Total")
    return messages.gettext("C%(number)s", number=key[1:]) if key[0] == "k" else key


def _sources(full: Scheme, short: Scheme, messages: Messages) -> tuple[str, ...]:
    """The acts behind the formulas, each once, and how the performing arts are counted."""
    arts = scheme_for("culture", performing_arts=True)
    sources = [indicator.source for indicator in full.indicators]
    sources += [rule.source for scheme in (full, short) for rule in scheme.sums.values()]
    found = [messages.gettext(source) for source in dict.fromkeys(sources)]
    rule = arts.sums["k2"]
    found.append(
        messages.gettext(
            "Theatres and concert halls, where the operator counts so: C2, C4 and C5 are each "
            "(%(terms)s) ÷ %(n)s. %(source)s",
            terms=" + ".join(_name(term, messages) for term, _ in rule.terms),
            n=len(rule.terms),
            source=messages.gettext(rule.source),
        )
    )
    return tuple(map(no_break, found))
