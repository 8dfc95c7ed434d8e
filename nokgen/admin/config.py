"""An edition of a site and its Git host go in; the settings of the form for editors come out.

Each form stands once in them, by the name of its kind: `npm/form.js` puts it where it belongs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nokgen.admin.fields import form_of
from nokgen.domain.git_host import GitHost
from nokgen.messages import N_, Messages
from nokgen.model import Site
from nokgen.model.outline import Country, Outline
from nokgen.pages import Edition
from nokgen.read import ATTACHMENTS, CONTENT, PAGES
from nokgen.records.base import SLUG
from nokgen.records.schema import KINDS

Json = dict[str, Any]

# Folders of files of one kind, and what to call a new file there.
_FOLDERS = (
    ("plan", "plans", N_("Plans"), "2026-information-campaign"),
    ("results", "results", N_("Results of assessments"), "2026-education"),
    ("improvement", "improvement", N_("Plans to remove shortcomings"), "2026-school-1"),
)
# Files that stand once in the folder of a territory.
_FILES = ("organizations", "council", "publications", "surveys")


def settings_of(edition: Edition, country: Country, host: GitHost) -> Json:
    """The settings: `config` for Sveltia CMS, `forms` by the kinds of files, the `language`."""
    site, links, messages = edition.site, edition.links, edition.messages
    # From the root of the repository to that of the site.
    prefix, address = edition.past.prefix, links.absolute("/")
    collections = list(_collections(country, prefix, messages))
    used = {part["fields"] for each in collections for part in each.get("files", (each,)) if part}
    return {
        "language": messages.language,
        "config": {
            "backend": _backend(site, host, messages),
            **({"publish_mode": "editorial_workflow"} if host.takes_requests else {}),
            "app_title": site.record.title,
            **({"site_url": address} if address else {}),
            "logo": {
                "src": links.base_path + edition.published["icon.svg"],
                "show_in_header": False,
            },
            "issue_reports": {"url": f"{host.origin}/{host.path}/issues"},
            "editor": {"preview": False},
            "show_preview_links": False,
            "media_folder": f"{prefix}{CONTENT}/{ATTACHMENTS}",
            "public_folder": f"/{ATTACHMENTS}",
            "media_libraries": {
                "default": {"config": {"slugify_filename": True}},
                "stock_assets": {"providers": []},
            },
            # File names of Latin letters, as the records want them.
            "slug": {"encoding": "ascii", "clean_accents": True},
            "collections": collections,
        },
        "forms": {kind: _form(kind, messages) for kind in KINDS if kind in used},
    }


def _form(kind: str, messages: Messages) -> list[Json]:
    """The form of a kind; of a page its text, too, which is no key of its record."""
    fields = form_of(kind, messages)
    if kind != "page":
        return fields
    hint = messages.gettext("In Markdown: **bold**, *italics*, [a link](https://example.org/).")
    body = {"name": "body", "label": messages.gettext("Text of the page"), "hint": hint}
    return [*fields, body | {"widget": "text", "use_emoji_autocomplete": False}]


def _backend(site: Site, host: GitHost, messages: Messages) -> Json:
    say = messages.gettext
    api = {} if host.api == "https://api.github.com" else {"api_root": host.api}
    return {
        "name": host.kind.value,
        "repo": host.path,
        "branch": site.record.branch,
        **api,
        # A key of the host's own: to sign in by its page needs a server of somebody else.
        "auth_methods": ["token"],
        "commit_messages": {
            "create": say("Add %(path)s", path="{{path}}"),
            "update": say("Change %(path)s", path="{{path}}"),
            "delete": say("Remove %(path)s", path="{{path}}"),
            "uploadMedia": say("Add %(path)s", path="{{path}}"),
            "deleteMedia": say("Remove %(path)s", path="{{path}}"),
        },
    }


def _collections(country: Country, prefix: str, messages: Messages) -> Iterator[Json]:
    for part in country.parts():
        yield from _territory(part, prefix, messages)
    yield _folder("page", f"{prefix}{CONTENT}/{PAGES}", messages.gettext("Pages"), "faq", messages)
    synonyms = KINDS["synonyms"]
    yield {
        "name": "site",
        "label": messages.gettext(synonyms.title),
        "files": [_file("synonyms", prefix + synonyms.files, messages)],
        "publish": False,
    }


def _territory(place: Outline, prefix: str, messages: Messages) -> Iterator[Json]:
    """What the folder of a region or a municipality holds."""
    kind = "region" if place.is_region else "municipality"
    folder, name = f"{prefix}{CONTENT}/{place.folder}", place.name
    documents = {"media_folder": f"/{folder}/{ATTACHMENTS}", "public_folder": ATTACHMENTS}
    for each, below, label, example in _FOLDERS:
        titled = messages.gettext(
            "%(place)s: %(what)s", place=name, what=messages.gettext(label).lower()
        )
        yield _folder(each, f"{folder}/{below}", titled, example, messages) | documents
    files = [_file(each, f"{folder}/{each}.yaml", messages) for each in (kind, *_FILES)]
    label = messages.gettext("%(place)s: about the place and its organisations", place=name)
    yield {
        "name": _name(place.folder),
        "label": label,
        "files": files,
        "publish": False,
        **documents,
    }


def _folder(kind: str, folder: str, label: str, example: str, messages: Messages) -> Json:
    """A folder of files; none can be removed, for an address once published never dies.

    Nor are changes accepted in the form: that is for the host, after the checks.
    """
    hint = messages.gettext(
        "The end of the address of the page, which stays for ever: small Latin letters, digits "
        "and hyphens. For example: %(example)s",
        example=example,
    )
    page = kind == "page"
    return {
        "name": _name(folder),
        "label": label,
        "label_singular": messages.gettext(KINDS[kind].title),
        "description": messages.gettext(KINDS[kind].description),
        "folder": folder,
        "extension": "md" if page else "yaml",
        # Sveltia CMS takes only such a name for Markdown.
        "format": "page-frontmatter" if page else "record",
        "fields": kind,
        "summary": "{{slug}}: {{title}}" if kind != "improvement" else "{{slug}}",
        "slug": {
            "editable": ["create"],
            "pattern": [f"^{SLUG}$", messages.gettext("Write it as the hint says.")],
            "hint": hint,
        },
        "delete": False,
        "publish": False,
        "sortable_fields": ["slug"],
    }


def _file(kind: str, path: str, messages: Messages) -> Json:
    return {
        "name": kind,
        "label": messages.gettext(KINDS[kind].title),
        "file": path,
        "format": "record",
        "fields": kind,
    }


def _name(folder: str) -> str:
    """A name for a folder that no other has: slugs have no underscore."""
    return folder.replace("/", "_")
