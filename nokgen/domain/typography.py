"""Russian typography: text goes in, the same words with no-break spaces where a line must not end.

Only spaces change, so the words of a document stay its own. Rules: Мильчин, «Справочная книга
редактора и корректора» (short prepositions and conjunctions, number signs, numbers, dashes).
"""

from __future__ import annotations

import re
from functools import lru_cache

NO_BREAK_SPACE = "\u00a0"

# The spaces at which no line may end: one search for all is the fastest.
_SPACE = re.compile(
    r"""
    [ ]
    (?: (?=[—–])                                    # a dash stays with the word before it
      | (?<=\d[ ]) (?i:(?=[а-яёa-z%]))              # a number stays with what it counts
      | (?<=(?<![\w\u00a0-])[\w№§][ ]) (?=\S)      # a short word stays with the one that follows
      | (?<=(?<![\w\u00a0-])\w\w[ ]) (?=\S)
    )
    """,
    re.VERBOSE,
)


# The same words stand on several pages of a municipality.
@lru_cache(maxsize=4096)
def no_break(text: str) -> str:
    """The text with no-break spaces after short words and numbers and before dashes."""
    if " " not in text:
        return text
    return _SPACE.sub(NO_BREAK_SPACE, text)
