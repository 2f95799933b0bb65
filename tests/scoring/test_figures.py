from itertools import permutations
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.scoring.annotated import Json, a_gold_report, an_incident, identified, incidents, relations
from tocsin.scoring.alignment import likeness
from tocsin.scoring.figures import INVENTED, MISSED, Figures, Share, score
from tocsin.scoring.slots import filled


def scored(gold: Json, **predicted: Any) -> Figures:
    return score([gold], {gold["id"]: predicted})


def numbers(figures: Figures) -> list[float]:
    """Every number of `figures`, in one order; -1 for what was not measured."""
    shares = [figures.incidents, figures.slots, figures.relations, *(share for share, _ in figures.by_slot.values())]
    parts = [part for share in shares for part in ((share.precision, share.recall, share.f) if share else (-1.0,) * 3)]
    single = (figures.clean, figures.exact, figures.dates, figures.count_error)
    return parts + [-1.0 if value is None else value for value in single]


def test_all_right() -> None:
    figures = scored(a_gold_report(an_incident()), incidents=[an_incident()])
    assert figures.incidents == figures.slots == Share(1.0, 1.0, 1.0)
    assert (figures.exact, figures.dates, figures.count_error) == (1.0, 1.0, 0.0)
    assert (figures.clean, figures.relations, figures.quotes) == (None, None, None)
    assert figures.faults == ()


def test_a_missed_incident_misses_its_slots_and_an_invented_one_invents_them() -> None:
    other = an_incident(
        kind="arson", when={"start": "2023-01-01"}, where=[{"quote": "Oslo"}], targets=[], perpetrators=[]
    )
    figures = scored(a_gold_report(an_incident()), incidents=[other])
    assert figures.incidents == figures.slots == Share(0.0, 0.0, 0.0)
    assert figures.count_error == 0.0
    assert [(fault.slot, fault.wanted is None, fault.found is None) for fault in figures.faults] == [
        (MISSED, False, True),
        (INVENTED, True, False),
    ]
    assert figures.by_slot["target"][1] == 1
    assert figures.by_slot["kind"][0] == Share(0.0, 0.0, 0.0)


def test_a_slot_that_is_half_right_has_half_the_credit_and_is_a_fault() -> None:
    figures = scored(a_gold_report(an_incident()), incidents=[an_incident(kind="mortar", killed={"low": 1})])
    assert figures.by_slot["kind"] == (Share(0.5, 0.5, 0.5), 1)
    assert figures.by_slot["killed"] == (Share(0.0, 0.0, 0.0), 0)
    assert figures.exact == 0.0
    assert [(fault.report, fault.slot) for fault in figures.faults] == [("a", "killed"), ("a", "kind")]


def test_clean_counts_the_reports_without_incidents_alone() -> None:
    gold = [a_gold_report(id=name) for name in "abc"] + [a_gold_report(an_incident(), id="d")]
    figures = score(gold, {"a": {"incidents": [an_incident()]}, "d": {"incidents": []}})
    assert figures.clean == pytest.approx(2 / 3)
    assert figures.count_error == 0.5
    assert figures.reports == 4


@pytest.mark.parametrize("found", [[], [an_incident(kind="ied")]])
def test_an_optional_incident_is_no_fault_either_way(found: list[Json]) -> None:
    gold = a_gold_report(optional=[an_incident(kind="ied"), {"note": "unclear whether any"}])
    figures = scored(gold, incidents=found)
    assert (figures.clean, figures.incidents, figures.count_error, figures.faults) == (1.0, None, 0.0, ())


def test_dates_count_those_of_found_incidents_that_have_one() -> None:
    undated = an_incident(when={"start": None}, where=[{"quote": "Mosul"}])
    gold = a_gold_report(an_incident(), undated)
    assert scored(gold, incidents=[an_incident(), undated]).dates == 1.0
    assert scored(gold, incidents=[an_incident(when=None), undated]).dates == 0.0
    assert scored(gold, incidents=[undated]).dates is None


def test_relations_need_the_same_word_and_names_in_common() -> None:
    wanted = [{"head": "the Dawn Brigade", "relation": "part-of", "tail": "Harbour League"}]
    for found, f in (
        ({"head": "Dawn Brigade", "relation": "part-of", "tail": "the Harbour League"}, 1.0),
        ({"head": "Dawn Brigade", "relation": "leads", "tail": "the Harbour League"}, 0.0),
        ({"head": "Dawn Brigade", "relation": "part-of", "tail": "Night Wing"}, 0.0),
    ):
        share = scored(a_gold_report(relations=wanted), relations=[found]).relations
        assert share
        assert share.f == f


def test_quotes_are_counted_over_all_reports() -> None:
    text, right = "Rockets struck.", {"quote": "struck", "start": 8, "end": 14}
    gold = [a_gold_report(id="a"), a_gold_report(id="b")]
    found = {
        "a": {
            "text": text,
            "incidents": [an_incident(where=[], targets=[], perpetrators=[], when=None, triggers=[right])],
        },
        "b": {"text": text, "context": [right | {"start": 7}]},
    }
    assert score(gold, found).quotes == 0.5


@given(st.lists(st.tuples(st.lists(incidents, max_size=4), st.lists(relations, max_size=3)), min_size=1, max_size=3))
def test_gold_against_itself_is_perfect(drawn: list[tuple[list[Json], list[Json]]]) -> None:
    gold = [a_gold_report(*told, id=str(n), relations=ties) for n, (told, ties) in enumerate(drawn)]
    figures = score(
        gold, {report["id"]: {"incidents": report["incidents"], "relations": report["relations"]} for report in gold}
    )
    for share in (
        figures.incidents,
        figures.slots,
        figures.relations,
        *(share for share, _ in figures.by_slot.values()),
    ):
        assert share is None or share == Share(1.0, 1.0, 1.0)
    assert {figures.clean, figures.exact, figures.dates} <= {1.0, None}
    assert figures.count_error == 0.0
    assert figures.faults == ()


reports = st.tuples(st.lists(incidents, max_size=3), st.lists(incidents, max_size=3))


@given(st.lists(reports, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(drawn: list[tuple[list[Json], list[Json]]], random: Any) -> None:
    gold = [a_gold_report(*told, id=str(n)) for n, (told, _) in enumerate(drawn)]
    predicted = {str(n): {"incidents": found} for n, (_, found) in enumerate(drawn)}
    shuffled = random.sample(gold, len(gold))
    assert numbers(score(shuffled, predicted)) == pytest.approx(numbers(score(gold, predicted)))


def pairings(wanted: list[Json], found: list[Json]) -> list[float]:
    """The sums of likeness of all ways to pair the shorter side whole, highest first."""
    scores = [[likeness(filled(one), filled(other)) for other in found] for one in wanted]
    turned = scores if len(wanted) <= len(found) else [list(column) for column in zip(*scores, strict=True)]
    ways = permutations(range(len(turned[0])), len(turned)) if turned else iter(())
    return sorted((sum(turned[row][column] for row, column in enumerate(way)) for way in ways), reverse=True)


def has_one_best(wanted: list[Json], found: list[Json]) -> bool:
    sums = pairings(wanted, found)
    return len(sums) < 2 or sums[0] - sums[1] > 1e-9


@given(st.lists(incidents, max_size=4), st.lists(incidents, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_incidents_does_not_matter(wanted: list[Json], found: list[Json], random: Any) -> None:
    assume(has_one_best(wanted, found))
    straight = scored(a_gold_report(*wanted), incidents=found)
    mixed = scored(a_gold_report(*random.sample(wanted, len(wanted))), incidents=random.sample(found, len(found)))
    assert numbers(mixed) == pytest.approx(numbers(straight))


@given(st.lists(identified, min_size=1, max_size=4), st.lists(identified, min_size=1, max_size=4))
def test_swapping_gold_and_prediction_swaps_precision_and_recall(one: list[Json], other: list[Json]) -> None:
    assume(has_one_best(one, other))
    forth = scored(a_gold_report(*one), incidents=other).incidents
    back = scored(a_gold_report(*other), incidents=one).incidents
    assert forth
    assert back
    assert (forth.precision, forth.recall) == (back.recall, back.precision)
    assert forth.f == pytest.approx(back.f)
