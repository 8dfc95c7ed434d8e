"""The files of the project go in; what is to be broken comes out, with small sites around it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from nokgen.read import SourceTree, Tree, read_site
from nokgen.read.site import parse, quick_parse
from nokgen.read.tables import TABLE_SUFFIXES, open_tables
from tests import import_documents as documents
from tests.test_cases import NAMES, make_site
from tools.torture.seed import Seed

ROOT = Path(__file__).resolve().parent.parent.parent
CASES = ROOT / "tests" / "cases"
EXAMPLE = ROOT / "examples" / "site"
REGION = "content/primerskaya-oblast"
# The towns of the fictional region, each as a site of its own: small enough to check often.
TOWNS = ("obraztsovo", "primersk", "vymyshlensk")
BASE, REAL, REST = "_base", "_real", "_region"
# They have no faults, so that most of what is only a little changed in them can be built.
VALID = (BASE, "_obraztsovo")
_READ = (".yaml", ".md", ".csv", ".xlsx", ".lock")


class Sites:
    """The small sites by name, made below a folder when they are first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._trees: dict[str, SourceTree] = {}

    def folder(self, name: str) -> Path:
        """The folder of a site, to change and to put right again."""
        site = self._folder / name
        if not site.exists():
            _make(name, site)
        return site

    def tree(self, name: str) -> SourceTree:
        """What reading a site gives."""
        if name not in self._trees:
            self._trees[name] = read_site(self.folder(name))
        return self._trees[name]

    def with_file(self, seed: Seed) -> SourceTree:
        """What reading a site gives when a file of it is replaced."""
        tree = self.tree(seed.site)
        known = [found for found in tree.diagnostics if found.span.path != seed.path]
        files = tree.files
        if seed.path not in files and seed.path != tree.config_path:
            files = tuple(sorted((*files, seed.path)))
        if seed.suffix in TABLE_SUFFIXES:
            tables = {path: file for path, file in tree.tables.items() if path != seed.path}
            table, faults = open_tables(seed.data, seed.path)
            if table is not None:
                tables[seed.path] = table
            return replace(tree, files=files, tables=tables, diagnostics=(*known, *faults))
        texts = {path: text for path, text in tree.documents.items() if path != seed.path}
        document, faults = parse(seed.data, seed.path)
        if document is not None:
            texts[seed.path] = document
        return replace(tree, files=files, documents=texts, diagnostics=(*known, *faults))


def _make(name: str, site: Path) -> None:
    if name == BASE:
        shutil.copytree(CASES / BASE, site)
    elif name == REAL:
        shutil.copytree(ROOT / "content", site / "content")
        shutil.copy(ROOT / "site.yaml", site)
    elif name in NAMES:
        make_site(CASES / name, site)
    else:
        _make_town(name.removeprefix("_"), site)


def _make_town(name: str, site: Path) -> None:
    """A town of the fictional region with the region around it, or the region without towns."""
    others = [town for town in TOWNS if town != name]
    region = site / REGION
    results = ["results"] if name in TOWNS else []
    shutil.copytree(
        EXAMPLE / REGION, region, ignore=shutil.ignore_patterns(*others, *results, "public")
    )
    if name in TOWNS:
        # The results of the region assess organizations of all towns; its own plans stay.
        shutil.rmtree(region / "improvement")
        shutil.copytree(EXAMPLE / REGION / name, region / name, dirs_exist_ok=True)
        shutil.copytree(CASES / BASE / "content" / "pages", site / "content" / "pages")
    else:
        shutil.copytree(EXAMPLE / "content" / "pages", site / "content" / "pages")
    shutil.copy(CASES / BASE / "site.yaml", site)


@cache
def small_seeds() -> tuple[Seed, ...]:
    """Every file that the cases lay over their base, and those of the base."""
    found = [seed for name in NAMES for seed in _of(name, CASES / name / "in")]
    return (*_of(BASE, CASES / BASE), *found)


@cache
def large_seeds() -> tuple[Seed, ...]:
    """Every file of the real content and of the example, each in a site where it belongs."""
    real = [Seed(REAL, "site.yaml", (ROOT / "site.yaml").read_bytes())]
    real += [replace(seed, path=f"content/{seed.path}") for seed in _of(REAL, ROOT / "content")]
    example = [replace(seed, site=_home(seed.path)) for seed in _of(REST, EXAMPLE)]
    return (*real, *example)


def _of(site: str, folder: Path) -> tuple[Seed, ...]:
    return tuple(
        Seed(site, path.relative_to(folder).as_posix(), path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.suffix in _READ and path.is_file() and not {"public", ".nokgen"} & set(path.parts)
    )


def _home(path: str) -> str:
    return next((f"_{town}" for town in TOWNS if f"/{town}/" in path), REST)


@cache
def document_seeds() -> tuple[Seed, ...]:
    """The five plans in every format that is imported; `site` is the kind of the draft."""
    return tuple(_documents())


@cache
def pdf_seeds() -> tuple[Seed, ...]:
    """The plans as they were printed: slow to read, so apart."""
    return tuple(Seed("plan", f"{name}.pdf", documents.as_pdf(name)) for name in documents.PLANS)


def _documents() -> Iterator[Seed]:
    for name in documents.PLANS:
        plan = documents.plan(name)
        made = {
            "docx": documents.as_docx(plan, documents.ALL),
            "xlsx": documents.as_xlsx(plan, documents.RENAMED),
            "html": documents.as_html(plan, documents.ALL),
            "lines.txt": documents.as_lines(plan),
            "tabs.txt": documents.as_tabs(plan),
        }
        yield from (Seed("plan", f"{name}.{end}", data) for end, data in made.items())
        yield Seed("improvement", f"{name}.html", made["html"])
    for seed in large_seeds():
        if seed.suffix in TABLE_SUFFIXES:
            yield Seed("results", Path(seed.path).name, seed.data)


@cache
def deadline_seeds() -> tuple[Seed, ...]:
    """The texts of deadlines that are known."""
    file = ROOT / "tests" / "data" / "deadlines.json"
    texts = sorted({str(each["text"]) for each in json.loads(file.read_text("utf-8"))})
    return tuple(Seed("", "deadline.txt", text.encode()) for text in texts)


@cache
def markdown_seeds() -> tuple[Seed, ...]:
    """Pages of the project: what editors write, and longer texts."""
    paths = [*ROOT.glob("content/pages/*.md"), *ROOT.glob("docs/editor/*.md")]
    pages = [path.read_text("utf-8") for path in sorted(paths)]
    # Pieces of a page as well: they take less time, so more of them are tried.
    parts = sorted({part.strip() for page in pages for part in page.split("\n## ")})
    texts = [text.encode()[:4000] for text in (*pages, *parts)]
    tags = b'A<b onclick="x">b</b> <script>x</script>\n\n| a |\n|--:|\n| 1 |\n\n[a]: /b "c"\n'
    return tuple(Seed("", "page.md", text) for text in (*texts, tags))


@lru_cache(maxsize=512)
def tree_of(seed: Seed) -> Tree:
    """What the YAML of a file says; None for other files, and for what cannot be read."""
    if seed.suffix != ".yaml" or len(seed.data) > 60_000:
        return None
    return quick_parse(seed.data, seed.path)[0]
