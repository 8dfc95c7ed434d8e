"""A site of several regions comes out the same, however many processes make them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.past_under_test import PLAN_TEXT, Files
from tests.sites_under_test import tree
from tests.test_check_parted import site_of
from tests.test_join import X

# A process of its own: where tests run side by side there are threads, and no fork.
PROGRAM = """
import json, sys
from datetime import date
from pathlib import Path
from nokgen.build import Options, Search, build

forks = []
sys.addaudithook(lambda event, _arguments: forks.append(event) if event == "os.fork" else None)
root, to = map(Path, sys.argv[1:3])
found = {}
for jobs in map(int, sys.argv[3:]):
    forks.clear()
    outcome = build(
        Options(
            root,
            to / str(jobs),
            lambda _zone: date(2026, 11, 22),
            search=Search.NONE,
            base_url="https://example.org/nok/",
            jobs=jobs,
        )
    )
    found[str(jobs)] = [len(forks), outcome.pages, [each.code.slug for each in outcome.diagnostics]]
print(json.dumps(found))
"""
# Regions that are shared out among two processes, and towns that are when there are more of these.
MORE: Files = {
    **{f"content/{name}/region.yaml": f"name: Область {name}\n" for name in ("u", "v", "w")},
    **{f"content/{name}/plans/2026-media.yaml": PLAN_TEXT.replace("[committee]", "[Совет]")
       for name in ("u", "v", "w")},
    **{f"content/{X}/{name}/municipality.yaml": f"name: Город {name}\n" for name in ("c", "d")},
    f"content/{X}/c/plans/2026-media.yaml": PLAN_TEXT.replace("[committee]", "[Совет]"),
    f"content/{X}/d/documents/akt.pdf": "%PDF-1.4\n",
}  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
def test_processes_make_the_same_site(tmp_path: Path) -> None:
    root = site_of(tmp_path / "site", MORE)
    command = [sys.executable, "-c", PROGRAM, str(root), str(tmp_path), "1", "2", "3"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    told = json.loads(done.stdout)
    forks = {jobs: each[0] for jobs, each in told.items()}
    # Three processes are too many for five regions: they share out the towns of one.
    assert forks == {"1": 0, "2": 2, "3": 3}
    one = tree(tmp_path / "1")
    assert f"{X}/c/plans/2026-media/index.html" in one
    assert "u/plans/2026-media/data.json" in one
    for jobs in ("2", "3"):
        assert tree(tmp_path / jobs) == one
        assert told[jobs][1:] == told["1"][1:]
