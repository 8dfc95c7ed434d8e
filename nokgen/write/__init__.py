"""Files of the site go in; the output folder comes out, wholly the old site or wholly the new."""

from nokgen.write.hand import Hand, Put
from nokgen.write.stage import Changes, Stage, clean, staged
from nokgen.write.tree import PathTakenError

__all__ = ["Changes", "Hand", "PathTakenError", "Put", "Stage", "clean", "staged"]
