"""Notes of a training by hand: the logs must be those of the stages and folds of the recipe, come to their end."""

import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="PyTorch is not installed; `make training` installs it")

from tocsin.errors import InputError
from training.notes import lines_of, log_of, main
from training.recipe import Folds, Recipe, Stage

RECIPE = Recipe(
    "mine", 1, (Stage("one", 1, ("a.jsonl",)), Stage("two", 2, ("b.jsonl",))), folds=Folds("two", ("b.jsonl",), 2, 3)
)


def a_log(folder: Path, *passes: int, of: int) -> Path:
    folder.mkdir()
    lines = [{"stage": "trial", "pass": number, "of": of, "loss": 1.0, "seconds": 2.0} for number in passes]
    (folder / "log.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return folder


def test_stages_come_in_the_order_of_the_recipe_and_folds_after_them(tmp_path: Path) -> None:
    folders = {
        "fold-1": a_log(tmp_path / "b", 1, 2, 3, of=3), "two": a_log(tmp_path / "c", 1, 2, of=2),
        "fold-0": a_log(tmp_path / "d", 1, of=1), "one": a_log(tmp_path / "e", 1, of=1),
    }  # fmt: skip
    told = [(line["stage"], line["pass"]) for line in log_of(RECIPE, folders)]
    assert told == [("one", 1), ("two", 1), ("two", 2), ("fold-0", 1), ("fold-1", 1), ("fold-1", 2), ("fold-1", 3)]


def test_what_does_not_fit_the_recipe_is_named(tmp_path: Path) -> None:
    one = a_log(tmp_path / "one", 1, of=1)
    with pytest.raises(InputError, match="mine: name the folder of the stage two, as in two=FOLDER"):
        log_of(RECIPE, {"one": one})
    with pytest.raises(InputError, match="one: was trained for 1 passes, and mine has 2"):
        log_of(RECIPE, {"one": one, "two": one})
    two = a_log(tmp_path / "two", 1, 2, of=2)
    with pytest.raises(InputError, match="fold-3: mine has no stage and no fold of that name"):
        log_of(RECIPE, {"one": one, "two": two, "fold-3": one})


def test_a_training_that_did_not_come_to_its_end_is_told(tmp_path: Path) -> None:
    for number, passes in enumerate([(1,), (2,), ()]):
        folder = a_log(tmp_path / str(number), *passes, of=2)
        with pytest.raises(InputError, match=r"log\.jsonl: is the log of a training that is not finished"):
            lines_of("one", folder)


@pytest.mark.parametrize(
    ("contents", "told"), [(None, "cannot be opened"), ("{}\n", "is not the log"), ("3", "is not")]
)
def test_what_is_no_log_is_told(contents: str | None, told: str, tmp_path: Path) -> None:
    if contents is not None:
        (tmp_path / "log.jsonl").write_text(contents, encoding="utf-8")
    with pytest.raises(InputError, match=told):
        lines_of("one", tmp_path)


def test_a_fault_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), "one=two", "--recipe", str(tmp_path / "gone.toml")]) == 1
    assert "notes: " in capsys.readouterr().err
