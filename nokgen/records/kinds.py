"""The path of a file goes in; which kind of file stands there comes out."""

from __future__ import annotations

import re
from functools import cache

from nokgen.read import ATTACHMENTS
from nokgen.records.schema import KINDS


@cache
def kind_of(path: str) -> str | None:
    """One of KINDS by the path from the root of the site; None for any other file."""
    if f"/{ATTACHMENTS}/" in path:
        return None
    for name, kind in KINDS.items():
        pattern = re.escape(kind.files).replace(r"\*\*/", "(?:[^/]+/)*").replace(r"\*", "[^/]*")
        if re.fullmatch(pattern, path):
            return name
    return None
