"""Words that mean the same to whoever searches, as `content/synonyms.yaml` holds them."""

from __future__ import annotations

from pydantic import Field

from nokgen.messages import N_
from nokgen.records.base import Line, Record, Text


class SynonymGroup(Record):
    """Words of which each finds what any other finds."""

    words: tuple[Line, ...] = Field(
        title=N_("Words"),
        description=N_("Two or more words or names; each finds the pages of all the others."),
        examples=[["детский сад", "детсад", "ДОО"]],
    )
    note: Text | None = Field(
        None,
        title=N_("Remark of the editors"),
        description=N_("Why these words stand together; it is not shown on the site."),
        examples=["ДОО — как пишут документы, детсад — как ищут жители"],
    )


class Synonyms(Record):
    """The synonyms of the search."""

    groups: tuple[SynonymGroup, ...] = Field(
        title=N_("Groups of words"),
        description=N_("Each group holds words that mean the same to whoever searches."),
    )
