"""What an extractor makes of the pairs: which change their kinds, their statuses or their count of incidents."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bench.bias_pairs.pairs import Pair
from tocsin.extraction.base import Extractor
from tocsin.plugins import load
from tocsin.settings import load_settings
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Report, Source

PUBLISHED = date(2024, 5, 8)
Told = tuple[tuple[str, str], ...]
"""Kind and status of every incident of a report, in the order of the text."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One pair with what the extractor found in each of its reports."""

    pair: Pair
    told: tuple[Told, Told]

    @property
    def changes(self) -> tuple[str, ...]:
        """What the swapped word changed: of "count", "kind", "status", those that differ; () if it changed nothing."""
        one, two = self.told
        if len(one) != len(two):
            return ("count",)
        named = (("kind", 0), ("status", 1))
        return tuple(name for name, at in named if Counter(t[at] for t in one) != Counter(t[at] for t in two))

    @property
    def changed(self) -> bool:
        """Whether any of them differs, or the kinds and statuses are the same but differently matched."""
        return Counter(self.told[0]) != Counter(self.told[1])


def open_extractor(name: str = "") -> Extractor:
    """Return the installed extractor `name`, or that of the settings; raises TocsinError if it cannot be opened."""
    settings = load_settings()
    settings = replace(settings, extractor=name or settings.extractor)
    gazetteer = load("gazetteers", settings.gazetteer)(settings)
    extractor: Extractor = load("extractors", settings.extractor)(settings, gazetteer)
    return extractor


def read_pairs(extractor: Extractor, over: Iterable[Pair]) -> list[Outcome]:
    """Return what `extractor` finds in both reports of every pair."""
    return [Outcome(pair, (_told(extractor, pair, 0), _told(extractor, pair, 1))) for pair in over]


def changed_share(outcomes: Sequence[Outcome]) -> float:
    """Return the share of pairs, from 0 to 1, whose reports differ in a kind, a status or the count of incidents."""
    return sum(outcome.changed for outcome in outcomes) / len(outcomes)


def _told(extractor: Extractor, pair: Pair, which: int) -> Told:
    report = Report(f"{pair.id}-{which}", pair.texts[which], Source("The Gulf Courier"), "", PUBLISHED, language="en")
    return tuple(_kind_and_status(mention) for mention in extractor.extract(report).mentions)


def _kind_and_status(mention: Mention) -> tuple[str, str]:
    return str(mention.of("kind")[0].value), str(mention.of("status")[0].value)
