"""Where sites and files begin: `nokgen init` and `nokgen new`."""

from nokgen.new.address import KINDS
from nokgen.new.scaffolds import scaffold
from nokgen.new.start import init, left

__all__ = ["KINDS", "init", "left", "scaffold"]
