"""The reports of a stage: all of them, but for the fold held out; what is missing or malformed is named."""

import json
from pathlib import Path
from typing import Any

import pytest

from tocsin.errors import InputError
from training.data import annotated, fold_of, gather, gather_all, held_out
from training.recipe import Folds, Recipe, Stage


def a_report(name: str, **changes: Any) -> dict[str, Any]:
    incident = {
        "n": 1, "kind": "rocket", "status": "reported", "main": True, "count": 1, "triggers": [{"quote": "fired"}],
        "when": {"quote": None, "start": None, "end": None, "precision": "unknown"}, "where": [], "weapons": [],
        "targets": [], "perpetrators": [], "killed": None, "wounded": None, "abducted": None, "damage": [],
        "denials": [], "evidence": [],
    }  # fmt: skip
    text = "Men fired rockets at a depot. Nobody was hurt."
    return {"id": name, "text": text, "incidents": [incident | changes], "relations": [], "context": []}


def write(path: Path, reports: list[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(report) + "\n" for report in reports), encoding="utf-8")
    return path


def a_recipe(root: Path, hold_out: int = -1, **stage: Any) -> Recipe:
    only = Stage("one", 1, **({"reports": ("a.jsonl",)} | stage))
    return Recipe("mine", 1, (only,), hold_out=hold_out, root=root)


def gathered_ids(recipe: Recipe) -> list[str]:
    return [report["id"] for report in gather(recipe, recipe.stages[0]).reports]


def test_all_reports_are_taken_and_counted(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", [a_report("one"), a_report("two")])
    write(tmp_path / "more" / "b.jsonl", [a_report("three")])
    recipe = a_recipe(tmp_path, optional=("more/*.jsonl",))
    told = gather(recipe, recipe.stages[0])
    assert [report["id"] for report in told.reports] == ["one", "two", "three"]
    assert [(s.name, s.reports, s.incidents) for s in told.sources] == [("a.jsonl", 2, 2), ("more/b.jsonl", 1, 1)]
    assert told.missing == ()


def test_the_digest_of_a_file_follows_its_contents(tmp_path: Path) -> None:
    recipe = a_recipe(tmp_path)
    digests = set()
    for name in ("one", "two", "one"):
        write(tmp_path / "a.jsonl", [a_report(name)])
        digests.add(gather(recipe, recipe.stages[0]).sources[0].digest)
    assert len(digests) == 2


def test_what_may_be_missing_is_told(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", [a_report("one")])
    recipe = a_recipe(tmp_path, optional=("../elsewhere/*.jsonl",), muc="../muc")
    assert gather(recipe, recipe.stages[0]).missing == ("../elsewhere/*.jsonl", "../muc")


def test_what_must_be_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.jsonl: there is no such file; the stage one trains on it"):
        gathered_ids(a_recipe(tmp_path))


def test_a_fold_held_out_is_not_trained_on_and_comes_back(tmp_path: Path) -> None:
    ids = [f"report-{n}" for n in range(40)]
    write(tmp_path / "a.jsonl", [a_report(one) for one in ids])
    recipe = a_recipe(tmp_path, hold_out=2)
    kept = [report["id"] for report in held_out(recipe)]
    assert kept == [one for one in ids if fold_of(one) == 2]
    assert sorted(kept + gathered_ids(recipe)) == sorted(ids)
    assert 0 < len(kept) < 20
    assert held_out(a_recipe(tmp_path)) == []


def a_recipe_with_folds(root: Path, **folds: Any) -> Recipe:
    stages = (Stage("one", 1, ("a.jsonl",)), Stage("two", 1, ("a.jsonl",), optional=("b.jsonl",)))
    told: dict[str, Any] = {"stage": "two", "reports": ("b.jsonl",), "epochs": 1} | folds
    return Recipe("mine", 1, stages, folds=Folds(**told), root=root)


def test_each_reader_of_a_fold_does_without_that_fold_alone(tmp_path: Path) -> None:
    always, apart = ([f"{name}-{n}" for n in range(40)] for name in ("always", "apart"))
    write(tmp_path / "a.jsonl", [a_report(one) for one in always])
    write(tmp_path / "b.jsonl", [a_report(one) for one in apart])
    data = gather_all(a_recipe_with_folds(tmp_path, count=3))
    assert list(data.folds) == list(data.without) == [0, 1, 2]
    for fold, gathered in data.without.items():
        left_out = [report["id"] for report in data.folds[fold]]
        assert left_out == [one for one in apart if fold_of(one) == fold]
        assert [report["id"] for report in gathered.reports] == always + [one for one in apart if one not in left_out]
    assert len(data.stages["two"].reports) == 80


def test_reports_that_are_measured_apart_are_left_out_with_the_others(tmp_path: Path) -> None:
    ids = {name: [f"{name}-{n}" for n in range(20)] for name in ("a", "b", "c")}
    for name, here in ids.items():
        write(tmp_path / f"{name}.jsonl", [a_report(one) for one in here])
    stages = (Stage("one", 1, ("a.jsonl",)), Stage("two", 1, ("a.jsonl", "b.jsonl", "c.jsonl")))
    folds = Folds("two", ("b.jsonl",), 1, also=("c.jsonl",))
    data = gather_all(Recipe("mine", 1, stages, folds=folds, root=tmp_path))
    assert folds.sets == {"cross-validated": ("b.jsonl",), "cross-validated too": ("c.jsonl",)}
    for fold, gathered in data.without.items():
        trained = {report["id"] for report in gathered.reports}
        assert trained == {*ids["a"], *(one for one in ids["b"] + ids["c"] if fold_of(one) != fold)}


def test_without_their_reports_there_are_no_folds(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", [a_report("one")])
    data = gather_all(a_recipe_with_folds(tmp_path))
    assert (data.folds, data.without) == ({}, {})
    assert data.stages["two"].missing == ("b.jsonl",)


def test_folds_of_what_was_or_never_is_learned_are_refused(tmp_path: Path) -> None:
    for name in ("a", "c"):
        write(tmp_path / f"{name}.jsonl", [a_report("one")])
    with pytest.raises(InputError, match=r"a\.jsonl: a stage before two trains on it"):
        gather_all(a_recipe_with_folds(tmp_path, reports=("a.jsonl",)))
    with pytest.raises(InputError, match=r"c\.jsonl: the stage two does not train on it"):
        gather_all(a_recipe_with_folds(tmp_path, reports=("c.jsonl",)))


def test_a_limit_holds_for_each_file(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(tmp_path / f"{name}.jsonl", [a_report(f"{name}{n}") for n in range(5)])
    assert gathered_ids(a_recipe(tmp_path, reports=("*.jsonl",), limit=2)) == ["a0", "a1", "b0", "b1"]


def test_a_file_can_be_loose_about_what_is_confirmed(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(tmp_path / f"{name}.jsonl", [a_report(name)])
    recipe = a_recipe(tmp_path, reports=("*.jsonl",), loose=("b.jsonl",))
    told = gather(recipe, recipe.stages[0]).reports
    assert [report["incidents"][0].get("loose", False) for report in told] == [False, True]


def test_a_quote_that_stands_nowhere_is_named_with_its_report(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [a_report("one"), a_report("two", where=[{"quote": "the port", "kind": "sea"}])])
    with pytest.raises(InputError, match=r"a\.jsonl, report two: incident 1: 'the port' does not stand in the text"):
        annotated(path)


@pytest.mark.parametrize("name", ["triggers", "status", "main"])
def test_what_training_needs_must_be_annotated(name: str, tmp_path: Path) -> None:
    report = a_report("one")
    del report["incidents"][0][name]
    with pytest.raises(InputError, match=f'report one: incident 1 has no "{name}"'):
        annotated(write(tmp_path / "a.jsonl", [report]))


@pytest.mark.parametrize(
    ("contents", "told"),
    [
        (b"", r"a\.jsonl: is empty"),
        (b"{}\n", r"a\.jsonl: its only line cannot be scored"),
        (json.dumps(a_report("one")).encode() + b"\n{half\n", r"a\.jsonl, line 2: is not JSON"),
        (b'{"id": "one", "html": "<p>Quiet</p>", "incidents": []}\n', r'report one: has no "text"'),
        (b"\xff\xfe\n", r"a\.jsonl"),
    ],
)
def test_a_malformed_file_is_named_with_the_line(contents: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(contents)
    with pytest.raises(InputError, match=told):
        annotated(path)


def test_published_figures_are_not_trained_on(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="figures are published of news-dev"):
        annotated(write(tmp_path / "news-dev" / "a.jsonl", [a_report("one")]))
