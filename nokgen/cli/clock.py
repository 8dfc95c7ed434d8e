"""The only clock of nokgen: a given day, SOURCE_DATE_EPOCH or the time go in; today comes out."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from nokgen.cli.settings import Settings, WrongUse
from nokgen.messages import Messages

EPOCH = "SOURCE_DATE_EPOCH"  # reproducible-builds.org/specs/source-date-epoch
LATEST = 253_402_300_799  # the last second of the year 9999


def environment_clock(settings: Settings) -> Callable[[str], date]:
    """The clock of a run by its `--today` and the environment."""
    return clock_of(settings.today, os.environ, settings.messages)


def clock_of(
    today: date | None, environ: Mapping[str, str], messages: Messages
) -> Callable[[str], date]:
    """What day it is in a time zone: `today`, else SOURCE_DATE_EPOCH, else the present moment.

    WrongUse when SOURCE_DATE_EPOCH is no number of seconds.
    """
    if today is not None:
        return lambda _time_zone: today
    epoch = environ.get(EPOCH, "").strip()
    if not epoch:
        return lambda time_zone: _day(datetime.now(UTC), time_zone)
    if not (epoch.isascii() and epoch.isdigit() and int(epoch) <= LATEST - 86_400):
        text = messages.gettext(
            "The environment variable %(name)s must hold seconds since 1970, not `%(value)s`.",
            name=EPOCH,
            value=epoch,
        )
        raise WrongUse(text)
    moment = datetime.fromtimestamp(int(epoch), UTC)
    return lambda time_zone: _day(moment, time_zone)


def _day(moment: datetime, time_zone: str) -> date:
    from zoneinfo import ZoneInfo

    return moment.astimezone(ZoneInfo(time_zone)).date()
