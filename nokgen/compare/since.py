"""A revision of git goes in; what the files on the disk add to it comes out in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from nokgen.compare.compare import Comparison, compare
from nokgen.compare.snapshots import Snapshot, of_commit, of_disk
from nokgen.messages import N_, Messages
from nokgen.read.history import History, open_history


def compare_since(
    root: Path, config: str, messages: Messages, revision: str, other: str | None = None
) -> Comparison:
    """What the files at `root`, or the revision `other`, changed since a revision.

    The files are compared with the commit at which they left the revision: what it got meanwhile
    does not count. SurroundingsError without git, or when a revision is not known.
    """
    history = open_history(root)
    start, note = history.commit(revision), ""
    after: Snapshot
    if other is None:
        start, note = _fork(history, start, revision, messages)
        after = of_disk(root, config, like=start)
    else:
        after = of_commit(history, history.commit(other), config)
    found = compare(of_commit(history, start, config), after, config, messages)
    return replace(found, notes=(note,) if note else ())


def _fork(history: History, start: str, revision: str, messages: Messages) -> tuple[str, str]:
    """The commit at which what is here left the revision; the revision itself if nobody knows."""
    fork = history.fork(start, "HEAD")
    if fork is not None:
        return fork, ""
    text = N_(
        "Where this branch left %(revision)s cannot be seen: only the newest commits are here. "
        "Changes that %(revision)s got meanwhile are told, too, the other way round."
    )
    if not history.is_shallow:
        text = N_("The branch has no commit in common with %(revision)s.")
    return start, messages.gettext(text, revision=revision)
