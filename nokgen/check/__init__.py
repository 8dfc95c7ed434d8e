"""Located trees go in; typed records, and everything that is wrong with them, come out."""

from nokgen.check.parted import CheckedRegion, check_region_of, finish_parted
from nokgen.check.run import Begun, Checked, Clock, begin, check

__all__ = [
    "Begun",
    "Checked",
    "CheckedRegion",
    "Clock",
    "begin",
    "check",
    "check_region_of",
    "finish_parted",
]
