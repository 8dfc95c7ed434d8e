"""Limits: every one is named where it is passed, can be set, and holds time and memory."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from nokgen.check import check
from nokgen.diagnostics import Diagnostic
from nokgen.limits import BOUNDS, DEFAULTS, Limits, limits_in
from nokgen.messages import messages_for
from nokgen.read import read_site
from nokgen.records.limits import SiteLimits
from nokgen.render.text import markdown
from nokgen.report import render_text

BASE = Path(__file__).parent / "cases" / "_base"
TOWN = "content/primerskaya-oblast/primersk"
PLAN = f"{TOWN}/plans/2020-campaign.yaml"
TABLE = f"{TOWN}/results/2025-education.csv"
TODAY = date(2026, 11, 22)
RU = messages_for("ru")
MEGABYTE = 1024 * 1024


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return shutil.copytree(BASE, tmp_path / "site")


def found_in(site: Path, **limits: int) -> dict[str, Diagnostic]:
    """The faults of a site under limits, by code; no fault without words."""
    settings = site / "site.yaml"
    text = settings.read_text(encoding="utf-8").partition("limits:")[0]
    settings.write_text(f"{text}limits: {json.dumps(limits)}\n", encoding="utf-8")
    found = check(read_site(site), lambda _zone: TODAY).diagnostics
    assert render_text(found, RU) or not found
    return {each.code.slug: each for each in found}


def _long_plan(site: Path) -> None:
    text = (site / PLAN).read_text(encoding="utf-8")
    (site / PLAN).write_text(text + "#" * (3 * MEGABYTE), encoding="utf-8")


def _many_values(site: Path) -> None:
    (site / PLAN).write_text("a: [" + "x, " * 1500 + "]\n", encoding="utf-8")


def _deep(site: Path) -> None:
    (site / PLAN).write_text("title: " + "[" * 40 + "]" * 40, encoding="utf-8")


def _deep_folder(site: Path) -> None:
    folder = site / TOWN / "documents/a/b/c/d/e/f/g/h/i"
    folder.mkdir(parents=True)
    (folder / "x.pdf").write_bytes(b"%PDF")


def _document(site: Path) -> None:
    (site / TOWN / "documents").mkdir(exist_ok=True)
    with (site / TOWN / "documents/x.pdf").open("wb") as file:
        file.truncate(150 * MEGABYTE)


def _addresses(site: Path) -> None:
    (site / "permalinks.lock").write_text("# \n" * 500_000, encoding="utf-8")


CASES = {
    "file_mb": (_long_plan, "file-too-large", 2, 4),
    "values": (_many_values, "too-many-values", 1000, 5000),
    "depth": (_deep, "nesting-too-deep", 32, 50),
    "folder_depth": (_deep_folder, "folder-too-deep", 12, 20),
    "document_mb": (_document, "file-too-large", 100, 200),
    "permalinks_mb": (_addresses, "file-too-large", 1, 2),
}


@pytest.mark.parametrize("name", CASES)
def test_a_limit_is_named_and_can_be_raised(site: Path, name: str) -> None:
    make, slug, below, above = CASES[name]
    make(site)
    fault = found_in(site, **{name: below})[slug]
    shown = render_text([fault], RU)
    assert f"`{name}`" in shown
    assert "site.yaml" in shown
    assert slug not in found_in(site, **{name: above})


@pytest.mark.parametrize("name", ["table_rows", "table_cells", "table_places", "cell_characters"])
def test_a_limit_of_tables_is_named_and_can_be_raised(tmp_path: Path, name: str) -> None:
    from nokgen.read.tables import read_table

    data = ("a;b;c\n" + "1;2;3\n" * 199 + f"{'x' * 150};2;\n").encode()
    low = limits_in({"limits": {name: "100"}})
    _table, (fault,) = read_table(data, "x.csv", limits=low)
    shown = render_text([fault], RU)
    assert f"`{name}`" in shown
    assert "100" in shown
    table, found = read_table(data, "x.csv", limits=limits_in({"limits": {name: "1000"}}))
    assert table is not None
    assert found == []


def test_a_table_is_read_under_the_limits_of_its_site(tmp_path: Path) -> None:
    """From site.yaml to the table, and to the file of a whole site."""
    site = shutil.copytree(Path(__file__).parent.parent / "examples/site", tmp_path / "site")
    assert "table-too-large" in found_in(site, table_columns=10)
    assert "table-too-large" not in found_in(site)


def test_the_record_the_bounds_and_the_limits_are_one_list() -> None:
    names = [field.name for field in fields(Limits)]
    assert names == list(BOUNDS) == list(SiteLimits.model_fields)
    record = SiteLimits()
    for name, (low, high) in BOUNDS.items():
        assert low < getattr(DEFAULTS, name) <= high
        assert getattr(record, name) == getattr(DEFAULTS, name)
        assert limits_in({"limits": {name: str(high)}}) != DEFAULTS
    document = Path(__file__).parent.parent.joinpath("docs/limits.md").read_text(encoding="utf-8")
    for name, (low, high) in BOUNDS.items():
        row = f"| `{name}` | {getattr(DEFAULTS, name):,} | {low:,} … {high:,} |"
        assert row in document


@pytest.mark.parametrize("value", ["0", "-1", "1e9", "99999999999", "1.5", "", "x", "true", "[1]"])
def test_what_is_no_limit_is_told_and_not_believed(site: Path, value: str) -> None:
    settings = site / "site.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}limits: {{file_mb: {value}}}\n", encoding="utf-8")
    tree = read_site(site)
    assert tree.limits == DEFAULTS
    if value:
        told = {d.code.slug for d in check(tree, lambda _zone: TODAY).diagnostics}
        assert told & {"number-malformed", "number-out-of-range", "not-a-text"}


def test_site_yaml_itself_is_read_under_the_defaults(site: Path) -> None:
    text = (site / "site.yaml").read_text(encoding="utf-8")
    more = "limits: {file_mb: 64}\n" + "#" * (3 * MEGABYTE)
    (site / "site.yaml").write_text(text + more, encoding="utf-8")
    assert "file-too-large" in {d.code.slug for d in read_site(site).diagnostics}


# --- bounded time and memory ---

N = 120_000
YAML = {
    "keys": "".join(f"k{i}:\n" for i in range(N // 8)),
    "one key": "a:\n" * (N // 3),
    "flow": "{" + ", ".join(f"k{i}: 1" for i in range(N // 10)) + "}",
    "list": "[" + "a," * (N // 8) + "]",
    "nesting": "[" * 10_000,
    "nested mappings": "{a: " * 10_000,
    "nested in lines": "".join(" " * i + "a:\n" for i in range(1000)),
    "laughs": "a: &a [x, x]\n"
    + "".join(
        f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ),
    "aliases": "a: &a 1\nb: [" + "*a, " * (N // 16) + "]",
    "anchors": "".join(f"k{i}: &a{i} 1\n" for i in range(N // 60)),
    "tags": "- !!python/object/apply:os.system [touch pwned]\n" * (N // 50),
    "merge": "<<: {a: 1}\n" * (N // 40),
    "scalar": "a: " + "x" * N,
    "digits": "title: " + "9" * N,
    "letters": "title: " + "ж" * (N // 2),
    "quoted": 'a: "' + "x\n" * (N // 2) + '"',
    "unclosed": 'a: "' + "x\n" * (N // 2),
    "colons": ":" * N,
    "blanks": "\u00a0: " * (N // 4),
    "tabs": "\t" * N,
}
PAGES = {
    "brackets": "[" * N,
    "images": "![" * 900,
    "links": "[a](x) " * (N // 7),
    "targets": "[a](" * (N // 4),
    "html": "<b> " * (N // 4),
    "comments": "<!-- " * (N // 5),
    "marks": "`" * N,
    "quotations": ">" * N,
    "lists": "- " * 2000,
    "references": "".join(f"[a{i}]: b{i}\n" for i in range(N // 12)),
    "heads": "---\n" * (N // 4),
}
CHILD = """
import json, resource, shutil, sys
resource.setrlimit(resource.RLIMIT_AS, (900 << 20, 900 << 20))
from datetime import date
from pathlib import Path
from nokgen.check import check
from nokgen.messages import messages_for
from nokgen.read import read_site
from nokgen.report import render_text
site, path, cases = Path(sys.argv[1]), sys.argv[2], json.loads(Path(sys.argv[3]).read_text())
(site / path).parent.mkdir(exist_ok=True)
for name, text in cases.items():
    (site / path).write_text(text, encoding="utf-8")
    used = int(resource.getrusage(resource.RUSAGE_SELF).ru_utime)
    resource.setrlimit(resource.RLIMIT_CPU, (used + 10, resource.RLIM_INFINITY))
    found = check(read_site(site), lambda zone: date(2026, 11, 22)).diagnostics
    shown = render_text(found, messages_for("ru"))
    print(name, len(shown), flush=True)
"""


@pytest.mark.parametrize(
    ("path", "texts", "head"),
    [(PLAN, YAML, ""), ("content/pages/x.md", PAGES, "---\ntitle: x\n---\n\n")],
    ids=["records", "pages"],
)
def test_the_worst_files_take_little_time_and_memory(
    site: Path, tmp_path: Path, path: str, texts: dict[str, str], head: str
) -> None:
    """Ten seconds of processor each at most, where a second is usual, and 900 MB."""
    cases = tmp_path / "cases.json"
    cases.write_text(json.dumps({name: head + text for name, text in texts.items()}))
    run = subprocess.run(
        [sys.executable, "-c", CHILD, site, path, cases],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        cwd=tmp_path,
    )
    shown = dict(line.rsplit(" ", 1) for line in run.stdout.splitlines())
    assert list(shown) == list(texts), run.stderr[-500:]
    assert all(0 < int(length) < 200_000 for length in shown.values()), shown
    assert not (tmp_path / "pwned").exists()


def test_a_scalar_of_a_gigabyte_is_not_read(site: Path) -> None:
    for name in (PLAN, "site.yaml", "permalinks.lock"):
        with (site / name).open("ab") as file:
            file.truncate(1024 * MEGABYTE)
    found = check(read_site(site), lambda _zone: TODAY).diagnostics
    assert [d.span.path for d in found if d.code.slug == "file-too-large"] == sorted(
        [PLAN, "site.yaml", "permalinks.lock"]
    )


@pytest.mark.parametrize(
    "text",
    [
        "[" * 700,
        "[a](" * 90 + "(" * 5_000,
        "# a\n" * 499,
        "a\n:   b\n\n" * 499,
        "".join(f"*[A{i}]: x\n" for i in range(100)) + "\n" + "A1 " * 5_000,
        "- " * 20 + "a",
        "- a\n" * 900,
        "`a" * 5_000,
        "\\" * 10_000,
    ],
    ids=["brackets", "links", "headings", "terms", "short", "nested", "list", "code", "escapes"],
)
def test_what_is_allowed_becomes_a_page(text: str) -> None:
    from nokgen.check.markdown_rules import intricacy

    assert intricacy(text) is None
    assert re.search("<", str(markdown(text)))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 800,
        "# a\n" * 600,
        "*[A]: x\n" * 101,
        "- " * 21 + "a",
        "> " * 30 + "a",
        "a\n" * 3_001,
        "    " * 30 + "- a",
        "a " * 30_000,
    ],
)
def test_what_takes_too_long_is_a_fault(text: str) -> None:
    from nokgen.check.markdown_rules import intricacy

    assert intricacy(text) is not None


# --- what YAML can write in other words ---


@pytest.mark.parametrize(
    "escape",
    [
        "\\0",
        "\\x08",
        "\\x1b",
        "\\r",
        "\\N",
        "\\L",
        "\\P",
        "\\u202e",
        "\\u2066",
        "\\ufeff",
        "\\uffff",
        "\\U000e0041",
        "\\ud800",
    ],
)
def test_a_control_character_cannot_hide_in_an_escape(site: Path, escape: str) -> None:
    text = (site / PLAN).read_text(encoding="utf-8")
    (site / PLAN).write_text(f'{text}note: "а{escape}б"\n', encoding="utf-8")
    assert set(found_in(site)) & {"control-character", "backslash-in-quotes"}


@pytest.mark.parametrize(
    "value",
    [
        "9" * 5000,
        "1e999999",
        "0x" + "f" * 5000,
        "0b1",
        ".inf",
        ".nan",
        "1_000",
        "99999-99-99",
        "2001-01-01T00:00:00Z",
        "1:59:59",
        "-" * 100,
        "=",
        "<<",
        "!!int 5",
        "&a 5",
        "*a",
    ],
)
@pytest.mark.parametrize("key", ["year", "title"])
def test_odd_numbers_and_days_are_texts_or_faults(site: Path, key: str, value: str) -> None:
    text = (site / PLAN).read_text(encoding="utf-8")
    (site / PLAN).write_text(
        re.sub(rf"^{key}:.*\n(?: .*\n)*", "", text, flags=re.MULTILINE) + f"{key}: {value}\n",
        encoding="utf-8",
    )
    found_in(site)
