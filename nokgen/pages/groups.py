"""Files about the whole site in groups: each says what it is made of, and makes its files if asked.

Whoever remembers a group by what it is made of need not ask for its files again.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable
from hashlib import blake2b
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
    """The digest of values: what differs in anything has another.

    Equal values mostly have the same one, if there is no set among them: it is that of a pickle,
    which also tells whether one text is there twice or the same text two times.
    """
    return blake2b(pickle.dumps(values, pickle.HIGHEST_PROTOCOL), digest_size=16).hexdigest()
