"""Examples to batches of tensors, with the augmentation that keeps spans true: capitals and hidden words."""

import random
from collections.abc import Iterator, Sequence

import torch
from torch import Tensor

from training.examples import Example
from training.reader.labels import BEGIN, INSIDE, ROLES, SHAPES

MOST_TOKENS = 2400
CAPITALS, HIDDEN_WORDS = 0.12, 0.04
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


def tensors(batch: list[Example], rng: random.Random) -> tuple[Tensor, Tensor, Tensor]:
    """Return ids, shapes and mask [batch, tokens]; some texts in capitals, some words hidden."""
    longest = max(len(e.window.ids) for e in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    shapes = torch.full((len(batch), longest), OTHER)
    mask = torch.zeros(len(batch), longest, dtype=torch.long)
    for row, example in enumerate(batch):
        size = len(example.window.ids)
        words, drawn = torch.tensor(example.window.ids), torch.tensor(example.window.shapes)
        if rng.random() < CAPITALS:
            drawn = torch.where(drawn <= TITLE, torch.tensor(UPPER), drawn)
        hide = (torch.rand(size) < HIDDEN_WORDS) & (words > FIRST_WORD)
        ids[row, :size] = torch.where(hide, torch.tensor(MASK), words)
        shapes[row, :size] = drawn
        mask[row, :size] = 1
    return ids, shapes, mask


def mark_targets(batch: list[Example], longest: int) -> Tensor:
    """Return the marks [batch, tokens, roles] that the spans ask for."""
    target = torch.zeros(len(batch), longest, len(ROLES), dtype=torch.long)
    for row, example in enumerate(batch):
        for span in example.spans:
            if span.marked:
                role = ROLES.index(span.role)
                target[row, span.first, role] = BEGIN
                target[row, span.first + 1 : span.last, role] = INSIDE
    return target
