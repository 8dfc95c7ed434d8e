"""Two versions of a plan go in; what became of its promises comes out in words.

Serves the measures of plans and the items of plans to remove shortcomings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from nokgen.compare.changes import (
    Change,
    Context,
    Silent,
    SilentKind,
    capital,
    items,
    text_at,
)
from nokgen.compare.moves import moved_words, period_of
from nokgen.domain.periods import Period
from nokgen.frozen import frozen
from nokgen.messages import N_
from nokgen.read import Tree
from nokgen.records.fields import fields
from nokgen.records.improvement import Item
from nokgen.records.plan import Measure

# What promises and their course say; the words for them stand below.
_OWN = frozenset({"id", "deadline", "moved", "reports", "done", "cancelled", "number"})
_WORDS_OF_PROMISE = frozenset({"quantity", "dates"})

_VANISHED = N_("a promise is not erased: a measure that is given up gets `cancelled:`")
_NOT_MOVED = N_(
    "the deadline was changed in place: what was promised first belongs in `deadline:`, "
    "the new day in `moved:`"
)
_RENAMED = N_("links to the measure will lead nowhere: an id stays for ever")
_UNSAID = N_("what was published about the measure is not there any more")
_REWRITTEN = N_("what was promised reads otherwise now; does the document say so?")


@frozen
class _Promise:
    """A measure or an item with its id and what it is called in a sentence.

    `shown` is its number, if it stands only once in the plan: it says enough. Else its words do.
    """

    tree: Tree
    is_item: bool
    shown: str
    context: Context

    @property
    def id(self) -> str:
        return text_at(self.tree, "id")

    @property
    def name(self) -> str:
        """«мероприятие 3»."""
        return self._called(N_("item %(name)s") if self.is_item else N_("measure %(name)s"))

    @property
    def of(self) -> str:
        """«мероприятия 3»."""
        return self._called(N_("of item %(name)s") if self.is_item else N_("of measure %(name)s"))

    def _called(self, message: str) -> str:
        return self.context.said(message, name=self.shown or self.context.quoted(_title(self.tree)))


def promise_changes(before: Tree, after: Tree, context: Context) -> Iterator[Change]:
    """What happened to each promise, in the order of the newer version; vanished ones last."""
    old, new = _promises(before, context), _promises(after, context)
    renamed = _renamed(old, new)
    period = period_of(after)
    for key, promise in new.items():
        former = old.get(key) or old.get(renamed.get(key, ""))
        if former is None:
            yield _come(promise, context)
            continue
        if former.id != promise.id:
            text = context.said(
                N_("the id of %(promise)s was %(old)s, now it is %(new)s"),
                promise=promise.of,
                old=former.id or "—",
                new=promise.id or "—",
            )
            look = context.said(_RENAMED) if former.id else None
            yield Change(capital(text), look, promise.id)
        for change in _course(former, promise, period, context):
            yield replace(change, text=capital(change.text), anchor=promise.id)
    for key, promise in old.items():
        if key not in new and key not in renamed.values():
            text = context.said(
                N_("a promise vanished: %(promise)s"), promise=_in_full(promise, context)
            )
            silent = Silent(
                SilentKind.VANISHED, "", _title(promise.tree), text_at(promise.tree, "deadline")
            )
            yield Change(capital(text), context.said(_VANISHED), promise.id, silent)


def _promises(tree: Tree, context: Context) -> dict[str, _Promise]:
    measures = [
        *(each for section in items(tree, "sections") for each in items(section, "measures")),
        *items(tree, "measures"),
    ]
    found = {}
    numbers = Counter(text_at(each, "number").rstrip(".") for each in measures)
    for place, each in enumerate(measures):
        number = text_at(each, "number").rstrip(".")
        only = number if number and numbers[number] == 1 else ""
        found[text_at(each, "id") or f"#{place}"] = _Promise(each, False, only, context)
    for place, each in enumerate(items(tree, "items")):
        found[text_at(each, "id") or f"#{place}"] = _Promise(each, True, "", context)
    return found


def _title(tree: Tree) -> str:
    keys = ("summary", "title", "measure")
    return next((found for key in keys if (found := text_at(tree, key))), "…")


def _renamed(old: Mapping[str, _Promise], new: Mapping[str, _Promise]) -> dict[str, str]:
    """New keys and the old keys of the same words, where the id alone is another."""
    gone = {_title(each.tree): key for key, each in old.items() if key not in new}
    return {
        key: gone[_title(each.tree)]
        for key, each in new.items()
        if key not in old and _title(each.tree) in gone
    }


def _come(promise: _Promise, context: Context) -> Change:
    deadline = text_at(promise.tree, "deadline")
    name = _in_full(promise, context)
    if deadline:
        text = context.said(
            N_("a new promise: %(promise)s, deadline %(deadline)s"),
            promise=name,
            deadline=context.quoted(deadline),
        )
    else:
        text = context.said(N_("a new promise: %(promise)s"), promise=name)
    return Change(capital(text), None, promise.id)


def _in_full(promise: _Promise, context: Context) -> str:
    title = context.quoted(_title(promise.tree))
    return promise.name if title in promise.name else f"{promise.name} {title}"


def _course(
    old: _Promise, new: _Promise, period: Period | None, context: Context
) -> Iterator[Change]:
    if old.tree == new.tree:
        return
    yield from _deadline(old, new, period, context)
    yield from _reports(old, new, context)
    yield from _done(old, new, context)
    yield from _cancelled(old, new, context)
    yield from _words(old, new, context)


def _deadline(
    old: _Promise, new: _Promise, period: Period | None, context: Context
) -> Iterator[Change]:
    before, after = text_at(old.tree, "deadline"), text_at(new.tree, "deadline")
    moves, known = items(new.tree, "moved"), items(old.tree, "moved")
    added = [move for move in moves if move not in known]
    if " ".join(before.split()) != " ".join(after.split()):
        text = moved_words(new.of, before, after, "", period, context)
        if any(text_at(move, "deadline") == after for move in added):
            yield Change(text)
        else:
            silent = Silent(SilentKind.DEADLINE, "", _title(new.tree), before, after)
            yield Change(text, context.said(_NOT_MOVED), silent=silent if before else None)
    for move in added:
        place = moves.index(move)
        since = text_at(moves[place - 1], "deadline") if place else after
        reason = text_at(move, "reason")
        to = text_at(move, "deadline")
        yield Change(moved_words(new.of, since, to, reason, period, context))
    if any(move not in moves for move in known):
        text = context.said(
            N_("%(promise)s: a move of the deadline was changed or removed"), promise=new.name
        )
        yield Change(text, context.said(_UNSAID))


def _reports(old: _Promise, new: _Promise, context: Context) -> Iterator[Change]:
    before, after = items(old.tree, "reports"), items(new.tree, "reports")
    come = [each for each in after if each not in before]
    gone = [each for each in before if each not in after]
    for report in gone:
        same = next((e for e in come if text_at(e, "date") == text_at(report, "date")), None)
        day = text_at(report, "date")
        if same is None:
            text = N_("%(promise)s: the report of %(day)s was removed")
            yield Change(
                context.said(text, promise=new.name, day=day or "—"), context.said(_UNSAID)
            )
            continue
        come.remove(same)
        text = N_("%(promise)s: the report of %(day)s was rewritten, now %(evidence)s")
        words = context.said(
            text, promise=new.name, day=day or "—", evidence=context.with_evidence(same)
        )
        is_less = len(items(same, "evidence")) < len(items(report, "evidence"))
        yield Change(words, context.said(_UNSAID) if is_less else None)
    for report in come:
        yield Change(
            context.said(
                N_("%(promise)s: a report %(evidence)s was added"),
                promise=new.name,
                evidence=context.with_evidence(report),
            )
        )


def _done(old: _Promise, new: _Promise, context: Context) -> Iterator[Change]:
    before, after = _part(old.tree, "done"), _part(new.tree, "done")
    if before == after:
        return
    if not after:
        text = context.said(N_("%(promise)s: it is no longer said to be done"), promise=new.name)
        yield Change(text, context.said(_UNSAID))
        return
    message = N_("%(promise)s: it is done, %(evidence)s")
    if before:
        message = N_("%(promise)s: what was done is told anew, %(evidence)s")
    yield Change(context.said(message, promise=new.name, evidence=context.with_evidence(after)))


def _cancelled(old: _Promise, new: _Promise, context: Context) -> Iterator[Change]:
    before, after = _part(old.tree, "cancelled"), _part(new.tree, "cancelled")
    if before == after:
        return
    if not after:
        text = context.said(N_("%(promise)s: it is no longer cancelled"), promise=new.name)
        yield Change(text, context.said(_UNSAID))
        return
    reason = context.quoted(text_at(after, "reason") or "…")
    message = N_("%(promise)s: it is cancelled: %(reason)s")
    if before:
        message = N_("%(promise)s: the cancellation is told anew: %(reason)s")
    yield Change(context.said(message, promise=new.name, reason=reason))


def _words(old: _Promise, new: _Promise, context: Context) -> Iterator[Change]:
    """The other keys: the words of the document and the remarks of the editors."""
    before = old.tree if isinstance(old.tree, dict) else {}
    after = new.tree if isinstance(new.tree, dict) else {}
    titles = {**fields(Item), **fields(Measure)}
    for key in dict.fromkeys([*titles, *before, *after]):
        one, other = before.get(key), after.get(key)
        if key in _OWN - {"number"} or one == other:
            continue
        if isinstance(one, str) and isinstance(other, str):
            if " ".join(one.split()) == " ".join(other.split()):
                continue
            was, now = context.contrast(one, other)
        else:
            was, now = context.value(one), context.value(other)
        text = context.said(
            N_("%(promise)s: “%(key)s” was %(old)s, now it is %(new)s"),
            promise=new.name,
            key=context.said(titles[key].title) if key in titles else key,
            old=was,
            new=now,
        )
        is_promise = key in _WORDS_OF_PROMISE and one is not None
        yield Change(text, context.said(_REWRITTEN) if is_promise else None)


def _part(tree: Tree, key: str) -> dict[str, Tree]:
    value = tree.get(key) if isinstance(tree, dict) else None
    return value if isinstance(value, dict) else {}
