"""How large a table may be: every limit of reading one, in one place.

The largest real table is that of a region: some 1,500 rows of 25 columns, 200 kB as XLSX. With
these limits any file below 1 MB is read or refused within two seconds on an ordinary machine.
"""

from __future__ import annotations

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 300
# Filled cells of a CSV file; 10,000 rows of 25 columns.
MAX_CELLS = 250_000
# Excel itself holds no more characters in a cell.
MAX_TEXT = 32_767
# Cells of a CSV file, empty ones too.
MAX_PIECES = 1_000_000

# Of a workbook: filled cells of all visible sheets, and its parts unpacked. Reading is some forty
# times slower than that of CSV.
MAX_BOOK_CELLS = 50_000
MAX_UNZIPPED = 10 * 1024 * 1024
MAX_MEMBERS = 1_000
# Places in the rows of its sheets, empty ones too: a stray cell in the last row costs a million.
MAX_PASSED = 2_500_000
# Elements of all parts that are read, each as heavy as it is slow to read.
MAX_ELEMENTS = 300_000
WEIGHTS = {"row": 1, "c": 2, "v": 1, "f": 1, "is": 2, "si": 2, "t": 1, "xf": 16, "sheet": 1_000}
WEIGHT = 8
# No workbook nests deeper than some twenty elements, and none of them has more attributes.
MAX_DEPTH = 64
MAX_ATTRIBUTES = 64
# Excel allows so many characters in the code of a number format.
MAX_FORMAT = 255

# The last column of Excel.
SHEET_COLUMNS = 16_384

# Of one kind in one table: whoever has mended these finds the rest.
MAX_FAULTS = 50
