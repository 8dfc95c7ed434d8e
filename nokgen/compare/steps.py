"""What commits changed in records: the types of the past, and how pasts are joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import date

from nokgen.compare.changes import Change, SilentKind
from nokgen.compare.files import State
from nokgen.frozen import frozen
from nokgen.surroundings import SurroundingsError


@frozen
class Step:
    """What a commit changed in one record, as a citizen sees it.

    `record` is the path of today, or the last one of a file that is gone; `order` counts commits
    from the newest. `place` and `name` say what the file is: «Кировск», «План мероприятий «…»».
    `is_first` marks the commit that brought the record; `repository` holds the commit, where it is
    not that of the site. `before` and `after` are kept for what may have changed silently.
    """

    record: str
    order: int
    commit: str
    day: date
    author: str
    place: str
    name: str
    changes: tuple[Change, ...]
    is_first: bool = False
    repository: str = ""
    before: State | None = field(default=None, repr=False, compare=False)
    after: State | None = field(default=None, repr=False, compare=False)


@frozen
class Silence:
    """A promise or a result that reads otherwise than once published, and nothing says why.

    `old` is what was published before the first silent change that is known, `new` what is there
    now; `day` is that of the last one.
    """

    record: str
    kind: SilentKind
    anchor: str
    key: str
    name: str
    old: str
    new: str
    day: date


@frozen
class Past:
    """What git tells about a site: by record, its steps (the newest first) and its silences.

    `prefix` leads from the root of the repository to that of the site. `cut` are records of which
    older versions exist but are not told here. `is_shown` is False where the settings say so;
    `is_absent` when there is no repository, or none that can be read: then `trouble` says why.
    `is_shallow` tells that older commits are not in this copy, `is_partly_missing` that some old
    texts are not.
    """

    records: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)
    silences: Mapping[str, tuple[Silence, ...]] = field(default_factory=dict)
    cut: frozenset[str] = frozenset()
    prefix: str = ""
    is_shown: bool = False
    is_absent: bool = False
    is_shallow: bool = False
    is_partly_missing: bool = False
    trouble: SurroundingsError | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        """All of them, the newest first; those of one commit by their path."""
        every = (step for steps in self.records.values() for step in steps)
        return tuple(sorted(every, key=lambda step: (step.order, step.record)))

    def of(self, *records: str) -> tuple[Step, ...]:
        """The steps of some records, the newest first."""
        found = [step for record in records for step in self.records.get(record, ())]
        if not found:
            return ()
        return tuple(sorted(found, key=lambda step: (step.order, step.record)))

    def silent(self, *records: str) -> tuple[Silence, ...]:
        """What changed silently in some records."""
        if not self.silences:
            return ()
        return tuple(each for record in records for each in self.silences.get(record, ()))


def joined(own: Past, others: Iterable[Past]) -> Past:
    """The past of a site: that of what stands outside of regions, `own`, and those of regions."""
    pasts = tuple(others)
    records = {record: steps for past in (own, *pasts) for record, steps in past.records.items()}
    return replace(
        own,
        records={record: records[record] for record in sorted(records)},
        is_partly_missing=any(past.is_partly_missing for past in (own, *pasts)),
    )
