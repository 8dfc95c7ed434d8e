"""A word that does not fit goes in; the word that was probably meant comes out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

# Cyrillic letters that look like Latin ones: typed without switching the keyboard.
_LOOK_ALIKE = str.maketrans("аеорсухкмтіАЕОРСУХКМТВН", "aeopcyxkmtiAEOPCYXKMTBH")
_LETTERS = {
    **dict(zip("абвгдезийклмнопрстуфцыэ", "abvgdeziyklmnoprstufcye", strict=True)),
    **{"ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"},
    **{"ъ": "", "ь": "", "ю": "yu", "я": "ya"},
}

# What people write who have only seen the Russian titles of the keys.
_RUSSIAN_KEYS = {
    "название": "title",
    "наименование": "name",
    "заголовок": "title",
    "мероприятие": "title",
    "мероприятия": "measures",
    "разделы": "sections",
    "раздел": "sections",
    "номер": "number",
    "срок": "deadline",
    "сроки": "deadline",
    "дата": "date",
    "даты": "dates",
    "количество": "quantity",
    "результат": "expected",
    "ответственный": "responsible",
    "ответственные": "responsible",
    "исполнитель": "responsible",
    "исполнители": "responsible",
    "каналы": "channels",
    "отчет": "reports",
    "отчеты": "reports",
    "перенос": "moved",
    "отменено": "cancelled",
    "год": "year",
    "период": "period",
    "ежегодно": "yearly",
    "сфера": "spheres",
    "сферы": "spheres",
    "вид": "kind",
    "утвержден": "approved",
    "источник": "source",
    "примечание": "note",
    "текст": "text",
    "причина": "reason",
    "подтверждение": "evidence",
    "файл": "file",
    "ссылка": "url",
    "адрес": "address",
    "телефон": "phone",
    "почта": "email",
    "органы": "bodies",
    "контакты": "contacts",
    "сайты": "sites",
    "синонимы": "synonyms",
    "описание": "description",
    "язык": "language",
    "октмо": "oktmo",
}


def nearest(word: str, known: Iterable[str], *, cutoff: float = 0.7) -> str | None:
    """The known word that is most like `word`; letters of another alphabet or case count less."""
    choices = sorted(known)
    folded = {choice.casefold(): choice for choice in reversed(choices)}
    plain = latin(word).casefold().strip().replace(" ", "_")
    for form in (plain, plain.replace("_", "-"), plain.replace("-", "_")):
        if form in folded:
            return folded[form]
    close = get_close_matches(plain, folded, n=1, cutoff=cutoff)
    return folded[close[0]] if close else None


def nearest_key(key: str, known: Iterable[str]) -> str | None:
    """The known key that was probably meant; knows the Russian words for keys."""
    choices = set(known)
    russian = _RUSSIAN_KEYS.get(key.strip().casefold().replace("ё", "е"))
    if russian in choices:
        return russian
    return nearest(key, choices)


def latin(word: str) -> str:
    """The word with Latin letters in place of Cyrillic ones of the same look."""
    return word.translate(_LOOK_ALIKE)


def has_look_alikes(word: str, meant: str) -> bool:
    """Whether `word` is `meant` but for letters of the wrong alphabet."""
    return word != meant and latin(word) == meant


def slug_of(text: str) -> str:
    """A slug made of any text, in Latin letters; "" when nothing of it is left."""
    return re.sub(r"[^a-z0-9]+", "-", _spelled(text.casefold())).strip("-")


def file_name_of(name: str) -> str:
    """A name for an attached file in Latin letters, its extension kept; "" when nothing is left."""
    stem, dot, extension = name.rpartition(".")
    if not dot:
        return slug_of(name)
    parts = slug_of(stem), slug_of(extension)
    return ".".join(parts) if all(parts) else ""


def plain_name(text: str) -> str:
    """A name as it is compared: without case, quotes, dots and doubled spaces, «ё» as «е»."""
    kept = re.sub(r"[«»“”„\"'.]", "", text.casefold().replace("ё", "е"))
    return " ".join(kept.split())


def _spelled(text: str) -> str:
    # «ый» and «ий» at the end of a word are «y», as on road signs: gorodskoy, munitsipalny.
    text = re.sub(r"[ыи]й(?![а-яё])", "y", text)
    return "".join(_LETTERS.get(char, char) for char in text)
