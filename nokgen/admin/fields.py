"""A kind of file goes in, its form comes out: the fields of Sveltia CMS, from the published schema.

Every value of the form is a text, as in the records: what people typed stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args, get_type_hints

from nokgen.messages import Messages
from nokgen.records.base import DOCUMENT, Line, Record
from nokgen.records.fields import fields as behind
from nokgen.records.schema import KINDS, REF, publish

Json = dict[str, Any]

# What tells one item of a list from another when they are folded, the first that there is.
_NAMES = (
    *("number", "title", "name", "text", "inn", "date", "year", "id", "words"),
    *("shortcoming", "url"),
)
_DAY = "YYYY-MM-DD"


def form_of(kind: str, messages: Messages) -> list[Json]:
    """The fields of one of KINDS with labels and hints in the language of `messages`."""
    schema = publish(kind, messages)
    return _Form(schema.get("$defs", {}), messages).fields(schema, KINDS[kind].record)


def field_name(key: str) -> str:
    """The name of the field of a key: Sveltia CMS joins names by dots, so `1.1` is `1_1`."""
    return key.replace(".", "_")


class _Form:
    """Makes the fields of one schema; `definitions` are what it refers to."""

    def __init__(self, definitions: Mapping[str, Json], messages: Messages) -> None:
        self._definitions = definitions
        self._messages = messages

    def fields(self, schema: Json, record: type[Record]) -> list[Json]:
        """The fields of a mapping, in the order of its record."""
        needed = schema.get("required", ())
        hints = get_type_hints(record, include_extras=True)
        attributes = {field.alias or name: name for name, field in record.model_fields.items()}
        inner = behind(record)
        return [
            {
                "name": field_name(key),
                "label": value["title"],
                **({} if key in needed else {"required": False}),
                **self._hint(value),
                **self._widget(value, inner[key].record, _is_line(hints[attributes[key]])),
            }
            for key, value in schema["properties"].items()
        ]

    def _widget(self, value: Json, record: type[Record] | None, line: bool) -> Json:
        """What is typed or chosen for a value, and what it must look like."""
        whole = value | self._definitions.get(value.get("$ref", "").removeprefix(REF), {})
        types = whole["type"] if isinstance(whole["type"], list) else [whole["type"]]
        if "array" in types:
            return self._list(whole, record, line)
        if "object" in types and record is not None:
            own = self.fields(whole, record)
            return {"widget": "object", "collapsed": "auto", "fields": own}
        if "enum" in whole:
            return {"widget": "select", "options": _options(whole)}
        if "boolean" in types:
            return {"widget": "select", "options": self._yes_or_no()}
        if whole.get("format") == "date":
            return {"widget": "datetime", "type": "date", "format": _DAY}
        if "integer" in types and "string" not in types:
            bounds = {"min": whole.get("minimum"), "max": whole.get("maximum")}
            known = {name: bound for name, bound in bounds.items() if bound is not None}
            default = {"default": str(whole["default"])} if "default" in whole else {}
            return {"widget": "number", "value_type": "int/string", **known, **default}
        return self._text(whole, line)

    def _text(self, value: Json, line: bool) -> Json:
        if value.get("pattern") == f"^{DOCUMENT}$":
            # Chosen among those that are there, or sent along; no address of another place.
            return {"widget": "file", "choose_url": False}
        short = line or "pattern" in value
        text: Json = {"widget": "string" if short else "text", "use_emoji_autocomplete": False}
        if "pattern" in value:
            text["pattern"] = [value["pattern"], self._complaint(value)]
        return text

    def _list(self, value: Json, record: type[Record] | None, line: bool) -> Json:
        items = value["items"] | {"examples": value.get("examples", [[]])[0]}
        if "enum" in items:
            return {"widget": "select", "multiple": True, "options": _options(items)}
        add = {"label_singular": self._messages.gettext("record")}
        folded: Json = {"widget": "list", "collapsed": True, **add}
        if record is not None:
            own = self.fields(items | self._definitions[items["$ref"].removeprefix(REF)], record)
            return folded | {"summary": _summary(own), "fields": own}
        item = self._text(items, line)
        if item["widget"] == "string" and "pattern" not in item:
            # The simple list: a line for each item.
            return {"widget": "list", **add}
        one = {"name": "item", "label": value["title"]} | item
        return {"widget": "list", **add, "field": one}

    def _hint(self, value: Json) -> Json:
        words = [value["description"]] if "description" in value else []
        example = _example(value)
        if example:
            words.append(self._messages.gettext("For example: %(example)s", example=example))
        return {"hint": " ".join(words)} if words else {}

    def _complaint(self, value: Json) -> str:
        example = _example(value)
        if not example:
            return self._messages.gettext("Something is wrong here: read the hint below the field.")
        return self._messages.gettext("Write it as in the example: %(example)s", example=example)

    def _yes_or_no(self) -> list[Json]:
        say = self._messages.gettext
        # With the words of the hints; the form adds a choice of its own for neither.
        return [
            {"label": f"true — {say('yes')}", "value": "true"},
            {"label": f"false — {say('no')}", "value": "false"},
        ]


def _is_line(hint: object) -> bool:
    """Whether the annotation of a key is that of one line, of a list of lines, or of neither."""
    return hint == Line or Line in get_args(hint)


def _options(value: Json) -> list[Json]:
    pairs = zip(value["enum"], value["enumDescriptions"], strict=True)
    return [{"label": label, "value": each} for each, label in pairs if each is not None]


def _summary(fields: list[Json]) -> str:
    """What a folded item of a list shows: its number and its name, or the like."""
    known = [field["name"] for field in fields]
    shown = [name for name in _NAMES if name in known][:2] or known[:1]
    return " ".join(f"{{{{fields.{name}}}}}" for name in shown)


def _example(value: Json) -> str:
    """The first example of a key that people would type; "" where they choose."""
    example = next(iter(value.get("examples", ())), "")
    if "enum" in value or "format" in value or isinstance(example, bool):
        return ""
    return str(example) if isinstance(example, str | int | float) else ""
