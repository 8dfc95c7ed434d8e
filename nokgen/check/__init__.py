"""Located trees go in; typed records, and everything that is wrong with them, come out."""

from nokgen.check.run import Checked, Clock, check

__all__ = ["Checked", "Clock", "check"]
