"""Places and records go in; all addresses of the site come out, with those that are taken twice."""

from __future__ import annotations

from dataclasses import dataclass, field

from nokgen.check.findings import Findings, Path
from nokgen.check.layout import LISTS, Layout, Territory
from nokgen.diagnostics import Diagnostic, tree
from nokgen.domain.moved import old_addresses
from nokgen.read import CONTENT
from nokgen.source import Span

# Pages and folders that the program makes itself, in the root of the site …
_OWN_PAGES = frozenset(
    {
        "calendar",
        "changes",
        "data",
        "display",
        "due",
        "index-az",
        "linking",
        "methodology",
        "search",
        "styleguide",
    }
)
_RESERVED = _OWN_PAGES | {
    "404",
    "admin",
    "api",
    "assets",
    "bus",
    "compare",
    "documents",
    "index",
    "oktmo",
    "org",
    "pagefind",
    "plans",
}
# … and in the folder of a region or a municipality.
_TERRITORY_PAGES = frozenset(
    {
        "appeals",
        "consolidated",
        "council",
        "leaflet",
        "organizations",
        "placement",
        "poster",
        "publications",
        "surveys",
    }
)
_RESERVED_IN_REGION = _TERRITORY_PAGES | {"bodies", "documents", *LISTS}


@dataclass(slots=True)
class Addresses:
    """Every address of the site with the path of its file, or the address itself if made by us.

    `anchors` holds the fragments of a page where they are known; `files` the attached files.
    `uncertain` holds the beginnings of addresses of pages whose files have faults. `has_handouts`
    and `has_sharing` say whether the site has pages of these kinds. With `only`, the folder of a
    region, nobody knows of the others. When it `is_part`, what was not read stands nowhere.
    """

    owners: dict[str, str] = field(default_factory=dict)
    anchors: dict[str, frozenset[str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    aliases: dict[str, tuple[str, Path]] = field(default_factory=dict)
    uncertain: set[str] = field(default_factory=set)
    has_handouts: bool = True
    has_sharing: bool = True
    only: str = ""
    is_part: bool = False

    def knows(self, address: str) -> bool:
        """Whether a page stands at an address, or stood there once."""
        return address in self.owners or address in self.aliases

    def may_stand(self, address: str) -> bool:
        """Whether nobody can say that an address is missing: the file of its page has faults, or
        may stand in a region that was not read.
        """
        if self.is_part:
            return False
        is_outside = bool(self.only) and not address.startswith(f"/{self.only}/")
        return is_outside or address.startswith(tuple(self.uncertain))

    def take(self, address: str, path: str) -> None:
        """Give an address to a file; a fault if another has it."""
        other = self.owners.setdefault(address, path)
        if other != path:
            params = {"address": address, "other": other}
            self.diagnostics.append(Diagnostic(tree.DUPLICATE_ADDRESS, Span.of_file(path), params))

    def make(self, address: str, path: str, *pages: str) -> None:
        """Give pages that are made from a file to it: "consolidated" → consolidated/."""
        for page in pages:
            self.owners.setdefault(f"{address}{page}/", path)

    def take_aliases(self, findings: Findings, aliases: tuple[str, ...], record: Path = ()) -> None:
        """Give old addresses to a record; call when all addresses are taken.

        `record` is the path of the record in its file.
        """
        path = findings.document.path
        claim = (path, record)
        for index, alias in enumerate(aliases):
            other = self.owners.get(alias)
            if other is None:
                first = self.aliases.setdefault(alias, claim)
                other = first[0] if first != claim or aliases.index(alias) != index else None
            if other is not None:
                params = {"address": alias, "other": other}
                findings.add(tree.ALIAS_TAKEN, (*record, "aliases", index), params)

    def take_below(self, moves: list[tuple[str, str]]) -> None:
        """What is below an old address leads on as well: old plans of a town that was renamed.

        `moves` are pairs of an old address and the one of today; call when all aliases are taken.
        """
        for further, address in old_addresses(moves, self.owners).items():
            self.aliases.setdefault(further, (self.owners.get(address, address), ()))
        for old, new in moves:
            self.uncertain |= {
                old + begin[len(new) :] for begin in self.uncertain if begin.startswith(new)
            }


def addresses_of(layout: Layout) -> Addresses:
    """The addresses that the places of files give; bodies and anchors are added from records."""
    found = Addresses()
    for address in ("", *sorted(_OWN_PAGES)):
        found.owners[f"/{address}/" if address else "/"] = f"/{address}/" if address else "/"
    for region in layout.regions.values():
        if not _reserved(found, region.slug, _RESERVED, f"/{region.slug}/", region.folder):
            _take_territory(found, region, f"/{region.slug}/")
        for place in region.municipalities.values():
            address = f"/{region.slug}/{place.slug}/"
            if not _reserved(found, place.slug, _RESERVED_IN_REGION, address, place.folder):
                _take_territory(found, place, address)
    for slug, path in layout.pages:
        if not _reserved(found, slug, _RESERVED, f"/{slug}/", path):
            found.take(f"/{slug}/", path)
    return found


def address_of(path: str) -> str:
    """The address of the folder of a territory: content/a/b → /a/b/."""
    return f"{path.removeprefix(CONTENT)}/"


def _take_territory(found: Addresses, place: Territory, address: str) -> None:
    found.take(address, place.record)
    for name, records in place.lists.items():
        for slug, path in records:
            found.take(f"{address}{name}/{slug}/", path)
    found.files.update(address + document for document in place.documents)


def _reserved(
    found: Addresses, slug: str, reserved: frozenset[str], address: str, path: str
) -> bool:
    if slug not in reserved:
        return False
    params = {"address": address}
    found.diagnostics.append(Diagnostic(tree.RESERVED_ADDRESS, Span.of_file(path), params))
    return True
