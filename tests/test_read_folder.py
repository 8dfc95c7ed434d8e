"""Which files are seen, in which order, and what is not followed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nokgen.read.folder import list_folder
from nokgen.read.site import read_site


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a: b\n", encoding="utf-8")


def test_files_are_sorted_by_path(tmp_path: Path) -> None:
    make(tmp_path, "b/z.yaml", "b/a.yaml", "a/x.yaml", "c.yaml")
    assert list_folder(tmp_path, "content").files == [
        "content/a/x.yaml",
        "content/b/a.yaml",
        "content/b/z.yaml",
        "content/c.yaml",
    ]


@pytest.mark.parametrize(
    "name",
    [
        ".gitkeep",
        ".git/config",
        "~$plan.docx",
        "plan.yaml~",
        "#plan.yaml#",
        ".plan.yaml.swp",
        "plan.yaml.bak",
        "README.md",
        "Thumbs.db",
        ".DS_Store",
    ],
)
def test_leftovers_are_not_seen(tmp_path: Path, name: str) -> None:
    make(tmp_path, name)
    listing = list_folder(tmp_path, "content")
    assert (listing.files, listing.diagnostics) == ([], [])


def test_links_and_pipes_are_not_followed(tmp_path: Path) -> None:
    make(tmp_path, "a/x.yaml")
    (tmp_path / "content" / "loop").symlink_to(tmp_path / "content")
    os.mkfifo(tmp_path / "content" / "pipe.yaml")
    tree = read_site(tmp_path)
    assert tree.files == ("content/a/x.yaml",)
    assert [(d.code.slug, d.span.path) for d in tree.diagnostics if "content" in d.span.path] == [
        ("symbolic-link", "content/loop"),
        ("special-file", "content/pipe.yaml"),
    ]


def test_a_name_that_is_not_text(tmp_path: Path) -> None:
    make(tmp_path, "a/x.yaml")
    (tmp_path / "content" / "a" / os.fsdecode(b"\xcf\xeb\n.yaml")).write_bytes(b"a: b")
    listing = list_folder(tmp_path, "content")
    assert listing.files == ["content/a/x.yaml"]
    (found,) = listing.diagnostics
    assert (found.code.slug, found.span.path) == ("file-name-malformed", "content/a/���.yaml")


def test_what_stands_in_documents_is_never_read(tmp_path: Path) -> None:
    make(tmp_path, "a/documents/table.yaml", "a/region.yaml")
    tree = read_site(tmp_path)
    assert "content/a/documents/table.yaml" in tree.files
    assert list(tree.documents) == ["content/a/region.yaml"]


def test_the_settings_may_have_another_name(tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "content").mkdir()
    (tmp_path / "other.yaml").write_text("title: x\n", encoding="utf-8")
    tree = read_site(tmp_path, "other.yaml")
    assert tree.config_path == "other.yaml"
    assert tree.documents["other.yaml"].tree == {"title": "x"}
