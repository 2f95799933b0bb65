"""The record: one JSON object a report, incidents in the shape of the annotation scheme, every quote with offsets.

`start` and `end` beside a `quote` are character offsets into the report's `text` (end exclusive). Where `start` and
`end` are days (`when`, context), the offsets are called `quote_start` and `quote_end`; the ends of a relation are
plain strings, with `head_start`, `head_end`, `tail_start` and `tail_end` beside them.
"""

import json
from collections.abc import Iterable
from typing import Any, TextIO, cast

from tocsin.export.base import Findings
from tocsin.vocabulary.claim import SLOTS, Claim, Method, Slot, Speaker
from tocsin.vocabulary.mention import Mention, Occasion, Rejection, Tie
from tocsin.vocabulary.span import Span
from tocsin.vocabulary.values import Actor, Target, Toll, Weapon, When, Where

Json = dict[str, Any]
LINE_BREAKS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def record(findings: Findings, text: bool = False, methods: bool = False) -> Json:
    """Return the record of one report; `text` adds the text, `methods` the method of every value."""
    report = findings.report
    out: Json = {
        "id": report.id,
        "url": report.url,
        "source": report.source.name,
        "published": report.published.isoformat() if report.published else None,
        "title": report.title,
        "language": report.language,
        "incidents": [mention_record(n, m, methods) for n, m in enumerate(findings.mentions, start=1)],
        "relations": [_relation(tie, methods) for tie in findings.ties],
        "context": [_context(occasion, methods) for occasion in findings.occasions],
        "rejections": [_rejection(rejection) for rejection in findings.rejections],
    }
    if text:
        out["text"] = report.text
    return out


def json_line(value: Json) -> str:
    """Return `value` as one line of JSON with its newline, readable where it can be and always valid UTF-8.

    Half characters (lone surrogates) and the line breaks that only some programs know are written as escapes.
    """
    line = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(value) + "\n"
    for character, escape in LINE_BREAKS.items():
        line = line.replace(character, escape)
    return line + "\n"


class RecordExporter:
    """JSON Lines: one record a line, flushed a line at a time."""

    name = "record"

    def __init__(self, text: bool = False, methods: bool = False) -> None:
        self.text = text
        self.methods = methods

    def write(self, findings: Iterable[Findings], stream: TextIO) -> int:
        """Write a line for each of `findings` to `stream`, and return how many. Raises OSError."""
        count = 0
        for found in findings:
            stream.write(json_line(record(found, self.text, self.methods)))
            stream.flush()
            count += 1
        return count


def mention_record(number: int, mention: Mention, methods: bool = False) -> Json:
    """Return a mention in the shape of the annotation scheme, `number` being the one it has among its fellows."""

    def listed(slot: Slot) -> list[Json]:
        return [_entry(claim, methods) for claim in mention.of(slot)]

    counts = mention.of("count")
    return {
        "n": number,
        "kind": mention.of("kind")[0].value,
        "status": mention.of("status")[0].value,
        "main": mention.main,
        "count": counts[0].value if counts else 1,
        "triggers": listed("trigger"),
        "when": _when(mention.of("when"), methods),
        "where": listed("where"),
        "weapons": listed("weapon"),
        "targets": listed("target"),
        "perpetrators": listed("perpetrator"),
        "killed": _single(mention.of("killed"), methods),
        "wounded": _single(mention.of("wounded"), methods),
        "abducted": _single(mention.of("abducted"), methods),
        "damage": listed("damage"),
        "denials": listed("denial"),
        "evidence": listed("evidence"),
        "confidence": _share(mention.confidence),
        "slot_confidence": _slot_confidence(mention),
        "grounds": {
            slot: _entry(mention.of(slot)[0], methods) for slot in ("kind", "status", "count") if mention.of(slot)
        },
    }


def _slot_confidence(mention: Mention) -> Json:
    best: dict[str, float] = {}
    for claim in mention.claims:
        best[claim.slot] = max(best.get(claim.slot, 0.0), claim.confidence)
    return {slot: _share(best[slot]) for slot in SLOTS if slot in best}


def _entry(claim: Claim, methods: bool) -> Json:
    out = _quote(claim.span) | _value(claim.value)
    if claim.stance is not None:
        out["stance"] = claim.stance
    if claim.slot in ("perpetrator", "denial") or claim.speaker is not None:
        out["speaker"] = _speaker(claim.speaker)
    return out | _grade(claim.confidence, claim.method, methods)


def _when(claims: tuple[Claim, ...], methods: bool) -> Json:
    if not claims:
        return {"quote": None, "start": None, "end": None, "precision": "unknown"}
    first = claims[0]
    out = _moved(first.span) | _days(cast("When", first.value)) | _grade(first.confidence, first.method, methods)
    if len(claims) > 1:
        out["also"] = [_when((claim,), methods) for claim in claims[1:]]
    return out


def _single(claims: tuple[Claim, ...], methods: bool) -> Json | None:
    """The scheme has room for one value: the extractor's first; what others say stands in `also`, not lost."""
    if not claims:
        return None
    out = _entry(claims[0], methods)
    if len(claims) > 1:
        out["also"] = [_entry(claim, methods) for claim in claims[1:]]
    return out


def _value(value: object) -> Json:
    match value:
        case Where():
            return {"relation": value.relation, "kind": value.kind} | _place(value)
        case Weapon():
            return {"type": value.type, "number": value.number, "calibre_mm": value.calibre_mm}
        case Target():
            return {"category": value.category, "kind": value.kind, "number": value.number}
        case Actor():
            return {"kind": value.kind}
        case Toll():
            return {"low": value.low, "high": value.high}
    return {}


def _place(where: Where) -> Json:
    place = where.place
    if place is None:
        names = ("name", "lat", "lon", "country", "admin1", "precision_km", "id")
        return dict.fromkeys(names)
    return {
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "admin1": place.admin1 or None,
        "precision_km": place.precision_km,
        "id": place.id,
    }


def _days(when: When) -> Json:
    out: Json = {
        "start": when.start.isoformat() if when.start else None,
        "end": when.end.isoformat() if when.end else None,
        "precision": when.precision,
    }
    if when.ambiguous:
        out["ambiguous"] = True
    return out


def _relation(tie: Tie, methods: bool) -> Json:
    out: Json = {
        "head": tie.head.quote,
        "relation": tie.relation,
        "tail": tie.tail.quote,
        "status": tie.status,
        "evidence": _quote(tie.evidence),
        "head_start": tie.head.start,
        "head_end": tie.head.end,
        "tail_start": tie.tail.start,
        "tail_end": tie.tail.end,
        "speaker": _speaker(tie.speaker),
    }
    return out | _grade(tie.confidence, tie.method, methods)


def _context(occasion: Occasion, methods: bool) -> Json:
    out: Json = {"kind": occasion.kind} | _moved(occasion.span) | _days(occasion.when)
    return out | _grade(occasion.confidence, occasion.method, methods)


def _rejection(rejection: Rejection) -> Json:
    return {"item": rejection.item, "stage": rejection.stage, "reason": rejection.reason}


def _speaker(speaker: Speaker | None) -> Json | None:
    if speaker is None:
        return None
    return _quote(speaker.span) if speaker.span else {"quote": None, "name": speaker.name}


def _quote(span: Span) -> Json:
    return {"quote": span.quote, "start": span.start, "end": span.end}


def _moved(span: Span) -> Json:
    return {"quote": span.quote, "quote_start": span.start, "quote_end": span.end}


def _grade(confidence: float, method: Method, methods: bool) -> Json:
    out: Json = {"confidence": _share(confidence)}
    if methods:
        out["method"] = f"{method.name} {method.version}".strip()
    return out


def _share(confidence: float) -> float:
    return round(confidence, 3)
