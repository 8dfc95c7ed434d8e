"""Who accepts changes where: content and a CODEOWNERS file go in, the file as it should be out.

Format of the file: docs.github.com, "About code owners": the last line that fits a path counts, so
a municipality stands below its region.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from nokgen.messages import N_, Messages
from nokgen.records.content import Content
from nokgen.records.territory import Territory
from nokgen.surroundings import SurroundingsError
from nokgen.write.file import replace_file, sweep

FILE = ".github/CODEOWNERS"
BEGIN = "# nokgen owners: begin"
END = "# nokgen owners: end"


def with_owners(text: str, content: Content, messages: Messages, prefix: str = "") -> str:
    """The text of CODEOWNERS with the part that nokgen keeps; all other lines stay.

    `prefix` leads from the root of the repository to that of the site: "" or `site/`. The part is
    at the end when it is new, and absent when nobody is named.
    """
    before, begin, rest = text.partition(BEGIN + "\n")
    after = rest.partition(END + "\n")[2] if begin else ""
    rules = list(_rules(content, prefix))
    if not rules:
        return before + after
    if before and not before.endswith("\n"):
        before += "\n"
    note = messages.gettext(
        "Made by nokgen owners: change `owners:` in region.yaml and municipality.yaml instead."
    )
    return before + "\n".join([BEGIN, f"# {note}", *rules, END, ""]) + after


def _rules(content: Content, prefix: str) -> Iterator[str]:
    """A line for each territory that names somebody, regions before their municipalities."""
    for region in content.regions:
        yield from _rule(region.path, region.record, prefix)
        for each in region.municipalities:
            yield from _rule(each.path, each.record, prefix)


def _rule(path: str, record: Territory, prefix: str) -> Iterator[str]:
    if record.owners:
        names = " ".join(f"@{name}" for name in record.owners)
        yield f"/{prefix}{Path(path).parent.as_posix()}/ {names}"


def read_owners(file: Path) -> str:
    """The text of the file, "" when there is none; SurroundingsError when it cannot be read."""
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise _trouble(file, error) from error


def sweep_owners(file: Path) -> None:
    """Remove what a run that was killed left beside the file."""
    sweep(file.parent)


def write_owners(file: Path, before: str, text: str) -> None:
    """Replace the file as a whole.

    SurroundingsError when the disk refuses, or when it does not hold what `read_owners` gave as
    `before` any more.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        old = file.read_bytes() if file.exists() else None
    except OSError as error:
        raise _trouble(file, error) from error
    seen = old if read_owners(file) == before else before.encode()
    replace_file(file, seen, text.encode(), name=FILE)


def _trouble(file: Path, error: OSError | UnicodeDecodeError) -> SurroundingsError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return SurroundingsError(
        N_("cannot read or write %(path)s: %(reason)s"),
        hint=N_("Is the folder yours to write in, and is the file plain text in UTF-8?"),
        params={"path": str(file), "reason": reason},
    )
