"""The form for editors in tests: its program as `make form` leaves it, and what a site gets."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from nokgen.admin import Admin, admin_of
from nokgen.admin.bundle import made, place_of
from nokgen.check import check
from nokgen.model import build_site
from nokgen.pages import Edition, Links
from nokgen.read import read_site
from tests.sites_under_test import ROOT, TODAY
from tests.whole_under_test import about_all, edition_of_site

REPOSITORY = "https://github.com/example/nok"


def program() -> Path:
    """The program of the form; a test without it fails and says how to make it."""
    folder = made(ROOT)
    if folder is None:
        pytest.fail("the form for editors has not been made: run `make form`")
    return folder


def site_with_form(root: Path, content: Path, repository: str = REPOSITORY) -> Path:
    """A site at `root` with the form on, and its program beside it."""
    shutil.copytree(content / "content", root / "content")
    text = (content / "site.yaml").read_text(encoding="utf-8")
    text += f"repository: {repository}\nadmin: true\n"
    (root / "site.yaml").write_text(text, encoding="utf-8")
    place_of(root).parent.mkdir()
    place_of(root).symlink_to(program())
    return root


def edition_at(root: Path, *, from_disk: bool = False) -> Edition:
    """One build of the site at `root`, without its pages."""
    checked = check(read_site(root, "site.yaml"), lambda _zone: TODAY)
    assert checked.content is not None, checked.diagnostics
    links = Links.at("https://example.org/nok", from_disk=from_disk)
    return edition_of_site(build_site(checked.content, TODAY), links, root)


def form_at(root: Path, *, from_disk: bool = False) -> Admin:
    """What the site at `root` gets below /admin/."""
    return admin_of(*about_all(edition_at(root, from_disk=from_disk)), root)


def expanded(settings: dict[str, Any]) -> dict[str, Any]:
    """The settings of Sveltia CMS as `form.js` hands them over: each form where it belongs."""
    config = json.loads(json.dumps(settings["config"]))
    for collection in config["collections"]:
        for part in collection.get("files", [collection]):
            part["fields"] = settings["forms"][part["fields"]]
    return config
