"""The site goes in, settings for hosts that read them come out: _headers, _redirects, nginx.

A page carries its policy in a `<meta>`; a header holds for files that are no pages, and says what a
`<meta>` cannot: who may frame a page, that types are not guessed, which devices are closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nokgen.model.outline import Country
from nokgen.pages import Edition, OutputFile
from nokgen.pages.redirects import code_addresses, moved_addresses

# Every policy that a browser is told holds. So this one suits all files, the form for editors and
# the cards for frames too, and each page narrows it by its own.
POLICY = "script-src 'self'; object-src 'none'; base-uri 'none'"
HEADERS = {
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
}
FRAMES = "frame-ancestors 'self'"
# The form for editors holds an access token.
FORM = "admin/"
FORM_FRAMES = "frame-ancestors 'none'"
# These may be framed by anybody: they are made for it.
_EMBEDDED = re.compile(r"org/[^/]+/embed/")
# The other pages beside it.
_BESIDE_EMBEDDED = ("linking", "poster", "leaflet")
FOR_EVER = "public, max-age=31536000, immutable"


def host_files(edition: Edition, country: Country) -> Iterator[OutputFile]:
    """`_headers` and `_redirects` (Netlify, Cloudflare Pages), and a snippet for nginx."""
    base = edition.links.base_path
    with_form = edition.site.record.admin
    aliases = _based(base, moved_addresses(edition, country))
    codes = _based(base, code_addresses(country))
    lines = [f"{old} {new} 301\n" for old, new in (*aliases, *codes)]
    # What is below an old address; after all whole ones, for the first line that fits holds.
    lines += [f"{old}* {new}:splat 301\n" for old, new in aliases]
    yield OutputFile("_headers", _headers(edition, country).encode())
    yield OutputFile("_redirects", "".join(lines).encode())
    yield OutputFile("nginx.conf.txt", _nginx(base, aliases, codes, with_form).encode())


def _based(base: str, moved: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(f"{base}{old.lstrip('/')}", f"{base}{new.lstrip('/')}") for old, new in moved]


def headers_of(path: str) -> dict[str, str]:
    """What a host says with a file; `path` leads to it from the root of the site."""
    if _EMBEDDED.match(path):
        return _with_policy(POLICY)
    return _with_policy(f"{POLICY}; {FORM_FRAMES if path.startswith(FORM) else FRAMES}")


def _with_policy(policy: str) -> dict[str, str]:
    return {"Content-Security-Policy": policy, **HEADERS}


def _headers(edition: Edition, country: Country) -> str:
    """Rules only ever add: Netlify knows no exceptions, so frames are spoken of place by place."""
    base = edition.links.base_path
    regions = (f"{region.own.folder}/*" for region in country.regions)
    beside = (f"org/:id/{name}/*" for name in _BESIDE_EMBEDDED)
    framed = dict.fromkeys(("", ":page/", ":page/:part/", *regions, *beside), FRAMES)
    framed["404.html"] = FRAMES
    if edition.site.record.admin:
        framed[f"{FORM}*"] = FORM_FRAMES
    lines = [f"{base}*", *(f"  {line}" for line in _lines(_with_policy(POLICY)))]
    for place, policy in framed.items():
        lines += [f"{base}{place}", f"  Content-Security-Policy: {policy}"]
    lines += [f"{base}assets/*", f"  Cache-Control: {FOR_EVER}"]
    return "\n".join(lines) + "\n"


def _lines(headers: dict[str, str]) -> Iterator[str]:
    for name, value in headers.items():
        yield f"{name}: {value}"


def _nginx(
    base: str, aliases: list[tuple[str, str]], codes: list[tuple[str, str]], with_form: bool
) -> str:
    lines = [
        "# Include this in the server block of the site.",
        *_added(headers_of("")),
        f"error_page 404 {base}404.html;",
        # Headers of a location replace all those above.
        *_location(f"{base}assets/", {**headers_of("assets/"), "Cache-Control": FOR_EVER}),
        *_location(f"~ ^{re.escape(base)}org/[^/]+/embed/", headers_of("org/0/embed/")),
    ]
    if with_form:
        lines += _location(f"{base}{FORM}", headers_of(FORM))
    # `$is_args$args` carries the query on; browsers carry the fragment themselves.
    moved = (*aliases, *codes)
    lines += [f"location = {old} {{ return 301 {new}$is_args$args; }}" for old, new in moved]
    lines += [
        f"location ^~ {old} {{ rewrite ^{old}(.*)$ {new}$1 permanent; }}" for old, new in aliases
    ]
    return "\n".join(lines) + "\n"


def _location(place: str, headers: dict[str, str]) -> list[str]:
    return [f"location {place} {{", *(f"    {line}" for line in _added(headers)), "}"]


def _added(headers: dict[str, str]) -> list[str]:
    return [f'add_header {name} "{value}" always;' for name, value in headers.items()]
