"""One more organisation for `organizations.yaml`: its text goes in, the same with an item more out.

Not a letter of what stands there is touched: comments, order and empty lines stay.
"""

from __future__ import annotations

import re
from pathlib import Path

from nokgen.messages import N_, Messages
from nokgen.new.draft import draft, without_comments
from nokgen.records.organization import Organizations
from nokgen.surroundings import SurroundingsError
from nokgen.write.file import replace_file

# What is almost always known of an organisation; all else can be looked up in the first item.
KEYS = ("inn", "ogrn", "name", "short_name", "kind", "sphere", "address", "site", "founder")

_HEAD = re.compile(r"^\ufeff?organizations:[ \t]*(?:#.*)?$", re.MULTILINE)
_EMPTY_LIST = re.compile(r"^(\ufeff?organizations:)[ \t]*\[[ \t]*\][ \t]*(?=#|\r?$)", re.MULTILINE)
_ITEM = re.compile(r"^( *)-(?= |\r?$)", re.MULTILINE)


def append_organization(path: Path, name: str, messages: Messages) -> None:
    """Add an item with open keys behind the last one of the file at `path`.

    SurroundingsError (exit code 2), and nothing touched, when the file is not a list of
    organisations as `name` should hold; exit code 3 when the disk refuses.
    """
    try:
        old = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise _unreadable(name) from None
    except OSError as error:
        raise SurroundingsError(
            N_("cannot read %(path)s: %(reason)s"),
            params={"path": name, "reason": error.strerror or str(error)},
        ) from error
    new = with_organization(old, messages)
    if new is None:
        raise _unreadable(name)
    replace_file(path.resolve(), old.encode(), new.encode(), name=name)


def with_organization(text: str, messages: Messages) -> str | None:
    """The text of a file with one more item; None when it is not a list of organisations."""
    text = _EMPTY_LIST.sub(r"\1", text)
    head = _HEAD.search(text.replace("\r\n", "\n"))
    if head is None:
        return None
    following = text.replace("\r\n", "\n")[head.end() :]
    others = [line for line in following.split("\n") if line and line[0] not in " -#\t"]
    item = _ITEM.search(following)
    if others or (item is None and re.sub(r"#.*", "", following).strip()):
        return None
    indent = item[1] if item else "  "
    return _joined(text, _drawn(messages, indent), is_first=item is None)


def _drawn(messages: Messages, indent: str) -> str:
    values = {"organizations": [dict.fromkeys(KEYS)]}
    drawn = without_comments(draft(Organizations, values, messages, optional=False))
    _, _, lines = drawn.partition("\n")
    return "".join(indent + line.removeprefix("  ") + "\n" for line in lines.rstrip().split("\n"))


def _joined(text: str, item: str, *, is_first: bool) -> str:
    """Both with the line ends of the first, an empty line between two items."""
    end = "\r\n" if "\r\n" in text else "\n"
    body = text.rstrip("\r\n \t")
    return body + (end if is_first else end * 2) + item.replace("\n", end)


def _unreadable(name: str) -> SurroundingsError:
    return SurroundingsError(
        N_("%(path)s was left as it is: it is not clear where an organisation should be added"),
        hint=N_("Run nokgen check, mend the file, and try again."),
        params={"path": name},
        exit_code=2,
    )
