"""The plans of a town: the town and a source of chance in, the text of five files out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from benchmarks.corpus.texts import line, pick
from benchmarks.corpus.words import (
    CHANNELS,
    DEADLINES,
    EVIDENCE,
    MEASURES,
    ORGANIZATIONS,
    PLANS,
    REASONS,
    REPORTS,
    SECTIONS,
    YEARLY,
)

A_PLAN = 15
WITH_SECTIONS = ("council-work", "assessment-system")
_RESPONSIBLE = (
    ("public-council", "operator"),
    ("educational-organizations", "culture-organizations"),
    ("public-council",),
    ("administration", "newspaper"),
    (),
)
_SCHEMA = "../../../../.vscode/schemas/plan.json"


@dataclass(frozen=True, slots=True)
class Town:
    """What all files of a town agree on."""

    slug: str
    name: str
    genitive: str
    oktmo: str
    number: int


def plans(town: Town, random: Random) -> Iterator[tuple[str, str]]:
    """The files of the five plans: name and text."""
    for file, kind, years, spheres, title, short, summary, body in PLANS:
        year = 2026 if years.startswith("yearly") else int(years[-4:])
        orgs = ORGANIZATIONS[spheres.split(",")[0]]
        words = {"town": town.genitive, "town_short": town.name}
        head = (
            f"# yaml-language-server: $schema={_SCHEMA}\n"
            + line(0, "title", title.format(**words))
            + line(0, "short_title", short.format(**words))
            + line(0, "summary", summary.format(**words))
            + f"kind: {kind}\n{years}\nspheres: [{spheres}]\nissuer: {body}\n"
            + _papers(town, year, body)
        )
        # The measures of a plan are different ones: a slice of a shuffled table.
        which = sorted(random.sample(range(len(MEASURES)), A_PLAN))
        given = _Given(town, year, years.startswith("yearly"), body, kind in WITH_SECTIONS)
        measures = [
            _measure(given, random, place, MEASURES[number], pick(random, orgs))
            for place, number in enumerate(which, 1)
        ]
        listed = _sections(measures) if given.nested else "measures:\n" + "\n".join(measures)
        yield f"{file}.yaml", head + listed


@dataclass(frozen=True, slots=True)
class _Given:
    """What all measures of a plan agree on."""

    town: Town
    year: int
    yearly: bool
    body: str
    nested: bool


def _papers(town: Town, year: int, body: str) -> str:
    number = 10 + town.number % 190
    site = f"https://example.org/{town.slug}"
    approved = (
        f"approved:\n  act: приказ\n  number: {number}-од\n  date: {year}-01-19\n  by: {body}\n"
        f"  place: г. {town.name}\n"
        "  signed_by: {name: И. И. Примеров, post: руководитель}\n"
    )
    source = "source:\n" + line(
        2, "title", f"Приказ от 19.01.{year} № {number}-од (вымышленный документ)"
    )
    return approved + source + f"  url: {site}/prikaz-{year}\n  retrieved: {year}-02-01\n"


def _sections(measures: list[str]) -> str:
    text = ["sections:\n"]
    for place, title in enumerate(SECTIONS):
        start = place * A_PLAN // len(SECTIONS)
        end = (place + 1) * A_PLAN // len(SECTIONS)
        text.append(f"{chr(10) * (place > 0)}  - number: {'I' * (place + 1)}.\n")
        text.append(f"    title: {title}\n    measures:\n")
        text.append("\n".join(measures[start:end]))
    return "".join(text)


def _measure(
    given: _Given, random: Random, place: int, words: tuple[str, str, str, str], orgs: str
) -> str:
    title, expected, quantity, channel = words
    named = {"orgs": orgs, "town": given.town.genitive, "year": given.year}
    count = 2 + int(random.random() * 12)
    deadline = pick(random, YEARLY if given.yearly else DEADLINES).format(**named)
    others = (who for who in pick(random, _RESPONSIBLE) if who != given.body)
    indent = 8 if given.nested else 4
    start = " " * indent
    text = (
        f'{start[2:]}- id: m{place}\n{start}number: "{place}."\n'
        + line(indent, "title", title.format(**named))
        + f"{start}deadline: {deadline}\n"
        + (f"{start}quantity: {quantity.format(n=count)}\n" if quantity else "")
        + line(indent, "expected", expected.format(**named))
        + f"{start}responsible: [{', '.join((given.body, *others))}]\n"
    )
    if channel:
        text += f"{start}channels:\n{start}  - {CHANNELS[channel].format(**named)}\n"
    if random.random() < 0.2:
        text += _reports(given, random, indent, count if quantity else 0)
    return text


def _reports(given: _Given, random: Random, indent: int, count: int) -> str:
    """One or two reports with evidence, in the year of the plan."""
    start, year = " " * indent, given.year
    text = [f"{start}reports:\n"]
    months = (3, 10) if random.random() < 0.3 else (4 + int(random.random() * 6),)
    for month in months:
        day = f"{year}-{month:02}-{1 + int(random.random() * 28):02}"
        text.append(f"{start}  - date: {day}\n")
        if count:
            text.append(f"{start}    count: {max(1, count // len(months))}\n")
        text.append(line(indent + 4, "text", pick(random, REPORTS)))
        text.append(
            f"{start}    evidence:\n{start}      - title: {pick(random, EVIDENCE)}\n"
            f"{start}        url: https://example.org/{given.town.slug}/{day}\n"
        )
    if random.random() < 0.1:
        text.append(
            f"{start}moved:\n{start}  - date: {year}-06-20\n"
            f"{start}    deadline: до 1 ноября {year} года\n"
            + line(indent + 4, "reason", pick(random, REASONS))
        )
    return "".join(text)
