"""The decorator of views: a class goes in, a dataclass comes out that costs little to make.

A page is some hundred views, and to hold them at run time takes a quarter longer: only the type
checker holds that nobody changes a view.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from nokgen.frozen import value_class

if TYPE_CHECKING:
    from dataclasses import dataclass as view
else:

    def view(*, frozen: bool, slots: bool) -> Callable[[type], type]:  # noqa: ARG001
        """A dataclass with the hash of a frozen one; whoever writes to it, mypy tells."""
        return lambda cls: value_class(cls, is_held=False)


__all__ = ["view"]
