"""Links of a page: what is one, where it stands, and whether it leads anywhere."""

from __future__ import annotations

import pytest

from nokgen.check.addresses import Addresses
from nokgen.check.link_rules import check_links, targets
from nokgen.read import Document
from nokgen.read.site import parse

ADDRESSES = Addresses(
    owners=dict.fromkeys(
        ["/", "/about/", "/glossary/", "/a/b/", "/a/b/plans/2020/", "/search/"], "x"
    ),
    anchors={"/a/b/plans/2020/": frozenset({"m1", "m2"})},
    files={"/a/b/documents/plan.pdf"},
    aliases={"/old/": ("x", ())},
)


def page(body: str) -> Document:
    document, _found = parse(f"---\ntitle: x\n---\n{body}".encode(), "content/pages/about.md")
    assert document is not None
    return document


def faults(body: str) -> list[str]:
    return [d.code.slug for d in check_links(page(body), "/about/", ADDRESSES)]


@pytest.mark.parametrize(
    "target",
    [
        "/",
        "/glossary/",
        "../glossary/",
        "../a/b/",
        "/a/b/plans/2020/#m2",
        "/a/b/?q=1",
        "/a/b/documents/plan.pdf",
        "../a/b/documents/plan.pdf",
        "#heading",
        "/old/",
        "/search/?q=НОК",
        "/calendar/2026-11/",
        "https://bus.gov.ru/",
        "http://example.org/a(b)",
        "mailto:a@example.org",
        "tel:+78153155555",
        "<https://example.org/with space>",
    ],
)
def test_a_good_link(target: str) -> None:
    assert faults(f"[текст]({target})") == []


@pytest.mark.parametrize(
    ("target", "meant"),
    [
        ("/nowhere/", None),
        ("/glossary", "/glossary/"),
        ("glossary.md", "/glossary/"),
        ("../glosary/", "/glossary/"),
        ("/a/b/index.html", "/a/b/"),
        ("/a/b/plans/2021/", "/a/b/plans/2020/"),
        ("/a/b/plans/2020/#m3", "m2"),
        ("/a/b/documents/plan.doc", "/a/b/documents/plan.pdf"),
        ("www.example.org", "https://www.example.org"),
        ("bus.gov.ru", "https://bus.gov.ru"),
        ("javascript:alert(1)", None),
        ("https:///a", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_a_broken_link(target: str, meant: str | None) -> None:
    (found,) = check_links(page(f"см. [текст]({target})"), "/about/", ADDRESSES)
    assert found.code.slug == "broken-link"
    assert (found.span.line, found.span.column) == (4, 13)
    if meant:
        assert found.hint is not None
        assert str(found.hint.params["name"]) == meant or meant == "m2"


@pytest.mark.parametrize(
    "body",
    [
        "`[a](/nowhere/)`",
        "``[a](/nowhere/) ` <b>``",
        "```\n[a](/nowhere/)\n<b>\n```",
        "~~~\n```\n[a](/nowhere/)\n~~~",
        "\n    [a](/nowhere/)",
        "5 < 6 и 7 > 3",
        "<https://example.org/>",
        "<a@example.org>",
        "[a] (/nowhere/)",
        "[^1]: примечание",
    ],
)
def test_what_is_no_link_and_no_html(body: str) -> None:
    assert faults(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "![рисунок](/nowhere.png)",
        "[a [b] c](/nowhere/)",
        '[a](/nowhere/ "подсказка")',
        "[a](<../no where/>)",
        "[a]: /nowhere/",
        "Текст\n    [a](/nowhere/)",
    ],
)
def test_links_of_every_kind(body: str) -> None:
    assert faults(body) == ["broken-link"]


@pytest.mark.parametrize("body", ["<b>важно</b>", "строка<br>", "<!-- x -->", "<script>", "</p >"])
def test_html(body: str) -> None:
    assert faults(body) == ["html-in-markdown"]


def test_the_place_of_a_target() -> None:
    (target,) = targets(page("\n😀 [а](/x/)"))
    assert (target.text, target.line, target.column) == ("/x/", 5, 7)
