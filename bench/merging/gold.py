"""Mentions as the annotation has them: what a reader without a fault would have found."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from tocsin.extraction.rules.notes import take_notes
from tocsin.extraction.rules.sites import PlaceWords
from tocsin.gazetteer.base import Gazetteer
from tocsin.language.sentences import sentences
from tocsin.vocabulary.claim import Claim, Method, Slot, Speaker, Value
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Report, Source
from tocsin.vocabulary.span import Span, cut
from tocsin.vocabulary.terms import Precision, Stance
from tocsin.vocabulary.values import Actor, Place, Target, Toll, Weapon, When, Where

Record = Mapping[str, Any]
METHOD = Method("gold", "1")
OCCURRENCE = re.compile(r"(.*)@(\d+)$", re.DOTALL)
_PRECISIONS: tuple[Precision, ...] = get_args(Precision)
GIVEN_KM = 10.0
"""What coordinates are taken to be precise to where the annotation gives them and the gazetteer knows no name."""
SENTENCES = 2
"""Sentences taken for the evidence where the annotation has none."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """One annotated report with the mentions in it and the key of each, "" where it has none."""

    report: Report
    mentions: tuple[Mention, ...]
    keys: tuple[str, ...]


def report_of(given: Record) -> Report:
    """Return the report that was annotated, as reading would give it."""
    published = date.fromisoformat(given["published"][:10]) if given.get("published") else None
    name = given.get("source") or given.get("outlet") or str(given["id"])
    return Report(str(given["id"]), given["text"], Source(name), given.get("headline") or "", published)


def annotated(given: Record, gazetteer: Gazetteer) -> Annotated:
    """Return the mentions that the annotation of `given` has, places as `gazetteer` knows them from the text."""
    report = report_of(given)
    writer = _Writer(report, gazetteer)
    incidents = given["incidents"]
    mentions = tuple(writer.mention(n, incident) for n, incident in enumerate(incidents, start=1))
    return Annotated(report, mentions, tuple(str(incident.get("key") or "") for incident in incidents))


def span_of(report: Report, entry: Record) -> Span | None:
    """Return where the quote of `entry` stands in `report`, None if it does not. "@2" behind it is its second place."""
    quote = entry.get("quote") or ""
    numbered = OCCURRENCE.fullmatch(quote)
    words, wanted = (numbered[1], int(numbered[2])) if numbered and quote not in report.text else (quote, 1)
    start = -1
    for _ in range(wanted):
        start = report.text.find(words, start + 1) if words else -1
    return cut(report, start, start + len(words)) if start >= 0 else None


class _Writer:
    """Writes the mentions of one report."""

    def __init__(self, report: Report, gazetteer: Gazetteer) -> None:
        self.report = report
        self.gazetteer = gazetteer
        self.places: Sequence[PlaceWords] = take_notes(report, gazetteer, ()).places

    def mention(self, number: int, incident: Record) -> Mention:
        claims = [claim for claim in self._claims(incident) if claim is not None]
        mention_id = f"{self.report.id}#{number}"
        return Mention(mention_id, self.report.id, tuple(claims), bool(incident.get("main", True)))

    def _claims(self, incident: Record) -> Iterator[Claim]:
        triggers = incident.get("triggers") or [{}]
        first = triggers[0]
        yield self._claim("kind", incident["kind"], first)
        yield self._claim("status", incident.get("status") or "reported", first)
        yield self._claim("count", int(incident.get("count") or 1), first)
        for entry in triggers:
            yield self._words("trigger", entry)
        when = incident.get("when") or {}
        if when.get("start"):
            days = date.fromisoformat(when["start"]), date.fromisoformat(when.get("end") or when["start"])
            precision = when.get("precision")
            known: Precision = next((p for p in _PRECISIONS if p == precision), "days" if days[0] < days[1] else "day")
            yield self._claim("when", When(*days, known), when)
        for entry in incident.get("where") or ():
            yield self._claim("where", self._where(entry), entry)
        for entry in incident.get("weapons") or ():
            yield self._claim("weapon", Weapon(entry["type"], entry.get("number"), entry.get("calibre_mm")), entry)
        for entry in incident.get("targets") or ():
            target = Target(_bare(entry), entry["category"], entry.get("kind") or "physical", entry.get("number"))
            yield self._claim("target", target, entry)
        for entry in incident.get("perpetrators") or ():
            actor = Actor(_bare(entry), entry.get("kind") or "group")
            yield self._claim("perpetrator", actor, entry, entry.get("stance") or "identified")
        yield from self._tolls(incident)
        for slot, field in (("damage", "damage"), ("denial", "denials")):
            for entry in incident.get(field) or ():
                yield self._words(slot, entry)  # type: ignore[arg-type] # both are slots
        yield from self._evidence(incident)

    def _tolls(self, incident: Record) -> Iterator[Claim]:
        slots: tuple[Slot, ...] = ("killed", "wounded", "abducted")
        for slot in slots:
            entry = incident.get(slot) or {}
            if entry.get("low") is not None or entry.get("high") is not None:
                yield self._claim(slot, Toll(entry.get("low"), entry.get("high")), entry)

    def _evidence(self, incident: Record) -> Iterator[Claim]:
        if incident.get("evidence"):
            for entry in incident["evidence"]:
                yield self._words("evidence", entry)
            return
        quotes = [_bare(e) for name in ("where", "targets", "perpetrators") for e in incident.get(name) or ()]
        wanted = {word for quote in quotes for word in re.findall(r"\w{3,}", quote.casefold())}
        extents = [e for e in sentences(self.report.text) if self.report.text[e.start : e.end].strip()]
        by_words = sorted(extents, key=lambda e: -len(wanted & _words_of(self.report.text[e.start : e.end])))
        for extent in sorted(by_words[:SENTENCES], key=lambda e: e.start):
            span = cut(self.report, extent.start, extent.end)
            yield Claim("evidence", span.quote, span, METHOD)

    def _where(self, entry: Record) -> Where:
        span = self._span(entry)
        inside = [p for p in self.places if span and p.start < span.end and span.start < p.end and p.place]
        place = inside[0].place if inside else self._given(entry)
        kind = entry.get("kind") or (inside[0].kind if inside else "city")
        return Where(_bare(entry) or (place.name if place else ""), entry.get("relation") or "at", kind, place)

    def _given(self, entry: Record) -> Place | None:
        if entry.get("lat") is None or entry.get("lon") is None:
            return None
        name = entry.get("name") or _bare(entry)
        known = [c.place for c in self.gazetteer.candidates(name) if c.place.country == entry.get("country")]
        if known:
            return known[0]
        return Place(f"given:{name}", name, entry["lat"], entry["lon"], GIVEN_KM, entry.get("country") or "")

    def _claim(self, slot: Slot, value: Value, entry: Record, stance: Stance | None = None) -> Claim:
        span = self._span(entry) or self._any_words()
        speaker = entry.get("speaker") or {}
        heard = Speaker(_bare(speaker), self._span(speaker)) if _bare(speaker) else None
        return Claim(slot, value, span, METHOD, heard, stance)

    def _words(self, slot: Slot, entry: Record) -> Claim:
        span = self._span(entry) or self._any_words()
        return Claim(slot, span.quote, span, METHOD)

    def _span(self, entry: Record) -> Span | None:
        return span_of(self.report, entry)

    def _any_words(self) -> Span:
        """The first word of the text, where the annotation gives a value without the words for it."""
        found = re.search(r"\S+", self.report.text)
        return cut(self.report, *found.span()) if found else cut(self.report, 0, len(self.report.text))


def _bare(entry: Record) -> str:
    quote = entry.get("quote") or entry.get("name") or ""
    numbered = OCCURRENCE.fullmatch(quote)
    return numbered[1] if numbered else quote


def _words_of(text: str) -> set[str]:
    return set(re.findall(r"\w{3,}", text.casefold()))
