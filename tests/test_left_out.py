"""A site that leaves out handouts, badges and pictures: nothing of them is made or linked."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from nokgen.check import check
from nokgen.read import read_site
from tests.fictional_site import EXAMPLES
from tests.pages_under_test import element_tree
from tests.sites_under_test import TODAY, built, tree

BASE = "https://example.org/nok/"
LEFT_OUT = "\nhandouts: false\nsharing: false\npictures: false\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("left-out") / "site"
    town = "content/primerskaya-oblast/obraztsovo"
    shutil.copytree(EXAMPLES / town, root / town)
    region = "content/primerskaya-oblast"
    for name in ("region.yaml", "organizations.yaml"):
        shutil.copy(EXAMPLES / region / name, root / region)
    text = (EXAMPLES / "site.yaml").read_text(encoding="utf-8")
    (root / "site.yaml").write_text(text + LEFT_OUT, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def files(site: Path) -> dict[str, bytes]:
    outcome = built(site, site / "public", base_url=BASE)
    assert outcome.changes is not None, [each.code.slug for each in outcome.diagnostics]
    return tree(site / "public")


def test_nothing_of_them_is_made(files: dict[str, bytes]) -> None:
    names = re.compile(r"(^|/)(poster|leaflet|embed|qr\.svg|badge\.svg|picture\.png)(/|$)")
    assert [path for path in files if names.search(path)] == []
    assert [path for path in files if path.endswith("/linking/index.html")] == []
    assert "linking/index.html" in files


def test_no_page_leads_to_what_is_not_there(files: dict[str, bytes]) -> None:
    missing = set()
    for path, content in files.items():
        if not path.endswith(".html") or path in ("404.html", "linking/index.html"):
            continue
        folder = Path("/") / Path(path).parent
        page = element_tree(content.decode())
        for link in (*page.all("a"), *page.all("img")):
            href = (link.attributes.get("href") or link.attributes.get("src") or "").split("#")[0]
            href = href.split("?")[0]
            if not href or ":" in href:
                continue
            target = (folder / href).as_posix()
            parts: list[str] = []
            for part in target.strip("/").split("/"):
                if part == "..":
                    parts.pop()
                elif part not in ("", "."):
                    parts.append(part)
            found = "/".join(parts)
            if found not in files and f"{found}/index.html".lstrip("/") not in files:
                missing.add(f"{path}: {href}")
    assert missing == set()


def test_the_page_of_code_offers_no_badge_and_no_card(files: dict[str, bytes]) -> None:
    page = files["linking/index.html"].decode()
    assert "badge.svg" not in page
    assert "<iframe" not in page
    assert "&lt;a href=" in page


def test_the_list_of_addresses_is_what_is_built(site: Path, files: dict[str, bytes]) -> None:
    published = check(read_site(site), lambda _zone: TODAY).published
    pages = {address for address in published if "#" not in address}
    assert not any(re.search("/(poster|leaflet|embed)/", address) for address in pages)
    assert {f"{address.lstrip('/')}index.html" for address in pages} <= files.keys()
