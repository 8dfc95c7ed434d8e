"""An address goes in, its QR code comes out as the file of a picture. The only door to segno."""

from __future__ import annotations

from io import BytesIO

# Level M survives the toner and the folds of office paper. Trying all eight masks would cost
# four fifths of the time of a code, and any of them is readable.
LEVEL, MASK = "M", 3
# Free cells around the code, as ISO/IEC 18004 asks for.
QUIET_ZONE = 4


def qr_code(address: str) -> bytes:
    """An SVG of one path, black on white, as large as the page wants it."""
    # Only sites that know their address pay for the import.
    import segno

    code = segno.make_qr(address, error=LEVEL, mask=MASK, boost_error=False)
    file = BytesIO()
    code.save(
        file,
        kind="svg",
        border=QUIET_ZONE,
        light="white",
        omitsize=True,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
    )
    return file.getvalue()
