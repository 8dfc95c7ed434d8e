"""The repository of a site goes in; links to its files and commits at the Git host come out.

Each is "" for a site that does not say where its content is edited. Hosts write these addresses in
their own ways; GitHub edits only in a branch: `/edit/HEAD/` leads to no editor.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from nokgen.pages.edition import Edition

# The beginning of a host's name, and what stands before the branch in the address of its editor.
_EDITORS = (("github.com", "edit"), ("gitlab.", "-/edit"), ("codeberg.org", "_edit"))


def edit_href(edition: Edition, path: str) -> str:
    """Where a file is edited; where the host has no known editor, where it is seen."""
    host = urlsplit(edition.site.record.repository or "").hostname or ""
    way = next((way for name, way in _EDITORS if host.startswith(name)), "blob")
    return _href(edition, way, edition.site.record.branch, edition.past.prefix + path)


def versions_href(edition: Edition, path: str) -> str:
    """All versions of a file."""
    return _href(edition, "commits", edition.site.record.branch, edition.past.prefix + path)


def files_href(edition: Edition) -> str:
    """The folder of the site."""
    branch, folder = edition.site.record.branch, edition.past.prefix.rstrip("/")
    return _href(edition, "tree", branch, *([folder] if folder else []))


def commit_href(edition: Edition, commit: str, repository: str = "") -> str:
    """What a commit changed, to the letter; `repository` is named where it is not the site's."""
    return _href(edition, "commit", commit, repository=repository)


def _href(edition: Edition, *parts: str, repository: str = "") -> str:
    repository = repository or edition.site.record.repository or ""
    if not repository:
        return ""
    base = repository.rstrip("/").removesuffix(".git")
    return "/".join((base, *map(quote, parts)))
