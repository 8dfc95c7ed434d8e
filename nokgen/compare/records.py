"""Two versions of a record go in; what changed comes out in words, key by key in its order.

Trees are compared, not records: a version with faults is told, too. Promises and scores have words
of their own; for the rest the titles of the keys speak.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from nokgen.compare.changes import Change, Context, capital, items, label, text_at
from nokgen.compare.promises import promise_changes
from nokgen.compare.scores import COUNTED, people_shown, score_changes
from nokgen.messages import N_
from nokgen.read import Tree
from nokgen.records.base import Record
from nokgen.records.fields import Behind, fields
from nokgen.records.improvement import Item
from nokgen.records.labels import LABELS
from nokgen.records.plan import Measure, Section
from nokgen.records.results import Score
from nokgen.records.schema import KINDS
from nokgen.records.territory import Body

_UNTOLD = N_("nobody sees any more what stood here; is that meant?")
# Keys whose removal a citizen would miss.
_LOOK_WHEN_GONE: Mapping[str, str] = {
    "cancelled": _UNTOLD,
    "reports": _UNTOLD,
    "evidence": _UNTOLD,
    "moved": _UNTOLD,
    "meetings": _UNTOLD,
    "decisions": _UNTOLD,
    "proposals": _UNTOLD,
    "publications": _UNTOLD,
    "organizations": _UNTOLD,
    "scores": _UNTOLD,
    "aliases": N_("links to the old address will lead nowhere"),
}


def changes_of(kind: str, before: Tree, after: Tree, context: Context) -> tuple[Change, ...]:
    """What changed between two versions of a file of one of KINDS, in words.

    Nothing for equal versions; which file came or went is for the caller to say.
    """
    return tuple(_compared(before, after, KINDS[kind].record, context))


def _compared(
    before: Tree, after: Tree, record: type[Record] | None, context: Context, about: str = ""
) -> Iterator[Change]:
    old, new = _mapping(before), _mapping(after)
    known = fields(record)
    keys = [*known, *(key for key in [*old, *new] if key not in known)]
    told_measures = False
    for key in dict.fromkeys(keys):
        behind = known.get(key)
        inner = behind.record if behind is not None else None
        if inner in (Measure, Section, Item):
            # Measures may have moved from one section to another: they are told as a whole.
            if not told_measures:
                yield from promise_changes(before, after, context)
                yield from _sections(before, after, context)
            told_measures = True
        elif old.get(key) == new.get(key):
            continue
        elif inner is Score:
            yield from score_changes(items(before, key), items(after, key), context)
        else:
            title = context.said(behind.title) if behind is not None else key
            told = _with_labels(behind, context)
            yield from _value(key, title, old.get(key), new.get(key), inner, told, about)


def _with_labels(behind: Behind | None, context: Context) -> Context:
    """The context in which the only values of a key are named as on the site."""
    labels = LABELS.get(behind.kind) if behind is not None else None
    if labels is None:
        return context
    names = {str(value.value): context.said(text) for value, text in labels.items()}
    return replace(context, names={**context.names, **names})


def _sections(before: Tree, after: Tree, context: Context) -> Iterator[Change]:
    old = [text_at(section, "title") for section in items(before, "sections")]
    new = [text_at(section, "title") for section in items(after, "sections")]
    if [" ".join(title.split()) for title in old] == [" ".join(title.split()) for title in new]:
        return
    title = context.said(N_("Sections"))
    yield from _texts("sections", title, list(old), list(new), context, "")


def _value(
    key: str,
    title: str,
    old: Tree,
    new: Tree,
    record: type[Record] | None,
    context: Context,
    about: str,
) -> Iterator[Change]:
    if record is not None and (isinstance(old, list) or isinstance(new, list)):
        yield from _records(key, title, _list(old), _list(new), record, context, about)
    elif record is not None and isinstance(old, dict) and isinstance(new, dict):
        yield from _compared(old, new, record, context, f"{about}{title}: ")
    elif isinstance(old, list) or isinstance(new, list):
        yield from _texts(key, title, _list(old), _list(new), context, about)
    elif key in COUNTED:
        one, other = (
            people_shown(each, context) if isinstance(each, str) else each for each in (old, new)
        )
        if one != other:
            yield from _scalar(key, title, one, other, context, about)
    else:
        yield from _scalar(key, title, old, new, context, about)


def _scalar(
    key: str, title: str, old: Tree, new: Tree, context: Context, about: str
) -> Iterator[Change]:
    if old is None:
        text = context.said(N_("“%(key)s” was added: %(new)s"), key=title, new=context.value(new))
    elif new is None:
        text = context.said(
            N_("“%(key)s” was removed, it was %(old)s"), key=title, old=context.value(old)
        )
    else:
        if isinstance(old, str) and isinstance(new, str):
            if " ".join(old.split()) == " ".join(new.split()):
                return
            one, other = context.contrast(_named(old, context), _named(new, context))
        else:
            one, other = context.value(old), context.value(new)
        text = context.said(
            N_("“%(key)s” was %(old)s, now it is %(new)s"), key=title, old=one, new=other
        )
    look = _LOOK_WHEN_GONE.get(key) if new is None else None
    yield Change(capital(about + text), look and context.said(look))


def _texts(
    key: str, title: str, old: list[Tree], new: list[Tree], context: Context, about: str
) -> Iterator[Change]:
    gone, come = _left(old, new), _left(new, old)
    look = _LOOK_WHEN_GONE.get(key) if gone else None
    if gone and come:
        text = context.said(
            N_("“%(key)s” was %(old)s, now it is %(new)s"),
            key=title,
            old=context.value(old),
            new=context.value(new),
        )
    elif come:
        text = context.said(N_("“%(key)s” got %(new)s"), key=title, new=context.value(come))
    elif gone:
        text = context.said(N_("“%(key)s” lost %(old)s"), key=title, old=context.value(gone))
    else:
        text = context.said(N_("the order in “%(key)s” was changed"), key=title)
    yield Change(capital(about + text), look and context.said(look))


def _records(
    key: str,
    title: str,
    old: list[Tree],
    new: list[Tree],
    record: type[Record],
    context: Context,
    about: str,
) -> Iterator[Change]:
    """A list of mappings: what came, what went, and what changed within."""
    gone, come = _left(old, new), _left(new, old)
    for item in gone:
        other = next((each for each in come if _name(each) == _name(item)), None)
        if other is not None:
            come.remove(other)
            within = f"{about}{title}, {context.value(other)}: "
            for change in _compared(item, other, record, context, within):
                yield replace(change, anchor=change.anchor or text_at(other, "inn"))
            continue
        text = context.said(N_("“%(key)s” lost %(old)s"), key=title, old=context.value(item))
        look = _LOOK_WHEN_GONE.get(key)
        if record is Body:
            look = N_("plans that name this body will have faults")
        yield Change(capital(about + text), look and context.said(look), text_at(item, "inn"))
    for item in come:
        text = context.said(N_("“%(key)s” got %(new)s"), key=title, new=context.value(item))
        yield Change(capital(about + text), None, text_at(item, "inn"))


def _name(item: Tree) -> str:
    """What tells one mapping of a list from another."""
    if not isinstance(item, dict):
        return str(item)
    keys = ("id", "inn", "url", "date")
    found = next((f"{key}={name}" for key in keys if (name := text_at(item, key))), None)
    return found or label(item)


def _named(text: str, context: Context) -> str:
    return context.names.get(text.strip(), text)


def _left(one: Sequence[Tree], other: Sequence[Tree]) -> list[Tree]:
    """What the first list has and the second has not, counted."""
    rest = list(other)
    found = []
    for item in one:
        if item in rest:
            rest.remove(item)
        else:
            found.append(item)
    return found


def _mapping(tree: Tree) -> dict[str, Tree]:
    return tree if isinstance(tree, dict) else {}


def _list(tree: Tree) -> list[Tree]:
    if isinstance(tree, list):
        return tree
    return [] if tree is None else [tree]
