"""Publications and questionnaires go in; what is wrong with them comes out."""

from __future__ import annotations

from nokgen.check.findings import Findings, Path
from nokgen.check.measure_rules import PlanContext, check_after, check_day, check_file
from nokgen.check.plan_rules import ONE_ITEM, check_ids, check_source
from nokgen.check.references import References, check_organizations, check_targets
from nokgen.check.territory_rules import check_body
from nokgen.diagnostics import Hint, assessment, shape
from nokgen.messages import N_
from nokgen.records.campaign import Publications, Surveys

_ADD_PROOF = Hint(N_("add `url: https://…`, or `file: documents/…` with a scan or a photo"))


def check_publications(
    record: Publications, context: PlanContext, references: References, findings: Findings
) -> None:
    """All rules on the log of publications."""
    if not record.publications:
        findings.add(shape.EMPTY_LIST, ("publications",), {}, ONE_ITEM)
    for index, each in enumerate(record.publications):
        path: Path = ("publications", index)
        check_day(each.date, (*path, "date"), context, findings)
        check_file(each.file, (*path, "file"), context, findings)
        check_targets(each.counts_for, (*path, "counts_for"), references, findings)
        if each.url is None and each.file is None:
            findings.add(assessment.PUBLICATION_WITHOUT_PROOF, path, {}, _ADD_PROOF)


def check_surveys(
    record: Surveys, context: PlanContext, references: References, findings: Findings
) -> None:
    """All rules on the questionnaires."""
    if not record.surveys:
        findings.add(shape.EMPTY_LIST, ("surveys",), {}, ONE_ITEM)
    ids: list[tuple[Path, str]] = [
        (("surveys", index), each.id) for index, each in enumerate(record.surveys)
    ]
    check_ids(ids, "s", findings)
    for (path, _id), each in zip(ids, record.surveys, strict=True):
        check_after(each.closes, each.opens, (*path, "closes"), findings)
        check_organizations(each.organizations, (*path, "organizations"), references, findings)
        check_source(each.source, (*path, "source"), context, findings)
        if each.operator is not None:
            check_body(each.operator, (*path, "operator"), context.bodies, findings)
