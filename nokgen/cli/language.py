"""The language of a run: arguments and environment go in, the words of click come out in it."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping, Sequence

from nokgen.messages import DOMAIN, LANGUAGES, LOCALE_DIR

VARIABLE = "NOKGEN_LANG"


def language_of(args: Sequence[str], environ: Mapping[str, str]) -> str:
    """The last `--lang` of the command line, else NOKGEN_LANG, else Russian.

    Looked up before the arguments are parsed, because help and errors of usage need it; a language
    that is unknown here is refused later, by the option.
    """
    language = environ.get(VARIABLE, "")
    for index, arg in enumerate(args):
        if arg == "--":
            break
        if arg == "--lang":
            language = args[index + 1] if index + 1 < len(args) else ""
        elif arg.startswith("--lang="):
            language = arg.removeprefix("--lang=")
    return language if language in LANGUAGES else LANGUAGES[0]


def click_speaks(language: str) -> None:
    """Make click take its own texts from our catalogue: it asks gettext, which asks LANGUAGE."""
    gettext.bindtextdomain(DOMAIN, str(LOCALE_DIR))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language
