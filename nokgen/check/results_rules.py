"""Results of an assessment and their rows go in; what is wrong with them comes out."""

from __future__ import annotations

from decimal import Decimal

from nokgen.check.figure_rules import check_figures, counts_of, published_of, shown
from nokgen.check.findings import Findings, Path, perhaps
from nokgen.check.markdown_rules import intricacy
from nokgen.check.measure_rules import PlanContext, check_after, check_day, check_file
from nokgen.check.plan_rules import check_source
from nokgen.check.references import References, check_organization, check_organizations
from nokgen.check.score_sheet import ScoreSheet
from nokgen.check.territory_rules import check_body
from nokgen.diagnostics import Hint, assessment, rules, scores
from nokgen.domain.scoring import COUNTS, MINIMUM_GROUP, TOTAL, count_faults, is_sum_not_mean
from nokgen.messages import N_
from nokgen.records.organization import Organization
from nokgen.records.results import Counts, Method, Results, Score

_AMONG = N_("this is a part of `%(key)s`, and that is %(limit)s")
_ONE_ROW = Hint(N_("delete one of the rows, or correct its INN"))
_ONE_SPHERE = Hint(N_("correct `sphere` of the results or of the organisation"))
_SWAPPED = Hint(N_("perhaps the two columns have changed places?"))
_ONLY = Hint(N_("the order of calculation knows no more of them"))
# The scale of each method, as far as an act names one (content model, "Results").
SCALES = {
    Method.ORDER_344N: (Decimal(0), Decimal(100)),
    Method.BEFORE_2018: (Decimal(0), Decimal(160)),
}


def check_results(
    record: Results,
    sheet: ScoreSheet | None,
    context: PlanContext,
    references: References,
    findings: Findings,
) -> None:
    """All rules on results: who assessed and when, then every row."""
    _check_head(record, context, references, findings)
    if sheet is None:
        return
    places: dict[str, Path] = {}
    for path, score in sheet.rows:
        first = places.setdefault(score.inn, path)
        if first != path:
            params = {"inn": score.inn, "line": sheet.findings.line_of((*first, "inn"))}
            sheet.findings.add(scores.ROW_DOUBLED, (*path, "inn"), params, _ONE_ROW)
        else:
            check_organization(score.inn, (*path, "inn"), references, sheet.findings)
        _check_assessed(record, references.known.by_inn.get(score.inn), path, sheet.findings)
        _check_row(record, score, path, sheet.findings)
    check_figures(record, sheet, references.known.by_inn)


def _check_head(
    record: Results, context: PlanContext, references: References, findings: Findings
) -> None:
    if record.year > context.today.year:
        findings.add(rules.DATE_IN_FUTURE, ("year",), {"value": str(record.year)})
    check_source(record.source, ("source",), context, findings)
    too_much = intricacy(record.conclusions or "")
    if too_much is not None:
        findings.add(rules.MARKDOWN_TOO_INTRICATE, ("conclusions",), {}, too_much)
    if record.operator is not None and record.operator.contract is not None:
        signed = record.operator.contract.date
        check_day(signed, ("operator", "contract", "date"), context, findings)
    collected = record.collected
    if collected is not None:
        check_day(collected.last, ("collected", "to"), context, findings)
        check_after(collected.last, collected.first, ("collected", "to"), findings)
    last = collected.last if collected is not None else None
    if record.considered is not None:
        considered = record.considered
        check_day(considered.date, ("considered", "date"), context, findings)
        check_after(considered.date, last, ("considered", "date"), findings)
        check_file(considered.minutes, ("considered", "minutes"), context, findings)
        if considered.body is not None:
            check_body(considered.body, ("considered", "body"), context.bodies, findings)
    if record.published is not None:
        check_day(record.published.date, ("published", "date"), context, findings)
        check_after(record.published.date, last, ("published", "date"), findings)
    for index, proposal in enumerate(record.proposals):
        path: Path = ("proposals", index, "organizations")
        check_organizations(proposal.organizations, path, references, findings)


def _check_assessed(
    record: Results, organization: Organization | None, path: Path, findings: Findings
) -> None:
    """The organisation is of the sphere that was assessed, and was still there."""
    if organization is None:
        return
    name = organization.short_name or organization.name
    if organization.sphere is not record.sphere:
        params = {
            "name": name,
            "sphere": organization.sphere.value,
            "assessed": record.sphere.value,
        }
        findings.add(scores.SPHERE_DIFFERS, (*path, "inn"), params, _ONE_SPHERE)
    closed = organization.closed
    if closed is not None and record.year > closed.year:
        params = {"name": name, "closed": closed.isoformat(), "year": str(record.year)}
        findings.add(assessment.ASSESSED_AFTER_CLOSING, (*path, "inn"), params)


def _check_row(record: Results, score: Score, path: Path, findings: Findings) -> None:
    low, high = SCALES.get(record.method, (Decimal(0), None))
    scale = f"{low}…{high}" if high is not None else f"{low}…"
    is_sum = score.total is not None and is_sum_not_mean(score.criteria, score.total)
    for key, value in published_of(score).items():
        off = value < low or (high is not None and value > high)
        if off and not (is_sum and key == TOTAL):  # a sum is told as such
            params = {"value": shown(value), "figure": key, "scale": scale}
            findings.add(scores.SCORE_OUT_OF_RANGE, (*path, key), params, _comma(value, high))
    if (
        score.respondents is not None
        and score.visitors is not None
        and score.respondents > score.visitors
    ):
        params = {"asked": str(score.respondents), "visitors": str(score.visitors)}
        findings.add(scores.MORE_ASKED_THAN_VISITORS, (*path, "respondents"), params, _SWAPPED)
    if score.counts is not None:
        _check_counts(score.counts, (*path, "counts"), findings)


def _comma(value: Decimal, high: Decimal | None) -> Hint | None:
    """The figure with the comma that was lost: 905 → 90,5."""
    likely = [value / 10, value / 100]
    meant = [each for each in likely if high is not None and 10 <= each <= high]
    return perhaps(shown(meant[0])) if meant else None


def _check_counts(counts: Counts, path: Path, findings: Findings) -> None:
    for fault in count_faults(counts_of(counts)):
        place = (*path, fault.key)
        if fault.limit is None:
            params = {"value": shown(fault.value), "figure": fault.key, "scale": "0…"}
            findings.add(scores.SCORE_OUT_OF_RANGE, place, params)
            continue
        within = COUNTS[fault.key].within
        limit = shown(fault.limit)
        hint = _ONLY if within is None else Hint(_AMONG, {"key": within, "limit": limit})
        params = {"value": shown(fault.value), "limit": limit}
        findings.add(scores.COUNT_TOO_LARGE, place, params, hint)
    few = counts.disabled_asked
    if few is not None and 0 < few < MINIMUM_GROUP:
        params = {"value": str(few), "fewest": str(MINIMUM_GROUP)}
        findings.add(scores.TOO_FEW_ASKED, (*path, "disabled_asked"), params)
