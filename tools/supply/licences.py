"""Check the licences: locked packages and their metadata go in, sentences about the bad ones out.

`python -m tools.supply.licences` prints them and ends with 1 if there are any.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata

from tools.supply.locks import NPM, SITE, TESTS, Locked, everything, locked
from tools.supply.policy import Policy, read_policy

CLASSIFIER = "License :: "


def faults(packages: Iterable[Locked], policy: Policy) -> Iterator[str]:
    """A sentence for each of `packages` whose licence is unknown or not allowed."""
    found = list(packages)
    for package in found:
        special = policy.exceptional.get(package.name)
        if special is not None:
            if package.lock == special.never_in:
                yield f"{package}: {special.licence} is not allowed there: {special.reason}"
            continue
        said = licence_of(package, policy)
        if said is None:
            yield f"{package}: names no licence; add it to policy.toml with what its files say"
        elif not allowed(said, policy):
            yield f"{package}: the licence {said!r} is not allowed by policy.toml"
    unused = set(policy.exceptional) - {package.name for package in found}
    yield from (f"{name}: policy.toml has a rule for it, no lock has it" for name in sorted(unused))


def licence_of(package: Locked, policy: Policy) -> str | None:
    """The licence of `package`, in SPDX where it can be told; None if it names none."""
    special = policy.exceptional.get(package.name)
    if special is not None:
        return special.licence
    if package.ecosystem == NPM:
        return package.licence
    try:
        said = licence_in(metadata(package.name))
    except PackageNotFoundError:
        return None
    return None if said is None else policy.words.get(said, said)


def licence_in(said: PackageMetadata) -> str | None:
    """What the metadata of a distribution name as its licence, newest field first."""
    classifiers = [
        each.rpartition(" :: ")[2]
        for each in said.get_all("Classifier") or ()
        if each.startswith(CLASSIFIER)
    ]
    fields = [said[field] for field in ("License-Expression", "License") if field in said]
    # Some have the whole text of a licence where its name belongs.
    names = [each for each in fields if "\n" not in each]
    # Of several classifiers a program cannot tell whether all hold or one may be chosen.
    return next(iter(names), classifiers[0] if len(classifiers) == 1 else None)


def allowed(expression: str, policy: Policy) -> bool:
    """Tell whether every licence of an SPDX `expression`, or one of each choice, is allowed."""
    flat = expression.removeprefix("(").removesuffix(")")
    # Nested ones are not to be had in our locks: let a person read the first.
    return not {"(", ")"} & set(flat) and any(
        all(word in policy.licences for word in choice.split(" AND "))
        for choice in flat.split(" OR ")
    )


def main() -> int:
    """Check every lock against this environment; the exit code."""
    packages = (*locked(SITE), *everything())
    found = list(faults(packages, read_policy()))
    for line in found:
        print(f"licences: {line}", file=sys.stderr)
    if not found:
        count = len({(package.ecosystem, package.name) for package in packages})
        print(f"licences: {count} packages of {TESTS} and npm, all allowed")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
