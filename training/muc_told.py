"""What an extractor's mentions teach: which of them have a template in the keys, and which of their words."""

import re
from collections.abc import Iterator, Sequence

from bench.muc.incidents import incident_type
from bench.muc.joining import join
from bench.muc.keeping import claim_features
from bench.muc.people import person
from bench.muc.relevance import features
from bench.muc.told import Told
from bench.muc.words import bare
from tocsin.vocabulary.claim import Claim
from training.muc_fit import Case
from training.muc_keys import KeyTemplate, days

STOP = frozenset("THE A AN OF IN AND TO BY FOR ON AT HIS HER THEIR ITS SEVERAL SOME".split())
SLOTS = {"weapon": (6,), "perpetrator": (9, 10), "target": (12, 18, 19)}


def told_cases(found: Sequence[Told], templates: Sequence[KeyTemplate]) -> Iterator[tuple[str, Case]]:
    """Yield what the mentions of one message teach the judges `relevant` and `keep_...`."""
    joined = join(found)
    pairs = dict(matches(joined, templates))
    for number, told in enumerate(joined):
        template = templates[pairs[number]] if number in pairs else None
        if template is None or not template.optional:
            yield "relevant", (features(told, joined), "yes" if template else "no")
        if template is None:
            continue
        for slot in SLOTS:
            for claim in told.mention.claims:
                if claim.slot == slot:
                    right = hit(told, claim, template) > 0
                    yield f"keep_{slot}", (claim_features(told, claim), "yes" if right else "no")


def matches(found: Sequence[Told], templates: Sequence[KeyTemplate]) -> Iterator[tuple[int, int]]:
    """Yield pairs of a mention and the template that it tells of, the most alike first, each once."""
    scores = sorted(
        ((likeness(told, template), -m, -t) for m, told in enumerate(found) for t, template in enumerate(templates)),
        reverse=True,
    )
    mentions, used = set[int](), set[int]()
    for score, m, t in scores:
        if score > 0 and m not in mentions and t not in used:
            mentions.add(m)
            used.add(t)
            yield -m, -t


def likeness(told: Told, template: KeyTemplate) -> float:
    """Return how much a mention says what `template` says; 0 if their types differ."""
    types = {incident_type(told.mention), template.value(4)}
    if len(types) > 1 and types != {"ATTACK", "BOMBING"}:
        return 0.0
    score = 1.0 if len(types) == 1 else 0.5
    score += sum(hit(told, claim, template) for claim in told.mention.claims if claim.slot in SLOTS)
    named = {f"{y:04d}-{m:02d}-{d:02d}" for y, m, d in days(template.value(2))}
    said = {str(getattr(claim.value, "start", "")) for claim in told.of("when")}
    place = template.value(3).upper()
    score += 0.5 * bool(named & said)
    return score + 0.5 * any(getattr(c.value, "name", "?").upper() in place for c in told.of("where"))


def hit(told: Told, claim: Claim, template: KeyTemplate) -> float:
    """Return 1 if the words of `claim` are those of a fill, 0.5 if the ones hold the others, else 0."""
    said = [bare(claim.span.quote)]
    if claim.slot == "target":
        one = person(claim.span.quote, told.report.text[claim.span.end : claim.span.end + 80], told.report.text)
        said += [one.name, one.description]
    alternatives = [s for slot in SLOTS[claim.slot] for fill in template.of(slot) for s in fill.strings]
    return max((alike(a, b) for a in said if a for b in alternatives), default=0.0)


def alike(one: str, other: str) -> float:
    """Return 1 for the same words, 0.5 if the ones are among the others, else 0."""
    a, b = (frozenset(re.findall(r"[A-Z0-9]+", s.upper())) - STOP for s in (one, other))
    if not a or not b:
        return 0.0
    return 1.0 if a == b else 0.5 if a <= b or b <= a else 0.0
