"""`nokgen import` as an editor runs it: what is written, what is said, what is never touched."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml

from nokgen.check import check
from nokgen.cli.main import run
from nokgen.diagnostics import Severity
from nokgen.fmt import formatted
from nokgen.messages import messages_for
from nokgen.read import read_site
from nokgen.records.plan import Plan
from nokgen.records.schema import KINDS
from tests import import_documents as documents
from tests.import_documents import ALL, CONTENT, PLANS, ROOT
from tests.test_import_shapes import EXAMPLE, FORM, SCORES

RU = messages_for("ru")
TODAY = date(2026, 11, 22)
DESNOGORSK = "smolenskaya-oblast/desnogorsk/plans/2020-public-council"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The site of the five plans, without the plans."""
    shutil.copytree(CONTENT, tmp_path / "content")
    shutil.copy(ROOT / "site.yaml", tmp_path)
    for address in PLANS.values():
        (tmp_path / "content" / f"{address}.yaml").unlink()
    return tmp_path


def text_of(address: str) -> Path:
    return next((CONTENT / address).parents[1].glob("documents/*.txt"))


def nokgen(site: Path, *arguments: str) -> int:
    return run(["-C", str(site), "--today", "2026-11-22", "import", *arguments], RU)


def faults(site: Path) -> list[str]:
    found = check(read_site(site), lambda _zone: TODAY).diagnostics
    return [each.code.slug for each in found if each.code.slug != "file-unused"]


@pytest.mark.parametrize("name", PLANS)
def test_the_draft_has_no_faults_and_stands_in_the_one_style(
    site: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    address = PLANS[name]
    document = site / "content" / text_of(address).relative_to(CONTENT)
    assert nokgen(site, str(document), "--to", address) == 0
    said = capsys.readouterr()
    assert said.out.startswith(f"content/{address}.yaml\nЧерновик из файла «{document.name}»")
    assert "nokgen check" in said.err
    draft = site / "content" / f"{address}.yaml"
    text = draft.read_text(encoding="utf-8")
    assert formatted(text, Plan) == text
    assert faults(site) == []
    assert yaml.safe_load(text)["source"]["file"] == f"documents/{document.name}"


def test_the_report_leads_to_the_lines_of_the_draft(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert nokgen(site, str(text_of(DESNOGORSK)), "--to", DESNOGORSK, "--json") == 0
    report = json.loads(capsys.readouterr().out)
    lines = (site / report["path"]).read_text(encoding="utf-8").split("\n")
    empty = [each for each in report["findings"] if each["kind"] == "deadline-empty"]
    assert [lines[each["line"] - 1].strip() for each in empty] == [
        "- id: m2",
        "- id: m3",
        "- id: m7",
    ]
    assert [each["place"]["line"] for each in empty] == [20, 26, 52]
    for each in empty:
        shown = f"# - строка {each['line']} (в тексте строка {each['place']['line']}): Срок"
        assert any(line.startswith(shown) for line in lines)
    # The remark stands right above the line, too.
    assert "  # Сверьте: Срок в документе не указан" in lines[empty[0]["line"] - 3]
    assert sum(report["rows"].values()) == report["source"]["rows"] == 91


def test_an_existing_file_is_never_touched(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = site / "content" / f"{DESNOGORSK}.yaml"
    path.write_text("title: Мой план\n", encoding="utf-8")
    assert nokgen(site, str(text_of(DESNOGORSK)), "--to", DESNOGORSK) == 2
    assert "уже есть" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "title: Мой план\n"


@pytest.mark.parametrize("as_page", [False, True], ids=["text", "page"])
def test_standard_input(site: Path, monkeypatch: pytest.MonkeyPatch, as_page: bool) -> None:
    plan = documents.plan("desnogorsk")
    data = documents.as_html(plan, ALL) if as_page else text_of(DESNOGORSK).read_bytes()

    class Input:
        buffer = io.BytesIO(data)

    monkeypatch.setattr("sys.stdin", Input)
    assert nokgen(site, "-", "--to", DESNOGORSK) == 0
    tree = yaml.safe_load((site / "content" / f"{DESNOGORSK}.yaml").read_text(encoding="utf-8"))
    assert len(tree["measures"]) == 16


@pytest.mark.parametrize("name", ["desnogorsk", "zeya"])
def test_word_and_pdf_through_the_process_that_reads(site: Path, tmp_path: Path, name: str) -> None:
    make: Callable[[], bytes] = lambda: documents.as_pdf(name)  # noqa: E731
    if name == "desnogorsk":
        make = lambda: documents.as_docx(documents.plan(name), ALL)  # noqa: E731
    file = tmp_path / "план.bin"
    file.write_bytes(make())
    assert nokgen(site, str(file), "--to", PLANS[name]) == 0
    assert faults(site) == []


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        ("improvement", "2026-solnyshko", FORM),
        ("results", "2018-education", SCORES.replace("2025", "2018")),
    ],
)
def test_other_kinds_stand_in_their_folders(
    tmp_path: Path, kind: str, name: str, words: str
) -> None:
    kept = {"site.yaml", "content", "primerskaya-oblast", "primersk", "region.yaml"}
    kept |= {"municipality.yaml", "organizations.yaml"}

    def leave(_folder: str, names: list[str]) -> set[str]:
        return set(names) - kept

    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True, ignore=leave)
    address = f"primerskaya-oblast/primersk/{kind}/{name}"
    document = tmp_path / "документ.html"
    document.write_text(words.replace("00020014<", "0002001560<"), encoding="utf-8")
    assert nokgen(tmp_path, str(document), "--to", address) == 0
    draft = tmp_path / "content" / f"{address}.yaml"
    assert draft.with_suffix(".csv").exists() is (kind == "results")
    text = draft.read_text(encoding="utf-8")
    assert formatted(text, KINDS[kind].record) == text
    said = [
        each.code.slug
        for each in check(read_site(tmp_path), lambda _zone: TODAY).diagnostics
        if each.code.severity is Severity.ERROR and name in each.span.path
    ]
    assert said == []
    # The same table without its draft is what a run leaves that was killed between the two.
    draft.unlink()
    assert nokgen(tmp_path, str(document), "--to", address) == 0
    assert draft.read_text(encoding="utf-8") == text
    # Any other table is never touched either.
    draft.unlink()
    table = draft.with_suffix(".csv")
    table.write_text("theirs")
    expected = 2 if kind == "results" else 0
    assert nokgen(tmp_path, str(document), "--to", address) == expected
    assert table.read_text() == "theirs"


def test_a_missing_file_and_a_wrong_address(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert nokgen(site, str(site / "нет.docx"), "--to", DESNOGORSK) == 2
    assert "нет.docx" in capsys.readouterr().err
    assert nokgen(site, str(text_of(DESNOGORSK)), "--to", "smolenskaya-oblast/desnogorsk") == 2
    assert not (site / "content" / f"{DESNOGORSK}.yaml").exists()
