"""How large a table may be: every limit of reading one, in one place.

The largest real table is that of a region: some 1,500 rows of 25 columns, 200 kB as XLSX. With
these limits any file below 1 MB is read or refused within two seconds on an ordinary machine.
"""

from __future__ import annotations

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 300
# Filled cells; 10,000 rows of 25 columns.
MAX_CELLS = 250_000
# Excel itself holds no more characters in a cell.
MAX_TEXT = 32_767
# Cells of a CSV file, empty ones too, and elements of all parts of a workbook that are read.
MAX_PIECES = 1_000_000

MAX_UNZIPPED = 100 * 1024 * 1024
MAX_MEMBERS = 1_000
# XLSX shrinks to a tenth, repeated cells to a fiftieth; below RATIO_FROM nothing is amiss.
MAX_RATIO = 200
RATIO_FROM = 10 * 1024 * 1024

# The last row and the last column of Excel.
SHEET_ROWS = 1_048_576
SHEET_COLUMNS = 16_384

# Of one kind in one table: whoever has mended these finds the rest.
MAX_FAULTS = 50
