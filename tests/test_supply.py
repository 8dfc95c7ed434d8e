"""What the project depends on: locks, reasons, licences, known faults, the files of a release."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.message import Message
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import packages_distributions
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import npm
from tools.supply import audit as look
from tools.supply import licences, release
from tools.supply import refresh as asking
from tools.supply.licences import allowed, licence_in, licence_of
from tools.supply.locks import (
    FORM,
    NPM,
    NPM_LOCKS,
    PYPI,
    ROOT,
    SITE,
    TESTS,
    Locked,
    everything,
    locked,
)
from tools.supply.osv import Record, UnreadableError, affects, npm_version
from tools.supply.policy import Accepted, Exceptional, Policy, read_policy
from tools.supply.snapshot import Snapshot, key_of, read_snapshot, written

TODAY = date(2026, 11, 22)
POLICY = read_policy()
NONE = Policy(frozenset({"MIT"}), {}, {}, {})
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DOCUMENT = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")


def advisory(name: str) -> Record:
    """A public advisory in the form that OSV serves: true names and versions, our words."""
    path = ROOT / "tests" / "data" / "osv" / f"{name}.json"
    record: Record = json.loads(path.read_text(encoding="utf-8"))
    return record


def pin(name: str, version: str, ecosystem: str = PYPI, lock: str = TESTS) -> Locked:
    return Locked(ecosystem, name, version, lock, ())


# Locks: those of Python are held by tests/test_setup.py -------------------------------------------


@pytest.mark.parametrize("lock", NPM_LOCKS)
def test_a_lock_of_npm_has_a_sum_for_every_package_and_no_address(lock: str) -> None:
    packages = locked(lock)
    assert packages
    for package in packages:
        assert package.hashes, package
        assert all(re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", each) for each in package.hashes)
    assert "://" not in re.sub(
        r'"funding": \{[^}]*\}|"url": "[^"]*"', "", (ROOT / lock).read_text()
    )
    assert '"resolved"' not in (ROOT / lock).read_text()


def test_every_lock_of_npm_is_looked_at() -> None:
    run = subprocess.run(
        ["git", "ls-files", "*package-lock.json"], cwd=ROOT, capture_output=True, text=True
    )
    assert sorted(run.stdout.split()) == sorted(NPM_LOCKS)


def test_what_is_installed_is_what_the_locks_hold() -> None:
    script = (ROOT / "tools" / "setup.sh").read_text(encoding="utf-8")
    commands = re.findall(r"pip install (.+?) >&2", script)
    assert commands == [
        '-qq --require-hashes --no-deps -r "$lock"',
        "-qq --no-deps --no-build-isolation -e .",
    ]
    assert "--ignore-scripts" in npm.QUIET
    for program in ("tools/npm.py", "nokgen/admin/bundle.py"):
        text = (ROOT / program).read_text(encoding="utf-8")
        assert '"ci"' in text
        assert "--ignore-scripts" in text
        assert '"install"' not in text


# docs/dependencies.md ----------------------------------------------------------------------------


def table(heading: str) -> list[list[str]]:
    """The rows below a heading of the document, cell by cell."""
    part = DOCUMENT.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")]
    return rows[2:]


def paths_in(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def direct(requirements: list[str]) -> list[str]:
    return sorted(canonicalize_name(Requirement(each).name) for each in requirements)


GROUPS = PROJECT["dependency-groups"]
SITE_TABLE, BUILD_TABLE = "Of the site", "Of the build"
TESTS_TABLE, BROUGHT_TABLE = "Of tests and developers", "Imported, but brought by another"


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        (SITE_TABLE, PROJECT["project"]["dependencies"]),
        (BUILD_TABLE, GROUPS["build"]),
        (TESTS_TABLE, GROUPS["dev"]),
    ],
)
def test_every_dependency_has_its_reason(heading: str, wanted: list[str]) -> None:
    rows = table(heading)
    assert [row[0] for row in rows] == direct(wanted)
    assert all(len(row[1]) > 3 for row in rows)


def test_every_package_of_npm_has_its_reason() -> None:
    wanted = []
    for lock in NPM_LOCKS:
        package = json.loads((ROOT / lock).with_name("package.json").read_text(encoding="utf-8"))
        assert package.keys().isdisjoint({"devDependencies", "scripts"})
        wanted += [(name, [lock]) for name in sorted(package["dependencies"])]
    assert [(row[0], paths_in(row[1])) for row in table("From npm")] == wanted


def test_the_licences_of_the_document_are_those_of_the_packages() -> None:
    found = {package.name: licence_of(package, POLICY) for package in everything()}
    headings = (SITE_TABLE, BUILD_TABLE, TESTS_TABLE, BROUGHT_TABLE, "From npm")
    rows = [row for heading in headings for row in table(heading)]
    assert {row[0]: row[-1] for row in rows} == {row[0]: found[row[0]] for row in rows}


IMPORT = re.compile(
    r"^ *(?:from ([\w.]+) import|import ([\w., ]+)|.*\bimport_module\(\"([\w.]+)\"\))", re.MULTILINE
)
# Of our own, and what only mypy has.
OWN = {"nokgen", "tests", "tools", "benchmarks", "_typeshed", *sys.stdlib_module_names}


@cache
def imported(folders: tuple[str, ...]) -> dict[str, set[str]]:
    """Each outside distribution and the modules that import it, be it within a function."""
    known = packages_distributions()
    found: dict[str, set[str]] = {}
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        # Lines, not trees: five times as fast, and programs within strings count too.
        lines = IMPORT.findall(path.read_text(encoding="utf-8"))
        names = {each.split()[0] for some in lines for each in "".join(some).split(",")}
        for name in {name.partition(".")[0] for name in names} - OWN:
            for distribution in known.get(name, [name]):
                place = path.relative_to(ROOT).as_posix()
                found.setdefault(canonicalize_name(distribution), set()).add(place)
    return found


def outside(places: set[str], doors: list[str]) -> set[str]:
    return {place for place in places if not place.startswith(tuple(doors))}


def test_a_library_comes_into_the_program_only_by_its_door() -> None:
    used = dict(imported(("nokgen",)))
    # The program of Pagefind is a distribution of its own, which the extra `bin` brings.
    used["pagefind"] = used.pop("pagefind-bin")
    doors = {row[0]: paths_in(row[2]) for row in table(SITE_TABLE) + table(BROUGHT_TABLE)}
    assert used.keys() <= doors.keys()
    for name, places in used.items():
        assert not outside(places, doors[name]), name
        for door in doors[name]:
            if door.startswith("nokgen/"):
                assert any(place.startswith(door) for place in places), f"{name}: {door}"
    unused = {row[0] for row in table(SITE_TABLE) if row[2] == "not imported"}
    assert unused == set(direct(PROJECT["project"]["dependencies"])) - used.keys()


def test_a_library_of_the_tests_is_imported_where_the_document_says() -> None:
    used = imported(("tests", "tools", "benchmarks"))
    of_site = set(direct(PROJECT["project"]["dependencies"])) | {"markupsafe"}
    doors = {row[0]: paths_in(row[2]) for row in table(TESTS_TABLE) + table(BROUGHT_TABLE)}
    assert used.keys() - of_site <= doors.keys()
    for name, places in used.items():
        if name not in of_site:
            assert not outside(places, doors[name]), name
    unused = {row[0] for row in table(TESTS_TABLE) if row[2] == "not imported"}
    assert unused == set(direct(GROUPS["dev"])) - used.keys()


# Licences ----------------------------------------------------------------------------------------


def test_every_licence_is_allowed() -> None:
    assert list(licences.faults((*locked(SITE), *everything()), POLICY)) == []


@pytest.mark.parametrize(
    ("expression", "fine"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("MIT OR GPL-3.0-only", True),
        ("(MIT OR CC0-1.0)", True),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-3.0-only OR MIT AND ISC", True),
        # A person must read it.
        ("(MIT OR GPL-3.0-only) AND GPL-3.0-only", False),
        ("", False),
        ("see LICENSE", False),
    ],
)
def test_an_expression_is_allowed_as_a_whole(expression: str, fine: bool) -> None:
    assert allowed(expression, POLICY) is fine


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ([("License-Expression", "MIT"), ("License", "other")], "MIT"),
        ([("License", "BSD License")], "BSD License"),
        ([("License", "The whole\ntext"), ("Classifier", "License :: OSI :: ISC")], "ISC"),
        ([("Classifier", "License :: OSI :: A"), ("Classifier", "License :: OSI :: B")], None),
        ([("Classifier", "Topic :: Text")], None),
    ],
)
def test_the_newest_field_of_the_metadata_counts(
    fields: list[tuple[str, str]], found: str | None
) -> None:
    message = Message()
    for name, text in fields:
        message[name] = text
    assert licence_in(message) == found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("package", "said"),
    [
        (Locked(NPM, "a", "1.0.0", FORM, (), None, "GPL-3.0-only"), "is not allowed by policy"),
        (Locked(NPM, "a", "1.0.0", FORM, (), None, None), "names no licence"),
        (pin("no-such-package-here", "1"), "names no licence"),
    ],
)
def test_an_unknown_licence_is_a_fault(package: Locked, said: str) -> None:
    (fault,) = licences.faults([package], NONE)
    assert said in fault
    assert str(package) in fault


def test_an_exception_holds_only_where_it_was_given() -> None:
    special = {"x": Exceptional("GPL-2.0-only", "a program of the tests", SITE)}
    policy = Policy(frozenset(), {}, special, {})
    assert list(licences.faults([pin("x", "1", lock=TESTS)], policy)) == []
    (fault,) = licences.faults([pin("x", "1", lock=SITE)], policy)
    assert "is not allowed there" in fault
    (fault,) = licences.faults([], policy)
    assert "no lock has it" in fault


# Known faults ------------------------------------------------------------------------------------

JINJA, YAML, SEMVER = "GHSA-h5c8-rqwp-cp95", "GHSA-8q59-q68h-6hv4", "GHSA-c2qf-rxjj-qqgw"


@pytest.mark.parametrize(
    ("name", "package", "hit"),
    [
        (JINJA, pin("jinja2", "3.1.2"), True),
        (JINJA, pin("jinja2", "2.11.3"), True),
        (JINJA, pin("jinja2", "3.1.3"), False),
        (JINJA, pin("jinja2", "3.1.10"), False),
        (JINJA, pin("jinja2", "3.1.2", NPM), False),
        (JINJA, pin("pyyaml", "3.1.2"), False),
        (YAML, pin("pyyaml", "5.3.1"), True),
        (YAML, pin("pyyaml", "5.4b1"), True),
        (YAML, pin("pyyaml", "5.4"), False),
        (SEMVER, pin("semver", "5.7.1", NPM), True),
        (SEMVER, pin("semver", "5.7.2", NPM), False),
        (SEMVER, pin("semver", "6.3.0", NPM), True),
        (SEMVER, pin("semver", "6.3.1", NPM), False),
        (SEMVER, pin("semver", "7.5.2-beta.1", NPM), True),
        (SEMVER, pin("semver", "7.5.2", NPM), False),
    ],
)
def test_a_public_advisory_is_understood(name: str, package: Locked, hit: bool) -> None:
    assert affects(advisory(name), package) is hit


def about(*events: dict[str, str], kind: str = "ECOSYSTEM", **more: Any) -> Record:
    affected: dict[str, Any] = {
        "package": {"ecosystem": PYPI, "name": "X.Y"},
        "ranges": [{"type": kind, "events": list(events)}],
    }
    if "versions" in more:
        affected["versions"] = more.pop("versions")
    record: Record = {"id": "EXAMPLE-1", "affected": [affected], **more}  # type: ignore[typeddict-item]
    return record


TWICE = ({"fixed": "1.5"}, {"introduced": "2.0"}, {"introduced": "1.0"}, {"last_affected": "2.3"})


@pytest.mark.parametrize(
    ("record", "version", "hit"),
    [
        # In whatever order the events stand.
        (about(*TWICE), "0.9", False),
        (about(*TWICE), "1.0", True),
        (about(*TWICE), "1.5", False),
        (about(*TWICE), "1.9", False),
        (about(*TWICE), "2.0", True),
        (about(*TWICE), "2.3", True),
        (about(*TWICE), "2.3.1", False),
        (about({"introduced": "0"}), "99", True),
        (about({"introduced": "0"}, withdrawn="2026-01-01T00:00:00Z"), "99", False),
        (about({"introduced": "abc123"}, kind="GIT"), "1.0", False),
        (about({"introduced": "abc123"}, kind="GIT", versions=["1.0"]), "1.0", True),
    ],
)
def test_a_range_is_read_by_the_rules_of_osv(record: Record, version: str, hit: bool) -> None:
    assert affects(record, pin("x-y", version)) is hit


def test_versions_of_npm_are_ordered_as_semver_says() -> None:
    # The example of its clause 11, and numbers that are no words.
    ordered = "1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11"
    texts = [*ordered.split(), "1.0.0-rc.1", "1.0.0", "2.0.0", "2.1.0", "2.1.1", "2.10.0"]
    versions = [npm_version(text) for text in texts]
    assert all(first < second for first, second in pairwise(versions))
    assert npm_version("1.0.0+build") == npm_version("1.0.0")
    with pytest.raises(UnreadableError):
        npm_version("1.0")


def known(*records: Record, taken: date | None = TODAY, asked: str = "PyPI/x-y") -> Snapshot:
    return Snapshot(taken, frozenset({asked}), records)


PINS = (pin("x-y", "1.2"),)
HIT = about({"introduced": "0"}, {"fixed": "2"}, aliases=["CVE-1"], summary="it falls over")


def test_an_affected_version_is_named_with_its_advisory() -> None:
    report = look.audit(PINS, known(HIT), NONE, TODAY)
    assert report.faults == ("x-y 1.2 (requirements-dev.txt): EXAMPLE-1 (CVE-1): it falls over",)
    assert report.doubts == ()


@pytest.mark.parametrize("name", ["EXAMPLE-1", "CVE-1"])
def test_an_accepted_fault_passes_until_its_day(name: str) -> None:
    policy = Policy(frozenset(), {}, {}, {name: Accepted("x-y", "never called", TODAY)})
    assert look.audit(PINS, known(HIT), policy, TODAY).faults == ()
    assert look.audit(PINS, known(HIT), policy, TODAY + timedelta(days=1)).faults


def test_an_accepted_fault_of_a_package_that_is_gone_is_a_fault() -> None:
    policy = Policy(frozenset(), {}, {}, {"EXAMPLE-9": Accepted("gone", "never called", TODAY)})
    assert "no lock has the package" in look.audit(PINS, known(), policy, TODAY).faults[0]


def test_a_version_that_nobody_can_read_is_a_fault() -> None:
    report = look.audit(PINS, known(about({"introduced": "one"})), NONE, TODAY)
    assert "names a version that cannot be read: one" in report.faults[0]


@pytest.mark.parametrize(
    ("snapshot", "said"),
    [
        (known(taken=None), "no snapshot of the advisories was ever taken, so nothing is known"),
        (known(taken=date(2026, 11, 7)), "the snapshot of the advisories is 15 days old"),
        (known(asked="PyPI/other"), "the snapshot knows nothing of x-y"),
    ],
)
def test_what_is_not_known_is_said(snapshot: Snapshot, said: str) -> None:
    report = look.audit(PINS, snapshot, NONE, TODAY)
    assert report.faults == ()
    (doubt,) = report.doubts
    assert said in doubt
    assert "python -m tools.supply.refresh" in doubt


def test_no_locked_version_is_known_to_be_affected() -> None:
    """What the committed snapshot knows; the workflow Audit asks anew."""
    snapshot = read_snapshot()
    today = snapshot.taken or TODAY
    assert look.audit(everything(), snapshot, POLICY, today).faults == ()


class Osv:
    """A service like OSV: knows one advisory, in two pages, the second of them empty."""

    def __init__(self, record: dict[str, Any]) -> None:
        self.record = record
        self.asked: list[dict[str, Any]] = []

    def __call__(self, question: Any) -> asking.Answer:
        self.asked.append(json.loads(json.dumps(question)))
        if question["package"]["name"] != "jinja2":
            return {}
        if "page_token" in question:
            return {"vulns": []}
        return {"vulns": [self.record], "next_page_token": "two"}  # type: ignore[list-item]


def test_a_refresh_asks_by_name_and_keeps_what_is_compared() -> None:
    record: Any = advisory(JINJA)
    record["details"] = "long prose"
    record["affected"].append({"package": {"ecosystem": "Debian:12", "name": "jinja2"}})
    service = Osv(record)
    snapshot = asking.refresh([pin("jinja2", "3.1.6"), pin("nh3", "1")], service, TODAY)
    assert [each["package"]["name"] for each in service.asked] == ["jinja2", "jinja2", "nh3"]
    assert not any("version" in each for each in service.asked)
    text = written(snapshot)
    assert "prose" not in text
    assert "Debian" not in text
    assert snapshot.asked == {"PyPI/jinja2", "PyPI/nh3"}
    (kept,) = snapshot.records
    assert affects(kept, pin("jinja2", "3.1.2"))
    assert not affects(kept, pin("jinja2", "3.1.6"))


@pytest.fixture
def service() -> Iterator[str]:
    """A service on this machine that knows one fault of jinja2, of every version."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            record = about({"introduced": "0"}, summary="every version")
            record["affected"][0]["package"] = question["package"]
            hit = question["package"]["name"] == "jinja2"
            body = json.dumps({"vulns": [record]} if hit else {}).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
        server.shutdown()
        thread.join()


def test_the_whole_way_from_the_service_to_the_exit_code(
    service: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "advisories.json"
    assert asking.main(["--address", service, "--to", str(file), "--today", "2026-11-22"]) == 0
    snapshot = read_snapshot(file)
    assert snapshot.taken == TODAY
    assert snapshot.asked == {key_of(each) for each in everything()}
    capsys.readouterr()
    assert look.main(["--snapshot", str(file), "--today", "2026-11-22"]) == 1
    said = capsys.readouterr().err.splitlines()
    version = next(each.version for each in locked(TESTS) if each.name == "jinja2")
    assert said == [
        f"audit: fault: jinja2 {version} (requirements-dev.txt): EXAMPLE-1: every version"
    ]


def test_without_the_service_the_old_snapshot_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "advisories.json"
    file.write_text("old", encoding="utf-8")
    # Port 9 of this machine discards, where anything listens at all.
    assert asking.main(["--address", "http://127.0.0.1:9/", "--to", str(file)]) == 3
    assert file.read_text(encoding="utf-8") == "old"
    assert "the old snapshot stays" in capsys.readouterr().err


@pytest.mark.parametrize(("options", "code"), [([], 0), (["--strict"], 1)])
def test_only_a_strict_look_fails_on_doubts(
    options: list[str], code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "advisories.json"
    file.write_text(written(known(taken=None)), encoding="utf-8")
    assert look.main(["--snapshot", str(file), "--today", "2026-11-22", *options]) == code
    assert "no snapshot of the advisories was ever taken" in capsys.readouterr().err


# A release ---------------------------------------------------------------------------------------


def test_the_packages_are_the_same_bytes_from_any_folder(tmp_path: Path) -> None:
    made = []
    for number, mask in enumerate((0o022, 0o077)):
        copy, target = tmp_path / f"copy {number}", tmp_path / f"dist {number}"
        before = os.umask(mask)
        try:
            (copy / "nokgen").mkdir(parents=True)
            (copy / "templates").mkdir()
            for name in ("pyproject.toml", "README.md", "LICENSE", "nokgen/__init__.py"):
                shutil.copyfile(ROOT / name, copy / name)
            (copy / "templates" / "page.html").write_text("<p>", encoding="utf-8")
            for path in copy.rglob("*"):
                os.utime(path, (number, number * 86400))
            target.mkdir()
            release.packages(target, 1_700_000_000, copy)
        finally:
            os.umask(before)
        made.append(release.sums(target))
    assert made[0] == made[1]
    assert [line.partition("-")[0][66:] for line in made[0].splitlines()] == ["nokgen", "nokgen"]


def test_the_sums_can_be_checked_by_anyone(tmp_path: Path) -> None:
    (tmp_path / "b.whl").write_bytes(b"two")
    (tmp_path / "a.tar.gz").write_bytes(b"one")
    (tmp_path / release.SUMS).write_text(release.sums(tmp_path), encoding="utf-8")
    program = shutil.which("sha256sum")
    assert program
    subprocess.run([program, "--check", "--strict", release.SUMS], cwd=tmp_path, check=True)


def test_a_tag_must_name_the_version(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert release.main([str(tmp_path / "dist"), "--tag", "v999"]) == 2
    assert "the tag v999 is not v" in capsys.readouterr().err
    assert not (tmp_path / "dist").exists()


def test_the_bill_of_materials_names_every_package_of_the_site() -> None:
    from tools.supply.sbom import of_release

    made = datetime(2026, 11, 22, tzinfo=UTC)
    text = of_release(made)
    assert text == of_release(made)
    bill = json.loads(text)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"]["component"]["name"] == "nokgen"
    listed = {(each["name"], each["version"]) for each in bill["components"]}
    wanted = {*locked(SITE), *locked(FORM)}
    assert listed == {(each.name.rpartition("/")[2], each.version) for each in wanted}
    assert all(each["hashes"] and each["licenses"] for each in bill["components"])
    edges = {each["ref"]: each.get("dependsOn", []) for each in bill["dependencies"]}
    of_pydantic = next(needs for ref, needs in edges.items() if "/pydantic@" in ref)
    assert any("/pydantic-core@" in each for each in of_pydantic)
    assert any("/esbuild@" in each for each in edges["nokgen"])


def test_a_bill_that_breaks_the_schema_is_refused() -> None:
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component

    from tools.supply.sbom import valid

    bom = Bom(components=[Component(name="x", mime_type="no type")])
    with pytest.raises(ValueError, match="mime-type"):
        valid(bom)
