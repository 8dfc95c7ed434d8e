"""The promises of the whole line on the real content; each test fails when its promise breaks."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest

from nokgen.build import Search
from tests.pages_under_test import Page, element_tree, faults_of_policy, page_files, pages
from tests.sites_under_test import ROOT, built, real_site, tree

PLANS = {
    "bryanskaya-oblast/plans/2022-media": 10,
    "smolenskaya-oblast/desnogorsk/plans/2020-public-council": 16,
    "murmanskaya-oblast/kirovsk/plans/2020-information-campaign": 6,
    "murmanskaya-oblast/polyarnye-zori/plans/annual-assessment": 16,
    "amurskaya-oblast/zeya/plans/2018-public-council": 9,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site as it is built from the checkout, without a search index."""
    public = tmp_path_factory.mktemp("site") / "public"
    outcome = built(ROOT, public)
    assert [f"{d.span.path}: {d.code.slug}" for d in outcome.diagnostics] == []
    return public


def broken(public: Path, base: str = "/") -> list[str]:
    """Links and fragments that lead nowhere, for a site that stands at the path `base`."""
    found = []
    known = pages(public)
    for address, page in known.items():
        for link in page.links:
            if re.match(r"(https?|mailto|data):", link):
                continue
            target, fragment = urldefrag(urljoin(base.rstrip("/") + address, link))
            if not target.startswith(base):
                found.append(f"{address} -> {link} leaves the site")
                continue
            path = unquote(target.split("?")[0][len(base.rstrip("/")) :])
            path += "index.html" if path.endswith("/") else ""
            if path.startswith("/pagefind/") and not (public / "pagefind").exists():
                continue  # asked for early by the page of the search: this site was made without
            if not (public / path.lstrip("/")).is_file():
                found.append(f"{address} -> {link}")
            elif fragment and path in known and unquote(fragment) not in known[path].ids:
                found.append(f"{address} -> {link} (no such id)")
    return found


def test_every_plan_shows_every_measure_at_its_anchor(site: Path) -> None:
    known = pages(site)
    for address, count in PLANS.items():
        page = known[f"/{address}/index.html"]
        anchors = [name for name in page.ids if re.fullmatch(r"m\d+", name)]
        assert len(anchors) == len(set(anchors)) == count, address


def test_every_link_and_fragment_resolves(site: Path) -> None:
    assert broken(site) == []


def test_the_site_works_in_a_folder_of_a_host(tmp_path: Path) -> None:
    public = tmp_path / "public"
    built(ROOT, public, base_url="https://example.org/repo/")
    assert broken(public, "/repo/") == []
    lost = pages(public)["/404.html"]
    inner = [
        link for link in lost.links if not link.startswith(("data:", "#", "https://example.org/"))
    ]
    assert inner
    assert all(link.startswith("/repo/") for link in inner)
    home = (public / "index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.org/repo/">' in home


def test_links_of_a_preview_name_files(tmp_path: Path) -> None:
    public = tmp_path / "public"
    built(ROOT, public, from_disk=True)
    assert broken(public) == []
    for address, page in pages(public).items():
        folders = [
            link
            for link in page.links
            if not link.startswith(("http", "data:", "mailto:"))
            and urldefrag(link)[0].endswith("/")
        ]
        assert folders == [], address


def test_ids_are_unique_and_every_page_has_one_title_of_its_own(site: Path) -> None:
    titles = Counter()
    for address, page in pages(site).items():
        assert [name for name, n in Counter(page.ids).items() if n > 1] == [], address
        assert page.tags["h1"] == 1, address
        html = (site / address.lstrip("/")).read_text(encoding="utf-8")
        titles[re.search(r"<title>(.*?)</title>", html, re.DOTALL)[1]] += 1  # type: ignore[index]
    assert [title for title, n in titles.items() if n > 1] == []


def test_no_page_has_inline_script_or_style_or_asks_a_third_party(site: Path) -> None:
    for address, path in page_files(site).items():
        assert faults_of_policy(element_tree(path.read_text(encoding="utf-8"))) == [], address


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<main", "<script>1</script><main"),
        ("<main", "<style></style><main"),
        ("<main", "<main onclick=1"),
        ("<main", "<main style=x"),
        ("<main", '<img src="//tracker.example/a.gif"><main'),
        ("<main", '<img src="https://tracker.example/a.gif"><main'),
        ("<main", '<script src="https://tracker.example/a.js"></script><main'),
        ("<main", '<link rel="preconnect" href="https://tracker.example/"><main'),
        ("<main", '<iframe src="/a/"></iframe><main'),
        ("<main", '<a href=" JavaScript:1">x</a><main'),
        ("<main", '<a href="data:text/html,x">x</a><main'),
        ("Content-Security-Policy", "Content-Security-Police"),
        ("same-origin", "unsafe-url"),
        ('<meta charset="utf-8">', '<meta charset="utf-8"><script src="a.js"></script>'),
    ],
)
def test_what_a_page_must_not_have_is_seen(site: Path, old: str, new: str) -> None:
    html = (site / "about/index.html").read_text(encoding="utf-8")
    assert faults_of_policy(element_tree(html.replace(old, new, 1))) != []


def test_a_second_build_writes_nothing(tmp_path: Path) -> None:
    public = tmp_path / "public"
    built(ROOT, public, search=Search.BUILD)
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in public.rglob("*")}
    changes = built(ROOT, public, search=Search.BUILD).changes
    assert changes is not None
    assert (changes.written, changes.removed) == ((), ())
    after = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in public.rglob("*")}
    assert after == before


def test_a_fault_leaves_the_old_site_in_place(tmp_path: Path) -> None:
    root = real_site(tmp_path / "site")
    public = tmp_path / "public"
    built(root, public)
    before = tree(public)
    plan = root / "content/murmanskaya-oblast/kirovsk/plans/2020-information-campaign.yaml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("preschools]", "prescools]", 1), encoding="utf-8"
    )
    outcome = built(root, public)
    assert [d.code.slug for d in outcome.diagnostics] == ["unknown-body"]
    assert outcome.changes is None
    assert tree(public) == before


def test_today_decides_what_pages_say(tmp_path: Path) -> None:
    """The same plan on three days: nothing is typed, everything is computed."""
    address = "murmanskaya-oblast/kirovsk/plans/2020-information-campaign/index.html"
    texts = {}
    for day in (date(2020, 6, 1), date(2020, 8, 5), date(2026, 11, 22)):
        public = tmp_path / str(day)
        built(ROOT, public, today=day)
        texts[day.year, day.month] = Page((public / address).read_text(encoding="utf-8")).text
    assert "Запланировано" in texts[2020, 6]
    assert "Просрочено на 5 дней" in texts[2020, 8]
    assert "Нет отчёта" in texts[2026, 11]
    assert "Просрочено" not in texts[2026, 11]


def test_what_was_removed_is_gone_from_the_site(tmp_path: Path) -> None:
    root = real_site(tmp_path / "site")
    public = tmp_path / "public"
    built(root, public)
    (root / "content/amurskaya-oblast/zeya/plans/2018-public-council.yaml").unlink()
    changes = built(root, public).changes
    assert changes is not None
    gone = "amurskaya-oblast/zeya/plans/2018-public-council/index.html"
    assert gone in changes.removed
    assert not (public / gone).exists()


def test_an_old_address_leads_to_the_new_one(tmp_path: Path) -> None:
    root = real_site(tmp_path / "site")
    plan = root / "content/murmanskaya-oblast/kirovsk/plans/2020-information-campaign.yaml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace(
            "kind: information", "aliases: [/kirovsk/old-plan/]\nkind: information"
        ),
        encoding="utf-8",
    )
    public = tmp_path / "public"
    assert built(root, public).diagnostics == ()
    html = (public / "kirovsk/old-plan/index.html").read_text(encoding="utf-8")
    target = "../../murmanskaya-oblast/kirovsk/plans/2020-information-campaign/"
    assert f'content="0; url={target}"' in html
    assert 'content="noindex"' in html
    assert broken(public) == []
