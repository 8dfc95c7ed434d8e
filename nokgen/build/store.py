"""What a build remembers goes into a folder of the user's own; it comes out whole or not at all.

It holds what was computed, never what was decided: without it a build makes the same bytes, and
takes longer. It may hold Python objects, so it stands where no pull request can put a file.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from tempfile import NamedTemporaryFile

from nokgen.frozen import frozen

# The digests of files that were read, towns that lead on to another region, and the key of a record
# that holds whatever was asked for.
SOURCES, HEIRS, ALWAYS = "sources", "heirs", "always"
_HEAD = b"nokgen-cache/2\n"
_DIGEST = sha256().digest_size


class ForgottenError(Exception):
    """What a build had begun to rely on is damaged, or gone."""


@frozen
class Store:
    """Named records in a folder; a disk that refuses is as good as an empty one."""

    folder: Path

    @classmethod
    def beside(cls, home: Path, output: Path) -> Store:
        """The store of an output in the folder `home` of the user."""
        real = os.fsencode(os.path.realpath(output))
        return cls(home / sha256(real).hexdigest()[:20])

    def key(self, name: str) -> str:
        """The key under which a record was saved; "" for none."""
        try:
            with (self.folder / name).open("rb") as file:
                return file.readline().decode() and file.readline().decode().rstrip("\n")
        except (OSError, UnicodeDecodeError):
            return ""

    def load(self, name: str, key: str) -> bytes | None:
        """What was saved under a name with this key; None for anything else, or a damaged one."""
        try:
            data = (self.folder / name).read_bytes()
        except OSError:
            return None
        begin = _HEAD + key.encode() + b"\n"
        body = data[len(begin) + _DIGEST :]
        is_good = data.startswith(begin) and data[len(begin) :][:_DIGEST] == sha256(body).digest()
        return body if is_good else None

    def save(self, name: str, key: str, body: bytes) -> None:
        """Save a record in one step."""
        parts = _HEAD, key.encode(), b"\n", sha256(body).digest(), body
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self.folder, prefix=".", delete=False) as file:
                file.writelines(parts)
            Path(file.name).replace(self.folder / name)

    def drop(self, name: str) -> None:
        """Forget a record."""
        with suppress(OSError):
            (self.folder / name).unlink()

    def clear(self) -> None:
        """Forget everything."""
        rmtree(self.folder, ignore_errors=True)

    def keep(self, names: Collection[str]) -> None:
        """Forget all records but these."""
        with suppress(OSError):
            for path in self.folder.iterdir():
                if path.name not in names:
                    path.unlink()
