"""Answers of a questionnaire: a row a respondent goes in, raw counts of each organisation come out.

Counts of fewer than five people are not given out: who they are could be guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from nokgen.domain.scoring.counts import COUNTS
from nokgen.domain.scoring.questions import Form, Question
from nokgen.frozen import frozen

MINIMUM_GROUP = 5
ASKED = "asked"


class Reason(StrEnum):
    """Why nothing is given out."""

    NO_ANSWERS = "no-answers"
    NO_QUESTIONS = "no-questions"
    COLUMNS_UNCLEAR = "columns-unclear"
    TOO_FEW = "too-few"


@frozen
class Refusal:
    """Nothing is given out; `columns` are the headings that ask the same or several questions."""

    reason: Reason
    organization: str = ""
    columns: tuple[str, ...] = ()


@frozen
class Group:
    """The counts of one organisation by the keys of `COUNTS`.

    `organization` is the text of its column, "" without one. `withheld` are the keys whose group
    has fewer than five people: absent from `counts`.
    """

    organization: str
    counts: Mapping[str, int]
    withheld: tuple[str, ...] = ()


@frozen
class Gap:
    """Answers to a question that are neither yes nor no, though the respondent was asked.

    They count as asked and not as satisfied. `rows` are the positions among the answers, from 1;
    the words are not repeated here: they may say who wrote them.
    """

    question: str
    rows: tuple[int, ...]


@frozen
class Tally:
    """What the answers come to.

    `groups` and `refusals` in the order of first appearance. `unused` are the headings that ask
    no known question, `missing` the ids of questions that no column asks. When the file as a whole
    cannot be counted, there is one refusal without an organisation, and no group.
    """

    groups: tuple[Group, ...]
    refusals: tuple[Refusal, ...] = ()
    unused: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()


def tally(answers: Sequence[Mapping[str, str]], form: Form) -> Tally:
    """Count the answers of each organisation; each answer maps headings to words.

    Columns are known by the meaning of their headings. A group of fewer than five people is
    withheld, an organisation with fewer than five respondents is refused.
    """
    if not answers:
        return Tally((), (Refusal(Reason.NO_ANSWERS),))
    headings = list(dict.fromkeys(heading for answer in answers for heading in answer))
    unclear = _unclear(headings, form)
    if unclear:
        return Tally((), (Refusal(Reason.COLUMNS_UNCLEAR, columns=unclear),))
    columns = {found[0].id: h for h in headings if (found := form.asked_by(h))}
    of = next((h for h in headings if form.names_organization(h)), None)
    unused = tuple(h for h in headings if h != of and not form.asked_by(h))
    missing = tuple(q.id for q in form.questions if q.id not in columns)
    if not columns:
        return Tally((), (Refusal(Reason.NO_QUESTIONS),), unused, missing)
    groups: list[Group] = []
    refusals: list[Refusal] = []
    for name, members in _by_organization(answers, of).items():
        if len(members) < MINIMUM_GROUP:
            refusals.append(Refusal(Reason.TOO_FEW, name))
        else:
            groups.append(_group(name, members, columns, form))
    gaps = _gaps(answers, columns, form)
    return Tally(tuple(groups), tuple(refusals), unused, missing, gaps)


def _unclear(headings: Sequence[str], form: Form) -> tuple[str, ...]:
    """Headings that ask several questions, or the same one as another column."""
    asked = {heading: form.asked_by(heading) for heading in headings}
    several = {heading for heading, questions in asked.items() if len(questions) > 1}
    for question in form.questions:
        same = [heading for heading, questions in asked.items() if question in questions]
        several |= set(same) if len(same) > 1 else set()
    named = [heading for heading in headings if form.names_organization(heading)]
    several |= set(named) if len(named) > 1 else set()
    return tuple(heading for heading in headings if heading in several)


def _by_organization(
    answers: Sequence[Mapping[str, str]], of: str | None
) -> dict[str, list[Mapping[str, str]]]:
    groups: dict[str, list[Mapping[str, str]]] = {}
    for answer in answers:
        name = " ".join(answer.get(of, "").split()) if of is not None else ""
        groups.setdefault(name, []).append(answer)
    return groups


def _group(
    name: str, members: Sequence[Mapping[str, str]], columns: Mapping[str, str], form: Form
) -> Group:
    counts: dict[str, int] = {ASKED: len(members)}
    withheld: list[str] = []
    for question in form.questions:
        if question.id not in columns:
            continue
        asked = _asked(question, members, columns, form)
        said_yes = sum(_answer(member, question, columns, form) is True for member in asked)
        # A question of use makes the group itself: its users are who is asked next.
        makes_group = any(other.among == question.id for other in form.questions)
        size = said_yes if makes_group else len(asked)
        group = _group_key(question, form)
        if size < MINIMUM_GROUP:
            withheld += [key for key in (group, question.count) if key not in withheld]
            continue
        counts[question.count] = said_yes
        counts.setdefault(group, len(asked))
    given = {key: counts[key] for key in COUNTS if key in counts and key not in withheld}
    return Group(name, given, tuple(key for key in COUNTS if key in withheld))


def _group_key(question: Question, form: Form) -> str:
    """The count of those who are asked a question."""
    if question.among is None:
        makes_group = any(other.among == question.id for other in form.questions)
        return question.count if makes_group else ASKED
    return form.question(question.among).count


def _asked(
    question: Question,
    members: Sequence[Mapping[str, str]],
    columns: Mapping[str, str],
    form: Form,
) -> list[Mapping[str, str]]:
    """Who was asked: all, or those who said yes before; without that column, who answered."""
    if question.among is None:
        return list(members)
    before = form.question(question.among)
    if before.id in columns:
        return [m for m in members if _answer(m, before, columns, form) is True]
    return [m for m in members if _answer(m, question, columns, form) is not None]


def _answer(
    member: Mapping[str, str], question: Question, columns: Mapping[str, str], form: Form
) -> bool | None:
    return form.answer(member.get(columns[question.id], ""))


def _gaps(
    answers: Sequence[Mapping[str, str]], columns: Mapping[str, str], form: Form
) -> tuple[Gap, ...]:
    gaps: list[Gap] = []
    for question in form.questions:
        if question.id not in columns:
            continue
        asked = {id(answer) for answer in _asked(question, answers, columns, form)}
        rows = tuple(
            row
            for row, answer in enumerate(answers, start=1)
            if id(answer) in asked and _answer(answer, question, columns, form) is None
        )
        if rows:
            gaps.append(Gap(question.id, rows))
    return tuple(gaps)
