"""A part of a site as it stands on the disk: its folder goes in, what it says of itself comes out.

A part holds the files of the territories of one region, and in `.nokgen-part/` what joins it with
others: `part.json`, and the sources of the region as they were read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from nokgen.frozen import frozen
from nokgen.messages import N_
from nokgen.surroundings import SurroundingsError

FOLDER = ".nokgen-part"
RECORD = f"{FOLDER}/part.json"
FORMAT = 1
# Where files of territories stand, besides the folder of the region itself.
_SHARED_FOLDERS = ("api", "bus", "org")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class _Json(BaseModel):
    """What stands in part.json: keys of a newer format are faults."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Listed(_Json):
    """A file of the part, with its sum (SHA-256) and what others need to know of it."""

    path: str
    size: int
    sha256: str
    listed: bool = False
    title: str = ""


class PartChange(_Json):
    """A change in words."""

    text: str
    look: str | None = None
    anchor: str = ""


class PartStep(_Json):
    """What a commit changed in one record."""

    record: str
    order: int
    commit: str
    day: date
    author: str
    place: str
    name: str
    is_first: bool
    changes: tuple[PartChange, ...]


class PartPast(_Json):
    """What the repository of the region tells: as many of the newest changes as a page can show."""

    is_absent: bool = True
    is_shallow: bool = False
    is_partly_missing: bool = False
    steps: tuple[PartStep, ...] = ()


class PartRecord(_Json):
    """What a part says of itself.

    `shared` are the sums of what all parts of a site have in common, by name; `sources` those of
    the files of the region by path, "" for attached documents, of which only the name is kept.
    """

    format: int
    made_by: str
    region: str
    today: date
    base_url: str
    from_disk: bool
    revision: str
    repository: str
    shared: Mapping[str, str]
    sources: Mapping[str, str]
    past: PartPast
    files: tuple[Listed, ...]

    def text(self) -> bytes:
        """The record as it is written: a line for each file, so that two can be compared by eye."""
        head = self.model_dump(mode="json", exclude={"files"})
        lines = json.dumps(head, ensure_ascii=False, indent=1, sort_keys=True)
        files = (each.model_dump(mode="json", exclude_defaults=True) for each in self.files)
        rows = ",\n".join(f"  {json.dumps(each, ensure_ascii=False)}" for each in files)
        return f'{lines[:-2]},\n "files": [\n{rows}\n ]\n}}\n'.encode()


@frozen
class Part:
    """A part and the folder in which it stands."""

    folder: Path
    record: PartRecord

    @property
    def root(self) -> Path:
        """The folder below which its sources stand under their paths."""
        return self.folder / FOLDER


def open_part(folder: Path) -> Part:
    """The part in a folder; its sources are what they were when it was made.

    SurroundingsError for a folder without one, for a part of another format, and for a damaged one.
    """
    try:
        text = (folder / RECORD).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise SurroundingsError(
            N_("There is no part of a site in %(folder)s."),
            hint=N_("`nokgen build --only REGION --destination FOLDER` makes one."),
            params={"folder": folder},
            exit_code=2,
        ) from None
    except OSError as error:
        raise SurroundingsError(
            N_("The file %(path)s cannot be read: %(reason)s."),
            hint=N_("Look whether the file is there and whether you may read it."),
            params={"path": folder / RECORD, "reason": error.strerror or error},
        ) from error
    part = Part(folder, _read(text, folder))
    _check_sources(part)
    return part


def damaged(folder: Path, path: str) -> SurroundingsError:
    """The failure of a file that is not what it was when its part was made."""
    return SurroundingsError(
        N_("The part %(folder)s is damaged: %(path)s is not what it was when the part was made."),
        hint=N_("Bring the part here once more, or make it anew."),
        params={"folder": folder, "path": path},
    )


def _read(text: bytes, folder: Path) -> PartRecord:
    try:
        found = json.loads(text)
        theirs = found["format"]
        if theirs == FORMAT:
            record = PartRecord.model_validate(found)
    except (ValueError, LookupError, TypeError, RecursionError, ValidationError):
        raise damaged(folder, RECORD) from None
    if theirs != FORMAT:
        raise SurroundingsError(
            N_(
                "The part %(folder)s has the format %(theirs)s; this nokgen knows the format %(n)s."
            ),
            hint=N_("Make the part and the whole site by the same version of nokgen."),
            params={"folder": folder, "theirs": theirs, "n": FORMAT},
            exit_code=2,
        )
    if not _is_sound(record):
        raise damaged(folder, RECORD)
    return record


def _is_sound(record: PartRecord) -> bool:
    """Whether all paths lie where those of a part of this region can lie."""
    tops = {record.region, *_SHARED_FOLDERS}
    ours = f"content/{record.region}/"
    paths = [each.path for each in record.files]
    return (
        _SLUG.fullmatch(record.region) is not None
        and all(_is_inside(path) for path in (*paths, *record.sources))
        and all(path.startswith(ours) for path in record.sources)
        and all(path.split("/")[0] in tops and "/" in path for path in paths)
        and len(set(paths)) == len(paths)
    )


def _is_inside(path: str) -> bool:
    bad = any(part in ("", ".", "..") for part in path.split("/"))
    return not bad and "\\" not in path and "\0" not in path


def _check_sources(part: Part) -> None:
    for path, digest in part.record.sources.items():
        if digest and sum_of_bytes(part.root / path) != digest:
            raise damaged(part.folder, f"{FOLDER}/{path}")


def sum_of_bytes(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal digits; "" if it cannot be read."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
