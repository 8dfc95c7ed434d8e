"""The tables of what was found: the columns of organisations and of the figures of assessments.

Keys are part of the interface (docs/data.md): one is added freely, but never removed, renamed or
given another meaning.
"""

from __future__ import annotations

from nokgen.feeds.columns import PLACE
from nokgen.feeds.lines import Column, FigureLine, OrganizationLine, Spec, Type
from nokgen.messages import N_
from nokgen.model import Standing
from nokgen.pages.words import DONE, assessment_name, count_of
from nokgen.records.labels import ORGANIZATION_KINDS, SPHERES

ORGANIZATIONS: Spec[OrganizationLine] = Spec(
    "organizations",
    N_("Organisations"),
    N_("Assessed organisations"),
    N_("A row is an organisation, with its last assessment."),
    (
        *PLACE,
        Column("inn", Type.TEXT, N_("INN"), lambda line: line.organization.record.inn),
        Column("ogrn", Type.TEXT, N_("OGRN"), lambda line: line.organization.record.ogrn),
        Column("oktmo", Type.TEXT, N_("OKTMO code"), lambda line: line.organization.record.oktmo),
        Column(
            "bus_id",
            Type.TEXT,
            N_("Number on bus.gov.ru"),
            lambda line: line.organization.record.bus_id,
        ),
        Column("name", Type.TEXT, N_("Name"), lambda line: line.organization.record.name),
        Column(
            "short_name",
            Type.TEXT,
            N_("Short name"),
            lambda line: line.organization.record.short_name,
        ),
        Column(
            "kind",
            Type.TEXT,
            N_("Kind of organisation"),
            lambda line: line.ground.say(ORGANIZATION_KINDS[line.organization.record.kind]),
        ),
        Column(
            "sphere",
            Type.TEXT,
            N_("Sphere"),
            lambda line: line.ground.say(SPHERES[line.organization.record.sphere]),
        ),
        Column(
            "postal_address",
            Type.TEXT,
            N_("Postal address"),
            lambda line: line.organization.record.address,
        ),
        Column("site", Type.TEXT, N_("Site"), lambda line: line.organization.record.site),
        Column("closed", Type.DAY, N_("Closed on"), lambda line: line.organization.record.closed),
        Column(
            "successor_inn",
            Type.TEXT,
            N_("INN of the successor"),
            lambda line: line.organization.record.successor,
        ),
        Column(
            "assessments",
            Type.WHOLE,
            N_("Assessments on this site"),
            lambda line: len(line.organization.standings),
        ),
        Column(
            "last_year",
            Type.WHOLE,
            N_("Year of the last assessment"),
            lambda line: last.assessment.record.year if (last := _last(line)) else None,
        ),
        Column(
            "last_method",
            Type.TEXT,
            N_("Method of the last assessment"),
            lambda line: last.assessment.record.method.value if (last := _last(line)) else None,
            N_("Results of different methods must not be compared."),
        ),
        Column(
            "last_scale",
            Type.WHOLE,
            N_("Largest possible total"),
            lambda line: last.assessment.scale if (last := _last(line)) else None,
        ),
        Column(
            "last_total",
            Type.NUMBER,
            N_("Total of the last assessment"),
            lambda line: last.row.total.value if (last := _last(line)) else None,
            N_("Empty where there is no data."),
        ),
        Column(
            "last_total_computed",
            Type.TRUTH,
            N_("Total was counted by this site"),
            lambda line: last.row.total.is_computed if (last := _last(line)) else None,
            N_("true where nobody published it and it follows from the published figures."),
        ),
        Column(
            "shortcomings",
            Type.WHOLE,
            N_("Shortcomings in its plans"),
            lambda line: sum(len(plan.items) for plan in line.organization.improvements),
        ),
        Column(
            "removed",
            Type.WHOLE,
            N_("Of them removed with evidence"),
            lambda line: sum(
                count_of(plan.measures, *DONE) for plan in line.organization.improvements
            ),
        ),
        Column(
            "address",
            Type.TEXT,
            N_("Address on this site"),
            lambda line: line.organization.ref.address,
            N_("Stays for ever."),
        ),
        Column(
            "url",
            Type.TEXT,
            N_("Full address"),
            lambda line: line.ground.url(line.organization.ref.address),
        ),
    ),
    ("inn",),
)

INDICATORS: Spec[FigureLine] = Spec(
    "indicators",
    N_("Figures"),
    N_("Figures of assessments"),
    N_(
        "A row is one figure of an organisation in an assessment: an indicator, a criterion, "
        "the total."
    ),
    (
        *PLACE,
        Column(
            "assessment",
            Type.TEXT,
            N_("Assessment"),
            lambda line: assessment_name(line.assessment, line.ground.edition.messages),
        ),
        Column(
            "assessment_address",
            Type.TEXT,
            N_("Address of the assessment"),
            lambda line: line.assessment.address,
        ),
        Column("year", Type.WHOLE, N_("Year"), lambda line: line.assessment.record.year),
        Column(
            "sphere",
            Type.TEXT,
            N_("Sphere"),
            lambda line: line.ground.say(SPHERES[line.assessment.record.sphere]),
        ),
        Column(
            "method",
            Type.TEXT,
            N_("Method"),
            lambda line: line.assessment.record.method.value,
            N_("Results of different methods must not be compared."),
        ),
        Column(
            "scale", Type.WHOLE, N_("Largest possible total"), lambda line: line.assessment.scale
        ),
        Column("inn", Type.TEXT, N_("INN"), lambda line: line.row.organization.inn),
        Column(
            "organization", Type.TEXT, N_("Organisation"), lambda line: line.row.organization.name
        ),
        Column(
            "organization_kind",
            Type.TEXT,
            N_("Kind of organisation"),
            lambda line: line.ground.say(ORGANIZATION_KINDS[line.row.organization.kind]),
        ),
        Column(
            "indicator",
            Type.TEXT,
            N_("Figure"),
            # Excel makes a day of «1.1», but not of «i1.1».
            lambda line: f"i{line.id}" if line.id[0].isdigit() else line.id,
            N_("i1.1 to i5.3 are indicators, k1 to k5 criteria, total is the total."),
        ),
        Column(
            "value",
            Type.NUMBER,
            N_("Points"),
            lambda line: line.points.value,
            N_("As published. Empty where there is no data."),
        ),
        Column(
            "computed",
            Type.TRUTH,
            N_("Counted by this site"),
            lambda line: line.points.is_computed,
            N_("true where nobody published it and it follows from the published figures."),
        ),
        Column(
            "recomputed",
            Type.NUMBER,
            N_("Recomputed points"),
            lambda line: next(
                (doubt.recomputed for doubt in line.row.doubts if doubt.id == line.id), None
            ),
            N_("Only where the published figure does not follow from those below it."),
        ),
        Column(
            "respondents",
            Type.WHOLE,
            N_("People who answered"),
            lambda line: line.row.respondents,
            N_("Empty also where fewer than five people answered."),
        ),
        Column(
            "published",
            Type.DAY,
            N_("Officially published on"),
            lambda line: (
                line.assessment.record.published.date if line.assessment.record.published else None
            ),
        ),
        Column(
            "published_url",
            Type.TEXT,
            N_("Official publication"),
            lambda line: (
                line.assessment.record.published.url if line.assessment.record.published else None
            ),
        ),
        Column(
            "url",
            Type.TEXT,
            N_("Full address"),
            lambda line: line.ground.url(line.assessment.address),
        ),
    ),
    ("assessment_address", "inn", "indicator"),
    (("inn", "organizations"),),
)


def _last(line: OrganizationLine) -> Standing | None:
    return line.organization.standings[0] if line.organization.standings else None
