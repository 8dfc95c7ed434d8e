"""The settings of a site go in; what they say of each other is checked."""

from __future__ import annotations

from nokgen.check.findings import Findings
from nokgen.diagnostics import Diagnostic, Hint, rules, shape
from nokgen.domain.git_host import git_host
from nokgen.messages import N_
from nokgen.read import Document
from nokgen.records.site import FORMAT, Site, is_version

_UPDATE = Hint(N_("update nokgen on this computer, then start the command again"))
_UPGRADE = Hint(N_("run: `nokgen upgrade`"))


def newer_format(settings: Document | None, known: int = FORMAT) -> Diagnostic | None:
    """The fault of a site by rules newer than `known`; None for any other, or for no site."""
    tree = settings.tree if settings is not None else None
    version = tree.get("schema_version") if isinstance(tree, dict) else None
    if settings is None or not isinstance(version, str) or not is_version(version):
        return None
    if int(version) <= known:
        return None
    params = {"value": version, "known": str(known)}
    span = settings.span(("schema_version",))
    return Diagnostic(shape.SCHEMA_VERSION_NEWER, span, params, _UPDATE)


def check_site(site: Site, findings: Findings) -> None:
    """The form for editors needs a Git host that it can talk to; files may be of earlier rules."""
    if "schema_version" not in site.model_fields_set or site.schema_version < FORMAT:
        findings.add(shape.SCHEMA_VERSION_OLDER, ("schema_version",), {}, _UPGRADE)
    if site.admin and git_host(site.repository or "") is None:
        if site.repository is None:
            findings.add(rules.ADMIN_WITHOUT_HOST, ("admin",), key=True)
        else:
            findings.add(rules.ADMIN_WITHOUT_HOST, ("repository",))
