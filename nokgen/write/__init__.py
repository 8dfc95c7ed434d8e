"""Files of the site go in; the output folder comes out, wholly the old site or wholly the new."""

from nokgen.write.hand import Hand
from nokgen.write.puts import Put, Puts
from nokgen.write.stage import Changes, Stage, staged
from nokgen.write.tree import PathTakenError
from nokgen.write.workplace import clean

__all__ = ["Changes", "Hand", "PathTakenError", "Put", "Puts", "Stage", "clean", "staged"]
