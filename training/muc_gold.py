"""Annotated reports as mentions: what an extractor without faults would hand to the writer of templates."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from tocsin.gazetteer.base import Gazetteer
from tocsin.language.sentences import Extent, sentences
from tocsin.language.tolls import Counted, find_tolls
from tocsin.vocabulary.claim import Claim, Method, Slot, Speaker, Value
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.span import cut
from tocsin.vocabulary.terms import Stance
from tocsin.vocabulary.values import Actor, Place, Target, Weapon, When, Where

METHOD = Method("keys", "1")
QUOTED = ("triggers", "targets", "perpetrators", "weapons", "where")


def gold_mentions(annotated: dict[str, Any], report: Report, gazetteer: Gazetteer) -> list[Mention | None]:
    """Return a mention for each incident of `annotated`, None for one of which no words were found.

    Tolls, which the keys do not mark, are those that the normaliser finds in the incident's sentences; the numbers
    of targets are left to the writer.
    """
    toponyms = tuple(gazetteer.find(report.text))
    country = (report.source.country,) if report.source.country else ()
    places = gazetteer.resolve(toponyms, gazetteer.hints(report.text, country))
    known = [((t.start, t.end), place) for t, place in zip(toponyms, places, strict=True) if place is not None]
    extents, tolls = sentences(report.text), find_tolls(report.text)
    return [_mention(incident, report, known, extents, tolls) for incident in annotated["incidents"]]


def _mention(
    incident: dict[str, Any],
    report: Report,
    places: list[tuple[tuple[int, int], Place]],
    extents: Iterable[Extent],
    tolls: Iterable[Counted],
) -> Mention | None:
    spans = [(item["start"], item["end"]) for field in QUOTED for item in incident[field]]
    if not spans:
        return None
    triggers = [(item["start"], item["end"]) for item in incident["triggers"]] or spans[:1]
    told = [e for e in extents if any(e.start <= start < e.end for start, _ in spans)]

    def claim(slot: Slot, value: Value, at: tuple[int, int], stance: Stance | None = None,
              speaker: Speaker | None = None) -> Claim:  # fmt: skip
        return Claim(slot, value, cut(report, *at), METHOD, stance=stance, speaker=speaker)

    claims = [claim("kind", incident["kind"], triggers[0]), claim("status", incident["status"], triggers[0])]
    claims += [claim("trigger", report.text[slice(*at)], at) for at in triggers]
    claims += [claim(slot, value, at) for slot, value, at in _values(incident, report, places)]
    for item in incident["perpetrators"]:
        stance: Stance = item["stance"] or "identified"
        speaker = Speaker("the authorities") if stance == "blamed" else None
        at = (item["start"], item["end"])
        claims.append(claim("perpetrator", Actor(report.text[slice(*at)], item["kind"]), at, stance, speaker))
    near = [e for e in told if any(e.start <= start < e.end for start, _ in [*triggers, *spans[:1]])]
    for toll in tolls:
        if any(e.start <= toll.start < e.end for e in near):
            claims.append(claim(toll.sort, toll.toll, (toll.quote_start, toll.quote_end)))
    claims += [claim("evidence", report.text[e.start : e.end], (e.start, e.end)) for e in told]
    return Mention(str(incident["n"]), report.id, tuple(claims))


def _values(
    incident: dict[str, Any], report: Report, places: list[tuple[tuple[int, int], Place]]
) -> Iterator[tuple[Slot, Value, tuple[int, int]]]:
    when = incident["when"]
    if when["quote"]:
        days = (date.fromisoformat(when["start"]), date.fromisoformat(when["end"]))
        yield "when", When(*days, when["precision"]), tuple(when["at"])
    for item in incident["where"]:
        at = (item["start"], item["end"])
        place = next((p for (start, end), p in places if start < at[1] and at[0] < end), None)
        yield "where", Where(report.text[slice(*at)], "at", item["kind"], place), at
    for item in incident["weapons"]:
        yield "weapon", Weapon(item["type"]), (item["start"], item["end"])
    for item in incident["targets"]:
        at = (item["start"], item["end"])
        yield "target", Target(report.text[slice(*at)], item["category"], item["kind"]), at
