"""`python -m nokgen` is the same as the `nokgen` command."""

from __future__ import annotations

import sys
from typing import NoReturn

_INTERRUPTED = 130


def start() -> NoReturn:
    """Run one command; Ctrl-C while the program itself is loaded ends it as quietly as later."""
    try:
        from nokgen.cli.main import main

        main()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    start()
