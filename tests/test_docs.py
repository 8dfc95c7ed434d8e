"""The documents against the code: generated pages, links, commands, examples, paths."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

from nokgen import new
from nokgen.cli.program import program
from nokgen.diagnostics import CODES
from nokgen.messages import messages_for

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "nokgen/new/starter/README.md"]
)
RU = messages_for("ru")
PROGRAM = program(RU)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs", ROOT / "tools" / "docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fences(text: str) -> Iterator[tuple[str, str, str]]:
    """The blocks of code: the line before, the language, the text."""
    pattern = (
        r"(?:<!-- (?P<mark>[^\n]+?) -->\n\n)?"
        r"^ *(?P<f>```+|~~~+)(?P<lang>\w*)\n(?P<body>.*?)^ *(?P=f)$"
    )
    for found in re.finditer(pattern, text, re.MULTILINE | re.DOTALL):
        yield found["mark"] or "", found["lang"], found["body"]


def without_code(text: str) -> str:
    text = re.sub(r"^ *(```+|~~~+).*?^ *\1$", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`\n]+`", "`", text)


def anchors(path: Path) -> set[str]:
    """The anchors that GitHub gives to the headings of a document."""
    found: dict[str, int] = {}
    result = set()
    text = re.sub(r"^(```+|~~~+).*?^\1$", "", path.read_text("utf-8"), flags=re.M | re.S)
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "")
        slug = re.sub(r"[^\w\- ]", "", plain.strip().lower()).replace(" ", "-")
        number = found.get(slug, 0)
        found[slug] = number + 1
        result.add(f"{slug}-{number}" if number else slug)
    return result


def command_lines() -> Iterator[tuple[str, str]]:
    """Every `nokgen …` and `make …` that a document shows, with its place."""
    for path in DOCUMENTS:
        text = path.read_text(encoding="utf-8")
        shown = re.findall(r"`((?:nokgen|make)(?: [^`\n]+))`", text)
        for _mark, language, body in fences(text):
            if language in ("sh", "console"):
                lines = (line.strip().removeprefix("$ ") for line in body.split("\n"))
                shown += [line for line in lines if re.match(r"(nokgen|make) ", line)]
        for line in shown:
            yield name_of(path), line


# Generated documents


def test_generated_documents_are_fresh() -> None:
    docs = tool()
    assert docs.stale(docs.generated(RU)) == []


def test_every_kind_of_fault_has_a_page_and_a_case() -> None:
    pages = {path.stem for path in (ROOT / "docs/editor/diagnostics").glob("*.md")} - {"README"}
    assert pages == set(CODES)
    for slug in CODES:
        assert "## Так об этом говорит проверка" in text_of(f"docs/editor/diagnostics/{slug}.md")


# What the documents name


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_links_between_documents_resolve(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code(path.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, fragment = target.partition("#")
        other = (path.parent / file).resolve() if file else path
        assert other.exists(), target
        if fragment:
            assert fragment in anchors(other), target


def test_every_document_can_be_reached_from_the_readme() -> None:
    reached = {ROOT / "README.md"}
    queue = [ROOT / "README.md"]
    while queue:
        path = queue.pop()
        for target in re.findall(r"\]\(([^)#\s:]+\.md)", path.read_text(encoding="utf-8")):
            other = (path.parent / target).resolve()
            if other not in reached and other.exists():
                reached.add(other)
                queue.append(other)
    unreached = set(DOCUMENTS) - reached - {ROOT / "nokgen/new/starter/README.md"}
    assert sorted(map(name_of, unreached)) == []


@pytest.mark.parametrize(("place", "line"), sorted(set(command_lines())))
def test_commands_and_options_exist(place: str, line: str) -> None:
    words = shlex.split(line.replace("…", ""))
    if words[0] == "make":
        targets = re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE)
        assert words[1] in targets
        return
    name = next((word for word in words[1:] if not word.startswith("-")), None)
    command: click.Command = PROGRAM
    if name is not None and name != "COMMAND":
        assert name in PROGRAM.commands
        command = PROGRAM.commands[name]
    options = {option for c in (PROGRAM, command) for p in c.params for option in p.opts}
    for word in words[1:]:
        if word.startswith("-"):
            assert word.split("=")[0] in options | {"--help", "-h"}


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_paths_of_the_project_exist(path: Path) -> None:
    text = re.sub(r"^( *)(```+|~~~+).*?^ *\2$", "", path.read_text("utf-8"), flags=re.M | re.S)
    pattern = r"`((?:nokgen|tests|tools|templates|docs|\.github|\.vscode)/[\w./-]*)`"
    for shown in re.findall(pattern, text):
        assert (ROOT / shown).exists(), shown


@pytest.mark.parametrize("name", ["docs/architecture.md", "docs/testing.md"])
def test_tree_drawings_name_what_exists(name: str) -> None:
    drawn = [body for _mark, language, body in fences(text_of(name)) if language == "text"]
    assert drawn
    for body in drawn:
        above: list[str] = []
        for line in body.rstrip().split("\n"):
            found = re.match(r"( *)(\S+)", line)
            assert found is not None
            above[len(found[1]) // 2 :] = [found[2]]
            shown = "".join(above)
            assert "<" in shown or (ROOT / shown).exists(), shown


def test_the_layers_are_those_that_are_held() -> None:
    settings = tomllib.loads(text_of("pyproject.toml"))
    contract = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    rows = re.findall(r"^\| (`[^|]+`) \|", text_of("docs/architecture.md"), re.MULTILINE)
    drawn = [" | ".join(re.findall(r"`(\w+)`", row)) for row in rows][: len(contract)]
    assert drawn == contract


def test_the_picture_is_the_same_everywhere() -> None:
    def picture(name: str) -> str:
        return text_of(name).split("    content/ ─►")[1].split("\n\n")[0]

    assert picture("README.md") == picture("docs/architecture.md")


def test_the_readme_names_every_command() -> None:
    rows = re.findall(r"^\| `nokgen (\w+)` \|", text_of("README.md"), re.MULTILINE)
    assert sorted(rows) == sorted(PROGRAM.commands)


def test_every_decision_is_in_the_index() -> None:
    listed = re.findall(r"^- (\d{4}): \[(.+)\]\((.+)\)$", text_of("docs/decisions/README.md"), re.M)
    records = sorted((ROOT / "docs/decisions").glob("0*.md"))
    titles = [path.read_text(encoding="utf-8").split("\n")[0] for path in records]
    assert [f"# {title}" for _number, title, _name in listed] == titles
    assert [name for _number, _title, name in listed] == [path.name for path in records]
    assert [number for number, _title, _name in listed] == [path.name[:4] for path in records]


# Examples that run


def run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NOKGEN_LANG": "ru"}
    return subprocess.run(
        [sys.executable, "-m", "nokgen", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def console_blocks() -> list[tuple[str, str, str]]:
    """(place, command, exact output) of every block of a terminal."""
    found = []
    for path in DOCUMENTS:
        for _mark, language, body in fences(path.read_text(encoding="utf-8")):
            if language == "console":
                for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                    command, _, output = part.partition("\n")
                    found.append((name_of(path), command, output.strip("\n")))
    return found


@pytest.mark.parametrize(("place", "command", "output"), console_blocks())
def test_terminals_in_documents_are_exact(
    place: str, command: str, output: str, tmp_path: Path
) -> None:
    done = run(shlex.split(command)[1:], tmp_path)
    assert done.stdout.strip("\n") == output


def test_content_in_documents_is_valid(tmp_path: Path) -> None:
    new.init(tmp_path, RU)
    written = 0
    for path in DOCUMENTS:
        for mark, _language, body in fences(path.read_text(encoding="utf-8")):
            if mark.startswith("файл: "):
                target = tmp_path / mark.removeprefix("файл: ")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(body, encoding="utf-8")
                written += 1
    assert written >= 3
    done = run(["check", "--strict", "--today", "2026-11-22"], tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
