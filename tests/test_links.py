"""Addresses: what a link looks like on a page, by where the page and the site stand."""

from __future__ import annotations

import pytest

from nokgen.pages.links import Links

HERE = Links.at(None, from_disk=False)
DISK = Links.at(None, from_disk=True)
REPO = Links.at("https://example.org/repo", from_disk=False)


@pytest.mark.parametrize(
    ("target", "page", "served", "on_disk"),
    [
        ("/", "/", "./", "./index.html"),
        ("/", "/a/b/", "../../", "../../index.html"),
        ("/a/b/", "/", "a/b/", "a/b/index.html"),
        ("/a/", "/a/b/", "../", "../index.html"),
        ("/a/c/", "/a/b/", "../c/", "../c/index.html"),
        ("/a/c/#m1", "/a/b/", "../c/#m1", "../c/index.html#m1"),
        ("/a/b/", "/a/b/", "./", "./index.html"),
        ("/a/b/#m1", "/a/b/", "#m1", "#m1"),
    ],
)
def test_links_between_pages(target: str, page: str, served: str, on_disk: str) -> None:
    assert HERE.to(target, page) == served
    assert DISK.to(target, page) == on_disk


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/calendar/", "../calendar/"),
        ("/a/b/#m1", "../a/b/#m1"),
        ("../glossary/#нок", "../glossary/#нок"),
        ("#here", "#here"),
        ("https://bus.gov.ru/", "https://bus.gov.ru/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("/a/documents/plan.txt", "../a/documents/plan.txt"),
    ],
)
def test_links_of_editors_become_relative(href: str, expected: str) -> None:
    assert HERE.written(href, "/about/") == expected


def test_addresses_of_the_whole_site() -> None:
    assert (HERE.absolute("/a/"), REPO.absolute("/a/")) == ("", "https://example.org/repo/a/")
    assert (HERE.from_base("/a/"), REPO.from_base("/a/")) == ("/a/", "/repo/a/")
