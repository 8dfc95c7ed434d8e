"""What the search takes of a page, and the parts of an index: less to read, the same to find."""

from __future__ import annotations

import gzip
import json
import subprocess
from pathlib import Path

import pytest

from nokgen.index import IndexResult, index_site, indexed_in, indexed_of, is_current
from nokgen.index.pagefind import find_executable
from nokgen.index.record import headline_of, record_of
from nokgen.pages.files import OutputFile
from nokgen.write import Stage, staged
from tests.sites_under_test import ROOT, TODAY, built, put_all

FACTS = """<meta name="find" content="План" data-pagefind-filter="kind[content]">
<meta name="find" content="{region}" data-pagefind-filter="region[content]">
<meta name="find" content="2026-01-01" data-pagefind-sort="date[content]">
<meta name="find" content="Место" data-pagefind-meta="place[content]">"""
PAGE = """<!doctype html>
<html lang="ru"><head><title>{title}</title>
{facts}
<script type="application/ld+json">{{}}</script>
</head><body><nav>Меню</nav><main id="site-main" data-pagefind-body>
<h1>{title}</h1>{body}
</main><footer>Подвал</footer></body></html>
"""
# What is left out may hold elements of its own kind, and of a kind whose name begins alike.
NESTED = """<p>Начало</p>
<div class="progress" data-pagefind-ignore><div>Внутри</div><svg><path d="M0"/></svg></div>
<ul><li class="card" data-pagefind-ignore><svg><line x1="0"/></svg><ul><li>Лист</li></ul></li></ul>
<p class="stamp" data-pagefind-ignore><span>Штамп</span></p><progress>1</progress>
<h3 id="m1">1. Ремонт</h3><dl><dt>Срок</dt><dd>март</dd></dl>
<section><section data-pagefind-ignore>Ещё</section>Конец</section>"""


def page(title: str, body: str = "<p>Текст</p>", region: str = "") -> str:
    facts = FACTS.format(region=region) if region else ""
    return PAGE.format(title=title, body=body, facts=facts)


def fragments(bundle: Path) -> dict[str, dict[str, object]]:
    found = {}
    for path in bundle.glob("fragment/*"):
        text = gzip.decompress(path.read_bytes()).decode().removeprefix("pagefind_dcd")
        found[json.loads(text)["url"]] = json.loads(text)
    return found


def by_pagefind(site: Path, bundle: Path) -> dict[str, dict[str, object]]:
    """What Pagefind itself takes of whole pages."""
    folders = ("--site", str(site), "--output-path", str(bundle))
    command = [str(find_executable()), *folders, "--force-language", "ru"]
    subprocess.run(command, check=True, capture_output=True)
    return fragments(bundle)


def test_a_record_gives_pagefind_what_the_page_gives(tmp_path: Path) -> None:
    for name, text in {
        "one": page("Один", NESTED, "Примерия"),
        "two": page("Два"),
        "head": page("Кратко").replace("<h1>", "<div data-pagefind-body><h1>", 1),
    }.items():
        for kind, content in (("page", text.encode()), ("record", record_of(text.encode()))):
            assert content is not None
            (tmp_path / kind / name).mkdir(parents=True)
            (tmp_path / kind / name / "index.html").write_bytes(content)
    whole = by_pagefind(tmp_path / "page", tmp_path / "a")
    for told in whole.values():  # days travel as filters, so that parts can be compared
        filters = told["filters"]
        assert isinstance(filters, dict)
        if filters:
            filters["by-date"] = ["2026-01-01"]
    assert by_pagefind(tmp_path / "record", tmp_path / "b") == whole
    assert "Внутри" not in str(whole)
    assert "Ремонт" in str(whole)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real")
    built(ROOT, folder)
    return folder


def test_records_of_the_real_pages_say_the_same_to_pagefind(real: Path, tmp_path: Path) -> None:
    for found in indexed_in(real):
        record = record_of((real / found.path).read_bytes())
        assert record is not None
        target = tmp_path / "record" / found.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(record)
    whole, short = (
        by_pagefind(pages, tmp_path / name)
        for pages, name in ((real, "a"), (tmp_path / "record", "b"))
    )
    assert whole.keys() == short.keys()
    for address, told in whole.items():
        words = str(told["content"]).split()
        kept = iter(words)  # the same words in the same order, but for the statuses of measures
        assert all(word in kept for word in str(short[address]["content"]).split()), address
        assert told["meta"] == short[address]["meta"]
        anchors = [[each["id"] for each in them["anchors"]] for them in (told, short[address])]  # type: ignore[attr-defined]
        assert anchors[0] == anchors[1]


@pytest.mark.parametrize(
    ("before", "after", "differs"),
    [
        ("Меню", "Другое меню", False),
        ("Подвал", "22 ноября", False),
        ("Внутри", "Иначе", False),
        ("Ремонт", "Покраска", True),
        ("2026-01-01", "2027-01-01", True),
    ],
)
def test_only_what_is_searched_makes_another_record(before: str, after: str, differs: bool) -> None:
    text = page("Один", NESTED, "Примерия")
    assert before in text
    one, other = (indexed_of("x.html", t.encode()) for t in (text, text.replace(before, after)))
    assert one is not None
    assert other is not None
    assert (one.digest != other.digest) is differs


def test_a_day_later_the_records_are_the_same(real: Path, tmp_path: Path) -> None:
    built(ROOT, tmp_path / "public", today=TODAY.replace(day=TODAY.day + 1))
    today, tomorrow = (
        {each.path: each.digest for each in indexed_in(folder)}
        for folder in (real, tmp_path / "public")
    )
    assert today == tomorrow


def test_a_page_without_a_body_has_no_record() -> None:
    assert record_of(b"<html><body><main>x</main></body></html>") is None


def test_a_headline_has_the_title_and_the_facts() -> None:
    record = record_of(page("Город", NESTED, "Примерия").encode())
    assert record is not None
    text = headline_of(record).decode()
    assert "Город" in text
    assert "Примерия" in text
    assert "Ремонт" not in text


# A bundle for each region

COUNTRY = {
    "about/index.html": page("О сайте"),
    "one/index.html": page("Первая", region="Первая &quot;область&quot;"),
    "one/town/index.html": page("Город", region="Первая &quot;область&quot;"),
    "two/index.html": page("Вторая", region="Вторая"),
    "two/town/plans/a/index.html": page("План", region="Вторая"),
    "org/1/index.html": page("Школа", region="Вторая"),
}


def publish(public: Path, site: dict[str, str], limit: int = 3) -> IndexResult:
    def step(stage: Stage) -> IndexResult:
        return index_site(stage, language="ru", limit=limit)

    with staged(public) as stage:
        put_all(stage, [OutputFile(path, text.encode()) for path, text in site.items()])
        result = step(stage)
        stage.commit()
    return result


@pytest.fixture
def country(tmp_path: Path) -> Path:
    assert publish(tmp_path / "public", COUNTRY).pages == 6
    return tmp_path / "public/pagefind"


def runs(result: IndexResult) -> int:
    return result.output.count("Running Pagefind")


def test_a_large_site_has_a_bundle_for_each_region(country: Path) -> None:
    entry = json.loads((country / "pagefind-entry.json").read_bytes())
    told = {region["name"]: region["folder"] for region in entry["regions"]}
    assert told == {'Первая "область"': "regions/one", "Вторая": "regions/two"}
    for region in entry["regions"]:
        assert (country / region["folder"] / f"pagefind.{region['hash']}.pf_meta").is_file()
    assert sorted(fragments(country)) == ["/about/", "/one/", "/one/town/", "/two/"]
    assert sorted(fragments(country / "regions/one")) == ["/one/", "/one/town/"]
    assert sorted(fragments(country / "regions/two")) == ["/org/1/", "/two/", "/two/town/plans/a/"]
    assert fragments(country)["/one/"]["content"] == "Первая."
    assert is_current(country.parent, limit=3)
    assert not is_current(country.parent, limit=100)


def test_only_the_region_that_changed_is_indexed_again(country: Path) -> None:
    kept = {path: path.stat().st_ino for path in country.glob("regions/one/*/*")}
    assert kept
    changed = COUNTRY["two/town/plans/a/index.html"].replace("Текст", "Новое")
    result = publish(country.parent, COUNTRY | {"two/town/plans/a/index.html": changed})
    assert (runs(result), result.made) == (1, True)
    assert {path: path.stat().st_ino for path in country.glob("regions/one/*/*")} == kept
    assert "Новое" in str(fragments(country / "regions/two"))
    assert is_current(country.parent, limit=3)
    assert not publish(country.parent, COUNTRY | {"two/town/plans/a/index.html": changed}).made


@pytest.mark.parametrize("folder", ["", "regions/one"])
@pytest.mark.parametrize("damage", ["cut", "extra", "lost"])
def test_a_damaged_part_is_made_again(country: Path, folder: str, damage: str) -> None:
    part = country / folder
    meta = next(part.glob("*.pf_meta"))
    if damage == "cut":
        meta.write_bytes(meta.read_bytes()[:-1])
    elif damage == "extra":
        (part / "stray.js").write_bytes(b"")
    else:
        meta.unlink()
    result = publish(country.parent, COUNTRY)
    assert (runs(result), result.made) == (1, True)
    assert not (part / "stray.js").exists()
    assert not publish(country.parent, COUNTRY).made


def test_a_region_that_is_gone_leaves_nothing(country: Path) -> None:
    site = {path: text for path, text in COUNTRY.items() if not path.startswith("one/")}
    assert publish(country.parent, site, limit=1).made
    assert not (country / "regions").exists()  # one region needs no part of its own
    assert "regions" not in json.loads((country / "pagefind-entry.json").read_bytes())
