"""The built-in gazetteer: a table of places in SQLite, built at first use from packaged data."""

import re
from collections.abc import Sequence

from tocsin.gazetteer.base import Candidate, Hints, Toponym
from tocsin.gazetteer.build import Progress
from tocsin.gazetteer.folding import fold_word
from tocsin.gazetteer.matching import Matcher
from tocsin.gazetteer.phrases import capitals, toponyms
from tocsin.gazetteer.resolving import Atlas, resolve
from tocsin.gazetteer.store import Store
from tocsin.gazetteer.tokens import cut_words
from tocsin.gazetteer.words import place_words
from tocsin.settings import Settings
from tocsin.vocabulary.values import Place

_CAPITALISED = re.compile(r"\b[A-Z][a-zè-é]+\b")
_SHOUTED = re.compile(r"\b[A-Z]{4,}\b")


class TableGazetteer:
    """Names to places out of one SQLite file; see docs/gazetteer.md for how it decides."""

    name = "table"

    def __init__(self, store: Store) -> None:
        self._store = store
        self._words = place_words()
        self._folded_demonyms = frozenset(fold_word(word) for word in store.demonyms if " " not in word)
        self._countries = {word: store.meta[f"country:{code}"] for word, code in store.demonyms.items()}
        longer = [re.escape(word) for word in store.demonyms if " " in word]
        self._long_demonym = re.compile(rf"\b(?:{'|'.join(longer)})\b")
        self._shouted = {word.upper(): code for word, code in store.demonyms.items()}
        self._atlas = Atlas(
            named=store.named,
            neighbours=lambda code: frozenset(store.meta.get(f"neighbours:{code}", "").split()),
            capital=lambda code: store.meta.get(f"capital:{code}", ""),
        )

    def candidates(self, name: str) -> Sequence[Candidate]:
        """Return every place that `name` may mean, biggest first; empty if unknown. Raises GazetteerError."""
        return self._store.candidates(name)

    def find(self, text: str) -> Sequence[Toponym]:
        """Return the known place names in `text` that stand where a place would, in order of the text."""
        words = cut_words(text)
        matches = Matcher(words, self._store, self._words, self._folded_demonyms).matches()
        found = toponyms(words, matches, self._kinds)
        if "capital" in text or "CAPITAL" in text:
            taken = [(t.start, t.end) for t in found]
            free = [c for c in capitals(text, self._countries) if all(c.end <= s or c.start >= e for s, e in taken)]
            found = sorted([*found, *free], key=lambda t: t.start)
        return found

    def hints(self, text: str, countries: Sequence[str] = ()) -> Hints:
        """Return `countries` with the clues of `text`: the country of each word for a country's people in it."""
        known = self._store.demonyms
        found = [known[word] for word in _CAPITALISED.findall(text) if word in known]
        found += [known[m.group()] for m in self._long_demonym.finditer(text)]
        if not found:
            found = [self._shouted[w] for w in _SHOUTED.findall(text) if w in self._shouted]
        return Hints(countries=tuple(countries), clues=tuple(found))

    def resolve(self, toponyms: Sequence[Toponym], hints: Hints) -> Sequence[Place | None]:
        """Return a place or None for each of the toponyms of one report, chosen together."""
        return resolve(toponyms, hints, self._atlas)

    def zone_of(self, place: Place) -> str | None:
        """Return the IANA time zone of `place`, None if it is not known."""
        return self._store.zone(place.id) or None

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def _kinds(self, key_name: str) -> set[str]:
        return {candidate.kind for candidate, _, _ in self._store.named(key_name)[:3]}


def open_table(settings: Settings, progress: Progress | None = None) -> TableGazetteer:
    """Return the gazetteer of `settings.data_dir`, built there first if missing, outdated or damaged.

    Raises GazetteerError.
    """
    return TableGazetteer(Store(settings.data_dir, progress))
