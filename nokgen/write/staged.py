"""An output folder goes in; a stage for the next site comes out, while nobody else builds there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from nokgen.write.last import Last
from nokgen.write.stage import Stage
from nokgen.write.swap import Places
from nokgen.write.workplace import PATIENCE, is_ours, refuse_sources, workplace


@contextmanager
def staged(
    destination: Path,
    *,
    root: Path | None = None,
    sources: Sequence[Path] = (),
    patience: float = PATIENCE,
    last: Callable[[Places], Last | None] = lambda _places: None,
) -> Iterator[Stage]:
    """A stage for `destination`; removed when it is not committed, and the last site stays.

    `destination` may not be or hold `root`, nor be, hold or lie inside one of `sources`; it must be
    absent, empty or made by nokgen. A symbolic link is followed. Waits up to `patience` seconds for
    another build, then asks what is known of the `last` one. SurroundingsError for these
    (`exit_code` 2) and for every failure of the disk.
    """
    output = Path(os.path.realpath(destination))
    refuse_sources(output, root, sources)
    places = Places.beside(output)
    with workplace(places, patience):
        yield Stage(places, output if is_ours(output) else None, last(places))
