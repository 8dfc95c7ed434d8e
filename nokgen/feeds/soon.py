"""A build goes in, what is due on its site comes out: worked out once for all files."""

from __future__ import annotations

from nokgen.model.due import WhatIsDue, what_is_due
from nokgen.pages import Edition


def due_of(edition: Edition) -> WhatIsDue:
    """What is due on the site of the build."""
    found = edition.shared.get(what_is_due)
    if not isinstance(found, WhatIsDue):
        found = edition.shared[what_is_due] = what_is_due(edition.site)
    return found
