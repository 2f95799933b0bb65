"""Attacks that reports only count: "around five claimed, one denied". They stay apart from those told one by one.

A mention is a tally if it counts several attacks and somebody claims them. How many of them are denied is what the
words of the denial say ("denied that one of them had happened"); where they give no number, nothing is made up.
"""

import re
from collections.abc import Callable, Iterable

from tocsin.analysis.claims.words import CLAIMING, WhoIs, tellings_of, told_of
from tocsin.vocabulary.authorship import Tally
from tocsin.vocabulary.evidence import Evidence, evidence_of
from tocsin.vocabulary.incident import Incident

NumberOf = Callable[[str], int | None]
"""Gives the number that a numeral stands for, in figures or words; None for any other word."""
SOME_OF = re.compile(r"\b([\w-]+) of (?:them|the|these|those|its|which)\b", re.IGNORECASE)
ALL = re.compile(r"\b(?:all|any|each|every one) of (?:them|the|these|those)\b|\bboth\b", re.IGNORECASE)
ONE = re.compile(r"\b(?:one|a single one|another)\b", re.IGNORECASE)
ABOUT = re.compile(
    r"\b(?:about|around|some|roughly|nearly|almost|approximately|perhaps|maybe|close to|an estimated)\s+([\w-]+)",
    re.IGNORECASE,
)
SEVERAL = 2


def counts_of(incident: Incident) -> dict[str, int]:
    """Return by mention how many attacks it counts, of those that count several and tell of a claim."""
    if not tellings_of(incident, "count"):
        return {}
    claiming = {t.mention_id for t in tellings_of(incident, "perpetrator") if t.claim.stance in CLAIMING}
    claiming |= {t.mention_id for t in tellings_of(incident, "status") if t.claim.value == "claimed"}
    found = {}
    for telling in tellings_of(incident, "count"):
        value = telling.claim.value
        if isinstance(value, int) and value >= SEVERAL and telling.mention_id in claiming:
            found[telling.mention_id] = value
    return found


def tallies_of(incidents: Iterable[Incident], who_is: WhoIs, number_of: NumberOf) -> tuple[Tally, ...]:
    """Return the tallies of `incidents`: mentions of one incident with one count are one, told by several."""
    found = []
    for incident in incidents:
        by_count: dict[int, list[str]] = {}
        for mention_id, count in counts_of(incident).items():
            by_count.setdefault(count, []).append(mention_id)
        for count, mention_ids in sorted(by_count.items()):
            found.append(_tally(incident, count, frozenset(mention_ids), who_is, number_of))
    return tuple(found)


def _tally(incident: Incident, count: int, mention_ids: frozenset[str], who_is: WhoIs, number_of: NumberOf) -> Tally:
    told = told_of(incident, mention_ids, who_is)
    sentences = [t for t in tellings_of(incident, "evidence") if t.mention_id in mention_ids]
    texts = [str(t.claim.value) for t in sentences]
    evidence = [evidence_of(t, incident) for t in tellings_of(incident, "count") if t.mention_id in mention_ids]
    denied = [n for word in told.denials if (n := denied_of(word.evidence.quote, count, number_of)) is not None]
    return Tally(
        claimed=count,
        approximate=any(number_of(found[1]) == count for text in texts for found in ABOUT.finditer(text)),
        denied=max(denied, default=None if told.denials else 0),
        claimants=tuple(told.claims),
        denials=tuple(told.denials),
        evidence=tuple(_once(evidence)),
        incident_ids=(incident.id,),
    )


def denied_of(quote: str, count: int, number_of: NumberOf) -> int | None:
    """Return how many of `count` attacks the words of a denial deny, None where they do not say."""
    for found in SOME_OF.finditer(quote):
        number = number_of(found[1].lower())
        if number is not None and number <= count:
            return number
    if ALL.search(quote):
        return count
    return 1 if ONE.search(quote) else None


def _once(evidence: Iterable[Evidence]) -> list[Evidence]:
    """One piece of evidence a report, oldest first."""
    first: dict[str, Evidence] = {}
    for one in sorted(evidence, key=lambda e: (e.told_on, e.report_id, e.start)):
        first.setdefault(one.report_id, one)
    return list(first.values())
