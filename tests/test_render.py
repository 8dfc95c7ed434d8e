"""What pages are made of: templates, the stylesheet, Markdown."""

from __future__ import annotations

import dataclasses
import gzip
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from shutil import rmtree

import pytest
from jinja2 import UndefinedError

from nokgen.messages import messages_for
from nokgen.pages.views import StatusTag
from nokgen.render import (
    Renderer,
    assets,
    further_stylesheets,
    markdown,
    stylesheet,
    template_folders,
)
from nokgen.render.renderer import icons_in, renderer_for
from nokgen.render.stylesheet import FURTHER_SHEETS, SHEETS, smaller
from nokgen.render.text import heading_id
from tests.examples_of_views import LABELS, PAGES, home_page, plan_page

RENDERER = Renderer(messages_for("ru"))
PLAN = RENDERER.page("plan", plan_page())
FROM = '{% from "macros.html" import mark, twice, late, around, sign %}'
MACROS = """{% set sign = "<" %}
{%- macro late(a) %}{{ mark(a) }}{% endmacro %}
{%- macro mark(a) %}<b>{{ a }}</b>{% endmacro %}
{%- macro twice(a) %}{{ a }}{{ a }}{% endmacro %}
{%- macro around() %}({{ caller() }}){% endmacro %}"""
BLOCK, AS_IT_IS = "<b>&lt;</b><i>&lt;</i>", "<<b>&lt;</b>"
TO_JSON = '{"a":"\\u003c/script\\u003e\\u0026\\u0027\\u2028ж"}'


class Outline(HTMLParser):
    """What a test looks at: tags, ids, levels of headings and attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.levels: list[int] = []
        self.tags: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.references: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id" and value:
                self.ids[value] += 1
            if name in ("for", "aria-describedby") and value:
                self.references.add(value)


def test_compiled_templates_may_be_kept_or_taken_away(tmp_path: Path) -> None:
    messages = messages_for("ru")
    renderer = Renderer(messages, None, tmp_path / "kept")
    renderer.prepare()
    assert len([*(tmp_path / "kept/ru").iterdir()]) > 50
    other = Renderer(messages, None, tmp_path / "taken")
    rmtree(tmp_path / "taken")  # by the build of another site
    assert other.page("plan", plan_page()) == renderer.page("plan", plan_page()) == PLAN


@pytest.mark.parametrize("address", PAGES)
def test_the_outline_of_every_page_is_sound(address: str) -> None:
    outline = Outline(RENDERER.page(*PAGES[address]))
    assert outline.levels.count(1) == 1
    assert outline.levels[0] == 1
    steps = zip(outline.levels, outline.levels[1:], strict=False)
    assert [pair for pair in steps if pair[1] > pair[0] + 1] == []
    assert [name for name, count in outline.ids.items() if count > 1] == []
    assert outline.references <= set(outline.ids)
    assert outline.tags["main"] == outline.tags["title"] == 1
    assert not {"style", "onclick", "onload"} & outline.attributes
    assert not outline.tags["style"]


@pytest.mark.parametrize("address", PAGES)
def test_every_icon_in_use_is_drawn_once(address: str) -> None:
    html = RENDERER.page(*PAGES[address])
    drawn = re.findall(r'<symbol id="icon-([a-z-]+)"', html)
    assert tuple(drawn) == icons_in(html)


def test_every_status_has_an_icon_and_a_colour() -> None:
    sheet = stylesheet().decode()
    for slug in LABELS:
        assert any((folder / f"icons/{slug}.svg").is_file() for folder in template_folders())
        assert f".s-{slug}" in sheet


def test_a_plan_of_sixteen_long_measures_is_light() -> None:
    page, sheet = PLAN.encode(), stylesheet()
    assert len(sheet) <= 18_000
    assert len(page) + len(sheet) <= 50_000
    assert len(gzip.compress(page)) + len(gzip.compress(sheet)) <= 14_000


def test_a_measure_says_its_words_and_what_became_of_them() -> None:
    start = PLAN.index('id="m4"')
    words = re.sub(r"<[^>]+>", "", PLAN[start : PLAN.index("</article>", start)])
    for expected in (
        "4. Разработка веб-форм анкет",
        "ежегодно до 30 марта",
        "Кто отвечает",
        "20 августа 2020 года срок перенесён. Новый срок: октябрь 2020",
        "Протокол № 3",
    ):
        assert expected in words


def test_lists_keep_the_numbers_of_the_document() -> None:
    assert re.search(r'<ol class="paren">\s*<li>критерии и показатели;</li>', PLAN)
    assert re.search(r'<ol start="3">\s*<li>третий пункт</li>', PLAN)


def test_a_deadline_that_the_document_does_not_give_looks_so() -> None:
    assert "<i>в документе не указан</i>" in PLAN


def test_white_space_parts_names_from_values() -> None:
    """The search index takes `</dt><dd>` without white space between for one word."""
    assert not re.search(r"</dt><d", PLAN)


def test_a_row_of_the_timeline_says_its_bar_in_words() -> None:
    rows = PLAN[PLAN.index('<ol class="rows">') : PLAN.index('<div class="asides">')]
    assert rows.count("<li>") == rows.count('<b class="s-') == rows.count('aria-hidden="true"')


def test_the_banner_of_invented_data_stands_on_every_page() -> None:
    view = plan_page()
    invented = dataclasses.replace(view, layout=dataclasses.replace(view.layout, fictional=True))
    assert "Это сайт-пример." in RENDERER.page("plan", invented)
    assert "Это сайт-пример." not in PLAN


def test_the_index_learns_its_facts_in_the_head() -> None:
    head = PLAN[: PLAN.index("</head>")]
    assert 'content="Мурманская область" data-pagefind-filter="region[content]"' in head
    assert 'content="2020-07-31" data-pagefind-sort="deadline[content]"' in head
    assert "data-pagefind-body" in PLAN
    search = RENDERER.page("search", PAGES["search/"][1])
    assert "data-pagefind-body" not in search
    assert "data-pagefind-filter" not in search


def test_values_are_escaped() -> None:
    html = RENDERER.page("home", dataclasses.replace(home_page(), lead="<b>&</b>"))
    assert "&lt;b&gt;&amp;&lt;/b&gt;" in html


def test_pages_speak_the_language_of_the_messages() -> None:
    assert "Nearest deadlines" in Renderer(messages_for("en")).page("home", home_page())
    assert "Ближайшие сроки" in RENDERER.page("home", home_page())


def test_a_template_of_the_site_wins(tmp_path: Path) -> None:
    (tmp_path / "components/footer").mkdir(parents=True)
    (tmp_path / "components/footer/footer.html").write_text(
        "{% macro footer(layout) %}Наш подвал{% endmacro %}", encoding="utf-8"
    )
    (tmp_path / "components/footer/footer.css").write_text(".ours { color: red }")
    html = Renderer(messages_for("ru"), tmp_path).page("home", home_page())
    assert "Наш подвал" in html
    assert ".ours{color:red}" in stylesheet(tmp_path).decode()


def test_a_misspelt_value_is_a_bug_and_not_an_empty_place(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/home.html").write_text("{{ page.titel }}")
    with pytest.raises(UndefinedError):
        Renderer(messages_for("ru"), tmp_path).page("home", home_page())


# --- The stylesheet


def test_every_sheet_of_the_templates_is_in_the_one_stylesheet() -> None:
    own = template_folders()[-1]
    assert {str(path.relative_to(own)) for path in own.rglob("*.css")} == {
        *SHEETS,
        *(part for parts in FURTHER_SHEETS.values() for part in parts),
    }


def test_columns_fold_by_the_size_of_text() -> None:
    """The rem of @container grows with the reader's choice, the rem of @media does not."""
    sheets = [stylesheet(), *(content for _, content in further_stylesheets())]
    assert [sheet for sheet in sheets if re.search(rb"@media[^{]*-width", sheet)] == []


@pytest.mark.parametrize(
    ("css", "small"),
    [
        ("a { color: red; }\n/* why */ b {}", "a{color:red}b{}"),
        ('p::after { content: "a ; { b" }', 'p::after{content:"a ; { b"}'),
        ("a { width: calc(1rem + 2px) }", "a{width:calc(1rem + 2px)}"),
        (".legend ::before { top: 0 }", ".legend ::before{top:0}"),
        ("ul > li, ol { margin: 0 }", "ul>li,ol{margin:0}"),
    ],
)
def test_the_stylesheet_loses_only_needless_characters(css: str, small: str) -> None:
    assert smaller(css) == small


def test_scripts_come_with_the_templates() -> None:
    assert {"display.js", "search.js"} <= {name for name, _ in assets()}
    assert all(content for _, content in assets())


# --- Markdown


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# Первый\n\n## Второй", '<h2 id="первый">Первый</h2>\n<h3 id="второй">Второй</h3>'),
        ("### Сразу третий", '<h2 id="сразу-третий">Сразу третий</h2>'),
        ("[Словарь](glossary.md#нок)", '<p><a href="glossary.md#нок">Словарь</a></p>'),
        ("[Почта](mailto:a@example.org)", '<p><a href="mailto:a@example.org">Почта</a></p>'),
        ("[Обман](javascript:alert(1))", "<p><a>Обман</a></p>"),
        (
            "<script>alert(1)</script>",
            "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
        ),
        ("Слово <b>жирное</b>", "<p>Слово &lt;b&gt;жирное&lt;/b&gt;</p>"),
        (
            "НОК\n\n*[НОК]: оценка",
            '<p><abbr title="оценка">НОК</abbr></p>',
        ),
        ("Термин\n:   Значение", "<dl>\n<dt>Термин</dt>\n<dd>Значение</dd>\n</dl>"),
    ],
)
def test_markdown_becomes_safe_html(text: str, html: str) -> None:
    assert markdown(text).strip() == html


def test_equal_headings_get_different_ids() -> None:
    assert re.findall('id="([^"]+)"', markdown("## Срок\n\n## Срок")) == ["срок", "срок_1"]


def test_tables_scroll_on_narrow_screens_without_inline_styles() -> None:
    html = markdown("| Имя | Вес |\n| --- | ---: |\n| а | 1 |")
    assert '<div class="scroll"' in html
    assert '<th scope="col">Имя</th>' in html
    assert '<td class="right">1</td>' in html
    assert "style" not in html


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ("Что такое НОК?", "что-такое-нок"),
        ("bus.gov.ru", "busgovru"),
        ("План — 2020", "план--2020"),
        ("Ёлка и чай", "ёлка-и-чай"),
        ("«»", "section"),
    ],
)
def test_ids_of_headings_are_those_of_github(title: str, anchor: str) -> None:
    assert heading_id(title) == anchor


def test_a_changed_template_is_read_again(tmp_path: Path) -> None:
    """In one process, as `serve` builds: a new override counts, and so does every change of it."""
    messages = messages_for("ru")
    before = renderer_for(messages, tmp_path)
    assert renderer_for(messages, tmp_path) is before
    override = tmp_path / "pages" / "text.html"
    override.parent.mkdir()
    for words in ("one", "another one"):
        override.write_text(words, encoding="utf-8")
        assert renderer_for(messages, tmp_path).page("text", PAGES["about/"][1]) == words + "\n"


@pytest.mark.parametrize(
    ("template", "html"),
    [
        # What Jinja2 reads as a key, and what it is asked about that is not there.
        ('{% set item = {"label": "один"} %}{{ item.label }}', "один"),
        ("{{ page.nothing is defined }}", "False"),
        # Arguments of a macro: by place, by name, by default, with what stands between two tags.
        ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1) }}{{ m(a=2) }}", "12"),
        ("{% macro m(a, b=2) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}{{ m(1, b='<') }}", "121&lt;"),
        ("{% macro m(a) %}{{ a }}{{ caller() }}{% endmacro %}{% call m(1) %}<{% endcall %}", "1<"),
        # Arguments with names that the compiled code needs itself, or that Python does.
        ("{% macro m(missing) %}{{ missing }}{% endmacro %}{{ m(1) }}", "1"),
        ("{% macro m(lambda) %}{{ lambda }}{% endmacro %}{{ m(1) }}", "1"),
        # Names of another template: shown, handed on, given to something else, no macros at all.
        (FROM + "{{ mark('<') }}{{ twice(mark('<')) }}", "<b>&lt;</b>" * 3),
        (FROM + "{% set m = mark('<') %}{{ m }}{{ mark(a=m) }}", "<b>&lt;</b><b><b>&lt;</b></b>"),
        (FROM + "{% for mark in '<' %}{{ mark }}{% endfor %}{{ mark(1) }}", "&lt;<b>1</b>"),
        (FROM + "{{ sign }}{% call around() %}<{% endcall %}", "&lt;(<)"),
        (FROM + "{% block a %}{{ late('<') }}{% include 'part.html' %}{% endblock %}", BLOCK),
        ("{% autoescape false %}{{ '<' }}" + FROM + "{{ mark('<') }}{% endautoescape %}", AS_IT_IS),
        # Blocks by their names, what is included, and a place that a list does not have.
        ("{% block title %}<a>{% endblock %}{{ self.title() }}", "<a><a>"),
        ('{% include "icons/none.svg" ignore missing %}{{ self._x is defined }}', "False"),
        ("{% set found %}{% include 'part.html' %}{% endset %}[{{ found }}]", "[<i>&lt;</i>]"),
        ("{{ page.layout.crumbs[99] is defined }}", "False"),
        # JSON in a page ends no script.
        ("{{ {'a': \"</script>&'\\u2028ж\"}|tojson }}", TO_JSON),
        ('{{ _("Find") }}{% set label = _("Find") %}{{ label }}', "НайтиНайти"),
        # What is kept is kept for its values, and escaped once.
        (
            '{% for n, t in ((1, "<"), (2, "b"), (1, "c")) %}{% kept n %}{{ t }}{% endkept %}'
            "{% endfor %}",
            "&lt;b&lt;",
        ),
    ],
)
def test_templates_of_a_site_may_say_all_that_jinja_understands(
    tmp_path: Path, template: str, html: str
) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "text.html").write_text(template, encoding="utf-8")
    (tmp_path / "part.html").write_text("<i>{{ '<' }}</i>", encoding="utf-8")
    (tmp_path / "macros.html").write_text(MACROS, encoding="utf-8")
    rendered = Renderer(messages_for("ru"), tmp_path).page("text", PAGES["about/"][1])
    assert rendered == html + "\n"


@pytest.mark.parametrize(
    "template",
    [
        "{{ page.nothing }}",
        "{{ nothing }}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}",
        "{% macro m(a, b) %}{{ b }}{% endmacro %}{{ m(1) }}",
        "{{ nothing.at_all }}",
        "{{ nothing(1) }}",
        '{% from "components/links/links.html" import nothing %}{{ nothing }}',
        '{% from "components/links/links.html" import nothing %}{{ nothing(1) }}',
    ],
)
def test_what_is_not_there_is_a_mistake_of_the_template(tmp_path: Path, template: str) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "text.html").write_text(template, encoding="utf-8")
    with pytest.raises(UndefinedError):
        Renderer(messages_for("ru"), tmp_path).page("text", PAGES["about/"][1])


def test_views_are_told_apart_by_their_values() -> None:
    """Texts that pages share are kept by them; mypy alone holds that nobody changes a view."""
    assert StatusTag("done", "Сделано") == StatusTag("done", "Сделано")
    assert len({StatusTag("done", "Сделано"), StatusTag("done", "Сделано", "1")}) == 2
