"""The languages of the pages: catalogues of their words, and which one a request is answered in.

English stands in the templates; a catalogue holds the same words in another language. Digits are Western in all of
them, as in most Arabic news, and days in fields and addresses are written as ISO 8601 writes them.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, cached_property
from importlib import resources

from babel import Locale
from babel.dates import format_date
from fastapi import Request
from markupsafe import Markup, escape

from tocsin.export.visible import visible
from tocsin.export.wording import day_words
from tocsin.web.forms import key_in

ENGLISH = "en"
COOKIE, PARAMETER = "tocsin-language", "lang"
YEAR = 365 * 24 * 3600
FOLDER = "interface"
_FIRST_STRONG, _END = "\u2068", "\u2069"
"""What sets words of another direction apart from the sentence that they stand in (Unicode UAX 9)."""


@dataclass(frozen=True)
class Catalogue:
    """The words of the pages in one language.

    `words` holds what templates say, by its English; `terms` the names of values, such as kinds and roles; `counted`
    the forms of nouns with a number, by the plural categories of the CLDR.
    """

    code: str
    words: Mapping[str, str]
    terms: Mapping[str, str]
    nouns: Mapping[str, Mapping[str, str]]

    @cached_property
    def locale(self) -> Locale:
        """What the CLDR knows of the language."""
        return Locale(self.code)

    @property
    def name(self) -> str:
        """What the language calls itself."""
        return self.locale.display_name or self.code

    @property
    def direction(self) -> str:
        """Return "ltr" or "rtl"."""
        return self.locale.text_direction

    def says(self, message: str, /, **values: object) -> Markup:
        """Return `message`, given in English, in this language, with `values` escaped in the places that it names."""
        found = escape(self.words.get(message, message))
        return found.format(**{name: self._shown(value) for name, value in values.items()})

    def term(self, word: str) -> Markup:
        """Return the name of a value, which stands in English where this language has none for it."""
        return escape(self.terms[word] if word in self.terms else visible(word))

    def counted(self, number: int, noun: str) -> str:
        """Return how many of `noun` there are, in the form of the noun that the number asks for."""
        forms = self.nouns.get(noun)
        if forms is None:
            return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
        return forms.get(self.locale.plural_form(number), forms["other"]).format(number=f"{number:,}")

    def day_words(self, day: date) -> Markup:
        """Return a day with its month by name: "15 Aug 2020"."""
        if self.code == ENGLISH:
            return escape(day_words(day))
        return escape(format_date(day, "d MMM y", locale=self.locale))

    def moment_words(self, at: datetime) -> Markup:
        """Return a moment in UTC to the minute: "6 May 2024, 09:30 UTC"."""
        at = at.astimezone(UTC)
        return self.says("{day}, {time}", day=self.day_words(at.date()), time=f"{at:%H:%M} UTC")

    def english(self, text: str) -> Markup:
        """Return what is said in English alone, marked as such."""
        words = escape(visible(text))
        return words if self.code == ENGLISH else Markup('<span lang="en" dir="ltr">{}</span>').format(words)

    def _shown(self, value: object) -> object:
        if isinstance(value, int):
            return f"{value:,}"
        if isinstance(value, str) and not isinstance(value, Markup):
            words = visible(value)
            return words if self.direction == "ltr" else f"{_FIRST_STRONG}{words}{_END}"
        return value


@cache
def languages() -> Mapping[str, Catalogue]:
    """Return the catalogues by their codes, English first."""
    found = {ENGLISH: Catalogue(ENGLISH, {}, {}, {})}
    folder = resources.files("tocsin") / "data" / FOLDER
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            held = tomllib.loads(file.read_text("utf-8"))
            code = file.name.removesuffix(".toml")
            found[code] = Catalogue(code, held["words"], held["terms"], held["counted"])
    return found


def asked_language(request: Request) -> str:
    """Return the language that the address of a request asks for, "" where it asks for none that there is."""
    code = request.query_params.get(PARAMETER, "")
    return code if code in languages() else ""


def language_of(request: Request) -> Catalogue:
    """Return the language of the answer: that of the address, that chosen before, or the browser's; else English."""
    chosen = asked_language(request) or key_in(request, COOKIE)
    known = languages()
    return known.get(chosen) or known[preferred(request.headers.get("accept-language", ""))]


def preferred(header: str) -> str:
    """Return the first language that there is of those in an Accept-Language (RFC 9110, 12.5.4)."""
    weighed: list[tuple[float, str]] = []
    for part in header[:500].split(","):
        tag, _, weight = part.partition(";q=")
        try:
            share = float(weight or 1)
        except ValueError:
            continue
        weighed.append((-share, tag.strip().partition("-")[0].lower()))
    wanted = (code for share, code in sorted(weighed, key=lambda one: one[0]) if share < 0)
    return next((code for code in wanted if code in languages()), ENGLISH)
