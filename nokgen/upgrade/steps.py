"""What changed from each version of the format to the next: a source goes in, edits come out.

How to add one: docs/upgrading.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from nokgen.frozen import frozen
from nokgen.upgrade.edits import Edit
from nokgen.upgrade.source import Source


@frozen
class Step:
    """What leads to `version` from the one before it.

    `edits` is called once for each file, the settings too, and gives no edits for a file that is
    of `version` already: a run that was cut short is started again from its beginning. The number
    in the settings is changed by the upgrade itself.
    """

    version: int
    edits: Callable[[Source], Iterable[Edit]]


def _nothing(_source: Source) -> tuple[Edit, ...]:
    return ()


# Sites without `schema_version` are those of before it was noted: version 0. Their files are read
# by the rules of version 1 as they are.
STEPS: tuple[Step, ...] = (Step(1, _nothing),)
