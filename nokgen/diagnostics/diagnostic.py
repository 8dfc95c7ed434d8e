"""The types of a diagnostic: collected by `read` and `check`, sorted once, shown by `report`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import StrEnum

from nokgen.frozen import frozen
from nokgen.source import Span


class Severity(StrEnum):
    """An error stops the build; a warning does not, unless `--strict`; a note never does."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@frozen
class Code:
    """A kind of fault. `slug` names it in the output, in `docs/` and in `tests/cases/<slug>/`.

    `message` is the sentence of the fault, `why` explains it and the way out on the page of the
    code; both are message ids with `%(name)s` places (`why` has none).
    """

    slug: str
    severity: Severity
    message: str
    why: str


@frozen
class Hint:
    """The way out of one fault at one place: a message id and the values of its places."""

    message: str
    params: Mapping[str, object] = field(default_factory=dict)


@frozen
class Diagnostic:
    """One fault at one place."""

    code: Code
    span: Span
    params: Mapping[str, object] = field(default_factory=dict)
    hint: Hint | None = None


def sort_diagnostics(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By file and place, then by slug and values: the order in which they are shown."""
    return tuple(
        sorted(
            found,
            key=lambda d: (
                d.span.path,
                d.span.line,
                d.span.column,
                d.code.slug,
                sorted((name, str(value)) for name, value in d.params.items()),
            ),
        )
    )
