"""A region that was made before goes in; what is the same stays, the rest is made anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from nokgen.build.frame import Frame
from nokgen.build.memory import Memory
from nokgen.build.region import NEVER, Filed, Last, Made, make_region, put_territories
from nokgen.model import Municipality, Region
from nokgen.pages import Edition
from nokgen.write import Hand, Stage


def remade(
    frame: Frame,
    slug: str,
    stage: Stage,
    memory: Memory | None,
    jobs: int,
    *,
    is_alone: bool = False,
) -> Made:
    """Make a region with `jobs` processes, and remember it; territories that are the same stay.

    If it `is_alone`, the output comes first: of many regions, what is to be remembered would wait
    in the memory of this process, or of another one.
    """
    if memory is None:
        return make_region(
            frame,
            slug,
            stage.hand(slug),
            lambda edition, hand: put_territories(frame, edition, hand, jobs),
        )
    keys = memory.keys.territories(slug)

    def key_of(address: str) -> str:
        return f"{keys.of(address)} {frame.mark}"

    last = memory.region(slug)
    before = last.filed if last is not None else ()
    same = {
        each.address: each
        for each in before
        if each.key == key_of(each.address) and stage.vouches((each.puts,), slug)
    }

    def known(territory: Municipality | Region) -> str | Filed:
        return same.get(territory.address) or key_of(territory.address)

    def files(edition: Edition, hand: Hand) -> Iterator[Filed]:
        return put_territories(frame, edition, hand, jobs, known)

    towns = tuple(address.strip("/") for address in same if address != f"/{slug}/")
    known_of = Last(last, towns) if last is not None else NEVER
    made = make_region(frame, slug, stage.hand(slug), files, last=known_of)
    if made.part is not None:
        keep = partial(memory.keep_region, slug, frame.mark, made)
        if is_alone:
            memory.late.append(keep)
        else:
            keep()
    # Nobody else needs its offers.
    return replace(made, offers={}, seen=stage.look(made.puts))
