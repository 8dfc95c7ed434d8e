"""Folders go in; a wake-up comes out when something in them changed and the disk is quiet again."""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileAttribEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

QUIET = 0.05  # seconds without a change that end a burst of saves
LONGEST = 1.0  # seconds after which a burst is not waited for any more
_LOOK = 0.5  # seconds between two looks at the folders themselves
# Not that a file was read: a build reads them all, and of a large site more than the queue of the
# system holds. A folder is modified whenever a file in it comes or goes, which has its own event.
_EVENTS: list[type[FileSystemEvent]] = [
    *(FileCreatedEvent, FileModifiedEvent, FileAttribEvent, FileDeletedEvent, FileMovedEvent),
    *(DirCreatedEvent, DirDeletedEvent, DirMovedEvent),
]
# What editors, office suites and file managers write beside the file that a person saves.
_LEFTOVER = re.compile(
    r"\..*|~\$.*|.*~|#.*#|4913|.*\.(?:sw[a-p]|tmp|bak|orig|rej|part|crdownload)"
    r"|.*___jb_(?:tmp|old)___|thumbs\.db|desktop\.ini",
    re.IGNORECASE,
)


class Watch(FileSystemEventHandler):
    """Folders with everything below them, and single files; each may come, go and come back."""

    def __init__(self, folders: Sequence[Path], files: Sequence[Path]) -> None:
        self._folders = [os.path.realpath(folder) for folder in folders]
        self._files = {os.path.realpath(file) for file in files}
        # A folder cannot tell that it came back: the folder above it does.
        above = {os.path.dirname(path) for path in [*self._folders, *self._files]}  # noqa: PTH120
        self._wanted = dict.fromkeys(sorted(above), False) | dict.fromkeys(self._folders, True)
        self._seen: dict[str, tuple[tuple[int, int] | None, ObservedWatch | None]] = {}
        self._stale: set[str] = set()
        self._changed = threading.Event()
        self._saved: set[Path] = set()
        self._is_clear = True  # the files that changed are known one by one
        self._observer: BaseObserver = Observer()

    def __enter__(self) -> Self:
        self._observer.start()
        self._renew()
        self._changed.clear()
        self.saved()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._observer.stop()
        self._observer.join(timeout=5)

    def wait(self, timeout: float | None = None) -> bool:
        """True once something has changed and the burst is over; False after `timeout` seconds."""
        until = None if timeout is None else time.monotonic() + timeout
        while True:
            left = _LOOK if until is None else min(_LOOK, max(0.0, until - time.monotonic()))
            if self._changed.wait(left) or self._renew():
                break
            if until is not None and time.monotonic() >= until:
                return False
        limit = time.monotonic() + LONGEST
        while time.monotonic() < limit:
            self._changed.clear()
            if not self._changed.wait(QUIET):
                break
        self._renew()
        return True

    @property
    def has_changed(self) -> bool:
        """Whether something has changed since somebody waited for that."""
        return self._changed.is_set()

    def saved(self) -> frozenset[Path] | None:
        """The files that changed since this was asked; None when any may have changed."""
        found, self._saved = self._saved, set()
        is_clear, self._is_clear = self._is_clear, True
        return frozenset(found) if is_clear else None

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by watchdog, from its own thread, for whatever happens."""
        paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        if event.event_type != "modified":
            self._stale |= set(paths) & self._wanted.keys()
        if found := [Path(path) for path in paths if self._matters(path)]:
            self._saved.update(found)
            self._changed.set()

    def _matters(self, path: str) -> bool:
        if path in self._files or path in self._folders:
            return True
        return any(
            not any(_LEFTOVER.fullmatch(name) for name in Path(path).relative_to(folder).parts)
            for folder in self._folders
            if path.startswith(folder + os.sep)
        )

    def _renew(self) -> bool:
        """Watch what came (back) since the last look; True if any folder is another one now."""
        renewed = False
        for path, recursive in self._wanted.items():
            identity = _identity(path)
            known, watch = self._seen.get(path, (None, None))
            if identity == known and path not in self._stale:
                continue
            self._stale.discard(path)
            if watch is not None:
                self._observer.unschedule(watch)
            self._seen[path] = (identity, self._schedule(path, recursive) if identity else None)
            renewed = True
        self._is_clear = self._is_clear and not renewed
        return renewed

    def _schedule(self, path: str, recursive: bool) -> ObservedWatch | None:
        try:
            return self._scheduled(path, recursive)
        except FileNotFoundError:  # gone again meanwhile
            return None
        except OSError:
            if isinstance(self._observer, PollingObserver):
                raise
        self._poll()
        return self._scheduled(path, recursive)

    def _scheduled(self, path: str, recursive: bool) -> ObservedWatch:
        return self._observer.schedule(self, path, recursive=recursive, event_filter=_EVENTS)

    def _poll(self) -> None:
        """Look at the files from time to time: the system has no more watches to give."""
        self._observer.stop()
        self._observer = PollingObserver(timeout=_LOOK)
        self._observer.start()
        for path, (identity, watch) in list(self._seen.items()):
            if watch is not None:
                again = self._schedule(path, self._wanted[path])
                self._seen[path] = (identity, again)


def _identity(path: str) -> tuple[int, int] | None:
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
