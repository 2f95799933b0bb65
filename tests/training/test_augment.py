"""Augmented reports keep their annotation: every quote in its role, every figure and day still what the words say."""

import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.golden.annotation import Record, faults
from tocsin.language.numerals import value_of
from training import augment_figures, augment_names, augment_surface
from training.augment import CHANGES, augmented
from training.augment_quotes import QUOTED, Draft, Edit, nodes

CORPUS = sorted((Path(__file__).parents[2] / "training" / "corpus").glob("*.jsonl"))
by_file = pytest.mark.parametrize("path", CORPUS, ids=[path.stem for path in CORPUS])


def reports(path: Path) -> list[Record]:
    told = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [report for report in told if not list(faults(report))]


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - drawn for a test, not for a secret


def quoted(*words: str) -> list[Record]:
    return [{"quote": one} for one in words]


def a_report(text: str, **slots: Any) -> Record:
    """An annotated report of one incident, with only the slots that a test is about."""
    incident = {
        "n": 1, "kind": "rocket", "status": "reported", "main": True, "count": 1, "triggers": quoted("fired"),
        "when": {"quote": None, "start": None, "end": None, "precision": "unknown"}, "where": [], "weapons": [],
        "targets": [], "perpetrators": [], "killed": None, "wounded": None, "abducted": None, "damage": [],
        "denials": [], "evidence": quoted("fired"),
    } | slots  # fmt: skip
    return {
        "id": "a", "style": "wire", "published": "2021-07-05", "headline": "Rockets at the depot", "text": text,
        "incidents": [incident], "relations": [], "context": [],
    }  # fmt: skip


def shape(report: Record) -> Any:
    """What no change may touch: all fields but words, figures and days."""
    free = {*QUOTED, "low", "high", "number", "start", "end"}
    return [
        {name: value for name, value in node.items() if name not in free and not isinstance(value, (dict, list))}
        for part in ("incidents", "relations", "context")
        for node in nodes(report[part])
    ]


@by_file
def test_an_augmented_report_has_no_fault_and_the_same_shape(path: Path) -> None:
    rng = seeded(1)
    told = reports(path)
    changed = 0
    for report in told:
        before = json.dumps(report)
        made = augmented(report, rng)
        assert list(faults(made)) == []
        assert shape(made) == shape(report)
        assert json.dumps(report) == before
        changed += made["text"] != report["text"]
    assert changed > 0.8 * len(told)


@pytest.mark.parametrize(("change", "_"), CHANGES, ids=[change.__name__ for change, _ in CHANGES])
def test_every_change_changes_some_reports_and_no_role(change: Any, _: float) -> None:
    rng = seeded(3)
    changed = 0
    for report in reports(Path(CORPUS[0]).with_name("middle-east.jsonl"))[:100]:
        draft = Draft(report)
        change(draft, rng)
        made = draft.finish()
        assert list(faults(made)) == []
        assert shape(made) == shape(report)
        changed += (made["text"], made["headline"], made["published"]) != (
            report["text"],
            report["headline"],
            report["published"],
        )
    assert changed >= 1


def test_the_same_seed_makes_the_same_report() -> None:
    told = reports(CORPUS[0])[:20]
    one, two = ([augmented(report, seeded(n)) for n, report in enumerate(told)] for _ in range(2))
    assert one == two


def test_quotes_move_with_the_text_and_are_numbered_anew() -> None:
    report = a_report("Men fired rockets. Police fired back.", triggers=quoted("fired"), evidence=quoted("fired@2"))
    draft = Draft(report)
    draft.rewrite([Edit(0, 0, "They say fired. "), Edit(4, 9, "shot"), Edit(10, 17, "mortars")])
    made = draft.finish()
    assert made["text"] == "They say fired. Men shot mortars. Police fired back."
    assert made["incidents"][0]["triggers"] == quoted("shot")
    assert made["incidents"][0]["evidence"] == quoted("fired@2")


def test_an_edit_that_cuts_a_quote_or_empties_it_is_refused() -> None:
    draft = Draft(a_report("Men fired rockets."))
    assert not draft.fits([Edit(2, 6, "x")])
    assert draft.rewrite([Edit(2, 6, "x"), Edit(3, 10, " ")]) == 0
    assert draft.finish()["text"] == "Men fired rockets."


def test_a_quote_that_stands_nowhere_is_named() -> None:
    with pytest.raises(ValueError, match="report a: 'launched' does not stand in its text"):
        augmented(a_report("Men fired rockets.", triggers=quoted("launched")), seeded(1))


def test_a_toll_changes_with_its_words_everywhere() -> None:
    text = "Men fired nine rockets on Monday, May 3. More than 12 people died, a medic said. Those 12 were farmers."
    report = a_report(
        text,
        weapons=[{"quote": "nine rockets", "type": "rocket", "number": 9, "calibre_mm": None}],
        killed={"quote": "More than 12 people", "low": 13, "high": None},
    )
    for seed in range(20):
        draft = Draft(report)
        augment_figures.swap_numbers(draft, seeded(seed), share=1.0)
        made = draft.finish()
        incident = made["incidents"][0]
        low = incident["killed"]["low"]
        assert incident["killed"]["quote"] == f"More than {low - 1} people"
        assert f"Those {low - 1} were" in made["text"]
        assert "Monday, May 3." in made["text"]
        word = incident["weapons"][0]["quote"].split()[0]
        assert value_of(word) == incident["weapons"][0]["number"]


def test_a_sum_told_in_other_words_keeps_its_parts() -> None:
    text = "Men fired on a bus. Three soldiers died, and four drivers."
    report = a_report(text, killed={"quote": "Three soldiers", "low": 7, "high": 7})
    draft = Draft(report)
    augment_figures.swap_numbers(draft, seeded(1), share=1.0)
    assert draft.finish() == report


def test_days_move_by_whole_weeks_or_by_years_that_keep_the_weekdays() -> None:
    text = "Rockets were fired at the depot on Sunday. The same yard was hit on June 20."
    when = {"quote": "on Sunday", "start": "2021-07-04", "end": "2021-07-04", "precision": "day"}
    moved = set()
    for seed in range(20):
        draft = Draft(a_report(text, when=when))
        assert augment_figures.shift_dates(draft, seeded(seed))
        made = draft.finish()
        published, day = (date.fromisoformat(d) for d in (made["published"], made["incidents"][0]["when"]["start"]))
        assert (published - day).days == 1
        assert day.weekday() == 6
        second = date.fromordinal(day.toordinal() - 14)
        assert made["text"].endswith(f"on {second:%B} {second.day}.")
        moved.add(published)
    assert len(moved) > 10


def test_a_date_that_cannot_follow_leaves_all_as_it_was() -> None:
    when = {"quote": "in February", "start": "2021-02-01", "end": "2021-02-28", "precision": "month"}
    report = a_report("Rockets were fired at the depot in February, on 3/2 or 4/2, nobody knows.", when=when)
    report["incidents"][0]["when"]["end"] = None
    draft = Draft(report)
    assert not augment_figures.shift_dates(draft, seeded(1))
    assert draft.finish() == report


def test_an_actor_is_swapped_for_one_of_its_sort_with_its_article() -> None:
    text = "An Iraqi officer said Boko Haram fired rockets. Boko Haram blamed Iraq."
    report = a_report(
        text, perpetrators=[{"quote": "Boko Haram", "kind": "group", "stance": "denies", "speaker": None}]
    )
    draft = Draft(report)
    augment_names.swap_actors(draft, seeded(5), share=1.0)
    made = draft.finish()
    name = made["incidents"][0]["perpetrators"][0]["quote"]
    groups = {actor.name for actor in augment_names.actors()[1]["group"]}
    assert name in groups - {"Boko Haram"}
    assert made["text"].count(name) == 2
    assert "Iraq" not in made["text"]
    article, nation = made["text"].split()[:2]
    assert article == ("An" if nation[0] in "AEIO" else "A")


def test_words_in_capitals_are_not_taken_for_abbreviations() -> None:
    report = a_report("THE CREW ARE ALIVE, MEN FIRED ON HEZBOLLAH.", triggers=quoted("FIRED"), evidence=quoted("FIRED"))
    draft = Draft(report)
    augment_names.swap_actors(draft, seeded(2), share=1.0)
    made = draft.finish()["text"]
    assert made.startswith("THE CREW ARE ALIVE, MEN FIRED ON ")
    assert "HEZBOLLAH" not in made
    assert made.isupper()


def test_case_changes_no_length() -> None:
    report = a_report("Men fired at Straße İzmir.", where=[{"quote": "İzmir", "relation": "at", "kind": "city"}])
    seen = set()
    for seed in range(12):
        draft = Draft(report)
        augment_surface.change_case(draft, seeded(seed))
        made = draft.finish()
        assert len(made["text"]) == len(report["text"])
        assert len(made["headline"]) == len(report["headline"])
        seen.add((made["text"].isupper(), made["text"].islower(), made["headline"].isupper()))
    assert len(seen) >= 2


def test_loaded_words_leave_the_quote_on_the_same_thing() -> None:
    text = "Militants fired rockets. The attack by militants of Boko Haram was claimed; two men were killed."
    report = a_report(text, perpetrators=[{"quote": "militants", "kind": "group", "stance": "claims", "speaker": None}])
    told = set()
    for seed in range(20):
        draft = Draft(report)
        augment_surface.change_loading(draft, seeded(seed))
        told.add(draft.finish()["incidents"][0]["perpetrators"][0]["quote"])
    assert len(told) > 4
    assert told <= set(augment_names.words()["loaded"]["fighters"])
