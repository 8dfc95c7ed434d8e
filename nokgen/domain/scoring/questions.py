"""The standard questionnaire: a heading of a column goes in, the question it asks comes out.

Questions: methodology of the Ministry of Labour, order of 30.10.2018 No 675n, its recommended
form. Operators reword them, so a column is known by key words of its meaning (practice).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from nokgen.frozen import frozen
from nokgen.messages import N_

YES = frozenset({"да", "yes", "1", "true", "+"})
NO = frozenset({"нет", "no", "0", "false", "-", "–", "—"})


@frozen
class Question:
    """A question with the answers yes and no.

    A column asks it when its heading holds a word of each group of `words` and none of `without`;
    words are beginnings in small letters, with «е» for «ё». `count` is the raw count that the
    answers yes make. `among` is the question that must be answered with yes first: only its users
    are asked. `title` is a message id.
    """

    id: str
    title: str
    count: str
    words: tuple[tuple[str, ...], ...]
    without: tuple[str, ...] = ()
    among: str | None = None

    def is_asked_by(self, heading: str) -> bool:
        """Whether a normalised heading asks this question."""
        found = all(any(word in heading for word in group) for group in self.words)
        return found and not any(word in heading for word in self.without)


@frozen
class Form:
    """A questionnaire; `organization` holds the whole headings of the column that names whom
    an answer is about. `title` is a message id."""

    slug: str
    title: str
    questions: tuple[Question, ...]
    organization: frozenset[str]
    yes: frozenset[str] = YES
    no: frozenset[str] = NO

    def question(self, question_id: str) -> Question:
        """The question of this id; KeyError when there is none."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)

    def asked_by(self, heading: str) -> tuple[Question, ...]:
        """The questions that a heading asks: none, one, or several when it is not clear."""
        text = normalised(heading)
        by_id = tuple(question for question in self.questions if question.id == text)
        return by_id or tuple(q for q in self.questions if q.is_asked_by(text))

    def names_organization(self, heading: str) -> bool:
        """Whether a column names the organisation."""
        return normalised(heading) in self.organization

    def answer(self, text: str) -> bool | None:
        """Yes or no; None when it is neither. What stands in brackets is left out."""
        word = normalised(re.sub(r"\([^)]*\)", " ", text)).strip(" .!;,")
        if word in self.yes:
            return True
        return False if word in self.no else None


def normalised(text: str) -> str:
    """Small letters, single spaces, «е» for «ё»."""
    return " ".join(text.casefold().replace("ё", "е").split())


_SATISFIED = ("удовлетвор", "устраива", "satisf")
_USED = ("пользовал", "обращал", "знаком", "использова", " used", "did you use")
_REMOTE = ("дистанц", "remote")
_STAND = ("стенд", "stand")
_SITE = ("сайт", "website", " site")

STANDARD = Form(
    slug="standard",
    title=N_("Recommended form of the Ministry of Labour (order of 30 October 2018 No 675n)"),
    organization=frozenset(
        {
            "inn",
            "organization",
            "инн",
            "инн организации",
            "наименование организации",
            "название организации",
            "организация",
        }
    ),
    questions=(
        Question(
            "stand_used",
            N_("Did you use the information on the stand?"),
            "stand_asked",
            (_STAND, _USED),
            (*_SATISFIED, *_REMOTE),
        ),
        Question(
            "stand_satisfied",
            N_("Are you satisfied with the information on the stand?"),
            "stand_satisfied",
            (_STAND, _SATISFIED),
            (*_SITE, *_REMOTE),
            among="stand_used",
        ),
        Question(
            "site_used",
            N_("Did you use the site of the organisation?"),
            "site_asked",
            (_SITE, _USED),
            (*_SATISFIED, *_REMOTE, *_STAND),
        ),
        Question(
            "site_satisfied",
            N_("Are you satisfied with the information on the site?"),
            "site_satisfied",
            (_SITE, _SATISFIED),
            (*_STAND, *_REMOTE, "вежлив", "комфортн"),
            among="site_used",
        ),
        Question(
            "on_time",
            N_("Was the service given on time?"),
            "on_time",
            (("своевремен", "вовремя", "on time"),),
        ),
        Question(
            "comfort",
            N_("Are you satisfied with the comfort?"),
            "comfort_satisfied",
            (("комфортн", "comfort"), _SATISFIED),
            ("в целом",),
        ),
        Question(
            "disability",
            N_("Do you have a disability?"),
            "disabled_asked",
            (("инвалидност", "disability"), ("имеете", "имеется", "установлен", "have")),
            _SATISFIED,
        ),
        Question(
            "access",
            N_("Are you satisfied with the access for disabled people?"),
            "access_satisfied",
            (("инвалид", "disabled"), _SATISFIED),
            among="disability",
        ),
        Question(
            "courtesy_first",
            N_("Are you satisfied with the courtesy at the first contact?"),
            "courtesy_first",
            (("вежлив", "courte"), ("первичн", "first contact")),
            _REMOTE,
        ),
        Question(
            "courtesy_service",
            N_("Are you satisfied with the courtesy in the service itself?"),
            "courtesy_service",
            (
                ("вежлив", "courte"),
                ("непосредственное оказание", "при оказании", "оказывающ", "service"),
            ),
            ("первичн", *_REMOTE),
        ),
        Question(
            "remote_used",
            N_("Did you use remote contact?"),
            "remote_asked",
            (_REMOTE, _USED),
            ("вежлив", *_SATISFIED),
        ),
        Question(
            "courtesy_remote",
            N_("Are you satisfied with the courtesy in remote contact?"),
            "courtesy_remote",
            (("вежлив", "courte"), _REMOTE),
            among="remote_used",
        ),
        Question(
            "recommend",
            N_("Are you ready to recommend the organisation?"),
            "recommend",
            (("рекомендовать", "recommend"),),
        ),
        Question(
            "schedule",
            N_("Are you satisfied with the opening hours?"),
            "schedule_satisfied",
            (("график", "режим работы", "организационными условиями", "opening hours"),),
            ("в целом", "комфортн", "своевремен", "вовремя", *_REMOTE),
        ),
        Question(
            "overall",
            N_("Are you satisfied with the conditions as a whole?"),
            "overall_satisfied",
            (("в целом", "as a whole"), (*_SATISFIED, "оценива")),
        ),
    ),
)

FORMS: Mapping[str, Form] = MappingProxyType({STANDARD.slug: STANDARD})
