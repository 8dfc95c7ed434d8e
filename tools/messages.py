"""Compile the catalogues: locale/ru/*.po go in, LC_MESSAGES/nokgen.mo comes out, deterministic.

`python tools/messages.py` writes; with `--check` it lists what is missing, unused or stale and
exits 1. Extraction looks at nokgen/**.py (gettext, ngettext, N_) and templates/** (Jinja).
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "nokgen" / "locale"
MO = LOCALE / "ru" / "LC_MESSAGES" / "nokgen.mo"
# `say` is the customary short name of `messages.gettext` in functions that use it often.
KEYWORDS = {"gettext": None, "_": None, "N_": None, "say": None, "ngettext": (1, 2)}
# Strings of the command-line library itself: they are in no source of ours.
FOREIGN_PARTS = {"click.po"}

PLURALS = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)
MessageId = str | tuple[str, ...] | list[str]


def _key(text: MessageId) -> str:
    """What tells messages apart: the text, or the singular of a plural message."""
    return text if isinstance(text, str) else text[0]


def merged() -> tuple[Catalog, list[str]]:
    """All parts as one catalogue, and the conflicts between parts."""
    catalog = Catalog(locale="ru", domain="nokgen")
    catalog.fuzzy = False
    problems: list[str] = []
    for path in sorted((LOCALE / "ru").glob("*.po")):
        with path.open("rb") as file:
            part = read_po(file, locale="ru", abort_invalid=True)
        for message in part:
            if not message.id:
                continue
            known = catalog.get(message.id)
            if known is not None and known.string != message.string:
                problems.append(f"{path.name}: {message.id!r} is translated twice, differently")
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            if message.fuzzy or not all(texts):
                problems.append(f"{path.name}: {message.id!r} is not translated completely")
            problems += [f"{path.name}: {message.id!r}: {error}" for error in message.check(part)]
            catalog.add(message.id, message.string)
    return catalog, problems


def foreign() -> set[str]:
    """Keys of the messages that belong to other libraries."""
    ids: set[str] = set()
    for name in FOREIGN_PARTS:
        path = LOCALE / "ru" / name
        if path.exists():
            with path.open("rb") as file:
                ids |= {_key(m.id) for m in read_po(file, locale="ru") if m.id}
    return ids


# The extraction reads templates by itself, and must know the tag of ours.
OPTIONS = {"**": {"silent": "false", "extensions": "nokgen.render.compiler.Kept"}}


def extracted() -> dict[MessageId, str]:
    """Every message id that code and templates use, with the first place that uses it."""
    found: dict[MessageId, str] = {}
    for folder, methods in (
        (ROOT / "nokgen", [("**.py", "python")]),
        (
            ROOT / "templates",
            [("**.html", "jinja2.ext.babel_extract"), ("**.txt", "jinja2.ext.babel_extract")],
        ),
    ):
        for path, line, text, _comments, _context in extract_from_dir(
            str(folder), methods, OPTIONS, keywords=KEYWORDS
        ):
            found.setdefault(text, f"{folder.name}/{path}:{line}")
    return found


class _Timeless(Catalog):
    """A catalogue whose header names no day and no program, so that it compiles the same always."""

    def __iter__(self) -> Iterator[Message]:
        """The header, then the messages."""
        yield Message("", f"Content-Type: text/plain; charset=UTF-8\nPlural-Forms: {PLURALS}\n")
        yield from (message for message in super().__iter__() if message.id)


def compiled(catalog: Catalog) -> bytes:
    """The bytes of the .mo file; the same for the same messages on every day."""
    ready = _Timeless(locale="ru", domain="nokgen", fuzzy=False)
    for message in sorted((m for m in catalog if m.id), key=lambda m: str(m.id)):
        ready.add(message.id, message.string)
    buffer = io.BytesIO()
    write_mo(buffer, ready)
    return buffer.getvalue()


def problems() -> list[str]:
    """Everything that is wrong with the catalogues, a line each."""
    catalog, found = merged()
    used = extracted()
    known = {_key(message.id) for message in catalog if message.id}
    for text, place in sorted(used.items(), key=str):
        if _key(text) not in known:
            found.append(f"{place}: {text!r} has no Russian text")
        if any("а" <= ch.lower() <= "я" for ch in str(text)):
            found.append(f"{place}: {text!r} is not English")
    needless = known - {_key(text) for text in used} - foreign()
    found += [f"nothing uses {text!r}" for text in sorted(needless)]
    if not MO.exists() or MO.read_bytes() != compiled(catalog):
        found.append("nokgen.mo is stale: run python tools/messages.py")
    return found


def main() -> int:
    """Write the compiled catalogue, or check it."""
    if "--check" in sys.argv[1:]:
        found = problems()
        print("\n".join(found) or "messages: complete")
        return 1 if found else 0
    catalog, _ = merged()
    MO.parent.mkdir(parents=True, exist_ok=True)
    MO.write_bytes(compiled(catalog))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
