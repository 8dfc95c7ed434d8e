"""Options go in; a site in its folder and diagnostics come out: nothing is loaded in vain."""

from __future__ import annotations

from collections.abc import Callable

from nokgen.build.memory import memory_of
from nokgen.build.options import Options, Outcome


def build(
    options: Options,
    step: Callable[[str], None] = lambda _name: None,
    part: Callable[[int, int], None] = lambda _done, _of: None,
) -> Outcome:
    """Run every stage; `step` is told the name of each as it begins, `part` how much of it is done.

    Faults in the content are in the outcome, and then the old site stays. SurroundingsError when
    something around failed before the new site was in place. Where nothing has changed since the
    last build, and its output stands as it was left, nothing is done.
    """
    step("read")
    memory = memory_of(options)
    try:
        if memory is not None and (outcome := memory.untouched()) is not None:
            return outcome
        from nokgen.build.run import made  # it needs most of the program

        return made(options, memory, step, part)
    finally:
        if memory is not None:
            memory.look.end()
