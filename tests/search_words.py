"""A fictional site for the search: lemmas in all their forms, and words that only look alike."""

from __future__ import annotations

from pathlib import Path

# Each lemma with forms as documents and people write them. Many begin alike on purpose.
LEMMAS: dict[str, tuple[str, ...]] = {
    # adjectives in -ой, -ий, -ый
    "городской": ("городской", "городского", "городская", "городские"),
    "сельский": ("сельский", "сельского", "сельских", "сельскую"),
    "краевой": ("краевой", "краевого", "краевая", "краевых"),
    "областной": ("областной", "областного", "областные"),
    "независимый": ("независимый", "независимая", "независимой", "независимого"),
    "общественный": ("общественный", "общественного", "общественная", "общественные"),
    "районный": ("районный", "районная", "районных"),
    "детский": ("детский", "детского", "детская", "детскими"),
    "открытый": ("открытый", "открытого", "открытая"),
    # fleeting vowels
    "посёлок": ("посёлок", "поселок", "посёлка", "посёлками"),
    "отец": ("отец", "отца", "отцов", "отцам"),
    "конец": ("конец", "конца", "концов"),
    "день": ("день", "дня", "дней", "днями"),
    "оценка": ("оценка", "оценки", "оценок", "оценку"),
    "участок": ("участок", "участка", "участков"),
    "новостройка": ("новостройка", "новостройки", "новостроек"),
    "палец": ("палец", "пальца", "пальцев"),
    "письмо": ("письмо", "письма", "писем"),
    # «й» at the end, «ё» inside
    "край": ("край", "края", "краем"),
    "музей": ("музей", "музея", "музеев"),
    "случай": ("случай", "случая", "случаев"),
    "учёт": ("учёт", "учета", "учёту", "учёте"),
    "расчёт": ("расчёт", "расчет", "расчёта", "расчётов"),
    # nouns of verbs
    "проведение": ("проведение", "проведения", "проведением"),
    "устранение": ("устранение", "устранения", "устранении"),
    "обслуживание": ("обслуживание", "обслуживания", "обслуживанию"),
    # nouns like any other
    "город": ("город", "города", "городов", "городу"),
    "область": ("область", "области", "областей"),
    "организация": ("организация", "организации", "организаций", "организациями"),
    "школа": ("школа", "школы", "школ", "школой"),
    "родитель": ("родитель", "родителя", "родителей", "родителями"),
    "сад": ("сад", "сада", "садами"),
}
# What a search by the beginnings of words would find as well.
STRANGERS = (
    "городок огородник городище",
    "садовод садик посадка",
    "концерт концепция конкурс",
    "отчество отчисление отцветание расчёска",
    "краеведение крайность красота",
    "селекция селитра поселение",
    "дневник денежный донный",
    "музыка муза",
    "школяр шкала",
    "детализация детектив",
    "учебник учитель ученик",
    "общий общежитие",
    "проводник провод",
)


def search_site(root: Path) -> Path:
    """The sources of the site: a plan for each form, one measure each, named by its number."""
    town = root / "content/primerskaya-oblast/primersk"
    (town / "plans").mkdir(parents=True)
    _write(root / "site.yaml", ["schema_version: 1", "title: Проба", "description: Проба"])
    _write(root / "content/primerskaya-oblast/region.yaml", ["name: Примерия"])
    _write(town / "municipality.yaml", ["name: Примерск"])
    texts = [form for forms in LEMMAS.values() for form in forms]
    for number, text in enumerate((*texts, *STRANGERS)):
        _write(
            town / f"plans/{slug(number)}.yaml",
            [
                f"title: Лист {number}",
                "kind: other",
                "year: 2020",
                "spheres: [culture]",
                "source: {title: Проба, retrieved: 2020-01-09}",
                "measures:",
                f"  - {{id: m1, title: «{text}» тут, deadline: постоянно, responsible: [Кто-то]}}",
            ],
        )
    return root


def slug(number: int) -> str:
    """The name of the plan of a form; forms are counted through all lemmas."""
    return f"sheet-{number}"


def expected() -> dict[str, set[str]]:
    """Each form with the names of all plans that hold its lemma."""
    found: dict[str, set[str]] = {}
    number = 0
    for forms in LEMMAS.values():
        names = {slug(number + n) for n in range(len(forms))}
        number += len(forms)
        found |= dict.fromkeys(forms, names)
    return found


def _write(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
