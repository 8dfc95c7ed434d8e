"""The text of a terminal: diagnostics go in; a frame for each and a summary come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from nokgen.diagnostics import Diagnostic, Severity
from nokgen.messages import Messages
from nokgen.report.frame import draw, place
from nokgen.report.sentence import hint_of, message_of

RESET = "\x1b[0m"
BOLD = "\x1b[1m"
BLUE = "\x1b[34m"
SEVERITY_COLOR = {
    Severity.ERROR: "\x1b[31m",
    Severity.WARNING: "\x1b[33m",
    Severity.NOTE: "\x1b[36m",
}
# Two digits are the common case: frames of one run stand in one column.
NUMBER_WIDTH = 2


def render_text(
    diagnostics: Sequence[Diagnostic], messages: Messages, *, color: bool = False
) -> str:
    """A frame for each diagnostic in the order given, with an empty line between; ends with \\n."""
    return "\n".join(_frame(diagnostic, messages, color) for diagnostic in diagnostics)


def render_summary(diagnostics: Sequence[Diagnostic], messages: Messages) -> str:
    """How many faults in how many files, and how to learn more about them; ends with \\n."""
    if not diagnostics:
        return messages.gettext("Everything is in order: no faults found.") + "\n"
    files = len({d.span.path for d in diagnostics})
    place_words = messages.ngettext("in %(n)s file", "in %(n)s files", files)
    found = _counted(diagnostics, messages)
    return f"{found} {place_words}\n{_more(diagnostics, messages)}\n"


def _counted(diagnostics: Sequence[Diagnostic], messages: Messages) -> str:
    """«2 ошибки, 1 предупреждение и 3 замечания»; of what there is none, nothing is said."""
    counts = Counter(d.code.severity for d in diagnostics)
    errors, warnings, notes = (counts[severity] for severity in Severity)
    words = [
        *([messages.ngettext("%(n)s error", "%(n)s errors", errors)] if errors else []),
        *([messages.ngettext("%(n)s warning", "%(n)s warnings", warnings)] if warnings else []),
        *([messages.ngettext("%(n)s note", "%(n)s notes", notes)] if notes else []),
    ]
    if len(words) < 2:
        return "".join(words)
    first = ", ".join(words[:-1])
    return messages.gettext("%(errors)s and %(warnings)s", errors=first, warnings=words[-1])


def _more(diagnostics: Sequence[Diagnostic], messages: Messages) -> str:
    worst_first = sorted(diagnostics, key=lambda d: list(Severity).index(d.code.severity))
    slugs = list(dict.fromkeys(d.code.slug for d in worst_first))
    command = f"nokgen explain {slugs[0]}"
    if len(slugs) == 1:
        return messages.gettext("Learn more: %(command)s", command=command)
    return messages.gettext(
        "Learn more by the name in square brackets, for example: %(command)s", command=command
    )


def _frame(diagnostic: Diagnostic, messages: Messages, color: bool) -> str:
    code, span = diagnostic.code, diagnostic.span

    def paint(text: str, *styles: str) -> str:
        return "".join(styles) + text + RESET if color else text

    severity = SEVERITY_COLOR[code.severity]
    number = str(span.line).rjust(NUMBER_WIDTH)
    margin = " " * len(number)
    label = paint(f"{code.severity.value}[{code.slug}]", BOLD, severity)
    lines = [
        f"{label}{paint(': ' + message_of(diagnostic, messages), BOLD)}",
        f"{margin}{paint('┌─', BLUE)} {place(span, messages)}",
    ]
    if span.excerpt is not None:
        drawn = draw(span, span.excerpt)
        bar = paint("│", BLUE)
        lines += [
            f"{margin}{bar}",
            f"{paint(number, BLUE)}{bar}{' ' if drawn.line else ''}{drawn.line}",
            f"{margin}{bar} {paint(drawn.carets, severity)}",
        ]
    hint = hint_of(diagnostic, messages)
    if hint is not None:
        sentence = messages.gettext("hint: %(hint)s", hint=hint)
        lines.append(f"{margin}{paint('=', BLUE)} {sentence}")
    return "\n".join(lines) + "\n"
