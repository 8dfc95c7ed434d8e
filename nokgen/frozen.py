"""The decorator of values: a class goes in, a dataclass that nobody can change comes out.

It keeps what `dataclass(frozen=True, slots=True)` promises. That one compiles six functions for
each class, which was half of the start of a build, and sets each field by its name, so that to make
a value takes twice as long. Here only `__init__` is compiled, when the first value is made: most
runs make none of most classes. It sets the slots directly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from inspect import get_annotations
from operator import attrgetter
from types import FunctionType
from typing import NoReturn, TypeVar, dataclass_transform

Class = TypeVar("Class")
Values = Callable[[object], tuple[object, ...]]
Function = Callable[..., object]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[Class]) -> type[Class]:
    """An immutable dataclass with slots, equal and hashed by its fields; of TypeError when a field
    is none of its `__init__`.
    """
    return value_class(cls, is_held=True)


def value_class(cls: type[Class], *, is_held: bool) -> type[Class]:
    """A dataclass with slots and the hash of a frozen one; only if `is_held` Python itself keeps
    everybody from writing to it, and it takes a quarter longer to make an instance.
    """
    own = dict(cls.__dict__)
    # It would look through every text among the annotations, three times, for what is no field.
    texts = get_annotations(cls)
    cls.__annotations__ = {name: _unread(each) for name, each in texts.items()}
    made = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    made.__annotations__ = texts
    known = fields(made)  # type: ignore[arg-type]
    for each in known:
        each.type = texts.get(each.name, each.type)
    if not all(each.init and not each.kw_only for each in known):
        raise TypeError(f"{cls.__qualname__} has a field that nobody can give it")
    compared = _values_of([each.name for each in known if each.compare])
    methods: dict[str, Function] = {
        "__init__": _first(made, known, is_held=is_held),
        "__repr__": _repr(tuple(each.name for each in known if each.repr)),
        "__eq__": _eq(compared),
        "__hash__": lambda self: hash(compared(self)),
        "__reduce__": _reduce(_values_of([each.name for each in known])),
    }
    if is_held:
        methods |= {"__setattr__": _refuse, "__delattr__": _refuse}
    for name, function in methods.items():
        if own.get(name) is None:  # `__hash__` is None where a class has its own `__eq__`
            setattr(made, name, function)
    return made


def _unread(annotation: object) -> object:
    """Anything but a text, for one that surely stands for a field."""
    is_plain = isinstance(annotation, str) and not ("Var" in annotation or "KW_ONLY" in annotation)
    return object if is_plain else annotation


def _first(cls: type, known: tuple[Field[object], ...], *, is_held: bool) -> Function:
    """What stands in for the `__init__` of a class until it is asked for."""

    def __init__(self: object, *values: object, **named: object) -> None:  # noqa: N807
        made = _init(cls, known, is_held=is_held)
        cls.__init__ = made  # type: ignore[misc]
        made(self, *values, **named)

    return __init__


def _init(cls: type, known: tuple[Field[object], ...], *, is_held: bool) -> Function:
    """The `__init__` of a class: the only function whose text differs from class to class."""
    names: dict[str, object] = {"__missing": MISSING}
    arguments, lines = ["self"], []
    for each in known:
        name, argument, value = each.name, each.name, each.name
        if each.default_factory is not MISSING:
            names[f"__new_{name}"] = each.default_factory
            argument = f"{name}=__missing"
            value = f"__new_{name}() if {name} is __missing else {name}"
        elif each.default is not MISSING:
            names[f"__default_{name}"] = each.default
            argument = f"{name}=__default_{name}"
        arguments.append(argument)
        if is_held:
            names[f"__set_{name}"] = getattr(cls, name).__set__
            lines.append(f"__set_{name}(self, {value})")
        else:
            lines.append(f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    body = "\n ".join(lines or ["pass"])
    exec(f"def __init__({', '.join(arguments)}):\n {body}", names)
    init = names["__init__"]
    assert isinstance(init, FunctionType)
    init.__qualname__ = f"{cls.__qualname__}.__init__"  # what a TypeError says of a call
    return init


def _values_of(names: list[str]) -> Values:
    """What gives the values of some fields as a tuple, as quickly as Python can."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple([getattr(self, name) for name in names])


def _repr(names: tuple[str, ...]) -> Function:
    def __repr__(self: object) -> str:  # noqa: N807  (the name stands in tracebacks)
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({told})"

    return __repr__


def _eq(compared: Values) -> Function:
    def __eq__(self: object, other: object) -> bool:  # noqa: N807
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compared(self) == compared(other)

    return __eq__


def _reduce(values: Values) -> Function:
    def __reduce__(self: object) -> tuple[type, tuple[object, ...]]:  # noqa: N807
        return type(self), values(self)

    return __reduce__


def _refuse(self: object, name: str, *_value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot change {name!r} of a {type(self).__qualname__}")
