"""`serve` as a browser and an editor meet it: over real HTTP, with real files being saved."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

import pytest

from nokgen.build import Options, Outcome, Search
from nokgen.diagnostics import Code, Diagnostic, Severity
from nokgen.index import StoppedError
from nokgen.messages import messages_for
from nokgen.serve import serve
from nokgen.serve.reload import Board, State, listening
from nokgen.serve.server import Server
from nokgen.serve.watch import Watch
from nokgen.source import Span
from nokgen.surroundings import SurroundingsError
from nokgen.write import Changes

RU = messages_for("ru")
FAULT = Code("broken", Severity.ERROR, "the file <b>%(name)s</b> is broken", "why")
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'"
PAGE = (
    "<!doctype html><html lang=ru><head><title>{0}</title>"
    '<meta http-equiv="Content-Security-Policy" content="{1}"></head><body>{0}</body></html>'
)
PATIENCE = 20.0
T = TypeVar("T")


def eventually(question: Callable[[], T], what: str = "") -> T:
    """The first answer that is true; fails after a long time."""
    until = time.monotonic() + PATIENCE
    while not (answer := question()):
        assert time.monotonic() < until, what or "it never came true"
        time.sleep(0.01)
    return answer


# Pages


@pytest.fixture
def public(tmp_path: Path) -> Path:
    folder = tmp_path / "public"
    files = {
        "index.html": PAGE.format("Начало", POLICY),
        "404.html": PAGE.format("Нет такой страницы", POLICY),
        "plan/index.html": PAGE.format("План", POLICY),
        "Указ №1/index.html": PAGE.format("Указ", POLICY),
        "files/a.js": "1",
        "files/a.css": "a{}",
        "files/a.svg": "<svg/>",
        "files/a.wasm": "",
        "files/a.ics": "BEGIN:VCALENDAR",
        "files/a.txt": "текст",
        "files/a.json": "{}",
        "files/a.pdf": "%PDF",
        "files/a.pf_meta": "",
        ".nokgen-output": "{}",
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret")
    return folder


@dataclass
class Site:
    """A running server and ways to ask it."""

    server: Server
    board: Board

    def ask(
        self, path: str, method: str = "GET", headers: dict[str, str] | None = None
    ) -> tuple[http.client.HTTPResponse, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE)
        connection.putrequest(method, path, skip_host=True)
        for name, value in {"Host": f"localhost:{self.server.port}", **(headers or {})}.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer, text

    @contextmanager
    def listen(self, page: str = "/") -> Iterator[Callable[[], dict[str, str | None]]]:
        """A browser with an open page: each call waits for the next event."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE)
        connection.request("GET", f"/.nokgen/events?page={quote(page)}")
        stream = connection.getresponse()

        def next_event() -> dict[str, str | None]:
            while True:
                line = stream.readline()
                assert line, "the stream has ended"
                if line.startswith(b"data: "):
                    found: dict[str, str | None] = json.loads(line[6:])
                    return found

        yield next_event
        stream.close()
        connection.close()


@pytest.fixture
def site(public: Path) -> Iterator[Site]:
    board = Board()
    server = Server(public, 0, board, RU)
    with server.running():
        yield Site(server, board)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "Начало"),
        ("/index.html", "Начало"),
        ("/plan/", "План"),
        ("/plan/?q=1", "План"),
        ("//plan//", "План"),
        ("/%D0%A3%D0%BA%D0%B0%D0%B7%20%E2%84%961/", "Указ"),
    ],
)
def test_pages_are_served(site: Site, path: str, words: str) -> None:
    answer, text = site.ask(path)
    assert answer.status == 200
    assert f"<body>{words}</body>" in text
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.svg", "image/svg+xml"),
        ("a.wasm", "application/wasm"),
        ("a.ics", "text/calendar; charset=utf-8"),
        ("a.txt", "text/plain; charset=utf-8"),
        ("a.json", "application/json"),
        ("a.pdf", "application/pdf"),
        ("a.pf_meta", "application/octet-stream"),
    ],
)
def test_files_have_their_types(site: Site, public: Path, name: str, kind: str) -> None:
    answer, text = site.ask(f"/files/{name}")
    assert answer.headers["Content-Type"] == kind
    assert text == (public / "files" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/plan", "/plan/"),
        ("/plan?q=1", "/plan/?q=1"),
        ("/%D0%A3%D0%BA%D0%B0%D0%B7%20%E2%84%961", "/%D0%A3%D0%BA%D0%B0%D0%B7%20%E2%84%961/"),
        ("//plan", "/plan/"),  # never the address of another server
    ],
)
def test_a_missing_slash_is_added(site: Site, path: str, location: str) -> None:
    answer, _ = site.ask(path)
    assert (answer.status, answer.headers["Location"]) == (302, location)


@pytest.mark.parametrize(
    "path", ["/none/", "/none.html", "/files/", "/files/a.js/", "/" + "a" * 999]
)
def test_a_page_that_is_not_there(site: Site, path: str) -> None:
    answer, text = site.ask(path)
    assert answer.status == 404
    assert "Нет такой страницы" in text
    assert "/.nokgen/reload.js" in text  # it may be there after the next save


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/plan/../../secret.txt",
        "/plan/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "/%00",
        "/linked.txt",
        "/.nokgen-output",
        "/.nokgen/loop.py",
        "/%",
        "/%ff%fe",
    ],
)
def test_nothing_outside_is_served(site: Site, public: Path, path: str) -> None:
    (public / "linked.txt").symlink_to(public.parent / "secret.txt")
    answer, text = site.ask(path)
    assert answer.status == 404
    assert "secret" not in text


def test_head_has_no_body(site: Site) -> None:
    for path in ("/", "/files/a.txt", "/none/", "/.nokgen/reload.js", "/.nokgen/events"):
        answer, text = site.ask(path, "HEAD")
        assert text == ""
        assert answer.status == (404 if path == "/none/" else 200)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_changed(site: Site, method: str) -> None:
    answer, _ = site.ask("/", method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "127.0.0.1:{port}"}, 200),
        ({"Host": "LocalHost:{port}"}, 200),
        ({"Host": "[::1]:{port}"}, 200),
        ({"Host": "evil.example"}, 403),
        ({"Host": "evil.example:{port}"}, 403),
        ({"Host": "localhost.evil.example:{port}"}, 403),
        ({"Host": "localhost:1"}, 403),
        ({"Host": ""}, 403),
        ({"Origin": "http://localhost:{port}"}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
@pytest.mark.parametrize("path", ["/", "/.nokgen/events", "/.nokgen/reload.js"])
def test_foreign_names_are_refused(
    site: Site, headers: dict[str, str], status: int, path: str
) -> None:
    filled = {name: text.format(port=site.server.port) for name, text in headers.items()}
    answer, text = site.ask(path, "HEAD" if "events" in path else "GET", filled)
    assert answer.status == status
    if status == 403:
        assert "Начало" not in text


def test_only_this_machine_is_answered(site: Site) -> None:
    assert site.server.server_address[0] == "127.0.0.1"


def test_a_taken_port_is_said(site: Site, public: Path) -> None:
    with pytest.raises(SurroundingsError) as caught:
        Server(public, site.server.port, Board(), RU)
    error = caught.value
    assert RU.gettext(error.message, **error.params) == (
        f"Порт {site.server.port} занят другой программой."
    )
    assert "--port" in RU.gettext(error.hint or "")


def test_a_thousand_quick_requests_and_slow_clients(site: Site) -> None:
    slow = [socket.create_connection(("127.0.0.1", site.server.port)) for _ in range(30)]
    for client in slow:
        client.send(b"GET / HTT")  # and never the rest
    statuses: list[int] = []

    def ask_many() -> None:
        for _ in range(100):
            statuses.append(site.ask("/plan/")[0].status)

    threads = [threading.Thread(target=ask_many) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert statuses == [200] * 1000
    for client in slow:
        client.close()


def test_broken_requests_do_no_harm(site: Site, capfd: pytest.CaptureFixture[str]) -> None:
    for request in (b"\x00\xff\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b""):
        with socket.create_connection(("127.0.0.1", site.server.port)) as client:
            client.sendall(request)
            client.shutdown(socket.SHUT_WR)
            answer = b"".join(iter(lambda: client.recv(4096), b""))
            assert "Начало".encode() not in answer
    with socket.create_connection(("127.0.0.1", site.server.port)) as client:
        client.sendall(b"GET /files/a.pdf HTTP/1.1\r\nHost: x\r\n\r\n")  # gone before the answer
    assert site.ask("/")[0].status == 200
    assert capfd.readouterr().err == ""


# Reloading


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (
            "default-src 'none'; style-src 'self'; img-src 'self'",
            "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
            "connect-src 'self'",
        ),
        (
            "script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'; style-src 'self'",
            "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'",
        ),
        ("default-src 'self'", "default-src 'self'"),
        (
            "default-src &#39;none&#39;;",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
        ),
    ],
)
def test_the_policy_of_a_page_lets_the_script_work(policy: str, expected: str) -> None:
    served = listening(PAGE.format("Начало", policy).encode(), "v1").decode()
    assert f'content="{expected.replace(chr(39), "&#x27;")}"' in served


@pytest.mark.parametrize("page", ["<p>no head", "<HEAD></HEAD ><p>", ""])
def test_every_page_listens(page: str) -> None:
    served = listening(page.encode(), "v1").decode()
    assert 'src="/.nokgen/reload.js" defer data-version="v1"' in served
    assert served.replace(served[served.index("<link") : served.index("</script>") + 9], "") == page


def test_a_browser_learns_of_changes(site: Site, public: Path) -> None:
    page = site.ask("/")[1]
    with site.listen() as next_event:
        first = next_event()
        assert f'data-version="{first["version"]}"' in page  # up to date: nothing to reload
        assert first["problems"] is None
        site.board.publish("беда")
        assert next_event() == {**first, "problems": "беда"}
        (public / "index.html").write_text(PAGE.format("Новое начало", POLICY), encoding="utf-8")
        site.board.publish(None)
        last = next_event()
        assert last["problems"] is None
        assert last["version"] != first["version"]
    with site.listen() as next_event:  # a browser that comes back gets the present state
        assert next_event() == last


def version(page: str) -> str:
    """What a browser knows of the page that it has loaded."""
    found = re.search(r'data-version="(\w*)"', page)
    assert found
    return found[1]


@pytest.mark.parametrize("path", ["/", "/none/", "/plan/"])
def test_a_page_that_is_the_same_is_not_loaded_again(site: Site, path: str) -> None:
    loaded = version(site.ask(path)[1])
    site.board.publish(None)
    site.board.hurry()
    with site.listen(path) as next_event:
        assert next_event()["version"] == loaded


def test_a_page_may_come_ahead_of_the_site(site: Site, public: Path) -> None:
    with site.listen("/plan/") as plan, site.listen("/") as home:
        before, other = plan()["version"], home()["version"]
        assert site.board.addresses == {"/", "/plan/"}
        new = PAGE.format("Новый план", POLICY)
        site.server.pages.ahead = {"/plan/": new.encode()}
        site.board.hurry()
        ahead = plan()["version"]
        assert ahead != before
        page = site.ask("/plan/")[1]
        assert "<body>Новый план</body>" in page
        assert version(page) == ahead
        assert version(site.ask("/")[1]) == other

        (public / "plan/index.html").write_text(new, encoding="utf-8")
        site.server.pages.ahead = {}
        site.board.publish("беда")  # an event for both: neither need be loaded again
        assert (plan()["version"], home()["version"]) == (ahead, other)
        assert version(site.ask("/plan/")[1]) == ahead


def test_nobody_sees_a_page_that_was_left(site: Site) -> None:
    with site.listen("/plan/") as plan:
        plan()
        assert site.board.addresses == {"/plan/"}

    eventually(lambda: not site.board.addresses)


def test_many_browsers_learn_of_changes(site: Site) -> None:
    listeners = [site.listen() for _ in range(50)]
    browsers = [listener.__enter__() for listener in listeners]
    for browser in browsers:
        browser()
    site.board.publish("беда")
    assert len({browser()["version"] for browser in browsers}) == 1
    for listener in listeners:
        listener.__exit__(None, None, None)
    site.board.publish(None)  # nobody listens any more
    assert site.ask("/")[0].status == 200


def test_too_many_listeners_are_turned_away(site: Site) -> None:
    while site.board.join():
        pass
    assert site.ask("/.nokgen/events")[0].status == 503
    assert site.ask("/")[0].status == 200


def test_waiting_ends_with_the_server() -> None:
    board = Board()
    waiting = threading.Thread(target=board.wait, args=(board.state, 600))
    waiting.start()
    board.close()
    waiting.join(timeout=PATIENCE)
    assert not waiting.is_alive()
    assert board.wait(State(7), 600) is None


def test_the_assets_are_served(site: Site) -> None:
    answer, text = site.ask("/.nokgen/reload.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "EventSource" in text
    assert "#nokgen-problems" in site.ask("/.nokgen/reload.css")[1]


def test_without_a_site_there_is_a_page_that_says_why(site: Site, public: Path) -> None:
    shutil.rmtree(public)
    answer, text = site.ask("/")
    assert answer.status == 503
    assert "<h1>Сайт собирается</h1>" in text
    site.board.publish("файл <b>plan.yaml</b> сломан")
    answer, text = site.ask("/any/")
    assert answer.status == 503
    assert "файл &lt;b&gt;plan.yaml&lt;/b&gt; сломан" in text
    assert "/.nokgen/reload.js" in text


# Watching


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "root"
    (folder / "content/region/plans").mkdir(parents=True)
    (folder / "templates").mkdir()
    (folder / "public").mkdir()
    (folder / "content/region/plans/a.yaml").write_text("title: A\n")
    (folder / "site.yaml").write_text("title: site\n")
    return folder


def watching(root: Path) -> Watch:
    return Watch(folders=[root / "content", root / "templates"], files=[root / "site.yaml"])


def save_by_rename(path: Path, text: str) -> None:
    """As most editors do it."""
    other = path.with_name(f".{path.name}.swp")
    other.write_text(text)
    other.replace(path)


CHANGES: dict[str, Callable[[Path], object]] = {
    "write": lambda root: (root / "content/region/plans/a.yaml").write_text("title: B\n"),
    "rename": lambda root: save_by_rename(root / "content/region/plans/a.yaml", "title: B\n"),
    "new file": lambda root: (root / "content/region/b.yaml").write_text(""),
    "new folder": lambda root: shutil.copytree(root / "content/region", root / "content/other"),
    "removed": lambda root: (root / "content/region/plans/a.yaml").unlink(),
    "moved": lambda root: (root / "content/region").rename(root / "content/moved"),
    "moved away": lambda root: (root / "content/region").rename(root / "elsewhere"),
    "template": lambda root: (root / "templates/page.html").write_text(""),
    "settings": lambda root: save_by_rename(root / "site.yaml", "title: other\n"),
    "all gone": lambda root: shutil.rmtree(root / "content"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_wakes(root: Path, change: Callable[[Path], object]) -> None:
    with watching(root) as watch:
        change(root)
        assert watch.wait(PATIENCE)
        eventually(lambda: not watch.wait(0.3), "it does not come to rest")


def test_which_files_were_saved_is_known_unless_folders_come_or_go(root: Path) -> None:
    plan = root / "content/region/plans/a.yaml"
    with watching(root) as watch:
        assert watch.saved() == frozenset()
        save_by_rename(plan, "title: B\n")
        assert watch.wait(PATIENCE)
        assert watch.saved() == {plan}
        assert watch.saved() == frozenset()
        shutil.rmtree(root / "content")
        assert watch.wait(PATIENCE)
        assert watch.saved() is None


@pytest.mark.parametrize(
    "name",
    [
        *(".a.yaml.swp", "4913", "a.yaml~", ".#a.yaml", "#a.yaml#", "~$a.docx", "a.tmp"),
        *(".DS_Store", ".goutputstream-X1", "a.yaml___jb_tmp___", ".git/index"),
    ],
)
def test_what_editors_leave_does_not_wake(root: Path, name: str) -> None:
    with watching(root) as watch:
        path = root / "content/region" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
        path.unlink()
        (root / "public/index.html").write_text("output")
        (root / "content/region/plans/a.yaml").read_text()
        assert not watch.wait(0.3)


def test_a_burst_is_taken_together(root: Path) -> None:
    with watching(root) as watch:
        for number in range(200):
            save_by_rename(root / f"content/region/plans/{number}.yaml", "title: A\n")
        wakes = 0
        while watch.wait(0.3):
            wakes += 1
        assert 1 <= wakes <= 10  # one, or a few where two hundred saves take seconds


@pytest.mark.parametrize(
    "folder", ["content", "content/region", "content/region/plans", "templates"]
)
def test_a_folder_may_come_back(root: Path, folder: str) -> None:
    with watching(root) as watch:
        for _ in range(2):
            shutil.rmtree(root / folder)
            assert watch.wait(PATIENCE)
            (root / folder).mkdir(parents=True)
            assert watch.wait(PATIENCE)
            while watch.wait(0.3):  # whatever the system still tells about the folder
                pass
            (root / folder / "new.yaml").write_text("")
            assert watch.wait(PATIENCE), "the folder that came back is not watched"


def test_a_folder_replaced_at_once_is_watched(root: Path) -> None:
    with watching(root) as watch:
        shutil.copytree(root / "content", root / "next")
        (root / "content").rename(root / "last")
        (root / "next").rename(root / "content")
        assert watch.wait(PATIENCE)
        while watch.wait(0.3):
            pass
        (root / "content/region/plans/a.yaml").write_text("title: B\n")
        assert watch.wait(PATIENCE)


def test_without_watches_of_the_system_files_are_looked_at(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from watchdog.observers import Observer

    def no_more(*_arguments: object, **_keywords: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(Observer, "schedule", no_more)
    with monkeypatch.context() as patched, Watch([root / "content"], []) as watch:
        patched.undo()
        (root / "content/region/plans/a.yaml").write_text("title: longer\n")
        assert watch.wait(PATIENCE)


def test_what_only_reads_is_no_news(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A build reads all files: of a country more than the queue of the system holds."""
    files = [root / f"content/region/{number}.yaml" for number in range(2)]
    for file in files:
        file.write_text("title: A\n")
    with Watch([root / "content"], []) as watch:
        for number in range(40_000):
            os.close(os.open(files[number % 2], os.O_RDONLY))
        assert not watch.wait(0.3)
    assert not caplog.records


# The loop


class Stop(KeyboardInterrupt):
    """Ctrl+C from inside."""


@dataclass
class FakeBuild:
    """Makes one page of one file; what the file says decides how it ends."""

    runs: list[Search] = field(default_factory=list)
    bases: set[str | None] = field(default_factory=set)
    believed: list[bool] = field(default_factory=list)
    index_fails: bool = False
    pause: threading.Event | None = None  # the search takes until then
    is_slow: bool = False  # the search takes until something else is to be built
    leaves_all: bool = False  # and then the site stays as it is

    def __call__(self, options: Options) -> Outcome:
        is_slow = self.is_slow  # as it is when a test sees that this run has begun
        self.runs.append(options.search)
        self.bases.add(options.base_url)
        self.believed.append(options.believes)
        text = (options.root / "content/page.txt").read_text()
        match text:
            case "stop":
                raise Stop
            case "bug":
                raise ZeroDivisionError("a bug")
            case "full":
                raise SurroundingsError(
                    "There is no room on the disk to write %(path)s.", params={"path": "X"}
                )
            case "torn" if options.believes:
                raise SurroundingsError("The file %(path)s cannot be read.", params={"path": "X"})
            case "broken":
                fault = Diagnostic(FAULT, Span.of_file("content/page.txt"), {"name": "page.txt"})
                return Outcome((fault,), None, 0)
        options.destination.mkdir(exist_ok=True)
        page = options.destination / "index.html"
        changed = not page.exists() or f"<body>{text}<" not in page.read_text()
        page.write_text(PAGE.format(text, POLICY))
        trouble: SurroundingsError | None = None
        if options.search is Search.BUILD and is_slow:
            eventually(options.gives_way)
            trouble = StoppedError()
            if self.leaves_all:
                raise trouble
        if options.search is Search.BUILD and self.index_fails:
            trouble = SurroundingsError(
                "Pagefind, the program that makes the search, is not installed."
            )
        written = ["index.html"] if changed else []
        if options.search is Search.BUILD and self.pause:
            assert self.pause.wait(PATIENCE)
            (options.destination / "pagefind.txt").touch()
            written.append("pagefind.txt")
        return Outcome((), Changes(tuple(written), (), 0), 1, trouble)


@dataclass
class Preview:
    """A running `serve`, its editor and its browser."""

    root: Path
    build: FakeBuild
    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        options = Options(self.root, self.root / "public", lambda _zone: date(2024, 1, 1))
        self.thread = threading.Thread(
            target=serve,
            args=(options,),
            kwargs={"port": 0, "messages": RU, "say": self.lines.append, "build": self.build},
        )

    def save(self, text: str) -> None:
        save_by_rename(self.root / "content/page.txt", text)

    def start(self) -> None:
        self.thread.start()
        line = eventually(lambda: next((x for x in self.lines if x.startswith("Сайт: ")), ""))
        self.address = line.split()[1]

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection(self.address[7:-1], timeout=PATIENCE)
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def state(self) -> dict[str, str | None]:
        connection = http.client.HTTPConnection(self.address[7:-1], timeout=PATIENCE)
        connection.request("GET", "/.nokgen/events?page=/")
        stream = connection.getresponse()
        line = b""
        while not line.startswith(b"data: "):
            line = stream.readline()
            assert line, "the stream has ended"
        connection.close()
        found: dict[str, str | None] = json.loads(line[6:])
        return found

    def stop(self) -> None:
        self.save("stop")
        self.thread.join(timeout=PATIENCE)
        assert not self.thread.is_alive()


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    (tmp_path / "content").mkdir()
    made = Preview(tmp_path, FakeBuild())
    made.save("one")
    yield made
    if made.thread.is_alive():
        made.stop()


def test_a_save_is_on_the_site_at_once(preview: Preview) -> None:
    preview.start()
    assert preview.lines == [f"Сайт: {preview.address} — остановить: Ctrl+C"]
    assert "<body>one</body>" in preview.get("/")[1]
    before = preview.state()["version"]
    preview.save("two")
    eventually(lambda: preview.state()["version"] != before)
    assert "<body>two</body>" in preview.get("/")[1]
    assert preview.build.bases == {preview.address}  # the 404 page links to this server


def test_a_page_opened_while_the_search_is_made_is_loaded_once(preview: Preview) -> None:
    pause = preview.build.pause = threading.Event()
    preview.start()
    eventually(lambda: len(preview.build.runs) == 2)
    loaded = version(preview.get("/")[1])
    with_search = preview.root / "public/pagefind.txt"
    pause.set()
    eventually(with_search.exists)
    preview.save("broken")
    eventually(lambda: preview.state()["problems"])
    assert preview.state()["version"] == loaded


def test_the_search_is_made_when_it_is_quiet(preview: Preview) -> None:
    preview.start()
    eventually(lambda: len(preview.build.runs) == 2)
    preview.save("two")
    eventually(lambda: len(preview.build.runs) == 4)
    preview.save("two")  # saved without a change
    eventually(lambda: len(preview.build.runs) == 5)
    preview.save("three")
    eventually(lambda: len(preview.build.runs) == 7)
    keep, made = Search.KEEP, Search.BUILD
    assert preview.build.runs == [keep, made, keep, made, keep, keep, made]


@pytest.mark.parametrize("leaves_all", [False, True])
def test_a_save_does_not_wait_for_the_search(preview: Preview, leaves_all: bool) -> None:
    preview.build.is_slow, preview.build.leaves_all = True, leaves_all
    preview.start()
    eventually(lambda: preview.build.runs[-1] is Search.BUILD)
    preview.save("two")
    eventually(lambda: "<body>two</body>" in preview.get("/")[1])
    eventually(lambda: preview.build.runs[-1] is Search.BUILD)  # it has begun again
    preview.build.is_slow = False
    count = len(preview.build.runs)
    preview.save("three")
    eventually(lambda: preview.build.runs[count:][-2:] == [Search.KEEP, Search.BUILD])
    eventually(lambda: "<body>three</body>" in preview.get("/")[1])


def test_problems_are_shown_over_the_last_good_page(preview: Preview) -> None:
    preview.start()
    preview.save("broken")
    problems = eventually(lambda: preview.state()["problems"]) or ""
    assert "the file <b>page.txt</b> is broken" in problems
    assert "<body>one</body>" in preview.get("/")[1]
    assert any("is broken" in line for line in preview.lines)
    preview.save("two")
    eventually(lambda: preview.state()["problems"] is None)
    assert "<body>two</body>" in preview.get("/")[1]


def test_a_site_that_is_broken_from_the_start(preview: Preview) -> None:
    preview.save("broken")
    preview.start()
    status, page = preview.get("/")
    assert status == 503
    assert "the file &lt;b&gt;page.txt&lt;/b&gt; is broken" in page
    assert preview.build.runs == [Search.KEEP]  # no search without pages
    preview.save("two")
    eventually(lambda: preview.get("/")[0] == 200)


def test_trouble_around_is_shown_and_survived(preview: Preview) -> None:
    preview.start()
    preview.save("full")
    assert eventually(lambda: preview.state()["problems"]) == (
        "На диске не хватает места, чтобы записать X."
    )
    preview.save("two")
    eventually(lambda: preview.state()["problems"] is None)
    assert "<body>two</body>" in preview.get("/")[1]


def test_a_save_believes_that_the_site_stands_and_the_rest_looks(preview: Preview) -> None:
    preview.start()
    eventually(lambda: len(preview.build.runs) == 2)
    preview.save("two")
    eventually(lambda: len(preview.build.runs) == 4)
    _first, *others = zip(preview.build.runs, preview.build.believed, strict=True)
    assert {(Search.KEEP, True), (Search.BUILD, False)} == {*others}


def test_a_save_that_meets_trouble_is_built_once_more_with_a_look(preview: Preview) -> None:
    preview.start()
    eventually(lambda: len(preview.build.runs) == 2)
    preview.save("torn")
    eventually(lambda: "<body>torn</body>" in preview.get("/")[1])
    assert preview.build.believed[2:4] == [True, False]
    assert preview.state()["problems"] is None


def test_a_bug_is_shown_and_survived(preview: Preview, capfd: pytest.CaptureFixture[str]) -> None:
    preview.start()
    preview.save("bug")
    assert "в самой программе" in (eventually(lambda: preview.state()["problems"]) or "")
    assert "ZeroDivisionError: a bug" in capfd.readouterr().err
    preview.save("two")
    eventually(lambda: preview.state()["problems"] is None)


def test_a_bug_in_what_comes_ahead_is_told_once_and_survived(
    preview: Preview, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def bug(_options: Options) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("nokgen.build.ahead.frame_of", bug)
    preview.start()
    eventually(lambda: len(preview.build.runs) == 2)  # the search is made all the same
    preview.save("two")
    eventually(lambda: "<body>two</body>" in preview.get("/")[1])
    eventually(lambda: len(preview.build.runs) == 4)
    preview.stop()
    assert capfd.readouterr().err.count("ZeroDivisionError: a bug") == 2  # once for each rest


def test_trouble_with_the_search_is_said_once(preview: Preview) -> None:
    preview.build.index_fails = True
    preview.start()
    eventually(lambda: len(preview.build.runs) == 2)
    preview.save("two")
    eventually(lambda: len(preview.build.runs) == 4)
    assert preview.state()["problems"] is None
    preview.stop()
    assert len([line for line in preview.lines if "Pagefind" in line]) == 1
    assert preview.lines[-1] == "Остановлено."


def test_a_large_site_is_first_built_beside_the_server(tmp_path: Path) -> None:
    """Where threads run, a build has one process; later builds are small."""
    program = """
import os, sys
from datetime import date
from pathlib import Path
from typing import TypeVar
from nokgen import aside
from nokgen.build import Options, Outcome
from nokgen.messages import messages_for
from nokgen.serve import serve
from nokgen.write import Changes
aside.MANY = 20 * 3
os.sched_getaffinity = lambda _pid: {0, 1}
root = Path(sys.argv[1])
options = Options(root, root / "public", lambda _zone: date(2024, 1, 1))
def build(options):
    with (root / "pids").open("a") as file:  # Ctrl+C in the end of a forgotten file is lost
        file.write(f"{os.getpid()}\\n")
    options.destination.mkdir(exist_ok=True)
    if not (options.destination / "index.html").exists():
        (options.destination / "index.html").write_text("made")
    return Outcome((), Changes(("index.html",), (), 0), 1)
serve(options, port=0, messages=messages_for("ru"), say=lambda text: print(text, flush=True),
      build=build)
"""
    (tmp_path / "content").mkdir()
    for name in "abc":
        (tmp_path / f"content/{name}.yaml").touch()
    run = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert run.stdout is not None
    assert run.stdout.readline().startswith("Сайт: ")
    assert (tmp_path / "public/index.html").read_text() == "made"
    pids = eventually(lambda: (tmp_path / "pids").read_text().split()[1:])  # and the search
    first = int((tmp_path / "pids").read_text().split()[0])
    assert first != run.pid
    assert pids[0] == str(run.pid)
    os.kill(run.pid, signal.SIGINT)
    assert run.communicate(timeout=PATIENCE)[0].endswith("Остановлено.\n")


def test_ctrl_c_ends_it_cleanly_whoever_is_connected(tmp_path: Path) -> None:
    program = """
import sys
from datetime import date
from pathlib import Path
from typing import TypeVar
from nokgen.build import Options, Outcome
from nokgen.messages import messages_for
from nokgen.serve import serve
root = Path(sys.argv[1])
options = Options(root, root / "public", lambda _zone: date(2024, 1, 1))
serve(options, port=0, messages=messages_for("ru"), say=lambda text: print(text, flush=True),
      build=lambda options: Outcome((), None, 0))
print("after", flush=True)
"""
    run = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert run.stdout is not None
    while not (line := run.stdout.readline()).startswith("Сайт: "):
        assert run.poll() is None
    host = line.split()[1][7:-1]
    here = ("127.0.0.1", int(host.rpartition(":")[2]))
    events = f"GET /.nokgen/events HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
    with ExitStack() as stack:  # browsers that are still open, and one that is slow
        for sent in (events, events, b"GET / HTT", b""):
            client = stack.enter_context(socket.create_connection(here, timeout=PATIENCE))
            client.sendall(sent)
            assert not sent.endswith(b"\n") or client.recv(1) == b"H"
        os.kill(run.pid, signal.SIGINT)
        output, errors = run.communicate(timeout=PATIENCE)
    assert (output, errors, run.returncode) == ("Остановлено.\nafter\n", "", 0)
