import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import PluginError
from tocsin.extraction.calibration import INCIDENT, Calibration, Knots, calibrated
from tocsin.testing.builders import a_mention

shares = st.floats(0, 1)


@st.composite
def some_knots(draw: st.DrawFn) -> Knots:
    raw = sorted(draw(st.sets(shares, min_size=1, max_size=8)))
    calibrated = sorted(draw(st.lists(shares, min_size=len(raw), max_size=len(raw))))
    return tuple(zip(raw, calibrated, strict=True))


def test_straight_lines_run_between_knots_and_the_ends_are_flat() -> None:
    calibration = Calibration({"kind": ((0.2, 0.1), (0.6, 0.3), (0.8, 0.9))})
    raws = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 1.0)
    assert [calibration.apply("kind", raw) for raw in raws] == pytest.approx([0.1, 0.1, 0.2, 0.3, 0.6, 0.9, 0.9])


def test_a_slot_without_knots_stays_as_it_is() -> None:
    assert Calibration().apply("trigger", 0.37) == 0.37


@pytest.mark.parametrize(("raw", "held"), [(-0.5, 0.0), (1.0000001, 1.0), (float("nan"), 0.0), (float("inf"), 1.0)])
def test_what_is_no_share_is_held_to_one(raw: float, held: float) -> None:
    assert Calibration().apply("kind", raw) == held
    assert Calibration({"kind": ((0.0, 0.0), (1.0, 1.0))}).apply("kind", raw) == held


@given(some_knots(), st.lists(shares, min_size=2))
def test_it_never_falls_and_stays_a_share(knots: Knots, raws: list[float]) -> None:
    calibration = Calibration({"kind": knots})
    told = [calibration.apply("kind", raw) for raw in sorted(raws)]
    assert told == sorted(told)
    assert all(knots[0][1] <= one <= knots[-1][1] for one in told)


def test_a_value_is_as_sure_as_it_and_its_incident_are() -> None:
    mention = replace(a_mention(), confidence=0.5)
    mention = replace(mention, claims=tuple(replace(claim, confidence=0.8) for claim in mention.claims))
    found = calibrated(mention, Calibration({"kind": ((0.4, 0.3), (0.8, 0.9)), INCIDENT: ((0.5, 0.7),)}))
    assert found.confidence == 0.7
    assert found.of("kind")[0].confidence == pytest.approx(0.3)
    assert {claim.confidence for claim in found.claims if claim.slot != "kind"} == {0.8}
    assert calibrated(mention, Calibration()) == mention


@given(st.dictionaries(st.sampled_from(("kind", "when", "incident")), some_knots()))
def test_what_is_saved_is_loaded(tmp_path_factory: pytest.TempPathFactory, knots: dict[str, Knots]) -> None:
    path = tmp_path_factory.mktemp("calibration") / "calibration.json"
    Calibration(knots).save(path)
    assert Calibration.load(path) == Calibration(knots)
    assert json.loads(path.read_text(encoding="utf-8"))["version"] == 1


@pytest.mark.parametrize(
    ("saved", "said"),
    [
        ("{", "is no calibration"),
        ("[]", "is no calibration"),
        ({"slots": {}}, "is no calibration"),
        ({"version": 1}, "is no calibration"),
        ({"version": 2, "slots": {}}, "version 2"),
        ({"version": 1, "slots": {"kind": [[0.1]]}}, "is no calibration"),
        ({"version": 1, "slots": {"kind": [["low", 1]]}}, "is no calibration"),
        ({"version": 1, "slots": {"kind": []}}, "kind: has no knots"),
        ({"version": 1, "slots": {"kind": [[0, 1.5]]}}, "kind: a knot lies outside"),
        ({"version": 1, "slots": {"kind": [[0, float("nan")]]}}, "kind: a knot lies outside"),
        ({"version": 1, "slots": {"kind": [[0.5, 0.1], [0.5, 0.2]]}}, "kind: its knots do not rise"),
        ({"version": 1, "slots": {"kind": [[0.1, 0.9], [0.5, 0.2]]}}, "kind: its knots do not rise"),
    ],
)
def test_a_damaged_file_is_an_error(tmp_path: Path, saved: Any, said: str) -> None:
    path = tmp_path / "calibration.json"
    path.write_text(saved if isinstance(saved, str) else json.dumps(saved), encoding="utf-8")
    with pytest.raises(PluginError, match=said):
        Calibration.load(path)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match="cannot be opened"):
        Calibration.load(tmp_path / "gone.json")
