"""Points, places, methods and kinds of the model go in, their words, cells and bars come out."""

from __future__ import annotations

from decimal import Decimal

from nokgen.domain.scoring import CRITERIA, TOTAL, band, hundredths
from nokgen.domain.scoring.ranking import Band
from nokgen.domain.typography import no_break
from nokgen.messages import N_, Messages
from nokgen.model import Assessment, Doubt, Organization, Points, Row, Standing
from nokgen.pages.views.listings import Cell, Score
from nokgen.records.labels import ORGANIZATION_KINDS
from nokgen.records.organization import OrganizationKind
from nokgen.records.plan import Sphere
from nokgen.records.results import Method

# Heads of columns: the full names of the criteria are too long for them.
SHORT_CRITERIA = {
    1: N_("Openness"),
    2: N_("Comfort"),
    3: N_("For disabled people"),
    4: N_("Courtesy"),
    5: N_("Satisfaction"),
}
KINDS_OF_MANY = {
    OrganizationKind.PRESCHOOL: N_("kindergartens"),
    OrganizationKind.SCHOOL: N_("schools"),
    OrganizationKind.EXTRA_EDUCATION: N_("organisations of extra education"),
    OrganizationKind.VOCATIONAL: N_("colleges"),
    OrganizationKind.CULTURE_HOUSE: N_("houses of culture"),
    OrganizationKind.LIBRARY: N_("libraries"),
    OrganizationKind.MUSEUM: N_("museums"),
    OrganizationKind.THEATRE: N_("theatres and concert halls"),
    OrganizationKind.HOSPITAL: N_("hospitals"),
    OrganizationKind.POLYCLINIC: N_("polyclinics"),
    OrganizationKind.SOCIAL_CENTRE: N_("social services centres"),
    OrganizationKind.SOCIAL_HOME: N_("residential social services (many)"),
    OrganizationKind.ASSESSMENT_BUREAU: N_("medical and social assessment bureaus"),
    OrganizationKind.OTHER: N_("other organisations"),
}
METHOD_SENTENCES = {
    Method.ORDER_344N: N_(
        "Five criteria of up to 100 points each; the total is the mean of the five."
    ),
    Method.BEFORE_2018: N_(
        "The rules in force before 2018, with a scale of their own. These points cannot be "
        "compared with those of later years."
    ),
    Method.GOSUSLUGI_2025: N_(
        "Marks that people give on Gosuslugi. They are kept apart from points of the uniform order."
    ),
    Method.OTHER: N_("Not the uniform order; the rules stand in the source."),
}
# What people might take a high score for.
LIMITS = {
    Sphere.EDUCATION: N_(
        "The points speak of conditions: information, comfort, access, courtesy. They do not "
        "measure how well children are taught and brought up."
    ),
    Sphere.CULTURE: N_(
        "The points speak of conditions: information, comfort, access, courtesy. They do not "
        "measure the art of performances and exhibitions or the wealth of collections."
    ),
    Sphere.HEALTH: N_(
        "The points speak of conditions: information, comfort, access, courtesy. They do not "
        "measure how well people are treated and how exact diagnoses are."
    ),
    Sphere.SOCIAL: N_(
        "The points speak of conditions: information, comfort, access, courtesy. They do not "
        "measure how much care and help have changed for a person."
    ),
    Sphere.DISABILITY_ASSESSMENT: N_(
        "The points speak of conditions: information, comfort, access, courtesy. They do not "
        "measure whether decisions on disability are right."
    ),
}


def written(value: Decimal, messages: Messages) -> str:
    """A figure with the places it was published with: «86,17», «90»."""
    exponent = value.as_tuple().exponent
    return messages.decimal(value, max(0, -exponent) if isinstance(exponent, int) else 0)


def rounded(value: Decimal | None, messages: Messages) -> str:
    """A mean or a median, rounded half up to hundredths, or «нет данных»."""
    return messages.gettext("no data") if value is None else messages.decimal(value, 2)


def points_text(points: Points, messages: Messages) -> str:
    """«86,17», or «нет данных»."""
    return messages.gettext("no data") if points.value is None else written(points.value, messages)


def out_of(text: str, scale: int, messages: Messages) -> str:
    """«86,17 из 100»."""
    return messages.gettext("%(points)s of %(scale)s", points=text, scale=scale)


def signed(change: Decimal, messages: Messages) -> str:
    """A change with its sign: «+3,20», «−1,05», «0»."""
    if not change:
        return "0"
    return ("+" if change > 0 else "") + messages.decimal(change, 2)


def share(value: Decimal | None, scale: int) -> str:
    """The length of a bar: "86.17%"; empty where there is nothing to draw."""
    if value is None:
        return ""
    part = min(max(100 * value / scale, Decimal(0)), Decimal(100))
    return f"{hundredths(part).normalize():f}%"


def computed_mark(points: Points, messages: Messages) -> str:
    """«посчитано сайтом» for a figure that nobody published."""
    return messages.gettext("counted by this site") if points.is_computed else ""


def points_cell(points: Points, scale: int, messages: Messages, *, bar: bool = False) -> Cell:
    """A cell of a table of points."""
    if points.value is None:
        return Cell(messages.gettext("no data"))
    return Cell(
        points_text(points, messages),
        value=str(points.value),
        share=share(points.value, scale) if bar else "",
        detail=computed_mark(points, messages),
    )


def score(
    label: str,
    points: Points,
    assessment: Assessment,
    messages: Messages,
    other: tuple[Decimal | None, str] = (None, ""),
) -> Score:
    """Points in words and as a bar; `other` is a figure to compare with, and what it is."""
    scale = assessment.scale
    if points.value is None:
        return Score(label, messages.gettext("no data"))
    words = [out_of(points_text(points, messages), scale, messages)]
    if found := band_of(points.value, assessment):
        words.append(messages.gettext(found.label))
    if points.is_computed:
        words.append(computed_mark(points, messages))
    value, text = other
    return Score(
        label,
        ", ".join(words),
        share(points.value, scale),
        share(value, scale),
        text if value is not None else "",
    )


def band_of(value: Decimal, assessment: Assessment) -> Band | None:
    """The band of a total or a criterion; only the uniform order has bands."""
    return band(value) if assessment.record.method is Method.ORDER_344N else None


def band_name(found: Band, messages: Messages) -> str:
    """«81–100, отлично»."""
    return f"{found.low}–{found.high}, {messages.gettext(found.label)}"


def criterion_name(number: int, messages: Messages) -> str:
    """«Открытость и доступность информации»."""
    return messages.gettext(CRITERIA[number])


def kind_of_one(kind: OrganizationKind, messages: Messages) -> str:
    """«детский сад»."""
    return messages.gettext(ORGANIZATION_KINDS[kind])


def kind_of_many(kind: OrganizationKind, messages: Messages) -> str:
    """«детские сады»."""
    return messages.gettext(KINDS_OF_MANY[kind])


def organizations_count(count: int, messages: Messages) -> str:
    """«12 организаций»."""
    return messages.ngettext("%(n)s organisation", "%(n)s organisations", count)


def doubt_sentences(row: Row, assessment: Assessment, messages: Messages) -> tuple[str, ...]:
    """What does not add up in a row, and what cannot be checked, a sentence each."""
    found = [_doubt_sentence(doubt, messages) for doubt in row.doubts]
    missing = [n for n, points in enumerate(row.criteria, start=1) if points.value is None]
    usual = assessment.record.method is Method.ORDER_344N
    if usual and row.total.value is not None and 0 < len(missing) < len(row.criteria):
        found.append(
            messages.gettext(
                "The total is published, but of its criteria these are not: %(numbers)s. It cannot "
                "be checked.",
                numbers=", ".join(map(str, missing)),
            )
        )
    if row.respondents is not None and row.visitors is not None and row.respondents > row.visitors:
        found.append(
            messages.gettext(
                "Published: %(asked)s people answered, but only %(visitors)s use the services.",
                asked=messages.number(row.respondents),
                visitors=messages.number(row.visitors),
            )
        )
    return tuple(map(no_break, found))


def _doubt_sentence(doubt: Doubt, messages: Messages) -> str:
    figures = {
        "published": written(doubt.published, messages),
        "recomputed": written(doubt.recomputed, messages),
    }
    if doubt.id == TOTAL:
        return messages.gettext(
            "The published total is %(published)s, but the five criteria give %(recomputed)s.",
            **figures,
        )
    if doubt.id.startswith("k"):
        return messages.gettext(
            "Criterion %(number)s “%(name)s” is published as %(published)s, but what it is made "
            "of gives %(recomputed)s.",
            number=doubt.id[1:],
            name=criterion_name(int(doubt.id[1:]), messages),
            **figures,
        )
    return messages.gettext(
        "Indicator %(number)s is published as %(published)s, but what was counted gives "
        "%(recomputed)s.",
        number=doubt.id,
        **figures,
    )


def newest(organization: Organization) -> Standing | None:
    """The last assessment; of two in one year that by the uniform order."""
    if len(organization.standings) < 2:
        return organization.standings[0] if organization.standings else None
    return max(
        organization.standings,
        key=lambda each: (
            each.assessment.record.year,
            each.assessment.record.method is Method.ORDER_344N,
        ),
    )
