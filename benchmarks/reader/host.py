"""A folder goes in, a host on this machine that compresses texts comes out."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".txt", ".xml")


@lru_cache(maxsize=256)
def _packed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 6)


class _Host(SimpleHTTPRequestHandler):
    """Static files, as GitHub Pages sends them."""

    protocol_version = "HTTP/1.1"

    def handle_one_request(self) -> None:
        """A browser may hang up between two requests."""
        try:
            super().handle_one_request()
        except ConnectionError:
            self.close_connection = True

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Cache-Control", "max-age=600")
        if file.suffix in _COMPRESSED:
            content = _packed(file)
            self.send_header("Content-Encoding", "gzip")
        else:
            content = file.read_bytes()
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with suppress(ConnectionError):  # a page that was closed meanwhile
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing between the rows of a table."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve `folder`; its address."""
    handler = partial(_Host, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
