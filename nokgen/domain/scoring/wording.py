"""Calculations and tallies in words: steps and facts go in, sentences for an editor come out."""

from __future__ import annotations

from nokgen.domain.scoring.calculate import Calculation, Line
from nokgen.domain.scoring.counts import COUNTS
from nokgen.domain.scoring.scheme import CRITERIA, TOTAL, Scheme
from nokgen.domain.scoring.steps import Step
from nokgen.domain.scoring.tally import MINIMUM_GROUP, Reason, Refusal
from nokgen.messages import N_, Messages

_REFUSED = {
    Reason.NO_ANSWERS: N_("There are no answers."),
    Reason.NO_QUESTIONS: N_(
        "No column asks a question of the questionnaire. The first line must hold the questions."
    ),
    Reason.COLUMNS_UNCLEAR: N_(
        "It is not clear which question these columns ask: %(columns)s. Leave one column for each "
        "question."
    ),
    Reason.TOO_FEW: N_(
        "Fewer than %(n)s people answered, so nothing is given out: one could guess who they are."
    ),
}


def name_of(value_id: str, scheme: Scheme, messages: Messages) -> str:
    """What "1.1", "k1" or "total" is called: «1.1 Информация на стенде и на сайте», «К1 …»."""
    if value_id == TOTAL:
        return messages.gettext("Total")
    if value_id.startswith("k"):
        number = int(value_id[1:])
        return messages.gettext(
            "C%(number)s %(name)s", number=number, name=messages.gettext(CRITERIA[number])
        )
    indicator = scheme.indicator(value_id)
    return value_id if indicator is None else f"{value_id} {messages.gettext(indicator.title)}"


def calculation_lines(calculation: Calculation, messages: Messages) -> list[str]:
    """A line for each value: name, formula with its numbers, result, published value, verdict."""
    return [_line(line, calculation.scheme, messages) for line in calculation.lines]


def expression_of(step: Step, messages: Messages) -> str:
    """The formula with its numbers as people write them: «0,3 · 95,5 + 0,3 · 90 + 0,4 · 98»."""
    return step.filled(messages.decimal)


def conclusion(calculation: Calculation, messages: Messages) -> str:
    """One sentence: whether the published figures follow from each other."""
    compared = [line for line in calculation.lines if line.agrees is not None]
    wrong = calculation.disagreeing
    if wrong:
        names = ", ".join(_short(line.id, messages) for line in wrong)
        return messages.gettext("Does not add up: %(names)s.", names=names)
    if not compared:
        return messages.gettext("Nothing to compare: no published figure can be counted again.")
    return messages.gettext(
        "All that can be compared agrees (difference of at most %(tolerance)s).",
        tolerance=messages.decimal(calculation.tolerance),
    )


def refusal_sentence(refusal: Refusal, messages: Messages) -> str:
    """Why nothing is given out, in one or two sentences."""
    columns = ", ".join(f"`{column}`" for column in refusal.columns)
    return messages.gettext(_REFUSED[refusal.reason], columns=columns, n=MINIMUM_GROUP)


def withheld_sentence(keys: tuple[str, ...], messages: Messages) -> str:
    """Which counts are withheld, and why."""
    names = ", ".join(f"{messages.gettext(COUNTS[key].title)} ({key})" for key in keys)
    return messages.gettext(
        "Counts of fewer than five people are not shown: %(names)s.", names=names
    )


def _short(value_id: str, messages: Messages) -> str:
    """An id in the middle of a sentence: «1.1», «К1», «итог»."""
    if value_id == TOTAL:
        return messages.gettext("total")
    return messages.gettext("C%(number)s", number=value_id[1:]) if value_id[0] == "k" else value_id


def _line(line: Line, scheme: Scheme, messages: Messages) -> str:
    name = name_of(line.id, scheme, messages)
    recomputed = line.recomputed
    published = "" if line.published is None else messages.decimal(line.published)
    if recomputed is None or line.step is None:
        if line.published is None:
            return messages.gettext("%(name)s: no data.", name=name)
        return messages.gettext(
            "%(name)s: published %(published)s; there is nothing to check it by.",
            name=name,
            published=published,
        )
    sums = {
        "name": name,
        "expression": expression_of(line.step, messages),
        "result": messages.decimal(recomputed),
        "published": published,
    }
    if line.agrees is None:
        return messages.gettext(
            "%(name)s: %(expression)s = %(result)s; not published.",
            **sums,
        )
    if line.agrees:
        return messages.gettext(
            "%(name)s: %(expression)s = %(result)s; published %(published)s, agrees.", **sums
        )
    return messages.gettext(
        "%(name)s: %(expression)s = %(result)s; published %(published)s, does not agree.", **sums
    )
