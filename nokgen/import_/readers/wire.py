"""A document between two processes: a source goes in, JSON comes out, and back."""

from __future__ import annotations

import json

from pydantic import TypeAdapter

from nokgen.import_.refusal import RefusalError
from nokgen.import_.source import Source

_SOURCE = TypeAdapter(Source)


def packed(source: Source) -> bytes:
    """A source as JSON."""
    return _SOURCE.dump_json(source)


def unpacked(answer: bytes) -> Source:
    """The source that was packed; raises the RefusalError that was sent in its place."""
    tree = json.loads(answer)
    if "message" in tree:
        raise RefusalError(tree["message"], tree["hint"], tree["params"])
    return _SOURCE.validate_python(tree)
