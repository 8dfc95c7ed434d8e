"""The settings of a site, as `site.yaml` holds them, and the head of a page in Markdown."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from nokgen.messages import N_
from nokgen.records.base import (
    Address,
    Count,
    Email,
    Inn,
    IsoDate,
    Line,
    Record,
    Text,
    Truth,
    Url,
)
from nokgen.records.limits import SiteLimits


class Language(StrEnum):
    """Languages of the site's own words."""

    RU = "ru"
    EN = "en"


# Names that mean the same on every computer: no `localtime`, no folders of the tz database.
_ZONE = re.compile(r"UTC|[A-Z]\w+(?:/[A-Z][\w-]+)+")


def _time_zone(value: object) -> str:
    name = str(value)
    try:
        known = _ZONE.fullmatch(name) is not None and ZoneInfo(name) is not None
    except (ValueError, KeyError, OSError):  # OSError: the name of a folder
        known = False
    if not known:
        raise PydanticCustomError("time-zone-unknown", "no such time zone", {"value": name})
    return name


# The version of the format that this program writes. What a version changed, and how to raise
# it: docs/upgrading.md.
FORMAT = 1
_VERSION = re.compile(r"[1-9][0-9]{0,8}")


def is_version(text: str) -> bool:
    """Whether a text can be the `schema_version` of this program or of any other."""
    return _VERSION.fullmatch(text) is not None


def _schema_version(value: object) -> int:
    text = str(value)
    # A newer one is told before any shape is looked at.
    if not is_version(text) or int(text) > FORMAT:
        raise PydanticCustomError("schema-version-unknown", "unknown", {"value": text})
    return int(text)


TimeZone = Annotated[str, BeforeValidator(_time_zone), WithJsonSchema({"type": "string"})]
SchemaVersion = Annotated[
    int,
    BeforeValidator(_schema_version),
    WithJsonSchema({"type": "integer", "enum": list(range(1, FORMAT + 1))}),
]


class SiteContact(Record):
    """Where readers report mistakes."""

    title: Line = Field(
        title=N_("Title"),
        description=N_("What a reader sees."),
        examples=["Сообщить об ошибке"],
    )
    url: Url | None = Field(
        None,
        title=N_("Address on the internet"),
        description=N_("A form or a page."),
        examples=["https://example.org/feedback"],
    )
    email: Email | None = Field(
        None,
        title=N_("E-mail"),
        description=N_("An office address."),
        examples=["site@example.org"],
    )


class Publisher(Record):
    """Who answers for the open data of the site: an office, never a person."""

    name: Line = Field(
        title=N_("Name"),
        description=N_("The official name of the body or organisation that owns the data."),
        examples=["Комитет образования администрации города Примерска"],
    )
    inn: Inn = Field(
        title=N_("INN"),
        description=N_("In quotes; the names of the data sets begin with it."),
        examples=["0002001433"],
    )
    phone: Line | None = Field(
        None,
        title=N_("Phone"),
        description=N_("An office phone, with the code of the town."),
        examples=["8 (81531) 5-55-55"],
    )
    email: Email | None = Field(
        None,
        title=N_("E-mail"),
        description=N_("An office address."),
        examples=["opendata@example.org"],
    )
    since: IsoDate | None = Field(
        None,
        title=N_("Published since"),
        description=N_("The day on which the data sets were published first."),
        examples=["2026-12-01"],
    )


class SiteHistory(Record):
    """What the site tells of its own changes."""

    show: Truth = Field(
        True,
        title=N_("Show the history"),
        description=N_("false leaves the history of changes out of the site."),
        examples=[True],
    )
    authors: Truth = Field(
        False,
        title=N_("Names of authors"),
        description=N_("true names who made a change, as the Git host knows them."),
        examples=[False],
    )


class Site(Record):
    """The settings of the site."""

    schema_version: SchemaVersion = Field(
        1,
        title=N_("Version of the format"),
        description=N_("By which rules the files are written; `nokgen upgrade` raises it."),
        examples=[FORMAT],
    )
    title: Line = Field(
        title=N_("Title of the site"),
        description=N_("Shown at the top of every page."),
        examples=["Планы и результаты независимой оценки"],
    )
    short_title: Line | None = Field(
        None,
        title=N_("Short title"),
        description=N_("Ends the title in the tab of the browser."),
        examples=["НОК"],
    )
    description: Text = Field(
        title=N_("Description"),
        description=N_("One or two sentences for the home page and search engines."),
        examples=["Что обещали и что сделали города по независимой оценке."],
    )
    language: Language = Field(
        Language.RU,
        title=N_("Language"),
        description=N_("Language of the site's own words: ru or en."),
        examples=["ru"],
    )
    base_url: Url | None = Field(
        None,
        title=N_("Address of the site"),
        description=N_("Where the site is published, with the folder if there is one."),
        examples=["https://example.org/nok/"],
    )
    time_zone: TimeZone = Field(
        "Europe/Moscow",
        title=N_("Time zone"),
        description=N_("Decides what day is today."),
        examples=["Europe/Moscow"],
    )
    repository: Url | None = Field(
        None,
        title=N_("Repository"),
        description=N_("Where the content is edited."),
        examples=["https://github.com/example/nok"],
    )
    branch: Line = Field(
        "main",
        title=N_("Branch"),
        description=N_("The branch of the repository from which the site is published."),
        examples=["main"],
    )
    admin: Truth = Field(
        False,
        title=N_("Form for editors"),
        description=N_(
            "true puts a form for editors at /admin/; its changes go to `repository` as requests."
        ),
        examples=[True],
    )
    contact: SiteContact | None = Field(
        None,
        title=N_("Contact"),
        description=N_("Where readers report mistakes."),
    )
    publisher: Publisher | None = Field(
        None,
        title=N_("Owner of the open data"),
        description=N_("With it, passports of open data are made below /data/opendata/."),
    )
    fictional: Truth = Field(
        False,
        title=N_("Fictional"),
        description=N_("true marks every page as made of invented data."),
        examples=[False],
    )
    pictures: Truth = Field(
        True,
        title=N_("Pictures"),
        description=N_(
            "Pictures of pages for links in social networks and messengers; false saves time."
        ),
        examples=[True],
    )
    handouts: Truth = Field(
        True,
        title=N_("Handouts"),
        description=N_(
            "Posters and leaflets of towns and organisations, and codes for paper; false makes a "
            "site of many organisations smaller."
        ),
        examples=[True],
    )
    sharing: Truth = Field(
        True,
        title=N_("Badges and cards"),
        description=N_(
            "Badges, cards and code that organisations put on their own sites; false makes a site "
            "of many organisations smaller."
        ),
        examples=[True],
    )
    history: SiteHistory = Field(
        SiteHistory.model_construct(),  # builds no validator, as a call would
        title=N_("History of changes"),
        description=N_("What the site tells of its own changes, taken from git."),
        examples=[{"authors": False}],
    )
    limits: SiteLimits = Field(
        SiteLimits.model_construct(),
        title=N_("Limits"),
        description=N_("How large files may be; what goes beyond is refused when it is read."),
        examples=[{"table_rows": 50_000}],
    )


class PageHead(Record):
    """The head of a page of `content/pages/*.md`."""

    title: Line = Field(
        title=N_("Title of the page"),
        description=N_("Its heading."),
        examples=["О сайте"],
    )
    summary: Line | None = Field(
        None,
        title=N_("In short"),
        description=N_("One plain line for search engines."),
        examples=["Кто и зачем делает этот сайт"],
    )
    order: Count = Field(
        100,
        title=N_("Order"),
        description=N_("Pages with smaller numbers come first in the menu at the foot."),
        examples=[10],
    )
    aliases: tuple[Address, ...] = Field(
        (),
        title=N_("Old addresses"),
        description=N_("Addresses at which this page stood before; they lead here for ever."),
        examples=[["/o-sayte/"]],
    )
