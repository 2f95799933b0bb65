"""The extractor by rules: notes, clauses, frames, incidents, mentions, in this order."""

from tocsin.extraction.base import Extraction
from tocsin.extraction.rules.dating import settle_dates
from tocsin.extraction.rules.discourse import tell_apart
from tocsin.extraction.rules.frames import Frame
from tocsin.extraction.rules.mentions import is_main, mention_of
from tocsin.extraction.rules.notes import Notes, take_notes
from tocsin.extraction.rules.occasions import find_occasions
from tocsin.extraction.rules.ties import find_ties
from tocsin.extraction.rules.topics import speaks_of, topics_of
from tocsin.gazetteer.base import Gazetteer
from tocsin.language.dates.find import Dated
from tocsin.settings import Settings
from tocsin.vocabulary.claim import Method
from tocsin.vocabulary.mention import Mention, Rejection
from tocsin.vocabulary.report import Report

LANGUAGES = ("", "en")


class RulesExtractor:
    """Reads English reports with word lists and a shallow grammar. The baseline, and the explainable fall-back."""

    method = Method("rules", "0.1.0")

    def __init__(self, gazetteer: Gazetteer, countries: tuple[str, ...] = ()) -> None:
        self._gazetteer = gazetteer
        self._countries = countries

    def extract(self, report: Report) -> Extraction:
        """Return the incidents, ties and occasions of `report`; a report in another language is a rejection."""
        if report.language not in LANGUAGES:
            reason = f"the rules read English only, and this text is in {report.language!r}"
            return Extraction(report, rejections=(Rejection(report.id, "extraction", reason),))
        # 1. find all that the word lists and normalisers know
        notes = take_notes(report, self._gazetteer, self._countries_of(report))
        # 2. from notes to incidents
        mentions = mentions_of(notes, self.method)
        # 3. ties and occasions stand beside the incidents
        return Extraction(
            report, mentions, find_ties(report, self.method, notes.actors),
            find_occasions(report, notes.dates, self.method),
        )  # fmt: skip

    def _countries_of(self, report: Report) -> tuple[str, ...]:
        own = (report.source.country,) if report.source.country else ()
        return tuple(dict.fromkeys((*self._countries, *own)))


def mentions_of(notes: Notes, method: Method) -> tuple[Mention, ...]:
    """Return the incidents that the rules find in a text with these notes."""
    # 1. cut sentences into clauses, gather frames, join those of one incident, drop what tells too little
    frames = worth_telling(notes, tell_apart(notes))
    settle_dates(notes, frames)
    # 2. say each as a mention with its words
    latest = _latest(frames)
    return tuple(
        mention_of(notes, frame, number, method, main=is_main(frame, latest))
        for number, frame in enumerate(frames, start=1)
    )


def worth_telling(notes: Notes, frames: list[Frame]) -> list[Frame]:
    """Return the frames that say enough to be incidents.

    A summary of many needs a number. Without a day, an incident needs a place and people harmed; if the report
    gives a day for another of its incidents, or names days that cannot be resolved ("on Monday", and no day of
    publication), a place and a sure trigger will do.
    """
    unresolved = any(d.when.start is None and not d.recurring and not d.weak for d in notes.dates)
    anchored = unresolved or any(_dated(f) and f.places for f in frames)
    topics = topics_of(notes.folded)
    return [f for f in frames if tells_enough(f, anchored=anchored) and not off_topic(notes, f, topics)]


def off_topic(notes: Notes, frame: Frame, topics: frozenset[str]) -> bool:
    """Whether the report is on a topic that sounds like attacks, and the frame does not stand out from it."""
    if not topics:
        return False
    harmed = any((t.toll.low or 0) > 0 for t in frame.tolls.values())
    own = " ".join(notes.folded[s.start : s.end] for s in frame.sentences[:1])
    return not (_dated(frame) and frame.places and (harmed or frame.weapons)) or speaks_of(own, topics)


def tells_enough(frame: Frame, *, anchored: bool) -> bool:
    """Whether `frame` says enough; `anchored` if the report tells the day and place of another incident."""
    sure = any(t.words.strength == "sure" for t in frame.triggers)
    if frame.summary and frame.count == 1 and not (_dated(frame) and frame.places):
        return False
    if frame.count > 1 and (frame.parties or frame.objects):
        return True
    if _dated(frame):
        return bool(frame.places or frame.tolls or frame.weapons) or (sure and bool(frame.objects))
    if not frame.places:
        return False
    return bool(frame.tolls) or (anchored and (sure or bool(frame.weapons)))


def _dated(frame: Frame) -> bool:
    return frame.when is not None and frame.when.when.start is not None


def _latest(frames: list[Frame]) -> Dated | None:
    dated = [f.when for f in frames if f.when is not None and f.when.when.end is not None]
    return max(dated, key=lambda d: str(d.when.end), default=None)


def open_rules(settings: Settings, gazetteer: Gazetteer) -> RulesExtractor:
    """Return the extractor by rules; `settings.country` is a hint for places."""
    return RulesExtractor(gazetteer, (settings.country,) if settings.country else ())
