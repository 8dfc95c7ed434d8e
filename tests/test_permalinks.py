"""The list of published addresses: what is noted, what must not vanish, what old links find."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from nokgen.check import check
from nokgen.cli.program import program
from nokgen.messages import messages_for
from nokgen.read import read_site
from tests.sites_under_test import TODAY, built, real_site, tree

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples" / "site"
LOCK = "permalinks.lock"
# Months come and go with the deadlines.
MADE_ANEW = re.compile(r"/calendar/\d{4}-\d{2}/")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return real_site(tmp_path / "site")


def run(root: Path, *arguments: str) -> tuple[int, str]:
    """The exit code and everything that the screen shows."""
    result = CliRunner().invoke(
        program(messages_for("ru")),
        ["permalinks", "-C", str(root), "--today", "2026-11-22", *arguments],
        standalone_mode=False,
    )
    return int(result.return_value or 0), result.output


def assert_all_stand(published: Iterable[str], pages: Mapping[str, bytes]) -> None:
    """Every address is a page, and every anchor an id of its page."""
    for line in published:
        address, _, anchor = line.partition("#")
        page = pages[f"{address.lstrip('/')}index.html"].decode()
        assert not anchor or f'id="{anchor}"' in page, line


def test_every_noted_address_is_a_page_of_the_real_site(tmp_path: Path) -> None:
    built(ROOT, tmp_path / "public")
    lines = (ROOT / LOCK).read_text(encoding="utf-8").splitlines()
    assert_all_stand([line for line in lines if line.startswith("/")], tree(tmp_path / "public"))


def test_every_address_that_would_be_noted_is_a_page_and_every_page_is_noted(
    tmp_path: Path,
) -> None:
    built(EXAMPLES, tmp_path / "public")
    pages = tree(tmp_path / "public")
    published = check(read_site(EXAMPLES), lambda _zone: TODAY).published
    assert_all_stand(published, pages)
    made = {f"/{path.removesuffix('index.html')}" for path in pages if path.endswith("/index.html")}
    unnoted = {address for address in made - set(published) if not MADE_ANEW.match(address)}
    assert unnoted == set()


def test_the_list_is_up_to_date() -> None:
    code, screen = run(ROOT, "--check")
    assert (code, screen.count("новых")) == (0, 1)


def test_what_is_new_is_added_and_a_second_run_writes_nothing(site: Path) -> None:
    (site / LOCK).unlink(missing_ok=True)
    assert run(site, "--check")[0] == 1
    assert not (site / LOCK).exists()
    assert run(site)[0] == 0
    first = (site / LOCK).stat().st_mtime_ns
    assert run(site)[0] == 0
    assert (site / LOCK).stat().st_mtime_ns == first


def test_a_renamed_plan_must_lead_on_from_its_old_address(site: Path) -> None:
    run(site)
    plans = site / "content/murmanskaya-oblast/kirovsk/plans"
    old = plans / "2020-information-campaign.yaml"
    new = old.rename(plans / "2020-campaign.yaml")
    code, screen = run(site)
    assert code == 1
    assert "error[permalink-lost]" in screen
    assert "/murmanskaya-oblast/kirovsk/plans/2020-information-campaign/" in screen

    alias = "aliases: [/murmanskaya-oblast/kirovsk/plans/2020-information-campaign/]\n"
    new.write_text(new.read_text(encoding="utf-8") + alias, encoding="utf-8")
    assert run(site)[0] == 0
    assert "plans/2020-campaign/#m1" in (site / LOCK).read_text(encoding="utf-8")


def test_only_drop_forgets_what_vanishes(site: Path) -> None:
    run(site)
    (site / "content/pages/about.md").unlink()
    before = (site / LOCK).read_bytes()
    assert run(site)[0] == 1
    assert (site / LOCK).read_bytes() == before
    code, screen = run(site, "--drop")
    assert (code, "1 забыт" in screen) == (0, True)
    assert "/about/" not in (site / LOCK).read_text(encoding="utf-8")
