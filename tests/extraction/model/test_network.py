"""Weights that are missing, damaged or of another version are named with the mend, before anything is read."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from tocsin.cli.main import app
from tocsin.errors import PluginError
from tocsin.extraction.model import extractor
from tocsin.extraction.model.heads import Floats
from tocsin.extraction.model.network import CALIBRATION, ENCODER, FILES, HEADS, MEND, TOKENIZER, load_weights
from tocsin.extraction.model.shapes import faults

Harm = Callable[[Path], object]
Arrays = dict[str, Floats]


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    """A copy of the weights that may be damaged."""
    return Path(shutil.copytree(folder, tmp_path / "data" / "reader"))


@pytest.fixture(scope="session")
def heads(folder: Path) -> Arrays:
    with np.load(folder / HEADS) as saved:
        return {name: saved[name] for name in saved.files}


@pytest.fixture
def installed(copy: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The copy, in the place of what is installed."""
    monkeypatch.setattr(extractor, "files", lambda _: copy.parents[1])
    extractor.bundled.cache_clear()
    yield copy
    extractor.bundled.cache_clear()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def refusal(folder: Path) -> str:
    with pytest.raises(PluginError) as raised:
        load_weights(folder)
    return str(raised.value)


def test_what_ships_is_sound(folder: Path, heads: Arrays) -> None:
    hidden = load_weights(folder).encoder.hidden  # type: ignore[attr-defined]  # the encoder of files has it
    assert faults(heads, hidden) == []


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_missing_is_named_with_the_mend(copy: Path, name: str) -> None:
    (copy / name).unlink()
    assert str(copy / name) in refusal(copy)
    assert MEND in refusal(copy)


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    assert str(tmp_path / "gone") in refusal(tmp_path / "gone")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "harm",
    [cut, lambda path: path.write_bytes(b""), lambda path: path.write_bytes(b"\x00\xff" * 500),
     lambda path: path.write_text("version https://example.org/spec/v1\noid 1\n", encoding="utf-8")],
    ids=["cut", "empty", "noise", "pointer"],
)  # fmt: skip
def test_a_file_that_is_damaged_is_named_with_the_mend(copy: Path, name: str, harm: Harm) -> None:
    harm(copy / name)
    assert refusal(copy) == f"{copy / name} is damaged or cut short; {MEND}"


@pytest.mark.parametrize("written", ["{}", "[]", "7", '{"model": {"vocab": {}}}', '{"model": null}'])
def test_a_tokenizer_without_words_is_named(copy: Path, written: str) -> None:
    (copy / TOKENIZER).write_text(written, encoding="utf-8")
    assert str(copy / TOKENIZER) in refusal(copy)


def test_heads_of_a_wrong_shape_are_named(copy: Path, heads: Arrays) -> None:
    np.savez(copy / HEADS, **{**heads, "belongs.weight": heads["belongs.weight"][:, 1:]})  # type: ignore[arg-type]
    assert refusal(copy).startswith(
        f"{copy / HEADS} is damaged or of another version of Tocsin (belongs.weight is (1, "
    )
    assert MEND in refusal(copy)


def test_an_encoder_with_other_inputs_is_of_another_version(
    folder: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tocsin.extraction.model.network.HINTS", ("one hint",))
    assert refusal(copy) == f"{copy / ENCODER} is of another version of Tocsin; {MEND}"


def test_a_calibration_that_is_damaged_is_named(copy: Path) -> None:
    (copy / CALIBRATION).write_text("{", encoding="utf-8")
    assert str(copy / CALIBRATION) in refusal(copy)


def _without(weights: Arrays, *names: str) -> Arrays:
    return {name: array for name, array in weights.items() if name not in names}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda w: _without(w, "stance.bias"), "stance.bias is missing"),
        (lambda w: _without(w, "first.weight"), "first.weight is missing"),
        (lambda w: _without(w, "gap.weight"), "gap.weight is missing"),
        (lambda w: {**w, "role.weight": w["role.weight"][1:]}, "role.weight is (9, "),
        (lambda w: {**w, "incident.weight": w["incident.weight"].T}, "incident.weight is ("),
        (lambda w: {**w, "pair.bias": w["pair.bias"] * np.float32("nan")}, "pair.bias holds what is no number"),
        (lambda w: {**w, "judge.weight": np.zeros((1, 2), np.float32)}, "judge.weight is (1, 2), not"),
        (lambda w: {**w, "attributes.kind.bias": np.zeros(3, np.float32)}, "attributes.kind.bias is (3,), not (19,)"),
    ],
)
def test_every_fault_of_the_heads_is_found(heads: Arrays, change: Callable[[Arrays], Arrays], fault: str) -> None:
    found = faults(change(heads), heads["incident.weight"].shape[1])
    assert any(one.startswith(fault) for one in found)


@pytest.mark.parametrize("verb", [["read", "--samples"], ["evaluate", "gold.jsonl"]], ids=["read", "evaluate"])
def test_on_the_command_line_it_is_one_line_and_an_exit_code(installed: Path, tmp_path: Path, verb: list[str]) -> None:
    (tmp_path / "gold.jsonl").write_text('{"id": "a", "text": "A bomb exploded.", "incidents": []}\n', encoding="utf-8")
    cut(installed / ENCODER)
    arguments = [str(tmp_path / part) if part.endswith(".jsonl") else part for part in verb]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 2
    assert done.stderr == f"tocsin: {installed / ENCODER} is damaged or cut short; {MEND}\n"
    assert done.stdout == ""


def test_without_the_weights_the_rules_still_read(installed: Path, tmp_path: Path) -> None:
    (installed / HEADS).unlink()
    path = tmp_path / "story.txt"
    path.write_text("Two rockets struck the airport in Basra on Monday, wounding three guards.\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["read", str(path), "--extractor", "rules", "--json"])
    assert (done.exit_code, done.stdout.count('"kind": "rocket"')) == (0, 1)
