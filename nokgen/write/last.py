"""A ledger goes in; whether its output still is what it was comes out: now, or when it is needed.

With very many files that takes longer than to make what has changed. Somebody else may look then,
while what was written in the ledger is believed: until the next output is to be made of the last.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from nokgen.frozen import frozen
from nokgen.write.ledger import Changed, Ledger
from nokgen.write.swap import Places


class DoubtError(Exception):
    """What was believed of the last output is not so; `Last` is told what is by now."""


@frozen
class Last:
    """What is known of the last output.

    `changed` tells its files that may not be what they were, None when any may have come or gone;
    `fits` whether the spare tree is what it was. Until they are told, both may take some time.
    """

    ledger: Ledger
    changed: Callable[[], Changed | None]
    fits: Callable[[], bool]
    is_told: bool

    @classmethod
    def of(cls, ledger: Ledger, places: Places) -> Last:
        """Look now."""
        changed, fits = ledger.changed(places.output), partial(ledger.fits, places.spare)
        return cls(ledger, lambda: changed, fits, is_told=True)
