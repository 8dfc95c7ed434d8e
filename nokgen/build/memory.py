"""A build comes to an end and is remembered; the next one learns here what it need not do again."""

from __future__ import annotations

import marshal
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from nokgen.build.keys import Keys, digest, keys_of, program
from nokgen.build.look import Look, forget_ledger, keep_ledger
from nokgen.build.options import Options, Outcome, Search
from nokgen.build.sources import Sources
from nokgen.build.store import ALWAYS, HEIRS, SOURCES, ForgottenError, Store
from nokgen.frozen import frozen
from nokgen.write import Changes, Stage
from nokgen.write.swap import Places

if TYPE_CHECKING:
    from nokgen.build.region import Known, Made
    from nokgen.build.whole import AboutAll
    from nokgen.diagnostics import Diagnostic

_OUTCOME, _WHOLE, _AGREED = "outcome", "whole", "agreed"


class Piece(StrEnum):
    """What is kept of a region; a value is how the name of its record begins."""

    BRIEF = "brief"  # what was said of it, and digests
    TOLD = "region"  # what was checked, and what pages about the whole site need
    FEEDS = "feeds"
    TABLES = "tables"  # for the archive: they have a key of their own
    FILES = "files"
    OFFERS = "offers"  # only who makes the region again asks for them
    INDEXED = "indexed"  # only who does that, or makes an index; not there without a search

    def of(self, slug: str) -> str:
        """The name of its record for a region."""
        return f"{self.value}-{slug}"


@frozen
class Memory:
    """What is remembered of the last build into an output; `keys` are those of the next, which
    notes here what regions it `read`, and what it does `late`: when the output is in its place. A
    `look` tells how that stands.
    """

    store: Store
    keys: Keys
    options: Options
    sources: Sources
    look: Look
    read: set[str] = field(default_factory=set)
    late: list[Callable[[], None]] = field(default_factory=list)

    def untouched(self) -> Outcome | None:
        """What the last build came to, when the next would come to the same and its output stands.

        Nothing is read of the output but what the file system says of its files.
        """
        body = self.store.load(_OUTCOME, self._key)
        output = Path(self.options.destination).resolve()
        if body is None or not Places.beside(output).are_at_rest:
            return None
        zone, today, outcome = pickle.loads(body)
        if self.options.clock(zone) != today:
            return None
        return outcome if isinstance(outcome, Outcome) and self.look.is_as_left else None

    def knows(self, slug: str, mark: str) -> bool:
        """Whether a region was made of the same files, with the same `mark`: the day, and what else
        it shows that stands in no file of its own; and for the search, if there is one.
        """
        key = self._region_key(slug, mark)
        wanted = (Piece.TOLD, Piece.INDEXED) if self.options.finds_pages else (Piece.TOLD,)
        return all(self.store.key(piece.of(slug)) == key for piece in wanted)

    def known(self, slug: str) -> Known | None:
        """What every build asks of a region that was made the last time, and where the rest is.

        ForgottenError of whoever asks for that, if it is not there any more.
        """
        from nokgen.build.kept import known_of  # it needs most of the program

        key = self.last_key(slug)
        is_found = self.options.search is Search.BUILD

        def rest() -> Made:
            found = self.region(slug)
            if found is None:
                raise ForgottenError
            return found

        return known_of(slug, self._load(slug, key), is_found=is_found, rest=rest) if key else None

    def region(self, slug: str) -> Made | None:
        """A region as it was made the last time, by this program for such a site."""
        from nokgen.build.kept import made_of

        key, ready = self.last_key(slug), self.options.ready
        if key and ready is not None and (made := ready.take_region(slug, key)) is not None:
            return made
        tables = partial(_tables, self.store, Piece.TABLES.of(slug))
        found = self.options.finds_pages
        return made_of(self._load(slug, key), is_found=found, tables=tables) if key else None

    def keep_region(self, slug: str, mark: str, made: Made) -> None:
        """Remember a region."""
        from nokgen.build.kept import pieces_of, tables_of

        key = self._region_key(slug, mark)
        for piece, body in pieces_of(made).items():
            if piece is not Piece.INDEXED or self.options.finds_pages:
                self.store.save(piece.of(slug), key, body)
        (tables, packed), name = tables_of(made), Piece.TABLES.of(slug)
        if self.store.key(name) != tables:  # they are large, and few edits change them
            self.store.save(name, tables, packed())

    def agreed(self, key: str) -> tuple[Diagnostic, ...] | None:
        """What was said of all that stands outside of regions, when these claimed the same."""
        body = self.store.load(_AGREED, self._agreed_key(key))
        return None if body is None else pickle.loads(body)

    def keep_agreed(self, key: str, told: tuple[Diagnostic, ...]) -> None:
        """Remember it."""
        body = pickle.dumps(told, pickle.HIGHEST_PROTOCOL)
        self.store.save(_AGREED, self._agreed_key(key), body)

    def whole(self) -> AboutAll | None:
        """What the last build put about the whole site."""
        body = self.store.load(_WHOLE, self.keys.shared)
        return None if body is None else pickle.loads(body)

    def keep_whole(self, made: AboutAll) -> None:
        """Remember it."""
        body = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
        self.store.save(_WHOLE, self.keys.shared, body)

    def forget(self) -> None:
        """The output is about to change: nobody knows any more what stands there."""
        self.store.drop(_OUTCOME)
        forget_ledger(self.store)

    def end(self, outcome: Outcome, zone: str, stage: Stage, regions: Sequence[str]) -> None:
        """Remember what a build came to, when its output is in place.

        Nothing, if somebody saved a file meanwhile: it may have been read before or after that.
        """
        if keys_of(self.options, self.sources, self.read) != self.keys:
            self.store.clear()
            return
        for step in self.late:
            step()
        try:
            ledger = stage.ledger()
        except OSError:  # somebody else is at work there already
            return
        if ledger is None:
            return
        ledgers = keep_ledger(self.store, self._program, ledger)
        self.store.save(SOURCES, ALWAYS, self.sources.written())
        if outcome.changes is not None and outcome.is_quiet:
            files = len(outcome.changes.written) + outcome.changes.unchanged
            quiet = replace(outcome, changes=Changes((), (), files))
            body = pickle.dumps((zone, outcome.today, quiet), pickle.HIGHEST_PROTOCOL)
            self.store.save(_OUTCOME, self._key, body)
        own = {SOURCES, HEIRS, _OUTCOME, _WHOLE, _AGREED, *ledgers}
        self.store.keep({*own, *_pieces(regions)})

    @property
    def _program(self) -> str:
        assert self.options.cache is not None
        return program(self.options.cache)

    @property
    def _key(self) -> str:
        return f"{self.keys.whole} {self.options.search.value}"

    def _agreed_key(self, key: str) -> str:
        """The names of all files say which addresses there are."""
        return digest(self.keys.shared, key, *self.keys.files)

    def last_key(self, slug: str) -> str:
        """The key of a region as it was made the last time; "" if it was not for such a site."""
        key = self.store.key(Piece.TOLD.of(slug))
        return key if key.startswith(f"{self.keys.shared} ") else ""

    def _load(self, slug: str, key: str) -> Callable[[Piece], bytes | None]:
        return lambda piece: self.store.load(piece.of(slug), key)

    def _region_key(self, slug: str, mark: str) -> str:
        return f"{self.keys.shared} {self.keys.region(slug)} {mark}"


def _tables(store: Store, name: str, key: str) -> Mapping[str, bytes]:
    body = store.load(name, key)
    if body is None:
        raise ForgottenError
    found: dict[str, bytes] = marshal.loads(body)
    return found


def _pieces(regions: Iterable[str]) -> Iterator[str]:
    return (piece.of(slug) for slug in regions for piece in Piece)


def memory_of(options: Options) -> Memory | None:
    """What is remembered for a build; None without a folder for it, and for a preview."""
    if options.cache is None or options.changed_since is not None:
        return None
    store = Store.beside(options.cache, options.destination)
    key, output = program(options.cache), options.destination
    look = Look(store, key, output, believes=options.believes)
    sources = Sources.read(store.load(SOURCES, ALWAYS))
    keys = keys_of(options, sources)
    if keys is None:
        look.end()
        return None
    return Memory(store, keys, options, sources, look)
