import copy
import pickle
from dataclasses import FrozenInstanceError, fields

import pytest
from hypothesis import given

from tests.vocabulary.strategies import everything
from tocsin.testing.builders import a_claim, a_mention, a_place, a_report, a_span, a_tie, an_occasion


@given(everything)
def test_a_round_trip_by_pickle_keeps_equality(thing: object) -> None:
    back = pickle.loads(pickle.dumps(thing))  # noqa: S301 - what this test has just made
    assert back == thing
    assert hash(back) == hash(thing)
    assert type(back) is type(thing)


@given(everything)
def test_a_copy_is_equal(thing: object) -> None:
    assert copy.deepcopy(thing) == thing


@pytest.mark.parametrize("thing", [a_report(), a_span(), a_claim(), a_mention(), a_place(), a_tie(), an_occasion()])
def test_nothing_can_be_changed_or_added(thing: object) -> None:
    name = fields(thing)[0].name  # type: ignore[arg-type]  # every one of them is a dataclass
    with pytest.raises(FrozenInstanceError):
        setattr(thing, name, "changed")
    with pytest.raises((FrozenInstanceError, TypeError, AttributeError)):
        thing.further = 1  # type: ignore[attr-defined]  # that is the point
    assert not hasattr(thing, "__dict__")
