"""A judgement says why, is the same from both sides, and knows its policy."""

from dataclasses import replace

import pytest

from tests.resolution.told import Story, an_entry
from tests.resolution.traps import TRAPS
from tocsin.errors import SettingsError, VocabularyError
from tocsin.resolution.decide import judge
from tocsin.resolution.features import COMPARISONS, sentence
from tocsin.resolution.policy import load_policy, parse_policy

POLICY = load_policy()


def test_the_order_of_the_two_makes_no_difference() -> None:
    for trap in TRAPS:
        entries = [an_entry(story, at, at) for at, story in enumerate(trap.stories, start=1)]
        for other in entries[1:]:
            assert judge(entries[0], other, POLICY) == judge(other, entries[0], POLICY)


def test_reasons_add_up_to_the_probability() -> None:
    one, other = (an_entry(story, at, at) for at, story in enumerate(TRAPS[0].stories, start=1))
    judgement = judge(one, other, POLICY)
    odds = POLICY.bias + sum(reason.weight for reason in judgement.reasons)
    assert judgement.probability == pytest.approx(1 / (1 + 2.718281828459045**-odds), abs=0.005)
    weights = [abs(reason.weight) for reason in judgement.reasons]
    assert weights == sorted(weights, reverse=True)


def test_a_reason_is_the_docstring_and_what_was_compared() -> None:
    one = an_entry(Story("Rockets hit Camp Taji.", "rocket", "2024-03-04", "Camp Taji"), 1)
    other = an_entry(Story("Rockets hit Camp Taji.", "rocket", "2024-03-04", "Camp Taji"), 2)
    found = {reason.comparison: reason.finding for reason in judge(one, other, POLICY).reasons}
    assert found["same_day"] == "Both tell of the same day: 2024-03-04 and 2024-03-04"


def test_one_report_tells_them_apart() -> None:
    one = an_entry(Story("Rockets hit Camp Taji.", "rocket", report="r"), 1, 1)
    judgement = judge(one, an_entry(Story("Rockets hit Camp Taji.", "rocket", report="r"), 2, 2), POLICY)
    assert (judgement.verdict, judgement.probability) == ("different", 0.0)
    assert [reason.finding for reason in judgement.reasons] == ["One report tells them apart"]


def test_a_mention_is_not_compared_with_itself() -> None:
    one = an_entry(Story("Rockets hit Camp Taji.", "rocket"))
    with pytest.raises(VocabularyError):
        judge(one, replace(one, mention=replace(one.mention, report_id=one.mention.report_id)), POLICY)


@pytest.mark.parametrize("name", COMPARISONS)
def test_every_comparison_states_its_finding_and_has_a_weight(name: str) -> None:
    assert sentence(name)[0].isupper()
    assert not sentence(name).endswith(".")
    assert name in POLICY.weights


def test_the_policy_says_the_same_of_all_signs() -> None:
    against = (
        "other_",
        "places_apart",
        "dates_disjoint",
        "next_day",
        "told_before",
        "told_long",
        "tolls_differ",
        "nothing",
        "read_in_doubt",
        "opposites",
    )
    for name, weight in POLICY.weights.items():
        assert weight <= 0 if name.startswith(against) or name == "in_passing" else weight >= 0, name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("version = 1", "no policy"),
        ("not toml", "no policy"),
        ('version = "1"\nbias = 0\nsame = 0.7\ndifferent = 0.1\n[weights]\nsame_moon = 1', "same_moon"),
        ('version = "1"\nbias = 0\nsame = 0.1\ndifferent = 0.7\n[weights]\n', "must not lie above"),
    ],
)
def test_a_bad_policy_is_refused(text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        parse_policy(text)
