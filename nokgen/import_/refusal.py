"""A file that cannot be imported: one sentence and a way out."""

from __future__ import annotations

from collections.abc import Mapping

from nokgen.import_.limits import ROWS
from nokgen.messages import N_


class RefusalError(Exception):
    """The file, not the program, is at fault; `message` and `hint` are message ids.

    `params` fills their `%(name)s` places. Caught in `cli`, which ends with exit code 2.
    """

    def __init__(
        self, message: str, hint: str, params: Mapping[str, str | int] | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.params: Mapping[str, str | int] = dict(params or {})


def too_many_rows(limit: int = ROWS) -> RefusalError:
    """The refusal of a document that is longer than any plan."""
    return RefusalError(
        N_("%(name)s has more than %(rows)s rows"),
        N_("Leave only the table of the plan in the file."),
        {"rows": limit},
    )
