"""`nokgen serve` in a real browser: saves show at once, faults stand over the last good page."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.sites_under_test import ROOT, real_site

PATIENCE = 30.0  # seconds
PLAN = "murmanskaya-oblast/kirovsk/plans/2020-information-campaign"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real site that a test may change."""
    return real_site(tmp_path_factory.mktemp("preview") / "site")


@pytest.fixture(scope="module")
def preview(root: Path) -> Iterator[str]:
    """The address of a running preview; it takes a free port and says which."""
    process = subprocess.Popen(
        [sys.executable, "-m", "nokgen", "serve", "-C", str(root), "--port", "0"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line)
        if address := re.search(r"http://127\.0\.0\.1:\d+/", line):
            break
    else:
        pytest.fail("".join(said))
    yield address[0]
    process.send_signal(signal.SIGINT)
    process.stderr.read()
    assert process.wait(timeout=10) in (0, 130)


def replace(root: Path, old: str, new: str) -> None:
    """Save a change as editors' programs do: into a new file that takes the place of the old."""
    file = root / "content" / f"{PLAN}.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    draft = file.with_suffix(".yaml.tmp")
    draft.write_text(text.replace(old, new), encoding="utf-8")
    draft.replace(file)


def test_saves_and_faults_show_in_the_open_page(page: Page, root: Path, preview: str) -> None:
    page.goto(f"{preview}{PLAN}/")
    expect(page.locator("#m6")).to_contain_text("Проведение родительских собраний")

    replace(root, "Проведение родительских собраний", "Проведение общих собраний")
    expect(page.locator("#m6")).to_contain_text("Проведение общих собраний")

    replace(root, "kind: information-campaign", "kind: information-campagne")
    panel = page.get_by_role("alert")
    expect(panel).to_contain_text("error[value-not-allowed]")
    expect(panel).to_contain_text("может быть, `information-campaign`?")
    expect(page.locator("#m6")).to_contain_text("Проведение общих собраний")

    replace(root, "kind: information-campagne", "kind: information-campaign")
    expect(panel).to_have_count(0)
    replace(root, "Проведение общих собраний", "Проведение родительских собраний")
    expect(page.locator("#m6")).to_contain_text("Проведение родительских собраний")


def test_the_open_page_is_loaded_once_for_a_save(page: Page, root: Path, preview: str) -> None:
    """It comes ahead of the site; when the site has caught up, nothing flickers."""
    page.goto(f"{preview}{PLAN}/")
    expect(page.locator("#m6")).to_contain_text("Проведение родительских собраний")
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    replace(root, "Проведение родительских собраний", "Проведение частых собраний")
    expect(page.locator("#m6")).to_contain_text("Проведение частых собраний")
    file = root / ".nokgen/preview" / PLAN / "index.html"
    until = time.monotonic() + PATIENCE
    while "Проведение частых собраний" not in file.read_text("utf-8"):
        assert time.monotonic() < until, "the site did not catch up"
        page.wait_for_timeout(50)
    replace(root, "Проведение частых собраний", "Проведение родительских собраний")
    expect(page.locator("#m6")).to_contain_text("Проведение родительских собраний")
    assert len(loads) == 2


def test_a_preview_searches_once_its_index_is_made(page: Page, preview: str) -> None:
    until = time.monotonic() + PATIENCE
    while not page.request.get(f"{preview}pagefind/pagefind-entry.json").ok:
        assert time.monotonic() < until, "no index is made"
        time.sleep(0.1)
    # After a save the index is made anew, at any moment: the page must not mind.
    page.goto(f"{preview}search/?q=совещаний")
    expect(page.locator("#search-found")).to_contain_text("Найден", timeout=PATIENCE * 1000)
    expect(page.locator(".hits > li").first).to_be_visible()
    expect(page.locator("#search-broken")).to_be_hidden()
