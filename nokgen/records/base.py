"""The base of all records and the types of their values: text typed by an editor goes in.

Every scalar of a located tree arrives as the text the editor typed (or None for an empty value);
these types decide what it means. A value that does not fit raises a `PydanticCustomError` whose
type is the slug of a diagnostic; `check` adds the place.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from nokgen.domain import identifiers
from nokgen.messages import N_

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHOLE = re.compile(r"\d{1,9}")


class Record(BaseModel):
    """An immutable record; unknown keys are faults, empty optional ones count as absent."""

    model_config = ConfigDict(extra="forbid", defer_build=True, frozen=True, populate_by_name=False)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, value: object) -> object:
        if not isinstance(value, dict) or None not in value.values():
            return value
        required = {
            field.alias or name for name, field in cls.model_fields.items() if field.is_required()
        }
        optional = {field.alias or name for name, field in cls.model_fields.items()} - required
        return {key: item for key, item in value.items() if item is not None or key not in optional}


def _scalar(value: object) -> str:
    """The text of a scalar, stripped; a fault when it is a list, a mapping or empty."""
    text = value.strip() if isinstance(value, str) else ""
    if text:
        return text
    if value is None or isinstance(value, str):
        raise PydanticCustomError("empty-value", "empty value")
    raise PydanticCustomError("not-a-text", "not a scalar")


def _line(value: object) -> str:
    text = _scalar(value)
    if "\n" in text:
        raise PydanticCustomError("more-than-one-line", "more than one line")
    return text


def _matching(pattern: str, slug: str) -> Any:
    fits = re.compile(pattern).fullmatch

    def validate(value: object) -> str:
        text = _scalar(value)
        if not fits(text):
            raise PydanticCustomError(slug, "does not match", {"value": text})
        return text

    return BeforeValidator(validate)


def _iso_date(value: object) -> date:
    text = _scalar(value)
    if not _DAY.fullmatch(text):
        raise PydanticCustomError("date-malformed", "not an ISO date", {"value": text})
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("date-impossible", "no such day", {"value": text}) from None


def whole_number(low: int, high: int) -> Any:
    """The validator of a whole number between two others."""

    def validate(value: object) -> int:
        text = _scalar(value)
        if not _WHOLE.fullmatch(text):
            raise PydanticCustomError("number-malformed", "not a whole number", {"value": text})
        if not low <= int(text) <= high:
            raise PydanticCustomError(
                "number-out-of-range", "out of range", {"value": text, "low": low, "high": high}
            )
        return int(text)

    return BeforeValidator(validate)


def _truth(value: object) -> bool:
    text = _scalar(value)
    if text not in ("true", "false"):
        raise PydanticCustomError("truth-malformed", "not true or false", {"value": text})
    return text == "true"


def _inn(value: object) -> str:
    text = _scalar(value)
    if not identifiers.is_inn(text):
        raise PydanticCustomError("inn-invalid", "check digits do not fit", {"value": text})
    return text


def _ogrn(value: object) -> str:
    text = _scalar(value)
    if not identifiers.is_ogrn(text):
        raise PydanticCustomError("ogrn-invalid", "check digit does not fit", {"value": text})
    return text


def _number(value: object) -> Decimal:
    """A number as people write it: a decimal comma or point, spaces between thousands."""
    text = _scalar(value)
    plain = re.sub(r"(?<=\d)[\u00a0\u202f ](?=\d{3})", "", text).replace(",", ".")
    if not re.fullmatch(r"-?\d{1,9}(\.\d{1,12})?", plain, re.ASCII):
        raise PydanticCustomError("decimal-malformed", "not a number", {"value": text})
    return Decimal(plain)


SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
# No name before the host: https://bus.gov.ru@example.org leads to example.org.
URL = r"https?://[^\s<>\"'`\\{}|^/?#@]+(?:[/?#][^\s<>\"'`\\{}|^]*)?"
EMAIL = r"[^@\s<>\"']+@[^@\s<>\"']+\.[^@\s<>\"'.]+"
# A path below the folder of the record's municipality: documents/plan-2020.pdf
DOCUMENT = r"documents/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*"
ADDRESS = rf"/(?:{SLUG}/)+"
# A person or a team at GitHub: octocat, example-org/kirovsk
OWNER = r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}(?:/[A-Za-z0-9](?:[-_]?[A-Za-z0-9]){0,99})?"
# A table that stands beside its record: 2021-education.csv
TABLE = rf"{SLUG}\.(?:csv|xlsx)"
# A measure of a plan, or an item of a plan to remove shortcomings, of the same territory.
TARGET = rf"(?:plans|improvement)/{SLUG}#{SLUG}"

Text = Annotated[
    str, BeforeValidator(_scalar), WithJsonSchema({"type": ["string", "number"], "minLength": 1})
]
Line = Annotated[
    str, BeforeValidator(_line), WithJsonSchema({"type": ["string", "number"], "minLength": 1})
]
Slug = Annotated[
    str,
    _matching(SLUG, "id-malformed"),
    WithJsonSchema({"type": "string", "pattern": f"^{SLUG}$"}),
]
Url = Annotated[
    str,
    _matching(URL, "url-malformed"),
    WithJsonSchema({"type": "string", "pattern": r"^https?://\S+$"}),
]
Email = Annotated[
    str,
    _matching(EMAIL, "email-malformed"),
    WithJsonSchema({"type": "string", "pattern": r"^\S+@\S+\.\S+$"}),
]
DocumentPath = Annotated[
    str,
    _matching(DOCUMENT, "document-path-malformed"),
    WithJsonSchema({"type": "string", "pattern": f"^{DOCUMENT}$"}),
]
Address = Annotated[
    str,
    _matching(ADDRESS, "address-malformed"),
    WithJsonSchema({"type": "string", "pattern": f"^{ADDRESS}$"}),
]
Oktmo = Annotated[
    str,
    _matching(r"\d{8}|\d{11}", "oktmo-malformed"),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^(\d{8}|\d{11})$"}),
]
Inn = Annotated[
    str,
    BeforeValidator(_inn),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^(\d{10}|\d{12})$"}),
]
Owner = Annotated[
    str,
    _matching(OWNER, "owner-malformed"),
    WithJsonSchema({"type": "string", "pattern": f"^{OWNER}$"}),
]
Ogrn = Annotated[
    str,
    BeforeValidator(_ogrn),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^(\d{13}|\d{15})$"}),
]
BusId = Annotated[
    str,
    _matching(r"\d{1,12}", "bus-id-malformed"),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^\d{1,12}$"}),
]
TableName = Annotated[
    str,
    _matching(TABLE, "table-name-malformed"),
    WithJsonSchema({"type": "string", "pattern": f"^{TABLE}$"}),
]
Target = Annotated[
    str,
    _matching(TARGET, "target-malformed"),
    WithJsonSchema({"type": "string", "pattern": f"^{TARGET}$"}),
]
Number = Annotated[
    Decimal,
    BeforeValidator(_number),
    WithJsonSchema({"type": ["number", "string"], "pattern": r"^-?\d+([.,]\d+)?$"}),
]
IsoDate = Annotated[
    date,
    BeforeValidator(_iso_date),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "format": "date"}),
]
Year = Annotated[
    int,
    whole_number(1990, 2100),
    WithJsonSchema({"type": "integer", "minimum": 1990, "maximum": 2100}),
]
Count = Annotated[
    int,
    whole_number(0, 999_999_999),
    WithJsonSchema({"type": "integer", "minimum": 0}),
]
Criterion = Annotated[
    int,
    whole_number(1, 5),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 5}),
]
Truth = Annotated[bool, BeforeValidator(_truth), WithJsonSchema({"type": "boolean"})]


class Link(Record):
    """A named link: an official site, a page of a newspaper."""

    title: Line = Field(
        title=N_("Title"),
        description=N_("What a reader sees instead of the address."),
        examples=["Официальный сайт администрации города"],
    )
    url: Url = Field(
        title=N_("Address on the internet"),
        description=N_("Starts with https:// or http://."),
        examples=["https://bus.gov.ru/"],
    )


class Evidence(Record):
    """A proof of what was done: a link or an attached file."""

    title: Line = Field(
        title=N_("Title"),
        description=N_("What the document or the page is."),
        examples=["Протокол совещания от 14 июля 2020 года"],
    )
    url: Url | None = Field(
        None,
        title=N_("Address on the internet"),
        description=N_("Where the proof stands, if it is on the internet."),
        examples=["https://example.org/news/2020/07/14"],
    )
    file: DocumentPath | None = Field(
        None,
        title=N_("File"),
        description=N_("The attached file, in the folder documents/ of the municipality."),
        examples=["documents/2020-07-14-protokol.pdf"],
    )


class Person(Record):
    """An official whom the document itself signs or appoints."""

    name: Line = Field(
        title=N_("Name"),
        description=N_("As the document writes it."),
        examples=["Е.В. Егорова"],
    )
    post: Line | None = Field(
        None,
        title=N_("Post"),
        description=N_("The office that the person holds, as the document writes it."),
        examples=["директор департамента"],
    )
    duty: Text | None = Field(
        None,
        title=N_("Duty"),
        description=N_("What the document charges the person with."),
        examples=["ответственный по взаимодействию со СМИ"],
    )
