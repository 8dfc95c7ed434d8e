"""A page goes in; what the search takes of it comes out: the words of its body and its facts."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

_BODY = b"data-pagefind-body"
_IGNORED = b"data-pagefind-ignore"
_FACT = b'<meta name="find"'
# Pagefind tells the places of pages in an order, not their days: places of two indexes cannot be
# compared. So days and points travel as values of a filter, which no box of the page shows.
_SORT, _BY = b'data-pagefind-sort="', b'data-pagefind-filter="by-'
_REGION, _CONTENT = b'" data-pagefind-filter="region[', b'content="'
_TITLE = re.compile(rb"<h1.*?</h1>", re.DOTALL)
# HTML closes them before another of their kind; to count them errs (p, path).
_NEVER_NESTED = frozenset({b"form", b"p", b"h1", b"h2", b"h3", b"h4"})
# The words of a status change from day to day, and the search has a filter for it. A plan has many
# of them, so they are known by their place: an attribute each would make the page too heavy.
_STATUS = re.compile(rb'(<article class="measure[^>]*>\s*)<span class="tag .*?</span>', re.DOTALL)
_RECORD = b"<!doctype html><html><head>%s</head><body>%s</body></html>"


class Indexed(NamedTuple):
    """A page that the search finds: its path, the name of its region or "", the sum of its record.

    As long as the sum is the same, so is what the index says of the page.
    """

    # A tuple, as `write.Put`: it travels between processes.
    path: str
    region: str
    digest: bytes


def indexed_of(path: str, content: bytes | Path) -> Indexed | None:
    """What `index_site` wants to know about a file; None if the search leaves it out."""
    if not path.endswith(".html"):
        return None
    record = record_of(content if isinstance(content, bytes) else content.read_bytes())
    if record is None:
        return None
    return Indexed(path, region_of(record), sha256(record).digest())


def record_of(html: bytes) -> bytes | None:
    """A short page from which Pagefind takes the same words, headings and facts as from `html`.

    Reads what `templates/` write: one element with `data-pagefind-body`, facts in the head.
    """
    mark = html.find(_BODY)
    if mark < 0:
        return None
    start, end = _element(html, mark)
    # What the pattern keeps comes between what stands around it; to substitute takes a call each.
    body = b"".join(_STATUS.split(_without_ignored(html[start:end])))
    return _RECORD % (_facts(html[:mark]).replace(_SORT, _BY), body)


def headline_of(record: bytes) -> bytes:
    """A record with no words but the title."""
    found = _TITLE.search(record)
    return _RECORD % (_facts(record), b"<main %s>%s</main>" % (_BODY, found[0] if found else b""))


def region_of(record: bytes) -> str:
    """The name of the region of a record, as it stands in HTML; "" if it has none."""
    end = record.find(_REGION)
    start = record.rfind(_CONTENT, 0, max(end, 0)) + len(_CONTENT)
    name = record[start:end] if start <= end else b""
    return "" if b'"' in name else name.decode()


def _facts(head: bytes) -> bytes:
    start = head.find(_FACT)
    last = head.rfind(_FACT)
    return head[start : head.index(b">", last) + 1] if start >= 0 else b""


def _without_ignored(body: bytes) -> bytes:
    kept, at = [], 0
    while (mark := body.find(_IGNORED, at)) >= 0:
        start, end = _element(body, mark)
        kept.append(body[at:start])
        at = end
    kept.append(body[at:])
    return b"".join(kept)


def _element(html: bytes, mark: int) -> tuple[int, int]:
    """Where the element begins and ends that has an attribute at `mark`."""
    start = html.rfind(b"<", 0, mark)
    name = html[start + 1 : html.index(b" ", start)]
    closing = b"</%s>" % name
    if name == b"main":  # a page has one, and its end is near that of the page
        end = html.rfind(closing)
        return start, end + len(closing) if end > mark else len(html)
    # A long name begins no other that the templates use; <li begins <line.
    openings = (b"<" + name,) if len(name) > 2 else (b"<%s>" % name, b"<%s " % name)
    depth, at = 1, mark
    while depth:
        end = html.find(closing, at)
        if end < 0:
            return start, len(html)
        if name not in _NEVER_NESTED:
            for opening in openings:
                depth += html.count(opening, at, end)
        depth -= 1
        at = end + len(closing)
    return start, at
