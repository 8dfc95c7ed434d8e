"""Words for the fixed values that a file may hold: enum members in, message ids out."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from nokgen.messages import N_
from nokgen.records.document import ChannelKind
from nokgen.records.organization import OrganizationKind
from nokgen.records.plan import PlanKind, Sphere
from nokgen.records.results import Method
from nokgen.records.site import Language
from nokgen.records.territory import BodyKind, MunicipalityKind

PLAN_KINDS = {
    PlanKind.INFORMATION_CAMPAIGN: N_("information campaign"),
    PlanKind.MEDIA: N_("work with the media"),
    PlanKind.COUNCIL_WORK: N_("work of the public council"),
    PlanKind.ASSESSMENT_SYSTEM: N_("running the assessment"),
    PlanKind.IMPROVEMENT_SUMMARY: N_("consolidated plan of improvements"),
    PlanKind.OTHER: N_("other plan"),
}
SPHERES = {
    Sphere.EDUCATION: N_("education"),
    Sphere.CULTURE: N_("culture"),
    Sphere.HEALTH: N_("health care"),
    Sphere.SOCIAL: N_("social services"),
    Sphere.DISABILITY_ASSESSMENT: N_("medical and social assessment"),
}
CHANNEL_KINDS = {
    ChannelKind.SITE: N_("site"),
    ChannelKind.SOCIAL: N_("social network"),
    ChannelKind.NEWSPAPER: N_("newspaper"),
    ChannelKind.TV: N_("television"),
    ChannelKind.RADIO: N_("radio"),
    ChannelKind.STAND: N_("stand"),
    ChannelKind.MEETING: N_("meeting"),
    ChannelKind.OTHER: N_("other channel"),
}
BODY_KINDS = {
    BodyKind.AUTHORITY: N_("authority"),
    BodyKind.COUNCIL: N_("public council"),
    BodyKind.OPERATOR: N_("operator of the assessment"),
    BodyKind.ORGANIZATION: N_("organisation"),
    BodyKind.ORGANIZATIONS: N_("group of organisations"),
    BodyKind.MEDIA: N_("mass media"),
    BodyKind.OTHER: N_("other body"),
}
MUNICIPALITY_KINDS = {
    MunicipalityKind.GORODSKOY_OKRUG: N_("urban district"),
    MunicipalityKind.MUNITSIPALNY_OKRUG: N_("municipal district (okrug)"),
    MunicipalityKind.MUNITSIPALNY_RAYON: N_("municipal district (rayon)"),
    MunicipalityKind.GORODSKOYE_POSELENIYE: N_("urban settlement"),
    MunicipalityKind.SELSKOYE_POSELENIYE: N_("rural settlement"),
}
ORGANIZATION_KINDS = {
    OrganizationKind.PRESCHOOL: N_("kindergarten"),
    OrganizationKind.SCHOOL: N_("school"),
    OrganizationKind.EXTRA_EDUCATION: N_("extra education"),
    OrganizationKind.VOCATIONAL: N_("college"),
    OrganizationKind.CULTURE_HOUSE: N_("house of culture"),
    OrganizationKind.LIBRARY: N_("library"),
    OrganizationKind.MUSEUM: N_("museum"),
    OrganizationKind.THEATRE: N_("theatre or concert hall"),
    OrganizationKind.HOSPITAL: N_("hospital"),
    OrganizationKind.POLYCLINIC: N_("polyclinic"),
    OrganizationKind.SOCIAL_CENTRE: N_("social services centre"),
    OrganizationKind.SOCIAL_HOME: N_("residential social services"),
    OrganizationKind.ASSESSMENT_BUREAU: N_("medical and social assessment bureau"),
    OrganizationKind.OTHER: N_("other organisation"),
}
METHODS = {
    Method.ORDER_344N: N_("uniform order of 2018 (No 344n), 0 to 100 points"),
    Method.BEFORE_2018: N_("rules before 2018"),
    Method.GOSUSLUGI_2025: N_("rating through Gosuslugi (since 2025)"),
    Method.OTHER: N_("another method"),
}
LANGUAGES = {
    Language.RU: N_("Russian"),
    Language.EN: N_("English"),
}

LABELS: Mapping[type[StrEnum], Mapping[Any, str]] = {
    PlanKind: PLAN_KINDS,
    Sphere: SPHERES,
    ChannelKind: CHANNEL_KINDS,
    BodyKind: BODY_KINDS,
    MunicipalityKind: MUNICIPALITY_KINDS,
    OrganizationKind: ORGANIZATION_KINDS,
    Method: METHODS,
    Language: LANGUAGES,
}
