"""Scores: formulas worked out by hand, comparison with published figures, places and summaries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nokgen.domain import scoring
from nokgen.domain.scoring import (
    COUNTS,
    CountFaultKind,
    Given,
    MissingCriterion,
    WeightedPoints,
    calculate,
    scheme_for,
)
from nokgen.domain.scoring.wording import calculation_lines, conclusion
from nokgen.messages import messages_for

RU, EN = messages_for("ru"), messages_for("en")
EDUCATION = scheme_for("education")
HEALTH = scheme_for("health")
ARTS = scheme_for("culture", performing_arts=True)
SPHERES = ("education", "culture", "health", "social", "disability-assessment")

# What an operator counted in a school; everything below follows from it by hand.
COUNTED = """
stand_items=10 stand_norm=11 site_items=48 site_norm=52 remote_ways=3
stand_satisfied=45 stand_asked=50 site_satisfied=57 site_asked=60
comfort_conditions=4 asked=100 comfort_satisfied=93
access_equipment=2 access_conditions=3 access_satisfied=8 disabled_asked=10
courtesy_first=97 courtesy_service=98 courtesy_remote=27 remote_asked=30
recommend=95 schedule_satisfied=94 overall_satisfied=96
"""


def numbers(text: str) -> dict[str, Decimal]:
    """Pairs of a name and a number: `k1=90.5 total=88`."""
    return {name: Decimal(value) for name, value in (word.split("=") for word in text.split())}


def row(text: str, counts: str = "") -> Given:
    """A row of a table: `1.1=90 k1=88.2 total=91`."""
    values = numbers(text)
    return Given(
        {key: value for key, value in values.items() if key[0].isdigit()},
        {int(key[1:]): value for key, value in values.items() if key[0] == "k"},
        values.get("total"),
        numbers(counts),
    )


def recomputed(given: Given, scheme: scoring.Scheme) -> dict[str, str]:
    lines = calculate(given, scheme).lines
    return {line.id: str(line.recomputed) for line in lines if line.recomputed is not None}


# Worked by hand, one for each sphere

SCHOOL = {
    "1.1": "91.61",  # (10/11 + 48/52) / 2
    "1.2": "90.00",
    "1.3": "92.50",  # (0.9 + 0.95) / 2
    "k1": "91.48",  # 0.3 · 91.608… + 0.3 · 90 + 0.4 · 92.5
    "2.1": "80.00",
    "2.3": "93.00",
    "k2": "86.50",  # 0.5 · 80 + 0.5 · 93
    "3.1": "40.00",
    "3.2": "60.00",
    "3.3": "80.00",
    "k3": "60.00",  # 12 + 24 + 24
    "4.1": "97.00",
    "4.2": "98.00",
    "4.3": "90.00",
    "k4": "96.00",  # 38.8 + 39.2 + 18
    "5.1": "95.00",
    "5.2": "94.00",
    "5.3": "96.00",
    "k5": "95.30",  # 28.5 + 18.8 + 48
    "total": "85.86",  # 429.2825… / 5
}
HOSPITAL = SCHOOL | {"2.2": "75.00", "k2": "81.90", "total": "84.94"}  # 24 + 30 + 27.9


@pytest.mark.parametrize("sphere", ["education", "culture"])
def test_spheres_without_waiting_time(sphere: str) -> None:
    assert recomputed(row("", COUNTED), scheme_for(sphere)) == SCHOOL


@pytest.mark.parametrize("sphere", ["health", "social", "disability-assessment"])
def test_spheres_with_waiting_time(sphere: str) -> None:
    counts = COUNTED + " waiting_score=60 on_time=90"  # 2.2 = (60 + 90) / 2
    assert recomputed(row("", counts), scheme_for(sphere)) == HOSPITAL


def test_performing_arts() -> None:
    found = recomputed(row("", COUNTED), ARTS)
    assert found["k1"] == "91.48"
    assert found["k3"] == "60.00"
    assert {found["k2"], found["k4"], found["k5"]} == {"75.74"}  # (91.48… + 60) / 2
    assert found["total"] == "75.74"  # 378.706… / 5
    assert "2.1" not in found


def test_performing_arts_are_a_setting_of_culture_only() -> None:
    assert scheme_for("education", performing_arts=True) == EDUCATION


def test_a_waiting_time_that_is_the_mean_of_its_neighbours_changes_nothing() -> None:
    with_waiting = scheme_for("education", has_waiting=True)
    assert recomputed(row("", COUNTED), with_waiting) == SCHOOL | {"2.2": "86.50"}
    given = row("2.1=80 2.2=86.5 2.3=93 k2=86.5")
    assert calculate(given, with_waiting).line("k2").agrees
    wrong = calculate(row("2.1=80 2.2=93 2.3=93 k2=89.1"), with_waiting)
    assert [line.id for line in wrong.disagreeing] == ["2.2"]


def test_an_unknown_sphere_is_refused() -> None:
    with pytest.raises(ValueError, match="'sport'"):
        scheme_for("sport")


@pytest.mark.parametrize("sphere", SPHERES)
@pytest.mark.parametrize("has_waiting", [False, True])
def test_weights_of_a_criterion_are_one(sphere: str, has_waiting: bool) -> None:
    scheme = scheme_for(sphere, has_waiting=has_waiting)
    for value in scheme.sums.values():
        assert sum(weight for _, weight in value.terms) == 1
    assert {key for value in scheme.sums.values() for key, _ in value.terms} < set(scheme.ids)


# Points for conditions


@pytest.mark.parametrize(
    ("key", "indicator", "points"),
    [
        ("remote_ways", "1.2", [0, 30, 60, 90, 100, 100]),
        ("comfort_conditions", "2.1", [0, 20, 40, 60, 80, 100, 100, 100]),
        ("access_equipment", "3.1", [0, 20, 40, 60, 80, 100]),
        ("access_conditions", "3.2", [0, 20, 40, 60, 80, 100, 100]),
    ],
)
def test_conditions(key: str, indicator: str, points: list[int]) -> None:
    for count, expected in enumerate(points):
        steps = scoring.indicators_from_counts({key: Decimal(count)}, EDUCATION)
        assert steps[indicator].value == expected


def test_expressions() -> None:
    steps = scoring.indicators_from_counts(numbers(COUNTED), HEALTH)
    assert steps["1.1"].expression == "½ · (10 ÷ 11 + 48 ÷ 52) · 100"
    assert steps["1.2"].expression == "30 · 3"
    assert steps["3.3"].expression == "8 ÷ 10 · 100"
    assert "2.2" not in steps
    many = scoring.indicators_from_counts(numbers("remote_ways=5"), HEALTH)
    assert many["1.2"].expression == "min(30 · 5; 100)"
    k1 = scoring.criteria(numbers("1.1=95.5 1.2=90 1.3=98.126"), EDUCATION)[1]
    assert k1.expression == "0.3 · 95.5 + 0.3 · 90 + 0.4 · 98.13"
    assert k1.value == Decimal("94.9004")


# What is absent stays absent


@pytest.mark.parametrize(
    ("changed", "absent"),
    [
        ("disabled_asked=0 access_satisfied=0", {"3.3", "k3", "total"}),
        ("remote_asked=0 courtesy_remote=0", {"4.3", "k4", "total"}),
        ("stand_asked=0 stand_satisfied=0", {"1.3", "k1", "total"}),
        ("site_norm=0 site_items=0", {"1.1", "k1", "total"}),
        ("access_satisfied=11", {"3.3", "k3", "total"}),
        ("access_conditions=7", {"3.2", "k3", "total"}),
    ],
)
def test_nobody_asked_and_impossible_counts_give_no_value(changed: str, absent: set[str]) -> None:
    given = Given(counts=numbers(COUNTED) | numbers(changed))
    assert set(SCHOOL) - set(recomputed(given, EDUCATION)) == absent


def test_a_missing_count_gives_no_value() -> None:
    counts = numbers(COUNTED)
    for key in counts:
        rest = {other: value for other, value in counts.items() if other != key}
        steps = scoring.indicators_from_counts(rest, EDUCATION)
        assert not set(COUNTS[key].indicators) & set(steps)


def test_a_criterion_needs_all_its_indicators_and_a_total_all_criteria() -> None:
    assert scoring.criteria(numbers("1.1=90 1.2=90 2.1=80 2.3=90"), EDUCATION).keys() == {2}
    assert scoring.total({n: Decimal(90) for n in (1, 2, 3, 4)}) is None
    found = scoring.total({n: Decimal(90 + n) for n in range(1, 6)})
    assert found is not None
    assert (found.value, found.expression) == (93, "(91 + 92 + 93 + 94 + 95) ÷ 5")


@pytest.mark.parametrize(
    ("counts", "kind"),
    [
        ("access_equipment=6", CountFaultKind.TOO_MUCH),
        ("waiting_score=101", CountFaultKind.TOO_MUCH),
        ("asked=-1", CountFaultKind.NEGATIVE),
        ("recommend=9.5", CountFaultKind.NOT_WHOLE),
        ("recommend=11 asked=10", CountFaultKind.MORE_THAN_ASKED),
    ],
)
def test_impossible_counts(counts: str, kind: CountFaultKind) -> None:
    key = counts.split("=")[0]
    assert [(f.key, f.kind) for f in scoring.count_faults(numbers(counts))] == [(key, kind)]


def test_possible_counts() -> None:
    assert scoring.count_faults(numbers(COUNTED + " waiting_score=55.5 visitors=-1")) == ()


# A whole row


def test_a_step_rests_on_what_is_published_right_below_it() -> None:
    given = row("1.1=100 1.2=100 1.3=100 k1=90 k2=90 k3=90 k4=90 k5=90 total=90")
    calculation = calculate(given, EDUCATION)
    assert calculation.line("k1").recomputed == 100
    assert calculation.line("k1").agrees is False
    assert calculation.total.agrees is True  # of the published criteria
    assert calculation.line("2.1").agrees is None
    assert [line.id for line in calculation.disagreeing] == ["k1"]


def test_a_published_indicator_counts_before_its_counts() -> None:
    calculation = calculate(row("1.1=50 1.2=90 1.3=92.5 k1=79", COUNTED), EDUCATION)
    assert calculation.line("1.1").agrees is False
    assert calculation.line("k1").agrees is True  # 15 + 27 + 37


def test_a_missing_criterion_is_taken_from_its_indicators() -> None:
    given = row("3.1=40 3.2=60 3.3=80 k1=90 k2=90 k4=90 k5=90 total=84")
    total = calculate(given, EDUCATION).total
    assert (total.recomputed, total.agrees) == (84, True)


def test_rounding_is_left_to_the_end() -> None:
    # K1, K2 and K5 are 80.005: rounded one by one they would make the total 80.006.
    points = "1.1=80 1.2=80 1.3=80.0125 2.1=80 2.3=80.01 3.1=80 3.2=80 3.3=80 "
    points += "4.1=80 4.2=80 4.3=80 5.1=80 5.2=80 5.3=80.01"
    found = recomputed(row(points), EDUCATION)
    assert [found["k1"], found["k2"], found["k5"]] == ["80.01"] * 3
    assert found["total"] == "80.00"


def test_lines_stand_in_the_order_of_reading() -> None:
    lines = calculate(Given(), EDUCATION).lines
    assert " ".join(line.id for line in lines) == (
        "1.1 1.2 1.3 k1 2.1 2.3 k2 3.1 3.2 3.3 k3 4.1 4.2 4.3 k4 5.1 5.2 5.3 k5 total"
    )
    with pytest.raises(KeyError):
        calculate(Given(), EDUCATION).line("2.2")


def test_lines_for_an_editor() -> None:
    given = row("1.1=91.61 1.3=92.5 k1=91.5 k2=86 total=90", COUNTED)
    lines = calculation_lines(calculate(given, EDUCATION), RU)
    assert lines[:7] == [
        "1.1 Информация на стенде и на сайте: ½ · (10 ÷ 11 + 48 ÷ 52) · 100 = 91,61; "
        "опубликовано 91,61, сходится.",
        "1.2 Дистанционные способы связи: 30 · 3 = 90; не опубликовано.",
        "1.3 Удовлетворены открытостью информации: ½ · (45 ÷ 50 + 57 ÷ 60) · 100 = 92,5; "
        "опубликовано 92,5, сходится.",
        "К1 Открытость и доступность информации: 0,3 · 91,61 + 0,3 · 90 + 0,4 · 92,5 = 91,48; "
        "опубликовано 91,5, сходится.",
        "2.1 Комфортные условия: 20 · 4 = 80; не опубликовано.",
        "2.3 Удовлетворены комфортностью: 93 ÷ 100 · 100 = 93; не опубликовано.",
        "К2 Комфортность условий: 0,5 · 80 + 0,5 · 93 = 86,5; опубликовано 86, НЕ СХОДИТСЯ.",
    ]
    assert lines[-1] == (
        "Итог: (91,5 + 86 + 60 + 96 + 95,3) ÷ 5 = 85,76; опубликовано 90, НЕ СХОДИТСЯ."
    )


def test_lines_without_figures() -> None:
    lines = calculation_lines(calculate(row("k1=90.43"), EDUCATION), RU)
    assert lines[0] == "1.1 Информация на стенде и на сайте: нет данных."
    assert lines[3] == (
        "К1 Открытость и доступность информации: опубликовано 90,43; проверить не по чему."
    )
    assert calculation_lines(calculate(Given(), EDUCATION), EN)[-1] == "Total: no data."


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ("k1=90", "Сравнить не с чем: нет опубликованного числа, которое можно пересчитать."),
        (
            "k1=90 k2=90 k3=90 k4=90 k5=90 total=90",
            "Всё, что можно сравнить, сходится (расхождение не больше 0,02).",
        ),
        ("2.1=80 2.3=90 k2=80 k1=9 k3=9 k4=9 k5=9 total=9", "Не сходится: К2, итог."),
    ],
)
def test_conclusions(figures: str, sentence: str) -> None:
    assert conclusion(calculate(row(figures), EDUCATION), RU) == sentence


# Comparison, and the faults of real tables


@pytest.mark.parametrize(
    ("value", "expected"), [("2.675", "2.68"), ("0.125", "0.13"), ("1.005", "1.01"), ("5", "5.00")]
)
def test_halves_are_rounded_up(value: str, expected: str) -> None:
    assert str(scoring.hundredths(Decimal(value))) == expected


@pytest.mark.parametrize(
    ("published", "found", "agrees"),
    [
        ("88.14", "88.16", True),
        ("88.14", "88.1649", True),  # shown as 88.16
        ("88.14", "88.165", False),  # shown as 88.17
        ("88.14", "88.12", True),
        ("88.14", "88.11", False),
    ],
)
def test_tolerance(published: str, found: str, agrees: bool) -> None:
    assert scoring.agrees(Decimal(published), Decimal(found)) is agrees


def test_whole_numbers_are_compared_as_whole_numbers() -> None:
    assert scoring.tolerance_of(map(Decimal, ("88", "90", "100.0"))) == 1
    assert scoring.tolerance_of(map(Decimal, ("88", "90.5"))) == Decimal("0.02")
    assert scoring.tolerance_of(()) == Decimal("0.02")
    assert scoring.agrees(Decimal(88), Decimal("88.99"), Decimal(1))
    assert not scoring.agrees(Decimal(88), Decimal("89.01"), Decimal(1))


def test_a_sum_called_a_mean() -> None:
    criteria = {n: Decimal(80 + n) for n in range(1, 6)}
    assert scoring.is_sum_not_mean(criteria, Decimal(415))
    assert not scoring.is_sum_not_mean(criteria, Decimal(83))
    assert not scoring.is_sum_not_mean(criteria, Decimal(90))
    assert not scoring.is_sum_not_mean({1: Decimal(80)}, Decimal(80))
    assert not scoring.is_sum_not_mean(dict.fromkeys(range(1, 6), Decimal(0)), Decimal(0))


def columns(text: str) -> dict[int, list[Decimal | None]]:
    """Columns of criteria: `1=90,91 2=80,-`."""
    return {
        int(name): [None if value == "-" else Decimal(value) for value in values.split(",")]
        for name, values in (word.split("=") for word in text.split())
    }


def test_a_missing_criterion() -> None:
    """Four shown average 88.14, the total says 90.43."""
    shown = columns("1=90.2,80 2=85,80 4=87.36,80 5=90,80")
    assert scoring.missing_criterion(shown, [Decimal("90.43"), Decimal(80)]) == MissingCriterion(
        missing=(3,), shown=(1, 2, 4, 5), rows=(0,), implied=(Decimal("99.59"),)
    )


@pytest.mark.parametrize(
    ("shown", "totals"),
    [
        ("1=80,90 2=80,90 4=80,90 5=80,90", "80,90"),  # the mean of what is shown
        ("1=80 2=80 3=80 4=80 5=80", "99"),  # all are shown: another fault
        ("1=80 2=80 3=- 4=80 5=80", "-"),  # nothing to compare
        ("", "90"),
    ],
)
def test_no_missing_criterion(shown: str, totals: str) -> None:
    assert scoring.missing_criterion(columns(shown), columns(f"1={totals}")[1]) is None


def test_weighted_points() -> None:
    rows = [
        row("1.1=30 1.2=27 1.3=38.5 k1=95.5 2.1=80 2.3=90 k2=85"),
        row("1.1=28.2 1.2=30 1.3=40 k1=98.2 2.1=100 2.3=90 k2=95"),
    ]
    assert scoring.weighted_points(rows, EDUCATION) == WeightedPoints((1,), ("1.1", "1.2", "1.3"))


def test_weighted_points_of_a_table_without_criteria() -> None:
    points = "1.1=30 1.2=27 1.3=38.5 2.1=40 2.3=45 3.1=12 3.2=24 3.3=24 4.1=38 4.2=39 4.3=18 "
    points += "5.1=28.5 5.2=18.8 5.3=48"
    found = scoring.weighted_points([row(points + " total=86.16")], EDUCATION)
    assert found is not None
    assert found.criteria == (1, 2, 3, 4, 5)
    assert scoring.weighted_points([row(points + " total=28.5")], EDUCATION) is None


@pytest.mark.parametrize(
    "rows",
    [
        ["1.1=30 1.2=27 1.3=38.5 k1=32.5"],  # truly low indicators
        ["1.1=30 1.2=27 1.3=38.5 k1=95.5", "1.1=31 1.2=30 1.3=40 k1=101"],  # more than 30
        ["1.1=0 1.2=0 1.3=0 k1=0"],  # proves nothing
        ["1.1=30 1.2=27 1.3=38.5 k1=95.5", "1.1=9 1.2=9 1.3=9 k1=9"],  # one row of two
        ["k1=90"],
        [],
    ],
)
def test_no_weighted_points(rows: list[str]) -> None:
    assert scoring.weighted_points([row(text) for text in rows], EDUCATION) is None


def test_out_of_range() -> None:
    found = scoring.out_of_range(numbers("1.1=100 1.2=100.01 k1=-0.5 total=0"))
    assert [(fact.id, str(fact.value)) for fact in found] == [("1.2", "100.01"), ("k1", "-0.5")]
    assert scoring.out_of_range(numbers("total=150"), Decimal(160)) == ()


# Places and summaries


def values(text: str) -> list[Decimal | None]:
    return [None if word == "-" else Decimal(word) for word in text.split()]


@pytest.mark.parametrize(
    ("totals", "places"),
    [
        ("90 80 80 70", ["1", "2–3", "2–3", "4"]),
        ("70 - 90", ["2", "", "1"]),
        ("80.004 80.001 79.99", ["1–2", "1–2", "3"]),
        ("80.005 80.004", ["1", "2"]),
        ("- -", ["", ""]),
        ("", []),
        ("50 50 50", ["1–3", "1–3", "1–3"]),
    ],
)
def test_places(totals: str, places: list[str]) -> None:
    assert scoring.places(values(totals)) == places


def test_mean_and_median() -> None:
    assert scoring.mean(values("90 - 81 81")) == 84
    assert scoring.median(values("90 - 70 80")) == 80
    assert scoring.median(values("90 70 80 81")) == Decimal("80.5")
    assert scoring.mean(values("- -")) is None
    assert scoring.median([]) is None


@pytest.mark.parametrize(
    ("value", "slug"),
    [
        ("100", "excellent"),
        ("81", "excellent"),
        ("80.5", "excellent"),
        ("80.49", "good"),
        ("61", "good"),
        ("60.4", "fair"),
        ("40.5", "fair"),
        ("40.4", "below-average"),
        ("20.5", "below-average"),
        ("20.49", "poor"),
        ("0", "poor"),
        ("-0.1", None),
        ("100.01", None),
    ],
)
def test_bands(value: str, slug: str | None) -> None:
    found = scoring.band(Decimal(value))
    assert (found.slug if found else None) == slug


def test_distribution() -> None:
    found = scoring.distribution(values("95 90 - 41 0 100.5"))
    assert {band.slug: count for band, count in found.items()} == {
        "excellent": 2,
        "good": 0,
        "fair": 1,
        "below-average": 0,
        "poor": 1,
    }


def test_changes() -> None:
    before = dict(zip("abcde", values("80 70 90 - 60"), strict=True))
    after = dict(zip("abcdf", values("85 95 88.5 90 50"), strict=True))
    found = [(change.key, str(change.difference)) for change in scoring.changes(before, after)]
    assert found == [("b", "25.00"), ("a", "5.00"), ("c", "-1.50")]


# Numbers as people write them


@pytest.mark.parametrize(
    ("value", "places", "russian", "english"),
    [
        ("90.43", None, "90,43", "90.43"),
        ("90.50", None, "90,5", "90.5"),
        ("2.675", None, "2,68", "2.68"),
        ("90", 2, "90,00", "90.00"),
        ("-1.5", None, "−1,5", "−1.5"),
        ("1234.5", 1, "1\u00a0234,5", "1,234.5"),
        ("0.004", None, "0", "0"),
        ("-0.004", None, "0", "0"),
        ("99.5", 0, "100", "100"),
    ],
)
def test_decimals(value: str, places: int | None, russian: str, english: str) -> None:
    assert RU.decimal(Decimal(value), places) == russian
    assert EN.decimal(Decimal(value), places) == english


# Properties


@st.composite
def possible_counts(draw: st.DrawFn) -> Mapping[str, Decimal]:
    """Counts that an operator can have: those satisfied are among those asked."""
    found: dict[str, Decimal] = {}
    for key in ("asked", "stand_asked", "site_asked", "disabled_asked", "remote_asked"):
        found[key] = Decimal(draw(st.integers(0, 2000)))
    for key in ("stand_norm", "site_norm"):
        found[key] = Decimal(draw(st.integers(0, 60)))
    for key, field in COUNTS.items():
        if key not in found:
            limit = found[field.within] if field.within else Decimal(field.most or 30)
            found[key] = Decimal(draw(st.integers(0, int(limit))))
    return found


POINTS = st.decimals(0, 100, places=2)
TOTALS = st.lists(st.none() | POINTS, max_size=20)


@settings(max_examples=60, deadline=None)
@given(possible_counts(), st.sampled_from(SPHERES))
def test_possible_counts_stay_between_0_and_100(counts: Mapping[str, Decimal], sphere: str) -> None:
    assert scoring.count_faults(counts) == ()
    for line in calculate(Given(counts=counts), scheme_for(sphere)).lines:
        assert line.recomputed is None or 0 <= line.recomputed <= 100


@settings(max_examples=60, deadline=None)
@given(st.lists(POINTS, min_size=5, max_size=5))
def test_a_total_is_between_its_criteria(points: Sequence[Decimal]) -> None:
    step = scoring.total(dict(enumerate(points, start=1)))
    assert step is not None
    assert step.value is not None
    assert min(points) <= step.value <= max(points)


@settings(max_examples=60, deadline=None)
@given(TOTALS, st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(totals: list[Decimal | None], random: object) -> None:
    shuffled = list(totals)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    before = dict(zip(totals, scoring.places(totals), strict=True))
    assert dict(zip(shuffled, scoring.places(shuffled), strict=True)) == before
    assert scoring.median(shuffled) == scoring.median(totals)
    assert scoring.mean(shuffled) == scoring.mean(totals)
    assert scoring.distribution(shuffled) == scoring.distribution(totals)
