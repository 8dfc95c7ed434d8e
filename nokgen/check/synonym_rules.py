"""The synonyms of the search go in; what is wrong with them comes out."""

from __future__ import annotations

from nokgen.check.findings import Findings, Path
from nokgen.check.names import plain_name
from nokgen.diagnostics import rules
from nokgen.records.synonyms import Synonyms


def check_synonyms(synonyms: Synonyms, findings: Findings) -> None:
    """Every group has words to lead to each other, and no word stands in two places."""
    places: dict[str, Path] = {}
    for index, group in enumerate(synonyms.groups):
        path: Path = ("groups", index, "words")
        if len(group.words) < 2:
            findings.add(rules.SYNONYM_ALONE, path)
        for number, word in enumerate(group.words):
            place = (*path, number)
            first = places.setdefault(plain_name(word), place)
            if first != place:
                params = {"word": word, "line": findings.line_of(first)}
                findings.add(rules.SYNONYM_REPEATED, place, params)
