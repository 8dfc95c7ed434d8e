"""An error of the YAML parser goes in; the same in a clerk's language comes out.

The parser says where it stumbled, seldom what was typed wrongly. Each rule looks at the line (or
the one before it) for a mistake that people really make; the first that fits names the fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from nokgen.diagnostics import reading
from nokgen.diagnostics.diagnostic import Code, Hint
from nokgen.messages import N_
from nokgen.read.compose import Fault, YamlError

_KEY_VALUE = re.compile(r"^(?P<head>\s*(?:-\s+)*[^\s:#'\"\[{][^:#]*:\s+)(?P<value>\S.*?)\s*$")
_KEY_ONLY = re.compile(r"^\s*(?:-\s+)*[\w-]+:(?:\s|$)")
_GLUED_KEY = re.compile(r"^\s*(?:-\s+)*(?P<key>[\w-]+):(?P<value>[^\s:/].*?)\s*$")
_GLUED_ITEM = re.compile(r"^\s*-(?P<item>[^\s-].*?)\s*$")
_LATIN_KEY = re.compile(r"^\s*(?:-\s+)*[a-z_]+\s*:(?:\s|$)")
_KEY_WITHOUT_COLON = re.compile(r"^\s*(?:-\s+)*(?P<key>[a-z_]+)\s+(?P<value>\S.*?)\s*$")
_CUT = 90

_WRITE = N_("write: `%(example)s`")
_ALIGN = N_("begin the line under the first letter of its neighbours; count the spaces")
_CLOSE_QUOTE = N_("add the same quote at the end of the text")
_SINGLE_QUOTES = N_("use «…» inside, or put the whole text in single quotes: `%(example)s`")
_CLOSE_BRACKET = N_("add the closing `%(bracket)s`")
_SPACES = N_("replace the tab with spaces, two for each level")
_TYPE_ANEW = N_("delete the space and type it anew")
_PLAIN_SLASH = N_("in single quotes it is a plain sign: `%(example)s`")
_COLUMNS = N_("this line begins in column %(column)s, the one above it in column %(wanted)s")
_LOOK = N_("look at the colon, the indentation, quotes and brackets here and on the line above")
_TEXT_BELOW = N_("to continue the text of the line above, begin this line with more spaces")


def translate(error: YamlError, text: str) -> Fault:
    """The fault behind a parser's error; `yaml-syntax` when no rule fits."""
    lines = text.split("\n")
    for rule in _RULES:
        fault = rule(error, lines)
        if fault is not None:
            return fault
    line = min(error.place[0], len(lines) - 1)
    while line > 0 and not lines[line].strip():
        line -= 1
    return _line_fault(reading.YAML_SYNTAX, lines, line, hint=Hint(_LOOK))


def _line(lines: list[str], number: int) -> str:
    return lines[number] if 0 <= number < len(lines) else ""


def _line_fault(
    code: Code, lines: list[str], number: int, column: int | None = None, hint: Hint | None = None
) -> Fault:
    """A fault from `column` (by default the first word) to the end of a line."""
    line = _line(lines, number)
    start = len(line) - len(line.lstrip()) if column is None else column
    return Fault(code, (number, start), (number, max(len(line.rstrip()), start)), {}, hint)


def _short(text: str) -> str:
    return text if len(text) <= _CUT else text[: _CUT - 1].rstrip() + "…"


def _quoted(text: str) -> str:
    text = _short(text)
    return f"'{text}'" if '"' in text and "'" not in text else '"' + text.replace('"', "'") + '"'


def _above(lines: list[str], number: int) -> int | None:
    """The nearest line above that is neither empty nor a comment."""
    for other in range(number - 1, -1, -1):
        if lines[other].strip() and not lines[other].lstrip().startswith("#"):
            return other
    return None


def _suspects(error: YamlError, lines: list[str]) -> list[int]:
    """The lines to look at: where the parser stumbled, where it began, and the one above."""
    numbers = [error.place[0]]
    if error.context_place is not None and "simple key" in error.context:
        numbers.insert(0, error.context_place[0])
    above = _above(lines, min(error.place[0], len(lines)))
    return [*numbers, above] if above is not None and above not in numbers else numbers


def _tab(error: YamlError, lines: list[str]) -> Fault | None:
    for number in _suspects(error, lines):
        line = _line(lines, number)
        blank = line[: len(line) - len(line.lstrip())]
        if "\t" in blank:
            start = blank.index("\t")
            end = (number, len(blank))
            return Fault(reading.TAB_INDENTATION, (number, start), end, {}, Hint(_SPACES))
    return None


def _no_break_space(error: YamlError, lines: list[str]) -> Fault | None:
    for number in _suspects(error, lines):
        line = _line(lines, number)
        found = re.match(r"^ *(?:- *)?(?P<space>\u00a0+)|^\s*[\w-]+:(?P<after>\u00a0+)", line)
        if found:
            start, stop = found.span("space" if found["space"] else "after")
            end = (number, stop)
            return Fault(reading.NO_BREAK_SPACE, (number, start), end, {}, Hint(_TYPE_ANEW))
    return None


def _glued(error: YamlError, lines: list[str]) -> Fault | None:
    """`-text` or `key:text` without the space that makes it an item or a key."""
    if error.problem.startswith("did not find expected") and "block" in error.context:
        if not _GLUED_ITEM.match(_line(lines, error.place[0])):
            return None
    elif not error.problem.startswith(("mapping values", "could not find expected ':'")):
        return None
    for number in _suspects(error, lines):
        line = _line(lines, number)
        item = _GLUED_ITEM.match(line)
        if item:
            hint = Hint(_WRITE, {"example": f"- {_short(item['item'])}"})
            return _line_fault(reading.LIST_ITEM_WITHOUT_SPACE, lines, number, hint=hint)
        key = _GLUED_KEY.match(line)
        if key:
            hint = Hint(_WRITE, {"example": f"{key['key']}: {_short(key['value'])}"})
            return _line_fault(reading.SPACE_AFTER_COLON_MISSING, lines, number, hint=hint)
    return None


def _colon(error: YamlError, lines: list[str]) -> Fault | None:
    """A second «: » in a line, or a line that continues a text and has one."""
    if not error.problem.startswith("mapping values"):
        return None
    number, column = error.place
    line = _line(lines, number)
    found = _KEY_VALUE.match(line)
    if found and found.end("head") <= column:
        key = found["head"].strip().removeprefix("- ").rstrip(": ")
        hint = Hint(_WRITE, {"example": f"{key}: {_quoted(found['value'])}"})
        start, end = found.span("value")
        return Fault(reading.COLON_IN_TEXT, (number, start), (number, end), {}, hint)
    above = _above(lines, number)
    if above is None:
        return None
    if not _KEY_ONLY.match(lines[above]) and _indent(lines[above]) == _indent(line):
        return _line_fault(reading.COLON_MISSING, lines, above)
    if _LATIN_KEY.match(line):
        hint = _align(lines, number)
        return _line_fault(reading.INDENTATION_WRONG, lines, number, hint=hint)
    hint = Hint(
        N_("after the key of this text write `>-`, and the text itself on the lines below it")
    )
    return _line_fault(reading.COLON_IN_TEXT, lines, number, hint=hint)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _colon_missing(error: YamlError, lines: list[str]) -> Fault | None:
    if not error.problem.startswith("could not find expected ':'") or not error.context_place:
        return None
    number = error.context_place[0]
    found = _KEY_WITHOUT_COLON.match(_line(lines, number))
    if found:
        hint = Hint(_WRITE, {"example": f"{found['key']}: {_short(found['value'])}"})
    else:
        hint = Hint(_TEXT_BELOW)
    return _line_fault(reading.COLON_MISSING, lines, number, hint=hint)


def _quote(error: YamlError, lines: list[str]) -> Fault | None:
    if "quoted scalar" not in error.context or error.context_place is None:
        return None
    number, column = error.context_place
    if "escape" in error.problem or "hexdecimal" in error.problem:
        place = error.place
        line = _line(lines, place[0])
        slash = line.rfind("\\", 0, place[1] + 1)
        start = slash if slash >= 0 else max(place[1] - 1, 0)
        text = re.search(r'"([^"\']*)"', line)
        hint = Hint(_PLAIN_SLASH, {"example": f"'{_short(text[1])}'" if text else "'…'"})
        end = (place[0], start + 2)
        return Fault(reading.BACKSLASH_IN_QUOTES, (place[0], start), end, {}, hint)
    return _line_fault(reading.QUOTE_UNCLOSED, lines, number, column, Hint(_CLOSE_QUOTE))


def _text_after_quote(error: YamlError, lines: list[str]) -> Fault | None:
    """`"План "Город" на год"`: the text ends at its second quote."""
    number, column = error.place
    line = _line(lines, number)
    found = re.match(r"^\s*(?:-\s+)*(?:[\w-]+:\s+)?(?P<value>(?P<quote>['\"]).*?)\s*$", line)
    if not found or not error.problem.startswith("did not find expected"):
        return None
    before = line[: column + 1].rstrip()
    if column <= found.start("value") or found["quote"] not in before[found.start("value") + 1 :]:
        return None
    text = found["value"]
    text = text[1:-1] if text.endswith(found["quote"]) else text
    example = _quoted(text) if found["quote"] == '"' else f'"{_short(text)}"'
    hint = Hint(_SINGLE_QUOTES, {"example": example})
    start, end = found.span("value")
    return Fault(reading.QUOTE_INSIDE_TEXT, (number, start), (number, end), {}, hint)


def _bracket(error: YamlError, lines: list[str]) -> Fault | None:
    opening = error.context_place
    if "flow" not in error.context or opening is None:
        return None
    line = _line(lines, error.place[0])
    if error.place[0] == opening[0] and line[error.place[1] : error.place[1] + 1] == ":":
        hint = Hint(N_("put the text with the colon in quotes"))
        return _line_fault(reading.COLON_IN_TEXT, lines, *opening, hint=hint)
    bracket = {"[": "]", "{": "}"}.get(_line(lines, opening[0])[opening[1] : opening[1] + 1])
    if bracket is None or error.place[0] == opening[0]:
        return None
    hint = Hint(_CLOSE_BRACKET, {"bracket": bracket})
    return _line_fault(reading.BRACKET_UNCLOSED, lines, *opening, hint=hint)


def _special_first(error: YamlError, lines: list[str]) -> Fault | None:
    """A text that begins with a sign which means something in YAML."""
    place = error.place
    if any(word in error.context for word in ("anchor", "alias", "a tag", "block scalar")):
        place = error.context_place or place
    line = _line(lines, place[0])
    sign = line[place[1] : place[1] + 1]
    before = line[: place[1]].strip()
    if not sign or sign not in "@`%&*!|>,]}?-" or not re.search(r"(?:^|:|-|\[|,)$", before):
        return None
    if sign == "-" and not before:
        return None
    value = line[place[1] :].rstrip()
    head = before[2:] if before.startswith("- ") else before
    hint = Hint(_WRITE, {"example": f"{head} {_quoted(value)}".strip()})
    params = {"sign": sign}
    end = (place[0], place[1] + len(value))
    return Fault(reading.SPECIAL_FIRST_CHARACTER, place, end, params, hint)


def _indentation(error: YamlError, lines: list[str]) -> Fault | None:
    number, column = error.place
    line = _line(lines, number)
    if "block" not in error.context or line[:column].strip() or not line.strip():
        return None
    if line[column : column + 1] in ":?]},":
        return None
    return _line_fault(reading.INDENTATION_WRONG, lines, number, hint=_align(lines, number))


def _align(lines: list[str], number: int) -> Hint:
    """How far the line is from the one above it, if that is what it should align with."""
    above = _above(lines, number)
    line = lines[number]
    if above is None or line.lstrip().startswith("-"):
        return Hint(_ALIGN)
    column = _indent(line) + 1
    wanted = len(lines[above]) - len(lines[above].lstrip(" -")) + 1
    if not 1 <= abs(column - wanted) <= 2:
        return Hint(_ALIGN)
    return Hint(_COLUMNS, {"column": column, "wanted": wanted})


def _empty_key(error: YamlError, lines: list[str]) -> Fault | None:
    line = _line(lines, error.place[0])
    if not re.match(r"\s*(?:-\s+)*:(?:\s|$)", line):
        return None
    return _line_fault(reading.KEY_NOT_TEXT, lines, error.place[0])


def _document_end(error: YamlError, lines: list[str]) -> Fault | None:
    if "<document start>" not in error.problem:
        return None
    number = error.place[0]
    above = _above(lines, number)
    if above is not None and lines[above].startswith("..."):
        return _line_fault(reading.SECOND_DOCUMENT, lines, above)
    return None


_RULES: tuple[Callable[[YamlError, list[str]], Fault | None], ...] = (
    _tab,
    _empty_key,
    _no_break_space,
    _glued,
    _colon,
    _colon_missing,
    _quote,
    _text_after_quote,
    _special_first,
    _bracket,
    _indentation,
    _document_end,
)
