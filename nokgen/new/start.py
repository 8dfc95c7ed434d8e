"""`nokgen init`: an empty folder goes in, a site that works at once comes out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from nokgen import __version__
from nokgen.messages import N_, Messages
from nokgen.new import example
from nokgen.new.disk import create
from nokgen.new.draft import comment, draft
from nokgen.new.scaffolds import schema_line
from nokgen.records.schema import KINDS, publish
from nokgen.surroundings import SurroundingsError

SITE_FILE = "site.yaml"

# Kinds of files in YAML: the head of a page stands in Markdown, where no editor looks at a schema.
IN_EDITORS = tuple(sorted(kind for kind, known in KINDS.items() if known.files.endswith(".yaml")))

EXAMPLE = (
    N_("EXAMPLE. Everything in this file is invented: write your own instead."),
    N_("While `fictional: true` stands in site.yaml, every page of the site says so."),
)

SETTINGS = (
    N_("The settings of the site. Write your own title and description."),
    N_("When no invented example is left on the site, write `fictional: false` below."),
)


def init(folder: Path, messages: Messages) -> tuple[str, ...]:
    """Make a site in `folder`; the files written, as paths from there, sorted.

    Files that stand there already are left as they are, and not returned: `left` names them.
    SurroundingsError (exit code 2) when `folder` holds a site or is a file: an example would get
    into real content there; `nokgen new` adds to a site.
    """
    if folder.exists() and not folder.is_dir():
        raise SurroundingsError(
            N_("%(folder)s is a file, and a site needs a folder"),
            hint=N_("Give the name of a new folder: nokgen init mysite"),
            params={"folder": str(folder)},
            exit_code=2,
        )
    if (folder / SITE_FILE).exists():
        raise SurroundingsError(
            N_("there is a site in the folder %(folder)s already"),
            hint=N_("To add to it: nokgen new. To begin another one: nokgen init mysite"),
            params={"folder": str(folder.resolve())},
            exit_code=2,
        )
    files = planned(messages)
    # site.yaml comes last: without it a run that was cut off can be repeated.
    order = sorted(files, key=lambda name: (name == SITE_FILE, name))
    return tuple(sorted(name for name in order if create(folder / name, files[name])))


def left(made: tuple[str, ...], messages: Messages) -> tuple[str, ...]:
    """The files of a new site that `init` did not write, because they stood there already."""
    return tuple(sorted(set(planned(messages)) - set(made)))


def planned(messages: Messages) -> dict[str, str]:
    """Every file of a new site: its path from the root, with `/`, and its text."""
    return {
        **dict(_starter(resources.files("nokgen.new") / "starter")),
        **_example(messages),
        **_schemas(messages),
        "requirements.txt": _requirement() + "\n",
    }


def _starter(folder: Traversable, above: str = "") -> Iterator[tuple[str, str]]:
    """The files that are copied as they stand; a leading `dot-` of a name becomes a dot."""
    for entry in folder.iterdir():
        name = above + ("." + entry.name[4:] if entry.name.startswith("dot-") else entry.name)
        if entry.is_dir():
            yield from _starter(entry, name + "/")
        else:
            yield name, entry.read_text(encoding="utf-8")


def _example(messages: Messages) -> dict[str, str]:
    region = f"content/{example.REGION}"
    town = f"{region}/{example.MUNICIPALITY}"
    territory = {
        f"{region}/region.yaml": ("region", example.REGION_VALUES),
        f"{town}/municipality.yaml": ("municipality", example.MUNICIPALITY_VALUES),
        f"{town}/plans/{example.PLAN}.yaml": ("plan", example.PLAN_VALUES),
    }
    return {
        SITE_FILE: _file("site", SITE_FILE, example.SITE, SETTINGS, messages),
        **{
            path: _file(kind, path, values, EXAMPLE, messages)
            for path, (kind, values) in territory.items()
        },
    }


def _file(
    kind: str,
    path: str,
    values: Mapping[str, object],
    introduction: tuple[str, ...],
    messages: Messages,
) -> str:
    lines = [
        schema_line(kind, Path(path)),
        *(comment(messages.gettext(sentence)) for sentence in introduction),
        "",
        draft(KINDS[kind].record, values, messages, optional=kind == "site"),
    ]
    return "\n".join(lines)


def _schemas(messages: Messages) -> dict[str, str]:
    return {
        f".vscode/schemas/{kind}.json": json.dumps(
            publish(kind, messages), ensure_ascii=False, indent=2
        )
        + "\n"
        for kind in IN_EDITORS
    }


def _requirement() -> str:
    """The versions of nokgen that read the same content: up to the next one that may break it."""
    major, minor = __version__.split(".")[:2]
    following = f"0.{int(minor) + 1}" if major == "0" else str(int(major) + 1)
    return f"nokgen>={major}.{minor},<{following}"
