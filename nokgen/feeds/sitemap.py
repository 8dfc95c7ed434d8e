"""Addresses of pages go in, sitemap.xml and robots.txt come out (sitemaps.org 0.9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from nokgen.feeds.escapes import escaped
from nokgen.model.outline import Country
from nokgen.pages import Edition, OutputFile

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# The protocol's own limit for one file.
MAX_URLS = 50_000


def sitemap_files(
    edition: Edition, country: Country, addresses: Sequence[str]
) -> Iterator[OutputFile]:
    """robots.txt, and where the place of the site is known the sitemap, split above 50,000 pages.

    A sitemap holds absolute addresses: without a base URL there is none.
    """
    links = edition.links
    if not links.base_url:
        yield OutputFile("robots.txt", _robots("").encode())
        return
    yield OutputFile("robots.txt", _robots(links.absolute("/sitemap.xml")).encode())
    changed = {address: day for part in country.parts() for address, day in part.changed.items()}
    parts = [addresses[i : i + MAX_URLS] for i in range(0, len(addresses), MAX_URLS)]
    if len(parts) == 1:
        yield OutputFile("sitemap.xml", _urls(edition, parts[0], changed))
        return
    names = [f"sitemap-{number}.xml" for number, _ in enumerate(parts, start=1)]
    for name, part in zip(names, parts, strict=True):
        yield OutputFile(name, _urls(edition, part, changed))
    index = Element("sitemapindex", xmlns=NAMESPACE)
    for name in names:
        SubElement(SubElement(index, "sitemap"), "loc").text = links.absolute(f"/{name}")
    yield OutputFile("sitemap.xml", _xml(index))


def _urls(edition: Edition, addresses: Sequence[str], changed: Mapping[str, date]) -> bytes:
    """The lines as ElementTree writes them: elements of all pages of a country take long."""
    lines = []
    for address in addresses:
        day = changed.get(address)
        lastmod = f"    <lastmod>{day.isoformat()}</lastmod>\n" if day else ""
        url = escaped(edition.links.absolute(address))
        lines.append(f"  <url>\n    <loc>{url}</loc>\n{lastmod}  </url>\n")
    head = f"<?xml version='1.0' encoding='utf-8'?>\n<urlset xmlns=\"{NAMESPACE}\">\n"
    return "".join((head, *lines, "</urlset>\n")).encode()


def _xml(root: Element) -> bytes:
    indent(root)
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _robots(sitemap: str) -> str:
    text = "User-agent: *\nAllow: /\n"
    return f"{text}\nSitemap: {sitemap}\n" if sitemap else text
