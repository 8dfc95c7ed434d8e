"""The five plans, in every format and with every fault, come back as they stand in content/."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from nokgen.import_.assemble import assemble
from nokgen.import_.draft import write_draft
from nokgen.import_.measures import Draft
from nokgen.import_.readers import read_source
from nokgen.import_.request import Request
from nokgen.import_.territory import bodies_near
from nokgen.messages import messages_for
from tests import import_documents as documents
from tests.import_documents import ALL, CONTENT, PLANS, RENAMED, ROOT, Plan

RU = messages_for("ru")
TODAY = date(2026, 11, 22)
COMPARED = ("number", "title", "deadline", "quantity", "expected", "responsible")

Maker = Callable[[Plan], bytes]
MAKERS: dict[str, Maker] = {
    "text": lambda of: next((CONTENT / of.address).parents[1].glob("documents/*.txt")).read_bytes(),
    "docx with faults": lambda of: documents.as_docx(of, ALL),
    "docx, other columns": lambda of: documents.as_docx(of, RENAMED),
    "xlsx with faults": lambda of: documents.as_xlsx(of, ALL),
    "html with faults": lambda of: documents.as_html(of, ALL, literal=True),
    "html, other columns": lambda of: documents.as_html(of, RENAMED, encoding="windows-1251"),
    "cells one a line": documents.as_lines,
    "a tab before each cell": documents.as_tabs,
    "pdf": lambda of: documents.as_pdf(of.name),
}


@cache
def plan(name: str) -> Plan:
    return documents.plan(name)


@cache
def imported(name: str, maker: str) -> tuple[Draft, str, dict[str, Any]]:
    of = plan(name)
    path = Path("content", f"{of.address}.yaml")
    request = Request(path.stem, TODAY, bodies_near(ROOT, path))
    draft = assemble(read_source(MAKERS[maker](of)), request)
    text = write_draft(draft, "# schema", name, RU).text
    return draft, text, yaml.load(text, yaml.BaseLoader)


def one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def cells(tree: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [
        tuple(one_line(measure.get(key)) for key in COMPARED)
        for section in tree.get("sections", [tree])
        for measure in section["measures"]
    ]


# Other columns are tried on the two plans that have most of them in different orders.
EVERY = [
    (name, maker)
    for maker in MAKERS
    for name in PLANS
    if "other columns" not in maker or name in ("kirovsk", "polyarnye-zori")
]


@pytest.mark.parametrize(("name", "maker"), EVERY)
def test_every_measure_and_every_cell_comes_back(name: str, maker: str) -> None:
    _draft, _text, tree = imported(name, maker)
    assert cells(tree) == cells(plan(name).tree)


@pytest.mark.parametrize(("name", "maker"), EVERY)
def test_title_years_and_sections_come_back(name: str, maker: str) -> None:
    _draft, _text, tree = imported(name, maker)
    real = plan(name).tree
    for key in ("title", "kind", "year", "yearly", "spheres"):
        if key != "spheres" or maker == "text":
            assert one_line(tree.get(key)) == one_line(real.get(key))
    sections = [
        [(each.get("number"), one_line(each["title"])) for each in of.get("sections", [])]
        for of in (tree, real)
    ]
    assert sections[0] == sections[1]


@pytest.mark.parametrize(("name", "maker"), EVERY)
def test_every_row_of_the_source_has_a_fate(name: str, maker: str) -> None:
    draft, _text, _tree = imported(name, maker)
    assert sorted(draft.fates.of) == list(range(draft.source.rows))
