"""Values of the program: what `frozen` promises is what a frozen dataclass of Python promises."""

from __future__ import annotations

import pickle
from copy import copy
from dataclasses import FrozenInstanceError, field, fields, replace

import pytest

from nokgen.frozen import frozen


@frozen
class Place:
    """A value with defaults of both kinds, and a field that says nothing of who it is."""

    name: str
    count: int = 0
    notes: dict[str, int] = field(default_factory=dict, compare=False)


@frozen
class Town(Place):
    """A value with the fields of another."""

    code: str = ""


@frozen
class Span:
    """A value that looks at itself."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError("turned around")


@frozen
class Nothing:
    """A value without fields."""


@frozen
class Folded:
    """A value that is equal in its own way."""

    text: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Folded) and self.text.lower() == other.text.lower()

    def __hash__(self) -> int:
        return hash(self.text.lower())


def test_a_value_is_made_as_any_dataclass() -> None:
    town = Town("Луга", code="41")
    assert (town.name, town.count, town.notes, town.code) == ("Луга", 0, {}, "41")
    assert Town("Луга").notes is not Town("Луга").notes
    assert repr(town) == "Town(name='Луга', count=0, notes={}, code='41')"
    assert [each.name for each in fields(town)] == ["name", "count", "notes", "code"]
    assert replace(town, count=3) == Town("Луга", 3, {}, "41")
    with pytest.raises(TypeError, match=r"Town\.__init__\(\) missing 1 required .* 'name'"):
        Town()  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="turned around"):
        Span(2, 1)


def test_nobody_changes_a_value() -> None:
    place = Place("Луга")
    for name in ("name", "other"):
        with pytest.raises(FrozenInstanceError, match=name):
            setattr(place, name, "")
    with pytest.raises(FrozenInstanceError):
        del place.name
    assert not hasattr(place, "__dict__")


def test_values_are_equal_by_their_fields_and_kind() -> None:
    assert Place("а", 1, {"б": 1}) == Place("а", 1)
    assert hash(Place("а", 1, {"б": 1})) == hash(Place("а", 1))
    assert Place("а", 1) != Place("а", 2)
    assert Place("а") != Town("а")
    assert len({Nothing(), Nothing(), Span(1, 2), Span(1, 2)}) == 2
    assert Folded("А") == Folded("а")
    assert len({Folded("А"), Folded("а")}) == 1


def test_values_are_kept_and_copied() -> None:
    for value in (Town("а", 1, {"б": 2}, "в"), Span(1, 2), Nothing(), Folded("А")):
        for again in (pickle.loads(pickle.dumps(value)), copy(value)):
            assert again == value
            assert type(again) is type(value)
    assert pickle.loads(pickle.dumps(Place("а", 1, {"б": 2}))).notes == {"б": 2}


def test_what_cannot_be_kept_is_refused() -> None:
    with pytest.raises(TypeError, match="Odd"):

        @frozen
        class Odd:
            """A value with something that nobody gives it."""

            own: int = field(init=False, default=0)
