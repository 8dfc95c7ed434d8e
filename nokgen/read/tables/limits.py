"""What no workbook of Excel can have: limits of the format, which nobody sets.

How large a table may be stands in `nokgen.limits`. The largest real table is that of a region: some
1,500 rows of 25 columns, 200 kB as XLSX.
"""

from __future__ import annotations

MAX_MEMBERS = 1_000
# Each element of XML counts against the limit as it is slow to read.
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
