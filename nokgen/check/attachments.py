"""The name of a file goes in; whether other systems have it, and browsers do no harm, comes out.

A browser goes by the type that the host gives to the end of a name. These ends mean kinds that it
shows or saves and never runs; a list of dangerous kinds would never be complete.
"""

from __future__ import annotations

import re

PASSIVE = frozenset(
    re.findall(
        r"\w+",
        "pdf djvu doc docx odt rtf txt md xls xlsx ods csv ppt pptx odp jpg jpeg png gif webp tif "
        "tiff bmp heic mp3 m4a ogg mp4 webm zip 7z rar gz json yaml geojson sig p7s p7m",
    )
)
# Some servers go by any part of a name: `order.php.pdf` would be run, `order.html.pdf` be a page.
_ACTIVE = re.compile(
    r"[sx]?html?|shtm|xht|mhtml?|svgz?|xml|xslt?|m?js|php\d?|phtml|phar|cgi|pl|py|aspx?|jspx?|var",
    re.IGNORECASE,
)
# Windows takes these for devices, whatever their end: `nul.yaml` cannot be made there.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)", re.IGNORECASE)
# Windows has 260 characters for a whole path, Linux 255 bytes for a name.
_LONGEST = 120


def is_portable(name: str) -> bool:
    """Whether a file or folder of this name can stand on every computer."""
    return len(name) <= _LONGEST and not _DEVICE.fullmatch(name.partition(".")[0])


def is_passive(name: str) -> bool:
    """Whether a browser or a server would never run a file of this name."""
    _stem, *parts = name.split(".")
    return bool(parts) and parts[-1].lower() in PASSIVE and not any(map(_ACTIVE.fullmatch, parts))
