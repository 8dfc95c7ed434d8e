"""From a document to a draft: Word, Excel, HTML, PDF or text goes in, YAML with doubts comes out.

`readers` → `cells` → `tables` (or `lists`) → `rows` → `measures`, with `head`, `approval`, `years`
and `bodies` beside them → `draft` with `report` on top.
"""

from nokgen.import_.refusal import RefusalError
from nokgen.import_.request import Request
from nokgen.import_.run import Imported, import_document
from nokgen.import_.territory import bodies_near, organizations_near

__all__ = [
    "Imported",
    "RefusalError",
    "Request",
    "bodies_near",
    "import_document",
    "organizations_near",
]
