"""The last output goes in, and a ledger of it; what the next one need not make again comes out.

With very many files it takes longer to ask whether they are as they were than to make what has
changed. Somebody else may look then, while what was written in the ledger is believed: until the
next output is to be made of the last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from nokgen.frozen import frozen
from nokgen.write.ledger import Changed, Ledger
from nokgen.write.puts import Puts
from nokgen.write.swap import Places
from nokgen.write.tree import listing
from nokgen.write.trouble import writing
from nokgen.write.workplace import MARKER


class DoubtError(Exception):
    """What was believed of the last output is not so; `Last` is told what is by now."""


@frozen
class Last:
    """What is known of the last output.

    `changed` tells its files that may not be what they were, None when any may have come or gone;
    `fits` whether the spare tree is what it was. Until they are told, both may take some time.
    If it `is_believed` nobody waits for them, but for parts that are to be another way.
    """

    ledger: Ledger
    changed: Callable[[], Changed | None]
    fits: Callable[[], bool]
    is_told: bool
    is_believed: bool = False

    @classmethod
    def of(cls, ledger: Ledger, places: Places) -> Last:
        """Look now."""
        changed, fits = ledger.changed(places.output), partial(ledger.fits, places.spare)
        return cls(ledger, lambda: changed, fits, is_told=True)


class Previous:
    """The last output in the folder `tree`, as far as it can be relied on; None without one.

    `ledger` is None where nobody vouches for it: then its files are listed, and compared. The
    `bundle` of the search is nobody's business here.
    """

    def __init__(self, tree: Path | None, last: Last | None, bundle: str) -> None:
        self.tree = tree
        self._bundle = bundle
        known = last if tree and last and last.ledger.is_in(tree) else None
        # What is not told yet is believed to be as it was.
        self._changed: Changed | None = {}
        if known is not None and known.is_told:
            self._changed = known.changed()
        self._last = known if self._changed is not None else None
        self._is_told = self._last is None or self._last.is_told
        self._is_looked_at = False
        self._listed = self._listing() if self._last is None else {}

    @property
    def ledger(self) -> Ledger | None:
        """What is known of it."""
        return self._last.ledger if self._last is not None else None

    @property
    def is_believed(self) -> bool:
        """Whether nobody waits to be told how it stands."""
        return self._last is not None and self._last.is_believed

    @property
    def all_changed(self) -> Changed:
        """Files that may not be what they were, by parts."""
        return self._changed or {}

    @property
    def paths(self) -> frozenset[str]:
        """Its files, where they had to be listed."""
        return frozenset(self._listed)

    def changed(self, part: str) -> frozenset[str]:
        """The files of a part that may not be what they were."""
        return self.all_changed.get(part, frozenset())

    def assure(self) -> None:
        """Wait until it is told whether it is what it was believed to be; DoubtError if not."""
        if not self.is_believed:
            self.look()

    def look(self) -> None:
        """As `assure`, for who believes, too."""
        if self._is_told or self._last is None:
            return
        changed = self._last.changed()
        if changed is None or not changed.keys() <= {self._bundle}:
            raise DoubtError
        self._changed, self._is_told = changed, True

    def vouches(self, groups: Iterable[Puts], part: str) -> bool:
        """Whether a part of it has these very files: nothing is read of them."""
        ledger, changed = self.ledger, self.changed(part)
        if ledger is None or part not in ledger.told:
            return False
        known = ledger.part(part).groups
        return all(
            each.digest in known and (not changed or changed.isdisjoint(each.paths))
            for each in groups
        )

    def has(self, part: str, groups: bytes) -> bool:
        """Whether it has a part with these groups: `sum_of` their digests."""
        told = self.ledger.told.get(part) if self.ledger is not None else None
        return told is not None and told.sum == groups and not self.changed(part)

    def sizes(self, part: str) -> Mapping[str, int]:
        """The sizes of the files of a part: of all parts, if not even that is known."""
        ledger = self.ledger
        if ledger is None or self.tree is None or part not in ledger.told:
            return self._listed
        found = ledger.part(part).files.sizes()
        with writing(self.tree):
            for path in self.changed(part):
                found[path] = (self.tree / path).lstat().st_size
        return found

    def has_spare(self) -> bool:
        """Whether a spare tree stands beside it as it was."""
        last = self._last
        if last is None or last.ledger.differing is None:
            return False
        return self.is_believed or last.fits()

    def look_at(self, parts: Iterable[str], spare: Path) -> None:
        """Look at some parts alone, in both trees, but once; DoubtError if they are other ones."""
        if self.ledger is None or self.tree is None or self._is_looked_at:
            return
        if not self.ledger.has_still(parts, self.tree, spare):
            raise DoubtError
        self._is_looked_at = True

    def _listing(self) -> dict[str, int]:
        if self.tree is None:
            return {}
        with writing(self.tree):
            found = listing(self.tree)
        begin = f"{self._bundle}/"
        for path in [MARKER, *(path for path in found if path.startswith(begin))]:
            found.pop(path, None)
        return found
