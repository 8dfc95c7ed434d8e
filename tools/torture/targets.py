"""A broken file goes in; what nokgen does with it is watched, and a broken promise is a fault."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from nokgen.build import Options, Search, build
from nokgen.check import check
from nokgen.fmt import plan_of, write
from nokgen.import_.assemble import assemble
from nokgen.import_.draft import write_draft
from nokgen.import_.readers import read_source
from nokgen.import_.readers.wire import packed, unpacked
from nokgen.import_.refusal import RefusalError
from nokgen.import_.report import report_json, report_lines
from nokgen.import_.request import Request
from nokgen.model import build_site
from nokgen.read import SourceTree, Tree, read_site
from nokgen.read.site import parse
from nokgen.read.text import CONTROL
from tools.torture.guard import only_writes
from tools.torture.readers import RU, deadline, hold, look_at, page, table, yaml_text
from tools.torture.seed import Seed
from tools.torture.seeds import Sites

TODAY = date(2026, 11, 22)


def check_file(seed: Seed, sites: Sites) -> str:
    """`check` on a file in memory; what it accepts can be modelled."""
    sites.tree(seed.site)  # made outside of the watch
    with only_writes():
        return _judge(sites.with_file(seed))


def check_disk(seed: Seed, sites: Sites) -> str:
    """`check` on a file in its folder."""
    with _laid(seed, sites) as folder, only_writes():
        return _judge(read_site(folder))


def _judge(tree: SourceTree) -> str:
    checked = check(tree, lambda _zone: TODAY)
    found = checked.diagnostics
    look_at(found)
    hold((checked.content is None) == checked.has_errors, "content is None only for errors")
    if checked.content is None:
        return "refused"
    build_site(checked.content, TODAY)
    return "accepted"


class _laid:  # noqa: N801  (a context: the file is laid into its site, then the site is as before)
    def __init__(self, seed: Seed, sites: Sites) -> None:
        self._folder = sites.folder(seed.site)
        self._seed = seed
        self._before: bytes | None = None

    def __enter__(self) -> Path:
        file = self._folder / self._seed.path
        if file.is_file():
            self._before = file.read_bytes()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(self._seed.data)
        return self._folder

    def __exit__(self, *_error: object) -> None:
        file = self._folder / self._seed.path
        if self._before is None:
            file.unlink()
        else:
            file.write_bytes(self._before)


def style(seed: Seed, sites: Sites) -> str:
    """`fmt` on a file: its values stay, a second run changes nothing, no other file changes."""
    with _laid(seed, sites) as folder:
        with only_writes():
            plan = plan_of(folder, "site.yaml", [seed.path], used=lambda _path: ())
        hold(all(each.path == seed.path for each in plan.changes), "fmt changes other files")
        if not plan.changes:
            return "left alone"
        with only_writes((folder / seed.path).parent):
            write(folder, plan.changes)
            again = plan_of(folder, "site.yaml", [seed.path], used=lambda _path: ())
    after = plan.changes[0].after
    hold(not again.changes, "fmt changes its own style")
    hold(_said(seed.data, seed.path) == _said(after, seed.path), "fmt changed a value")
    return "styled"


def _said(data: bytes, path: str) -> tuple[Tree, str]:
    document, _faults = parse(data, path)
    return (None, "") if document is None else (_without_ids(document.tree), document.body)


def _without_ids(tree: Tree) -> Tree:
    if isinstance(tree, list):
        return [_without_ids(item) for item in tree]
    if isinstance(tree, dict):
        return {key: _without_ids(item) for key, item in tree.items() if key != "id"}
    return tree


def import_(seed: Seed, _sites: Sites) -> str:
    """`import` of a document, as the process that reads it does; the draft is valid YAML.

    What a library raises while it reads a package, a page or a PDF ends that process only, and is
    told as a damaged file (`readers.apart`); what is made of a document must never raise.
    """
    with only_writes():
        try:
            source = unpacked(packed(read_source(seed.data)))
        except RefusalError as refusal:
            RU.gettext(refusal.message, **{"name": "x", **refusal.params})
            return "refused"
        except (MemoryError, RecursionError):
            raise
        except Exception:
            return "damaged"
        request = Request("2020-plan", TODAY, kind=seed.site)
        try:
            draft = assemble(source, request)
            written = write_draft(draft, "# a", seed.path, RU)
            told = report_lines(draft, seed.path, written.lines, RU)
            hold(not any(CONTROL.search(line) for line in told), "the report steers a terminal")
            json.dumps(report_json(draft, written, "x.yaml", seed.path, RU))
        except RefusalError:
            return "refused"
    document, found = parse(written.text.encode(), "x.yaml")
    hold(document is not None and not found, f"the draft is not valid: {found}")
    return "accepted"


def whole(seed: Seed, sites: Sites) -> str:
    """`build` of a site with the file: what check accepts is built, and only below the output."""
    with _laid(seed, sites) as folder:
        output = folder / "public"
        work = folder / ".public.nokgen"
        before = _listing(folder)
        with only_writes(output, work, folder / ".nokgen"):
            outcome = build(Options(folder, output, lambda _zone: TODAY, search=Search.NONE))
        after = [path for path in _listing(folder) if not path.startswith("public/")]
        hold(after == [path for path in before if not path.startswith("public/")], "left a file")
    return "refused" if outcome.changes is None else "built"


def _listing(folder: Path) -> list[str]:
    return sorted(
        Path(place, name).relative_to(folder).as_posix()
        for place, _folders, names in os.walk(folder)
        for name in names
    )


def _read(reader: Callable[[Seed], str], seed: Seed, _sites: Sites) -> str:
    return reader(seed)


# Of a text alone, without a site around it.
READERS = {"table": table, "yaml": yaml_text, "deadline": deadline, "markdown": page}
TARGETS: Mapping[str, Callable[[Seed, Sites], str]] = {
    "check": check_file,
    "disk": check_disk,
    "fmt": style,
    "import": import_,
    "build": whole,
    **{name: partial(_read, reader) for name, reader in READERS.items()},
}
