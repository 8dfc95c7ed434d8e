"""One import: the bytes of a document go in, the text of a draft and its report come out."""

from __future__ import annotations

from nokgen.frozen import frozen
from nokgen.import_.assemble import assemble
from nokgen.import_.draft import write_draft
from nokgen.import_.readers.apart import read_apart
from nokgen.import_.report import report_json, report_lines
from nokgen.import_.request import Request
from nokgen.messages import Messages


@frozen
class Imported:
    """A draft: the text of its file, of the table beside it, the report in lines and as JSON."""

    text: str
    table: str | None
    report: tuple[str, ...]
    json: dict[str, object]


def import_document(
    data: bytes, name: str, path: str, schema_line: str, request: Request, messages: Messages
) -> Imported:
    """The draft of the plan that a file holds; RefusalError when it cannot be read or holds none.

    `name` is that of the file as the editor knows it, `path` where the draft will stand.
    """
    draft = assemble(read_apart(data), request)
    written = write_draft(draft, schema_line, name, messages)
    return Imported(
        written.text,
        draft.table,
        tuple(report_lines(draft, name, written.lines, messages)),
        report_json(draft, written, path, name, messages),
    )
