"""What the steps of one check share: the sources, the addresses, and what was found so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from weakref import WeakKeyDictionary

from nokgen.check.addresses import Addresses
from nokgen.check.findings import Findings, Path
from nokgen.check.shape import shaped
from nokgen.diagnostics import Diagnostic
from nokgen.read import Document, SourceTree
from nokgen.records.base import Record

R = TypeVar("R", bound=Record)
# Whoever keeps a document has its record made once.
_RECORDS = WeakKeyDictionary[Document, Record]()


@dataclass(slots=True)
class Session:
    """One check, from the sources to the diagnostics; `today` is set when it is known."""

    tree: SourceTree
    addresses: Addresses
    found: list[Diagnostic]
    today: date = date.min
    _aliases: list[tuple[Findings, str, tuple[str, ...], Path]] = field(default_factory=list)
    _moves: list[tuple[str, str]] = field(default_factory=list)

    def record(self, model: type[R], path: str) -> R | None:
        """The record of a file; None when it is missing or has faults."""
        document = self.tree.documents.get(path)
        if document is None:
            return None
        known = _RECORDS.get(document)
        if isinstance(known, model):
            return known
        made = shaped(model, Findings(document, self.found))
        if made is not None:
            _RECORDS[document] = made
        return made

    def findings(self, path: str) -> Findings:
        """Where the faults of a file that was read are noted."""
        return Findings(self.tree.documents[path], self.found)

    def note_aliases(
        self, findings: Findings, address: str, aliases: tuple[str, ...], record: Path = ()
    ) -> None:
        """Remember old addresses of what stands at `address`; `record` is its path in the file."""
        if aliases:
            self._aliases.append((findings, address, aliases, record))

    def aliases(self) -> tuple[tuple[str, str], ...]:
        """The old addresses that were noted, each with the one of today."""
        return tuple(
            (old, address)
            for _findings, address, aliases, _record in self._aliases
            for old in aliases
        )

    def take_moves(self, moves: list[tuple[str, str]]) -> bool:
        """Take old addresses of records that are not here; False if one of them is taken."""
        self._moves = moves
        known = self.addresses
        for old, address in moves:
            if old in known.owners or old in known.aliases:
                return False
            known.aliases[old] = (known.owners.get(address, address), ())
        return True

    def take_aliases(self) -> None:
        """Look at old addresses, when all addresses and all old ones are known."""
        moves = list(self._moves)
        for findings, address, aliases, record in self._aliases:
            self.addresses.take_aliases(findings, aliases, record)
            moves += [(old, address) for old in aliases]
        self.addresses.take_below(moves)
