"""The decorator of views: a class goes in, a dataclass comes out that costs little to make.

A page is some hundred views. Python sets each field of a frozen dataclass by a call, and needs four
times as long for it; so only the type checker holds that nobody changes a view.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as view
else:

    def view(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """A dataclass with the hash of a frozen one; whoever writes to it, mypy tells."""
        return dataclass(slots=slots, unsafe_hash=frozen)


__all__ = ["view"]
