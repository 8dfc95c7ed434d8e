"""The shape for programs: diagnostics go in; JSON of version 1 comes out.

The shape only grows within a version: a key that is there keeps its name and its meaning.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from nokgen.diagnostics import Diagnostic, Severity
from nokgen.messages import Messages
from nokgen.report.sentence import hint_of, message_of

VERSION = 1


def render_json(diagnostics: Sequence[Diagnostic], messages: Messages) -> str:
    """All diagnostics as one JSON object; lines and columns count from 1; ends with \\n.

    `cell` is the place in a table as Excel names it, else null; in a workbook (Лист1!C7) the line
    is the row of the sheet, and there are no columns: they are 1.
    """
    counts = Counter(d.code.severity for d in diagnostics)
    shape = {
        "version": VERSION,
        "summary": {
            "errors": counts[Severity.ERROR],
            "warnings": counts[Severity.WARNING],
            "notes": counts[Severity.NOTE],
            "files": len({d.span.path for d in diagnostics}),
        },
        "diagnostics": [_entry(diagnostic, messages) for diagnostic in diagnostics],
    }
    text = json.dumps(shape, ensure_ascii=False, indent=2)
    # A path of the file system may hold bytes that are no UTF-8.
    return text.encode("utf-8", "replace").decode() + "\n"


def _entry(diagnostic: Diagnostic, messages: Messages) -> dict[str, object]:
    code, span = diagnostic.code, diagnostic.span
    return {
        "slug": code.slug,
        "severity": code.severity.value,
        "message": message_of(diagnostic, messages),
        "hint": hint_of(diagnostic, messages),
        "path": span.path,
        "line": span.line,
        "column": span.column if span.sheet is None else 1,
        "end_line": span.end_line,
        "end_column": span.end_column if span.sheet is None else 1,
        "cell": span.cell,
        "heading": span.heading,
        "help": f"nokgen explain {code.slug}",
    }
