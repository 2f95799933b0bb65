"""The network: MiniLM with a head that marks words and small heads that join the marked spans."""

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from tocsin.extraction.model.hints import HINTS, OPINIONS
from tocsin.extraction.model.labels import (
    ATTRIBUTES,
    DISTANCES,
    GAPS,
    PAIR_STANCES,
    ROLES,
    SHAPES,
    SPAN_ATTRIBUTES,
)

HIDDEN, SMALL = 384, 128


class Encoder(nn.Module):
    """Token ids, shapes and hints to hidden vectors and marks; this part is exported to ONNX."""

    def __init__(self, path: Path | str) -> None:
        super().__init__()
        # Written-out attention without dropout learns twice as fast on a processor as the fused one with a mask.
        self.body = AutoModel.from_pretrained(
            path, add_pooling_layer=False, attn_implementation="eager", attention_probs_dropout_prob=0.0
        )
        self.shape = nn.Embedding(len(SHAPES), HIDDEN)
        self.hint = nn.Linear(len(HINTS), HIDDEN, bias=False)
        nn.init.zeros_(self.shape.weight)
        nn.init.normal_(self.hint.weight, std=0.01)
        self.drop = nn.Dropout(0.2)
        self.mark = nn.Linear(HIDDEN, 3 * len(ROLES))

    def forward(self, ids: Tensor, shapes: Tensor, hints: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return hidden [batch, tokens, 384] and marks [batch, tokens, roles, 3]; `hints` [batch, tokens, hints]."""
        words = self.body.embeddings.word_embeddings(ids) + self.shape(shapes) + self.hint(hints)
        hidden = self.body(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return hidden, self.mark(self.drop(hidden)).unflatten(-1, (len(ROLES), 3))


class Heads(nn.Module):
    """Spans to what they are and what they belong to; computed with numpy when reading."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Linear(HIDDEN, SMALL)
        self.second = nn.Linear(HIDDEN, SMALL)
        self.distance = nn.Embedding(DISTANCES, 16)
        self.gap = nn.Embedding(GAPS, 16)
        self.role = nn.Embedding(len(ROLES), 16)
        self.opinion = nn.Embedding(OPINIONS, 16)
        self.pair = nn.Linear(3 * SMALL + 64, SMALL)
        self.belongs = nn.Linear(SMALL, 1)
        self.stance = nn.Linear(SMALL, len(PAIR_STANCES))
        self.trigger = nn.Linear(2 * HIDDEN, SMALL)
        self.attributes = nn.ModuleDict({name: nn.Linear(SMALL, len(values)) for name, values in ATTRIBUTES.items()})
        facts = {name: values for named in SPAN_ATTRIBUTES.values() for name, values in named.items()}
        self.facts = nn.ModuleDict({name: nn.Linear(HIDDEN, len(values)) for name, values in facts.items()})
        self.incident = nn.Linear(HIDDEN, 1)
        self.drop = nn.Dropout(0.2)

    def pairs(self, left: Tensor, right: Tensor, buckets: Tensor) -> Tensor:
        """Return the features [pairs, 128] of trigger spans `left` with spans `right`.

        `buckets` [pairs, 4] are distance, gap in sentences, role of the right span, and what the rules think of both.
        """
        a, b = torch.relu(self.first(left)), torch.relu(self.second(right))
        tables = (self.distance, self.gap, self.role, self.opinion)
        looked_up = [table(buckets[:, n]) for n, table in enumerate(tables)]
        return self.drop(torch.relu(self.pair(torch.cat([a, b, a * b, *looked_up], -1))))
