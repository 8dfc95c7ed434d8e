"""Hostile words, and what of them acts in a page.

A site goes in; the same site with hostile words in every free text of every record comes out.

The words keep what was there in their middle, so that the rules across files still hold.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from typing import Any, get_args

from pydantic.fields import FieldInfo

from nokgen.read.site import quick_parse
from nokgen.records.base import Record
from nokgen.records.kinds import kind_of
from nokgen.records.schema import KINDS
from nokgen.records.site import PageHead

FORMULA = "=HYPERLINK(1) "
WORDS = (
    "<script>alert(1)</script> \"><img src=x onerror=alert(1)> ' onmouseover=alert(1) "
    "{{ 7*7 }} {% raw %} {{ ''.__class__ }} ${7*7} ]]> <!-- --> </script> </style> </title> "
    "&lt;b&gt; &#60;i&#62; %s %(x)s {0} \u200f[зло](javascript:alert(1)) {: onclick=alert(1) }"
)
LINES = "\nBEGIN:VEVENT\nX-EVIL:1\n  END:VCALENDAR\n/* https://evil.example/:splat 301"
LEFT_OUT = (
    *("obraztsovo", "vymyshlensk", "results", "surveys.yaml", "improvement"),
    *("primersk/results/2022-*", "primersk/improvement/2022-*"),
)
# These are read by a grammar or must agree with something: words of another kind are faults.
GRAMMAR = frozenset(
    {
        "deadline",
        "expected",
        "quantity",
        "phone",
        "hours",
        "number",
        "branch",
        "sheet",
    }
)


def poison(root: Path, source: Path) -> frozenset[str]:
    """Copy the site to `root` with hostile words; which fields have them, as `Record.key`."""
    shutil.copytree(source, root, dirs_exist_ok=True)
    for name in LEFT_OUT:  # what has no field of its own takes only time
        for path in sorted(root.glob(f"content/primerskaya-oblast/{name}")):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    done: set[str] = set()
    for path in [root / "site.yaml", *sorted((root / "content").rglob("*.yaml"))]:
        name = path.relative_to(root).as_posix()
        kind = "site" if name == "site.yaml" else kind_of(name)
        if kind is None:
            continue
        tree, _body = quick_parse(path.read_bytes(), name)
        if name == "site.yaml":
            tree |= {"pictures": "false"}  # type: ignore[operator]
        _poison(KINDS[kind].record, tree, done, count(1))
        # JSON is YAML.
        path.write_text(json.dumps(tree, ensure_ascii=False, indent=1), encoding="utf-8")
    words = json.dumps(f"{FORMULA}{WORDS}", ensure_ascii=False)
    _write(root / "content/synonyms.yaml", f"groups: [{{words: [пандус, {words}], note: {words}}}]")
    head = f"---\ntitle: {words}\nsummary: {words}\n---\n"
    (root / "content/pages/about.md").unlink()
    page = WORDS.replace("(javascript:alert(1))", "")  # a link that is refused ends the build
    _write(root / "content/pages/words.md", f"{head}\n# {page}\n\n{page}\n\n- {page}\n\n> {page}\n")
    return frozenset({*done, *free_texts(PageHead), "SynonymGroup.words", "SynonymGroup.note"})


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def free_texts(record: type[Record] | None = None, seen: set[type] | None = None) -> Iterator[str]:
    """All fields of free text of all records, as `Record.key`."""
    seen = set() if seen is None else seen
    for one in [record] if record else [kind.record for kind in KINDS.values()]:
        if one in seen:
            continue
        seen.add(one)
        for key, field in _fields(one):
            if key not in GRAMMAR and _kind_of_text(field):
                yield f"{one.__name__}.{key}"
            for below in _records_in(field.annotation):
                yield from free_texts(below, seen)


def _poison(record: type[Record], tree: Any, done: set[str], number: Iterator[int]) -> None:
    for key, field in _fields(record):
        kind = _kind_of_text(field)
        below = list(_records_in(field.annotation))
        if below and tree.get(key):
            value = tree[key]
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, dict):
                    _poison(below[0], item, done, number)
        elif kind and key not in GRAMMAR:
            words = WORDS + (LINES if kind == "_text" else "")
            if isinstance(tree.get(key), list):
                tree[key] = [f"{FORMULA}{item} {words}" for item in tree[key]]
            elif str(field.annotation).startswith("tuple"):
                tree[key] = [f"{FORMULA}{next(number)} {words}"]
            else:
                # No two names are the same.
                tree[key] = f"{FORMULA}{tree.get(key) or next(number)} {words}"
            done.add(f"{record.__name__}.{key}")


def _fields(record: type[Record]) -> Iterator[tuple[str, FieldInfo]]:
    for name, field in record.model_fields.items():
        yield field.alias or name, field


def _kind_of_text(field: FieldInfo) -> str:
    """`_text` or `_line` for a field of free text, a list of them included; else nothing."""
    found = [*field.metadata, *_metadata(field.annotation)]
    names = {getattr(getattr(each, "func", None), "__name__", "") for each in found}
    return next((name for name in ("_text", "_line") if name in names), "")


def _metadata(annotation: object) -> Iterator[object]:
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from _metadata(inner)


def _records_in(annotation: object) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for inner in get_args(annotation):
        yield from _records_in(inner)


# What any page may be made of; nothing is loaded from elsewhere.
ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|/|\.|#|\?|[\w-]+(?:[/.?#]|$))")
ADDRESSES = frozenset({"href", "src", "action", "formaction", "data", "poster", "xlink:href"})
POLICY_OR_MOVE = re.compile(r"default-src 'none';[ \w';:-]*|0; ?url=(?:\.\./)+[\w/-]+")
LOADED = frozenset({"script", "img", "iframe", "object", "embed", "source", "video", "audio"})


class Looked(HTMLParser):
    """What a page has that could act, and the blocks of JSON-LD."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.acting: list[str] = []
        self.blocks: list[str] = []
        self._is_data = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._is_data = given.get("type") == "application/ld+json"
        if tag in ("iframe", "object", "embed", "base", "style", "applet", "frame", "template"):
            self.acting.append(tag)
        if tag == "script" and not self._is_data and "src" not in given:
            self.acting.append(tag)
        if "http-equiv" in given and not POLICY_OR_MOVE.fullmatch(given.get("content", "")):
            self.acting.append(given["content"])
        for name, value in given.items():
            foreign = tag in LOADED and re.match(r"\w+:|//", value)
            if name.startswith("on") or name in ("style", "srcdoc", "ping"):
                self.acting.append(f"{tag} {name}")
            elif name in ADDRESSES and value and (foreign or not ADDRESS.match(value)):
                self.acting.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag: str) -> None:
        self._is_data = self._is_data and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._is_data:
            self.blocks.append(data)
