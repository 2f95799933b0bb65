"""Recipes: those that are shipped can be carried out, and a wrong one is told with what to mend."""

from dataclasses import replace
from pathlib import Path

import pytest

from tocsin.errors import InputError
from training.recipe import ROOT, load_recipe

STAGE = '[[stages]]\nname = "one"\nepochs = 2\nreports = ["a.jsonl"]\n'
FOLDS = '[folds]\nstage = "one"\nreports = ["a.jsonl"]\nepochs = 3\n'
WHOLE = f'name = "mine"\nseed = 1\n{STAGE}'


def written(folder: Path, text: str) -> Path:
    path = folder / "recipe.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["recipe", "recipe-small"])
def test_a_shipped_recipe_finds_its_reports(name: str) -> None:
    recipe = load_recipe(ROOT / "training" / f"{name}.toml")
    for stage in recipe.stages:
        files, missing = recipe.files(stage.reports)
        assert files
        assert missing == []


def test_the_stage_without_a_fold_is_the_stage_but_for_its_name_its_passes_and_the_second_task(tmp_path: Path) -> None:
    recipe = load_recipe(written(tmp_path, f'{WHOLE}muc = "../muc"\nrate = 8e-5\n{FOLDS}'))
    (one,) = recipe.stages
    assert recipe.without(4) == replace(one, name="fold-4", epochs=3, muc="")
    assert (one.muc, one.epochs, recipe.without(4).rate) == ("../muc", 2, 8e-5)
    with pytest.raises(InputError, match="mine: has no folds"):
        load_recipe(written(tmp_path, WHOLE)).without(0)


def test_the_small_recipe_is_small() -> None:
    recipe = load_recipe(ROOT / "training" / "recipe-small.toml")
    assert 0 < recipe.layers < 6
    assert sum(stage.epochs * stage.limit for stage in recipe.stages) <= 100
    assert all(stage.limit and not stage.muc and not stage.optional for stage in recipe.stages)


def test_no_recipe_trains_on_what_figures_are_published_of() -> None:
    for path in (ROOT / "training").glob("*.toml"):
        if path.name.startswith("recipe"):
            for stage in load_recipe(path).stages:
                assert "news-dev" not in " ".join((*stage.reports, *stage.optional))


def test_patterns_are_read_from_the_root_and_each_file_is_taken_once(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.jsonl"):
        (tmp_path / name).touch()
    recipe = load_recipe(written(tmp_path, WHOLE), root=tmp_path)
    files, missing = recipe.files(("*.jsonl", "a.jsonl", "gone/*.jsonl"))
    assert [path.name for path in files] == ["a.jsonl", "b.jsonl"]
    assert missing == ["gone/*.jsonl"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name = ", "is no recipe"),
        ('name = "mine"\nseed = 1\n', "has no stage"),
        (f'name = "mine"\n{STAGE}', "seed is not given"),
        (f'colour = "red"\n{WHOLE}', "'colour' is unknown; known are name, seed"),
        (WHOLE.replace("seed = 1", 'seed = "1"'), "seed: '1' is not a whole number"),
        (WHOLE.replace("seed = 1", "seed = true"), "seed: True is not a whole number"),
        (WHOLE.replace("epochs = 2", "epochs = 0"), "stage one: epochs is at least 1"),
        (WHOLE.replace('["a.jsonl"]', '"a.jsonl"'), "reports: 'a.jsonl' is not a list of names"),
        (WHOLE + STAGE, "give each stage a name of its own"),
        (WHOLE.replace('"one"', '"weights"'), "base, folds, held-out, weights are taken"),
        (WHOLE.replace('"one"', '"../one"'), "that can be the name of a folder"),
        (WHOLE.replace("seed = 1", "seed = 1\nhold_out = 5"), "hold_out: 5 is no fold"),
        (WHOLE.replace("seed = 1", "seed = 1\nthreads = 0"), "threads is at least 1"),
        (WHOLE.replace("seed = 1", "seed = 1\nfolds = 3"), "write folds as a table, [folds]"),
        (f"{WHOLE}{FOLDS}".replace('stage = "one"', 'stage = "two"'), "folds: there is no stage two"),
        (f'mean = ["two"]\n{WHOLE}', "mean: there is no stage two"),
        (f'{WHOLE}{FOLDS}also = ["b.jsonl"]\nalso_name = "cross-validated"\n', "folds: give the two sets two names"),
        (f"{WHOLE}{FOLDS}count = 6\n", "folds: epochs is at least 1, count from 1 to 5"),
        (f"{WHOLE}{FOLDS}colour = 1\n", "[folds]: 'colour' is unknown"),
        ("stages = 3\n", "write each of stages as a table"),
    ],
)
def test_a_wrong_recipe_is_named_with_the_mend(text: str, told: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    with pytest.raises(InputError) as raised:
        load_recipe(path)
    assert str(path) in str(raised.value)
    assert told in str(raised.value)


def test_a_recipe_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.toml: cannot be opened"):
        load_recipe(tmp_path / "gone.toml")
