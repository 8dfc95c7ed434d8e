"""One region goes in and a part of a site comes out; parts go in and the whole site comes out."""

from nokgen.join.make import make_part
from nokgen.join.run import Joined, join

__all__ = ["Joined", "join", "make_part"]
