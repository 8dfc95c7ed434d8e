"""The output folder goes in; its pages come out over HTTP, to browsers on this machine only."""

from __future__ import annotations

import errno
import io
import os
import socket
import socketserver
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO
from urllib.parse import parse_qs

from nokgen.feeds.hosts import headers_of
from nokgen.messages import N_, Messages
from nokgen.serve import reload
from nokgen.serve.connections import SECONDS_TO_READ, Asking, Connections
from nokgen.serve.files import HTML, Redirect, opened, type_of
from nokgen.serve.pages import Page, Pages
from nokgen.surroundings import SurroundingsError

HOST = "127.0.0.1"
_HEARTBEAT = 3.0  # seconds
_ADDRESS_LENGTH = 8192
_CHUNK = 65_536  # bytes
_NAMES = (HOST, "localhost", "[::1]")
# What `socketserver` calls them, for any kind of server.
_Request = socket.socket | tuple[bytes, socket.socket]
_Address = tuple[str, int] | str | None


def _socket(request: _Request) -> socket.socket:
    assert isinstance(request, socket.socket)  # the other kind belongs to servers of datagrams
    return request


class Server(ThreadingHTTPServer):
    """Serves a folder, and tells browsers what is on the board; SurroundingsError: no port."""

    daemon_threads = True
    request_queue_size = 256
    allow_reuse_address = sys.platform != "win32"  # there it would share a port that is taken

    def __init__(self, folder: Path, port: int, board: reload.Board, messages: Messages) -> None:
        self.pages = Pages(folder)
        self.board = board
        self.messages = messages
        self.connections = Connections()
        try:
            super().__init__((HOST, port), Handler)
        except OSError as error:
            raise _no_port(error, port) from error
        self.port = int(self.server_address[1])
        self.address = f"http://{HOST}:{self.port}/"
        hosts = {f"{name}:{self.port}" for name in _NAMES}
        self.hosts = hosts | set(_NAMES) if self.port == 80 else hosts

    def server_bind(self) -> None:
        """Bind without asking the network for the name of this machine."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, int(self.server_address[1])

    def process_request(self, request: _Request, client_address: _Address) -> None:
        """Answer in a thread of its own, as long as there is room."""
        if self.connections.join(_socket(request)):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def shutdown_request(self, request: _Request) -> None:
        """End a connection; the room that it took is free."""
        self.connections.leave(_socket(request))
        super().shutdown_request(request)

    def handle_error(self, request: _Request, client_address: _Address) -> None:
        """A browser that went away or was too slow is no error."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Serve in a thread of its own until the end of the block."""
        thread = threading.Thread(target=self.serve_forever, args=(0.1,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            self.board.close()
            self.connections.close()
            self.shutdown()
            self.server_close()
            thread.join(timeout=5)


class Handler(BaseHTTPRequestHandler):
    """One connection of a browser."""

    server: Server
    protocol_version = "HTTP/1.1"
    default_request_version = "HTTP/1.0"  # an answer without headers says too little
    server_version = "nokgen"
    sys_version = ""
    timeout = 30  # seconds that a browser may take for one piece of the answer
    disable_nagle_algorithm = True

    def setup(self) -> None:
        """Read from a client that may be slow, endless or malicious."""
        super().setup()
        self.rfile.close()
        self._source = Asking(self.connection)
        self.rfile = io.BufferedReader(self._source)

    def handle_one_request(self) -> None:
        """Wait for a request, and answer it."""
        self.server.connections.asking(self.connection)
        self._source.begin()
        super().handle_one_request()

    def parse_request(self) -> bool:
        """Read the request; False if it was refused."""
        if not super().parse_request():
            return False
        self.server.connections.asked(self.connection)
        self.connection.settimeout(self.timeout)
        refusal = self._refusal()
        if refusal is not None:
            self.send_error(refusal)
        return refusal is None

    def _refusal(self) -> HTTPStatus | None:
        """Why the request is not understood: its size, its target, a body where none may be."""
        if self._source.is_too_big:
            return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        if len(self.path) > _ADDRESS_LENGTH:
            return HTTPStatus.REQUEST_URI_TOO_LONG
        has_body = self.headers.get("Content-Length", "0").strip() != "0"
        has_body = has_body or "Transfer-Encoding" in self.headers
        if not self.path.startswith("/") or (has_body and self.command in ("GET", "HEAD")):
            return HTTPStatus.BAD_REQUEST
        return None

    def send_error(self, code: int, *_words: str | None, **_more: str | None) -> None:
        """Refuse in few words, none of them the client's, and hang up."""
        self.close_connection = True  # where the next request would begin is not known
        status = HTTPStatus(code)
        self._answer(status, f"{status.phrase}.\n".encode())

    def do_GET(self) -> None:
        """Answer a request for a page or a file."""
        path = self.path.partition("?")[0].partition("#")[0]
        if not self._is_from_here(path):
            self._answer(HTTPStatus.FORBIDDEN, b"This server answers to this machine only.\n")
        elif path == reload.EVENTS:
            self._stream()
        elif path in reload.ASSETS:
            asset = reload.ASSETS[path]
            self._answer(HTTPStatus.OK, asset.read_bytes(), type_of(asset))
        else:
            self._site(path)

    do_HEAD = do_GET  # noqa: N815

    def do_POST(self) -> None:
        """Refuse whatever would change something."""
        self.close_connection = True  # what follows is not read
        self._answer(
            HTTPStatus.METHOD_NOT_ALLOWED, b"Only GET and HEAD.\n", extra={"Allow": "GET, HEAD"}
        )

    do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_TRACE = do_CONNECT = do_POST  # noqa: N815

    def log_message(self, format: str, *arguments: object) -> None:
        """Stay silent: the terminal belongs to what is wrong with the content."""

    def _is_from_here(self, path: str) -> bool:
        """Whether the browser shows this site, not a foreign one whose name leads here.

        The events are for pages of this server alone: any other page could take their places.
        """
        hosts = self.headers.get_all("Host", [])
        origins = self.headers.get_all("Origin", [])
        allowed = self.server.hosts
        return (
            len(hosts) == 1
            and hosts[0].lower() in allowed
            and all(origin.lower() in {f"http://{host}" for host in allowed} for origin in origins)
            and (
                path != reload.EVENTS
                or self.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
            )
        )

    def _site(self, path: str) -> None:
        match self.server.pages.find(path):
            case Redirect(address):
                query = "?" + self.path.partition("?")[2] if "?" in self.path else ""
                self._answer(HTTPStatus.FOUND, b"", extra={"Location": address + query})
            case Page() as page:
                self._page(page)
            case Path() as file if self._file(file):
                pass
            case _ if lost := self.server.pages.lost():
                self._page(lost, HTTPStatus.NOT_FOUND)
            case _ if not self.server.pages.is_there:
                problems = self.server.board.state.problems
                waiting = reload.waiting_page(problems, self.server.messages)
                self._answer(HTTPStatus.SERVICE_UNAVAILABLE, waiting, HTML)
            case _:
                self._answer(HTTPStatus.NOT_FOUND, b"Not found.\n")

    def _page(self, page: Page, status: HTTPStatus = HTTPStatus.OK) -> None:
        content = reload.listening(page.content, page.version)
        self._answer(status, content, HTML, headers_of(page.name))

    def _file(self, path: Path) -> bool:
        """Send a file that is no page; False if there is none that can be read."""
        try:
            file = opened(path)
        except (OSError, ValueError):
            return False
        with file:
            size = os.fstat(file.fileno()).st_size
            self._begin(
                HTTPStatus.OK, type_of(path), size, headers_of(self.server.pages.name(path))
            )
            self._copy(file, size)
        return True

    def _copy(self, file: BinaryIO, size: int) -> None:
        """Send exactly what was announced, also of a file that grows or shrinks meanwhile."""
        if self.command == "HEAD":
            return
        until = time.monotonic() + SECONDS_TO_READ
        while size and (piece := file.read(min(size, _CHUNK))):
            self.connection.settimeout(max(until - time.monotonic(), 0.001))
            self.wfile.write(piece)
            size -= len(piece)
        self.close_connection = self.close_connection or size > 0

    def _answer(
        self,
        status: HTTPStatus,
        body: bytes,
        kind: str = "text/plain; charset=utf-8",
        extra: dict[str, str] | None = None,
    ) -> None:
        self._begin(status, kind, len(body), extra)
        if self.command != "HEAD":
            self.wfile.write(body)

    def _begin(
        self, status: HTTPStatus, kind: str, size: int | None, extra: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if size is None:
            self.close_connection = True
        else:
            self.send_header("Content-Length", str(size))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        for name, value in (headers_of("") | (extra or {})).items():
            self.send_header(name, value)
        self.end_headers()

    def _stream(self) -> None:
        """Tell the browser the present state, then every other, until it goes away."""
        board, messages = self.server.board, self.server.messages
        page = "".join(parse_qs(self.path.partition("?")[2]).get("page", [])[:1])
        if not board.join(page):
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, b"Too many open pages.\n")
            return
        try:
            self._begin(HTTPStatus.OK, "text/event-stream; charset=utf-8", None)
            if self.command == "HEAD":
                return
            self.wfile.write(b"retry: 500\n\n")
            seen: reload.State | None = None
            told = b""
            while not board.closed:
                state = board.wait(seen, _HEARTBEAT)
                seen = state or seen
                if state is None:
                    self.wfile.write(b":\n\n")
                    continue
                version = self.server.pages.version(page)
                event = reload.event(state.problems, version, messages)
                if event != told:
                    self.wfile.write(event)
                    told = event
        finally:
            board.leave(page)


def _no_port(error: OSError, port: int) -> SurroundingsError:
    hint = N_("Choose another port, for example: --port 8080.")
    if error.errno == errno.EADDRINUSE:
        message = N_("The port %(port)s is taken by another program.")
    elif error.errno in (errno.EACCES, errno.EPERM):
        message = N_("The system does not give away the port %(port)s.")
    else:
        message = N_("The port %(port)s cannot be opened: %(reason)s.")
    params = {"port": port, "reason": error.strerror or error}
    return SurroundingsError(message, hint=hint, params=params)
