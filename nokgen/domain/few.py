"""Counts of people go in; whether they are so small that one could guess who is meant comes out."""

from __future__ import annotations

from collections.abc import Mapping

from nokgen.domain.scoring import COUNTS, MINIMUM_GROUP
from nokgen.messages import Messages

# Counts of people and not of things: what is asked, and who of those asked is satisfied.
_ASKED = frozenset({"asked", "stand_asked", "site_asked", "disabled_asked", "remote_asked"})
PEOPLE = _ASKED | {key for key, field in COUNTS.items() if field.within in _ASKED}


def is_few(count: int | None) -> bool:
    """Whether a count is of one to four people; nobody is not few."""
    return count is not None and 0 < count < MINIMUM_GROUP


def shown_people(count: int | None) -> int | None:
    """A count that may be shown; None for none, and for few people."""
    return None if is_few(count) else count


def fewer(messages: Messages) -> str:
    """What stands in place of a count of few people."""
    return messages.gettext("fewer than %(n)s", n=MINIMUM_GROUP)


def tells_of_few(counts: Mapping[str, int]) -> bool:
    """Whether raw counts name few people, or leave few over: 11 of 12 tell of the one."""
    for key in PEOPLE & counts.keys():
        among = counts.get(COUNTS[key].within or "")
        if is_few(counts[key]) or (among is not None and is_few(among - counts[key])):
            return True
    return False
