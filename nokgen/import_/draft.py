"""A plan as a draft goes in; the text of its YAML file comes out, with a report on top.

Every finding stands in the report with its line in the file and its place in the document; what
the editor must look at stands as a comment above that line, too.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

from nokgen.frozen import frozen
from nokgen.import_.findings import Finding, Path, Sort
from nokgen.import_.measures import Draft, DraftMeasure
from nokgen.import_.yaml_text import entry
from nokgen.messages import N_, Messages
from nokgen.read.text import CONTROL

WIDTH = 100
_HEAD_KEYS = (
    "organization",
    "title",
    "kind",
    "year",
    "period",
    "yearly",
    "spheres",
    "sphere",
    "method",
    "issuer",
    "approved",
    "source",
)
_MARKS = {Sort.MISSING: N_("FILL IN: %(text)s"), Sort.DOUBT: N_("Compare: %(text)s")}


@frozen
class Written:
    """A draft as a file: its text, and the line of each finding (from 1)."""

    text: str
    lines: dict[int, int]


class Writer:
    """Lines of a file that know which value stands where."""

    def __init__(self, findings: Sequence[Finding], messages: Messages) -> None:
        self.messages = messages
        self.lines: list[str] = []
        self.places: dict[Path, int] = {}
        self.remarks: dict[Path, list[str]] = {}
        for finding in findings:
            if finding.sort in _MARKS and finding.path:
                text = messages.gettext(_MARKS[finding.sort], text=finding.text(messages))
                self.remarks.setdefault(finding.path, []).append(text)

    def put(self, path: Path, lines: Sequence[str], indent: int = 0) -> None:
        """Add a value below the remarks about it."""
        for text in dict.fromkeys(self.remarks.get(path, ())):
            self.comment(text, indent)
        self.places[path] = len(self.lines)
        self.lines += lines

    def comment(self, text: str, indent: int) -> None:
        """Add a remark in as many lines as it takes."""
        self.lines += commented(text, " " * indent + "# ")

    def line_of(self, path: Path) -> int:
        """The index of the line where a value stands, or the nearest value around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, 0)


def commented(text: str, margin: str, following: str | None = None) -> list[str]:
    """A text as lines of a comment; words stay whole, signs that no file may hold are shown."""
    return textwrap.wrap(
        CONTROL.sub("�", " ".join(text.split())),
        WIDTH,
        initial_indent=margin,
        subsequent_indent=margin if following is None else following,
        break_long_words=False,
        break_on_hyphens=False,
    )


def write_draft(draft: Draft, schema_line: str, name: str, messages: Messages) -> Written:
    """The file of a plan: the schema line, the report, the plan."""
    body = _body(draft, messages)
    findings = draft.findings.found
    offset = 0
    while True:
        lines = {i: body.line_of(f.path) + offset + 1 for i, f in enumerate(findings)}
        top = [schema_line, *_report(draft, name, lines, messages), ""]
        if len(top) == offset:
            text = "\n".join([*top, *body.lines])
            return Written(text.rstrip("\n") + "\n", lines)
        offset = len(top)


# -- The plan ----------------------------------------------------------------------------------


def _body(draft: Draft, messages: Messages) -> Writer:
    writer = Writer(draft.findings.found, messages)
    for key in _HEAD_KEYS:
        if key in draft.values:
            value = draft.values[key]
            writer.put((key,), entry(key, value, 0))
    if not _has_file(draft):
        text = N_("Put the document into documents/ and name it in `source:`:")
        writer.comment(messages.gettext(text), 2)
        writer.lines.append("  # file: documents/…")
    if draft.table is not None:
        writer.put(("table",), entry("table", draft.values["table"], 0))
        return writer
    flat = len(draft.sections) == 1 and not draft.sections[0].title
    if flat:
        writer.put((), [f"{draft.list_key}:"])
        _measures(writer, draft.sections[0].measures, (draft.list_key,), 2, messages)
        return writer
    writer.put(("sections",), ["sections:"])
    for index, section in enumerate(draft.sections):
        if index:
            writer.lines.append("")
        path: Path = ("sections", index)
        lines = entry("number", section.number, 4) if section.number else []
        title = entry("title", section.title or None, 4)
        first, *others = [*lines, *title]
        writer.put((*path, "title"), ["  - " + first.lstrip(), *others], 2)
        writer.places[path] = writer.places[(*path, "title")]
        writer.lines.append("    measures:")
        _measures(writer, section.measures, (*path, "measures"), 6, messages)
    return writer


def _has_file(draft: Draft) -> bool:
    source = draft.values.get("source")
    return isinstance(source, dict) and "file" in source


def _measures(
    writer: Writer, measures: Sequence[DraftMeasure], above: Path, indent: int, messages: Messages
) -> None:
    for index, measure in enumerate(measures):
        if index:
            writer.lines.append("")
        path: Path = (*above, index)
        margin = " " * indent
        writer.put(path, [f"{margin}- id: {measure.id}"], indent)
        for key, value in measure.keys().items():
            writer.put((*path, key), entry(key, value, indent + 2), indent + 2)
        for heading, words in measure.beside:
            text = messages.gettext(
                N_("The column “%(heading)s”: %(words)s"), heading=heading, words=masked(words)
            )
            writer.comment(text, indent + 2)


# -- The report --------------------------------------------------------------------------------


def _report(draft: Draft, name: str, lines: dict[int, int], messages: Messages) -> list[str]:
    """The report as comments."""
    from nokgen.import_.report import report_lines

    found = report_lines(draft, name, lines, messages)
    made: list[str] = []
    for text in found:
        bullet = text.startswith("- ")
        indented = re.match(r" +", text)
        if not text:
            made.append("#")
        elif indented:
            made.append("# " + text)
        else:
            made += commented(text, "# ", "#   " if bullet else None)
    return made


_PHONE = re.compile(r"(?<!\d)(?:\+7|8)?[\s(-]*\d{3,5}[\s)-]+\d{1,3}[\s-]\d{2}[\s-]?\d{2}(?!\d)")
_MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.\w+")


def masked(text: str) -> str:
    """A text without phones and mail addresses: what is committed once stays in the history."""
    return _MAIL.sub("…@…", _PHONE.sub("…", text))
