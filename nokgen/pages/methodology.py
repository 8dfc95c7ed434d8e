"""The tables of rules that the code itself uses go in, the page that explains them comes out."""

from __future__ import annotations

from nokgen.domain.deadlines import Form
from nokgen.domain.status import RULES, StatusKind
from nokgen.messages import N_
from nokgen.pages import views
from nokgen.pages.edition import Edition
from nokgen.pages.layout import METHODOLOGY, Heading, layout
from nokgen.pages.scoring_rules import scoring_rules
from nokgen.pages.search import text_facts
from nokgen.pages.words import capital

# Form: its name, what it means, and words of documents that have it.
_FORMS: tuple[tuple[Form, str, str, tuple[str, ...]], ...] = (
    (
        Form.DATED,
        N_("Dated"),
        N_("Days, months, quarters or years that a calendar can show."),
        ("Июль 2020, Сентябрь 2020", "II-III квартал 2022 года", "до 1 сентября 2022 года"),
    ),
    (
        Form.YEARLY,
        N_("Yearly"),
        N_("The same days every year of the plan. Each year is judged on its own."),
        ("ежегодно до 30 января", "ежегодно в марте"),
    ),
    (
        Form.PERIODIC,
        N_("Periodic"),
        N_("So many times in each month, quarter or year."),
        ("ежегодно, 1 раз в квартал", "ежемесячно"),
    ),
    (
        Form.ONGOING,
        N_("Ongoing"),
        N_("During the whole time of the plan; it cannot be overdue before its end."),
        ("постоянно", "в течение года"),
    ),
    (
        Form.AFTER_EVENT,
        N_("After an event"),
        N_("It depends on something whose day is not known beforehand."),
        ("По завершению проверки", "в течение 3 дней после рассмотрения результатов"),
    ),
    (
        Form.PER_SCHEDULE,
        N_("By a schedule"),
        N_("The day stands in another document."),
        ("согласно графику",),
    ),
    (
        Form.NOT_GIVEN,
        N_("Not given"),
        N_("The document gives no deadline, and nobody has guessed one."),
        (),
    ),
    (
        Form.UNREADABLE,
        N_("In words only"),
        N_("Words that the program cannot place on a calendar are shown as they are."),
        (),
    ),
)


def methodology_page(edition: Edition) -> views.MethodologyPage:
    """The page on statuses, deadlines and points."""
    say = edition.messages.gettext
    title = say("How statuses and points come about")
    return views.MethodologyPage(
        layout=layout(
            edition,
            Heading(
                METHODOLOGY,
                title,
                say(
                    "What the statuses and the points on this site mean, and by which rules they "
                    "come about."
                ),
                facts=text_facts(edition),
                sheet="tables.css",
            ),
        ),
        title=title,
        statuses=tuple(_status_rule(edition, kind) for kind in StatusKind),
        deadlines=tuple(
            views.DeadlineRule(say(label), say(meaning), examples)
            for _, label, meaning, examples in _FORMS
        ),
        scoring=(scoring_rules(edition),),
    )


def _status_rule(edition: Edition, kind: StatusKind) -> views.StatusRule:
    """One row for a status, with all of its rules."""
    say = edition.messages.gettext
    rules = [rule for rule in RULES if rule.kind is kind]
    return views.StatusRule(
        status=views.StatusTag(kind.value, capital(say(rules[0].label))),
        meaning=say(rules[0].meaning),
        rule=" ".join(say(rule.when) for rule in rules),
    )
