"""The settings of a site go in; what they say of each other is checked."""

from __future__ import annotations

from nokgen.check.findings import Findings
from nokgen.diagnostics import rules
from nokgen.domain.git_host import git_host
from nokgen.records.site import Site


def check_site(site: Site, findings: Findings) -> None:
    """The form for editors needs a Git host that it can talk to."""
    if site.admin and git_host(site.repository or "") is None:
        if site.repository is None:
            findings.add(rules.ADMIN_WITHOUT_HOST, ("admin",), key=True)
        else:
            findings.add(rules.ADMIN_WITHOUT_HOST, ("repository",))
