"""The folder of a site goes in; its files as they were, and when each changed, come out of git.

With `revision` the only door to git. Paths lead from the site's root, which may lie below that of
the repository. Nothing is written and no hook runs.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from nokgen.frozen import frozen
from nokgen.messages import N_
from nokgen.read.text import CONTROL
from nokgen.surroundings import SurroundingsError

_SECONDS = 120
_FIELDS = 3


@frozen
class Commit:
    """A commit of the branch: by path, sorted, the blobs before and after it, "" for no file.

    `day` is the date in the time zone of who made it. `is_edge` tells that what stood before is
    not here, so that every file seems new.
    """

    name: str
    day: date
    author: str
    is_edge: bool
    files: Mapping[str, tuple[str, str]]


class NoRepositoryError(SurroundingsError):
    """There is no history to read: the folder is in no repository, or git is not there."""


@frozen
class History:
    """The commits of a repository in which the site at `root` lies.

    `prefix` leads from the root of the repository to that of the site: "" or `site/`. `is_shallow`
    tells that older commits are missing here.
    """

    root: Path
    prefix: str
    is_shallow: bool

    def commit(self, revision: str) -> str:
        """The full name of a commit; SurroundingsError (exit code 2) when it is not known."""
        # A name that begins with a dash would be an option of git.
        bad = not revision or revision.startswith("-") or "\0" in revision
        found = None if bad else self._try("rev-parse", "--verify", "-q", f"{revision}^{{commit}}")
        if found is None:
            shallow = N_("Only the newest commits are here: git fetch --unshallow brings the rest.")
            usual = N_("A branch, a tag or a commit is meant: origin/main, v1.0, HEAD~3.")
            raise SurroundingsError(
                N_("git does not know the revision `%(revision)s`"),
                hint=shallow if self.is_shallow else usual,
                params={"revision": revision},
                exit_code=2,
            )
        return found.decode().strip()

    def head(self) -> str:
        """The full name of the commit that is checked out; "" before the first one."""
        found = self._try("rev-parse", "--verify", "-q", "HEAD^{commit}")
        return "" if found is None else found.decode().strip()

    def fork(self, one: str, other: str) -> str | None:
        """The newest commit that both have; None when none is known here."""
        found = self._try("merge-base", one, other)
        return None if found is None else found.decode().strip()

    def files(self, commit: str, *paths: str) -> dict[str, str]:
        """The files below `paths` in a commit: path and blob, sorted; links are left out."""
        known = {}
        for row in self._rows(
            "ls-tree", "-r", "-z", "--full-name", commit, "--", *self._below(paths)
        ):
            about, _tab, name = row.partition("\t")
            mode, _kind, blob = about.split(" ")
            if mode.startswith("100"):
                known[name.removeprefix(self.prefix)] = blob
        return dict(sorted(known.items()))

    def read(self, blobs: Iterable[str]) -> Mapping[str, bytes]:
        """What stands in blobs; one that is missing here is left out."""
        wanted = sorted(set(blobs) - {""})
        if not wanted:
            return {}
        answer = self._run("cat-file", "--batch", given="\n".join(wanted).encode() + b"\n")
        found, place = {}, 0
        while place < len(answer):
            end = answer.index(b"\n", place)
            words = answer[place:end].decode().split(" ")
            place = end + 1
            if len(words) == _FIELDS:
                size = int(words[2])
                found[words[0]] = answer[place : place + size]
                place += size + 1
        return found

    def log(self, *paths: str) -> tuple[Commit, ...]:
        """What the branch went through, the newest first, as far as it touched files at `paths`.

        What came in by a merge counts at the merge, as the site was published with it.
        """
        rows = self._rows(
            *("log", "--first-parent", "-m", "--root", "--raw", "-z", "--no-abbrev"),
            *("--no-renames", "--no-show-signature", "--format=%x01%H %cs %P%x02%aN"),
            *("--", *self._below(paths)),
        )
        found: list[Commit] = []
        files: dict[str, tuple[str, str]] = {}
        blobs = "", ""
        # The first change of a commit stands behind its head, on a new line.
        for row in (each.lstrip("\n") for each in rows):
            if row.startswith("\x01"):
                about, _, author = row[1:].partition("\x02")
                name, day, *parents = about.split()
                files = {}
                is_edge = self.is_shallow and not parents
                author = CONTROL.sub(" ", author)  # git keeps what a terminal would obey
                found.append(Commit(name, date.fromisoformat(day), author, is_edge, files))
            elif row.startswith(":"):
                blobs = _blob(row, 2), _blob(row, 3)
            elif row:
                files[row.removeprefix(self.prefix)] = blobs
        return tuple(found)

    def ever(self, path: str) -> tuple[bytes, ...]:
        """Every text that a file had on any branch known here."""
        answer = self._run(
            *("log", "--all", "-m", "--raw", "-z", "--no-abbrev", "--no-renames", "--format="),
            *("--", *self._below((path,))),
        )
        heads = [row for row in _split(answer) if row.startswith(":")]
        texts = self.read(_blob(head, side) for head in heads for side in (2, 3))
        return tuple(texts[blob] for blob in sorted(texts))

    def _below(self, paths: Sequence[str]) -> list[str]:
        # "top" counts from the root of the repository, wherever git is started.
        return [f":(top,literal){self.prefix}{path}" for path in paths or ("",)]

    def _rows(self, *arguments: str) -> list[str]:
        return _split(self._run(*arguments))

    def _try(self, *arguments: str) -> bytes | None:
        code, answer, _complaint = _git(self.root, arguments)
        return answer if code == 0 else None

    def _run(self, *arguments: str, given: bytes = b"") -> bytes:
        code, answer, complaint = _git(self.root, arguments, given)
        if code != 0:
            raise SurroundingsError(
                N_("git could not read the history: %(reason)s"),
                hint=N_("Run `git fsck` in this folder: it says what is wrong with the copy."),
                params={"reason": complaint.decode("utf-8", "replace").strip()[-300:]},
            )
        return answer


def open_history(root: Path) -> History:
    """The history of the site at `root`; SurroundingsError without git or outside a repository."""
    code, answer, complaint = _git(root, ("rev-parse", "--is-shallow-repository", "--show-prefix"))
    if b"dubious ownership" in complaint:
        raise SurroundingsError(
            N_("the folder %(folder)s belongs to another user, and git does not trust it"),
            hint=N_("If you trust it: git config --global --add safe.directory '%(folder)s'"),
            params={"folder": str(root)},
        )
    if code != 0:
        raise NoRepositoryError(
            N_("the folder %(folder)s is not in a git repository"),
            hint=N_("Start the command in a copy that was made with git clone."),
            params={"folder": str(root)},
        )
    shallow, prefix = answer.decode("utf-8", "surrogateescape").split("\n")[:2]
    return History(root, prefix, shallow == "true")


def git_environment() -> dict[str, str]:
    """The environment for git: neither its variables nor a locale change what comes out."""
    return {
        **{name: value for name, value in os.environ.items() if not _is_place(name)},
        **{"LC_ALL": "C.UTF-8", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"},
    }


def _git(root: Path, arguments: Sequence[str], given: bytes = b"") -> tuple[int, bytes, bytes]:
    import subprocess  # many commands ask git nothing

    command = ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            timeout=_SECONDS,
            env=git_environment(),
            check=False,
        )
    except FileNotFoundError:
        raise NoRepositoryError(
            N_("git is not there, and it holds the history of the site"),
            hint=N_("Install git: https://git-scm.com/downloads"),
        ) from None
    except subprocess.TimeoutExpired:
        raise SurroundingsError(
            N_("git has not answered for %(seconds)s seconds"),
            hint=N_("Try again, and look whether the disk is slow or the network is down."),
            params={"seconds": _SECONDS},
        ) from None
    return done.returncode, done.stdout, done.stderr


def _is_place(name: str) -> bool:
    """Whether a variable tells git to look elsewhere, as a hook of git does."""
    return name.startswith("GIT_") and not name.startswith(("GIT_CONFIG", "GIT_CEILING"))


def _blob(head: str, field: int) -> str:
    """The blob on one side of a change, "" where there is no file: a link is none."""
    parts = head[1:].split(" ")
    return parts[field] if parts[field - 2].startswith("100") else ""


def _split(answer: bytes) -> list[str]:
    return [row for row in answer.decode("utf-8", "surrogateescape").split("\0") if row]
