import pytest

from tests.scoring.annotated import an_incident
from tocsin.scoring.alignment import align, likeness
from tocsin.scoring.slots import filled


def test_likeness_weighs_what_the_wanted_incident_fills() -> None:
    wanted = filled(an_incident())
    assert likeness(wanted, wanted) == pytest.approx(1.0)
    assert likeness(wanted, filled(an_incident(when=None))) == pytest.approx(0.7)
    assert likeness(wanted, filled(an_incident(kind="mortar"))) == pytest.approx(0.9)
    sparse = filled({"kind": "rocket"})
    assert likeness(sparse, wanted) == pytest.approx(1.0)


def test_pairs_are_best_together_and_never_of_strangers() -> None:
    first, second = an_incident(), an_incident(when={"start": "2024-05-09"}, where=[{"quote": "Mosul"}])
    stranger = an_incident(
        kind="arson", when={"start": "2023-01-01"}, where=[{"quote": "Oslo"}], targets=[], perpetrators=[]
    )
    wanted = [filled(first), filled(second)]
    assert align(wanted, [filled(second), filled(stranger), filled(first)]) == [(0, 2), (1, 0)]
    assert align(wanted, [filled(stranger)]) == []
    assert align([], wanted) == align(wanted, []) == []
