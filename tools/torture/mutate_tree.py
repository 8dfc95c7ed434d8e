"""What a YAML file says goes in; it comes out with other values, types, keys, places and nests."""

from __future__ import annotations

import copy
import json
from random import Random

import yaml

from nokgen.read import Tree
from tools.torture.pieces import PIECES, VALUES

Place = tuple[dict[str, Tree] | list[Tree], str | int]

# In these no rule of texts finds a fault, so that the site is built with them.
_HARMLESS = tuple(piece for piece in PIECES if piece.isprintable() and piece.strip())
_Dumper: type = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def changed_tree(tree: Tree, rng: Random) -> Tree:
    """A copy with one to four changes."""
    top: list[Tree] = [copy.deepcopy(tree)]
    for _ in range(rng.choice((1, 1, 2, 4))):
        places = _places(top)
        _change(rng.choice(places), places, rng)
    return top[0]


def gently_changed(tree: Tree, rng: Random) -> Tree:
    """A copy in which only texts differ: most of what comes out is still valid."""
    top: list[Tree] = [copy.deepcopy(tree)]
    for _ in range(rng.choice((1, 2, 4))):
        texts = [(place, _value(place)) for place in _places(top)]
        words = [(place, text) for place, text in texts if isinstance(text, str) and " " in text]
        if words:
            place, text = rng.choice(words)
            at = rng.randrange(len(text) + 1)
            _put(place, text[:at] + rng.choice(_HARMLESS) + text[at:])
    return top[0]


def tree_text(tree: Tree, rng: Random) -> str:
    """The tree as YAML: in blocks, or as JSON, which is YAML too."""
    if rng.random() < 0.3:
        return json.dumps(tree, ensure_ascii=False, indent=rng.choice((None, 1)))
    text: str = yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return text


def _places(top: list[Tree]) -> list[Place]:
    """Every place of a value, the top itself first."""
    found: list[Place] = []
    waiting: list[dict[str, Tree] | list[Tree]] = [top]
    while waiting:
        owner = waiting.pop()
        steps = list(owner) if isinstance(owner, dict) else list(range(len(owner)))
        for step in steps:
            place: Place = (owner, step)
            found.append(place)
            value = _value(place)
            if isinstance(value, dict | list):
                waiting.append(value)
    return found


def _value(place: Place) -> Tree:
    owner, step = place
    value: Tree = owner[step]  # type: ignore[index]
    return value


def _put(place: Place, value: Tree) -> None:
    owner, step = place
    owner[step] = value  # type: ignore[index]


def _change(place: Place, places: list[Place], rng: Random) -> None:
    owner, step = place
    value = _value(place)
    match rng.randrange(11):
        case 0 | 1:
            _put(place, rng.choice(VALUES))
        case 2:
            others: tuple[Tree, ...] = (None, [], {}, "", [value], {"a": value}, [[value]], [None])
            _put(place, rng.choice(others))
        case 3 if isinstance(owner, dict) and isinstance(step, str):
            key = rng.choice((step + "x", rng.choice(VALUES), step.upper(), "id", ""))
            owner[key] = owner.pop(step)
        case 4 if isinstance(owner, dict):
            del owner[step]  # type: ignore[arg-type]
        case 5 if isinstance(owner, list) and len(places) > 1:
            owner.extend(copy.deepcopy(value) for _ in range(rng.choice((1, 1, 2, 60))))
        case 6:
            _put(place, copy.deepcopy(_value(rng.choice(places))))
        case 7:
            other = rng.choice(places)
            mine, theirs = copy.deepcopy(value), copy.deepcopy(_value(other))
            _put(place, theirs)
            other[0][other[1]] = mine  # type: ignore[index]
        case 8 if isinstance(value, str):
            at = rng.randrange(len(value) + 1)
            _put(place, value[:at] + rng.choice(PIECES) + value[at + rng.randrange(3) :])
        case 9 if isinstance(value, dict):
            keys = list(value)
            rng.shuffle(keys)
            _put(place, {key: value[key] for key in keys})
        case 10:
            for _ in range(rng.choice((3, 30, 200))):
                value = [value] if rng.random() < 0.5 else {"a": value}
            _put(place, value)
        case _:
            _put(place, None)
