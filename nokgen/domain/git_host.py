"""The address of a repository goes in; the Git host that keeps it comes out, if it is known.

A host is known when the form for editors can talk to it: its kind decides how.
"""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import urlsplit

from nokgen.frozen import frozen


class GitHostKind(StrEnum):
    """The programs that Git hosts run, by the names that the form for editors has for them."""

    GITHUB = "github"
    GITLAB = "gitlab"
    GITEA = "gitea"


@frozen
class GitHost:
    """Where a repository is kept: `origin` like https://gitlab.com, `path` like owner/name."""

    kind: GitHostKind
    origin: str
    path: str

    @property
    def api(self) -> str:
        """Where programs talk to the host."""
        match self.kind:
            case GitHostKind.GITHUB:
                return "https://api.github.com"
            case GitHostKind.GITLAB:
                return f"{self.origin}/api/v4"
            case GitHostKind.GITEA:
                return f"{self.origin}/api/v1"

    @property
    def takes_requests(self) -> bool:
        """Whether the form for editors proposes changes there instead of making them."""
        return self.kind is not GitHostKind.GITEA


# Names of hosts, or how they begin where people run one of their own.
_KINDS = (
    ("github.com", GitHostKind.GITHUB),
    ("gitlab.", GitHostKind.GITLAB),
    ("codeberg.org", GitHostKind.GITEA),
    ("gitea.", GitHostKind.GITEA),
    ("forgejo.", GitHostKind.GITEA),
)


def git_host(repository: str) -> GitHost | None:
    """The host of a repository by its address, None for one that nobody can tell by its name."""
    parts = urlsplit(repository)
    path = parts.path.strip("/").removesuffix(".git")
    name = (parts.hostname or "").removeprefix("www.")
    kind = next((kind for begin, kind in _KINDS if name.startswith(begin)), None)
    if kind is None or "/" not in path:
        return None
    netloc = parts.netloc.removeprefix("www.")
    return GitHost(kind, f"{parts.scheme}://{netloc}", path)
