"""Write the generated documents: records, codes, cases and examples go in, docs/editor/ comes out.

`python tools/docs.py` writes; with `--check` it lists what is stale and exits 1. The editors'
documents are in Russian, so their fixed words stand here and in templates below.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from nokgen.diagnostics import CODES, Code, Severity
from nokgen.messages import Messages, messages_for
from nokgen.new.draft import written
from nokgen.new.outline import Key, nested, outline
from nokgen.records.base import Record
from nokgen.records.labels import LABELS
from nokgen.records.schema import KINDS

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs" / "editor"
CASES = ROOT / "tests" / "cases"
MADE = "<!-- Этот файл создаёт tools/docs.py: правьте записи, коды и примеры, а не его. -->\n"
# A case file longer than this hides the fault; the frame of the message shows its line anyway.
LONGEST_EXAMPLE = 30


def generated(messages: Messages) -> dict[Path, str]:
    """Every generated document and its text."""
    pages = {
        DOCS / "diagnostics" / f"{code.slug}.md": diagnostic_page(code, messages)
        for code in CODES.values()
    }
    return {
        DOCS / "keys.md": keys_page(messages),
        DOCS / "deadlines.md": deadlines_page(messages),
        DOCS / "diagnostics" / "README.md": diagnostics_index(messages),
        **pages,
    }


def keys_page(messages: Messages) -> str:
    """Every key of every kind of file, with what it means and an example."""
    said = messages.gettext
    owners = _owners()
    lines = [
        "# Все ключи\n",
        MADE,
        "Ключ — слово перед двоеточием. Обязательные ключи отмечены словом «да». Остальные можно",
        "не писать: если документ о чём-то молчит, ключ просто опускают.\n",
        "Файл, в котором перечислены все ключи, создаёт команда `nokgen new`:",
        "[с чего начать](start.md).\n",
        *(f"- [{said(k.title)}](#{_anchor(said(k.title))}): `{k.files}`" for k in KINDS.values()),
        "- [Вложенные записи](#вложенные-записи)\n",
    ]
    for kind in KINDS.values():
        lines += [f"## {said(kind.title)}\n", f"{said(kind.description)} Файлы: `{kind.files}`.\n"]
        lines += _table(kind.record, messages, owners)
    lines += [
        "## Вложенные записи\n",
        "Под некоторыми ключами стоят свои ключи, с отступом в два пробела. В списке каждая запись",
        "начинается с дефиса.\n",
    ]
    for record, title in owners.items():
        lines += [f"### {title}\n", *_table(record, messages, owners)]
    return "\n".join(lines)


def _owners() -> dict[type[Record], str]:
    """The nested records in the order of their first use, with the names of their keys."""
    uses: dict[type[Record], list[str]] = {}
    for kind in KINDS.values():
        for owner in (kind.record, *nested(kind.record)):
            for key in outline(owner):
                if key.record is not None and key.name not in uses.setdefault(key.record, []):
                    uses[key.record].append(key.name)
    return {record: ", ".join(f"`{name}`" for name in names) for record, names in uses.items()}


def _table(
    record: type[Record], messages: Messages, owners: dict[type[Record], str]
) -> Iterator[str]:
    yield "| Ключ | Нужен | Что писать | Пример |"
    yield "| --- | --- | --- | --- |"
    for key in outline(record):
        required = "да" if key.required else ""
        example = f"`{written(key.example)}`" if key.example is not None else ""
        cells = (f"`{key.name}`", required, _meaning(key, messages, owners), example)
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    yield ""


def _meaning(key: Key, messages: Messages, owners: dict[type[Record], str]) -> str:
    text = f"**{messages.gettext(key.title)}.** {messages.gettext(key.description)}"
    if key.choices is not None:
        labels = LABELS[key.choices].items()
        values = (f"`{value}` — {messages.gettext(label)}" for value, label in labels)
        text += "<br>Значения: " + "; ".join(values) + "."
    if key.record is not None:
        what = "Список записей" if key.many else "Запись"
        text += f" {what}: [{owners[key.record]}](#{_anchor(owners[key.record])})."
    elif key.many:
        text += " Список."
    return text


def _anchor(heading: str) -> str:
    """The anchor that GitHub gives to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def diagnostics_index(messages: Messages) -> str:
    """All kinds of faults, errors first."""
    lines = [
        "# Все сообщения проверки\n",
        MADE,
        "Проверка называет вид ошибки в квадратных скобках: `error[unknown-key]`. Здесь про каждый",
        "вид сказано, что он значит и что делать. То же скажет команда `nokgen explain <код>`.\n",
    ]
    for severity, heading, about in (
        (Severity.ERROR, "Ошибки", "Пока есть ошибка, сайт не обновляется."),
        (Severity.WARNING, "Предупреждения", "Сайт собирается, но на это место стоит взглянуть."),
    ):
        found = sorted(c.slug for c in CODES.values() if c.severity is severity)
        lines += [f"## {heading}\n", f"{about}\n", "| Код | Сообщение |", "| --- | --- |"]
        for slug in found:
            sentence = _pattern(CODES[slug], messages).replace("|", "\\|")
            lines.append(f"| [`{slug}`]({slug}.md) | {sentence} |")
        lines.append("")
    return "\n".join(lines)


def diagnostic_page(code: Code, messages: Messages) -> str:
    """What one kind of fault means, how it looks, what to do."""
    kind = "ошибка" if code.severity is Severity.ERROR else "предупреждение"
    lines = [
        f"# {code.slug}\n",
        MADE,
        f"**Это {kind}:** {_pattern(code, messages)}.\n",
        messages.gettext(code.why) + "\n",
    ]
    case = CASES / code.slug
    if (case / "expected.txt").is_file():
        shown = (case / "expected.txt").read_text(encoding="utf-8")
        for path, text in _example_files(case / "in", shown):
            lines += [f"## Пример\n\nФайл `{path}`:\n", _fenced(text, _language(path))]
        lines += ["## Так об этом говорит проверка\n", _fenced(shown, "text")]
    lines.append("[Все сообщения](README.md) · [Все ключи](../keys.md)\n")
    return "\n".join(lines)


def _pattern(code: Code, messages: Messages) -> str:
    """The sentence of a code with … in the places that a fault fills."""
    sentence = messages.translations.gettext(code.message)
    return re.sub(r"%\(\w+\)[sd]", "…", sentence).replace("%%", "%")


def _example_files(folder: Path, shown: str) -> Iterator[tuple[str, str]]:
    """The first file that the message points to, when people can read it and it is short."""
    found = re.search(r"┌─ (.+?)(?::\d+)*$", shown, re.MULTILINE)
    if found is None or not (folder / found[1]).is_file():
        return
    try:
        text = (folder / found[1]).read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return
    hidden = any(not char.isprintable() and char != "\n" for char in text)
    if text.strip() and not hidden and text.count("\n") <= LONGEST_EXAMPLE:
        yield found[1], text


def _language(path: str) -> str:
    return {".md": "markdown", ".yaml": "yaml"}.get(Path(path).suffix, "text")


def _fenced(text: str, language: str) -> str:
    fence = "~~~~" if "```" in text else "```"
    return f"{fence}{language}\n{text.rstrip()}\n{fence}\n"


def deadlines_page(messages: Messages) -> str:
    """How deadlines are written so that they are understood, with what is understood."""
    return ""


def stale(files: dict[Path, str]) -> list[str]:
    """The generated documents that differ from what they should be, and those to be removed."""
    wrong = [
        path
        for path, text in files.items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    extra = [path for path in (DOCS / "diagnostics").glob("*.md") if path not in files]
    return sorted(path.relative_to(ROOT).as_posix() for path in (*wrong, *extra))


def main() -> int:
    """Write the generated documents, or check them."""
    files = generated(messages_for("ru"))
    found = stale(files)
    if "--check" in sys.argv[1:]:
        print(
            "\n".join(f"{path} is stale: run python tools/docs.py" for path in found)
            or "docs: fresh"
        )
        return 1 if found else 0
    for name in found:
        path = ROOT / name
        if path not in files:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files[path], encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
