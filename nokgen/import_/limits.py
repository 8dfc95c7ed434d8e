"""What a file may cost before it is refused: the one table of limits of `nokgen import`.

Generous for a real document (a plan has a few pages), small for a hostile one.
"""

from __future__ import annotations

MEGABYTE = 1024 * 1024

FILE_BYTES = 20 * MEGABYTE
TEXT_BYTES = 5 * MEGABYTE
# DOCX and XLSX are packages: the parts that are read, unpacked.
PACKAGE_PARTS = 2_000
PACKAGE_BYTES = 40 * MEGABYTE
XML_ELEMENTS = 600_000
XML_DEPTH = 200
# Areas of merged cells: a spreadsheet can merge a billion cells in a hundred bytes.
MERGED_CELLS = 200_000
TAGS = 200_000
TAG_DEPTH = 150
PAGES = 100
# A row is one row of a table or one paragraph.
ROWS = 2_000
# Lines of a plain text, in which every cell may have some of its own.
LINES = 20_000
COLUMNS = 100
CELL_LETTERS = 20_000

# The process that reads a file.
SECONDS = 60
MEMORY_BYTES = 1024 * MEGABYTE
