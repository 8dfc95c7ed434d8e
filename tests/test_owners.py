"""`nokgen owners`: the file CODEOWNERS made of the tree."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from nokgen.cli.language import click_speaks
from nokgen.cli.main import run
from nokgen.messages import messages_for

RU = messages_for("ru")
NOTE = "# Записано командой nokgen owners: меняйте `owners:` в region.yaml и municipality.yaml.\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    click_speaks("ru")
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    root = tmp_path / "site"
    files = {
        "site.yaml": "schema_version: 1\ntitle: Сайт\ndescription: О нём\n",
        "content/x-oblast/region.yaml": "name: Область\nowners: [oblast, example-org/team]\n",
        "content/x-oblast/gorod/municipality.yaml": "name: Город\nowners: [ivanova]\n",
        "content/x-oblast/selo/municipality.yaml": "name: Село\n",
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def test_the_file(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["owners", "--check"], RU) == 1
    assert capsys.readouterr().err == (
        "Файл .github/CODEOWNERS пора обновить. Выполните: nokgen owners\n"
    )
    assert not (site / ".github").exists()
    assert run(["owners"], RU) == 0
    assert (site / ".github/CODEOWNERS").read_text(encoding="utf-8") == (
        f"# nokgen owners: begin\n{NOTE}"
        "/content/x-oblast/ @oblast @example-org/team\n"
        "/content/x-oblast/gorod/ @ivanova\n"
        "# nokgen owners: end\n"
    )
    assert run(["owners", "--check"], RU) == 0


def test_lines_of_people_stay(site: Path) -> None:
    file = site / ".github/CODEOWNERS"
    file.parent.mkdir()
    file.write_text("* @maintainers", encoding="utf-8")
    run(["owners"], RU)
    first = file.read_text(encoding="utf-8")
    assert first.startswith("* @maintainers\n# nokgen owners: begin\n")
    file.write_text(first + "/docs/ @writers\n", encoding="utf-8")
    region = site / "content/x-oblast/region.yaml"
    region.write_text("name: Область\n", encoding="utf-8")
    run(["owners"], RU)
    assert file.read_text(encoding="utf-8") == (
        f"* @maintainers\n# nokgen owners: begin\n{NOTE}"
        "/content/x-oblast/gorod/ @ivanova\n# nokgen owners: end\n/docs/ @writers\n"
    )
    (site / "content/x-oblast/gorod/municipality.yaml").write_text("name: Город\n")
    run(["owners"], RU)
    assert file.read_text(encoding="utf-8") == "* @maintainers\n/docs/ @writers\n"


def test_a_site_in_a_folder_of_its_repository(site: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=site.parent, check=True)
    assert run(["owners"], RU) == 0
    text = (site.parent / ".github/CODEOWNERS").read_text(encoding="utf-8")
    assert "\n/site/content/x-oblast/gorod/ @ivanova\n" in text
    assert not (site / ".github").exists()


@pytest.mark.parametrize("name", ["@ivanova", "Иванова", "a b", "x" * 41, "-a", "a/b/c"])
def test_names_that_are_none(site: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    record = site / "content/x-oblast/gorod/municipality.yaml"
    record.write_text(f'name: Город\nowners: ["{name}"]\n', encoding="utf-8")
    assert run(["owners"], RU) == 1
    assert "error[owner-malformed]" in capsys.readouterr().out
    assert not (site / ".github").exists()
