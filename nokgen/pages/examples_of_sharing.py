"""Invented examples of what stands on other sites, for the style guide and for tests."""

from __future__ import annotations

from nokgen.pages.views import Glance, Link, Snippet

GLANCE = Glance(
    address="/org/0002001433/",
    over="Независимая оценка качества условий оказания услуг",
    title="Муниципальное бюджетное дошкольное образовательное учреждение «Сказка»",
    value="86,17 из 100",
    label="итог 2025 года, отлично",
    note="Опубликовано 14 ноября 2025 года",
    limits="Баллы говорят об условиях, а не о том, как учат или лечат.",
    warning="Пример: данные вымышлены.",
)
SNIPPETS = (
    Snippet(
        "link",
        "Текстовая ссылка",
        "Подходит для любой страницы и новости.",
        '<a href="https://example.org/nok/org/0002001433/">Детский сад «Сказка»</a>',
        link=Link("Детский сад «Сказка»", "#part-snippet"),
    ),
    Snippet(
        "embed",
        "Карточка в рамке",
        "Работает без скриптов: цифру видно, не уходя с вашей страницы.",
        '<iframe src="https://example.org/nok/org/0002001433/embed/" width="100%"></iframe>',
        card=GLANCE,
    ),
)
