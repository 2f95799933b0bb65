"""Which reviews stand, and what they rule."""

from tests.resolution.test_fold import review
from tocsin.resolution.reviewed import rulings, standing


def test_undone_reviews_do_not_stand_whatever_the_order() -> None:
    merge, undo = review("merge", "a", "b", id_="m"), review("undo", "m", at=1, id_="u")
    assert standing([merge, undo]) == standing([undo, merge]) == ()
    assert standing([review("undo", "u", at=2), undo, merge]) == (merge,)


def test_rulings_know_only_the_mentions_asked_about() -> None:
    said = [review("merge", "a", "b", "c"), review("reject", "d", at=1), review("split", "a", "e", at=2)]
    found = rulings(said, ["a", "b", "d"])
    assert found.groups == (frozenset("ab"),)
    assert found.rejected == frozenset("d")
    assert found.apart == frozenset()


def test_a_split_apart_from_a_merged_group_is_kept() -> None:
    found = rulings([review("merge", "a", "b"), review("split", "b", "c", at=1)], "abc")
    assert found.apart == {("b", "c")}
    assert found.groups == (frozenset("ab"),)
