"""The past of a record goes in; its history on a page, and what changed silently, come out."""

from __future__ import annotations

from collections.abc import Collection

from nokgen.compare import Change, Silence, SilentKind, Step
from nokgen.domain.typography import no_break
from nokgen.messages import N_, Messages
from nokgen.model import Assessment, Improvement, Organization, Plan
from nokgen.pages.edition import Edition
from nokgen.pages.layout import CHANGES
from nokgen.pages.repository import commit_href, versions_href
from nokgen.pages.text import shortened
from nokgen.pages.views.frame import Link, Revision, Revisions

# What a page shows of its past; the rest stands at /changes/ and at the Git host.
MOST_STEPS = 5
MOST_OF_MEASURE = 3
MOST_CHANGES = 3
LENGTH = 200
SHORT_COMMIT = 7
# Of most records there is no change to tell.
NONE = Revisions()
_SILENT = {
    SilentKind.DEADLINE: N_(
        "The deadline was changed without a note of the move: it was %(old)s, now it is %(new)s "
        "(%(day)s)."
    ),
    SilentKind.VANISHED: N_(
        "A measure is gone from this page, and nothing says that it was cancelled: %(name)s, "
        "deadline: %(old)s (%(day)s)."
    ),
    SilentKind.RESULT: N_(
        "Changed after publication, though the published document is the same. %(name)s: it was "
        "%(old)s, now it is %(new)s (%(day)s)."
    ),
}


_ROW_GONE = N_(
    "The scores were removed after publication, though the published document is the same. "
    "%(name)s: the total was %(old)s (%(day)s)."
)


def revisions(
    edition: Edition, page: str, *records: str, anchors: frozenset[str] = frozenset()
) -> Revisions:
    """The newest changes of records, on `page`; the first record is the one of its file.

    `anchors` are the ids on the page to which a change may lead.
    """
    steps = [(step, list(step.changes)) for step in edition.past.of(*records)]
    return _section(edition, page, records, steps, anchors)


def revisions_of_organization(edition: Edition, organization: Organization) -> Revisions:
    """The newest changes of an organisation: what names it in shared files, its own plans whole."""
    inn, own = organization.record.inn, [plan.path for plan in organization.improvements]
    shared = (organization.path, *_results_of(organization))
    steps = [
        (step, told)
        for step in edition.past.of(*shared, *own)
        if (told := [c for c in step.changes if step.record in own or c.anchor == inn])
    ]
    return _section(edition, organization.ref.address, (*shared, *own), steps, frozenset())


def silences_of_organization(edition: Edition, organization: Organization) -> tuple[str, ...]:
    """What was changed silently in the results of an organisation."""
    silences = edition.past.silent(*_results_of(organization))
    inn = organization.record.inn
    return silence_sentences(edition, silences, SilentKind.RESULT, anchor=inn)


def revisions_of_measure(edition: Edition, record: str, anchor: str) -> Revisions:
    """The newest changes of one measure."""
    steps = [
        (step, told)
        for step in edition.past.of(record)
        if (told := [change for change in step.changes if change.anchor == anchor])
    ]
    if not steps:
        return NONE
    shown = tuple(
        _revision(edition, step, told, frozenset(), "") for step, told in steps[:MOST_OF_MEASURE]
    )
    return Revisions(_count(steps, edition.messages), shown)


def revisions_of_plan(edition: Edition, plan: Plan | Improvement) -> Revisions:
    """The newest changes of a plan; those of measures lead to them."""
    ids = frozenset(measure.record.id for measure in plan.measures)
    return revisions(edition, plan.address, plan.path, anchors=ids)


def records_of(assessment: Assessment) -> tuple[str, ...]:
    """The files of an assessment: its record, and its table if it has one."""
    return (assessment.path, *([assessment.table] if assessment.table else []))


def vanished(edition: Edition, plan: Plan | Improvement) -> tuple[str, ...]:
    """A sentence for each measure that is gone from a plan without a word."""
    silences = edition.past.silent(plan.path)
    return tuple(
        sentence
        for silence in silences
        for sentence in silence_sentences(edition, (silence,), SilentKind.VANISHED)
    )


def silence_sentences(
    edition: Edition, silences: Collection[Silence], *kinds: SilentKind, anchor: str = ""
) -> tuple[str, ...]:
    """What changed silently, in sentences; many figures of one organisation are one sentence."""
    if not silences:
        return ()
    groups: dict[tuple[SilentKind, str], list[Silence]] = {}
    for silence in silences:
        if silence.kind in kinds and anchor in ("", silence.anchor):
            groups.setdefault((silence.kind, silence.anchor), []).append(silence)
    return tuple(_sentence(edition, group) for group in groups.values())


def _results_of(organization: Organization) -> tuple[str, ...]:
    if not organization.standings:
        return ()
    found = (records_of(standing.assessment) for standing in organization.standings)
    return tuple(path for records in found for path in records)


def commit_link(edition: Edition, step: Step) -> Link:
    """The change in full at the Git host, if the site says where that is."""
    href = commit_href(edition, step.commit, step.repository)
    if not href:
        return Link("")
    name = step.commit[:SHORT_COMMIT]
    return Link(edition.messages.gettext("Change %(name)s in full", name=name), href)


def _section(
    edition: Edition,
    page: str,
    records: tuple[str, ...],
    steps: list[tuple[Step, list[Change]]],
    anchors: frozenset[str],
) -> Revisions:
    if not steps and not edition.past.cut:
        return NONE
    # That a page is new says nothing on the page itself.
    told = any(not step.is_first for step, _told in steps)
    if not told and not edition.past.cut.intersection(records):
        return NONE
    named = {step.record for step, _told in steps[:MOST_STEPS]} - {records[0]}
    shown = tuple(
        _revision(edition, step, told, anchors, step.name if named else "")
        for step, told in steps[:MOST_STEPS]
    )
    return Revisions(_count(steps, edition.messages), shown, _further(edition, page, records))


def _count(steps: list[tuple[Step, list[Change]]], messages: Messages) -> str:
    """«3 изменения, последнее 22 ноября 2026 года»."""
    if not steps:
        return messages.gettext("Older changes are not shown here")
    count = sum(len(told) for _step, told in steps)
    changes = messages.ngettext("%(n)s change", "%(n)s changes", count)
    day = messages.day(steps[0][0].day)
    text = messages.gettext("%(changes)s, the last on %(day)s", changes=changes, day=day)
    return no_break(text)


def _revision(
    edition: Edition, step: Step, told: list[Change], anchors: frozenset[str], name: str
) -> Revision:
    messages = edition.messages
    rest = len(told) - MOST_CHANGES
    return Revision(
        day=messages.day(step.day),
        iso_date=step.day.isoformat(),
        about=no_break(name),
        changes=tuple(
            Link(
                no_break(shortened(change.text, LENGTH)),
                f"#{change.anchor}" if change.anchor in anchors else "",
            )
            for change in told[:MOST_CHANGES]
        ),
        more=messages.ngettext("and %(n)s more change", "and %(n)s more changes", rest)
        if rest > 0
        else "",
        commit=commit_link(edition, step),
        author=step.author,
    )


def _further(edition: Edition, page: str, records: tuple[str, ...]) -> tuple[Link, ...]:
    say = edition.messages.gettext
    found = [Link(say("Latest changes of the whole site"), edition.links.to(CHANGES, page))]
    versions = versions_href(edition, records[0])
    if versions:
        found.append(Link(say("All versions of the file of this page"), versions))
    return tuple(found)


def _sentence(edition: Edition, group: list[Silence]) -> str:
    """One sentence for what changed of one promise or organisation; the total is named first."""
    messages = edition.messages
    known = sorted(group, key=lambda silence: silence.key != "total")
    first = known[0]
    text = messages.gettext(
        _ROW_GONE if first.kind is SilentKind.RESULT and not first.key else _SILENT[first.kind],
        name=first.name,
        old=_value(first.old, first.kind, messages),
        new=_value(first.new, first.kind, messages),
        day=messages.day(max(silence.day for silence in group)),
    )
    rest = len(known) - 1
    if rest:
        more = messages.ngettext(
            "%(n)s more figure was changed, too.", "%(n)s more figures were changed, too.", rest
        )
        text = f"{text} {more}"
    return no_break(text)


def _value(text: str, kind: SilentKind, messages: Messages) -> str:
    if not text:
        if kind is SilentKind.RESULT:
            return messages.gettext("no data")
        return messages.gettext("not given")
    if kind is SilentKind.RESULT:
        return text
    return messages.gettext("“%(text)s”", text=shortened(text, LENGTH))
