"""Publications, questionnaires and councils: records in, what they count for and concern out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nokgen.model.assessment import Improvement, OrganizationRef, Survey
from nokgen.model.campaign import Council, Proposal, Publication, Target
from nokgen.model.plan import Plan
from nokgen.model.plans import Ground
from nokgen.records.content import Folder
from nokgen.records.council import CouncilProposal
from nokgen.records.organization import Organization

Targets = Mapping[str, Target]
Known = Mapping[str, tuple[Organization, OrganizationRef]]


def targets_of(place: str, plans: Iterable[Plan | Improvement]) -> dict[str, Target]:
    """The measures of a territory by the names under which records refer to them.

    `place` is the address of the territory: /a/b/plans/c/#m1 is named "plans/c#m1". Where plans
    were not read, what names them leads nowhere: their territory is not shown then.
    """
    return {
        measure.address.removeprefix(place).replace("/#", "#"): Target(measure, plan.name)
        for plan in plans
        for measure in plan.measures
    }


def publications_of(folder: Folder, targets: Targets, ground: Ground) -> tuple[Publication, ...]:
    """What was published by today, the newest first."""
    found = [
        Publication(record, tuple(targets[name] for name in record.counts_for if name in targets))
        for record in folder.publications
        if record.date <= ground.today
    ]
    return tuple(sorted(found, key=lambda each: each.record.date, reverse=True))


def surveys_of(folder: Folder, ground: Ground, known: Known) -> tuple[Survey, ...]:
    """The questionnaires of a territory: those that close last stand first."""
    today = ground.today
    found = [
        Survey(
            record=record,
            address=f"{ground.place.address}surveys/{record.id}/",
            place=ground.place,
            operator=ground.body(record.operator) if record.operator else None,
            organizations=tuple(known[inn][1] for inn in record.organizations),
            is_open=(record.opens is None or record.opens <= today) and today <= record.closes,
            is_ahead=record.opens is not None and record.opens > today,
        )
        for record in folder.surveys
    ]
    return tuple(sorted(found, key=lambda each: (each.record.closes, each.address), reverse=True))


def council_of(folder: Folder, targets: Targets, ground: Ground, known: Known) -> Council | None:
    """The public council of a territory; meetings and proposals as they stood on `today`."""
    record = folder.council
    if record is None:
        return None
    address = f"{ground.place.address}council/"
    meetings = sorted(
        (meeting for meeting in record.meetings if meeting.date <= ground.today),
        key=lambda meeting: meeting.date,
        reverse=True,
    )
    return Council(
        record=record.model_copy(update={"meetings": tuple(meetings)}),
        path=f"{folder.path.rpartition('/')[0]}/council.yaml",
        address=address,
        body=ground.body(record.body) if record.body else None,
        proposals=tuple(
            _proposal(proposal, address, targets, ground, known)
            for proposal in sorted(record.proposals, key=lambda each: each.date, reverse=True)
            if proposal.date <= ground.today
        ),
    )


def _proposal(
    record: CouncilProposal, address: str, targets: Targets, ground: Ground, known: Known
) -> Proposal:
    reports = tuple(report for report in record.reports if report.date <= ground.today)
    return Proposal(
        record=record.model_copy(update={"reports": reports}),
        address=f"{address}#{record.id}",
        organizations=tuple(known[inn][1] for inn in record.organizations),
        answers=tuple(targets[name] for name in record.answered_by if name in targets),
    )
