"""The global options: before and after the command, from the environment; what builds are asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
import pytest

import nokgen.build
import nokgen.serve
from nokgen.build import Options, Outcome, Search
from nokgen.cli.main import run
from nokgen.messages import messages_for

RU = messages_for("ru")


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Options]:
    """What every build was asked for; nothing is built."""
    options: list[Options] = []

    def build(asked: Options, *_told: object) -> Outcome:
        options.append(asked)
        return Outcome((), None, 0)

    monkeypatch.setattr(nokgen.build, "build", build)
    for name in ("NOKGEN_BASE_URL", "GITHUB_ACTIONS", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "site.yaml").touch()
    monkeypatch.chdir(tmp_path)
    return options


def test_by_itself(asked: list[Options], tmp_path: Path) -> None:
    assert run(["build"], RU) == 0
    (options,) = asked
    assert (options.root, options.config) == (tmp_path, "site.yaml")
    assert options.destination == tmp_path / "public"
    assert options.base_url is None
    assert not options.from_disk
    assert not options.strict
    assert options.search is Search.BUILD


def test_from_a_folder_below(
    asked: list[Options], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = tmp_path / "content" / "x"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    run(["build", "-d", "out"], RU)
    assert asked[0].root == tmp_path
    assert asked[0].destination == below / "out"  # as a shell understands it


@pytest.mark.parametrize(
    ("args", "environ", "base_url"),
    [
        (["build"], "https://a.example/", "https://a.example/"),
        (["-u", "https://b.example/", "build"], "https://a.example/", "https://b.example/"),
        (["build", "-u", "https://b.example/"], "https://a.example/", "https://b.example/"),
        (
            ["-u", "https://b.example/", "build", "-u", "https://c.example/"],
            "",
            "https://c.example/",
        ),
        (
            ["build", "-u", "https://b.example/", "-u", "https://c.example/"],
            "",
            "https://c.example/",
        ),
    ],
)
def test_the_later_wins_and_the_environment_is_last(
    args: list[str],
    environ: str,
    base_url: str,
    asked: list[Options],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NOKGEN_BASE_URL", environ)
    assert run(args, RU) == 0
    assert asked[0].base_url == base_url


def test_what_a_build_can_be_asked(asked: list[Options]) -> None:
    run(["--today", "2020-05-01", "build", "--from-disk", "--no-search", "--strict"], RU)
    (options,) = asked
    assert options.from_disk
    assert options.strict
    assert options.search is Search.NONE
    assert options.clock("Asia/Omsk") == date(2020, 5, 1)


def test_serve_keeps_the_search_and_its_own_folder_and_opens_the_browser(
    asked: list[Options], monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[tuple[Options, int]] = []
    opened: list[str] = []

    def serve(
        options: Options, *, port: int, ready: Callable[[str], None], **_rest: object
    ) -> None:
        served.append((options, port))
        ready("http://127.0.0.1:8080/nok/")

    monkeypatch.setattr(nokgen.serve, "serve", serve)
    monkeypatch.setattr(click, "launch", opened.append)
    assert run(["serve", "--port", "8080"], RU) == 0
    assert opened == []
    assert run(["serve", "--open"], RU) == 0
    assert opened == ["http://127.0.0.1:8080/nok/"]
    assert [port for _options, port in served] == [8080, 8000]
    assert served[0][0].search is Search.KEEP
    assert served[0][0].destination == served[0][0].root / ".nokgen" / "preview"
