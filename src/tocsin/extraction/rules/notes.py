"""Notes on one report: everything that the word lists, the normalisers and the gazetteer find, before any judgement."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from tocsin.extraction.rules.actors import ActorWords, find_actors
from tocsin.extraction.rules.lexicon import TargetWords, TriggerWords, targets, triggers
from tocsin.extraction.rules.sites import PlaceWords, find_places
from tocsin.gazetteer.base import Gazetteer
from tocsin.language.cues import Cue, find_cues
from tocsin.language.dates.find import Anchor, Dated, find_dates
from tocsin.language.phrases import fold
from tocsin.language.sentences import Extent, sentences
from tocsin.language.tolls import Counted, find_tolls
from tocsin.language.weapons import Armed, find_weapons
from tocsin.vocabulary.report import Report


class Placed(Protocol):
    """Anything that stands at characters `start` to `end` of the text."""

    @property
    def start(self) -> int:
        """First character."""
        ...

    @property
    def end(self) -> int:
        """Character behind the last."""
        ...


Item = TypeVar("Item", bound=Placed)


def inside(items: Sequence[Item], start: int, end: int) -> Sequence[Item]:
    """Return those of `items`, sorted by start, that begin at or after `start` and before `end`."""
    first = bisect_left(items, start, key=lambda item: item.start)
    last = bisect_left(items, end, first, key=lambda item: item.start)
    return items[first:last]


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that may tell of an attack."""

    start: int
    end: int
    words: TriggerWords


_BARE = TriggerWords("", "weak", "verb")


@dataclass(frozen=True, slots=True)
class Noun:
    """Words that name a kind of target."""

    start: int
    end: int
    words: TargetWords


@dataclass(frozen=True, slots=True)
class Notes:
    """All finds in one report, each kind in the order of the text."""

    report: Report
    folded: str
    sentences: tuple[Extent, ...]
    triggers: tuple[Trigger, ...]
    nouns: tuple[Noun, ...]
    dates: tuple[Dated, ...]
    places: tuple[PlaceWords, ...]
    weapons: tuple[Armed, ...]
    tolls: tuple[Counted, ...]
    actors: tuple[ActorWords, ...]
    cues: tuple[Cue, ...]


def find_triggers(folded: str) -> tuple[Trigger, ...]:
    """Return the trigger words in `folded` text."""
    lexicon = triggers()
    return tuple(Trigger(m.start(), m.end(), lexicon.meaning(m[0])) for m in lexicon.pattern.finditer(folded))


def _undated(actor: ActorWords, dates: Sequence[Dated]) -> ActorWords:
    """Return the actor without a date that runs into its words: "On 5 May gunmen", "On Monday gunmen"."""
    for date in inside(dates, actor.start - 40, actor.end):
        if date.start <= actor.start < date.end < actor.end:
            return replace(actor, start=date.end + 1)
    return actor


def _on_a_day(trigger: Trigger, folded: str, dates: Sequence[Dated]) -> bool:
    """Whether the "on" of a trigger belongs to a date: "fired on August 5" is not "fired on a crowd"."""
    words = folded[trigger.start : trigger.end]
    return words.endswith((" on", " upon")) and bool(inside(dates, trigger.end, trigger.end + 6))


def _settled(folded: str, dates: Sequence[Dated]) -> tuple[Trigger, ...]:
    """Return the triggers, those that took a date's "on" for theirs without it, as weak as the bare verb."""
    found = []
    for trigger in find_triggers(folded):
        if _on_a_day(trigger, folded, dates):
            bare = folded[trigger.start : trigger.end].rsplit(" ", 1)[0]
            found.append(Trigger(trigger.start, trigger.start + len(bare), _BARE))
        else:
            found.append(trigger)
    return tuple(found)


def find_nouns(folded: str) -> tuple[Noun, ...]:
    """Return the target nouns in `folded` text."""
    lexicon = targets()
    return tuple(Noun(m.start(), m.end(), lexicon.meaning(m[0])) for m in lexicon.pattern.finditer(folded))


def take_notes(report: Report, gazetteer: Gazetteer, countries: Sequence[str]) -> Notes:
    """Return all finds in `report`; `countries` are ISO alpha-2 codes that it is likely to be about, surest first."""
    text, folded = report.text, fold(report.text)
    toponyms = tuple(gazetteer.find(text))
    resolved = gazetteer.resolve(toponyms, gazetteer.hints(text, countries))
    zones = (gazetteer.zone_of(place) for place in resolved if place is not None)
    zone = next((z for z in zones if z is not None), None)
    dates = find_dates(text, Anchor(report.published, report.published_at, zone))
    actors = tuple(_undated(actor, dates) for actor in find_actors(text))
    known = tuple(zip(toponyms, resolved, strict=True))
    return Notes(
        report=report,
        folded=folded,
        sentences=sentences(text),
        triggers=_settled(folded, dates),
        nouns=find_nouns(folded),
        dates=dates,
        places=find_places(text, folded, gazetteer, known, (*dates, *actors)),
        weapons=find_weapons(text),
        tolls=find_tolls(text),
        actors=actors,
        cues=find_cues(text),
    )
