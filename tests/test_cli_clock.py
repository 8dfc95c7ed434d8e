"""What day it is: given, reproducible, or the present one in the site's time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from nokgen.cli.clock import clock_of
from nokgen.cli.settings import WrongUse
from nokgen.messages import messages_for

RU = messages_for("ru")
EPOCH = "1583020799"  # 29 February 2020, 23:59:59 UTC


def test_the_given_day_wins() -> None:
    clock = clock_of(date(2020, 5, 1), {"SOURCE_DATE_EPOCH": EPOCH}, RU)
    assert clock("Asia/Kamchatka") == date(2020, 5, 1)


@pytest.mark.parametrize(
    ("zone", "day"),
    [("UTC", date(2020, 2, 29)), ("Europe/Moscow", date(2020, 3, 1))],
)
def test_source_date_epoch_is_a_moment_seen_from_the_time_zone(zone: str, day: date) -> None:
    assert clock_of(None, {"SOURCE_DATE_EPOCH": EPOCH}, RU)(zone) == day


def test_else_it_is_now() -> None:
    before = datetime.now(UTC)
    day = clock_of(None, {}, RU)("Pacific/Kiritimati")
    after = datetime.now(UTC)
    ahead = timedelta(hours=14)
    assert day in {(before + ahead).date(), (after + ahead).date()}


@pytest.mark.parametrize("value", ["вчера", "-1", "1.5", "99999999999999", "٣"])
def test_a_wrong_epoch_is_wrong_use(value: str) -> None:
    with pytest.raises(WrongUse, match="SOURCE_DATE_EPOCH"):
        clock_of(None, {"SOURCE_DATE_EPOCH": value}, RU)
