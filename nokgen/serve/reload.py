"""What a build came to goes in; open browsers learn of it, and pages carry what listens for it."""

from __future__ import annotations

import html
import json
import re
import threading
from collections import Counter
from pathlib import Path

from nokgen.frozen import frozen
from nokgen.messages import Messages

PREFIX = "/.nokgen/"
EVENTS = PREFIX + "events"
SCRIPT = PREFIX + "reload.js"
STYLE = PREFIX + "reload.css"
ASSETS = {path: Path(__file__).parent / path.removeprefix(PREFIX) for path in (SCRIPT, STYLE)}
MOST_LISTENERS = 100
NO_VERSION = ""  # of a page that is not of the site

_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)
_POLICY = re.compile(
    rb"""(<meta\b[^>]*http-equiv=["']?Content-Security-Policy["']?[^>]*?\bcontent=)"""
    rb"""("[^"]*"|'[^']*')""",
    re.IGNORECASE,
)
_NEEDED = ("script-src", "style-src", "connect-src")


@frozen
class State:
    """What browsers must know: how often pages may have changed, and what is wrong with the newest
    content.
    """

    number: int = 0
    problems: str | None = None


class Board:
    """The present state for many listeners; a change wakes them all."""

    def __init__(self) -> None:
        self._state = State()
        self._condition = threading.Condition()
        self._listeners: Counter[str] = Counter()
        self._closed = False

    @property
    def state(self) -> State:
        """The present state."""
        with self._condition:
            return self._state

    @property
    def addresses(self) -> frozenset[str]:
        """The addresses of the pages that somebody sees."""
        with self._condition:
            return frozenset(self._listeners)

    def publish(self, problems: str | None) -> None:
        """Tell all listeners that pages may differ, and what is wrong."""
        with self._condition:
            self._tell(problems)

    def hurry(self) -> None:
        """Tell all listeners that pages came ahead of the site; what is wrong the build tells."""
        with self._condition:
            self._tell(self._state.problems)

    def _tell(self, problems: str | None) -> None:
        self._state = State(self._state.number + 1, problems)
        self._condition.notify_all()

    def wait(self, seen: State | None, timeout: float) -> State | None:
        """The state once it differs from `seen`; None after `timeout` seconds, or at the end."""
        with self._condition:
            self._condition.wait_for(lambda: self._closed or self._state != seen, timeout)
            return None if self._closed or self._state == seen else self._state

    def join(self, address: str = "") -> bool:
        """Take in a listener who sees the page at an address; False if there are too many."""
        with self._condition:
            if self._closed or self._listeners.total() >= MOST_LISTENERS:
                return False
            self._listeners[address] += 1
            return True

    def leave(self, address: str = "") -> None:
        """Let a listener go."""
        with self._condition:
            self._listeners -= Counter([address])  # an address without a listener is not kept

    def close(self) -> None:
        """End all waiting."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()

    @property
    def closed(self) -> bool:
        """Whether the server is ending."""
        return self._closed


def event(problems: str | None, version: str, messages: Messages) -> bytes:
    """An event of a stream (Server-Sent Events): what is wrong, and the version of the page."""
    data = {
        "version": version,
        "problems": problems,
        "title": messages.gettext("The last change is not on the site yet"),
        "close": messages.gettext("Close"),
    }
    return f"data: {json.dumps(data)}\n\n".encode()


def listening(page: bytes, version: str) -> bytes:
    """A page of the site with the script that listens for changes, allowed by its own policy."""
    tags = (
        f'<link rel="stylesheet" href="{STYLE}">'
        f'<script src="{SCRIPT}" defer data-version="{version}"></script>'
    ).encode()
    page = _POLICY.sub(lambda match: match[1] + _widened(match[2]), page)
    end = _HEAD_END.search(page)
    place = end.start() if end else len(page)
    return page[:place] + tags + page[place:]


def _widened(quoted: bytes) -> bytes:
    """A quoted Content-Security-Policy that also allows script, style and events of this server."""
    policy = html.unescape(quoted[1:-1].decode("utf-8", "surrogateescape"))
    directives: dict[str, list[str]] = {}
    for directive in policy.split(";"):
        name, *sources = directive.split() or [""]
        if name:
            directives.setdefault(name.lower(), sources)
    for name in _NEEDED:
        sources = directives.get(name, directives.get("default-src", ["*"]))
        if "'self'" not in sources and "*" not in sources:
            directives[name] = [s for s in sources if s != "'none'"] + ["'self'"]
    text = "; ".join(" ".join([name, *sources]) for name, sources in directives.items())
    return f'"{html.escape(text)}"'.encode("utf-8", "surrogateescape")


def waiting_page(problems: str | None, messages: Messages) -> bytes:
    """The page for as long as there is no site: why there is none, or that it is being made."""
    if problems is None:
        title = messages.gettext("The site is being built")
        text = messages.gettext("This page opens the site by itself as soon as it is ready.")
        body = f"<p>{html.escape(text)}</p>"
    else:
        title = messages.gettext("The site could not be built yet")
        text = messages.gettext("Correct what is listed here: the site opens by itself.")
        listed = html.escape(problems)
        body = f'<p>{html.escape(text)}</p><pre role="alert" tabindex="0">{listed}</pre>'
    heading = html.escape(title)
    page = (
        f'<!doctype html><html lang="{messages.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{heading}</title></head>"
        f'<body class="nokgen-waiting"><main><h1>{heading}</h1>{body}</main></body></html>'
    )
    return listening(page.encode(), NO_VERSION)
