"""Files of the site go in; a new tree beside the output comes out, and takes its place at once."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from nokgen.frozen import frozen
from nokgen.messages import N_
from nokgen.surroundings import SurroundingsError
from nokgen.write.hand import Hand, Put
from nokgen.write.ledger import Ledger
from nokgen.write.lock import locked
from nokgen.write.swap import Places, heal, remove, swap
from nokgen.write.tree import Paths, Tree, listing
from nokgen.write.trouble import writing

if TYPE_CHECKING:  # `clean` needs none of what makes pages
    from nokgen.pages.files import OutputFile

MARKER = ".nokgen-output"
# Made by the step of the index, below the output folder: no file of the site may be there.
KEPT = "pagefind"
_PATIENCE = 5.0


@frozen
class Changes:
    """What differs from the last output: sorted paths, and how many files stayed the same."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


class Stage:
    """The next output while it is made; nothing is written as long as nothing differs."""

    def __init__(self, places: Places, previous: Path | None, ledger: Ledger | None = None) -> None:
        self.previous = previous
        self._places = places
        self._ledger = ledger or Ledger()
        self._changed = self._ledger.changed(previous) if ledger and previous else None
        reserved = (MARKER, KEPT)
        self.hand = Hand(places.new, previous, self._before(), reserved)
        self._paths = Paths(reserved)
        self._carried: list[str] = []
        self.puts: list[Put] = []
        self._new: Tree | None = None
        self._awaited: set[str] = set()

    @property
    def tree(self) -> Path:
        """A folder with all pages of the next output, to read: the last one if none differs."""
        return self.folder if self._new or self.previous is None else self.previous

    @property
    def folder(self) -> Path:
        """The new tree, to write to; made when it is first asked for."""
        if self._new is None:
            with writing(self._places.new):
                self._make()
        return self._places.new

    @property
    def scratch(self) -> Path:
        """A folder on the same file system that goes away with the stage."""
        with writing(self._places.scratch):
            self._places.scratch.mkdir(exist_ok=True)
        return self._places.scratch

    def vouches(self, puts: Iterable[Put]) -> bool:
        """Whether the last output has these very files: nothing is read of them."""
        changed, sums = self._changed, self._ledger.sums
        return changed is not None and all(
            sums.get(put.path) == put.sha256 and put.path not in changed for put in puts
        )

    def put(self, files: Iterable[OutputFile]) -> tuple[Put, ...]:
        """Take in files of the site: the changed are written, the others stay where they are.

        ValueError as for `take`.
        """
        found = tuple(map(self.hand.put, files))
        self.take(found)
        return found

    def take(self, found: Iterable[Put]) -> None:
        """Note files that a hand has put, in whatever process.

        ValueError for a path outside the tree, a reserved path, the same path twice, and a file
        where a folder must be.
        """
        for one in found:
            self._paths.add(one.path)
            self.puts.append(one)

    def settle(self, *, awaited: Sequence[str] = ()) -> Changes:
        """All files are in: what was not put is gone, what is the same is linked or copied.

        `awaited` are paths that `add` will bring.
        """
        for path in awaited:
            self._paths.add(path)
        self._awaited = set(awaited)
        removed = sorted(self.hand.sizes.keys() - self._paths.files)
        written = sorted(one.path for one in self.puts if not one.is_same)
        if written or removed or self.previous is None:
            with writing(self._places.new):
                self._make()
        return Changes(tuple(written), tuple(removed), len(self.puts) - len(written))

    def add(self, files: Iterable[OutputFile]) -> None:
        """Take in the awaited files: those that tell of all others. ValueError for another path."""
        for file in files:
            if file.path not in self._awaited:
                raise ValueError(f"a file that was not awaited: {file.path!r}")
            self._awaited.remove(file.path)
            found = self.hand.put(file)
            self.puts.append(found)
            with writing(self._places.new):
                if not found.is_same:
                    self._make()
                elif self._new is not None and self.previous is not None:
                    self._new.link(self.previous, file.path)

    def carry(self, name: str) -> None:
        """Take a folder of the last output over as it is."""
        if self._new is not None:
            try:
                with writing(self._places.new):
                    self._carry(self._new, name)
            except SurroundingsError:  # whoever goes on without it must not keep a half of it
                remove(self._places.new / name)
                raise
        self._carried.append(name)

    def commit(self) -> None:
        """Put the new tree in the place of the output; does nothing if nothing differs.

        ValueError while a file is awaited.
        """
        if self._awaited:
            raise ValueError(f"files that did not come: {sorted(self._awaited)}")
        if self._new is None:
            return
        _refuse_strange(self._places.output)  # it may have been replaced since the stage began
        with writing(self._places.output):
            swap(self._places)
        self._new = None

    def _before(self) -> dict[str, int]:
        if self.previous is None:
            return {}
        with writing(self.previous):
            found = listing(self.previous) if self._changed is None else self._noted(self._changed)
        return {
            path: size
            for path, size in found.items()
            if path != MARKER and not path.startswith(f"{KEPT}/")
        }

    def _noted(self, changed: frozenset[str]) -> dict[str, int]:
        """The sizes of all files, as the ledger has them; of what has changed as they are."""
        found = {path: stamp[1] for path, stamp in self._ledger.files.items()}
        assert self.previous is not None
        for path in changed:
            found[path] = (self.previous / path).lstat().st_size
        return found

    def _make(self) -> Tree:
        if self._new is not None:
            return self._new
        if all(one.is_same for one in self.puts):
            remove(self._places.new)  # a half of it, when the disk refused the rest just now
        new = Tree(self._places.new)
        try:
            new.write(MARKER, json.dumps({"made_by": "nokgen", "version": 1}).encode())
            if self.previous is not None:
                for one in self.puts:
                    if one.is_same:
                        new.link(self.previous, one.path)
            for name in self._carried:
                self._carry(new, name)
        except OSError:
            remove(self._places.new)  # whoever tries again must find the same reason
            raise
        self._new = new
        return new

    def _carry(self, new: Tree, name: str) -> None:
        if self.previous is None or not (self.previous / name).is_dir():
            return
        try:
            for path in listing(self.previous / name):
                new.link(self.previous, f"{name}/{path}")
        except OSError:
            remove(new.folder / name)  # whoever goes on without it must not keep a half of it
            raise


@contextmanager
def staged(
    destination: Path,
    *,
    root: Path | None = None,
    sources: Sequence[Path] = (),
    patience: float = _PATIENCE,
    ledger: Callable[[], Ledger | None] = lambda: None,
) -> Iterator[Stage]:
    """A stage for `destination`; removed when it is not committed, and the last site stays.

    `destination` may not be or hold `root`, nor be, hold or lie inside one of `sources`; it must be
    absent, empty or made by nokgen. A symbolic link is followed. Waits up to `patience` seconds for
    another build, then asks for the `ledger` of the last one. SurroundingsError for these
    (`exit_code` 2) and for every failure of the disk.
    """
    output = Path(os.path.realpath(destination))
    _refuse_sources(output, root, sources)
    places = Places.beside(output)
    with _workplace(places, patience):
        yield Stage(places, output if _is_ours(output) else None, ledger())


def clean(
    destination: Path,
    *,
    root: Path | None = None,
    sources: Sequence[Path] = (),
    patience: float = _PATIENCE,
) -> bool:
    """Remove an output that nokgen made, in one step; False if there is none.

    SurroundingsError (`exit_code` 2) if somebody else made what is there, or if it could touch
    `root` or `sources`, as for `staged`.
    """
    places = Places.beside(Path(os.path.realpath(destination)))
    _refuse_sources(places.output, root, sources)
    if not os.path.lexists(places.work) and not _is_ours(places.output):
        return False
    with _workplace(places, patience):
        if not _is_ours(places.output):
            return False
        with writing(places.output):
            places.output.rename(places.trash)
    return True


@contextmanager
def _workplace(places: Places, patience: float) -> Iterator[None]:
    """Hold the lock over an output without leftovers; leave none."""
    _refuse_strange(places.output)  # first: nothing is made beside a folder that is not ours
    with locked(places.work, places.output, patience):
        with writing(places.work):
            heal(places)
        try:
            yield
        finally:  # also after Ctrl-C between two renames; what fails here is left to the next build
            with suppress(OSError):
                heal(places)


def _is_ours(output: Path) -> bool:
    _refuse_strange(output)
    with writing(output):
        return (output / MARKER).is_file()


def _refuse_strange(output: Path) -> None:
    """SurroundingsError for a place that holds something which nokgen did not make."""
    if not os.path.lexists(output):
        return
    hint = N_("Choose an empty or a new folder with --destination.")
    if not output.is_dir():
        raise SurroundingsError(
            N_("The site cannot be written to %(path)s: it is not a folder."),
            hint=hint,
            params={"path": output},
            exit_code=2,
        )
    with writing(output):
        strange = not (output / MARKER).is_file() and any(output.iterdir())
    if strange:
        raise SurroundingsError(
            N_("The folder %(path)s holds files that nokgen did not make, so it stays untouched."),
            hint=hint,
            params={"path": output},
            exit_code=2,
        )


def _refuse_sources(output: Path, root: Path | None, sources: Sequence[Path]) -> None:
    """SurroundingsError if writing to `output` could touch what the site is made from."""
    real = [Path(os.path.realpath(source)) for source in sources]
    holds = [*real, *([Path(os.path.realpath(root))] if root else [])]
    if any(source.is_relative_to(output) for source in holds) or any(
        output.is_relative_to(source) for source in real
    ):
        raise SurroundingsError(
            N_("The site cannot be written to %(path)s: its sources are there."),
            hint=N_("Choose another folder with --destination, for example public."),
            params={"path": output},
            exit_code=2,
        )
