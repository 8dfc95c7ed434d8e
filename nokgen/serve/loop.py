"""Options go in; build, serve and watch run until Ctrl+C, whatever happens to the content."""

from __future__ import annotations

import gc
import pickle
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from nokgen.aside import aside, is_worth_it
from nokgen.build import Options, Outcome, Search
from nokgen.build import build as build_site
from nokgen.build.ahead import Ahead
from nokgen.index import StoppedError
from nokgen.messages import Messages
from nokgen.read import CONTENT
from nokgen.report import render_summary, render_text
from nokgen.serve.pages import version_of
from nokgen.serve.reload import Board
from nokgen.serve.server import Server
from nokgen.serve.watch import Watch
from nokgen.surroundings import SurroundingsError
from nokgen.write import Changes

T = TypeVar("T")
Build = Callable[[Options], Outcome]
Say = Callable[[str], None]
# Seconds without a save after which the search is made: it must not delay the next page.
_PAUSE = 0.3
# About as many files does a site have for each that somebody has written.
_FILES_OF_A_SOURCE = 20


def serve(
    options: Options,
    *,
    port: int,
    messages: Messages,
    say: Say,
    ready: Callable[[str], None] = lambda _address: None,
    build: Build = build_site,
) -> None:
    """Serve the site on this machine and rebuild it at every save; returns after Ctrl+C.

    A page that somebody sees comes first where it can be made alone, then the whole site.

    `ready` is told the address of the site once it answers there.

    Faults are said and shown over the last good page. Without `base_url` the pages are made for the
    address that serves them. Port 0 takes a free one. SurroundingsError if the port is taken.
    """
    board = Board()
    server = Server(options.destination, port, board, messages)
    options = replace(options, base_url=options.base_url or server.address)
    first = _begun(options, build)  # before there is a thread of the watch, too
    watch = Watch(
        folders=[options.root / "content", options.root / "templates"],
        files=[options.root / options.config],
    )
    options = replace(options, gives_way=lambda: watch.has_changed)
    session = _Session(options, server, say, build, Ahead(options))
    try:
        with server.running(), watch:
            session.first(server.address, first)
            ready(server.address)
            while True:
                if watch.wait(_PAUSE if session.has_more_to_do else None):
                    session.rebuild(watch.saved())
                else:
                    session.rest()
    except KeyboardInterrupt:
        say(messages.gettext("Stopped."))


def _begun(options: Options, build: Build) -> Callable[[], Outcome | None]:
    """The first build of a large site, in a process of its own: beside the threads of a server
    builds have but one. What it comes to is None if it is to be made here.
    """
    files = sum(1 for _ in (options.root / CONTENT).rglob("*.yaml"))
    if not is_worth_it(files * _FILES_OF_A_SOURCE):
        return lambda: None
    told = aside(lambda: pickle.dumps(build(replace(options, search=Search.KEEP))))

    def outcome() -> Outcome | None:
        body = told()
        found = pickle.loads(body) if body is not None else None
        return found if isinstance(found, Outcome) else None

    return outcome


@dataclass(slots=True)
class _Session:
    """The builds of one run of `serve`, one after another."""

    options: Options
    server: Server
    say: Say
    build: Build
    ahead: Ahead
    built: bool = False  # the last build made pages of the newest content
    indexed: bool = False  # the search knows the pages that are served
    warnings: str = ""
    trouble: str = ""

    @property
    def has_more_to_do(self) -> bool:
        """Whether something is to be made as soon as there is time."""
        return self.built and (self.ahead.is_stale or not self.indexed)

    @property
    def messages(self) -> Messages:
        """The language of what is said."""
        return self.server.messages

    def first(self, address: str, begun: Callable[[], Outcome | None]) -> None:
        """Build for the first time, unless that has `begun` elsewhere; say where the site is."""
        self._attempt(Search.KEEP, begun)
        self.say(self.messages.gettext("Site: %(address)s – to stop: Ctrl+C", address=address))

    def rebuild(self, saved: frozenset[Path] | None) -> None:
        """Build after these files were saved, or any; the search keeps its last index for now."""
        self._hurry(saved)
        changes = self._attempt(Search.KEEP, self._in_haste)
        if changes is not None:
            count = len(changes.written) + len(changes.removed)
            self.say(
                self.messages.ngettext(
                    "The site is up to date: %(n)s file changed",
                    "The site is up to date: %(n)s files changed",
                    count,
                )
            )

    def _in_haste(self) -> Outcome | None:
        """What a build comes to that does not look at the files of the last one: the next does, at
        the next rest. None if it met something around it: then somebody may have been there.
        """
        try:
            options = replace(self.options, search=Search.KEEP, believes=True)
            return self.build(replace(options, ready=self.ahead.taken()))
        except SurroundingsError:
            return None

    def rest(self) -> None:
        """Prepare for the next save, then make the index of the search, until somebody saves."""
        if self.ahead.is_stale:
            self._try(self.ahead.learn)
        # Garbage is looked for now, and after a save only among what is new.
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        if not self.indexed:
            self._attempt(Search.BUILD)

    def _hurry(self, saved: frozenset[Path] | None) -> None:
        """Show the pages that somebody sees ahead of the others; what is wrong the build tells."""
        pages = self._try(lambda: self.ahead.pages(saved, self.server.board.addresses))
        if pages:
            self.server.pages.ahead = {**self.server.pages.ahead, **pages}
            self.server.board.hurry()

    def _try(self, step: Callable[[], T]) -> T | None:
        """What a step comes to that the build can do without; None when it fails."""
        try:
            return step()
        except SurroundingsError:  # the build meets it, too
            return None
        except Exception:  # a bug must not take the preview away from an editor
            traceback.print_exc()
            return None

    def _arrive(self) -> None:
        """The site has caught up with the pages that came ahead of it."""
        pages = self.server.pages
        ahead, pages.ahead = pages.ahead, {}
        if any(pages.version(address) != version_of(page) for address, page in ahead.items()):
            self.ahead.forget()  # what all pages share is not what it was

    def _attempt(
        self, search: Search, begun: Callable[[], Outcome | None] = lambda: None
    ) -> Changes | None:
        """Build and tell terminal and browsers; None if the last site had to stay."""
        was_built, self.built = self.built, False
        try:
            outcome = begun() or self.build(replace(self.options, search=search))
        except StoppedError:  # a save came first
            self.built = was_built
            return None
        except SurroundingsError as error:
            self._fail(self._sentences(error))
            return None
        except Exception:  # a bug must not take the preview away from an editor
            traceback.print_exc()
            self._fail(
                self.messages.gettext(
                    "nokgen itself has failed; the terminal says where. Please report it."
                )
            )
            return None
        if outcome.changes is None:
            self._fail(self._frames(outcome))
            return None
        self.built = True
        self._arrive()
        self.server.board.publish(None)
        changed = bool(outcome.changes.written or outcome.changes.removed)
        searching = outcome.search_trouble if search is Search.BUILD else None
        is_later = isinstance(searching, StoppedError)  # a save came first
        self.indexed = not is_later if search is Search.BUILD else self.indexed and not changed
        trouble = (None if is_later else searching) or outcome.admin_trouble
        self._warn(self._frames(outcome), trouble)  # of a country there are many
        return outcome.changes

    def _frames(self, outcome: Outcome) -> str:
        if not outcome.diagnostics:
            return ""
        frames = render_text(outcome.diagnostics, self.messages)
        return frames + "\n" + render_summary(outcome.diagnostics, self.messages)

    def _warn(self, warnings: str, search_trouble: SurroundingsError | None) -> None:
        """Say what does not keep the site from standing: when it is new, not at every save."""
        if warnings and warnings != self.warnings:
            self.say(warnings.rstrip())
        self.warnings = warnings
        trouble = self._sentences(search_trouble) if search_trouble else ""
        if trouble and trouble != self.trouble:
            self.say(trouble)
        self.trouble = trouble or self.trouble

    def _fail(self, text: str) -> None:
        self.say(text.rstrip())
        # A page that came ahead was without a fault: it stays the last good one.
        self.server.board.publish(text)

    def _sentences(self, error: SurroundingsError) -> str:
        sentences = [self.messages.gettext(error.message, **error.params)]
        if error.hint:
            sentences.append(self.messages.gettext(error.hint, **error.params))
        return "\n".join(sentences)
