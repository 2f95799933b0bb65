"""What is measured of tempo: the real series in full, the made-up ones on a few."""

from datetime import date

import numpy as np
import pytest

from bench.tempo import measure
from bench.tempo.figures import alarms, nowcasts
from bench.tempo.made import DAYS, HAPPENING, STATIONARY, doubling


def test_the_change_of_the_coal_mining_disasters_is_where_it_is_known_to_be() -> None:
    found = measure.coal()
    assert found.series.total == 191
    assert (found.window.start, found.window.end) == (date(1851, 3, 15), date(1962, 3, 22))
    assert found.verdict.finding == "fall"
    mode = max(found.pieces, key=lambda piece: piece.begins)
    assert 1887 <= mode.start.year <= 1895


@pytest.mark.skipif(not measure.IRAQ.exists(), reason="the daily counts of Iraq are not beside the checkout")
def test_attacks_in_iraq_change_and_excite_themselves() -> None:
    found = measure.iraq()
    assert found.number_of_changes[0] < 0.001
    assert found.excitation is not None
    assert found.excitation.found


@pytest.mark.parametrize("name", sorted(STATIONARY))
def test_series_are_made_the_same_from_the_same_seed(name: str) -> None:
    one, other = (STATIONARY[name](np.random.default_rng(3)) for _ in range(2))
    assert (one.events.first == other.events.first).all()
    assert 40 < len(one.events) < 4 * DAYS


def test_shares_of_findings_and_scores_are_put_together() -> None:
    found = alarms(doubling(120.0), 4)
    assert found.rise == 1.0
    assert found.any == 1.0
    casts = nowcasts(HAPPENING["Poisson"], 4)
    assert casts.score < casts.naive
