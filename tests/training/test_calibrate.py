"""Maps that are fitted on values whose true shares are known come near to those shares."""

import json
import math
import random
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.extraction.calibration import Calibration, Knots
from tocsin.scoring.confidence import Judged
from tocsin.scoring.reliability import calibration_error, equal_width
from training.calibrate import FEWEST, choose, fit, isotonic, main, platt

shares = st.integers(0, 1000).map(lambda n: n / 1000)
values = st.lists(
    st.builds(Judged, st.sampled_from("abcdefg"), st.just("kind"), shares, st.sampled_from((0.0, 0.5, 1.0))), min_size=1
)


def drawn(truth: Callable[[float], float], count: int, slot: str = "kind") -> list[Judged]:
    """Values of every confidence, right as often as `truth` says of it."""
    chance = random.Random(7)  # noqa: S311  a fixed course of chance, not a secret
    raws = [chance.random() for _ in range(count)]
    return [Judged(f"r{n}", slot, raw, float(chance.random() < truth(raw))) for n, raw in enumerate(raws)]


def overconfident(raw: float) -> float:
    """A reader that is three times as sure as it should be, in odds."""
    held = min(0.999, max(0.001, raw))
    return 1 / (1 + math.exp(-(math.log(held / (1 - held)) / 3 - 0.5)))


def stepped(raw: float) -> float:
    return 0.2 if raw < 0.5 else 0.9


def apply(knots: Knots, raw: float) -> float:
    return Calibration({"kind": knots}).apply("kind", raw)


@given(values)
def test_every_map_never_falls_and_stays_a_share(judged: list[Judged]) -> None:
    for knots in (platt(judged), isotonic(judged)):
        Calibration({"kind": knots})  # refuses any other
        told = [apply(knots, n / 50) for n in range(51)]
        assert all(one <= other for one, other in pairwise(told))
        assert 0 <= told[0] <= told[-1] <= 1


def test_platt_finds_the_temperature() -> None:
    knots = platt(drawn(overconfident, 6000))
    for raw in (0.05, 0.3, 0.7, 0.95):
        assert apply(knots, raw) == pytest.approx(overconfident(raw), abs=0.04)


def test_isotonic_finds_the_step() -> None:
    knots = isotonic(drawn(stepped, 6000))
    for raw, share in ((0.2, 0.2), (0.4, 0.2), (0.6, 0.9), (0.9, 0.9)):
        assert apply(knots, raw) == pytest.approx(share, abs=0.05)


def test_a_reader_that_is_surer_of_what_is_wrong_gets_one_share_for_all() -> None:
    knots = platt(drawn(lambda raw: 1 - raw, 2000))
    assert apply(knots, 0.1) == apply(knots, 0.9) == pytest.approx(0.5, abs=0.05)


def test_few_values_move_little() -> None:
    knots = platt([Judged("a", "kind", 0.7, 1.0)])
    assert apply(knots, 0.3) == pytest.approx(0.3, abs=0.1)


@pytest.mark.parametrize(("truth", "method"), [(overconfident, "platt"), (stepped, "isotonic")])
def test_the_better_map_is_chosen_on_reports_that_it_has_not_seen(truth: Callable[[float], float], method: str) -> None:
    chosen = choose("kind", drawn(truth, 3000))
    assert (chosen.method, chosen.values) == (method, 3000)
    assert chosen.before > 0.1
    assert chosen.after < 0.03
    fresh = [Judged("x", "kind", apply(chosen.knots, n / 1000), truth(n / 1000)) for n in range(1001)]
    assert (calibration_error(equal_width(fresh)) or 0) < 0.03


def test_slots_are_named_as_claims_and_small_ones_share_a_map() -> None:
    judged = [
        *drawn(overconfident, 500, "date"),
        *drawn(stepped, FEWEST - 1, "munitions"),
        *drawn(stepped, FEWEST - 1, "killed"),
        *drawn(overconfident, 40, "target"),
        *drawn(overconfident, 40, "target category"),
        *drawn(overconfident, 10, "incident"),
    ]
    found = {one.slot: one for one in fit(judged)}
    assert found.keys() == {"when", "weapon", "killed", "target", "incident"}
    assert found["weapon"].knots == found["killed"].knots
    assert found["weapon"].method.startswith("shared")
    assert found["target"].values == 80
    assert not any(found[slot].method.startswith("shared") for slot in ("target", "when", "incident"))


def write(path: Path, *objects: Any) -> Path:
    path.write_text("".join(f"{json.dumps(one)}\n" for one in objects), encoding="utf-8")
    return path


def test_the_command_fits_on_records_and_their_annotation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rocket = {"kind": "rocket", "status": "reported"}
    graded = rocket | {"confidence": 0.9, "slot_confidence": {"kind": 0.9, "status": 0.9}}
    gold = [{"id": f"r{n}", "text": "Rockets fell.", "incidents": [rocket] * (n % 2)} for n in range(200)]
    records = write(tmp_path / "records.jsonl", *({"id": f"r{n}", "incidents": [graded]} for n in range(200)))
    out = tmp_path / "calibration.json"
    assert main([str(records), str(write(tmp_path / "gold.jsonl", *gold)), "--out", str(out)]) == 0
    calibration = Calibration.load(out)
    assert calibration.knots.keys() == {"kind", "status", "incident"}
    # What is mapped is the product with the confidence of the incident.
    assert calibration.apply("kind", 0.81) == pytest.approx(0.5, abs=0.02)
    assert capsys.readouterr().out.splitlines()[1].split()[:2] == ["incident", "200"]


def test_what_cannot_be_fitted_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = write(tmp_path / "gold.jsonl", {"id": "a", "text": "Calm.", "incidents": []})
    other = write(tmp_path / "other.jsonl", {"id": "b", "incidents": []})
    odd = write(tmp_path / "odd.jsonl", ["a"])
    bad = write(tmp_path / "bad.jsonl", {"id": "a"})
    (tmp_path / "news-dev").mkdir()
    kept = write(tmp_path / "news-dev" / "gold.jsonl", {"id": "a", "text": "Calm.", "incidents": []})
    for records, annotated, said in (
        (other, gold, "has no report of"),
        (odd, gold, "is not what `tocsin read --json` writes"),
        (tmp_path / "gone.jsonl", gold, "cannot be opened"),
        (other, bad, 'has no "text"'),
        (other, kept, "fit on other reports"),
    ):
        out = tmp_path / "calibration.json"
        assert main([str(records), str(annotated), "--out", str(out)]) == 1
        assert said in capsys.readouterr().err
        assert not out.exists()
