"""What GitHub shows of a run: diagnostics go in; workflow commands and a step summary come out.

Rules of the commands: docs.github.com, "Workflow commands for GitHub Actions".
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import groupby

from nokgen.diagnostics import Diagnostic, Severity, sort_diagnostics
from nokgen.messages import Messages
from nokgen.report.frame import cell_of, place
from nokgen.report.sentence import hint_of, message_of, one_line
from nokgen.report.text import render_summary, render_text
from nokgen.source import Span

# GitHub shows no more annotations of a kind in one step.
ANNOTATIONS = 10
COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
# A step summary over 1 MiB is refused as a whole.
SUMMARY_BYTES = 1_000_000
MARKUP = "\\`*_{}[]()#+-.!|~<>&@:$\"'"


def render_github(
    diagnostics: Sequence[Diagnostic], messages: Messages, *, folder: str = ""
) -> str:
    """Annotations, worst first, ten of a kind at most; then the whole list as text.

    `folder` leads from the root of the repository to the root of the site: `` or `site/`.
    """
    if not diagnostics:
        return ""
    shown = [each for severity in Severity for each in _first(diagnostics, severity)]
    annotations = "".join(_annotation(d, messages, folder) + "\n" for d in shown)
    text = render_text(diagnostics, messages) + "\n" + render_summary(diagnostics, messages)
    # A line of the content that looks like a command must not be obeyed; a text cannot contain
    # its own hash, so nothing in it can switch commands on again.
    token = hashlib.sha256(text.encode()).hexdigest()
    return f"{annotations}::stop-commands::{token}\n{text}::{token}::\n"


def render_step_summary(diagnostics: Sequence[Diagnostic], messages: Messages) -> str:
    """Markdown with all diagnostics by file, for the page of the run; ends with an empty line."""
    headline = render_summary(diagnostics, messages).splitlines()[0]
    parts = [f"## nokgen: {_escaped(headline)}\n\n"]
    size = len(parts[0].encode())
    for path, of_file in groupby(sort_diagnostics(diagnostics), key=lambda d: d.span.path):
        for index, diagnostic in enumerate(of_file):
            part = f"\n### {_escaped(one_line(path))}\n\n" if index == 0 else ""
            part += _item(diagnostic, messages) + "\n"
            size += len(part.encode())
            if size > SUMMARY_BYTES:
                rest = messages.gettext("The rest stands in the log of the run.")
                return "".join(parts) + f"\n{_escaped(rest)}\n\n"
            parts.append(part)
    return "".join(parts) + "\n"


def _first(diagnostics: Iterable[Diagnostic], severity: Severity) -> list[Diagnostic]:
    return [d for d in diagnostics if d.code.severity is severity][:ANNOTATIONS]


def _annotation(diagnostic: Diagnostic, messages: Messages, folder: str) -> str:
    span = diagnostic.span
    place_of: dict[str, object] = {"file": folder + span.path}
    if span.sheet is None:  # the rows of a workbook are no lines of its file
        place_of |= _lines(span)
    place_of["title"] = f"nokgen: {diagnostic.code.slug}"
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in place_of.items())
    text = message_of(diagnostic, messages)
    cell = cell_of(span, messages)
    if cell:
        text = f"{cell}: {text}"
    hint = hint_of(diagnostic, messages)
    if hint is not None:
        text += "\n" + messages.gettext("hint: %(hint)s", hint=hint)
    return f"::{COMMANDS[diagnostic.code.severity]} {properties}::{_data(text)}"


def _lines(span: Span) -> dict[str, object]:
    if span.end_line != span.line:  # GitHub refuses columns of a stretch of several lines
        return {"line": span.line, "endLine": span.end_line}
    last = max(span.column, span.end_column - 1)  # the last one counts
    return {"line": span.line, "endLine": span.line, "col": span.column, "endColumn": last}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _item(diagnostic: Diagnostic, messages: Messages) -> str:
    code = diagnostic.code
    sentence = _escaped(message_of(diagnostic, messages))
    where = place(diagnostic.span, messages)
    where = where.removeprefix(one_line(diagnostic.span.path)).lstrip(": ")
    item = f"- **{code.severity.value}\\[{code.slug}\\]**"
    if where:
        item += f" {_escaped(where)}"
    item += f" {sentence}"
    hint = hint_of(diagnostic, messages)
    if hint is not None:
        item += "\\\n  " + _escaped(messages.gettext("hint: %(hint)s", hint=hint))
    return item


def _escaped(text: str) -> str:
    """Text in which GitHub's Markdown finds no markup, no link and no mention."""
    return "".join(f"&#{ord(char)};" if char in MARKUP else char for char in text)
