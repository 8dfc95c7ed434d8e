"""The site goes in, the index of its names from А to Я comes out, which needs no JavaScript."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from nokgen.domain.typography import no_break
from nokgen.frozen import frozen
from nokgen.messages import N_
from nokgen.model.outline import Country
from nokgen.pages import bounds
from nokgen.pages.edition import Edition
from nokgen.pages.layout import LETTERS, Heading, layout
from nokgen.pages.lists import kind_of_outline
from nokgen.pages.scores import kind_of_one
from nokgen.pages.views import Link, NavigationLink
from nokgen.pages.views.listings import Entries, Entry, Letter, LettersPage
from nokgen.pages.words import capital, years_words
from nokgen.records.labels import BODY_KINDS

# No Russian word begins with Ъ or Ь; Ё stands with Е (ГОСТ 7.78-99).
ALPHABET = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЫЭЮЯ"
LATIN, DIGITS = "A–Z", "0–9"
# Where a letter has more names than this, they are parted by kind.
LONG = 12

PLACES = N_("Regions, towns and districts")
BODIES = N_("Responsible bodies")
PLANS = N_("Plans")
ORGANIZATIONS = N_("Organisations")
KINDS = (PLACES, ORGANIZATIONS, BODIES, PLANS)
# Their names repeat from town to town: «Детский сад № 1».
REPEATED = (BODIES, ORGANIZATIONS)


@frozen
class _Name:
    """A name before it has found its letter."""

    kind: str
    name: str
    address: str
    detail: str
    place: str = ""


def letters_page(edition: Edition, country: Country) -> LettersPage:
    """The index: municipalities, regions, organisations, bodies and plans by their first letter."""
    say = edition.messages.gettext
    title = say("Index from A to Z")
    found: dict[str, list[_Name]] = defaultdict(list)
    is_large = _count(country) > bounds.NAMES
    for name in _places(edition, country) if is_large else _names(edition, country):
        found[letter_of(name.name)].append(name)
    order = [*ALPHABET, *(label for label in (LATIN, DIGITS) if label in found)]
    heading = Heading(
        LETTERS,
        title,
        say("All regions, towns and districts of the site by their first letter.")
        if is_large
        else say(
            "All regions, towns, organisations, responsible bodies and plans of the site by their "
            "first letter."
        ),
        sheet="listings.css",
    )
    return LettersPage(
        layout=layout(edition, heading),
        title=title,
        lead=heading.description,
        alphabet=tuple(
            NavigationLink(label, f"#{label}" if label in found else "") for label in order
        ),
        letters=tuple(
            Letter(label, _groups(edition, found[label])) for label in order if label in found
        ),
    )


def letter_of(name: str) -> str:
    """The letter under which a name stands: Е for «Ёлкино», К for ««Колос», клуб»."""
    first = sorting_key(name)[:1].upper()
    if first in ALPHABET:
        return first
    return DIGITS if first.isdigit() else LATIN


def sorting_key(name: str) -> str:
    """What decides the place of a name: small letters without quotes and dashes, Ё as Е."""
    plain = unicodedata.normalize("NFC", name).lower().replace("ё", "е")
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s]|_", "", plain)).strip()


def _count(country: Country) -> int:
    return sum(
        1 + len(part.bodies) + len(part.organizations) + len(part.plans) for part in country.parts()
    )


def _places(edition: Edition, country: Country) -> Iterator[_Name]:
    for part in country.parts():
        within = "" if part.is_region else part.region
        kind = kind_of_outline(edition, part)
        yield _Name(PLACES, part.name, part.address, _joined(kind, within))


def _names(edition: Edition, country: Country) -> Iterator[_Name]:
    messages = edition.messages
    yield from _places(edition, country)
    for part in country.parts():
        for body in part.bodies:
            kind = messages.gettext(BODY_KINDS[body.kind])
            yield _Name(BODIES, body.name, body.address, kind, part.name)
        for each in part.organizations:
            kind = kind_of_one(each.kind, messages)
            yield _Name(ORGANIZATIONS, each.name, each.address, kind, part.name)
        for plan in part.plans:
            detail = _joined(part.name, years_words(plan.years, messages))
            yield _Name(PLANS, plan.name, plan.address, detail)


def _joined(*parts: str) -> str:
    return capital(", ".join(filter(None, parts)))


def _groups(edition: Edition, names: list[_Name]) -> tuple[Entries, ...]:
    """The names of a letter in their order; a long list by kinds."""
    names = sorted(_apart(names), key=lambda name: (sorting_key(name.name), name.address))
    if len(names) <= LONG:
        return (Entries("", _entries(edition, names)),)
    parted = [(kind, [name for name in names if name.kind == kind]) for kind in KINDS]
    return tuple(
        Entries(edition.messages.gettext(kind), _entries(edition, part))
        for kind, part in parted
        if part
    )


def _apart(names: list[_Name]) -> list[_Name]:
    """Links of one name lead to different pages: some of them say whose they are."""
    times = Counter(name.name for name in names)
    return [
        replace(name, name=_joined(name.name, name.place), place="")
        if times[name.name] > 1 and name.kind in REPEATED
        else name
        for name in names
    ]


def _entries(edition: Edition, names: list[_Name]) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            Link(no_break(capital(name.name)), edition.links.to(name.address, LETTERS)),
            no_break(_joined(name.detail, name.place)),
        )
        for name in names
    )
