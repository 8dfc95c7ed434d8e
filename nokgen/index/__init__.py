"""The pages of the new tree go in; the search bundle `pagefind/` comes out, made by Pagefind."""

from nokgen.index.pagefind import StoppedError
from nokgen.index.record import Indexed, indexed_of
from nokgen.index.site import (
    BUNDLE,
    IndexResult,
    Site,
    drop_index,
    index_site,
    indexed_in,
    is_current,
    keep_index,
    made_of,
)

__all__ = [
    "BUNDLE",
    "IndexResult",
    "Indexed",
    "Site",
    "StoppedError",
    "drop_index",
    "index_site",
    "indexed_in",
    "indexed_of",
    "is_current",
    "keep_index",
    "made_of",
]
