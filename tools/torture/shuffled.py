"""`python -m tools.torture.shuffled SEED COMMAND…`: nokgen on a disk that lists folders at random.

Beside the command line nothing goes in; what nokgen does comes out.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from random import Random
from types import TracebackType
from typing import Any


class _Entries:
    """What `os.scandir` gives, in another order."""

    def __init__(self, entries: list[Any]) -> None:
        self._entries = iter(entries)

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        return next(self._entries)

    def __enter__(self) -> _Entries:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Nothing is open: all entries were read at once."""


def shuffle_disk(seed: int) -> None:
    """From now on every folder of this process is listed in an order that `seed` chooses."""
    chance = Random(seed)
    scandir, listdir = os.scandir, os.listdir

    def shuffled_scandir(path: Any = ".") -> _Entries:
        with scandir(path) as entries:
            found = sorted(entries, key=lambda entry: str(entry.name))
        chance.shuffle(found)
        return _Entries(found)

    def shuffled_listdir(path: Any = ".") -> list[Any]:
        found = sorted(listdir(path), key=str)
        chance.shuffle(found)
        return found

    os.scandir = shuffled_scandir  # type: ignore[assignment]
    os.listdir = shuffled_listdir


def main(arguments: list[str]) -> None:
    """Run nokgen as its own `__main__` does."""
    shuffle_disk(int(arguments[0]))
    sys.argv = ["nokgen", *arguments[1:]]
    from nokgen.cli.main import main as nokgen

    nokgen()


if __name__ == "__main__":
    main(sys.argv[1:])
