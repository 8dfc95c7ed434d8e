"""Fixtures of the browser tests: a Chromium that runs here, and folders served as a site."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tools.chromium import find_chromium

# A state is waited for, never a duration: on a busy machine it comes later.
expect.set_options(timeout=30_000)

# Nothing of these tests may ask the network.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Serve = Callable[[Path], str]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the Chromium of this machine."""
    path = find_chromium()
    assert path, "no Chromium: run `make chromium`"
    return {**browser_type_launch_args, "executable_path": str(path), "args": list(FLAGS)}


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Serve a folder over HTTP until the tests end; returns its address with a final slash."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(_served(folder))


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: a failed test shows what it asked for."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
