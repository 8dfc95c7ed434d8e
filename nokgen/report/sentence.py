"""The words of a diagnostic: a message id and its values go in, a safe sentence comes out."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from nokgen.diagnostics import Diagnostic
from nokgen.messages import Messages

# A value pasted into a key by mistake can be a whole document: the frame shows its place anyway.
VALUE_LENGTH = 160


def message_of(diagnostic: Diagnostic, messages: Messages) -> str:
    """The sentence of the fault, on one line, without control characters."""
    return _sentence(diagnostic.code.message, diagnostic.params, messages)


def hint_of(diagnostic: Diagnostic, messages: Messages) -> str | None:
    """The way out, on one line, without control characters; None when there is none."""
    if diagnostic.hint is None:
        return None
    return _sentence(diagnostic.hint.message, diagnostic.hint.params, messages)


def visible(char: str) -> str:
    """What is shown in place of a character that would steer a terminal or hide itself."""
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    # Cf turns the direction of the line round or hides itself; Cs cannot be encoded.
    if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return "�"
    return char


def one_line(text: str) -> str:
    """A text for a single line: line ends and tabs become spaces, steering characters visible."""
    return "".join(visible(char) for char in " ".join(text.split()))


def _sentence(message: str, params: Mapping[str, object], messages: Messages) -> str:
    shown = {name: _value(value) for name, value in params.items()}
    return one_line(messages.gettext(message, **shown))


def _value(value: object) -> object:
    if isinstance(value, str) and len(value) > VALUE_LENGTH:
        return value[:VALUE_LENGTH].rstrip() + "…"
    return value
