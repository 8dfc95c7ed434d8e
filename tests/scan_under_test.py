"""What holds for the quick reader of YAML, and the texts that it is held against."""

from __future__ import annotations

from pathlib import Path

from nokgen.read.compose import YamlError, compose, plain
from nokgen.read.scan import scan

ROOT = Path(__file__).resolve().parent.parent

# Everything that is accepted, close together.
EVERYTHING = """\
# about the file
a: b
c:
  - d
  - e: f
    g: >-
      one two
      three

    h: [i, "j", 'k', https://x.y/z, m#n]
  # remark
  - {l: m, n: "o", p: [q, r]}
s: |
  t

   u
v: "w: # x"  # y
"1.1": 'it''s'
z:
- aa
- bb: [{cc: dd}, {ee: 1}]
ff:
  gg:
    -
      - hh
    - []
    - {}
    -
ii: >
  jj # kk
  : ll
"""


def texts(*folders: str) -> dict[str, str]:
    """The YAML below folders of the project, by path; what is not UTF-8 is left out."""
    found = {}
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.yaml")):
            data = file.read_bytes()
            text = data.decode("utf-8", "replace")
            if file.is_file() and text.encode() == data:
                found[file.relative_to(ROOT).as_posix()] = text
    return found


def agrees(text: str) -> bool:
    """Whether a text is accepted; then the complete reader must find no fault and the same tree."""
    tree = scan(text)
    if tree is None:
        return False
    try:
        top, faults = compose(text)
    except (YamlError, UnicodeEncodeError) as error:
        raise AssertionError(f"accepted, but no YAML: {text!r}") from error
    assert faults == [], f"accepted with a fault: {text!r}"
    assert top is not None, text
    # As texts: the order of the keys counts too.
    assert repr(tree) == repr(plain(top)), f"another tree: {text!r}"
    return True
