"""The place of an output goes in; whether a site may be written there comes out, and a clear desk.

Nothing is touched that nokgen did not make, nor what the site is made from.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from nokgen.messages import N_
from nokgen.surroundings import SurroundingsError
from nokgen.write.lock import locked
from nokgen.write.swap import Places, discard, heal
from nokgen.write.trouble import writing

# By this file an output is known to be ours.
MARKER, MARK = ".nokgen-output", b'{"made_by": "nokgen", "version": 1}'
PATIENCE = 5.0  # seconds to wait for another build


def clean(
    destination: Path,
    *,
    root: Path | None = None,
    sources: Sequence[Path] = (),
    patience: float = PATIENCE,
) -> bool:
    """Remove an output that nokgen made, in one step, and what is kept beside it; False if there is
    none.

    SurroundingsError (`exit_code` 2) if somebody else made what is there, or if it could touch
    `root` or `sources`, as for `staged`.
    """
    places = Places.beside(Path(os.path.realpath(destination)))
    refuse_sources(places.output, root, sources)
    if not os.path.lexists(places.work) and not is_ours(places.output):
        return False
    with workplace(places, patience):
        with writing(places.work):
            discard(places.spare, places)
        if not is_ours(places.output):
            return False
        with writing(places.output):
            places.output.rename(places.trash)
    return True


@contextmanager
def workplace(places: Places, patience: float) -> Iterator[None]:
    """Hold the lock over an output without leftovers; leave none."""
    refuse_strange(places.output)  # first: nothing is made beside a folder that is not ours
    with locked(places.work, places.output, patience):
        with writing(places.work):
            heal(places)
        try:
            yield
        finally:  # also after Ctrl-C between two renames; what fails here is left to the next build
            with suppress(OSError):
                heal(places)


def is_ours(output: Path) -> bool:
    """Whether nokgen made what stands there; SurroundingsError if somebody else did."""
    refuse_strange(output)
    with writing(output):
        return (output / MARKER).is_file()


def refuse_strange(output: Path) -> None:
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


def refuse_sources(output: Path, root: Path | None, sources: Sequence[Path]) -> None:
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
