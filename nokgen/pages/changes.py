"""The past of the site goes in, the page of its newest changes comes out.

The page of a preview, on what a proposed change does, is made of the same parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import PurePosixPath

from nokgen.compare import Change, Step
from nokgen.domain.typography import no_break
from nokgen.frozen import frozen
from nokgen.model.outline import Country
from nokgen.pages.edition import Edition
from nokgen.pages.layout import CHANGES, PROPOSAL, Heading, layout
from nokgen.pages.revisions import LENGTH, commit_link
from nokgen.pages.text import shortened
from nokgen.pages.views.frame import Link
from nokgen.pages.views.revisions import (
    ChangedPage,
    ChangesPage,
    DayOfChanges,
    PlaceOfChanges,
    ProposalPage,
    ToldChange,
)
from nokgen.pages.words import assessment_words

MOST_CHANGES = 200
MOST_OF_PAGE = 10
# The records of a territory that have a page of their own below its address.
_BELOW = {
    "organizations.yaml": "organizations/",
    "publications.yaml": "publications/",
    "surveys.yaml": "surveys/",
    "council.yaml": "council/",
}


@frozen
class Place:
    """The page on which the content of a file is seen, and its territory, if it has one."""

    address: str
    name: str
    territory: str = ""
    territory_name: str = ""


def places_of(edition: Edition, country: Country) -> Mapping[str, Place]:
    """The page of each file; of a folder (with its slash) that of its territory."""
    found: dict[str, Place] = {}
    messages = edition.messages
    for part in country.parts():
        folder = part.path.rpartition("/")[0] + "/"
        of = (part.address, part.name)
        found[folder] = found[part.path] = Place(part.address, part.name, *of)
        for file, below in _BELOW.items():
            found[folder + file] = Place(part.address + below, "", *of)
        for plan in part.plans:
            found[plan.path] = Place(plan.address, plan.name, *of)
        for each in part.assessments:
            title = assessment_words(each.title, each.year, each.sphere, messages)
            for path in filter(None, (each.path, each.table)):
                found[path] = Place(each.address, title, *of)
        for improvement in part.improvements:
            title = messages.gettext(
                "Plan to remove shortcomings: %(organization)s", organization=improvement.name
            )
            found[improvement.path] = Place(improvement.address, title, *of)
    for text in edition.site.pages:
        found[text.path] = Place(f"/{text.slug}/", text.head.title)
    return found


def changes_page(edition: Edition, country: Country) -> ChangesPage:
    """The newest changes by day and by territory; where none can be seen, the page says why."""
    say = edition.messages.gettext
    title = say("Latest changes")
    lead = say("What was changed on this site: by day, town and page, with what stood before.")
    steps = _by_day(newest(edition))
    places = places_of(edition, country)
    found = _apart(
        [
            _Found(step.record, step.place, _changed(edition, CHANGES, places, step))
            for step in steps
        ],
        places,
    )
    days = groupby(zip(steps, found, strict=True), key=lambda pair: pair[0].day)
    return ChangesPage(
        layout=layout(edition, Heading(CHANGES, title, lead, hidden=not edition.past.is_shown)),
        title=title,
        lead=lead,
        notes=_notes(edition),
        empty="" if steps else _empty(edition),
        days=tuple(
            DayOfChanges(
                edition.messages.day(day),
                f"day-{day.isoformat()}",
                day.isoformat(),
                _by_place(edition, CHANGES, [each for _step, each in same], places),
            )
            for day, same in days
        ),
    )


def proposal_page(edition: Edition, country: Country) -> ProposalPage:
    """What the files change for citizens, with links to the pages as they will be."""
    assert edition.proposal is not None
    messages, places = edition.messages, places_of(edition, country)
    title = messages.gettext("What this proposal changes")
    lead = messages.gettext(
        "This is a preview, not the published site. Open each of the pages below and read it as a "
        "citizen would."
    )
    found = _apart(
        [
            _Found(
                each.path,
                each.place,
                _page(edition, PROPOSAL, places, each.path, each.name, each.changes, Link("")),
            )
            for each in edition.proposal.files
        ],
        places,
    )
    return ProposalPage(
        layout=layout(edition, Heading(PROPOSAL, title, lead, hidden=True)),
        title=title,
        lead=lead,
        notes=edition.proposal.notes,
        empty="" if found else messages.gettext("Nothing changed for citizens."),
        places=_by_place(edition, PROPOSAL, found, places),
    )


def newest(edition: Edition) -> Sequence[Step]:
    """The newest steps of the site, the newest first, up to MOST_CHANGES changes in all."""
    found, count = [], 0
    for step in edition.past.steps:
        count += min(len(step.changes), MOST_OF_PAGE)
        if count > MOST_CHANGES:
            break
        found.append(step)
    return found


def page_of(path: str, places: Mapping[str, Place]) -> Place | None:
    """Where the content of a file is seen; None for what is gone."""
    if path in places:
        return places[path]
    folder, documents, _name = path.partition("documents/")
    return places.get(folder) if documents else None


def name_on_page(place: Place | None, name: str) -> str:
    """What a changed page is called in a list: its own name, else what the file is."""
    return place.name if place and place.name and place.name != place.territory_name else name


@frozen
class _Found:
    """What changed in the file at `path`; `place` is the name of its territory, or ""."""

    path: str
    place: str
    page: ChangedPage

    @property
    def name(self) -> str:
        """The name of the link, as one looks for it."""
        return self.page.link.label.casefold()

    def called(self, detail: str) -> _Found:
        """The same with more in the name of its link."""
        link = replace(self.page.link, label=no_break(f"{self.page.link.label} ({detail})"))
        return replace(self, page=replace(self.page, link=link))


def _apart(found: Sequence[_Found], places: Mapping[str, Place]) -> list[_Found]:
    """The same, where links of one name that lead to different pages say which is meant."""
    known = list(found)
    for detail in (_territory, _file):
        targets: dict[str, set[str]] = {}
        for each in known:
            targets.setdefault(each.name, set()).add(each.page.link.href)
        known = [
            each.called(detail(each, places)) if len(targets[each.name]) > 1 else each
            for each in known
        ]
    return known


def _territory(found: _Found, places: Mapping[str, Place]) -> str:
    place = page_of(found.path, places)
    return place.territory_name if place and place.territory_name else found.place


def _file(found: _Found, _places: Mapping[str, Place]) -> str:
    return PurePosixPath(found.path).stem


def _by_day(steps: Sequence[Step]) -> list[Step]:
    """Days of commits are those of who made them: a newer one may have an earlier day."""
    return sorted(steps, key=lambda step: (-step.day.toordinal(), step.order, step.record))


def _by_place(
    edition: Edition,
    page: str,
    found: Iterable[_Found],
    places: Mapping[str, Place],
) -> tuple[PlaceOfChanges, ...]:
    """Changed pages by territory, those of the site itself last."""
    groups: dict[tuple[str, str], list[ChangedPage]] = {}
    for each in found:
        place = page_of(each.path, places) or places.get(f"{each.path.rpartition('/')[0]}/")
        where = (place.territory_name, place.territory) if place else (each.place, "")
        groups.setdefault(where, []).append(each.page)
    own = edition.messages.gettext("Pages of the site")
    return tuple(
        PlaceOfChanges(
            Link(name or own, edition.links.to(address, page) if address else ""),
            tuple(groups[name, address]),
        )
        for name, address in sorted(groups, key=lambda where: (not where[0], where))
    )


def _changed(edition: Edition, page: str, places: Mapping[str, Place], step: Step) -> ChangedPage:
    commit = commit_link(edition, step)
    made = _page(edition, page, places, step.record, step.name, step.changes, commit)
    return ChangedPage(made.link, made.changes, made.more, made.commit, step.author)


def _page(
    edition: Edition,
    page: str,
    places: Mapping[str, Place],
    path: str,
    name: str,
    changes: Sequence[Change],
    commit: Link,
) -> ChangedPage:
    place = page_of(path, places)
    href = edition.links.to(place.address, page) if place else ""
    rest = len(changes) - MOST_OF_PAGE
    more = edition.messages.ngettext("and %(n)s more change", "and %(n)s more changes", rest)
    return ChangedPage(
        Link(no_break(name_on_page(place, name)), href),
        tuple(
            ToldChange(
                Link(no_break(shortened(change.text, LENGTH))),
                change.look is not None,
                edition.messages.gettext("Look again: %(why)s", why=change.look)
                if change.look and page == PROPOSAL
                else "",
            )
            for change in changes[:MOST_OF_PAGE]
        ),
        more if rest > 0 else "",
        commit,
    )


def _notes(edition: Edition) -> tuple[str, ...]:
    """What could not be seen."""
    say, past = edition.messages.gettext, edition.past
    found = []
    if past.is_shallow:
        found.append(
            say(
                "This site was built from a copy that holds only the newest changes. Earlier ones "
                "exist, but cannot be seen here."
            )
        )
    if past.is_partly_missing:
        found.append(say("Some earlier texts are missing from the copy, and are not told here."))
    return tuple(found)


def _empty(edition: Edition) -> str:
    say, past = edition.messages.gettext, edition.past
    if not past.is_shown:
        return say("The owner of this site has turned the history of changes off.")
    if past.is_absent:
        return say(
            "This site was built without its repository, so that nobody can see here what was "
            "changed and when."
        )
    if past.is_shallow:
        return say("Nothing in this copy tells what was changed.")
    return say("Nothing has been changed yet.")
