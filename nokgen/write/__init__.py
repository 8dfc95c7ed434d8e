"""Files of the site go in; the output folder comes out, wholly the old site or wholly the new."""

from nokgen.write.changes import Changes
from nokgen.write.hand import Hand
from nokgen.write.last import DoubtError, Last
from nokgen.write.ledger import sum_of
from nokgen.write.puts import Put, Puts
from nokgen.write.stage import Stage
from nokgen.write.staged import staged
from nokgen.write.stamps import Seen
from nokgen.write.tree import PathTakenError
from nokgen.write.workplace import clean

__all__ = [
    "Changes",
    "DoubtError",
    "Hand",
    "Last",
    "PathTakenError",
    "Put",
    "Puts",
    "Seen",
    "Stage",
    "clean",
    "staged",
    "sum_of",
]
