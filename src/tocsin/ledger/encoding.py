"""Claims, ties, occasions and reasons as JSON that a person can read in the ledger, and back.

Words of a report are not written a second time: a span is its start and its end, and is cut from the text again when
it is read, so that a span that does not fit its text cannot come out of a ledger. Fields with their default value are
left out.
"""

import json
from dataclasses import MISSING, fields
from datetime import date
from functools import cache, lru_cache
from typing import Any

from tocsin.errors import LedgerError, TocsinError
from tocsin.vocabulary.claim import Claim, Method, Speaker, Value
from tocsin.vocabulary.judgement import Reason
from tocsin.vocabulary.mention import Mention, Occasion, Tie
from tocsin.vocabulary.span import Span
from tocsin.vocabulary.values import Actor, Place, Target, Toll, Weapon, When, Where

Json = Any
"""What json.loads gives: checked by the constructors of the vocabulary."""

TYPES: dict[str, Any] = {t.__name__.lower(): t for t in (When, Where, Weapon, Target, Actor, Toll)}
"""The values that are not plain words or numbers, by the name that they are written under."""


def write_json(content: Json) -> str:
    """Return `content` as compact JSON, which a database can hold whatever stands in it."""
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    try:
        plain.encode()
    except UnicodeEncodeError:
        # Half a character, as a damaged page leaves it behind, is not to be had in UTF-8 other than by its escape.
        return json.dumps(content, separators=(",", ":"))
    return plain


PLANS = {kind: tuple((field.name, field.default) for field in fields(kind)) for kind in (*TYPES.values(), Place)}
"""The names of the fields of each of them, with their defaults."""


def _bare(value: Any) -> dict[str, Json]:
    """Return the fields of a value that do not have their default."""
    found: dict[str, Json] = {}
    for name, default in PLANS[type(value)]:
        content = getattr(value, name)
        if default is MISSING or content != default:
            found[name] = _bare(content) if isinstance(content, Place) else content
            if isinstance(content, date):
                found[name] = content.isoformat()
    return found


def write_value(value: Value) -> Json:
    """Return `value` for JSON: words and numbers as they are, others as an object that says what it is."""
    return value if isinstance(value, str | int) else {"is": type(value).__name__.lower(), **_bare(value)}


def read_value(content: Json) -> Value:
    """Return what `write_value` wrote."""
    if isinstance(content, str | int):
        return content
    kind = TYPES[content.pop("is")]
    if kind is When:
        for edge in ("start", "end"):
            if edge in content:
                content[edge] = date.fromisoformat(content[edge])
    elif kind is Where and "place" in content:
        content["place"] = Place(**content["place"])
    value: Value = kind(**content)
    return value


def write_claim(claim: Claim) -> Json:
    """Return `claim` for JSON; `span` is its start and its end."""
    found: dict[str, Json] = {
        "slot": claim.slot,
        "span": [claim.span.start, claim.span.end],
        "method": [claim.method.name, claim.method.version],
    }
    if claim.value != claim.span.quote:
        found["value"] = write_value(claim.value)
    if claim.speaker:
        found["speaker"] = _write_speaker(claim.speaker)
    if claim.stance:
        found["stance"] = claim.stance
    if claim.confidence != 1.0:
        found["confidence"] = claim.confidence
    return found


def read_claim(content: Json, report_id: str, text: str) -> Claim:
    """Return what `write_claim` wrote of a claim in the report `report_id` of `text`."""
    span = _span(content["span"], report_id, text)
    return Claim(
        content["slot"],
        read_value(content["value"]) if "value" in content else span.quote,
        span,
        _method(*content["method"]),
        _read_speaker(content.get("speaker"), report_id, text),
        content.get("stance"),
        content.get("confidence", 1.0),
    )


def write_claims(mention: Mention) -> str:
    """Return the claims of `mention` as JSON."""
    return write_json([write_claim(claim) for claim in mention.claims])


def read_claims(packed: str, report_id: str, text: str) -> tuple[Claim, ...]:
    """Return what `write_claims` wrote. Raises LedgerError where the ledger is damaged."""
    try:
        return tuple(read_claim(content, report_id, text) for content in json.loads(packed))
    except FAULTS as error:
        raise damaged(f"the claims of report {report_id}", error) from error


def write_tie(tie: Tie) -> str:
    """Return `tie` as JSON."""
    return write_json(
        {
            "head": [tie.head.start, tie.head.end],
            "relation": tie.relation,
            "tail": [tie.tail.start, tie.tail.end],
            "status": tie.status,
            "evidence": [tie.evidence.start, tie.evidence.end],
            "method": [tie.method.name, tie.method.version],
            "speaker": _write_speaker(tie.speaker) if tie.speaker else None,
            "confidence": tie.confidence,
        }
    )


def read_tie(packed: str, report_id: str, text: str) -> Tie:
    """Return what `write_tie` wrote. Raises LedgerError where the ledger is damaged."""
    try:
        content = json.loads(packed)
        head, tail, evidence = (_span(content[name], report_id, text) for name in ("head", "tail", "evidence"))
        method, speaker = _method(*content["method"]), _read_speaker(content["speaker"], report_id, text)
        relation, status, confidence = content["relation"], content["status"], content["confidence"]
        return Tie(report_id, head, relation, tail, status, evidence, method, speaker, confidence)
    except FAULTS as error:
        raise damaged(f"a tie of report {report_id}", error) from error


def write_occasion(occasion: Occasion) -> str:
    """Return `occasion` as JSON."""
    return write_json(
        {
            "kind": occasion.kind,
            "span": [occasion.span.start, occasion.span.end],
            "when": write_value(occasion.when),
            "method": [occasion.method.name, occasion.method.version],
            "confidence": occasion.confidence,
        }
    )


def read_occasion(packed: str, report_id: str, text: str) -> Occasion:
    """Return what `write_occasion` wrote. Raises LedgerError where the ledger is damaged."""
    try:
        content = json.loads(packed)
        when, span = read_value(content["when"]), _span(content["span"], report_id, text)
        if not isinstance(when, When):
            raise TypeError(f"an occasion has a when, not {when!r}")
        return Occasion(report_id, content["kind"], span, when, _method(*content["method"]), content["confidence"])
    except FAULTS as error:
        raise damaged(f"an occasion of report {report_id}", error) from error


def write_reasons(reasons: tuple[Reason, ...]) -> str:
    """Return `reasons` as JSON."""
    return write_json([[reason.comparison, reason.finding, reason.weight] for reason in reasons])


@lru_cache(maxsize=20_000)  # a judgement is read again whenever something joins its incident
def read_reasons(packed: str) -> tuple[Reason, ...]:
    """Return what `write_reasons` wrote. Raises LedgerError where the ledger is damaged."""
    try:
        return tuple(Reason(*content) for content in json.loads(packed))
    except FAULTS as error:
        raise damaged("the reasons of a judgement", error) from error


def damaged(what: str, error: Exception) -> LedgerError:
    """Return the error that says that `what` cannot be read any more."""
    return LedgerError(f"{what} cannot be read, the ledger is damaged ({error}); restore it from a copy")


FAULTS = (KeyError, TypeError, ValueError, AttributeError, TocsinError)
"""What the constructors raise for JSON that was not written here."""


def _span(edges: Json, report_id: str, text: str) -> Span:
    start, end = edges
    return Span(report_id, start, end, text[start:end], text=text)


@cache
def _method(name: str, version: str) -> Method:
    return Method(name, version)


def _write_speaker(speaker: Speaker) -> Json:
    return [speaker.name, *([speaker.span.start, speaker.span.end] if speaker.span else [])]


def _read_speaker(content: Json, report_id: str, text: str) -> Speaker | None:
    if content is None:
        return None
    name, *edges = content
    return Speaker(name, _span(edges, report_id, text) if edges else None)
