"""What the heads are taught on a batch: is a text about an incident, what is each span, which belong together."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from tocsin.extraction.model.hints import opinion
from tocsin.extraction.model.labels import (
    ATTRIBUTES,
    PAIR_STANCES,
    ROLES,
    SPAN_ATTRIBUTES,
    distance_bucket,
    gap_bucket,
)
from training.examples import Example, Span
from training.network import Heads

WEIGHTS = {"mark": 1.0, "belongs": 1.5, "kind": 0.5, "status": 0.4, "stance": 0.4, "category": 0.4, "incident": 0.3}
"""How much each loss counts; 0.2 for those not named."""
_MOST_LINKS = 250
_LOOKALIKES = 0.15


@dataclass(frozen=True, slots=True)
class Rows:
    """Hidden vectors of a batch summed up along the text, so that the mean of any span is one subtraction."""

    sums: Tensor
    means: Tensor

    @classmethod
    def of(cls, batch: Sequence[Example], hidden: Tensor) -> "Rows":
        """Return the rows of `hidden` [batch, tokens, hidden]."""
        sums = torch.nn.functional.pad(hidden.cumsum(1), (0, 0, 1, 0))
        sizes = torch.tensor([len(e.window.ids) for e in batch])
        return cls(sums, sums[torch.arange(len(batch)), sizes] / sizes[:, None])

    def vectors(self, spans: Sequence[tuple[int, Span]]) -> Tensor:
        """Return the mean vector of each span, given with the number of its example."""
        at = torch.tensor([(row, span.first, span.last) for row, span in spans]).T
        return (self.sums[at[0], at[2]] - self.sums[at[0], at[1]]) / (at[2] - at[1])[:, None]


def head_losses(batch: Sequence[Example], hidden: Tensor, heads: Heads, rng: random.Random) -> dict[str, Tensor]:
    """Return the losses of the heads over a batch with hidden vectors [batch, tokens, hidden], by name."""
    rows = Rows.of(batch, hidden)
    told = torch.tensor([float(e.incident) for e in batch])
    out = {"incident": binary_cross_entropy_with_logits(heads.incident(rows.means)[:, 0], told)}
    spans = [(row, span) for row, example in enumerate(batch) for span in example.spans]
    return out | _facts(spans, rows, heads) | _attributes(spans, rows, heads) | _links(batch, rows, heads, rng)


def _facts(spans: list[tuple[int, Span]], rows: Rows, heads: Heads) -> dict[str, Tensor]:
    out = {}
    for role, named in SPAN_ATTRIBUTES.items():
        for name, values in named.items():
            told = [(row, s) for row, s in spans if s.role == role and s.facts.get(name) in values]
            if told:
                logits = heads.facts[name](heads.drop(rows.vectors(told)))
                out[name] = cross_entropy(logits, torch.tensor([values.index(s.facts[name]) for _, s in told]))
    return out


def _attributes(spans: list[tuple[int, Span]], rows: Rows, heads: Heads) -> dict[str, Tensor]:
    triggers = [(row, s) for row, s in spans if s.role == "trigger" and s.facts]
    if not triggers:
        return {}
    means = rows.means[[row for row, _ in triggers]]
    features = heads.drop(torch.relu(heads.trigger(torch.cat([rows.vectors(triggers), means], -1))))
    out = {}
    for name, values in ATTRIBUTES.items():
        told = [n for n, (_, s) in enumerate(triggers) if s.facts.get(name) in values]
        if told:
            gold = torch.tensor([values.index(triggers[n][1].facts[name]) for n in told])
            out[name] = cross_entropy(heads.attributes[name](features[told]), gold)
    return out


Link = tuple[int, Span, Span]


def _links(batch: Sequence[Example], rows: Rows, heads: Heads, rng: random.Random) -> dict[str, Tensor]:
    """Return the losses over pairs of a trigger and another span, and over pairs of triggers."""
    links: list[Link] = []
    for row, example in enumerate(batch):
        links.extend((row, a, b) for a, b in _pairs(example, rng))
    if not links:
        return {}
    joined = heads.pairs(
        rows.vectors([(row, a) for row, a, _ in links]),
        rows.vectors([(row, b) for row, _, b in links]),
        torch.tensor([_buckets(batch[row], a, b) for row, a, b in links]),
    )
    same = torch.tensor([float(bool(a.incidents & b.incidents)) for _, a, b in links])
    out = {"belongs": binary_cross_entropy_with_logits(heads.belongs(joined)[:, 0], same)}
    told = [(n, b.stances[i]) for n, (_, a, b) in enumerate(links) for i in sorted(a.incidents & b.stances.keys())[:1]]
    if told:
        values = torch.tensor([PAIR_STANCES.index(stance) for _, stance in told])
        out["stance"] = cross_entropy(heads.stance(joined[[n for n, _ in told]]), values)
    return out


def _pairs(example: Example, rng: random.Random) -> list[tuple[Span, Span]]:
    """Return pairs of a true trigger with other spans.

    Of words that only look like a role a few will do: as many as there are would teach that nothing belongs together.
    """
    triggers = [s for s in example.spans if s.role == "trigger" and s.marked]
    others = [
        s
        for s in example.spans
        if s.role in (*example.taught, "when")
        and (s.marked or s.role == "when" or (s.role != "trigger" and rng.random() < _LOOKALIKES))
    ]
    found = [(t, o) for t in triggers for o in others if o.role != "trigger" or o.first > t.first]
    return rng.sample(found, _MOST_LINKS) if len(found) > _MOST_LINKS else found


def _buckets(example: Example, a: Span, b: Span) -> tuple[int, int, int, int]:
    sentence = example.window.sentence
    gap = gap_bucket(sentence[a.first], sentence[b.first])
    return distance_bucket(a.first, b.first), gap, ROLES.index(b.role), opinion(a.ruled, b.ruled)
