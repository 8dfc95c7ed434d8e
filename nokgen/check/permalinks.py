"""Published addresses and those of this content go in, what would vanish comes out."""

from __future__ import annotations

from nokgen.check.addresses import Addresses
from nokgen.diagnostics import Diagnostic, Hint
from nokgen.diagnostics import addresses as codes
from nokgen.messages import N_
from nokgen.read.permalinks import Permalinks

_ALIAS = N_(
    "if the page has moved, write `aliases: [%(address)s]` into its file; if not, put the file back"
)
_ANCHOR = Hint(N_("put the measure back; what will not be done is marked with `cancelled:`"))


def check_permalinks(known: Permalinks | None, addresses: Addresses) -> list[Diagnostic]:
    """A fault for every published address or anchor that no page has any more.

    Pages and anchors whose files have faults of their own are not looked at, nor are anchors of
    pages that have moved.
    """
    found = []
    for name, span in (known.places if known else {}).items():
        address, mark, anchor = name.partition("#")
        if not addresses.knows(address):
            if not mark and not addresses.may_stand(address):
                hint = Hint(_ALIAS, {"address": address})
                found.append(Diagnostic(codes.PERMALINK_LOST, span, {"address": name}, hint))
        elif mark and anchor not in addresses.anchors.get(address, {anchor}):
            found.append(Diagnostic(codes.PERMALINK_LOST, span, {"address": name}, _ANCHOR))
    return found


def published(addresses: Addresses) -> tuple[str, ...]:
    """Every address and anchor of this content, old addresses included, sorted."""
    pages = {*addresses.owners, *addresses.aliases}
    anchors = {
        f"{address}#{anchor}" for address, names in addresses.anchors.items() for anchor in names
    }
    return tuple(sorted(pages | anchors))
