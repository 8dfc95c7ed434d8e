"""Russian typography: text goes in, the same words with no-break spaces where a line must not end.

Only spaces change, so the words of a document stay its own. Rules: Мильчин, «Справочная книга
редактора и корректора» (short prepositions and conjunctions, number signs, numbers, dashes).
"""

from __future__ import annotations

import re
from functools import lru_cache

NO_BREAK_SPACE = "\u00a0"

# A short word stays with the word that follows it.
_SHORT_WORD = re.compile(r"(?<![\w\u00a0-])(\w{1,2}|№|§) (?=\S)")
# A number stays with what it counts; a dash stays with the word before it.
_NUMBER = re.compile(r"(?<=\d) (?=[а-яёa-z%])", re.IGNORECASE)
_DASH = re.compile(r" (?=[—–])")


# The same words stand on several pages of a municipality.
@lru_cache(maxsize=4096)
def no_break(text: str) -> str:
    """The text with no-break spaces after short words and numbers and before dashes."""
    if " " not in text:
        return text
    for pattern, replacement in (
        (_SHORT_WORD, rf"\1{NO_BREAK_SPACE}"),
        (_NUMBER, NO_BREAK_SPACE),
        (_DASH, NO_BREAK_SPACE),
    ):
        text = pattern.sub(replacement, text)
    return text
