"""A template goes in; what its names stand for comes out, as far as that is sure for every page."""

from __future__ import annotations

from collections import Counter

from jinja2 import nodes


def alias_of(name: str | tuple[str, str]) -> str:
    """What an imported name is called where it is imported."""
    return name if isinstance(name, str) else name[1]


def given_in(template: nodes.Template) -> Counter[str]:
    """How often each name is given to something in a template, at whatever place."""
    given = Counter(each.name for each in template.find_all(nodes.Name) if each.ctx != "load")
    given.update(each.name for each in template.find_all(nodes.Macro))
    given.update(each.name for each in template.find_all(nodes.NSRef))
    given.update(each.target for each in template.find_all(nodes.Import))
    for each in template.find_all(nodes.FromImport):
        given.update(map(alias_of, each.names))
    return given


def imported_by(template: nodes.Template) -> dict[str, tuple[str, str]]:
    """Names that are those of another template wherever they stand in this one: of which, and what
    they are called there.

    None where some place is handed all that is known there.
    """
    if _hands_on(template):
        return {}
    given = given_in(template)
    found: dict[str, tuple[str, str]] = {}
    for each in template.body:
        if isinstance(each, nodes.FromImport) and isinstance(each.template, nodes.Const):
            names = {alias_of(name): name for name in each.names}
            if all(given[alias] == 1 for alias in names):
                of = each.template.value
                found |= {
                    alias: (of, name if isinstance(name, str) else name[0])
                    for alias, name in names.items()
                }
    return found


def _hands_on(template: nodes.Template) -> bool:
    """Whether all that is known at some place is handed to another template or block."""
    return (
        template.find(nodes.Include) is not None
        or template.find(nodes.OverlayScope) is not None
        or any(each.scoped for each in template.find_all(nodes.Block))
        or any(each.with_context for each in template.find_all(nodes.Import))
        or any(each.with_context for each in template.find_all(nodes.FromImport))
    )
