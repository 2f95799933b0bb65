"""Texts to windows of tokens with their places in the text."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from tocsin.extraction.model.labels import LOWER, OTHER, TITLE, WINDOW, shape_of
from tocsin.extraction.model.neutral import SIGN, Neutral
from tocsin.language.sentences import sentences


@dataclass(frozen=True, slots=True)
class Window:
    """Part of a text as the encoder sees it: ids, shapes, and the characters [start, end) of each token.

    The first and last token are the encoder's own and stand at no characters (0, 0). `words` numbers the words that
    the tokens are pieces of; `neutral` has the tokens that are read as another word, and that word.
    """

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    sentence: tuple[int, ...]
    words: tuple[int, ...] = ()
    neutral: tuple[tuple[int, str], ...] = ()

    def tokens_of(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the first token and the one behind the last that overlap the characters, None if there are none."""
        last = bisect_left(self.offsets, (end, 0), 1, len(self.offsets) - 1)
        first = last
        while first > 1 and self.offsets[first - 1][1] > start:
            first -= 1
        return (first, last) if first < last else None


Piece = tuple[int, tuple[int, int], str]
"""An id, the characters [start, end) that it stands for, and the neutral word that it is read as, if any."""


def windows(text: str, tokenizer: Tokenizer, neutral: Sequence[Neutral] = ()) -> Iterator[Window]:
    """Yield the windows of `text`, cut between sentences; each begins with the last sentences of the one before."""
    encoding = tokenizer.encode(text)
    opening, closing = encoding.ids[0], encoding.ids[-1]
    plain = zip(encoding.ids[1:-1], encoding.offsets[1:-1], strict=True)
    body = list(_neutralised(plain, tokenizer, neutral))
    ends = [s.end for s in sentences(text)]
    sentence_of, at = [], 0
    for _, (start, _end), _ in body:
        while at < len(ends) - 1 and start >= ends[at]:
            at += 1
        sentence_of.append(at)
    for first, last in _cuts(sentence_of):
        part = body[first:last]
        shapes = (OTHER, *(_shape(text, piece) for piece in part), OTHER)
        offsets = ((0, 0), *(at for _, at, _ in part), (0, 0))
        yield Window(
            (opening, *(number for number, _, _ in part), closing), shapes, offsets, (-1, *sentence_of[first:last], -1),
            tuple(_words(shapes, offsets)), tuple((n, word) for n, (_, _, word) in enumerate(part, start=1) if word),
        )  # fmt: skip


def _shape(text: str, piece: Piece) -> int:
    _, (start, end), word = piece
    if word:
        return TITLE if word == SIGN else LOWER
    return shape_of(text[start:end]) if end > start else OTHER


def _neutralised(
    plain: Iterable[tuple[int, tuple[int, int]]], tokenizer: Tokenizer, neutral: Sequence[Neutral]
) -> Iterator[Piece]:
    """Yield the pieces of a text; in place of those of a neutral word one that stands on all of it, or none."""
    waiting = list(reversed(neutral))
    for number, (start, end) in plain:
        while waiting and waiting[-1].end <= start:
            waiting.pop()
        if not waiting or end <= waiting[-1].start:
            yield number, (start, end), ""
        elif start <= waiting[-1].start and waiting[-1].word:
            one = waiting[-1]
            yield tokenizer.token_to_id(one.word) or 0, (one.start, one.end), one.word


def _words(shapes: Sequence[int], offsets: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Yield the number of each token's word: pieces of letters and digits that touch are one word."""
    word = 0
    for n, (shape, (start, _)) in enumerate(zip(shapes, offsets, strict=True)):
        joined = n > 1 and start == offsets[n - 1][1] and OTHER not in (shape, shapes[n - 1])
        word += not joined
        yield word


def _cuts(sentence_of: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the token ranges of the windows: whole sentences where they fit, half a window of overlap."""
    room = WINDOW - 2
    first = 0
    while True:
        last = min(first + room, len(sentence_of))
        if last < len(sentence_of):
            border = last
            while border > first + room // 2 and sentence_of[border] == sentence_of[border - 1]:
                border -= 1
            last = border if border > first + room // 2 else last
        yield first, last
        if last >= len(sentence_of):
            return
        back = max(first + 1, last - room // 3)
        while back < last - 1 and sentence_of[back] == sentence_of[back - 1]:
            back += 1
        first = back
