"""A comparison goes in; text for a terminal, Markdown, workflow commands or JSON come out."""

from __future__ import annotations

import hashlib
import json

from nokgen.compare import Change, Comparison
from nokgen.messages import Messages
from nokgen.report.github import ANNOTATIONS, MARKUP, SUMMARY_BYTES
from nokgen.report.sentence import one_line

# More of one file is counted, not shown.
_SHOWN = 40


def render_text(found: Comparison, messages: Messages) -> str:
    """The changes for a person: those that deserve a second look are marked with «!»."""
    lines = []
    for each in found.files:
        lines += [one_line(each.title), one_line(each.path)]
        for change in each.changes[:_SHOWN]:
            lines += _rows(change, messages)
        lines += [f"  {rest}" for rest in _rest(len(each.changes), messages)]
        lines.append("")
    lines += [one_line(note) for note in found.notes]
    lines.append(_sum(found, messages))
    return "\n".join(lines) + "\n"


def render_workflow(found: Comparison, messages: Messages, *, folder: str = "") -> str:
    """Warnings of GitHub Actions for what deserves a second look; then the text.

    `folder` leads from the root of the repository to the site. Rules of the commands:
    docs.github.com, "Workflow commands for GitHub Actions".
    """
    looks = [(e.path, c) for e in found.files for c in e.changes if c.look is not None]
    lines = [
        f"::warning file={_escaped(folder + path)},title=nokgen diff::"
        + _escaped(one_line(f"{change.text}: {change.look}"), is_property=False)
        for path, change in looks[:ANNOTATIONS]
    ]
    text = render_text(found, messages)
    # Nothing that stands in the content is obeyed as a command.
    token = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return "\n".join([*lines, f"::stop-commands::{token}", f"{text}::{token}::", ""])


def render_markdown(found: Comparison, messages: Messages) -> str:
    """The changes for the page of the run, no longer than GitHub takes."""
    headline = messages.gettext("What changed for citizens")
    parts = [f"## {_plain(headline)}\n\n"]
    parts += [f"{_plain(note)}\n\n" for note in found.notes]
    parts.append(f"{_plain(_sum(found, messages))}\n\n")
    size = sum(len(part.encode()) for part in parts)
    for each in found.files:
        part = f"### {_plain(each.title)}\n\n`{one_line(each.path).replace('`', ' ')}`\n\n"
        for change in each.changes[:_SHOWN]:
            part += f"- {_mark(change)}{_plain(change.text)}\n"
            if change.look is not None:
                why = messages.gettext("Look again: %(why)s", why=change.look)
                part += f"  **{_plain(why)}**\n"
        part += "".join(f"- {_plain(rest)}\n" for rest in _rest(len(each.changes), messages))
        size += len(part.encode()) + 1
        if size > SUMMARY_BYTES:
            return (
                "".join(parts)
                + _plain(messages.gettext("The rest stands in the log of the run."))
                + "\n\n"
            )
        parts.append(part + "\n")
    return "".join(parts)


def render_json(found: Comparison) -> str:
    """The changes for programs; ends with a line end."""
    shape = {
        "files": [
            {
                "path": each.path,
                "title": each.title,
                "changes": [
                    {"text": change.text, "second_look": change.look, "anchor": change.anchor}
                    for change in each.changes
                ],
            }
            for each in found.files
        ],
        "notes": list(found.notes),
    }
    return json.dumps(shape, ensure_ascii=False) + "\n"


def _rows(change: Change, messages: Messages) -> list[str]:
    lines = [f"  {'!' if change.look else '-'} {one_line(change.text)}"]
    if change.look is not None:
        why = messages.gettext("Look again: %(why)s", why=change.look)
        lines.append(f"    {one_line(why)}")
    return lines


def _rest(count: int, messages: Messages) -> list[str]:
    if count <= _SHOWN:
        return []
    return [messages.ngettext("and %(n)s more change", "and %(n)s more changes", count - _SHOWN)]


def _sum(found: Comparison, messages: Messages) -> str:
    if not found.files:
        return messages.gettext("Nothing changed for citizens.")
    count = sum(len(each.changes) for each in found.files)
    changes = messages.ngettext("%(n)s change", "%(n)s changes", count)
    files = messages.ngettext("in %(n)s file", "in %(n)s files", len(found.files))
    if not found.looks:
        return messages.gettext("%(changes)s %(files)s.", changes=changes, files=files)
    looks = messages.ngettext(
        "%(n)s deserves a second look", "%(n)s deserve a second look", found.looks
    )
    return messages.gettext(
        "%(changes)s %(files)s, %(looks)s.", changes=changes, files=files, looks=looks
    )


def _mark(change: Change) -> str:
    return "⚠️ " if change.look is not None else ""


def _plain(text: str) -> str:
    """A text in Markdown that means itself."""
    return "".join(f"&#{ord(sign)};" if sign in MARKUP else sign for sign in one_line(text))


def _escaped(text: str, *, is_property: bool = True) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if is_property else text
