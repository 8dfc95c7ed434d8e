"""What is known besides the document: where the draft will stand, what it will be, and today."""

from __future__ import annotations

from dataclasses import field
from datetime import date

from nokgen.frozen import frozen
from nokgen.import_.bodies import Bodies
from nokgen.records.organization import Organization


@frozen
class Request:
    """What an editor asked for: `kind` is plan, improvement or results, `slug` the file name.

    `document` is the file as `source:` names it, when it stands in the folder of documents;
    `organizations` are those of the territory.
    """

    slug: str
    today: date
    bodies: Bodies = field(default_factory=Bodies)
    document: str | None = None
    kind: str = "plan"
    organizations: tuple[Organization, ...] = ()
