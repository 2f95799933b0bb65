"""What the heads are taught on one window: is it about an incident, what is each span, which belong together."""

import random

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from training.examples import Example, Span
from training.network import Heads
from training.reader.labels import ATTRIBUTES, PAIR_STANCES, ROLES, SPAN_ATTRIBUTES, distance_bucket, gap_bucket

WEIGHTS = {"mark": 1.0, "belongs": 1.0, "kind": 0.5, "status": 0.4, "stance": 0.4, "category": 0.4, "incident": 0.3}
"""How much each loss counts; 0.2 for those not named."""
_MOST_LINKS = 300


def head_losses(example: Example, hidden: Tensor, heads: Heads, rng: random.Random) -> dict[str, Tensor]:
    """Return the losses of the heads over one window with hidden vectors [tokens, hidden], by name."""
    mean = hidden[: len(example.window.ids)].mean(0)
    told = torch.tensor(float(example.incident))
    out = {"incident": binary_cross_entropy_with_logits(heads.incident(mean)[0], told)}
    out |= _facts(example, hidden, heads)
    triggers = [s for s in example.spans if s.role == "trigger"]
    if triggers:
        out |= _attributes(triggers, hidden, mean, heads)
        out |= _links(example, triggers, hidden, heads, rng)
    return out


def _vectors(hidden: Tensor, spans: list[Span]) -> Tensor:
    return torch.stack([hidden[s.first : s.last].mean(0) for s in spans])


def _facts(example: Example, hidden: Tensor, heads: Heads) -> dict[str, Tensor]:
    out = {}
    for role, named in SPAN_ATTRIBUTES.items():
        for name, values in named.items():
            told = [s for s in example.spans if s.role == role and s.facts.get(name) in values]
            if told:
                logits = heads.facts[name](heads.drop(_vectors(hidden, told)))
                out[name] = cross_entropy(logits, torch.tensor([values.index(s.facts[name]) for s in told]))
    return out


def _attributes(triggers: list[Span], hidden: Tensor, mean: Tensor, heads: Heads) -> dict[str, Tensor]:
    vectors = _vectors(hidden, triggers)
    features = heads.drop(torch.relu(heads.trigger(torch.cat([vectors, mean.expand_as(vectors)], -1))))
    return {
        name: cross_entropy(
            heads.attributes[name](features), torch.tensor([values.index(s.facts[name]) for s in triggers])
        )
        for name, values in ATTRIBUTES.items()
    }


def _links(
    example: Example, triggers: list[Span], hidden: Tensor, heads: Heads, rng: random.Random
) -> dict[str, Tensor]:
    """Return the losses over pairs of a trigger and another span, and over pairs of triggers."""
    links = [(t, o) for t in triggers for o in example.spans if o.role != "trigger" or o.first > t.first]
    if len(links) > _MOST_LINKS:
        links = rng.sample(links, _MOST_LINKS)
    if not links:
        return {}
    sentence = example.window.sentence
    joined = heads.pairs(
        _vectors(hidden, [a for a, _ in links]),
        _vectors(hidden, [b for _, b in links]),
        torch.tensor([distance_bucket(a.first, b.first) for a, b in links]),
        torch.tensor([gap_bucket(sentence[a.first], sentence[b.first]) for a, b in links]),
        torch.tensor([ROLES.index(b.role) for _, b in links]),
    )
    same = torch.tensor([float(bool(a.incidents & b.incidents)) for a, b in links])
    out = {"belongs": binary_cross_entropy_with_logits(heads.belongs(joined)[:, 0], same)}
    stances = [(n, b.stances[i]) for n, (a, b) in enumerate(links) for i in sorted(a.incidents & b.stances.keys())[:1]]
    if stances:
        rows = torch.tensor([n for n, _ in stances])
        values = torch.tensor([PAIR_STANCES.index(stance) for _, stance in stances])
        out["stance"] = cross_entropy(heads.stance(joined[rows]), values)
    return out
