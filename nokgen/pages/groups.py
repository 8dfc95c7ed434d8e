"""Files about the whole site in groups: each says what it is made of, and makes its files if asked.

Whoever remembers a group by what it is made of need not ask for its files again.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable
from hashlib import blake2b
from io import BytesIO
from typing import NamedTuple

from nokgen.pages.files import OutputFile


class Group(NamedTuple):
    """Files that are made together; no two groups have the same name.

    `of` is all they are made of but what every file shares (settings, texts, templates, the day),
    or digests of it; None for what nobody can name, which is to be made every time.
    """

    name: str
    of: tuple[str, ...] | None
    files: Callable[[], Iterable[OutputFile]]


def digest_of(*values: object) -> str:
    """The digest of values: what differs in anything has another; equal ones have the same, if
    there is no set among them, and mappings are in the same order.
    """
    written = BytesIO()
    pickler = pickle.Pickler(written, pickle.HIGHEST_PROTOCOL)
    # Else it would tell whether one text is there twice, or the same text two times.
    pickler.fast = True
    pickler.dump(values)
    return blake2b(written.getbuffer(), digest_size=16).hexdigest()


Columns = tuple[tuple[object, ...], ...]


class Once:
    """Equal values are one."""

    def __init__(self) -> None:
        self._known: dict[object, object] = {}

    def columns(self, rows: Iterable[tuple[object, ...]]) -> Columns:
        """The columns of rows of one kind."""
        known = self._known.setdefault
        return tuple(
            tuple(known(each, each) for each in column) for column in zip(*rows, strict=True)
        )


def digest_of_rows(rows: Iterable[tuple[object, ...]]) -> str:
    """The digest of many rows of one kind: most of their values are written once."""
    columns = Once().columns(rows)
    return blake2b(pickle.dumps(columns, pickle.HIGHEST_PROTOCOL), digest_size=16).hexdigest()
