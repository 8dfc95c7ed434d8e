"""What changed for a citizen: two states of the content go in, sentences come out."""

from nokgen.diff.changes import Change, Context
from nokgen.diff.compare import Comparison, FileChanges, compare
from nokgen.diff.records import changes_of
from nokgen.diff.show import render_json, render_markdown, render_text, render_workflow
from nokgen.diff.snapshots import Snapshot, of_commit, of_disk

__all__ = [
    "Change",
    "Comparison",
    "Context",
    "FileChanges",
    "Snapshot",
    "changes_of",
    "compare",
    "of_commit",
    "of_disk",
    "render_json",
    "render_markdown",
    "render_text",
    "render_workflow",
]
