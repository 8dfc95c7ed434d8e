"""What is known of an output goes in; how its files stand comes out, of another process if many.

That takes as long as to make what an edit changes, and both go on at once.
"""

from __future__ import annotations

import marshal
import subprocess
import sys
from functools import cache, partial
from pathlib import Path
from secrets import token_hex
from typing import IO

from nokgen.aside import MANY
from nokgen.build.store import ForgottenError, Store
from nokgen.write.last import Last
from nokgen.write.ledger import Changed, Ledger, Part
from nokgen.write.swap import Places

_LEDGER = "ledger"
# The stamp of the output of which a process speaks, and what has changed there, or whether the
# spare tree is what it was.
_Answer = tuple[bytes, Changed | bool | None]


class Look:
    """How the output of a `store` stands, if it was made by the program with this `key`.

    Who `believes` takes it that all stands as it was left, unless it is another output, until there
    is a doubt.
    """

    def __init__(self, store: Store, key: str, output: Path, *, believes: bool = False) -> None:
        self._store = store
        self._key = key
        self._places = Places.beside(output.resolve())
        self._ledger = ledger_in(store, key)
        self._believes = believes
        self._process: subprocess.Popen[bytes] | None = None
        self._changed: list[Changed | None] = []  # at most one
        files = sum(each.files for each in self._ledger.told.values()) if self._ledger else 0
        if files >= MANY and not believes:
            self._process = _begun(store, key, self._places.output)

    @property
    def is_as_left(self) -> bool:
        """Whether all stands as the last build left it."""
        ledger = self._ledger
        if ledger is not None and self._believes:
            return ledger.is_in(self._places.output)
        return ledger is not None and self._told(ledger) == {}

    def last(self, places: Places) -> Last | None:
        """What is known of the last output; nobody else builds there until the stage ends."""
        ledger = ledger_in(self._store, self._key)
        if ledger is None:
            return None
        if self._believes:
            told, fits = partial(self._told, ledger), partial(self._fits, ledger)
            return Last(ledger, told, fits, is_told=False, is_believed=True)
        if self._ledger is None or self._process is None or ledger.root != self._ledger.root:
            return Last.of(ledger, places)  # another build came between
        fits = partial(self._fits, ledger)
        return Last(ledger, partial(self._told, ledger), fits, is_told=bool(self._changed))

    def doubt(self) -> None:
        """Believe nothing any more."""
        self._believes = False

    def end(self) -> None:
        """Nobody asks any more."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()

    def _told(self, ledger: Ledger) -> Changed | None:
        """The files that may not be what they were; None when any may have come or gone."""
        if not self._changed:
            root, changed = _said(self._process) or (b"", False)
            if root != ledger.root or isinstance(changed, bool):
                changed = ledger.changed(self._places.output)
            self._changed.append(changed)
        return self._changed[0]

    def _fits(self, ledger: Ledger) -> bool:
        """Whether the spare tree is what it was."""
        root, fits = _said(self._process) or (b"", None)
        if root != ledger.root or not isinstance(fits, bool):
            return ledger.fits(self._places.spare)
        return fits


def ledger_in(store: Store, key: str) -> Ledger | None:
    """What a store has of its output; ForgottenError of whoever asks for a part that is lost."""
    body = store.load(_LEDGER, key)
    if body is None:
        return None
    keys, told = marshal.loads(body)

    @cache
    def load(name: str) -> Part:
        found = store.load(_record(name), keys[name])
        if found is None:
            raise ForgottenError
        return Part.read(found)

    return Ledger.read(told, load)


def keep_ledger(store: Store, key: str, ledger: Ledger) -> set[str]:
    """Remember it: parts that nobody looked at again stay as they are. The names of its records."""
    for name, part in ledger.fresh.items():
        store.save(_record(name), token_hex(8), part.written())
    keys = {name: store.key(_record(name)) for name in ledger.told}
    store.save(_LEDGER, key, marshal.dumps((keys, ledger.written())))
    return {_LEDGER, *map(_record, keys)}


def forget_ledger(store: Store) -> None:
    """The output is about to change: nobody knows any more what stands there."""
    store.drop(_LEDGER)


def main(folder: str, key: str, output: str) -> None:
    """What `Look` asks another process for: two answers, one after the other."""
    ledger = ledger_in(Store(Path(folder)), key)
    if ledger is None:
        return
    places = Places.beside(Path(output))
    changed = ledger.changed(places.output)
    _say(sys.stdout.buffer, ledger.root, None if changed is None else {**changed})
    _say(sys.stdout.buffer, ledger.root, ledger.fits(places.spare))


def _record(part: str) -> str:
    return f"{_LEDGER}-{part}"


def _begun(store: Store, key: str, output: Path) -> subprocess.Popen[bytes] | None:
    # A fork would be quicker, but beside other threads, as in `serve`, it may find locks shut.
    command = [sys.executable, "-P", "-m", __name__, str(store.folder), key, str(output)]
    null = subprocess.DEVNULL
    try:
        return subprocess.Popen(command, stdin=null, stdout=subprocess.PIPE, stderr=null)
    except OSError:  # then it is asked here
        return None


def _say(out: IO[bytes], root: bytes, told: dict[str, frozenset[str]] | bool | None) -> None:
    out.write(marshal.dumps((root, told)))
    out.flush()


def _said(process: subprocess.Popen[bytes] | None) -> _Answer | None:
    """The next answer of a process; None if it has none."""
    if process is None or process.stdout is None:
        return None
    try:
        said: _Answer = marshal.load(process.stdout)
        return said
    except (EOFError, ValueError, TypeError):  # it was ended from outside
        return None


if __name__ == "__main__":
    main(*sys.argv[1:])
