"""The figures are those of the scorer of the development data, which lies beside the repository."""

import copy
import json
import random
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bench.quality.figures import measure, offsets_right
from bench.quality.scorers import SHARED, incident_scorer
from tocsin.scoring.figures import Figures, Share, score
from tocsin.scoring.gold import gold_of
from tocsin.settings import load_settings
from tocsin.tasks.evaluate import evaluate, predicted_records
from tocsin.tasks.read import ReadOptions

Json = dict[str, Any]
NEWS = SHARED / "news-dev" / "reports.jsonl"
CLOSE = 1e-9

pytest.importorskip("scipy.optimize", reason="without SciPy the shared scorer pairs greedily")
pytestmark = pytest.mark.skipif(
    not NEWS.is_file() or incident_scorer() is None,
    reason="the development data and their scorer are not beside the repository",
)


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    found = incident_scorer()
    assert found
    return found


def load(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def parts(share: Share | None) -> tuple[float, float, float]:
    return (share.precision, share.recall, share.f) if share else (0.0, 0.0, 0.0)


def assert_same(scorer: ModuleType, gold: list[Json], predicted: list[Json], got: Figures | None = None) -> None:
    got = got or score(gold, {report["id"]: report for report in predicted})
    wanted = measure("", scorer, gold, predicted)
    for name in ("incidents", "slots", "relations"):
        assert parts(getattr(got, name)) == pytest.approx(getattr(wanted, name), abs=CLOSE), name
    for name, theirs in (("clean", wanted.clean), ("exact", wanted.exact), ("dates", wanted.when)):
        assert getattr(got, name) == (None if theirs is None else pytest.approx(theirs, abs=CLOSE)), name
    assert got.count_error == pytest.approx(wanted.count_error, abs=CLOSE)
    ours = {slot: (*parts(share), count) for slot, (share, count) in got.by_slot.items()}
    assert ours.keys() == wanted.by_slot.keys()
    for slot, row in wanted.by_slot.items():
        assert ours[slot] == pytest.approx(row, abs=CLOSE), slot
    # Theirs come in the order of a set: compared as what they are about.
    assert Counter((fault.report, fault.slot) for fault in got.faults) == Counter(fault[:2] for fault in wanted.faults)


GOLD_SETS = sorted([NEWS, *(SHARED / "corpus").glob("*.jsonl")])


@pytest.mark.parametrize("path", GOLD_SETS, ids=lambda path: path.stem)
def test_all_annotated_reports_have_the_shape_that_is_asked_for(path: Path) -> None:
    with path.open("rb") as stream:
        assert gold_of(stream, path.name).rejections == ()


@pytest.mark.parametrize("path", GOLD_SETS, ids=lambda path: path.stem)
def test_gold_against_itself(scorer: ModuleType, path: Path) -> None:
    gold = load(path)
    assert_same(scorer, gold, gold)


def perturbed(report: Json, chance: random.Random, rate: float, vocabulary: list[Json]) -> Json:
    """Return `report` as a poor reader might: incidents lost, invented, in another order, slots emptied or swapped."""
    found = [copy.deepcopy(one) for one in report["incidents"] if chance.random() > rate]
    found += [copy.deepcopy(chance.choice(vocabulary)) for _ in range(3) if chance.random() < rate / 2]
    for incident in found:
        for slot in ("kind", "status", "when", "where", "targets", "perpetrators", "killed", "wounded", "weapons"):
            if chance.random() < rate:
                other = copy.deepcopy(chance.choice(vocabulary))
                incident[slot] = other.get(slot) if slot in ("kind", "status") or chance.random() < 0.5 else None
    chance.shuffle(found)
    ties = [tie for tie in report.get("relations") or [] if chance.random() > rate]
    return {"id": report["id"], "incidents": found, "relations": ties}


@pytest.mark.parametrize("path", GOLD_SETS, ids=lambda path: path.stem)
@pytest.mark.parametrize("rate", [0.1, 0.4, 0.8])
def test_gold_against_perturbed_copies(scorer: ModuleType, path: Path, rate: float) -> None:
    gold = load(path)
    vocabulary = [incident for report in gold for incident in report["incidents"]]
    chance = random.Random(f"{path.stem} {rate}")  # noqa: S311  a fixed course of chance, not a secret
    predicted = [perturbed(report, chance, rate, vocabulary) for report in gold if chance.random() > rate / 4]
    assert_same(scorer, gold, predicted)


def test_predictions_of_the_rules_on_news(scorer: ModuleType) -> None:
    # Read once by the task under test, and once for the scorer, through the same public path.
    settings = load_settings()
    predicted, _ = predicted_records(NEWS, settings, ReadOptions(extractor="rules"), lambda: None)
    found = evaluate(NEWS, settings, "rules")
    assert (found.rejections, found.unread) == ((), 0)
    assert found.figures.reports == 40
    assert_same(scorer, load(NEWS), list(predicted.values()), found.figures)
    assert found.figures.quotes == offsets_right(list(predicted.values())) == 1.0
