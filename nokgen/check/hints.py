"""A value that does not fit goes in; the way out, with what to write instead, comes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from zoneinfo import available_timezones

from nokgen.check.findings import PERHAPS, perhaps
from nokgen.check.names import file_name_of, has_look_alikes, nearest, nearest_key, slug_of
from nokgen.diagnostics import Code, Hint, shape
from nokgen.domain.identifiers import is_inn, is_ogrn
from nokgen.messages import N_
from nokgen.read import Tree
from nokgen.records.base import TARGET

_WRITE = N_("write: `%(example)s`")
_ALLOWED = N_("one of these: %(names)s")
_ALLOWED_KEYS = N_("keys that are known here: %(names)s")
_RETYPE = N_("the word has Russian letters in it: type `%(name)s` anew in Latin letters")
_TWO_LINES = N_("write `%(key)s:` and below it, with two spaces more, `%(example)s`")
_BELOW = N_("write on the line below, with two spaces more: `%(example)s`")
_NO_DASH = N_("a single record is written without a dash")
_FIRST_DASH = N_("put a dash and a space in front of the first key, two spaces before the others")
_QUOTES = N_("if this is one text, put it in quotes: `%(example)s`")
_FOLD = N_("replace `|` with `>-`")
_ISO_DAY = N_("for example: `%(example)s`")
_RENAME_FILE = N_("rename the file and write: `%(example)s`")
_QUOTED_CODE = N_("if a zero was lost at the beginning, write: `%(example)s`")

_CHECK_DIGITS = N_("a digit is mistyped, or two have changed places: compare it with the register")
_COUNT_DIGITS = N_("here there are %(count)s digits, and %(needed)s are needed")

_CUT = 60
_TRUE = frozenset({"true", "yes", "on", "y", "да", "1", "+"})
_FALSE = frozenset({"false", "no", "off", "n", "нет", "0", "-"})
_MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
_MONTH_NUMBERS = {name: number for number, name in enumerate(_MONTHS.split(), 1)}


def unknown_key(key: str, known: Iterable[str]) -> Hint:
    """The nearest key, or all that are known here."""
    choices = tuple(known)
    meant = nearest_key(key, choices)
    if meant and has_look_alikes(key, meant):
        return Hint(_RETYPE, {"name": meant})
    return perhaps(meant) or Hint(_ALLOWED_KEYS, {"names": _listed(choices)})


def choice(value: str, allowed: Iterable[str]) -> Hint:
    """The nearest of the allowed values, or all of them."""
    choices = tuple(allowed)
    meant = nearest(value, choices)
    if meant and has_look_alikes(value, meant):
        return Hint(_RETYPE, {"name": meant})
    return perhaps(meant) or Hint(_ALLOWED, {"names": _listed(choices)})


def not_a_list(key: str, value: Tree) -> Hint:
    """How the same value is written as a list."""
    if isinstance(value, dict):
        return Hint(_FIRST_DASH)
    text = str(value).strip()
    if text.startswith("-"):
        first = re.split(r"\s+-", text.lstrip("- "))[0]
        return Hint(_WRITE, {"example": f"- {_short(first)}"})
    items = [example(item.strip()) for item in text.split(",") if item.strip()]
    if len(text) <= _CUT:
        return Hint(_WRITE, {"example": f"{key}: [{', '.join(items)}]"})
    return Hint(_TWO_LINES, {"key": key, "example": f"- {_short(text)}"})


def not_a_mapping(first_key: str, value: Tree, *, in_list: bool) -> Hint:
    """How the same value is written with keys."""
    if isinstance(value, list):
        return Hint(_NO_DASH)
    written = f"{first_key}: {example(_short(str(value).strip()))}"
    return (
        Hint(_WRITE, {"example": f"- {written}"}) if in_list else Hint(_BELOW, {"example": written})
    )


def not_a_text(value: Tree) -> Hint:
    """How a text that looks like a list or like keys is put in quotes."""
    if isinstance(value, dict) and len(value) == 1:
        ((key, inner),) = value.items()
        if isinstance(inner, str):
            return Hint(_QUOTES, {"example": quoted(f"{key}: {inner}")})
    if isinstance(value, list) and all(isinstance(item, str) for item in value) and value:
        inside = ", ".join(str(item) for item in value)
        return Hint(_QUOTES, {"example": quoted(inside if len(value) == 1 else f"[{inside}]")})
    return Hint(_QUOTES, {"example": '"…"'})


def scalar(code: Code, value: str, key: str) -> Hint | None:
    """The way out for a single value that a type did not take."""
    make = _SCALARS.get(code.slug)
    return make(value, key) if make else None


def example(value: object) -> str:
    """An example as an editor would write it on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return f"[{', '.join(example(item) for item in value)}]"
        case dict():
            return "{" + ", ".join(f"{key}: {example(item)}" for key, item in value.items()) + "}"
        case str() if re.search(r": |^[\d.]+$|^[^\w«/(№]", value):
            return quoted(value)
        case _:
            return str(value)


def keyed(key: str, text: str) -> str:
    """A value behind its key; in a cell of a table, where there is no key, the plain value."""
    return f"{key}: {text}" if key else text.strip('"')


def quoted(text: str) -> str:
    """The text in quotes that it does not contain itself."""
    text = _short(text)
    return f"'{text}'" if '"' in text else f'"{text}"'


def _short(text: str) -> str:
    return text if len(text) <= _CUT else text[: _CUT - 1].rstrip() + "…"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _date(value: str, _key: str) -> Hint:
    meant = _day_of(value)
    if meant is None:
        return Hint(_ISO_DAY, {"example": "2022-01-25"})
    return Hint(_WRITE, {"example": meant.isoformat()})


def _day_of(value: str) -> date | None:
    """The day that a person meant: 25.01.2022, 25 января 2022 года, 2022/1/25."""
    numbers = [int(number) for number in re.findall(r"\d+", value[:_CUT])]
    months = [number for name, number in _MONTH_NUMBERS.items() if name in value.casefold()]
    if len(numbers) == 2 and len(months) == 1:
        numbers.insert(1, months[0])
    if len(numbers) != 3:
        return None
    first, month, last = numbers
    year, day = (first, last) if first > 31 else (last, first)
    try:
        return date(year, month, day) if year >= 1900 else None
    except ValueError:
        return None


def _truth(value: str, key: str) -> Hint:
    if value.casefold() in _TRUE:
        return Hint(_WRITE, {"example": f"{key}: true"})
    if value.casefold() in _FALSE:
        return Hint(_WRITE, {"example": f"{key}: false"})
    return Hint(_ALLOWED, {"names": "`true`, `false`"})


def _number(value: str, key: str) -> Hint | None:
    digits = re.sub(r"(?<=\d)[\s\u00a0_](?=\d{3})", "", value)
    found = re.findall(r"\d+", digits)
    return Hint(_WRITE, {"example": keyed(key, found[0])}) if len(found) == 1 else None


def _id(value: str, _key: str) -> Hint | None:
    return perhaps(slug_of(value)[:_CUT].strip("-"))


def _url(value: str, _key: str) -> Hint | None:
    tail = value.removeprefix("//").strip()
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", tail):
        return Hint(PERHAPS, {"name": f"https://{tail}"})
    return None


def _document_path(value: str, _key: str) -> Hint | None:
    tail = value.replace("\\", "/").removeprefix("./")
    name = tail.rpartition("/")[2]
    ascii_name = name if re.fullmatch(r"[\w.-]+", name, re.ASCII) else file_name_of(name)
    if not ascii_name:
        return None
    meant = {"example": f"documents/{ascii_name}"}
    return Hint(_WRITE if ascii_name == name else _RENAME_FILE, meant)


def _address(value: str, _key: str) -> Hint | None:
    tail = re.sub(r"^https?://[^/]+", "", value).removesuffix(".html").removesuffix("/index")
    parts = [slug_of(piece) for piece in tail.split("/") if piece.strip()]
    return perhaps(f"/{'/'.join(parts)}/") if parts and all(parts) else None


def _oktmo(value: str, key: str) -> Hint | None:
    digits = re.sub(r"\D", "", value)
    if len(digits) in (8, 11):
        return Hint(_WRITE, {"example": f'{key}: "{digits}"'})
    if len(digits) in (7, 10):
        return Hint(_QUOTED_CODE, {"example": f'{key}: "0{digits}"'})
    return None


def _inn(value: str, key: str) -> Hint | None:
    digits = re.sub(r"\D", "", value)
    if is_inn(digits):
        return Hint(_WRITE, {"example": keyed(key, f'"{digits}"')})
    if is_inn(f"0{digits}"):
        return Hint(_QUOTED_CODE, {"example": keyed(key, f'"0{digits}"')})
    if len(digits) in (10, 12):
        return Hint(_CHECK_DIGITS)
    return Hint(_COUNT_DIGITS, {"count": str(len(digits)), "needed": "10"})


def _ogrn(value: str, key: str) -> Hint | None:
    digits = re.sub(r"\D", "", value)
    if is_ogrn(digits):
        return Hint(_WRITE, {"example": keyed(key, f'"{digits}"')})
    if len(digits) in (13, 15):
        return Hint(_CHECK_DIGITS)
    return Hint(_COUNT_DIGITS, {"count": str(len(digits)), "needed": "13"})


def _bus_id(value: str, key: str) -> Hint | None:
    found = re.findall(r"(?:^|/)(\d{4,12})(?=/|\?|$)", value)
    return Hint(_WRITE, {"example": keyed(key, f'"{found[-1]}"')}) if found else None


def _decimal(value: str, key: str) -> Hint | None:
    found = re.findall(r"\d+(?:[.,]\d+)?", re.sub(r"(?<=\d)[\s\u00a0](?=\d{3})", "", value))
    return Hint(_WRITE, {"example": keyed(key, found[0])}) if len(found) == 1 else None


def _table_name(value: str, key: str) -> Hint | None:
    stem, _, extension = re.split(r"[/\\]", value)[-1].rpartition(".")
    slug = slug_of(stem)
    if not slug or extension.lower() not in ("csv", "xlsx"):
        return None
    return Hint(_RENAME_FILE, {"example": keyed(key, f"{slug}.{extension.lower()}")})


def _target(value: str, _key: str) -> Hint | None:
    tail = re.sub(r"\.ya?ml(?=#|$)", "", value.replace("\\", "/")).lstrip("./")
    if re.fullmatch(TARGET, tail):
        return Hint(_WRITE, {"example": f'"{tail}"'})
    return Hint(_ISO_DAY, {"example": '"plans/2020-information-campaign#m2"'})


def _time_zone(value: str, _key: str) -> Hint:
    zones = available_timezones()
    city = value.strip().replace(" ", "_").casefold()
    same_city = sorted(zone for zone in zones if zone.rpartition("/")[2].casefold() == city)
    meant = same_city[0] if same_city else nearest(value, zones)
    return perhaps(meant) or Hint(_ISO_DAY, {"example": "time_zone: Europe/Moscow"})


def _version(_value: str, key: str) -> Hint:
    return Hint(_WRITE, {"example": f"{key}: 1"})


_SCALARS: dict[str, Callable[[str, str], Hint | None]] = {
    shape.DATE_MALFORMED.slug: _date,
    shape.TRUTH_MALFORMED.slug: _truth,
    shape.NUMBER_MALFORMED.slug: _number,
    shape.ID_MALFORMED.slug: _id,
    shape.URL_MALFORMED.slug: _url,
    shape.DOCUMENT_PATH_MALFORMED.slug: _document_path,
    shape.ADDRESS_MALFORMED.slug: _address,
    shape.OKTMO_MALFORMED.slug: _oktmo,
    shape.INN_INVALID.slug: _inn,
    shape.OGRN_INVALID.slug: _ogrn,
    shape.BUS_ID_MALFORMED.slug: _bus_id,
    shape.DECIMAL_MALFORMED.slug: _decimal,
    shape.TABLE_NAME_MALFORMED.slug: _table_name,
    shape.TARGET_MALFORMED.slug: _target,
    shape.TIME_ZONE_UNKNOWN.slug: _time_zone,
    shape.SCHEMA_VERSION_UNKNOWN.slug: _version,
    shape.MORE_THAN_ONE_LINE.slug: lambda _value, _key: Hint(_FOLD),
}
