"""Two versions of published figures go in; which of them changed comes out in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nokgen.compare.changes import Change, Context, Silent, SilentKind, capital, text_at
from nokgen.domain.few import PEOPLE, fewer, is_few
from nokgen.messages import N_
from nokgen.read import Tree
from nokgen.records.fields import fields
from nokgen.records.results import Counts, Score

_SOURCE_SAME = N_("the published document did not change; is the figure right?")
# By whether it is the total, and whether the document from which it was taken is the same.
_MESSAGES = {
    (True, True): N_(
        "%(name)s: the score was changed from %(old)s to %(new)s, though the published table did "
        "not change"
    ),
    (True, False): N_("%(name)s: the score was changed from %(old)s to %(new)s"),
    (False, True): N_(
        "%(name)s: %(figure)s was %(old)s, now it is %(new)s, though the published table did not "
        "change"
    ),
    (False, False): N_("%(name)s: %(figure)s was %(old)s, now it is %(new)s"),
}
# Keys of counts of people, wherever they stand.
COUNTED = PEOPLE | {"respondents", "visitors", "received", "answered_in_time"}
_ROW_GONE = N_("nobody sees any more what stood here; is that meant?")


def score_changes(
    before: Sequence[Tree], after: Sequence[Tree], context: Context
) -> Iterator[Change]:
    """What changed in the rows of an assessment, organisation by organisation."""
    old = {text_at(row, "inn"): row for row in before}
    new = {text_at(row, "inn"): row for row in after}
    for inn, row in new.items():
        name = capital(context.names.get(inn, context.said(N_("INN %(inn)s"), inn=inn)))
        if inn not in old:
            yield Change(context.said(N_("%(name)s: scores were added"), name=name), anchor=inn)
            continue
        yield from _figures(name, old[inn], row, context)
    for inn, row in old.items():
        if inn not in new:
            name = capital(context.names.get(inn, context.said(N_("INN %(inn)s"), inn=inn)))
            text = context.said(N_("%(name)s: scores were removed"), name=name)
            silent = Silent(SilentKind.RESULT, "", name, _shown(text_at(row, "total"), context))
            kept = silent if context.is_source_same else None
            yield Change(text, context.said(_ROW_GONE), inn, kept)


def _figures(name: str, old: Tree, new: Tree, context: Context) -> Iterator[Change]:
    before, after = _flat(old), _flat(new)
    for key in dict.fromkeys([*before, *after]):
        one, other = before.get(key, ""), after.get(key, "")
        if _number(one) == _number(other) or key == "inn":
            continue
        if key in COUNTED:
            one, other = people_shown(one, context), people_shown(other, context)
            if one == other:
                continue
        suspect = context.is_source_same and one != ""
        figure = _figure(key, context)
        text = context.said(
            _MESSAGES[key == "total", suspect],
            name=name,
            figure=figure,
            old=_shown(one, context) or context.said(N_("no data")),
            new=_shown(other, context) or context.said(N_("no data")),
        )
        values = _shown(one, context), _shown(other, context)
        silent = Silent(SilentKind.RESULT, key, f"{name}, {figure}", *values)
        inn = text_at(new, "inn")
        if suspect:
            yield Change(text, context.said(_SOURCE_SAME), inn, silent)
        else:
            yield Change(text, None, inn)


def people_shown(text: str, context: Context) -> str:
    """A count of people as typed, or what is said in place of one to four."""
    number = _number(text)
    few = number.isascii() and number.isdigit() and len(number) < 2 and is_few(int(number))
    return fewer(context.messages) if few else text


def _figure(key: str, context: Context) -> str:
    if key[:1].isdigit():
        return context.said(N_("indicator %(number)s"), number=key)
    known = {**fields(Counts), **fields(Score)}
    return context.quoted(context.said(known[key].title) if key in known else key)


def _flat(row: Tree) -> dict[str, str]:
    """Every figure of a row by the last part of its key."""
    found: dict[str, str] = {}
    for key, value in row.items() if isinstance(row, dict) else ():
        if isinstance(value, str):
            found[key] = value.strip()
        elif isinstance(value, dict):
            found |= _flat(value)
    return found


def _shown(text: str, context: Context) -> str:
    """A figure with all the digits that were published."""
    return text.replace(".", ",") if context.messages.language == "ru" else text


def _number(text: str) -> str:
    """A figure as it is compared: 86,17 and 86.170 are the same."""
    plain = text.replace(",", ".").replace("\u00a0", "").replace(" ", "")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
