"""Links of other sites outlive a renamed town, a merger and a new ИНН: with and without scripts."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from posixpath import normpath

import pytest
from click.testing import CliRunner

from nokgen.build.frame import Frame, frame_of
from nokgen.build.options import Options
from nokgen.cli.program import program
from nokgen.domain.moved import old_addresses
from nokgen.messages import messages_for
from nokgen.pages.redirects import Lead
from nokgen.pages.site import Pages
from nokgen.render import MARKS
from tests.pages_under_test import element_tree
from tests.sites_under_test import built, tree

BASE = "https://example.org/nok/"
PLAN_CALENDAR = "plans/2026-plan/calendar.ics"
SITE = """\
schema_version: 1
title: Планы независимой оценки
short_title: НОК
description: Проверка адресов.
"""
MUNICIPALITY = (
    "name: {name}\noktmo: '{oktmo}'\nbodies:\n  - {{id: board, name: Отдел, kind: authority}}\n"
)
PLAN = """\
title: План на 2026 год
kind: other
year: 2026
spheres: [education]
source: {title: План, url: 'https://example.org/plan'}
measures:
  - {id: m1, title: Провести совещание, deadline: до 1 декабря 2026 года, responsible: [board]}
"""
ORGANIZATIONS = """\
organizations:
  - inn: "{inn}"
    bus_id: "990200011"
    name: Детский сад № 1
    kind: preschool
    sphere: education
    address: ул. Первая, д. 1
"""
# What five other sites wrote down, where it leads after all that happens, and what it is called.
OUTSIDE = {
    "/oblast/staroye/plans/2026-plan/#m1": "/oblast/novoye/plans/2026-plan/",
    "/org/0002001433/?utm_source=vk": "/org/0002001560/",
    "/oktmo/00701000/": "/oblast/novoye/",
    "/bus/990200011/": "/org/0002001560/",
    "/oblast/staroye/": "/oblast/novoye/",
}
# What is below an old address moves with it.
BELOW = {
    "/oblast/staroye/bodies/board/": "/oblast/novoye/bodies/board/",
    "/oblast/staroye/organizations/": "/oblast/novoye/organizations/",
    "/org/0002001433/embed/": "/org/0002001560/embed/",
}


def write(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def first_site(root: Path) -> Path:
    """A region with two towns, a plan, an organisation."""
    write(root, "site.yaml", SITE)
    write(root, "content/oblast/region.yaml", "name: Область\n")
    for slug, name, oktmo in (("staroye", "Старое", "00701000"), ("maloye", "Малое", "00702000")):
        folder = f"content/oblast/{slug}"
        write(root, f"{folder}/municipality.yaml", MUNICIPALITY.format(name=name, oktmo=oktmo))
        write(root, f"{folder}/plans/2026-plan.yaml", PLAN)
    write(
        root,
        "content/oblast/staroye/organizations.yaml",
        ORGANIZATIONS.format(inn="0002001433"),
    )
    return root


def later_site(root: Path) -> Path:
    """Years later: a town is renamed and takes in the other one, the kindergarten has a new ИНН."""
    content = root / "content/oblast"
    shutil.move(content / "staroye", content / "novoye")
    town = MUNICIPALITY.format(name="Новое", oktmo="00701000") + "aliases: [/oblast/staroye/]\n"
    write(content, "novoye/municipality.yaml", town)
    merged = MUNICIPALITY.format(name="Малое", oktmo="00702000")
    merged += "closed: 2026-01-01\nsuccessor: /oblast/novoye/\n"
    write(content, "maloye/municipality.yaml", merged)
    organizations = ORGANIZATIONS.format(inn="0002001560") + "    aliases: [/org/0002001433/]\n"
    write(content, "novoye/organizations.yaml", organizations)
    return root


def permalinks(root: Path) -> tuple[int, str]:
    result = CliRunner().invoke(
        program(messages_for("ru")),
        ["permalinks", "-C", str(root), "--today", "2026-11-22"],
        standalone_mode=False,
    )
    return int(result.return_value or 0), result.output


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The later site; its first addresses are noted as published."""
    root = first_site(tmp_path_factory.mktemp("outside"))
    assert permalinks(root)[0] == 0
    return later_site(root)


@pytest.fixture(scope="module")
def public(root: Path) -> dict[str, bytes]:
    assert built(root, root / "public", base_url=BASE).changes is not None
    return tree(root / "public")


def page(public: dict[str, bytes], address: str) -> str:
    return public[f"{address.lstrip('/')}index.html"].decode()


def led_on(public: dict[str, bytes], address: str) -> str:
    """Where a reader without scripts ends."""
    while True:
        found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page(public, address))
        if found is None:
            return address
        address = normpath(address + found[1]) + "/"


@pytest.mark.parametrize("link", [*OUTSIDE, *BELOW])
def test_links_of_other_sites_lead_on(public: dict[str, bytes], link: str) -> None:
    address = re.split(r"[?#]", link)[0]
    assert led_on(public, address) == (OUTSIDE | BELOW)[link]
    if "#" in link:
        assert f'id="{link.partition("#")[2]}"' in page(public, OUTSIDE[link])


def test_nothing_that_was_published_is_missed(root: Path, public: dict[str, bytes]) -> None:
    """The list of published addresses agrees: no alias is needed for every single page."""
    code, screen = permalinks(root)
    assert (code, "error" in screen) == (0, False), screen
    for line in (root / "permalinks.lock").read_text(encoding="utf-8").splitlines():
        if line.startswith(("/oblast/", "/org/", "/oktmo/", "/bus/")):
            address = line.partition("#")[0]
            assert f"{address.lstrip('/')}index.html" in public, line


def test_a_page_that_leads_on_is_no_page_of_its_own(public: dict[str, bytes]) -> None:
    html = page(public, "/oblast/staroye/plans/2026-plan/")
    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="{BASE}oblast/novoye/plans/2026-plan/">' in html
    assert "staroye" not in public["sitemap.xml"].decode()


def test_a_merged_town_says_what_became_of_it(public: dict[str, bytes]) -> None:
    main = element_tree(page(public, "/oblast/maloye/")).one("main")
    assert "Этого муниципалитета нет с 1 января 2026 года" in main.text
    assert ("Новое", "../novoye/") in [
        (link.text, link.attributes["href"]) for link in main.all("a")
    ]
    heir = element_tree(page(public, "/oblast/novoye/")).one("main")
    assert ("Малое", "../maloye/") in [
        (link.text, link.attributes["href"]) for link in heir.all("a")
    ]
    assert "нет с 1 января" not in heir.text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("oblast/staroye/calendar.ics", "oblast/novoye/calendar.ics"),
        (f"oblast/staroye/{PLAN_CALENDAR}", f"oblast/novoye/{PLAN_CALENDAR}"),
        ("oblast/staroye/badge.svg", "oblast/novoye/badge.svg"),
        ("org/0002001433/badge.svg", "org/0002001560/badge.svg"),
        ("bus/990200011/badge.svg", "org/0002001560/badge.svg"),
    ],
)
def test_what_others_follow_stays_where_it_was(
    public: dict[str, bytes], old: str, new: str
) -> None:
    assert public[old] == public[new]


def test_hosts_lead_on_by_themselves(public: dict[str, bytes]) -> None:
    redirects = public["_redirects"].decode().splitlines()
    assert "/nok/oblast/staroye/ /nok/oblast/novoye/ 301" in redirects
    assert "/nok/oblast/staroye/* /nok/oblast/novoye/:splat 301" in redirects
    assert not any(
        "*" in line for line in redirects if line.startswith(("/nok/bus/", "/nok/oktmo/"))
    )
    nginx = public["nginx.conf.txt"].decode()
    assert "rewrite ^/nok/oblast/staroye/(.*)$ /nok/oblast/novoye/$1 permanent" in nginx
    frames = nginx.partition("org/[^/]+/embed/ {")[2].partition("}")[0]
    assert "nosniff" in frames
    assert "frame-ancestors" not in frames


@pytest.mark.parametrize(
    ("moves", "pages", "expected"),
    [
        pytest.param("/a/ /b/", "/b/ /b/x/", "/a/ /b/, /a/x/ /b/x/", id="what is below"),
        pytest.param(
            "/a/ /b/, /b/x/ /b/y/",
            "/b/ /b/y/",
            "/a/ /b/, /a/x/ /b/y/, /a/y/ /b/y/, /b/x/ /b/y/",
            id="moved twice",
        ),
        pytest.param(
            "/r/a/ /r/b/, /old/ /r/",
            "/r/ /r/b/ /r/b/p/",
            "/old/ /r/, /old/a/ /r/b/, /old/a/p/ /r/b/p/, /old/b/ /r/b/, /old/b/p/ /r/b/p/, "
            "/r/a/ /r/b/, /r/a/p/ /r/b/p/",
            id="a town, then its region",
        ),
        pytest.param("/a/ /b/", "/b/ /b/x/ /a/x/", "/a/ /b/", id="a page wins"),
        pytest.param(
            "/a/ /b/, /a/x/ /c/", "/b/ /b/x/ /c/", "/a/ /b/, /a/x/ /c/", id="what is written wins"
        ),
        pytest.param("/a/ /bc/", "/b/ /bc/ /bcd/", "/a/ /bc/", id="whole names"),
    ],
)
def test_an_old_address_stands_for_all_below_it(moves: str, pages: str, expected: str) -> None:
    def pairs(text: str) -> list[tuple[str, str]]:
        return [(old, new) for old, new in map(str.split, text.split(", "))]

    assert sorted(old_addresses(pairs(moves), pages.split()).items()) == pairs(expected)


TODAY = date(2026, 11, 22)
# Names as records may have them; the last ones are not shown as they are.
LONG = "Школа с углублённым изучением предметов"
NAMES = ("Первый & <b>«второй»</b>", 'Школа "7\'"', LONG, "", "Центр  досуга", "имени " * 60)
LEADS = [Lead(f"/bus/{n}/", f"/org/000{n}/", name) for n, name in enumerate(NAMES, start=20)]


@pytest.mark.parametrize("base_url", ["", BASE])
@pytest.mark.parametrize("title", ["Планы", f"Планы {MARKS[0]}"])
@pytest.mark.parametrize("template", ["", "{{ page.target.label|truncate(30) }}"])
def test_pages_of_cards_are_those_that_templates_make_of_each(
    tmp_path: Path, base_url: str, title: str, template: str
) -> None:
    if template:
        write(tmp_path, "templates/pages/redirect.html", template)
    write(tmp_path, "site.yaml", SITE.replace("Планы", title))
    write(tmp_path, "content/oblast/region.yaml", "name: Область\n")
    output = tmp_path / "public"
    frame = frame_of(Options(tmp_path, output, lambda _zone: TODAY, base_url=base_url))
    assert isinstance(frame, Frame)
    pages = Pages(frame.shared, frame.renderer.page)
    assert [pages.card(each) for each in LEADS] == [pages.leading(each) for each in LEADS]
