"""The paragraphs above a plan's table go in; its title, and what is left for others, come out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nokgen.frozen import frozen
from nokgen.import_.healing import heal
from nokgen.import_.lexicon import Lexicon
from nokgen.import_.source import Paragraph
from nokgen.records.plan import PlanKind, Sphere

_OPENS = re.compile(
    r"(?:сводный\s+|годовой\s+|муниципальный\s+|комплексный\s+)?"
    r"(?:план|п\s+л\s+а\s+н|план-график|дорожная карта|комплекс мер|комплекс мероприятий|"
    r"программа|график|перечень мероприятий|медиаплан|медиа-план)\b",
    re.IGNORECASE,
)
_SPACED = re.compile(r"п\s+л\s+а\s+н\b", re.IGNORECASE)
# Too short to be a whole title: what follows belongs to it, also after an empty line.
_BEGINNING = 45
_NOT_TITLE = re.compile(
    r"(?:цел[ьи]\b|задач[аи]\b|утвержд|приложение|согласован|раздел\b|ответственн|исполнител|"
    r"\d+[.)]\s|г\.\s|город\s+[А-Я]\w+$|принят|срок|пояснительная|настоящий|введение|_)",
    re.IGNORECASE,
)
_ORDER_SUBJECT = re.compile(r"^об?\s+(?:утверждении|проведении|организации)\s+(.+)$", re.I | re.S)

_KINDS: tuple[tuple[str, PlanKind], ...] = (
    (r"улучшени\w+|устранени\w+ недостат", PlanKind.IMPROVEMENT_SUMMARY),
    (r"общественн\w+ совет", PlanKind.COUNCIL_WORK),
    (r"средств\w+ массовой информации|\bсми\b|медиа", PlanKind.MEDIA),
    (r"информацион\w+[\s\w-]*кампани|информировани|разъяснительн", PlanKind.INFORMATION_CAMPAIGN),
    (r"независим\w+ (?:систем\w+ )?оценк", PlanKind.ASSESSMENT_SYSTEM),
)
_SPHERES: tuple[tuple[str, Sphere], ...] = (
    (r"культур", Sphere.CULTURE),
    (r"образован|образовател|дошкол|школ|детск\w+ сад", Sphere.EDUCATION),
    (r"здравоохран|медицинск\w+ (?:организац|учрежд)|больниц|поликлиник", Sphere.HEALTH),
    (r"социальн\w+ обслуживан|социальн\w+ защит", Sphere.SOCIAL),
    (r"медико-социальн", Sphere.DISABILITY_ASSESSMENT),
)


@frozen
class Title:
    """The title of a plan, of which paragraphs it was made, and what stands around it.

    `text` is "" when there is none; `borrowed` says that it was taken from the subject of an order.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    before: tuple[Paragraph, ...]
    after: tuple[Paragraph, ...]
    borrowed: bool = False


def find_title(head: Sequence[Paragraph], lexicon: Lexicon) -> Title:
    """The last title of a plan among the paragraphs above its table."""
    head = _without_wraps(head)
    start = start_of_title(head)
    if start is None:
        return _from_subject(head, lexicon)
    taken = [head[start]]
    for paragraph in head[start + 1 :]:
        if not _goes_on(taken, paragraph):
            break
        taken.append(paragraph)
    end = start + len(taken)
    return Title(_text_of(taken, lexicon), tuple(taken), tuple(head[:start]), tuple(head[end:]))


def plain(text: str) -> str:
    """A line without tags, marks of bold and doubled spaces."""
    return " ".join(re.sub(r"<[^<>]*>|\*\*", " ", text).split())


def same_words(one: str, other: str) -> bool:
    """Whether two titles say the same but for case and signs."""
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())


def _without_wraps(head: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs with words; a title cell with line breaks is one paragraph."""
    return [
        replace(each, text=" ".join(each.text.split("\n"))) for each in head if plain(each.text)
    ]


def start_of_title(head: Sequence[Paragraph]) -> int | None:
    """Where the last title of a plan begins; None when no paragraph is one."""
    found = [i for i, each in enumerate(head) if _OPENS.match(plain(each.text))]
    capital = [i for i in found if plain(head[i].text)[0].isupper()]
    candidates = capital or found
    if not candidates:
        return None
    last = candidates[-1]
    # «План» wraps inside a title too: two lines without a gap are one title.
    while last - 1 in candidates and not head[last].apart and len(plain(head[last - 1].text)) > 60:
        last -= 1
    return last


def _goes_on(taken: Sequence[Paragraph], paragraph: Paragraph) -> bool:
    text = plain(paragraph.text)
    begun = " ".join(plain(each.text) for each in taken)
    if _NOT_TITLE.match(text) and not text[:1].islower():
        return False
    if text[:1].islower():
        return (
            not paragraph.apart
            or len(begun) <= _BEGINNING
            or re.match(r"(?:на|в|за)\s", text) is not None
        )
    if len(begun) <= _BEGINNING:
        return True
    if paragraph.apart or begun.endswith((".", ":")):
        return False
    # A line that is full goes on in the next one, whatever that begins with.
    is_full = len(plain(taken[-1].text)) > _BEGINNING
    return is_full or text[0] in "«(" or text.isupper() or paragraph.bold


def _text_of(taken: Sequence[Paragraph], lexicon: Lexicon) -> str:
    text, _mends = heal("\n".join(each.text for each in taken), lexicon, lists=False)
    return _SPACED.sub("План", " ".join(text.split()))


def _from_subject(head: Sequence[Paragraph], lexicon: Lexicon) -> Title:
    """«Об утверждении плана …» of an order whose appendix has no title."""
    for index, paragraph in enumerate(head):
        lines = [paragraph]
        for following in head[index + 1 :]:
            if following.apart:
                break
            lines.append(following)
        text = _text_of(lines, lexicon)
        found = _ORDER_SUBJECT.match(plain(text))
        if found and re.match(r"план", found[1], re.IGNORECASE):
            title = re.sub(r"^плана\b", "План", found[1], flags=re.IGNORECASE)
            return Title(title, (), tuple(head), (), borrowed=True)
    return Title("", (), tuple(head), ())


def kind_of(title: str, slug: str) -> PlanKind:
    """The kind of a plan by its address, else by its title."""
    name = re.sub(r"^(?:19|20)\d\d(?:-(?:19|20)\d\d)?-", "", slug)
    if name in set(PlanKind):
        return PlanKind(name)
    folded = title.casefold()
    return next((kind for pattern, kind in _KINDS if re.search(pattern, folded)), PlanKind.OTHER)


def spheres_of(texts: Sequence[str]) -> tuple[Sphere, ...]:
    """The spheres that the first of the texts names which names any."""
    for text in texts:
        folded = text.casefold()
        found = [s for pattern, s in _SPHERES if re.search(pattern, folded)]
        if found:
            return tuple(found)
    return ()
