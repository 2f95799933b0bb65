"""What reviews decide: which of them stand, which mentions are none, which belong together or apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.vocabulary.review import Review

Pair = tuple[str, str]


def standing(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Return the reviews that are not undone, undos aside, from the oldest to the newest.

    The undoing of an undo brings back what it took. The order in which they come makes no difference.
    """
    ordered = sorted({review.id: review for review in reviews}.values(), key=lambda review: (review.at, review.id))
    undos: dict[str, list[Review]] = {}
    for review in ordered:
        if review.kind == "undo":
            for subject in review.subjects:
                undos.setdefault(subject, []).append(review)

    def stands(review: Review, asked: frozenset[str] = frozenset()) -> bool:
        if review.id in asked:
            return True
        return not any(stands(undo, asked | {review.id}) for undo in undos.get(review.id, ()))

    return tuple(review for review in ordered if review.kind != "undo" and stands(review))


def pair(one: str, other: str) -> Pair:
    """Return two ids in their order."""
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True, slots=True)
class Rulings:
    """What reviews rule: mentions that are `rejected`, `groups` that hold together, and pairs that stay `apart`."""

    rejected: frozenset[str]
    groups: tuple[frozenset[str], ...]
    apart: frozenset[Pair]


def rulings(reviews: Iterable[Review], mention_ids: Iterable[str]) -> Rulings:
    """Return what `reviews` rule on these mentions. Where two of them contradict each other, the newer one holds.

    Every pair of a merge holds by itself: what a newer split takes out of a merge leaves the rest of it together.
    """
    known = set(mention_ids)
    valid = standing(reviews)
    rejected = (
        frozenset(mention_id for review in valid if review.kind == "reject" for mention_id in review.subjects) & known
    )
    forest = _Forest(known - rejected)
    for review in reversed(valid):
        subjects = [mention_id for mention_id in dict.fromkeys(review.subjects) if mention_id in forest.root_of]
        if review.kind == "split":
            for other in subjects[1:]:
                forest.part(subjects[0], other)
        elif review.kind == "merge":
            _join_all(forest, sorted(subjects))
    return Rulings(rejected, forest.groups(), frozenset(forest.apart))


def _join_all(forest: "_Forest", subjects: Sequence[str]) -> None:
    for at, one in enumerate(subjects):
        for other in subjects[at + 1 :]:
            forest.join(one, other)


class _Forest:
    """Groups of mentions, and pairs kept apart; what was said first holds against what is said later."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.root_of = {mention_id: mention_id for mention_id in ids}
        self.members = {mention_id: [mention_id] for mention_id in self.root_of}
        self.apart: set[Pair] = set()

    def join(self, one: str, other: str) -> None:
        """Put the groups of both together, unless any two of them are kept apart."""
        first, second = sorted((self.root_of[one], self.root_of[other]))
        if first == second or any(pair(a, b) in self.apart for a in self.members[first] for b in self.members[second]):
            return
        for mention_id in self.members[second]:
            self.root_of[mention_id] = first
        self.members[first] += self.members.pop(second)

    def part(self, one: str, other: str) -> None:
        """Keep both apart, unless they are in one group."""
        if self.root_of[one] != self.root_of[other]:
            self.apart.add(pair(one, other))

    def groups(self) -> tuple[frozenset[str], ...]:
        """Return the groups of two and more."""
        return tuple(frozenset(ids) for _, ids in sorted(self.members.items()) if len(ids) > 1)
