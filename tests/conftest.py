"""What all tests share: which files begin, and that nothing a build remembers outlives them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

# Those that take longest begin, the longest first: a process that is left alone with one of them
# at the end would let the others wait.
LONGEST = (
    "browser/test_components.py",
    "test_memory.py",
    "browser/test_form.py",
    "browser/test_display.py",
    "browser/test_site.py",
    "browser/test_search.py",
    "browser/test_security.py",
    "browser/test_preview.py",
    "browser/test_handouts.py",
    "test_ahead.py",
    "test_html_validity.py",
    "test_hostile_limits.py",
    "test_deadlines.py",
    "test_serve.py",
    "test_crash.py",
)


def pytest_configure() -> None:
    """Shells start what runs in the background with Ctrl+C ignored, and commands inherit that."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of the longest files first; those of one file stay together, in their order."""
    here = Path(__file__).parent
    places = {here / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(LONGEST)))


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Commands of the tests, also in processes of their own, remember in a folder of the tests."""
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["XDG_CACHE_HOME"]
    else:
        os.environ["XDG_CACHE_HOME"] = before
