"""What types accept and refuse, as a file shows it."""

from __future__ import annotations

import pytest

from nokgen.check.findings import Findings
from nokgen.check.shape import shaped
from nokgen.read.site import parse
from nokgen.records.plan import Plan
from nokgen.records.site import Site
from nokgen.records.territory import Municipality

SITE = "schema_version: 1\ntitle: x\ndescription: y\n"
PLAN = "title: x\nkind: other\nyear: 2020\nspheres: [education]\nsource: {title: x}\n"


def faults(model: type[Site] | type[Plan] | type[Municipality], text: str) -> list[tuple[str, int]]:
    document, found = parse(text.encode(), "file.yaml")
    assert document is not None
    findings = Findings(document, found)
    record = shaped(model, findings)
    assert (record is None) == bool(found)
    return [(each.code.slug, each.span.line) for each in found]


@pytest.mark.parametrize(
    "zone", ["Europe/Moscow", "Asia/Yekaterinburg", "America/Argentina/Buenos_Aires", "UTC"]
)
def test_time_zones(zone: str) -> None:
    assert faults(Site, f"{SITE}time_zone: {zone}\n") == []


@pytest.mark.parametrize(
    "zone",
    ["Moscow", "Europe", "../../etc/passwd", "localtime", "Europe/Nowhere", "[a]", "posix/UTC"],
)
def test_what_is_no_time_zone(zone: str) -> None:
    assert faults(Site, f"{SITE}time_zone: {zone}\n") == [("time-zone-unknown", 4)]


@pytest.mark.parametrize(
    ("line", "slug"),
    [
        ("title: Ещё: раз", "colon-in-text"),
        ("year: '2020'", ""),
        ("year: 1989", "number-out-of-range"),
        ("year: -5", "number-malformed"),
        ("year: 2020.0", "number-malformed"),
        ("year: [2020]", "not-a-text"),
        ("year: {a: b}", "not-a-text"),
        ("yearly: true", ""),
        ("yearly: yes", "truth-malformed"),
        ("yearly: 'true'", ""),
        ("period: 2020-2021", "not-a-mapping"),
        ("period: {from: 2020, to: 2021}", ""),
        ("period: {from: 2020}", "missing-key"),
        ("period: {first: 2020, last: 2021}", "missing-key"),
        ("period: {from: 2020, to: ~}", "empty-value"),
        ("aliases: /a/b/", "not-a-list"),
        ("aliases: [/a/b/]", ""),
        ("aliases: [/a/B/]", "address-malformed"),
        ("aliases: [a, ~]", "address-malformed"),
        ("note: 12:30", ""),
        ("note: ''", "empty-value"),
        ("short_title: |\n  a\n  b", "more-than-one-line"),
        ("short_title: |\n  a\n", ""),
        ("approved: {date: 2022-02-29}", "date-impossible"),
        ("approved: {date: 2024-02-29}", ""),
        ("approved: {date: '2022-02-28'}", ""),
        ("approved: {number: 010}", ""),
        ("approved: приказ № 66", "not-a-mapping"),
        ("appointed: [{name: x}, ~]", "empty-value"),
        ("measures: [{id: m1, title: x, deadline: [a, b]}]", "not-a-text"),
        ("measures: {id: m1, title: x}", "not-a-list"),
        ("sections: [{title: x}]", "missing-key"),
    ],
)
def test_a_line_of_a_plan(line: str, slug: str) -> None:
    rows = {row.partition(":")[0]: row for row in PLAN.splitlines()}
    rows[line.partition(":")[0]] = line
    document, found = parse("\n".join([*rows.values(), ""]).encode(), "file.yaml")
    if document is not None:
        shaped(Plan, Findings(document, found))
    assert [each.code.slug for each in found][:1] == ([slug] if slug else [])


def test_the_number_of_a_document_keeps_its_zeros() -> None:
    document, found = parse(f"{PLAN}approved: {{number: 010}}\n".encode(), "file.yaml")
    assert document is not None
    plan = shaped(Plan, Findings(document, found))
    assert plan is not None
    assert plan.approved is not None
    assert plan.approved.number == "010"


@pytest.mark.parametrize("text", ["просто текст\n", "- a\n- b\n", "12\n"])
def test_a_file_that_is_no_mapping(text: str) -> None:
    assert [slug for slug, _line in faults(Municipality, text)] == ["not-a-mapping"]


def test_all_faults_of_a_file_at_once() -> None:
    text = "nаme: x\noktmo: 12\nbodies:\n  - id: Я\n    kind: x\n  - name:\n"
    assert sorted(faults(Municipality, text), key=lambda fault: (fault[1], fault[0])) == [
        ("missing-key", 1),
        ("unknown-key", 1),
        ("oktmo-malformed", 2),
        ("id-malformed", 4),
        ("missing-key", 4),
        ("value-not-allowed", 5),
        ("empty-value", 6),
        ("missing-key", 6),
        ("missing-key", 6),
    ]
