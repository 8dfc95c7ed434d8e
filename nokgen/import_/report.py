"""A draft with its findings goes in; what was found, mended and doubted comes out, for people and
for programs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict

from nokgen.import_.draft import Written, masked
from nokgen.import_.findings import Finding, Sort, where
from nokgen.import_.measures import Draft
from nokgen.import_.rows import Fate
from nokgen.import_.source import FileFormat, Place
from nokgen.import_.yaml_text import scalar
from nokgen.messages import N_, Messages
from nokgen.read.text import CONTROL

# Findings that are the same for many cells are told in one line.
_TOGETHER = 3
_QUOTED = 160

_FORMATS = {
    FileFormat.DOCX: N_("a Word document"),
    FileFormat.XLSX: N_("a spreadsheet"),
    FileFormat.HTML: N_("a web page"),
    FileFormat.PDF: N_("a PDF"),
    FileFormat.TEXT: N_("a plain text"),
}
_TITLES = {
    Sort.MISSING: N_("To fill in"),
    Sort.DOUBT: N_("To compare with the document"),
    Sort.MENDED: N_("Mended"),
}


def report_lines(
    draft: Draft, name: str, lines: Mapping[int, int], messages: Messages
) -> list[str]:
    """The report in lines: one for each finding, those of many cells together."""
    said = messages.gettext
    found = [
        said(
            N_("Draft from the file %(name)s (%(format)s)."),
            name=name,
            format=said(_FORMATS[draft.source.format]),
        )
    ]
    found.append(_summary(draft, messages))
    found.append(_rows(draft, messages))
    found.append(said(N_("Delete this report when everything has been compared.")))
    for sort in (Sort.MISSING, Sort.DOUBT, Sort.MENDED):
        part = _part(draft, sort, lines, messages)
        if part:
            found += ["", said(_TITLES[sort]) + ":", *part]
    if draft.fates.left_out:
        found += ["", said(N_("Left out of the draft")) + ":"]
        for text, place, _units in draft.fates.left_out:
            found.append(f"- {where(place, messages)}: «{_quoted(text)}»")
    if draft.proposals:
        found += ["", said(N_("New bodies: to add them, put these lines into `bodies:`")) + ":"]
        for each in draft.proposals:
            found += [
                f"  - id: {each.id}",
                f"    name: {scalar(each.name)}",
                f"    kind: {each.kind.value}",
            ]
    # Words of the document stand in it, and it goes to a terminal.
    return [CONTROL.sub("�", line) for line in found]


def _summary(draft: Draft, messages: Messages) -> str:
    if draft.table is not None:
        rows = messages.ngettext("%(n)s organisation", "%(n)s organisations", draft.counted)
        return messages.gettext(N_("Found: %(what)s."), what=rows)
    measures = len(list(draft.measures()))
    parts = [messages.ngettext("%(n)s measure", "%(n)s measures", measures)]
    if len(draft.sections) > 1 or draft.sections[0].title:
        parts.append(messages.ngettext("%(n)s section", "%(n)s sections", len(draft.sections)))
    text = ", ".join(parts)
    if draft.columns is None:
        return messages.gettext(N_("Found: %(what)s."), what=text)
    named = [
        f"«{heading}» → {meaning.value}"
        for meaning, heading in zip(draft.columns.fields, draft.columns.headings, strict=True)
        if heading
    ]
    return messages.gettext(
        N_("Found: %(what)s. Columns: %(columns)s."), what=text, columns=", ".join(named)
    )


def _rows(draft: Draft, messages: Messages) -> str:
    count = draft.fates.count
    return messages.gettext(
        N_(
            "Rows of the document: %(all)s; of them measures %(measures)s, their further rows "
            "%(continued)s, sections %(sections)s, headings %(headings)s, title and act %(head)s, "
            "empty %(empty)s, left out %(left)s."
        ),
        all=draft.source.rows,
        measures=count(Fate.MEASURE),
        continued=count(Fate.CONTINUED),
        sections=count(Fate.SECTION),
        headings=count(Fate.HEADINGS),
        head=count(Fate.HEAD),
        empty=count(Fate.EMPTY),
        left=count(Fate.LEFT_OUT),
    )


def _part(draft: Draft, sort: Sort, lines: Mapping[int, int], messages: Messages) -> list[str]:
    grouped: dict[str, list[tuple[int, Finding]]] = {}
    for index, finding in enumerate(draft.findings.found):
        if finding.sort is sort:
            grouped.setdefault(finding.text(messages), []).append((index, finding))
    found = []
    for text, group in grouped.items():
        if len(group) > _TOGETHER:
            numbers = ", ".join(str(lines[index]) for index, _finding in group)
            stand = messages.gettext(N_("lines %(numbers)s"), numbers=numbers)
            found.append(f"- {stand}: {text}")
            continue
        for index, finding in group:
            place = where(finding.place, messages)
            stand = messages.gettext(N_("line %(n)s"), n=lines[index])
            found.append(f"- {stand}{f' ({place})' if place else ''}: {text}")
    return found


def _quoted(text: str) -> str:
    plain = masked(re.sub(r"[«»]", '"', " ".join(text.split())))
    return plain if len(plain) <= _QUOTED else plain[: _QUOTED - 1].rstrip() + "…"


# -- For programs ------------------------------------------------------------------------------


def report_json(
    draft: Draft, written: Written, path: str, name: str, messages: Messages
) -> dict[str, object]:
    """The report as JSON: the same findings, each with its line and its place in the source."""
    counts = Counter(draft.fates.of.values())
    return {
        "schema_version": 1,
        "path": path,
        "source": {"name": name, "format": draft.source.format.value, "rows": draft.source.rows},
        "rows": {fate.value: counts[fate] for fate in Fate},
        "columns": _columns(draft),
        "measures": len(list(draft.measures())),
        "sections": len([each for each in draft.sections if each.title]),
        "findings": [
            {
                "sort": finding.sort.value,
                "kind": finding.kind,
                "text": finding.text(messages),
                "line": written.lines[index],
                "path": list(finding.path),
                "place": _place(finding.place),
            }
            for index, finding in enumerate(draft.findings.found)
        ],
        "left_out": [
            {"text": masked(text), "rows": len(units), "place": _place(place)}
            for text, place, units in draft.fates.left_out
        ],
        "bodies": [
            {"id": each.id, "name": each.name, "kind": each.kind.value} for each in draft.proposals
        ],
    }


def _columns(draft: Draft) -> list[dict[str, str]]:
    if draft.columns is None:
        return []
    return [
        {"heading": heading, "meaning": meaning.value}
        for meaning, heading in zip(draft.columns.fields, draft.columns.headings, strict=True)
    ]


def _place(place: Place | None) -> dict[str, object] | None:
    if place is None:
        return None
    return {key: value for key, value in asdict(place).items() if value is not None}
