"""A compiled catalogue of messages goes in; texts come out, and only those that are asked for."""

from __future__ import annotations

import gettext
from pathlib import Path
from struct import unpack_from

_LITTLE, _BIG = b"\xde\x12\x04\x95", b"\x95\x04\x12\xde"


class Catalogue(gettext.NullTranslations):
    """The Russian texts of a file of GNU gettext.

    Python's own reader decodes all of them, and most runs say very few.
    """

    def __init__(self, path: Path) -> None:
        """Read the file; ValueError if it is none."""
        super().__init__()
        self._data = data = path.read_bytes()
        if data[:4] not in (_LITTLE, _BIG):
            raise ValueError(f"{path} is no compiled catalogue")
        order = "<" if data[:4] == _LITTLE else ">"
        _version, count, ids, texts = unpack_from(f"{order}4I", data, 4)
        known = unpack_from(f"{order}{2 * count}I", data, ids)
        places = unpack_from(f"{order}{2 * count}I", data, texts)
        # The plural of a message stands behind it in its name.
        names = (
            data[begin : begin + length].partition(b"\0")[0]
            for length, begin in zip(known[::2], known[1::2], strict=True)
        )
        found = zip(places[::2], places[1::2], strict=True)
        self._places = dict(zip(names, found, strict=True))
        self._known: dict[str, list[str]] = {}

    def gettext(self, message: str) -> str:
        """The text of a message, or itself."""
        found = self._forms(message)
        return found[0] if found else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The text of a message for so many, or itself."""
        found = self._forms(msgid1)
        if found:
            return found[plural(n)]
        return msgid1 if n == 1 else msgid2

    def _forms(self, message: str) -> list[str]:
        found = self._known.get(message)
        if found is None:
            length, begin = self._places.get(message.encode("utf-8", "surrogatepass"), (0, 0))
            text = self._data[begin : begin + length].decode()
            found = self._known[message] = text.split("\0") if text else []
        return found


def plural(n: int) -> int:
    """Which of the three forms Russian has for so many: 1 мера, 2 меры, 5 мер (CLDR)."""
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2
