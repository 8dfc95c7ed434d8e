"""A file on standard input goes in, its document as JSON comes out: run by `apart` as a process.

Whatever a broken or hostile file does to the libraries that read it happens here, within bounded
memory and time.
"""

from __future__ import annotations

import json
import sys

from nokgen.import_.limits import MEMORY_BYTES, SECONDS
from nokgen.import_.readers import read_source
from nokgen.import_.readers.wire import packed
from nokgen.import_.refusal import RefusalError


def _bound() -> None:
    """Limits on this process, where the system has them; `apart` watches the time everywhere."""
    if sys.platform == "win32":
        return
    import resource

    for kind, limit in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(kind)
        bound = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (bound, hard))


def _main() -> None:
    _bound()
    data = sys.stdin.buffer.read()
    try:
        answer = packed(read_source(data))
    except RefusalError as refusal:
        answer = json.dumps(
            {"message": refusal.message, "hint": refusal.hint, "params": refusal.params}
        ).encode()
    sys.stdout.buffer.write(answer)


_main()
