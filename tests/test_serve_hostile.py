"""`serve` against clients that mean harm, break off, dawdle or come in crowds: over raw sockets."""

from __future__ import annotations

import os
import random
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from nokgen.feeds.hosts import headers_of
from nokgen.messages import messages_for
from nokgen.serve import connections
from nokgen.serve.connections import Asking, Connections
from nokgen.serve.reload import MOST_LISTENERS, Board
from nokgen.serve.server import Server
from nokgen.write.swap import exchange

PATIENCE = 20.0
BIG = 8 * 1024 * 1024
EVENTS = "/.nokgen/events"


class Site:
    """A running server and ways to treat it badly."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.board = Board()
        self.server = Server(folder, 0, self.board, messages_for("ru"))

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.server.port), timeout=PATIENCE)

    def request(self, target: str, *headers: str, method: str = "GET", close: bool = True) -> bytes:
        lines = [f"{method} {target} HTTP/1.1", f"Host: localhost:{self.server.port}", *headers]
        lines += ["Connection: close"] if close else []
        return "\r\n".join([*lines, "", ""]).encode("latin-1", "surrogateescape")

    def say(self, sent: bytes) -> bytes:
        """All that is answered until the server hangs up."""
        with self.connect() as client:
            client.sendall(sent)
            return everything(client)

    def ask(self, target: str, *headers: str, method: str = "GET") -> tuple[int, bytes]:
        answer = self.say(self.request(target, *headers, method=method))
        return int(answer.split()[1]), answer


def everything(client: socket.socket) -> bytes:
    """What comes until the end, or until the server resets what it does not want to read."""
    answer = b""
    try:
        while piece := client.recv(65536):
            answer += piece
    except ConnectionError:
        pass
    return answer


def reset(client: socket.socket) -> None:
    """Go away with a reset, as a browser that was killed."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in which whatever somebody could smuggle into the output folder lies about."""
    top = tmp_path_factory.mktemp("hostile")
    folder = top / "public"
    files = {
        "index.html": b"<title>home</title>",
        "404.html": b"<title>lost</title>",
        "org/0001009239/index.html": b"<title>organisation</title>",
        "org/0001009239/embed/index.html": b"<title>card</title>",
        "admin/index.html": b"<title>form</title>",
        "files/big.bin": b"x" * BIG,
        "files/a.svg": b"<svg/>",
        ".nokgen-output": b"secret",
        "../secret/index.html": b"secret",
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "linked-folder").symlink_to(top / "secret")
    (folder / "linked-page").mkdir()
    (folder / "linked-page/index.html").symlink_to(top / "secret/index.html")
    (folder / "linked.txt").symlink_to("../secret/index.html")
    (folder / "loop").symlink_to("loop")
    os.mkfifo(folder / "pipe")
    return folder


@pytest.fixture(scope="module")
def running(public: Path) -> Iterator[Site]:
    site = Site(public)
    with site.server.running():
        yield site


@pytest.fixture
def site(running: Site, capfd: pytest.CaptureFixture[str]) -> Iterator[Site]:
    """The server of this module: after every test it answers, and has said nothing."""
    yield running
    assert running.ask("/")[0] == 200
    assert capfd.readouterr() == ("", "")


# What is asked for


@pytest.mark.parametrize(
    "target",
    [
        "/..",
        "/../secret/",
        "/%2e%2e/secret/",
        "/%2E%2E%2Fsecret%2Findex.html",
        "/.%2e/secret/",
        "/org/..%2f..%2fsecret/",
        "/%252e%252e/secret/",
        "/%252e%252e%252fsecret%252findex.html",
        "/%c0%ae%c0%ae/secret/",
        "/..%5csecret%5cindex.html",
        "/%5c%5cevil.example%5cshare",
        "//evil.example/",
        "/etc/passwd",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/C:/Windows/win.ini",
        "/c:%5cwindows%5cwin.ini",
        "/file:///etc/passwd",
        "/index.html%00.txt",
        "/index.html%0a",
        "/linked-folder/",
        "/linked-folder/index.html",
        "/linked-page/",
        "/linked-page/index.html",
        "/linked.txt",
        "/loop",
        "/loop/",
        "/pipe",
        "/.nokgen-output",
        "/.NOKGEN-output",
        "/%2enokgen-output",
        "/.nokgen/../.nokgen-output",
        "/.nokgen/server.py",
        "/.git/config",
        "/" + "a" * 5000,
        "/" + "a/" * 4000,
        "/%",
        "/%zz",
        "/%d0",
        "/\xff\xfe",
        "/<script>alert(1)</script>",
    ],
)
def test_nothing_but_the_site_is_found(site: Site, target: str) -> None:
    status, answer = site.ask(target)
    assert (status, b"secret" in answer, b"<script>alert" in answer) == (404, False, False)


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        ("GET http://localhost/ HTTP/1.1", 400),
        ("GET http://evil.example/ HTTP/1.1", 400),
        ("GET index.html HTTP/1.1", 400),
        ("GET * HTTP/1.1", 400),
        ("CONNECT evil.example:443 HTTP/1.1", 400),
        ("GET / HTTP/2.0", 505),
        ("GET / HTTP/1.1 <script>", 400),
        ("<script>alert(1)</script>", 400),
        ("PROPFIND / HTTP/1.1", 501),
        ("get / HTTP/1.1", 501),
        ("TRACE / HTTP/1.1", 405),
        (f"GET /{'a' * 9000} HTTP/1.1", 414),
        (f"GET /{'a' * 70000} HTTP/1.1", 431),
    ],
)
def test_a_strange_request_is_refused_in_few_words(
    site: Site, request_line: str, status: int
) -> None:
    sent = site.request("/").split(b"\r\n", 1)[1]
    answer = site.say(request_line.encode() + b"\r\n" + sent)
    # The server hangs up on what is too large, and its answer may get lost.
    assert answer.startswith(f"HTTP/1.1 {status} ".encode()) or (status, answer) == (431, b"")
    assert b"<" not in answer
    assert len(answer) < 1000


@pytest.mark.parametrize(
    "headers",
    [
        [f"X-{n}: 1" for n in range(200)],
        ["X: " + "a" * 66_000],
        [f"X-{n}: {'a' * 30_000}" for n in range(3)],
    ],
    ids=["many", "long", "large together"],
)
def test_headers_have_their_limits(site: Site, headers: list[str]) -> None:
    answer = site.say(site.request("/", *headers))
    assert answer == b"" or answer.startswith(b"HTTP/1.1 431 ")


@pytest.mark.parametrize(
    "header", ["Content-Length: 99", "Content-Length: -1", "Transfer-Encoding: chunked"]
)
def test_no_second_request_hides_in_a_body(site: Site, header: str) -> None:
    hidden = site.request("/org/0001009239/")
    answer = site.say(site.request("/", header, close=False) + hidden)
    assert b"<title>" not in answer


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (["Sec-Fetch-Site: same-origin"], 200),
        (["Sec-Fetch-Site: cross-site"], 403),
        (["Sec-Fetch-Site: same-site"], 403),  # another port of this machine
        (["Origin: http://evil.example"], 403),
        (["Origin: https://localhost:{port}"], 403),
        (["Origin: localhost:{port}"], 403),
        (["Origin: http://localhost:{port}", "Origin: http://evil.example"], 403),
        (["Host: evil.example"], 403),  # a second one
    ],
)
def test_no_other_page_takes_the_places_of_those_who_listen(
    site: Site, headers: list[str], status: int
) -> None:
    filled = [header.format(port=site.server.port) for header in headers]
    assert site.ask(EVENTS, *filled, method="HEAD")[0] == status


@pytest.mark.parametrize(
    "name",
    [
        "",
        "org/0001009239/",
        "org/0001009239/embed/",
        "admin/",
        "files/a.svg",
        "nothing/",
        ".nokgen/reload.js",
    ],
)
def test_headers_are_those_of_a_host(site: Site, name: str) -> None:
    head = site.ask(f"/{name}", method="HEAD")[1].decode()
    got = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if line)
    assert headers_of(name).items() <= got.items()
    assert got["Cache-Control"] == "no-store"
    assert got["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Set-Cookie" not in got
    anybody = "frame-ancestors" not in got["Content-Security-Policy"]
    assert anybody is (name == "org/0001009239/embed/")


# How it is asked


def test_garbage_does_no_harm(site: Site) -> None:
    chance = random.Random(7)
    for _ in range(150):
        kept = site.request("/", close=True)
        cut = chance.randrange(len(kept))
        garbage = chance.randbytes(chance.randrange(1, 60))
        with site.connect() as client:
            client.sendall(chance.choice([garbage, kept[:cut] + garbage + kept[cut:]]))
            client.shutdown(socket.SHUT_WR)
            assert b"Traceback" not in everything(client)


def test_requests_in_one_go_are_answered_in_order(site: Site) -> None:
    targets = ["/", "/org/0001009239/", "/nothing"] * 30
    sent = b"".join(site.request(target, close=False) for target in targets)
    answer = site.say(sent + site.request("/"))
    titles = [part.split(b"</title>")[0] for part in answer.split(b"<title>")[1:]]
    assert titles == [b"home", b"organisation", b"lost"] * 30 + [b"home"]


def test_a_client_that_has_nothing_more_to_say_is_answered(site: Site) -> None:
    with site.connect() as client:
        client.sendall(site.request("/files/big.bin"))
        client.shutdown(socket.SHUT_WR)
        assert len(everything(client)) > BIG


def test_clients_that_go_away_do_no_harm(site: Site) -> None:
    for target in ("/files/big.bin", EVENTS, "/"):
        for length in (1, 20, 1000):
            client = site.connect()
            client.sendall(site.request(target)[:length])
            if length == 1000 and target != "/":
                client.recv(10)
            reset(client)


def test_those_who_went_make_place_for_those_who_listen(site: Site) -> None:
    """Browsers that reconnect again and again, and more of them than there are places."""
    until = time.monotonic() + PATIENCE
    for turn in range(2 * MOST_LISTENERS):
        while True:
            with site.connect() as client:
                client.sendall(site.request(EVENTS))
                if client.recv(12) == b"HTTP/1.1 200":
                    break
            assert time.monotonic() < until, f"turned away at turn {turn}"
            site.board.publish(f"{turn}")  # they are looked at


def test_a_request_has_its_time_however_it_drips(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    here, there = socket.socketpair()
    with here, there:
        asking = Asking(here, lambda: now)
        buffer = bytearray(10)
        for _ in range(4):
            there.send(b"G")
            assert asking.readinto(buffer) == 1
            now += connections.SECONDS_TO_ASK / 4
        there.send(b"G")
        with pytest.raises(TimeoutError):
            asking.readinto(buffer)
        asking.begin()
        assert asking.readinto(buffer) == 1
        monkeypatch.setattr(connections, "SECONDS_TO_ASK", 0.01)
        asking.begin()
        with pytest.raises(TimeoutError):
            asking.readinto(buffer)


# Crowds


@pytest.fixture
def small(public: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A server with few places."""
    monkeypatch.setattr(connections, "_PATIENCE", PATIENCE)
    site = Site(public)
    site.server.connections = Connections(8)
    with site.server.running():
        yield site


def test_a_crowd_waits_for_room_and_is_answered(small: Site) -> None:
    with ExitStack() as stack:
        crowd = [stack.enter_context(small.connect()) for _ in range(60)]
        for client in crowd:
            client.sendall(small.request("/"))
        assert all(b"home" in everything(client) for client in crowd)


def test_those_who_never_finish_keep_nobody_out(
    small: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "_FRESH", 0.0)
    with ExitStack() as stack:
        slow = [stack.enter_context(small.connect()) for _ in range(8)]
        for client in slow:
            client.sendall(b"GET / HTT")
        for _ in range(3):
            assert small.ask("/")[0] == 200
        assert everything(slow[0]) == b""  # the first had to go


def test_who_came_first_goes_first_whichever_thread_begins_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connections, "_FRESH", 0.0)
    monkeypatch.setattr(connections, "_PATIENCE", 0.0)
    with ExitStack() as stack:
        pairs = [socket.socketpair() for _ in range(3)]
        here, there = (
            [stack.enter_context(end) for end in ends] for ends in zip(*pairs, strict=True)
        )
        full = Connections(2)
        assert full.join(here[0])
        assert full.join(here[1])
        for late in (here[1], here[0]):
            full.asking(late)
        assert not full.join(here[2])  # nobody has left yet
        there[0].settimeout(PATIENCE)
        there[1].setblocking(False)
        assert there[0].recv(1) == b""
        with pytest.raises(BlockingIOError):
            there[1].recv(1)


def test_those_who_never_read_take_one_place_each(small: Site) -> None:
    with ExitStack() as stack:
        for _ in range(5):
            client = stack.enter_context(small.connect())
            client.sendall(small.request("/files/big.bin"))
            assert client.recv(1) == b"H"  # and no more
        assert [small.ask("/")[0] for _ in range(20)] == [200] * 20


def test_the_end_hangs_up_on_everybody(public: Path) -> None:
    before = threading.active_count()
    site = Site(public)
    with ExitStack() as stack:
        with site.server.running():
            slow, listening, idle, deaf = (stack.enter_context(site.connect()) for _ in range(4))
            slow.sendall(b"GET / HTT")
            listening.sendall(site.request(EVENTS))
            idle.sendall(site.request("/", close=False))
            deaf.sendall(site.request("/files/big.bin"))
            for client in (listening, idle, deaf):
                assert client.recv(1) == b"H"
        assert everything(slow) == b""
        for client in (listening, idle, deaf):
            everything(client)  # comes to an end
        until = time.monotonic() + PATIENCE
        while threading.active_count() > before:
            assert time.monotonic() < until, threading.enumerate()
            time.sleep(0.01)


def test_a_folder_is_swapped_while_it_is_served(tmp_path: Path) -> None:
    for name in ("public", "next"):
        for page in ("index.html", "plan/index.html", "404.html"):
            (tmp_path / name / page).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / page).write_text(f"<title>{page} of {name}</title>")
    site = Site(tmp_path / "public")
    done = threading.Event()

    def swap() -> None:
        while not done.is_set() and exchange(tmp_path / "next", tmp_path / "public"):
            pass

    swapping = threading.Thread(target=swap)
    swapping.start()
    with site.server.running():
        answers = [site.ask("/plan/") for _ in range(150)]
    done.set()
    swapping.join()
    assert {status for status, _ in answers} == {200}
    assert all(b"<title>plan/index.html of " in answer for _, answer in answers)
