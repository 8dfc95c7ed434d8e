"""Texts for people: a language goes in; sentences, plural forms, dates and numbers come out.

Message ids are the English texts themselves; `locale/ru/*.po` holds the Russian ones. The only door
to Babel and gettext. Placeholders are `%(name)s`, a literal percent sign is `%%`.
"""

from __future__ import annotations

import datetime
import gettext
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

LOCALE_DIR = Path(__file__).parent / "locale"
LANGUAGES = ("ru", "en")
DOMAIN = "nokgen"


def N_(message: str) -> str:  # noqa: N802  (the name gettext tools know)
    """Mark a message id for extraction where it is defined but translated elsewhere."""
    return message


class Messages:
    """The catalogue of one language, made by `messages_for` and passed along, never global."""

    def __init__(self, language: str, translations: gettext.NullTranslations) -> None:
        self.language = language
        self.translations = translations
        # Pages say the same few sentences again and again.
        self._text = lru_cache(maxsize=4096)(translations.gettext)
        self._plain = lru_cache(maxsize=4096)(lambda message: translations.gettext(message) % {})
        # Sites speak of the same days again and again, and Babel takes its time.
        self._format = lru_cache(maxsize=4096)(self._formatted)

    def gettext(self, message: str, /, **params: object) -> str:
        """The text of a message with its places filled; KeyError if a place has no value."""
        return self._text(message) % params if params else self._plain(message)

    def ngettext(self, singular: str, plural: str, n: int, /, **params: object) -> str:
        """The plural form for `n`; `%(n)s` in the text is `n` written as people write it."""
        return self.translations.ngettext(singular, plural, n) % {"n": self.number(n), **params}

    def number(self, value: int) -> str:
        """A whole number in groups: 1 000 (no-break space) in Russian, 1,000 in English."""
        # Babel would need a tenth of a second to load what it knows of a language.
        return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}" if self.language == "ru" else ",")

    def decimal(self, value: Decimal, places: int | None = None) -> str:
        """A number with a decimal comma in Russian: 90,43; rounded half up to `places`.

        Without `places` as it is, down to hundredths and without noughts at the end: 90,5.
        """
        digits = 2 if places is None else places
        rounded = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
        whole, _, fraction = f"{abs(rounded):f}".partition(".")
        if places is None:
            fraction = fraction.rstrip("0")
        point = "," if self.language == "ru" else "."
        sign = "−" if rounded < 0 else ""
        return sign + self.number(int(whole)) + (point + fraction if fraction else "")

    def day(self, value: datetime.date) -> str:
        """A day in words: «1 марта 2026 г.» without abbreviations: «1 марта 2026 года»."""
        return self._format(value, "d MMMM y 'года'" if self.language == "ru" else "d MMMM y")

    def day_month(self, value: datetime.date) -> str:
        """A day without its year: «1 марта», "1 March"."""
        return self._format(value, "d MMMM")

    def month_year(self, value: datetime.date) -> str:
        """A month on its own: «март 2026 года», "March 2026"."""
        return self._format(value, "LLLL y 'года'" if self.language == "ru" else "LLLL y")

    def month(self, value: datetime.date) -> str:
        """The name of a month on its own: «март», "March"."""
        return self._format(value, "LLLL")

    def month_short(self, value: datetime.date) -> str:
        """A short name of a month for an axis: «мар», "Mar"."""
        return self._format(value, "LLL").rstrip(".")[:3]

    def weekday_short(self, value: datetime.date) -> str:
        """A short name of a weekday: «пн», "Mon"."""
        return self._format(value, "ccc")

    def _formatted(self, value: datetime.date, pattern: str) -> str:
        from babel.dates import format_date

        return format_date(value, pattern, locale=self._locale)

    @cached_property
    def _locale(self) -> Locale:
        from babel import Locale

        return Locale.parse(self.language)


@cache
def messages_for(language: str) -> Messages:
    """The catalogue of `ru` or `en`; ValueError for any other language."""
    if language not in LANGUAGES:
        raise ValueError(f"no messages in the language {language!r}")
    if language == "en":  # message ids are the English texts
        return Messages("en", gettext.NullTranslations())
    # The same call finds the catalogue for click, which then needs not be read twice.
    return Messages(language, gettext.translation(DOMAIN, LOCALE_DIR, [language]))
