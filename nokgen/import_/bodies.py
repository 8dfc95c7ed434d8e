"""The words of a cell «Ответственные» go in; the bodies that a municipality has come out.

Names are met in other forms, shortened and one after another without a comma. What is no body of
the municipality stays in the words of the document and is proposed as a new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nokgen.frozen import frozen
from nokgen.import_.wordforms import Token, initials, stems, tokens
from nokgen.records.territory import Body, BodyKind

_SEPARATORS = frozenset(",;/\n.")
_OPENING, _CLOSING = "(«“„", ")»”"
_BETWEEN = frozenset(("и", "а", "также", "совместно"))
_ALIAS = re.compile(r"\((?:далее|сокращ[её]нно)\s*(?:по тексту\s*)?[-–—:]\s*([^()]{2,60})\)", re.I)
_PERSON = re.compile(r"[А-ЯЁ][а-яё-]+\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё-]+")
_ID_LETTERS = 40


@frozen
class Responsible:
    """One who is responsible: the id of a body or words, and what the document says.

    `sure` is False when the words are not a name of the body, but probably mean it.
    """

    value: str
    words: str
    is_id: bool
    sure: bool = True


@frozen
class Proposal:
    """A body that the document names and the municipality does not have."""

    id: str
    name: str
    kind: BodyKind


@dataclass(slots=True)
class _Name:
    stems: tuple[str, ...]
    id: str
    sure: bool = True


@dataclass(slots=True)
class Bodies:
    """The bodies of a municipality and its region, with the abbreviations of the document."""

    bodies: Sequence[Body] = ()
    _names: list[_Name] = field(default_factory=list)

    def __post_init__(self) -> None:
        for body in self.bodies:
            for name in (body.name, body.short_name, *body.synonyms):
                if name:
                    self._names.append(_Name(stems(name), body.id))
        self._add_initials()
        self._names.sort(key=lambda name: -len(name.stems))

    def _add_initials(self) -> None:
        """«ДОО» for a body whose name has these initials, when only one has them."""
        known = {name.stems for name in self._names}
        found: dict[str, set[str]] = {}
        for body in self.bodies:
            words = re.findall(r"\w+", body.name)
            if 2 <= len(words) <= 6:
                found.setdefault(initials(words).casefold(), set()).add(body.id)
        for short, ids in found.items():
            if len(ids) == 1 and len(short) > 1 and (short,) not in known:
                self._names.append(_Name((short,), next(iter(ids)), sure=False))

    def learn(self, text: str) -> None:
        """Take over the abbreviations that a document defines: «… (далее – Комитет)»."""
        for found in _ALIAS.finditer(text):
            before = stems(text[max(0, found.start() - 200) : found.start()])
            alias = stems(found[1])
            for name in list(self._names):
                size = len(name.stems)
                if alias and size and before[-size:] == name.stems:
                    self._names.append(_Name(alias, name.id))
                    break
        self._names.sort(key=lambda name: -len(name.stems))

    def find(self, text: str) -> list[Responsible]:
        """All who are named in a text, in order, each once."""
        found = _Search(self._names, text).run()
        unique: dict[str, Responsible] = {}
        for each in found:
            unique.setdefault(each.value, each)
        return list(unique.values())

    def of_name(self, text: str) -> str | None:
        """The id of the body whose name these words are, all of them; None for no body."""
        wanted = stems(text)
        return next((n.id for n in self._names if n.stems == wanted and n.sure), None)


class _Search:
    """One reading of a cell from left to right."""

    def __init__(self, names: Sequence[_Name], text: str) -> None:
        self.names = names
        self.text = text
        self.tokens = tokens(text)
        self.found: list[Responsible] = []
        self.last: _Name | None = None

    def run(self) -> list[Responsible]:
        position = 0
        separated = True
        while position < len(self.tokens):
            token = self.tokens[position]
            if not token.stem or token.stem in _BETWEEN:
                separated = separated or token.text in _SEPARATORS or bool(token.stem)
                position += 1
                continue
            name = self._name_at(position)
            if name is not None:
                end = self._after(position, len(name.stems))
                self._take(name, position, end)
                position, separated = end, False
                continue
            end = self._unknown_end(position)
            self._unknown(position, end, separated)
            position, separated = end, True
        return self.found

    def _name_at(self, position: int) -> _Name | None:
        following = [token.stem for token in self.tokens[position:] if token.stem]
        for name in self.names:
            if name.stems and tuple(following[: len(name.stems)]) == name.stems:
                return name
        return None

    def _after(self, position: int, words: int) -> int:
        """The position behind a number of words, closing quotes included."""
        while words:
            words -= bool(self.tokens[position].stem)
            position += 1
        while position < len(self.tokens) and self.tokens[position].text in _CLOSING + '"':
            position += 1
        return position

    def _take(self, name: _Name, start: int, end: int) -> None:
        self.found.append(Responsible(name.id, self._words(start, end), True, name.sure))
        self.last = name

    def _unknown_end(self, position: int) -> int:
        """Where words that are no known name end: at a sign between names, or a known name."""
        depth = 0
        for index in range(position, len(self.tokens)):
            token = self.tokens[index]
            if token.text in _OPENING:
                depth += 1
            elif token.text in _CLOSING:
                depth = max(0, depth - 1)
            elif depth == 0 and index > position:
                if token.text in _SEPARATORS and not self._is_inside(token):
                    return index
                if token.stem and token.text[:1].isupper() and self._name_at(index) is not None:
                    return index
        return len(self.tokens)

    def _is_inside(self, token: Token) -> bool:
        """A full stop of an abbreviation, «г. Кировска», or of initials."""
        if token.text != ".":
            return False
        before = re.search(r"\w+$", self.text[: token.start])
        return token.end < len(self.text) and before is not None and len(before[0]) < 4

    def _unknown(self, start: int, end: int, separated: bool) -> None:
        words = self._words(start, end)
        if self.last is not None and self.found:
            other = self._shared(start, end)
            if other is not None:
                self.found.append(Responsible(other.id, words, True, sure=False))
                self.last = other
                return
            if not separated and words[:1].islower():
                # «Комитет образования администрации города» for «Комитет образования».
                previous = self.found[-1]
                whole = f"{previous.words} {words}"
                self.found[-1] = Responsible(previous.value, whole, previous.is_id, sure=False)
                return
        if words:
            self.found.append(Responsible(words, words, False))
            self.last = None

    def _shared(self, start: int, end: int) -> _Name | None:
        """«учреждения культуры, образования»: the words of the last name but its last one."""
        rest = tuple(token.stem for token in self.tokens[start:end] if token.stem)
        if self.last is None or not rest or not self.tokens[start].text[:1].islower():
            return None
        begun = self.last.stems[:-1]
        for size in range(len(rest), 0, -1):
            wanted = begun + rest[:size]
            for name in self.names:
                if begun and name.stems == wanted and size == len(rest):
                    return name
        return None

    def _words(self, start: int, end: int) -> str:
        if end <= start:
            return ""
        text = self.text[self.tokens[start].start : self.tokens[end - 1].end]
        return " ".join(text.split()).strip(" ,;")


def propose(named: Iterable[Responsible], known: Iterable[str]) -> list[Proposal]:
    """Bodies for those who are named in words, each once, with ids that are free."""
    taken = set(known)
    proposals: dict[tuple[str, ...], Proposal] = {}
    for each in named:
        key = stems(each.words)
        if each.is_id or key in proposals or not key:
            continue
        base = _id_of(each.words)
        free = next(i for i in (base, *(f"{base}-{n}" for n in range(2, 999))) if i not in taken)
        taken.add(free)
        name = each.words[:1].upper() + each.words[1:]
        proposals[key] = Proposal(free, name, kind_of(each.words))
    return list(proposals.values())


def names_person(text: str) -> bool:
    """Whether a text names a person by surname and initials."""
    return _PERSON.search(text) is not None


_KINDS: tuple[tuple[str, str, BodyKind], ...] = (
    (r"общественн\w+ совет", "public-council", BodyKind.COUNCIL),
    (r"совет\b", "council", BodyKind.COUNCIL),
    (r"оператор", "operator", BodyKind.OPERATOR),
    (r"(?:сми\b|газет|редакци|телевид|радио)", "", BodyKind.MEDIA),
    (r"руководители|заведующие|директора", "", BodyKind.ORGANIZATIONS),
    (r"образовательн\w+ (?:организаци|учреждени)[ия]\b", "", BodyKind.ORGANIZATIONS),
    (r"(?:организации|учреждения|школы|сады)\b", "", BodyKind.ORGANIZATIONS),
    (
        r"(?:комитет|отдел|управлени|департамент|министерств|администраци|комисси|служб)",
        "",
        BodyKind.AUTHORITY,
    ),
    (
        r"(?:м[бакд]?[ду]*о?у|гбу|мку|мау|мбу|школа|центр|библиотек|дом культуры)",
        "",
        BodyKind.ORGANIZATION,
    ),
)
_ENGLISH: tuple[tuple[str, str], ...] = (
    (r"общественн\w+ совет\w*", "public-council"),
    (r"(?:организаци\w+-)?оператор\w*", "operator"),
    (r"комитет\w* (?:по )?образовани\w+", "education-committee"),
    (r"отдел\w* (?:по )?образовани\w+", "education-department"),
    (r"управлени\w+ (?:по )?образовани\w+", "education-administration"),
    (r"отдел\w* (?:по )?культур\w+", "culture-department"),
    (r"управлени\w+ (?:по )?культур\w+", "culture-administration"),
    (r"(?:дошкольные образовательные организации|доо|доу|детские сады)", "preschools"),
    (r"(?:общеобразовательные организации|школы)", "schools"),
    (r"(?:образовательные (?:организации|учреждения)|оо|оу)", "educational-organizations"),
    (r"(?:учреждения культуры|организации культуры)", "culture-institutions"),
    (r"руководители (?:организаций|учреждений|оо|оу|доу|доо)", "organization-heads"),
)


def kind_of(name: str) -> BodyKind:
    """The kind of body that a name suggests."""
    plain = name.casefold()
    for pattern, _id, kind in _KINDS:
        if re.match(pattern, plain):
            return kind
    return next((kind for p, _id, kind in _KINDS if re.search(rf"\b{p}", plain)), BodyKind.OTHER)


def _id_of(name: str) -> str:
    plain = name.casefold().replace("ё", "е")
    for pattern, english in _ENGLISH:
        if re.fullmatch(pattern, plain):
            return english
    # The names of faults come with all of `check`: loaded only for a new body.
    from nokgen.check.names import slug_of

    slug = slug_of(name)[:_ID_LETTERS]
    return (slug.rpartition("-")[0] or slug if len(slug) == _ID_LETTERS else slug) or "body"
