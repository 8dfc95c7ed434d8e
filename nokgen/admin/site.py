"""A site and the program of the form go in; the page /admin/ and its files come out.

The page has a policy of its own: it may ask the Git host of the site, and nobody else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from nokgen.admin.bundle import SCHEMA, SCRIPT, SUMS, VALUES, made
from nokgen.domain.git_host import GitHost, GitHostKind, git_host
from nokgen.frozen import frozen
from nokgen.messages import N_
from nokgen.model.outline import Country
from nokgen.pages import Edition, OutputFile
from nokgen.pages.layout import Heading, layout
from nokgen.pages.views import Layout
from nokgen.render import renderer_for
from nokgen.surroundings import SurroundingsError

ADMIN = "/admin/"
_FOLDER = "admin"


@frozen
class AdminPage:
    """The page that loads the form; `repository` is where else files are edited."""

    layout: Layout
    script: str
    repository: str


@frozen
class Admin:
    """The files of the form; `trouble` says why there are none though the site wants it."""

    files: tuple[OutputFile, ...] = ()
    trouble: SurroundingsError | None = None


def admin_of(edition: Edition, country: Country, root: Path) -> Admin:
    """The form of a site that has it on; it cannot work in a preview that is opened from disk."""
    record = edition.site.record
    host = git_host(record.repository or "")
    if not record.admin or host is None or edition.links.from_disk:
        return Admin()
    program = made(root)
    if program is None:
        return Admin(trouble=_missing())
    return Admin(tuple(_files(edition, country, host, program, root)))


def policy_of(host: GitHost) -> str:
    """What the page may load; the form sets styles by itself and shows pictures of people."""
    # The API and the pictures of people may have hosts of their own.
    pictures = {GitHostKind.GITHUB: "https://avatars.githubusercontent.com"}
    return (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        f"connect-src 'self' blob: data: {_origin(host.api)}; font-src 'self'; "
        f"img-src 'self' data: blob: {pictures.get(host.kind, host.origin)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _origin(url: str) -> str:
    return "/".join(url.split("/")[:3])


def _files(
    edition: Edition, country: Country, host: GitHost, program: Path, root: Path
) -> Iterator[OutputFile]:
    from nokgen.admin.config import settings_of  # it needs every record; few sites have a form

    script = (program / SCRIPT).read_bytes()
    name = f"form-{sha256(script).hexdigest()[:10]}.js"
    renderer = renderer_for(edition.messages, root / "templates")
    page = renderer.page("admin", _page(edition, host, name))
    yield OutputFile(f"{_FOLDER}/index.html", page.encode())
    text = json.dumps(
        settings_of(edition, country, host), ensure_ascii=False, separators=(",", ":")
    )
    yield OutputFile(f"{_FOLDER}/config.json", text.encode())
    yield OutputFile(f"{_FOLDER}/{name}", script)
    for file in sorted(program.rglob("*")):
        below = file.relative_to(program).as_posix()
        if file.is_file() and below not in (SCRIPT, SCHEMA, VALUES, SUMS):
            yield OutputFile(f"{_FOLDER}/{below}", file)


def _page(edition: Edition, host: GitHost, script: str) -> AdminPage:
    title = edition.messages.gettext("Form for editors")
    frame = layout(edition, Heading(ADMIN, title, title, hidden=True))
    return AdminPage(
        layout=replace(frame, policy=Markup(policy_of(host))),
        script=script,
        repository=f"{host.origin}/{host.path}",
    )


def _missing() -> SurroundingsError:
    return SurroundingsError(
        N_("site.yaml turns on the form for editors, and its program has not been made yet"),
        hint=N_("The site stands without it. Make it, then build again: nokgen admin"),
    )
