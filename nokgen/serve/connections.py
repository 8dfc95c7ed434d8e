"""Sockets of browsers go in; there is room for the next one, however many only take up room."""

from __future__ import annotations

import io
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_CONNECTIONS = 200
HEAD_BYTES = 65_536  # of one request with its headers: cookies of all ports come along
SECONDS_TO_ASK = 20.0  # from the last answer to the end of the next request
SECONDS_TO_READ = 60.0  # for one file, however large: it comes from this machine
_FRESH = 2.0  # seconds in which nobody is called slow
_PATIENCE = 2.0  # seconds for which a new connection waits for room


class Connections:
    """The open connections, at most `MOST_CONNECTIONS`.

    When there is no room, the connection that has been asking for the longest time goes: a client
    that never finishes a request cannot keep browsers out.
    """

    def __init__(self, most: int = MOST_CONNECTIONS) -> None:
        self._most = most
        self._room = threading.Condition()
        self._open: set[socket.socket] = set()
        self._asking: dict[socket.socket, float] = {}  # the longest first
        self._closed = False

    def join(self, client: socket.socket) -> bool:
        """Take in a connection; False if there is no room for it, or the server is ending."""
        with self._room:
            if len(self._open) >= self._most:
                self._push_out()
                self._room.wait_for(
                    lambda: self._closed or len(self._open) < self._most, timeout=_PATIENCE
                )
            if self._closed or len(self._open) >= self._most:
                return False
            self._open.add(client)
            self._asking[client] = time.monotonic()  # however late its thread begins
            return True

    def asking(self, client: socket.socket) -> None:
        """From now on the client is to ask."""
        with self._room:
            self._asking.setdefault(client, time.monotonic())

    def asked(self, client: socket.socket) -> None:
        """The client has asked, and is to be answered."""
        with self._room:
            self._asking.pop(client, None)

    def leave(self, client: socket.socket) -> None:
        """Let a connection go; it need not have joined."""
        with self._room:
            self._asking.pop(client, None)
            self._open.discard(client)
            self._room.notify_all()

    def close(self) -> None:
        """End all connections, whatever they are doing."""
        with self._room:
            self._closed = True
            for client in self._open:
                _hang_up(client)
            self._room.notify_all()

    def _push_out(self) -> None:
        for client, since in self._asking.items():
            if time.monotonic() - since >= _FRESH:
                del self._asking[client]
                _hang_up(client)
            break


def _hang_up(client: socket.socket) -> None:
    """Wake the thread that reads or writes there; it closes the socket by itself."""
    with suppress(OSError):  # it has gone by itself
        client.shutdown(socket.SHUT_RDWR)


class Asking(io.RawIOBase):
    """What a client sends; TimeoutError once one request takes too long, end once it is too big."""

    def __init__(self, client: socket.socket, clock: Callable[[], float] = time.monotonic) -> None:
        self._client = client
        self._clock = clock
        self.begin()

    def begin(self) -> None:
        """The next request may begin."""
        self._until = self._clock() + SECONDS_TO_ASK
        self._left = HEAD_BYTES

    @property
    def is_too_big(self) -> bool:
        """Whether the request was cut."""
        return self._left <= 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer with what has come; 0 at the end."""
        left = self._until - self._clock()
        if left <= 0:
            raise TimeoutError
        room = memoryview(buffer)[: max(self._left, 0)]
        if not room:
            return 0
        self._client.settimeout(left)
        count = self._client.recv_into(room)
        self._left -= count
        return count
