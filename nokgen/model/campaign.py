"""The types of the campaign around assessments: publications and the public council."""

from __future__ import annotations

from nokgen.frozen import frozen
from nokgen.model.assessment import OrganizationRef
from nokgen.model.plan import BodyRef, Measure
from nokgen.records.campaign import Publication as PublicationRecord
from nokgen.records.council import Council as CouncilRecord
from nokgen.records.council import CouncilProposal


@frozen
class Target:
    """A measure or an item that something counts for; `plan` is the name of what holds it."""

    measure: Measure
    plan: str


@frozen
class Publication:
    """What a channel carried, and the measures that it counts for."""

    record: PublicationRecord
    targets: tuple[Target, ...]


@frozen
class Proposal:
    """A proposal of the council and what answers it."""

    record: CouncilProposal
    address: str
    organizations: tuple[OrganizationRef, ...]
    answers: tuple[Target, ...]


@frozen
class Council:
    """A public council; meetings are those held by today, the newest first."""

    record: CouncilRecord
    path: str
    address: str
    body: BodyRef | None
    proposals: tuple[Proposal, ...]
