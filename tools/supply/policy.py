"""What is allowed: policy.toml goes in, licences and accepted faults come out."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

POLICY = Path(__file__).with_name("policy.toml")


@dataclass(frozen=True, slots=True)
class Exceptional:
    """A package whose licence needs a reason, and the lock that it must stay out of, if any."""

    licence: str
    reason: str
    never_in: str | None


@dataclass(frozen=True, slots=True)
class Accepted:
    """A known fault that does not reach us, until the day when it is looked at again."""

    package: str
    reason: str
    until: date


@dataclass(frozen=True, slots=True)
class Policy:
    """What policy.toml says."""

    # Identifiers of SPDX that need no reason.
    licences: frozenset[str]
    # Words of older metadata → the identifier that is meant.
    words: Mapping[str, str]
    # Packages whose metadata name no licence, or whose licence is not on the list.
    exceptional: Mapping[str, Exceptional]
    # Identifier of an advisory → why it may stay for a while.
    accepted: Mapping[str, Accepted]


def read_policy(path: Path = POLICY) -> Policy:
    """The policy of the file at `path`; KeyError where it leaves out what it must say."""
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    return Policy(
        frozenset(said["licences"]["allowed"]),
        said["licences"]["words"],
        {
            name: Exceptional(each["licence"], each["reason"], each.get("never_in"))
            for name, each in said["exceptional"].items()
        },
        {
            name: Accepted(each["package"], each["reason"], each["until"])
            for name, each in said.get("accepted", {}).items()
        },
    )
