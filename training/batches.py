"""Examples to batches of tensors, with the augmentation that keeps spans true: capitals and hidden words."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from tocsin.extraction.model.hints import HINTS, RULED
from tocsin.extraction.model.labels import BEGIN, INSIDE, ROLES, SHAPES
from training.examples import Example

MOST_TOKENS = 1400
CAPITALS, HIDDEN_WORDS = 0.12, 0.04
UNRULED, UNHINTED = 0.15, 0.05
"""Shares of windows that are shown without what the rules found, and without any hint: none must be trusted blindly."""
MASK, FIRST_WORD = 103, 999  # of the tokenizer's vocabulary: the mask, and the last token that is no word
LOWER, TITLE, UPPER, OTHER = 0, 1, SHAPES.index("upper"), SHAPES.index("other")


def batches(found: Sequence[Example], rng: random.Random) -> Iterator[list[Example]]:
    """Yield batches of windows of like length, at most MOST_TOKENS tokens each, in random order."""
    order = sorted(found, key=lambda e: len(e.window.ids) + rng.random() * 40)
    groups: list[list[Example]] = [[]]
    for example in order:
        longest = max(len(e.window.ids) for e in (*groups[-1], example))
        if groups[-1] and longest * (len(groups[-1]) + 1) > MOST_TOKENS:
            groups.append([])
        groups[-1].append(example)
    rng.shuffle(groups)
    yield from groups


@dataclass(frozen=True, slots=True)
class Inputs:
    """Ids, shapes and mask [batch, tokens], hints [batch, tokens, hints]."""

    ids: Tensor
    shapes: Tensor
    hints: Tensor
    mask: Tensor


def inputs(batch: list[Example], rng: random.Random) -> Inputs:
    """Return what the encoder sees; some texts in capitals, some words and hints hidden."""
    longest = max(len(e.window.ids) for e in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    shapes = torch.full((len(batch), longest), OTHER)
    hints = torch.zeros(len(batch), longest, len(HINTS))
    mask = torch.zeros(len(batch), longest, dtype=torch.long)
    for row, example in enumerate(batch):
        size = len(example.window.ids)
        words, drawn = torch.tensor(example.window.ids), torch.tensor(example.window.shapes)
        if rng.random() < CAPITALS:
            drawn = torch.where(drawn <= TITLE, torch.tensor(UPPER), drawn)
        hide = (torch.rand(size) < HIDDEN_WORDS) & (words > FIRST_WORD)
        ids[row, :size] = torch.where(hide, torch.tensor(MASK), words)
        shapes[row, :size] = drawn
        hints[row, :size] = torch.from_numpy(example.bits)
        chance = rng.random()
        if chance < UNRULED:
            hints[row, :, 0 if chance < UNHINTED else RULED : -1] = 0
        mask[row, :size] = 1
    return Inputs(ids, shapes, hints, mask)


def mark_targets(batch: list[Example], longest: int) -> tuple[Tensor, Tensor]:
    """Return the marks [batch, tokens, roles] that the spans ask for, and 1 where a mark is taught, else 0."""
    target = torch.zeros(len(batch), longest, len(ROLES), dtype=torch.long)
    taught = torch.zeros(len(batch), longest, len(ROLES))
    for row, example in enumerate(batch):
        taught[row, : len(example.window.ids), [ROLES.index(role) for role in example.taught]] = 1
        for span in example.spans:
            if span.marked:
                role = ROLES.index(span.role)
                target[row, span.first, role] = BEGIN
                target[row, span.first + 1 : span.last, role] = INSIDE
        for unsure, first, last in example.unsure:
            column = ROLES.index(unsure)
            taught[row, first:last, column] *= (target[row, first:last, column] > 0).float()
    return target, taught
