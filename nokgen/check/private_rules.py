"""Texts of files and tables go in; numbers and addresses of private people come out.

Contacts of offices are published on purpose; elsewhere a mobile phone or a mailbox at a public
service is most likely a person's (152-ФЗ). Numbers of persons stand nowhere. What is found is
masked wherever a diagnostic would show it: reports are kept, and read by others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from nokgen.check.findings import Path
from nokgen.check.session import Session
from nokgen.diagnostics import Code, Diagnostic, assessment
from nokgen.domain.private import NUMBERS, Kind, any_private, private_parts, without_private
from nokgen.read import Document, TableFile, Tree
from nokgen.source import Span

# Keys whose values are addresses on the internet or identifiers with a meaning of their own.
_SILENT = frozenset(
    {"url", "site", "file", "minutes", "inn", "ogrn", "oktmo", "bus_id", "repository", "base_url"}
)
# Keys below which an office says how to reach it.
_OFFICES = frozenset({"contacts", "appeals", "contact", "publisher"})
_CODES: Mapping[Kind, Code] = {
    Kind.SNILS: assessment.SNILS,
    Kind.PASSPORT: assessment.PASSPORT,
    Kind.CARD: assessment.CARD,
    Kind.PERSON_INN: assessment.PERSON_INN,
    Kind.CONTACT: assessment.PRIVATE_CONTACT,
}


def check_private(session: Session) -> Mapping[str, Iterable[str]]:
    """No text of any file, page or table has the phone, the mailbox or a number of a person.

    What was found, by the path of the file: `masked_in` hides it.
    """
    found: dict[str, set[str]] = {}
    told: set[tuple[Code, Span, str]] = set()
    for span, kind, value, masked in _private(session):
        found.setdefault(span.path, set()).add(value)
        if (_CODES[kind], span, masked) not in told:
            told.add((_CODES[kind], span, masked))
            session.found.append(Diagnostic(_CODES[kind], span, {"value": masked}))
    return found


def masked_in(
    diagnostics: Iterable[Diagnostic], found: Mapping[str, Iterable[str]]
) -> list[Diagnostic]:
    """The same diagnostics without private texts; `found` are those of each file by its path."""
    return [_masked(each, frozenset(found.get(each.span.path, ()))) for each in diagnostics]


def _masked(diagnostic: Diagnostic, values: frozenset[str]) -> Diagnostic:
    span = diagnostic.span
    excerpt = without_private(span.excerpt, values) if span.excerpt else span.excerpt
    params = {
        name: without_private(value, values) if isinstance(value, str) else value
        for name, value in diagnostic.params.items()
    }
    if excerpt == span.excerpt and params == diagnostic.params:
        return diagnostic
    return replace(diagnostic, span=replace(span, excerpt=excerpt), params=params)


def _private(session: Session) -> Iterator[tuple[Span, Kind, str, str]]:
    for _path, document in sorted(session.tree.documents.items()):
        yield from _in_document(document)
    if session.tree.tables:
        yield from _in_tables(session.tree.tables)


def _in_tables(tables: Mapping[str, TableFile]) -> Iterator[tuple[Span, Kind, str, str]]:
    from nokgen.check.columns import INN, column_of  # many sites have no tables

    for _path, file in sorted(tables.items()):
        for sheet in file.sheets or (None,):
            table, _faults = file.table(sheet)
            if table is None:
                continue
            silent = [column_of(heading) == INN for heading in table.header]
            for number, row in enumerate(table.rows):
                for column, cell in enumerate(row):
                    for each in private_parts(cell) if not silent[column] else ():
                        yield table.span(number, column), each.kind, each.text, each.masked


def _in_document(document: Document) -> Iterator[tuple[Span, Kind, str, str]]:
    # Most files hold nothing private, and the way to each text is long.
    for path, text in _texts(document.tree, ()) if _is_suspect(document.tree) else ():
        for each in private_parts(text):
            if each.kind in NUMBERS or _OFFICES.isdisjoint(path):
                yield document.span(path), each.kind, each.text, each.masked
    for number, line in enumerate(document.body.split("\n") if document.body else ()):
        for each in private_parts(line):
            start = each.start + 1
            span = document.span_in_line(document.body_line + number, start, start + len(each.text))
            yield span, each.kind, each.text, each.masked


def _is_suspect(tree: Tree) -> bool:
    """Whether any of the texts of a tree looks private; `_texts` says which."""
    texts: list[str] = []
    _gather([tree], texts)
    return any_private(texts)


def _gather(items: Iterable[Tree], texts: list[str]) -> None:
    for item in items:
        if isinstance(item, str):
            texts.append(item)
        elif isinstance(item, dict):
            _gather([each for key, each in item.items() if key not in _SILENT], texts)
        elif item is not None:
            _gather(item, texts)


def _texts(tree: Tree, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text of a tree that is meant to be read, with its path."""
    if isinstance(tree, str):
        yield path, tree
    elif isinstance(tree, list):
        for index, item in enumerate(tree):
            yield from _texts(item, (*path, index))
    elif isinstance(tree, dict):
        for key, item in tree.items():
            if key not in _SILENT:
                yield from _texts(item, (*path, key))
