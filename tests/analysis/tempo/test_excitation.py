import itertools

import numpy as np
import pytest
from scipy.integrate import quad  # type: ignore[import-untyped]  # the package brings no types

from tocsin.analysis.tempo.background import background
from tocsin.analysis.tempo.changes import changes
from tocsin.analysis.tempo.clusters import clustered_by_chance
from tocsin.analysis.tempo.excitation import excitation, log_likelihood


def rate_by_hand(at: float, times: list[float], ground: float, branching: float, days: float) -> float:
    """Return the rate at a moment: that without memory, which doubles after day 5, and what each attack before adds."""
    added = sum(branching / days * np.exp(-(at - time) / days) for time in times if time < at)
    return float(ground * (0.5 if at < 5 else 1.5) + added)


@pytest.mark.parametrize(("branching", "days"), [(0.3, 2.0), (0.8, 0.5), (0.1, 9.0)])
def test_the_likelihood_is_that_of_the_rate_integrated_by_hand(branching: float, days: float) -> None:
    times, length = [0.4, 1.9, 2.0, 5.5, 6.1, 6.2, 6.9, 9.0], 10.0
    followers = branching * sum(1 - np.exp(-(length - time) / days) for time in times)
    ground = (len(times) - followers) / length
    logs = sum(np.log(rate_by_hand(time, times, ground, branching, days)) for time in times)
    edges = [0.0, *sorted([*times, 5.0]), length]
    expected = sum(
        quad(rate_by_hand, low, high, (times, ground, branching, days))[0] for low, high in itertools.pairwise(edges)
    )
    assert expected == pytest.approx(len(times)), "as many attacks are expected as there were"
    base = np.array([0.5 if time < 5 else 1.5 for time in times])
    assert log_likelihood(np.array(times), base, length, branching, days) == pytest.approx(logs - expected)


def test_the_background_is_the_mean_of_all_histories() -> None:
    generator = np.random.default_rng(1)
    counts = generator.poisson(np.repeat([0.5, 2.0], [50, 30])).astype(float)[None, :]
    exposure = np.linspace(1.0, 0.6, 80)
    drawn = changes(counts, exposure, histories=8000).path.mean(axis=0) * exposure
    assert background(counts, exposure)[0] == pytest.approx(drawn, rel=0.05)
    both = background(np.concatenate([counts, counts[:, ::-1]]), np.ones(80))
    assert both[0] == pytest.approx(both[1][::-1]), "there is no direction in what is added up"


def test_the_background_of_long_series_is_cut_into_pieces() -> None:
    counts = np.random.default_rng(1).poisson(0.2, (2, 1000)).astype(float)
    found = background(counts, np.ones(1000))
    assert found.shape == (2, 1000)
    assert found.sum(axis=1) == pytest.approx(counts.sum(axis=1), rel=0.05)
    assert (found[:, :9] == found[:, :1]).all()


def test_independent_attacks_are_as_clustered_as_others_in_most_cases() -> None:
    chances = [
        clustered_by_chance(np.random.default_rng(seed).poisson(0.6, (1, 120)).astype(float), np.ones(120))
        for seed in range(12)
    ]
    assert min(chances) > 0.002
    assert np.median(chances) > 0.2


def test_a_rate_that_rises_is_no_cluster_and_attacks_in_pairs_are() -> None:
    generator = np.random.default_rng(5)
    rising = excitation(generator.poisson(np.linspace(0.2, 2.0, 200))[None, :], np.ones(200))
    assert rising is not None
    assert not rising.found
    first = np.sort(generator.integers(0, 198, 60))
    pairs = excitation(np.bincount(np.concatenate([first, first + 1]), minlength=200)[None, :], np.ones(200))
    assert pairs is not None
    assert pairs.found
    assert pairs.days < 3


def test_days_that_are_drawn_leave_their_doubt_in_the_figures() -> None:
    generator = np.random.default_rng(4)
    first = np.repeat(generator.integers(0, 290, 50), 4)
    exact = np.bincount(first + generator.integers(0, 3, 200), minlength=300)[None, :]
    spread = [(first + generator.integers(-9, 10, 200)).clip(0, 299) for _ in range(5)]
    vague = np.stack([np.bincount(days, minlength=300) for days in spread])
    sure, doubtful = excitation(exact, np.ones(300)), excitation(vague, np.ones(300))
    assert sure is not None
    assert doubtful is not None
    assert sure.branching > doubtful.branching
