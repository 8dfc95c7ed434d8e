"""What changed for a citizen: versions of the content go in, sentences come out."""

from nokgen.compare.changes import Change, Context, Silent, SilentKind
from nokgen.compare.compare import Comparison, FileChanges, compare
from nokgen.compare.past import past_of
from nokgen.compare.records import changes_of
from nokgen.compare.since import compare_since
from nokgen.compare.snapshots import Snapshot, of_commit, of_disk
from nokgen.compare.steps import Past, Silence, Step, joined

__all__ = [
    "Change",
    "Comparison",
    "Context",
    "FileChanges",
    "Past",
    "Silence",
    "Silent",
    "SilentKind",
    "Snapshot",
    "Step",
    "changes_of",
    "compare",
    "compare_since",
    "joined",
    "of_commit",
    "of_disk",
    "past_of",
]
