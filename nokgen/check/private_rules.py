"""The texts of a record go in; numbers and addresses of private people come out.

Contacts of offices are published on purpose; elsewhere a mobile phone, a mailbox at a public
service or a number like a СНИЛС is most likely a person's (152-ФЗ).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nokgen.check.findings import Findings, Path
from nokgen.diagnostics import assessment
from nokgen.read import Tree

# Keys whose values are addresses on the internet, identifiers, or contacts of offices.
_OPEN = frozenset(
    {"url", "site", "file", "minutes", "contacts", "appeals", "inn", "ogrn", "oktmo", "bus_id"}
)
_SNILS = re.compile(r"(?<![\d-])\d{3}-\d{3}-\d{3}[- ]\d{2}(?!\d|-\d)")
_MOBILE = re.compile(
    r"(?<![\d+])(?:\+7|8)[ \u00a0(-]{0,2}9\d{2}[ \u00a0)-]{0,2}"
    r"\d{3}[ \u00a0-]?\d{2}[ \u00a0-]?\d{2}(?!\d)"
)
_MAILBOX = re.compile(
    r"[\w.+-]+@(?:mail|bk|list|inbox|internet|yandex|ya|rambler|gmail|outlook|hotmail|icloud)"
    r"\.(?:ru|com)\b",
    re.IGNORECASE,
)
_DIGITS_OR_MAIL = re.compile(r"@|\d{3}")


def check_private(findings: Findings) -> None:
    """No text of a document has the phone, the mailbox or the number of a person."""
    for path, text in _texts(findings.document.tree, ()):
        if not _DIGITS_OR_MAIL.search(text):
            continue
        for pattern, code in (
            (_SNILS, assessment.SNILS),
            (_MOBILE, assessment.PRIVATE_CONTACT),
            (_MAILBOX, assessment.PRIVATE_CONTACT),
        ):
            found = pattern.search(text)
            if found:
                findings.add(code, path, {"value": found[0]})


def _texts(tree: Tree, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text of a tree that is meant to be read, with its path."""
    if isinstance(tree, str):
        yield path, tree
    elif isinstance(tree, list):
        for index, item in enumerate(tree):
            yield from _texts(item, (*path, index))
    elif isinstance(tree, dict):
        for key, item in tree.items():
            if key not in _OPEN:
                yield from _texts(item, (*path, key))
