"""An address goes in; when its first screen, its last byte or its first answer came, comes out."""

from __future__ import annotations

import time
from dataclasses import dataclass

from playwright.sync_api import Browser, CDPSession, Page

KILOBITS = 400
ROUND_TRIP = 400
SLOWER = 4
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
_WATCH = """
window.painted = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.painted = entry.startTime;
}).observe({type: "largest-contentful-paint", buffered: true});
"""
_TIMES = """() => ({
  first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
  largest: window.painted,
  load: performance.getEntriesByType("navigation")[0].loadEventEnd,
  bytes: performance.getEntries().reduce((sum, entry) => sum + (entry.transferSize || 0), 0),
  files: performance.getEntriesByType("resource").length + 1,
})"""
# The first paint may come after the last byte.
_LOADED = """() => performance.getEntriesByType("navigation")[0].loadEventEnd > 0
  && performance.getEntriesByName("first-contentful-paint").length > 0"""


@dataclass(frozen=True, slots=True)
class Visit:
    """One first visit: seconds, and what travelled."""

    first: float
    largest: float
    complete: float
    kilobytes: float
    files: int


def _slow(page: Page) -> CDPSession:
    """The connection and the processor of a cheap phone in a village."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    bytes_a_second = KILOBITS * 1000 / 8
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": ROUND_TRIP,
            "downloadThroughput": bytes_a_second,
            "uploadThroughput": bytes_a_second,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return session


def visit(browser: Browser, address: str, limit: float = 60) -> Visit:
    """A first visit with an empty cache."""
    context = browser.new_context(viewport={"width": 412, "height": 823})
    page = context.new_page()
    page.add_init_script(_WATCH)
    _slow(page)
    page.goto(address, wait_until="load", timeout=limit * 1000)
    page.wait_for_function(_LOADED)
    found = page.evaluate(_TIMES)
    context.close()
    return Visit(
        found["first"] / 1000,
        max(found["largest"], found["first"]) / 1000,
        found["load"] / 1000,
        found["bytes"] / 1000,
        found["files"],
    )


def answer(browser: Browser, address: str, limit: float = 120) -> tuple[float, float]:
    """Seconds until the first result of a shared search stands on the page, and kB until then."""
    context = browser.new_context(viewport={"width": 412, "height": 823})
    page = context.new_page()
    session = _slow(page)
    sent = [0.0]
    session.on(
        "Network.loadingFinished",
        lambda event: sent.__setitem__(0, sent[0] + event["encodedDataLength"]),
    )
    begun = time.perf_counter()
    page.goto(address, wait_until="commit", timeout=limit * 1000)
    page.wait_for_selector(".hits > li", timeout=limit * 1000)
    took = time.perf_counter() - begun
    context.close()
    return took, sent[0] / 1000
