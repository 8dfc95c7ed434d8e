"""What is measured of one size, and how long that may take."""

from __future__ import annotations

from dataclasses import dataclass

# Beyond this size both outputs and Hugo at work do not fit into the memory of a small machine: one
# side is measured after the other, time and memory in the same run.
ROOMY = 300


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be measured, and how long it may take.

    `runs` are those of cold builds, `warm` those of nokgen over its last output, `rebuilds` those
    of Hugo there, which take it as long as cold ones.
    """

    size: int
    runs: int
    warm: int
    rebuilds: int
    forms: tuple[str, ...]
    limit: float
    until: float
    search: bool
    servers: bool
    next_day: bool

    @property
    def is_apart(self) -> bool:
        """Whether one side is measured after the other."""
        return self.size > ROOMY
