"""The site goes in, settings for hosts that read them come out: _headers, _redirects, nginx."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nokgen.pages import Edition, OutputFile
from nokgen.pages.layout import POLICY
from nokgen.pages.redirects import code_addresses, moved_addresses

# What a <meta> cannot say, or a host says sooner than a page.
HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'self'",
    "Referrer-Policy": "no-referrer-when-downgrade",
    "X-Content-Type-Options": "nosniff",
}
# These may be framed by anybody: they are made for it.
EMBEDDED = "org/*/embed/"
# The form for editors asks the Git host: the policy of its page says which, and all the rest.
FORM = "admin/"
FORM_POLICY = "frame-ancestors 'none'"
FOR_EVER = "public, max-age=31536000, immutable"


def host_files(edition: Edition) -> Iterator[OutputFile]:
    """`_headers` and `_redirects` (Netlify, Cloudflare Pages), and a snippet for nginx."""
    base = edition.links.base_path
    with_form = edition.site.record.admin
    aliases = _based(base, moved_addresses(edition))
    codes = _based(base, code_addresses(edition))
    lines = [f"{old} {new} 301\n" for old, new in (*aliases, *codes)]
    # What is below an old address; after all whole ones, for the first line that fits holds.
    lines += [f"{old}* {new}:splat 301\n" for old, new in aliases]
    yield OutputFile("_headers", _headers(base, with_form).encode())
    yield OutputFile("_redirects", "".join(lines).encode())
    yield OutputFile("nginx.conf.txt", _nginx(base, aliases, codes, with_form).encode())


def _based(base: str, moved: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(f"{base}{old.lstrip('/')}", f"{base}{new.lstrip('/')}") for old, new in moved]


def _headers(base: str, with_form: bool) -> str:
    lines = [f"{base}*", *(f"  {name}: {value}" for name, value in HEADERS.items())]
    lines += [f"{base}{EMBEDDED}", "  ! Content-Security-Policy"]
    if with_form:
        lines += [f"{base}{FORM}*", "  ! Content-Security-Policy"]
        lines += [f"  Content-Security-Policy: {FORM_POLICY}"]
    lines += [f"{base}assets/*", f"  Cache-Control: {FOR_EVER}"]
    return "\n".join(lines) + "\n"


def _nginx(
    base: str, aliases: list[tuple[str, str]], codes: list[tuple[str, str]], with_form: bool
) -> str:
    lines = ["# Include this in the server block of the site."]
    lines += [f'add_header {name} "{value}" always;' for name, value in HEADERS.items()]
    lines += [
        f"error_page 404 {base}404.html;",
        f"location {base}assets/ {{",
        f'    add_header Cache-Control "{FOR_EVER}";',
        "}",
        # Headers of a location replace those above: any site may frame these pages.
        f"location ~ ^{base}org/[0-9]+/embed/ {{",
        *(
            f'    add_header {name} "{value}" always;'
            for name, value in HEADERS.items()
            if name != "Content-Security-Policy"
        ),
        "}",
    ]
    if with_form:
        others = {**HEADERS, "Content-Security-Policy": FORM_POLICY}
        lines.append(f"location {base}{FORM} {{")
        lines += [f'    add_header {name} "{value}" always;' for name, value in others.items()]
        lines.append("}")
    # `$is_args$args` carries the query on; browsers carry the fragment themselves.
    moved = (*aliases, *codes)
    lines += [f"location = {old} {{ return 301 {new}$is_args$args; }}" for old, new in moved]
    lines += [
        f"location ^~ {old} {{ rewrite ^{old}(.*)$ {new}$1 permanent; }}" for old, new in aliases
    ]
    return "\n".join(lines) + "\n"
