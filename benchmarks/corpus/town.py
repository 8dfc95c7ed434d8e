"""The other files of a town: the town and a source of chance in, the text of two files out."""

from __future__ import annotations

from random import Random

from benchmarks.corpus.plans import Town
from benchmarks.corpus.texts import line, pick
from benchmarks.corpus.words import BODIES, KINDS, PRESCHOOLS, STREETS

_INN_WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_SCHEMAS = "../../../.vscode/schemas"
A_TOWN = sum(kind[0] for kind in KINDS)


def municipality(town: Town) -> str:
    """The file of the municipality: bodies, sites, contacts."""
    text = [
        f"# yaml-language-server: $schema={_SCHEMAS}/municipality.json\n"
        f"name: {town.name}\nofficial_name: городской округ город {town.name}\n"
        f'oktmo: "{town.oktmo}"\nbodies:\n'
    ]
    for place, (slug, name, short, kind) in enumerate(BODIES):
        text.append(f"{chr(10) * (place > 0)}  - id: {slug}\n")
        text.append(line(4, "name", name.format(town=town.genitive)))
        if short:
            text.append(f"    short_name: {short}\n")
        text.append(f"    kind: {kind}\n")
    site = f"https://example.org/{town.slug}"
    text.append(
        f"sites:\n  - title: Официальный сайт администрации города {town.genitive}\n"
        f"    url: {site}/\n"
        "contacts:\n  - title: Управление образования администрации города\n"
        f"    email: obrazovanie-{town.number}@example.org\n"
        f"    address: г. {town.name}, пл. Главная, д. 1\n"
        "kind: gorodskoy-okrug\n"
    )
    return "".join(text)


def organizations(town: Town, random: Random) -> str:
    """The register of the forty organisations of the town."""
    text = [
        f"# yaml-language-server: $schema={_SCHEMAS}/organizations.json\n"
        "# Все организации придуманы. В кодах ИНН и ОГРН стоит регион 00, которого не существует.\n"
        "organizations:\n"
    ]
    serial = town.number * A_TOWN
    for count, kind, sphere, founder, name, short, head in KINDS:
        for n in range(1, count + 1):
            words = {"n": n, "name": PRESCHOOLS[n - 1], "town": town.genitive}
            inn = f"00{serial:07}"
            ogrn = f"1{5 + serial % 15:02}00{serial:07}"
            text.append(
                f'  - inn: "{inn}{_inn_digit(inn)}"\n'
                f'    ogrn: "{ogrn}{int(ogrn) % 11 % 10}"\n'
                f'    oktmo: "{town.oktmo}"\n    bus_id: "99{serial:07}"\n'
                + line(4, "name", name.format(**words))
                + f"    short_name: {short.format(**words)}\n"
                f"    kind: {kind}\n    sphere: {sphere}\n"
                f"    address: г. {town.name}, {pick(random, STREETS)}, д. {1 + serial % 80}\n"
                f"    site: https://example.org/{town.slug}/{kind}-{n}/\n"
                f"    founder: {founder}\n    head: {head}\n\n"
            )
            serial += 1
    text[-1] = text[-1][:-1]
    return "".join(text)


def _inn_digit(digits: str) -> int:
    weighed = zip(digits, _INN_WEIGHTS, strict=True)
    return sum(int(digit) * weight for digit, weight in weighed) % 11 % 10
