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
from nokgen.domain.deadlines import DEADLINE_EXAMPLES, parse_deadline
from nokgen.domain.periods import Period
from nokgen.domain.quantities import parse_quantity
from nokgen.domain.wording import deadline_sentence, quantity_sentence
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
SEVERITIES = {
    Severity.ERROR: ("Ошибки", "Ошибка", "Пока она есть, сайт не обновляется."),
    Severity.WARNING: (
        "Предупреждения",
        "Предупреждение",
        "Публикации не мешает, но на это место стоит взглянуть.",
    ),
    Severity.NOTE: (
        "Замечания",
        "Замечание",
        "Это не ошибка: сайт лишь обращает на это внимание, и `--strict` на замечания не смотрит.",
    ),
}
PERIOD = Period.of_years(2022, 2022)
QUANTITIES = (
    "не менее 1000 экземпляров",
    "9 раз",
    "не реже 2 раз",
    "до 5 шт.",
    "1 раз в квартал",
    "не менее 60% респондентов",
)
DATES = """\
deadline: по отдельному плану
dates:
  - from: 2022-07-01
    to: 2022-07-31
"""


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
    for severity, (heading, _one, about) in SEVERITIES.items():
        found = sorted(c.slug for c in CODES.values() if c.severity is severity)
        lines += [f"## {heading}\n", f"{about}\n", "| Код | Сообщение |", "| --- | --- |"]
        for slug in found:
            sentence = _pattern(CODES[slug], messages).replace("|", "\\|")
            lines.append(f"| [`{slug}`]({slug}.md) | {sentence} |")
        lines.append("")
    return "\n".join(lines)


def diagnostic_page(code: Code, messages: Messages) -> str:
    """What one kind of fault means, how it looks, what to do."""
    lines = [
        f"# {code.slug}\n",
        MADE,
        f"> {code.severity.value}[{code.slug}]: {_pattern(code, messages)}\n",
        f"**{SEVERITIES[code.severity][1]}.** {SEVERITIES[code.severity][2]}\n",
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
    found = re.search(r"┌─ (.+?)(?::\d+)*(?: \(.+\)|: .+)?$", shown, re.MULTILINE)
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
    """What is read in a deadline and in a quantity, said in the words of the site."""
    lines = [
        "# Какие сроки понимает сайт\n",
        MADE,
        "Срок переписывайте в `deadline` словами документа. Сайт сам найдёт в нём даты и покажет",
        "их на временной шкале. Заглавные и строчные буквы, вид тире и сокращения («г.», «кв.»,",
        "«окт.») значения не имеют. В одной клетке может быть несколько сроков.\n",
        f"Примеры прочитаны так, как если бы план был на {PERIOD.start.year} год:\n",
        "| В документе | Как понимает сайт |",
        "| --- | --- |",
    ]
    for text in DEADLINE_EXAMPLES:
        sentence = deadline_sentence(parse_deadline(text, PERIOD), messages)
        lines.append(f"| {_cell(text)} | {_cell(sentence)} |")
    lines += [
        "",
        "## Если срок не понят\n",
        "- Месяц без года («июль», «до 1 марта») берёт год из `year` или `period` плана.",
        "  Без них это ошибка [`deadline-without-year`](diagnostics/deadline-without-year.md).",
        "- Остальное непонятое — предупреждение. На странице плана слова видны как есть, но на",
        "  шкале такого мероприятия нет. Сайт никогда не угадывает.",
        "- Если вы знаете даты, добавьте их: сайт покажет и слова, и даты.\n",
        _fenced(DATES, "yaml"),
        "## Количества\n",
        "Так же, словами документа, заполняется `quantity`:\n",
        "| В документе | Как понимает сайт |",
        "| --- | --- |",
    ]
    for text in QUANTITIES:
        quantity = parse_quantity(text)
        if quantity is None:
            raise ValueError(f"the example {text!r} is not understood")
        lines.append(f"| {_cell(text)} | {_cell(quantity_sentence(quantity, messages))} |")
    lines += [
        "",
        "## Проверить самому\n",
        "```sh",
        'nokgen explain "ежегодно до 30 января" --period 2022-2024',
        'nokgen explain "не менее 1000 экземпляров"',
        "```\n",
    ]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>")


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
