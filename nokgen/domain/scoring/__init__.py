"""Scores of the independent assessment: figures and counts go in, checked values come out.

Order of the Ministry of Labour of 31.05.2018 No 344н; docs/scoring.md gives every formula with its
source.
"""

from nokgen.domain.scoring.calculate import (
    Calculation,
    Given,
    Line,
    calculate,
    criteria,
    total,
)
from nokgen.domain.scoring.compare import (
    TOLERANCE,
    WHOLE_TOLERANCE,
    MissingCriterion,
    OutOfRange,
    WeightedPoints,
    agrees,
    is_sum_not_mean,
    missing_criterion,
    out_of_range,
    tolerance_of,
    weighted_points,
)
from nokgen.domain.scoring.counts import (
    COUNTS,
    CountFault,
    CountFaultKind,
    CountField,
    count_faults,
    indicators_from_counts,
)
from nokgen.domain.scoring.questions import FORMS, STANDARD, Form, Question
from nokgen.domain.scoring.ranking import (
    BANDS,
    Band,
    Change,
    band,
    changes,
    distribution,
    mean,
    median,
    places,
)
from nokgen.domain.scoring.scheme import (
    CRITERIA,
    TOTAL,
    Indicator,
    Method,
    Scheme,
    Sum,
    scheme_for,
)
from nokgen.domain.scoring.steps import Part, Step, hundredths
from nokgen.domain.scoring.tally import MINIMUM_GROUP, Group, Reason, Refusal, Tally, tally

__all__ = [
    "BANDS",
    "COUNTS",
    "CRITERIA",
    "FORMS",
    "MINIMUM_GROUP",
    "STANDARD",
    "TOLERANCE",
    "TOTAL",
    "WHOLE_TOLERANCE",
    "Band",
    "Calculation",
    "Change",
    "CountFault",
    "CountFaultKind",
    "CountField",
    "Form",
    "Given",
    "Group",
    "Indicator",
    "Line",
    "Method",
    "MissingCriterion",
    "OutOfRange",
    "Part",
    "Question",
    "Reason",
    "Refusal",
    "Scheme",
    "Step",
    "Sum",
    "Tally",
    "WeightedPoints",
    "agrees",
    "band",
    "calculate",
    "changes",
    "count_faults",
    "criteria",
    "distribution",
    "hundredths",
    "indicators_from_counts",
    "is_sum_not_mean",
    "mean",
    "median",
    "missing_criterion",
    "out_of_range",
    "places",
    "scheme_for",
    "tally",
    "tolerance_of",
    "total",
    "weighted_points",
]
