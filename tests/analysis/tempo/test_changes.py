import itertools

import numpy as np
import pytest
from scipy.special import gammaln  # type: ignore[import-untyped]  # the package brings no types

from tocsin.analysis.tempo.changes import ANY_CHANGE, changes
from tocsin.analysis.tempo.evidence import SHAPE


def by_hand(counts: list[int], exposure: list[float]) -> tuple[list[float], list[float]]:
    """Return the probabilities of each number of changes and of a change at each day, by looking at every history."""
    days = len(counts)
    scale = SHAPE * sum(exposure) / sum(counts)
    each = 1 - (1 - ANY_CHANGE) ** (1 / (days - 1))
    number, begins, whole = [0.0] * days, [0.0] * days, 0.0
    for cuts in itertools.product([False, True], repeat=days - 1):
        edges = [0, *(at for at, cut in enumerate(cuts, start=1) if cut), days]
        log = sum(np.log(each) if cut else np.log(1 - each) for cut in cuts)
        for start, end in itertools.pairwise(edges):
            seen = sum(counts[start:end])
            log += SHAPE * np.log(scale) - gammaln(SHAPE)
            log += gammaln(SHAPE + seen) - (SHAPE + seen) * np.log(scale + sum(exposure[start:end]))
        weight = float(np.exp(log))
        whole += weight
        number[len(edges) - 2] += weight
        for edge in edges[1:-1]:
            begins[edge] += weight
    return [one / whole for one in number], [one / whole for one in begins]


@pytest.mark.parametrize("counts", [[0, 1, 0, 0, 5, 4, 6], [2, 2, 2, 2], [0, 0, 9, 0, 1, 0, 3]])
@pytest.mark.parametrize("last", [1.0, 0.3])
def test_the_posterior_is_that_of_all_histories_looked_at_one_by_one(counts: list[int], last: float) -> None:
    exposure = np.linspace(1.0, last, len(counts))
    number, begins = by_hand(counts, exposure.tolist())
    found = changes(np.array([counts], dtype=float), exposure)
    assert found.number[: len(number)] == pytest.approx(number, abs=1e-9)
    assert found.begins == pytest.approx(begins, abs=1e-9)
    drawn = np.array([(found.last == day).mean() for day in range(len(counts))])
    assert drawn[0] == pytest.approx(number[0], abs=0.05)


def test_a_clear_change_is_found_on_its_day_with_its_rates() -> None:
    generator = np.random.default_rng(2)
    counts = generator.poisson(np.repeat([0.5, 3.0], [60, 40]))
    found = changes(counts[None, :].astype(float), np.ones(100))
    assert abs(int(found.begins.argmax()) - 60) <= 2
    assert found.number[0] < 0.001
    assert found.number.sum() == pytest.approx(1)
    assert np.median(found.now) == pytest.approx(3.0, rel=0.3)
    assert np.median(found.before) == pytest.approx(0.5, rel=0.4)


def test_the_same_seed_gives_the_same_histories() -> None:
    counts = np.random.default_rng(3).poisson(1.0, (2, 50)).astype(float)
    one, other = changes(counts, np.ones(50), seed=4), changes(counts, np.ones(50), seed=4)
    assert (one.path == other.path).all()
    assert one.path.shape == (1000, 50)


def test_a_long_series_is_cut_into_pieces() -> None:
    counts = np.random.default_rng(3).poisson(0.1, 4000)
    found = changes(counts[None, :].astype(float), np.ones(4000))
    assert found.starts.size == 400
    assert set(np.diff(found.starts).tolist()) == {10}


def test_an_empty_series_has_no_change_to_speak_of() -> None:
    found = changes(np.zeros((1, 30)), np.ones(30))
    assert np.isfinite(found.path).all()
    assert found.number[0] > 0.3
