"""A file on standard input goes in, its document as JSON comes out: run by `apart` as a process
that is told how many bytes and seconds it may take.

Whatever a broken or hostile file does to the libraries that read it happens here, within bounded
memory and time.
"""

from __future__ import annotations

import json
import sys

from nokgen.import_.readers import read_source
from nokgen.import_.readers.wire import packed
from nokgen.import_.refusal import RefusalError


def _bound(memory: int, seconds: int) -> None:
    """Limits on this process, where the system has them; `apart` watches the time everywhere."""
    if sys.platform == "win32":
        return
    import resource

    for kind, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(kind)
        bound = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (bound, hard))


def _main() -> None:
    _bound(int(sys.argv[1]), int(sys.argv[2]))
    data = sys.stdin.buffer.read()
    try:
        answer = packed(read_source(data))
    except RefusalError as refusal:
        answer = json.dumps(
            {"message": refusal.message, "hint": refusal.hint, "params": refusal.params}
        ).encode()
    sys.stdout.buffer.write(answer)


_main()
