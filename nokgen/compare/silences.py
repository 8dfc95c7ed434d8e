"""The steps of records go in; what reads otherwise than once published, and unsaid, comes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from posixpath import dirname, splitext

from nokgen.compare.changes import Change, Context, Silent, SilentKind, text_at
from nokgen.compare.files import State, changes_between, is_source_same, names_for, source_path
from nokgen.compare.steps import Silence, Step
from nokgen.messages import Messages
from nokgen.read import TABLE_SUFFIXES, SourceTree, Tree

# What tells one silent change of a record from another: kind, anchor, key.
_Key = tuple[SilentKind, str, str]


def record_of_table(path: str, trees: Mapping[str, Tree]) -> str:
    """The path of the results that name a table; any other path as it is."""
    if not path.endswith(TABLE_SUFFIXES):
        return path
    folder, _, table = path.rpartition("/")
    named = (
        other
        for other, tree in trees.items()
        if dirname(other) == folder and text_at(tree, "table") == table
    )
    return next(named, splitext(path)[0] + ".yaml")


class Silences:
    """Looks for what still differs today from what stood before it was changed silently."""

    def __init__(
        self,
        records: Mapping[str, tuple[Step, ...]],
        source: SourceTree,
        trees: Mapping[str, Tree],
        messages: Messages,
    ) -> None:
        self._records, self._source, self._trees = records, source, trees
        self._messages = messages

    def of(self, record: str) -> tuple[Silence, ...]:
        """What still differs in a record, in the order of the newest such change."""
        silent: dict[_Key, list[Step]] = {}
        for step in self._records[record]:
            for key in _silent(step.changes):
                silent.setdefault(key, []).append(step)
        today = {steps[-1].order: self._since(steps[-1]) for steps in silent.values()}
        return tuple(
            Silence(record, *key, told.name, told.old, told.new, steps[0].day)
            for key, steps in silent.items()
            if (told := today[steps[-1].order].get(key)) is not None
        )

    def _since(self, step: Step) -> dict[_Key, Silent]:
        """What changed silently from before a step to today."""
        now = _today(step.record, self._source)
        if now is None or step.before is None:
            return {}
        if step is self._records[step.record][0] and step.after == now:
            return _silent(step.changes)
        names = names_for(step.record, self._trees)
        context = Context(self._messages, names, is_source_same=self._is_source_same(step))
        return _silent(changes_between(step.before, now, context))

    def _is_source_same(self, oldest: Step) -> bool:
        """Whether the published document of results is the same today as before a step."""
        path = record_of_table(oldest.record, self._trees)
        today = self._trees.get(path)
        own = [s.before for s in self._records.get(path, ()) if s.order <= oldest.order]
        before = own[-1].tree if own and own[-1] else today
        documents = self._records.get(source_path(path, today), ())
        return is_source_same(before, today) and all(s.order > oldest.order for s in documents)


def _silent(changes: Iterable[Change]) -> dict[_Key, Silent]:
    return {
        (each.silent.kind, each.anchor, each.silent.key): each.silent
        for each in changes
        if each.silent
    }


def _today(record: str, source: SourceTree) -> State | None:
    """What a record says today, None when it is gone."""
    document = source.documents.get(record)
    if document is not None:
        return State(record, document.tree, document.body)
    file = source.tables.get(record)
    table = file.table()[0] if file is not None else None
    if table is None:
        return None
    from nokgen.check.score_table import TableScores

    return State(record, {"scores": list(TableScores(record, table).scores)})
