"""Words go in, and come out as XML writes them: between marks, or in quotes as an attribute.

The same as `xml.sax.saxutils`, which brings half of the standard library with it, servers too.
"""

from __future__ import annotations

_SPACES = str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def escaped(text: str) -> str:
    """Words between marks."""
    return text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")


def quoted(text: str) -> str:
    """Words as an attribute, in those quotes that they do not have."""
    words = escaped(text).translate(_SPACES)
    if '"' not in words:
        return f'"{words}"'
    if "'" not in words:
        return f"'{words}'"
    return '"' + words.replace('"', "&quot;") + '"'
