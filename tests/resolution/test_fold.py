"""Folding gives the same whatever the order, keeps apart what is apart and together what reviewers put together."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.resolution.told import Story, an_entry
from tocsin.resolution.fold import fold
from tocsin.resolution.reviewed import pair
from tocsin.testing.builders import a_method
from tocsin.vocabulary.claim import Method
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.judgement import Judgement
from tocsin.vocabulary.review import Review
from tocsin.vocabulary.terms import Verdict

NOON = datetime(2024, 5, 8, 12, tzinfo=UTC)
Groups = set[frozenset[str]]


def entries(count: int, reports: Sequence[int] | None = None) -> list[Entry]:
    """Return entries, each of a report of its own unless `reports` has the number of the report of each."""
    of = reports or range(count)
    story = Story("Gunmen killed two guards in Tillaberi on Monday.")
    return [an_entry(Story(story.text, report=f"r{of[at]:02}"), at + 1, at + 1) for at in range(count)]


def judgement(one: Entry, other: Entry, probability: float, method: Method | None = None) -> Judgement:
    verdict: Verdict = "same" if probability >= 0.7 else "different" if probability < 0.05 else "unsure"
    first, second = pair(one.mention.id, other.mention.id)
    return Judgement(first, second, verdict, probability, (), method or a_method())


def review(kind: str, *subjects: str, at: int = 0, id_: str = "") -> Review:
    moment = NOON + timedelta(minutes=at)
    return Review(id_ or f"{kind}-{at}-{'-'.join(subjects)}", kind, subjects, "Ann", moment)  # type: ignore[arg-type]


def groups(folded: Sequence[tuple[Entry, ...]]) -> Groups:
    return {frozenset(entry.mention.id for entry in group) for group in folded}


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Entry], list[Judgement]]:
    count = draw(st.integers(2, 9))
    made = entries(count, [draw(st.integers(0, 7)) for _ in range(count)])
    pairs = [p for p in combinations(made, 2) if draw(st.booleans())]
    return made, [judgement(one, other, draw(st.floats(0, 1))) for one, other in pairs]


@given(cases(), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_order_makes_no_difference(case: tuple[list[Entry], list[Judgement]], chance: object) -> None:
    made, said = case
    wanted = fold(made, said, ())
    chance.shuffle(made)  # type: ignore[attr-defined]
    chance.shuffle(said)  # type: ignore[attr-defined]
    assert fold(made, said, ()) == wanted


@given(cases())
@settings(max_examples=60)
def test_every_mention_is_in_one_group(case: tuple[list[Entry], list[Judgement]]) -> None:
    made, said = case
    found = [entry.mention.id for group in fold(made, said, ()) for entry in group]
    assert sorted(found) == sorted(entry.mention.id for entry in made)


@given(cases())
@settings(max_examples=60)
def test_what_is_different_or_of_one_report_is_apart(case: tuple[list[Entry], list[Judgement]]) -> None:
    made, said = case
    different = {(j.first, j.second) for j in said if j.verdict == "different"}
    for group in fold(made, said, ()):
        assert len({entry.mention.report_id for entry in group}) == len(group)
        assert not {pair(a.mention.id, b.mention.id) for a, b in combinations(group, 2)} & different


@given(cases(), st.data())
@settings(max_examples=60)
def test_splits_and_merges_hold_and_undo_restores(
    case: tuple[list[Entry], list[Judgement]], data: st.DataObject
) -> None:
    made, said = case
    ids = [entry.mention.id for entry in made]
    before = fold(made, said, ())
    one, other = data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True))
    kind = data.draw(st.sampled_from(["merge", "split"]))
    decided = review(kind, one, other, id_="decided")
    together = any({one, other} <= group for group in groups(fold(made, said, [decided])))
    assert together == (kind == "merge")
    assert fold(made, said, [decided, review("undo", "decided", at=1)]) == before
    redone = [decided, review("undo", "decided", at=1, id_="undone"), review("undo", "undone", at=2)]
    assert fold(made, said, redone) == fold(made, said, [decided])


@given(cases(), st.data())
@settings(max_examples=60)
def test_parts_that_nothing_connects_fold_by_themselves(
    case: tuple[list[Entry], list[Judgement]], data: st.DataObject
) -> None:
    made, said = case
    left = {entry.mention.id for entry in made if data.draw(st.booleans())}
    inside = [j for j in said if (j.first in left) == (j.second in left) or j.verdict == "different"]
    apart = [fold([e for e in made if (e.mention.id in left) == side], inside, ()) for side in (True, False)]
    assert groups(fold(made, inside, ())) == groups(apart[0]) | groups(apart[1])


def test_one_sure_pair_does_not_glue_two_groups() -> None:
    a, b, c, d = entries(4)
    said = [judgement(a, b, 0.99), judgement(c, d, 0.99), judgement(b, c, 0.75), judgement(a, c, 0.1)]
    said += [judgement(a, d, 0.1), judgement(b, d, 0.1)]
    assert {len(group) for group in fold([a, b, c, d], said, ())} == {2}


def test_many_doubts_make_no_certainty() -> None:
    a, b, c = entries(3)
    said = [judgement(one, other, 0.45) for one, other in ((a, b), (a, c), (b, c))]
    assert len(fold([a, b, c], said, ())) == 3
    said[0] = judgement(a, b, 0.9)
    assert groups(fold([a, b, c], said, ())) == {frozenset([a.mention.id, b.mention.id]), frozenset([c.mention.id])}
    said[1] = judgement(a, c, 0.9)
    assert len(fold([a, b, c], said, ())) == 1


def test_the_newer_of_two_reviews_holds() -> None:
    a, b, c = entries(3)
    ids = [entry.mention.id for entry in (a, b, c)]
    merged = review("merge", *ids, at=1)
    assert groups(fold([a, b, c], [], [merged])) == {frozenset(ids)}
    split = review("split", ids[0], ids[1], ids[2], at=2)
    assert groups(fold([a, b, c], [], [merged, split])) == {frozenset(ids[:1]), frozenset(ids[1:])}
    again = review("merge", *ids, at=3)
    assert groups(fold([a, b, c], [], [again, split, merged])) == {frozenset(ids)}


def test_a_merge_holds_against_report_and_judgement() -> None:
    a, b = entries(2, [0, 0])
    merged = review("merge", a.mention.id, b.mention.id)
    assert len(fold([a, b], [judgement(a, b, 0.0)], [merged])) == 1


def test_the_rejected_are_left_out() -> None:
    a, b = entries(2)
    rejected = review("reject", a.mention.id)
    assert groups(fold([a, b], [judgement(a, b, 0.99)], [rejected])) == {frozenset([b.mention.id])}


def test_the_judgement_of_the_newest_policy_holds() -> None:
    a, b = entries(2)
    older, newer = judgement(a, b, 0.99, Method("policy", "9")), judgement(a, b, 0.01, Method("policy", "10"))
    assert len(fold([a, b], [newer, older], ())) == 2


def test_a_rival_in_the_same_report_speaks_against_a_pair() -> None:
    a, first, second = entries(3, [0, 1, 1])
    alone = [judgement(a, first, 0.6)]
    assert len(fold([a, first], alone, ())) == 1
    both = [*alone, judgement(a, second, 0.9)]
    assert groups(fold([a, first, second], both, ())) == {
        frozenset([a.mention.id, second.mention.id]),
        frozenset([first.mention.id]),
    }
    unclear = [*alone, judgement(a, second, 0.6)]
    assert len(fold([a, first, second], unclear, ())) == 3


def test_groups_and_their_mentions_are_in_the_order_of_adding() -> None:
    a, b, c = entries(3)
    folded = fold([c, b, a], [judgement(a, c, 0.99)], ())
    assert [[entry.sequence for entry in group] for group in folded] == [[1, 3], [2]]
