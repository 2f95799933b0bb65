"""The gate measures what it says, and fails under a floor."""

import copy
import json
from pathlib import Path
from types import ModuleType

import pytest

from bench import gate
from bench.bias_pairs.pairs import pairs
from bench.quality.figures import Figures, measure, offsets_right, when_exact
from bench.quality.floors import judge, load_bounds, values
from bench.quality.merges import SETS, TOLD_APART, WRONG
from bench.quality.predictions import jobs, predict
from bench.quality.scorers import incident_scorer
from bench.quality.sets import GoldSet, Record, Skipped, chosen, gold_sets, input_record, lines
from tocsin.extraction.base import Extraction
from tocsin.plugins import load
from tocsin.scoring.confidence import Judgements
from tocsin.settings import load_settings
from tocsin.tasks import read
from tocsin.vocabulary.claim import Claim, Method, Slot
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.span import cut

GOLD = Path(__file__).parents[1] / "golden" / "samples.jsonl"


@pytest.fixture
def scorer() -> ModuleType:
    found = incident_scorer()
    if found is None:
        pytest.skip("the shared scorer ../shared/score.py is not there")
    return found


@pytest.fixture
def samples() -> list[Record]:
    return list(lines(GOLD))


def figures(name: str, f: float, offsets: float | None = 1.0) -> Figures:
    share = (f, f, f)
    return Figures(name, 3, share, share, share, f, f, 0.0, f, offsets, {}, (), Judgements((), (), 0, 0))


def test_gold_against_itself_is_perfect(scorer: ModuleType, samples: list[Record]) -> None:
    one = measure("samples", scorer, samples, samples)
    assert one.incidents == one.slots == (1.0, 1.0, 1.0)
    assert one.clean == one.exact == one.when == 1.0
    assert one.relations[2] == 1.0
    assert one.count_error == 0.0
    assert one.faults == []


def test_a_date_that_is_off_by_a_day_is_not_exact(scorer: ModuleType, samples: list[Record]) -> None:
    report = next(r for r in samples if r["id"] == "army-0801-orchard")
    wrong = copy.deepcopy(report)
    wrong["incidents"][0]["when"]["end"] = "2020-08-01"
    assert when_exact(scorer, [report], [report]) == 1.0
    assert when_exact(scorer, [report], [wrong]) == 0.0


def test_dates_of_incidents_that_were_not_found_do_not_count(scorer: ModuleType, samples: list[Record]) -> None:
    report = next(r for r in samples if r["id"] == "army-0801-orchard")
    assert when_exact(scorer, [report], [{"id": report["id"], "incidents": []}]) is None


def test_offsets_are_checked_wherever_the_record_keeps_them() -> None:
    report = {
        "text": "Rockets hit Taji on Monday.",
        "incidents": [
            {
                "triggers": [{"quote": "hit", "start": 8, "end": 11}],
                "when": {"quote": "Monday", "quote_start": 20, "quote_end": 26, "start": "2020-08-03"},
                "killed": None,
            }
        ],
        "relations": [{"head": "Taji", "head_start": 12, "head_end": 16, "tail": "Monday"}],
    }
    assert offsets_right([report]) == 0.75  # the tail has no offsets
    assert offsets_right([{"text": "", "incidents": []}]) is None


def test_a_figure_under_its_floor_is_broken_and_what_was_not_measured_is_not() -> None:
    found = values([figures("news-dev", 0.5), figures("article", 1.0, offsets=0.9)])
    floors = {"news-dev.slots": 0.48, "news-dev.incidents": 0.6, "offsets": 1.0, "muc4.templates": 0.2}
    verdicts = judge(floors, {}, found)
    assert [verdict.broken for verdict in verdicts] == [False, True, True, False]
    assert verdicts[2].value == 0.9


def test_a_figure_over_its_ceiling_is_broken() -> None:
    found = {"a": 0.05, "b": 0.051, "c": None}
    verdicts = judge({}, dict.fromkeys("abcd", 0.05), found)
    assert [verdict.broken for verdict in verdicts] == [False, True, False, False]


def test_confidences_are_held_against_what_is_right(scorer: ModuleType) -> None:
    incident = {"kind": "rocket", "status": "reported", "when": {"start": "2024-05-06", "confidence": 0.9}}
    gold = [{"id": "a", "incidents": [incident]}]
    found = [
        {"id": "a", "incidents": [{**incident, "status": "denied", "slot_confidence": {"kind": 0.9, "status": 0.1}}]}
    ]
    one = measure("set", scorer, gold, found)
    assert one.ece == pytest.approx(0.1)
    assert one.recall_at_90 == pytest.approx(2 / 3)
    wrong = measure(
        "set", scorer, gold, [{"id": "a", "incidents": [{"kind": "arson", "when": {"start": "1999-01-01"}}]}]
    )
    assert (wrong.ece, wrong.recall_at_90) == (1.0, 0.0)
    calm = measure("set", scorer, [{"id": "a", "incidents": []}], [])
    assert (calm.ece, calm.recall_at_90) == (None, None)


def test_every_floor_and_ceiling_names_a_figure_that_the_gate_measures() -> None:
    names = ("article", "news-dev", "corpus", "samples")
    known = set(values([figures(name, 1.0) for name in names])) | {"muc4.templates", "bias.changed", TOLD_APART}
    known |= {f"{name}{what}" for name in SETS for what in ("", WRONG)}
    for path in (gate.FLOORS, gate.CEILINGS):
        bounds = load_bounds(path)
        assert set(bounds) <= known
        assert all(0 <= bound <= 1 for bound in bounds.values())


def test_the_reader_never_sees_the_annotation(samples: list[Record]) -> None:
    for report in samples:
        given = input_record({**report, "outlet": "Two Rivers Wire"})
        assert set(given) <= {"id", "text", "published", "headline", "url", "source"}
        assert given["source"] == "Two Rivers Wire"


def test_every_report_is_read_once(tmp_path: Path, samples: list[Record]) -> None:
    page = tmp_path / "page.txt"
    one = GoldSet("samples", tuple(samples), {samples[0]["id"]: page})
    keys = [key for job in jobs([one]) for key in job.keys]
    assert sorted(keys) == sorted(("samples", report["id"]) for report in samples)
    assert [job.path for job in jobs([one]) if job.path] == [page]


def test_a_missing_set_is_skipped_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.quality.sets.SHARED", tmp_path)
    skipped = [one for one in gold_sets() if isinstance(one, Skipped)]
    assert {one.name for one in skipped} == {"article", "news-dev", "corpus"}
    assert all("is not there" in one.reason for one in skipped)


def test_a_set_is_chosen_by_its_name_or_the_name_above_it() -> None:
    sets = [Skipped(name, "") for name in ("article", "corpus/africa", "corpus/wires", "corpusx")]
    assert [one.name for one in chosen(sets, "corpus")] == ["corpus/africa", "corpus/wires"]
    assert [one.name for one in chosen(sets, "article")] == ["article"]
    assert chosen(sets, None) == sets


def test_the_gate_fails_under_a_floor_and_over_a_ceiling(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps({"samples.incidents": 0.6}), encoding="utf-8")
    ceilings = tmp_path / "ceilings.json"
    ceilings.write_text(json.dumps({"samples.clean": 0.9}), encoding="utf-8")
    bounds = ["--floors", str(floors), "--ceilings", str(ceilings)]
    for f, code, mark in ((0.5, 1, "BELOW"), (0.7, 0, "ok"), (0.95, 1, "ABOVE")):
        measured: tuple[list[Figures], None, list[Skipped]] = ([figures("samples", f)], None, [])
        monkeypatch.setattr(gate, "_measured", lambda _, found=measured: found)
        assert gate.main(["--only", "samples", *bounds]) == code
        assert mark in capsys.readouterr().out


def test_the_default_extractor_is_measured_unless_another_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read_by: list[str] = []

    def measured(_: object) -> tuple[list[Figures], None, list[Skipped]]:
        read_by.append(load_settings().extractor)
        return [figures("samples", 0.01)], None, []

    monkeypatch.setattr(gate, "_measured", measured)
    monkeypatch.setattr(gate, "FLOORS", tmp_path / "floors.json")
    (tmp_path / "floors.json").write_text(json.dumps({"samples.incidents": 0.6}), encoding="utf-8")
    monkeypatch.setenv("TOCSIN_EXTRACTOR", "mine")
    assert gate.main(["--only", "samples"]) == 1
    assert "BELOW" in capsys.readouterr().out
    assert gate.main(["--only", "samples", "--extractor", "rules"]) == 0, "the floors are those of the default"
    named = ["--extractor", "rules", "--floors", str(tmp_path / "floors.json")]
    assert gate.main(["--only", "samples", *named]) == 1
    assert read_by == ["model", "rules", "rules"]


class FirstWord:
    """An extractor that takes the first word of every report for an attack."""

    method = Method("first-word", "1")

    def extract(self, report: Report) -> Extraction:
        span = cut(report, 0, len(report.text.split()[0]))
        slots: tuple[tuple[Slot, str], ...] = (("kind", "other"), ("status", "reported"), ("trigger", span.quote))
        claims = tuple(Claim(slot, value, span, self.method) for slot, value in slots)
        return Extraction(report, (Mention(f"{report.id}-1", report.id, claims),))


def test_each_report_gets_its_own_findings_through_the_public_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = {"gazetteers": lambda _: None, "extractors": lambda *_: FirstWord()}
    monkeypatch.setattr(read, "load", lambda kind, name: parts.get(kind) or load(kind, name))
    (tmp_path / "page.txt").write_text("Gunmen shot at a bus near the old mill on Sunday, police said.\n", "utf-8")
    texts = {"a": "Rockets fell on the camp last night, the army said.", "b": " \n", "c": "Shells hit a village."}
    reports = tuple({"id": name, "text": text, "incidents": []} for name, text in texts.items())
    one = GoldSet("set", (*reports, {"id": "d", "incidents": []}), {"d": tmp_path / "page.txt"})
    found = predict([one], workers=1)
    triggers = {key: [i["triggers"][0]["quote"] for i in record["incidents"]] for key, record in found.items()}
    assert triggers == {
        ("set", "a"): ["Rockets"],
        ("set", "b"): [],
        ("set", "c"): ["Shells"],
        ("set", "d"): ["Gunmen"],
    }
    assert found["set", "b"]["rejections"][0]["stage"] == "reading"
    assert offsets_right(list(found.values())) == 1.0


def test_where_nothing_can_be_measured_the_gate_says_so_and_does_not_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("sets.SHARED", "scorers.SHARED", "merges.SHARED", "templates.MUC4"):
        monkeypatch.setattr(f"bench.quality.{name}", tmp_path)
    monkeypatch.setattr(gate, "pairs", lambda: pairs()[:4])  # all of them take a while, and need nothing from elsewhere
    assert gate.main([]) == 0
    printed = capsys.readouterr().out
    assert "skipped article: article/gold.jsonl is not there" in printed
    assert "skipped samples: the shared scorer is not there" in printed
    assert "skipped muc4" in printed
    assert "clusters.merging" not in printed.split("Floors and ceilings")[0]


def test_merging_is_held_to_its_bounds(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bounds = tmp_path / "floors.json"
    bounds.write_text('{"samples.merging-annotated": 0.9}', encoding="utf-8")
    assert gate.main(["--only", "merging", "--extractor", "rules", "--floors", str(bounds)]) == 0
    assert "samples.merging-annotated-wrong" in capsys.readouterr().out
    bounds.write_text('{"samples.merging-annotated": 1.01}', encoding="utf-8")
    assert gate.main(["--only", "merging", "--extractor", "rules", "--floors", str(bounds)]) == 1
