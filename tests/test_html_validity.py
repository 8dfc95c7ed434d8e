"""Every page of the real site and of the examples is valid HTML, by two validators."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from nokgen.messages import messages_for
from nokgen.render import Renderer
from tests.examples_of_views import PAGES
from tests.sites_under_test import ROOT, built
from tools import validators

RULES = ROOT / "tests" / "html" / "html-validate.json"
# Its faults show that the validators read what they are given.
BROKEN = "broken/index.html"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the real site, the example pages and one broken page."""
    assert validators.installed(), "no validators of HTML: run `make validators`"
    folder = tmp_path_factory.mktemp("pages")
    built(ROOT, folder / "site")
    renderer = Renderer(messages_for("ru"))
    for address, (template, view) in PAGES.items():
        file = folder / "examples" / address / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(renderer.page(template, view), encoding="utf-8")
    page = (folder / "site" / "index.html").read_text(encoding="utf-8")
    (folder / BROKEN).parent.mkdir()
    (folder / BROKEN).write_text(page.replace("<h1>", "<h1><div>", 1), encoding="utf-8")
    return folder


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: a failed test shows what it asked for."""


@pytest.fixture(scope="module")
def host(pages: Path) -> Iterator[str]:
    """The address at which the folder is served: a policy with "self" needs a host."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(pages))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def files(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in sorted(folder.rglob("*.html"))]


@pytest.fixture(scope="module")
def found_by_vnu(pages: Path, host: str) -> list[str]:
    """What the Nu validator has to say, warnings included: page, line, words."""
    addresses = [host + quote(path) for path in files(pages)]
    command = validators.vnu("--stdout", "--format", "json", *addresses)
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.stdout, run.stderr
    return [
        f"{fault['url'].removeprefix(host)}:{fault.get('lastLine', 0)}: {fault['message']}"
        for fault in json.loads(run.stdout)["messages"]
    ]


@pytest.fixture(scope="module")
def found_by_html_validate(pages: Path) -> list[str]:
    """What html-validate has to say, warnings included: page, line, rule and words."""
    command = validators.html_validate("--config", str(RULES), "--formatter", "json")
    # Into a file: Node.js ends before a pipe has taken a long answer.
    answer = pages / "html-validate.json"
    with answer.open("wb") as file:
        subprocess.run([*command, *files(pages)], cwd=pages, stdout=file, check=False)
    return [
        f"{page['filePath']}:{fault['line']}: {fault['ruleId']}: {fault['message']}"
        for page in json.loads(answer.read_bytes())
        for fault in page["messages"]
    ]


def test_the_nu_validator_finds_nothing_but_the_broken_page(found_by_vnu: list[str]) -> None:
    assert [fault for fault in found_by_vnu if BROKEN not in fault] == []
    assert any("“div” not allowed as child of element “h1”" in fault for fault in found_by_vnu)


def test_html_validate_finds_nothing_but_the_broken_page(found_by_html_validate: list[str]) -> None:
    assert [fault for fault in found_by_html_validate if BROKEN not in fault] == []
    faults = "\n".join(found_by_html_validate)
    assert "<div> element is not permitted as content under <h1>" in faults


def test_the_lock_of_the_validators_pins_each_and_names_no_registry() -> None:
    lock = json.loads((ROOT / "tests" / "html" / "package-lock.json").read_text(encoding="utf-8"))
    wanted = json.loads((ROOT / "tests" / "html" / "package.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert {f"node_modules/{name}" for name in wanted["dependencies"]} <= set(packages)
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name
