"""From relations and context as the model tells them to ties and occasions whose words stand in the text."""

from typing import cast

from tocsin.extraction.llm.grounding import Ground, nearest, overlap
from tocsin.extraction.llm.saying import CONFIDENCE
from tocsin.extraction.llm.told import Quoted, ToldTie
from tocsin.extraction.rules.notes import Notes
from tocsin.vocabulary.claim import Method
from tocsin.vocabulary.mention import Occasion, Tie
from tocsin.vocabulary.span import cut
from tocsin.vocabulary.terms import OCCASION_KINDS, RELATIONS, TIE_STATUSES, OccasionKind, Relation, TieStatus
from tocsin.vocabulary.values import When


def tie_of(ground: Ground, told: ToldTie, method: Method) -> Tie | None:
    """Return the tie `told`; None, and rejected, if a term is of no list or a part stands nowhere."""
    relation, status = told.terms["relation"], told.terms["status"]
    shown = f"{told.head} {relation} {told.tail}"
    if relation not in RELATIONS or status not in TIE_STATUSES:
        ground.reject("relation", shown, "has a term of no list")
        return None
    if not (told.quote and told.head and told.tail):
        ground.reject("relation", shown, "lacks a part")
        return None
    evidence = nearest(ground.places_of("relation", told.quote), ground.window)
    if evidence is None:
        return None
    head, tail = (ground.place_of("relation", party, evidence) for party in (told.head, told.tail))
    if head is None or tail is None:
        return None
    if overlap(head, tail):
        ground.reject("relation", shown, "ties words to themselves")
        return None
    # The evidence reaches from one party to the other, as a reader needs it.
    start, end = min(evidence[0], head[0], tail[0]), max(evidence[1], head[1], tail[1])
    ends, words = (cut(ground.report, *head), cut(ground.report, *tail)), cut(ground.report, start, end)
    return Tie(
        ground.report.id, ends[0], cast("Relation", relation), ends[1], cast("TieStatus", status), words, method,
        confidence=CONFIDENCE,
    )  # fmt: skip


def occasion_of(notes: Notes, ground: Ground, told: Quoted, method: Method) -> Occasion | None:
    """Return the occasion `told`, dated by the only day that stands in its sentence; None, and rejected, if nowhere."""
    kind = told.terms["kind"]
    if kind not in OCCASION_KINDS:
        ground.reject("context", told.quote or kind, "has a term of no list")
        return None
    at = nearest(ground.places_of("context", told.quote), ground.window) if told.quote else None
    if at is None:
        return None
    around = [s for s in notes.sentences if overlap((s.start, s.end), at)]
    days = {
        d.when
        for d in notes.dates
        if d.when.start is not None and not d.metadata and any(s.start <= d.start < s.end for s in around)
    }
    when = days.pop() if len(days) == 1 else When()
    return Occasion(ground.report.id, cast("OccasionKind", kind), cut(ground.report, *at), when, method, CONFIDENCE)
