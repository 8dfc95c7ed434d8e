"""How much of a large site stands in one page or one file about all of it.

A site of one region shows everything. A site of the whole country would have pages of hundreds of
megabytes: there the pages of the whole lead on to those of regions and towns, which have all.
"""

from __future__ import annotations

# Deadlines in a list, and of one day in a month.
DEADLINES = 100
DEADLINES_OF_A_DAY = 50
# Days in the calendar of the whole site and in the files about what is due, each group by itself.
DAYS = 1_000
# Names in the index from A to Z: above this only territories.
NAMES = 5_000
# Municipalities on the home page, and lists of organisations on the page of comparison: above this
# regions.
TOWNS = 100
# Rows of all tables in one workbook; XLSX ends at a million, patience before.
ROWS = 10_000
# Files of the interface in the archive.
FILES = 5_000
