"""Parts and the folder where they meet go in; why they are not parts of one site comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from nokgen import __version__
from nokgen.frozen import frozen
from nokgen.join.part import Part, sum_of_bytes
from nokgen.messages import N_
from nokgen.pages import Links
from nokgen.read import CONTENT, regions_in
from nokgen.read.folder import list_folder
from nokgen.surroundings import SurroundingsError

_SHOWN = 5


@frozen
class Meeting:
    """What the site that is being joined is: parts of another do not fit."""

    today: date
    links: Links
    shared: Mapping[str, str]


def doubled(parts: Sequence[Part]) -> Iterator[SurroundingsError]:
    """A misfit for every region that two parts hold."""
    known: dict[str, Part] = {}
    for part in parts:
        first = known.setdefault(part.record.region, part)
        if first is not part:
            yield _misfit(
                N_("Two parts hold the region %(region)s: %(one)s and %(other)s."),
                N_("Name one part for each region."),
                part,
                one=first.folder,
                other=part.folder,
            )


def misfits(parts: Sequence[Part], meeting: Meeting) -> Iterator[SurroundingsError]:
    """Every reason why the parts are not made as those of this site; nothing when they are."""
    for part in parts:
        yield from _others(part, meeting)
        yield from _settings(part, meeting)


def strangers(parts: Sequence[Part], root: Path, revision: str) -> Iterator[SurroundingsError]:
    """A misfit for every region that stands at `root`, too, and is not the one of a part."""
    held = {part.record.region: part for part in parts}
    for region in regions_in(root):
        if region in held:
            yield from _sources(held[region], root, revision)
        else:
            yield SurroundingsError(
                N_("No part holds the region %(region)s, which stands in %(folder)s/ here."),
                hint=N_("Make it: nokgen build --only %(region)s --destination FOLDER"),
                params={"region": region, "folder": CONTENT},
                exit_code=2,
            )


def _others(part: Part, meeting: Meeting) -> Iterator[SurroundingsError]:
    """What is to be given alike to every command that makes a part, and to the one that joins."""
    record, links = part.record, meeting.links
    if record.made_by != __version__:
        yield _misfit(
            N_("The part %(part)s was made by nokgen %(theirs)s, and this is nokgen %(ours)s."),
            N_("Make all parts and the whole site by the same version."),
            part,
            theirs=record.made_by,
            ours=__version__,
        )
    if record.today != meeting.today:
        yield _misfit(
            N_("The part %(part)s tells of the day %(theirs)s, and the site of %(ours)s."),
            N_("Give the same day to all commands: --today %(ours)s"),
            part,
            theirs=record.today.isoformat(),
            ours=meeting.today.isoformat(),
        )
    if record.base_url != links.base_url:
        yield _misfit(
            N_("The part %(part)s is made for the address “%(theirs)s”, the site for “%(ours)s”."),
            N_("Give the same --base-url to all commands, or none and base_url in the settings."),
            part,
            theirs=record.base_url,
            ours=links.base_url,
        )
    if record.from_disk != links.from_disk:
        yield _misfit(
            N_("The links of the part %(part)s are of another kind than those of the site."),
            N_("Give --from-disk to all commands or to none."),
            part,
        )


def _settings(part: Part, meeting: Meeting) -> Iterator[SurroundingsError]:
    theirs, ours = part.record.shared, meeting.shared
    names = sorted(name for name in {*theirs, *ours} if theirs.get(name) != ours.get(name))
    if names:
        yield _misfit(
            N_("The part %(part)s was made with something else than stands here: %(names)s."),
            N_(
                "Settings, pages, synonyms and templates are those of the whole site. Take them "
                "from one place and make the part anew."
            ),
            part,
            names=_list(names),
        )


def _sources(part: Part, root: Path, revision: str) -> Iterator[SurroundingsError]:
    """The region stands here as well: then it must be the one of which the part was made."""
    record, folder = part.record, f"{CONTENT}/{part.record.region}"
    here = set(list_folder(root, folder).files)
    names = sorted(
        path
        for path in {*here, *record.sources}
        if path not in here
        or path not in record.sources
        or (record.sources[path] and record.sources[path] != sum_of_bytes(root / path))
    )
    if names:
        yield _misfit(
            N_("The part %(part)s was made of other files than stand here: %(names)s."),
            N_("Make the part anew of what stands here."),
            part,
            names=_list(names),
        )
    elif record.revision != revision:
        yield _misfit(
            N_("The part %(part)s was made of the revision %(theirs)s, and here is %(ours)s."),
            N_("Check out the same revision for all parts and for the whole site."),
            part,
            theirs=record.revision[:10] or "—",
            ours=revision[:10] or "—",
        )


def _list(names: Sequence[str]) -> str:
    more = " …" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def _misfit(message: str, hint: str, part: Part, **params: object) -> SurroundingsError:
    known = {"part": part.folder, "region": part.record.region}
    return SurroundingsError(message, hint=hint, params={**known, **params}, exit_code=2)
