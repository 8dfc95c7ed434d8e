"""The output folder goes in; its pages come out over HTTP, to browsers on this machine only."""

from __future__ import annotations

import errno
import os
import shutil
import socketserver
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote, unquote

from nokgen.messages import N_, Messages
from nokgen.serve import reload
from nokgen.surroundings import SurroundingsError

HOST = "127.0.0.1"
_HEARTBEAT = 15.0  # seconds
_NAMES = (HOST, "localhost", "[::1]")
_HTML = "text/html; charset=utf-8"
_TYPES = {
    ".html": _HTML,
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
    ".yaml": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".atom": "application/atom+xml",
    ".wasm": "application/wasm",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".rtf": "application/rtf",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/vnd.microsoft.icon",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class Redirect:
    """The address lacks its final slash."""

    address: str


def find(folder: Path, path: str) -> Path | Redirect | None:
    """The file for the path of a request, which is still quoted; None if there is none.

    Never a file outside `folder`, and none of nokgen's own files.
    """
    text = unquote(path, errors="surrogateescape")
    parts = [part for part in text.split("/") if part]
    if any(_is_forbidden(part) for part in parts):
        return None
    try:
        root = Path(os.path.realpath(folder))
        found = Path(os.path.realpath(root.joinpath(*parts)))
        if not found.is_relative_to(root):
            return None
        if not found.is_dir():
            return None if text.endswith("/") else found
        if text.endswith("/"):
            return found / "index.html"
    except (OSError, ValueError):  # a name that no file can have
        return None
    return Redirect("/" + "".join(quote(part, errors="surrogateescape") + "/" for part in parts))


def _is_forbidden(part: str) -> bool:
    return (
        part in (".", "..")
        or part.startswith(".nokgen")
        or any(char in part for char in "\\\0")
        or (sys.platform == "win32" and ":" in part)
    )


class Server(ThreadingHTTPServer):
    """Serves a folder, and tells browsers what is on the board; SurroundingsError: no port."""

    daemon_threads = True
    request_queue_size = 128
    allow_reuse_address = sys.platform != "win32"  # there it would share a port that is taken

    def __init__(self, folder: Path, port: int, board: reload.Board, messages: Messages) -> None:
        self.folder = folder
        self.board = board
        self.messages = messages
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

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that went away or was too slow is no error."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    @contextmanager
    def running(self) -> Iterator[None]:
        """Serve in a thread of its own until the end of the block."""
        thread = threading.Thread(target=self.serve_forever, args=(0.1,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            self.board.close()
            self.shutdown()
            self.server_close()
            thread.join(timeout=5)


class Handler(BaseHTTPRequestHandler):
    """One connection of a browser."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "nokgen"
    sys_version = ""
    timeout = 30  # seconds that a browser may take to ask, or to take in what it asked for

    def do_GET(self) -> None:
        """Answer a request for a page or a file."""
        path = self.path.partition("?")[0].partition("#")[0]
        if not self._is_from_here():
            self._answer(HTTPStatus.FORBIDDEN, b"This server answers to this machine only.\n")
        elif path == reload.EVENTS:
            self._stream()
        elif path in reload.ASSETS:
            asset = reload.ASSETS[path]
            self._answer(HTTPStatus.OK, asset.read_bytes(), _TYPES[asset.suffix])
        else:
            self._site(path)

    do_HEAD = do_GET  # noqa: N815

    def do_POST(self) -> None:
        """Refuse whatever would change something."""
        self.close_connection = True  # what follows is not read
        self._answer(
            HTTPStatus.METHOD_NOT_ALLOWED, b"Only GET and HEAD.\n", extra={"Allow": "GET, HEAD"}
        )

    do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_POST  # noqa: N815

    def log_message(self, format: str, *arguments: object) -> None:
        """Stay silent: the terminal belongs to what is wrong with the content."""

    def _is_from_here(self) -> bool:
        """Whether the browser shows this site, not a foreign one whose name leads here."""
        hosts = self.headers.get_all("Host", [])
        origin = self.headers.get("Origin")
        allowed = self.server.hosts
        return (
            len(hosts) == 1
            and hosts[0].lower() in allowed
            and (origin is None or origin.lower().removeprefix("http://") in allowed)
        )

    def _site(self, path: str) -> None:
        match find(self.server.folder, path):
            case Redirect(address):
                query = "?" + self.path.partition("?")[2] if "?" in self.path else ""
                self._answer(HTTPStatus.FOUND, b"", extra={"Location": address + query})
            case Path() as file if self._file(file, HTTPStatus.OK):
                pass
            case _ if not (self.server.folder / "index.html").is_file():
                page = reload.waiting_page(self.server.board.state, self.server.messages)
                self._answer(HTTPStatus.SERVICE_UNAVAILABLE, page, _HTML)
            case _ if self._file(self.server.folder / "404.html", HTTPStatus.NOT_FOUND):
                pass
            case _:
                self._answer(HTTPStatus.NOT_FOUND, b"Not found.\n")

    def _file(self, path: Path, status: HTTPStatus) -> bool:
        """Send a file; False if there is none that can be read."""
        # The version first: a page that is newer than it says is loaded once more, not too late.
        version = self.server.board.state.version
        try:
            file = path.open("rb")
        except (OSError, ValueError):
            return False
        with file:
            known = os.fstat(file.fileno())
            if not stat.S_ISREG(known.st_mode):
                return False
            kind = _TYPES.get(path.suffix.lower(), "application/octet-stream")
            if kind == _HTML:
                self._answer(status, reload.listening(file.read(), version), kind)
            else:
                self._begin(status, kind, known.st_size)
                self._copy(file)
        return True

    def _copy(self, file: BinaryIO) -> None:
        if self.command != "HEAD":
            shutil.copyfileobj(file, self.wfile)

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
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        for name, value in (extra or {}).items():
            self.send_header(name, value)
        self.end_headers()

    def _stream(self) -> None:
        """Tell the browser the present state, then every other, until it goes away."""
        board = self.server.board
        if not board.join():
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, b"Too many open pages.\n")
            return
        try:
            self._begin(HTTPStatus.OK, "text/event-stream; charset=utf-8", None)
            if self.command == "HEAD":
                return
            self.wfile.write(b"retry: 500\n\n")
            seen: reload.State | None = None
            while not board.closed:
                state = board.wait(seen, _HEARTBEAT)
                self.wfile.write(reload.event(state, self.server.messages) if state else b":\n\n")
                seen = state or seen
        finally:
            board.leave()


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
