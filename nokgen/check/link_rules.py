"""A page in Markdown and all addresses go in; links that lead nowhere and raw HTML come out.

Only what the rules need is read of Markdown: code is skipped, links are found by their brackets.
Places must be those of the file, and the library that makes HTML does not tell any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from nokgen.check.addresses import Addresses
from nokgen.check.findings import MAX_FAULTS, perhaps
from nokgen.check.markdown_rules import intricacy
from nokgen.check.names import nearest
from nokgen.diagnostics import Diagnostic, Hint, rules
from nokgen.frozen import frozen
from nokgen.messages import N_
from nokgen.read import Document

_LINK = re.compile(
    r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*(?:<(?P<angle>[^<>]*)>|(?P<plain>[^\s()]*(?:\([^\s()]*\))?))"
)
_REFERENCE = re.compile(r"^ {0,3}\[[^\]^][^\]]*\]:\s*(?:<(?P<angle>[^<>]*)>|(?P<plain>\S+))")
_HTML = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_MONTH = re.compile(r"/calendar/\d{4}-\d{2}/")
_BASE = "https://site.invalid"
_IN_MARKDOWN = Hint(N_("write it in Markdown: **bold**, *italics*, [text](address)"))
_NO_ANCHOR = N_("the page is there, but it has no measure `%(name)s`")


@frozen
class Target:
    """Where a link leads, as written, and its place in the file, counted from 1."""

    text: str
    line: int
    column: int


def check_links(document: Document, address: str, addresses: Addresses) -> list[Diagnostic]:
    """The faults of a page that stands at `address`."""
    found: list[Diagnostic] = []
    too_much = intricacy(document.body)
    if too_much is not None:
        span = document.span_in_line(document.body_line, 1, 2)
        return [Diagnostic(rules.MARKDOWN_TOO_INTRICATE, span, {}, too_much)]
    for target in targets(document):
        nowhere = _fault(target.text, address, addresses)
        if nowhere is not None:
            span = document.span_in_line(
                target.line, target.column, target.column + len(target.text)
            )
            params = {"target": target.text}
            found.append(Diagnostic(rules.BROKEN_LINK, span, params, nowhere.hint))
    for line, text in _lines(document):
        html = _HTML.search(text)
        if html:
            span = document.span_in_line(line, html.start() + 1, html.end() + 1)
            found.append(Diagnostic(rules.HTML_IN_MARKDOWN, span, {}, _IN_MARKDOWN))
    return found[:MAX_FAULTS]


def targets(document: Document) -> Iterator[Target]:
    """The targets of all links and images of a page."""
    for line, text in _lines(document):
        for pattern in (_LINK, _REFERENCE):
            for found in pattern.finditer(text):
                group = "angle" if found["angle"] is not None else "plain"
                yield Target(found[group], line, found.start(group) + 1)


def paths_within(document: Document, address: str) -> Iterator[str]:
    """The addresses of this site to which a page that stands at `address` leads."""
    for target in targets(document):
        try:
            is_outside = urlsplit(target.text).scheme or urlsplit(target.text).netloc
            joined = urlsplit(urljoin(_BASE + address, target.text))
        except ValueError:
            continue
        if not is_outside:
            yield unquote(joined.path)


def _lines(document: Document) -> Iterator[tuple[int, str]]:
    """The lines of a page with their numbers, code blanked out."""
    fence = ""
    was_blank = True
    for number, line in enumerate(document.body.split("\n"), document.body_line):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip(" `~"):
                fence = ""
            continue
        if mark:
            fence = mark[1]
            continue
        is_code = was_blank and line.startswith(("    ", "\t"))
        was_blank = is_code or not line.strip()
        if not is_code:
            yield number, _CODE.sub(lambda found: " " * len(found[0]), line)


@frozen
class _Nowhere:
    """A link leads nowhere; perhaps with a way out."""

    hint: Hint | None = None


def _fault(target: str, address: str, addresses: Addresses) -> _Nowhere | None:
    """Why a link leads nowhere; None for a good one."""
    try:
        parts = urlsplit(target)
        joined = urlsplit(urljoin(_BASE + address, target))
    except ValueError:  # an address like http://[
        return _Nowhere()
    if parts.scheme or parts.netloc:
        is_known = parts.scheme in _SCHEMES and (parts.scheme[:4] != "http" or parts.netloc)
        return None if is_known else _Nowhere()
    if not target or (not parts.path and parts.fragment):
        return None if target else _Nowhere()
    path = unquote(joined.path)
    if addresses.knows(path) or addresses.may_stand(path) or _MONTH.fullmatch(path):
        anchors = addresses.anchors.get(path)
        if parts.fragment and anchors is not None and unquote(parts.fragment) not in anchors:
            meant = nearest(unquote(parts.fragment), anchors)
            return _Nowhere(perhaps(meant) or Hint(_NO_ANCHOR, {"name": parts.fragment}))
        return None
    return None if path in addresses.files else _Nowhere(_meant(target, path, addresses))


def _meant(target: str, path: str, addresses: Addresses) -> Hint | None:
    """The page or file that a broken link was probably meant to lead to."""
    if re.match(r"www\.|(?:[\w-]+\.)+(?:ru|рф|com|org|net|su|info)(?:/|$)", target):
        return perhaps(f"https://{target}")
    stem = re.sub(r"(?:/index)?\.(?:md|html?|yaml)$", "", path)
    slashed = stem if stem.endswith("/") else f"{stem}/"
    known = {*addresses.owners, *addresses.files}
    name = f"/{slashed.strip('/').rpartition('/')[2]}/"
    for guess in (slashed, name):
        if guess in known:
            return perhaps(guess)
    return perhaps(nearest(slashed, known) or nearest(path, addresses.files))
