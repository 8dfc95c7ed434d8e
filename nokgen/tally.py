"""Answers of a questionnaire as a table go in; raw counts for a table of results come out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from nokgen.domain.scoring import COUNTS, Form, Tally, tally
from nokgen.read.tables import Table

INN = "inn"


def tally_table(table: Table, form: Form) -> Tally:
    """Count the answers of a table, a respondent a row."""
    seen: Counter[str] = Counter()
    headings: list[str] = []
    for heading in table.header:
        seen[heading] += 1
        # Two columns of one heading must be seen as two: which of them holds the answers?
        headings.append(heading if seen[heading] == 1 else f"{heading} ({seen[heading]})")
    named = [(column, heading) for column, heading in enumerate(headings) if table.header[column]]
    answers: list[Mapping[str, str]] = [
        {heading: row[column] for column, heading in named} for row in table.rows
    ]
    return tally(answers, form)


def counts_csv(found: Tally) -> str:
    """A row an organisation, with `;` as Excel of Russia has it; withheld counts are empty."""
    keys = [key for key in COUNTS if any(key in group.counts for group in found.groups)]
    rows = [[INN, *keys]]
    for group in found.groups:
        rows.append([group.organization, *(str(group.counts.get(key, "")) for key in keys)])
    return "".join(";".join(map(_cell, row)) + "\n" for row in rows)


def counts_yaml(found: Tally) -> str:
    """Items of `scores:` with their `counts:`."""
    lines: list[str] = []
    for group in found.groups:
        name = json.dumps(group.organization, ensure_ascii=False)  # a quoted text of YAML, too
        lines += [f"- {INN}: {name}", "  counts:"]
        lines += [f"    {key}: {count}" for key, count in group.counts.items()]
    return "".join(f"{line}\n" for line in lines)


def counts_json(found: Tally) -> str:
    """One object: the groups with what is withheld, what is refused, and the columns."""
    shape = {
        "groups": [
            {
                INN: group.organization,
                "counts": dict(group.counts),
                "withheld": list(group.withheld),
            }
            for group in found.groups
        ],
        "refused": [
            {
                INN: refusal.organization,
                "reason": refusal.reason.value,
                "columns": list(refusal.columns),
            }
            for refusal in found.refusals
        ],
        "unused_columns": list(found.unused),
        "missing_questions": list(found.missing),
        "unreadable": {gap.question: list(gap.rows) for gap in found.gaps},
    }
    return json.dumps(shape, ensure_ascii=False) + "\n"


def _cell(text: str) -> str:
    """A cell of CSV, in quotes where it must be (RFC 4180)."""
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ';"\n') else text
