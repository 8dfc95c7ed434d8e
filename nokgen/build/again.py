"""A region that was made before goes in; what is the same stays, the rest is made anew."""

from __future__ import annotations

from collections.abc import Iterator

from nokgen.build.frame import Frame
from nokgen.build.memory import Memory
from nokgen.build.region import Filed, Made, make_region, put_territories
from nokgen.model import Municipality, Region
from nokgen.pages import Edition
from nokgen.write import Hand, Stage


def remade(frame: Frame, slug: str, stage: Stage, memory: Memory | None, jobs: int) -> Made:
    """Make a region with `jobs` processes, and remember it; territories that are the same stay."""
    keys = memory.keys.territories(slug) if memory is not None else None
    last = memory.region(slug, whole=True) if memory is not None else None
    before = {each.address: each for each in last.filed} if last is not None else {}

    def known(territory: Municipality | Region) -> str | Filed:
        if keys is None:
            return ""
        own = keys.of(territory.folder, is_region=isinstance(territory, Region))
        key = f"{own} {frame.mark}"
        found = before.get(territory.address)
        if found is not None and found.key == key and stage.vouches((found.puts,)):
            return found
        return key

    def files(edition: Edition, hand: Hand) -> Iterator[Filed]:
        return put_territories(frame, edition, hand, jobs, known)

    made = make_region(frame, slug, stage.hand, files, last=last)
    if memory is not None and made.part is not None:
        memory.keep_region(slug, frame.mark, made)
    return made
