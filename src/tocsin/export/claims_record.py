"""Claims and denials as a record and as rows of a table; each word with its source and where it stands."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from tocsin.export.cells import Cell
from tocsin.export.delimited import write_table
from tocsin.export.network_record import evidence_record, evidence_records, when_record
from tocsin.export.record import Json
from tocsin.vocabulary.authorship import Authorship, Claims, Tally, Word

COLUMNS = (
    "incident_id", "kind", "start", "end", "where", "status", "outcome", "contests", "refuted", "days_to_claim_least",
    "days_to_claim_most", "word", "who", "actor_id", "stance", "speaker", "source", "published", "report_id", "quote",
    "counted", "counted_denied",
)  # fmt: skip
"""One row a word; an incident of which nothing is said of who did it has one row without a word."""


def claims_record(claims: Claims) -> Json:
    """Return all of `claims`: the incidents by what is told of them, each of them, and those that are only counted."""
    return {
        "summary": summary(claims),
        "incidents": [authorship_record(one) for one in claims.authorships],
        "counted": [tally_record(one) for one in claims.tallies],
        "days_to_claim": None
        if claims.delay is None
        else {
            "median_least": claims.delay.least,
            "median_most": claims.delay.most,
            "incident_ids": list(claims.delay.incident_ids),
        },
    }


def summary(claims: Claims) -> dict[str, list[str]]:
    """Return the ids of incidents by what is told of them; an incident stands under everything that is."""
    told = claims.authorships
    return {
        "claimed": [one.incident_id for one in told if one.claims],
        "attributed": [one.incident_id for one in told if one.outcome == "attributed"],
        "told_to_be_unclaimed": [one.incident_id for one in told if one.outcome == "unclaimed"],
        "nothing_told": [one.incident_id for one in told if one.outcome == "untold"],
        "contested": [one.incident_id for one in told if one.contests],
        "event_denied": [one.incident_id for one in told if one.denials],
        "authorship_denied": [one.incident_id for one in told if one.disowned],
        "denied_by_side_hit": [one.incident_id for one in told if one.hit_denials],
        "claimed_and_denied_by_side_hit": [one.incident_id for one in told if one.claims and one.hit_denials],
        "refuted": [one.incident_id for one in told if one.refuted],
        "announced": list(claims.announced),
    }


def authorship_record(one: Authorship) -> Json:
    """Return what is told of who did one incident."""
    return {
        "incident_id": one.incident_id,
        "kind": one.kind,
        "status": one.status,
        "when": when_record(one.when),
        "where": one.where or None,
        "outcome": one.outcome,
        "contests": list(one.contests),
        "refuted": one.refuted,
        "claim_only": one.claim_only,
        "days_to_claim": list(one.delay) if one.delay else None,
        **{kind: [word_record(word) for word in words] for kind, words in _words(one)},
        "denials_by_side_hit": [word_record(hit.word) | {"ground": hit.ground} for hit in one.hit_denials],
    }


def tally_record(one: Tally) -> Json:
    """Return attacks that are only counted."""
    return {
        "claimed": one.claimed,
        "approximate": one.approximate,
        "denied": one.denied,
        "claimants": [word_record(word) for word in one.claimants],
        "denials": [word_record(word) for word in one.denials],
        "incident_ids": list(one.incident_ids),
        "evidence": evidence_records(one.evidence),
    }


def word_record(word: Word) -> Json:
    """Return what somebody says, with the words that say so."""
    return {"who": word.who or None, "actor": word.actor or None, "stance": word.stance} | evidence_record(
        word.evidence
    )


def _words(one: Authorship) -> Iterable[tuple[str, tuple[Word, ...]]]:
    return (
        ("claims", one.claims),
        ("event_denials", one.denials),
        ("authorship_denials", one.disowned),
        ("attributions", one.attributions),
        ("unclaimed", one.unclaimed),
    )


def write_claims_csv(claims: Claims, stream: BinaryIO) -> int:
    """Write a row for each word of `claims` to `stream`; return how many. Raises OSError."""
    return write_table([COLUMNS], _rows(claims), stream)


def _rows(claims: Claims) -> Iterator[list[Cell]]:
    for one in claims.authorships:
        told = [(kind, word) for kind, words in _words(one) for word in words]
        least, most = one.delay or (None, None)
        head: list[Cell] = [
            one.incident_id, one.kind, one.when.start, one.when.end, one.where, one.status, one.outcome,
            "; ".join(one.contests), one.refuted, least, most,
        ]  # fmt: skip
        for kind, word in told:
            yield [*head, *_cells(kind, word), None, None]
        if not told:
            yield [*head, *[None] * 11]
    for tally in claims.tallies:
        for kind, words in (("claims", tally.claimants), ("event_denials", tally.denials)):
            for word in words:
                head = ["; ".join(tally.incident_ids), *[None] * 10]
                yield [*head, *_cells(kind, word), tally.claimed, tally.denied]


def _cells(kind: str, word: Word) -> list[Cell]:
    e = word.evidence
    return [kind, word.who, word.actor, word.stance, e.speaker, e.source.name, e.published, e.report_id, e.quote]
