"""What programs read of a run."""

from __future__ import annotations

import json

from nokgen.diagnostics import Code, Diagnostic, Hint, Severity
from nokgen.messages import messages_for
from nokgen.report import render_json
from nokgen.source import Span

RU = messages_for("ru")
CODE = Code("unknown-key", Severity.ERROR, "ключ `%(key)s` не известен", "…")


def test_the_shape_of_version_1() -> None:
    span = Span("a.yaml", 3, 2, 3, 5, " xyz: 1")
    found = Diagnostic(CODE, span, {"key": "xyz"}, Hint("уберите его"))
    assert json.loads(render_json([found], RU)) == {
        "version": 1,
        "summary": {"errors": 1, "warnings": 0, "notes": 0, "files": 1},
        "diagnostics": [
            {
                "slug": "unknown-key",
                "severity": "error",
                "message": "ключ `xyz` не известен",
                "hint": "уберите его",
                "path": "a.yaml",
                "line": 3,
                "column": 2,
                "end_line": 3,
                "end_column": 5,
                "cell": None,
                "heading": None,
                "help": "nokgen explain unknown-key",
            }
        ],
    }


def test_nothing_found_is_still_an_object() -> None:
    assert json.loads(render_json([], RU)) == {
        "version": 1,
        "summary": {"errors": 0, "warnings": 0, "notes": 0, "files": 0},
        "diagnostics": [],
    }


def test_a_name_that_is_no_text_can_be_encoded() -> None:
    found = Diagnostic(CODE, Span.of_file("a\udcff.yaml"), {"key": "\udcff"})
    assert json.loads(render_json([found], RU).encode())["diagnostics"][0]["path"] == "a?.yaml"
