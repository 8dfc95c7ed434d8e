"""The name of a file or a folder goes in; whether a program left it there comes out."""

from __future__ import annotations

import re

# Left by editors, office suites and operating systems; never content.
_LEFTOVER = re.compile(
    r"\..*|~\$.*|.*~|#.*#|.*\.(?:swp|swo|tmp|bak|orig|rej|part|crdownload)"
    r"|thumbs\.db|desktop\.ini|readme(?:\.\w+)?|codeowners",
    re.IGNORECASE,
)


def is_leftover(name: str) -> bool:
    """Whether it is not read, whatever it is: a lock of an editor is a link that leads nowhere."""
    return _LEFTOVER.fullmatch(name) is not None
