"""The one exception for failures of the surroundings: a port taken, a disk full, no Pagefind."""

from __future__ import annotations

from collections.abc import Mapping


class SurroundingsError(Exception):
    """What is around nokgen failed, not the content: a sentence and a way out for a person.

    `message` and `hint` are message ids of the catalogue; `params` fills their `%(name)s` places.
    Caught in `cli` (exit code 3, or `exit_code`) and in the rebuild loop of `serve`; nowhere else.
    """

    def __init__(
        self,
        message: str,
        *,
        hint: str | None = None,
        params: Mapping[str, object] | None = None,
        exit_code: int = 3,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.params: Mapping[str, object] = dict(params or {})
        self.exit_code = exit_code
