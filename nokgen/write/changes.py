"""What a build did to the last output comes out of it."""

from __future__ import annotations

from nokgen.frozen import frozen


@frozen
class Changes:
    """What differs from the last output: sorted paths, and how many files stayed the same."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
