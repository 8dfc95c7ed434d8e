"""The options of a process that stays go in; what its next build asks first comes out, in time.

While somebody thinks about the next sentence, a preview reads all that a build reads before it
comes to the plan: settings, names, the registers of the region, and how it was made the last time.
A build takes each of them once, and only where nothing that decides it is another one by then.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from nokgen.build.frame import Frame, frame_of
from nokgen.build.keys import Keys
from nokgen.build.memory import memory_of
from nokgen.build.options import Options
from nokgen.build.region import Made
from nokgen.check.parted import check_region_of
from nokgen.read import read_region


@dataclass(slots=True)
class Ready:
    """What was read under these `keys`: the `frame`, and regions as they were made, by folders."""

    keys: Keys
    frame: Frame | None
    regions: dict[str, tuple[str, Made]] = field(default_factory=dict)

    def take_frame(self, options: Options, keys: Keys) -> Frame | None:
        """The frame, if nothing but plans was saved since, and the day is the same."""
        frame, self.frame = self.frame, None
        if frame is None or not keys.differ_in_plans_alone(self.keys):
            return None
        if options.clock(frame.record.time_zone) != frame.shared.site.today:
            return None
        return replace(frame, options=options)

    def take_region(self, slug: str, key: str) -> Made | None:
        """A region, if it was remembered under this key."""
        known, made = self.regions.pop(slug, ("", None))
        return made if known == key else None


def ready(options: Options, slug: str) -> Ready | None:
    """What the next build is going to ask that makes a region again; None where it cannot be read.

    SurroundingsError as of a build.
    """
    memory = memory_of(replace(options, believes=True))
    if memory is None:
        return None
    frame = frame_of(options, memory=memory)
    if not isinstance(frame, Frame):
        return None
    found = Ready(memory.keys, replace(frame, parsed={}))
    if found.frame is not None and slug in frame.regions:
        # What the records say is kept as long as the documents are.
        tree = read_region(frame.root, frame.tree, slug, parsed=found.frame.parsed)
        check_region_of(frame.begun, tree)
        made = memory.region(slug)
        if made is not None:
            found.regions[slug] = memory.last_key(slug), made
    return found
