"""The stages of a recipe, one after another, and the readers that each do without a fold: resumable, as `course` is."""

from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass, field
from functools import partial
from pathlib import Path

from tocsin.errors import InputError
from training.course import Course, examples_of, learn
from training.data import Gathered, digest
from training.examples import Examples
from training.export import export
from training.recipe import Recipe, Stage
from training.state import Facts, Line
from training.train import Training

FOLDERS = "folds"


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where a recipe is carried out: `out` for states and weights, `base` the folder of MiniLM, `say` tells people."""

    recipe: Recipe
    base: Path
    out: Path
    say: Callable[[str], None]

    @property
    def weights(self) -> Path:
        """Return the folder of the exported reader."""
        return self.out / "weights"


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a stage stands on: what all before it were made of, and the state of the last; none for the first."""

    facts: Facts
    state: Path | None = None


@dataclass(slots=True)
class Trainer:
    """Trains what a recipe asks for; `log` has a line for each pass of all of it. Stopped, it goes on where it was."""

    place: Workplace
    asked: Callable[[], bool]
    log: list[Line] = field(default_factory=list)
    _make: Examples = field(init=False)
    _beginnings: dict[str, Beginning] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._make = examples_of(self.place.base)

    def stages(self, data: Mapping[str, Gathered]) -> list[Path]:
        """Train all stages and return the states that the reader is the mean of: the last, if the recipe names none.

        Raises InputError for a state that cannot be used, OutputError if none can be written, Stopped if it is asked.
        """
        begun = Beginning({"weights of MiniLM": digest([self.place.base / "model.safetensors"])})
        states: dict[str, Path | None] = {}
        for stage in self.place.recipe.stages:
            self._beginnings[stage.name] = begun
            begun = Beginning(*self._train(stage, data[stage.name], self.place.out / stage.name, begun))
            states[stage.name] = begun.state
        chosen = [states.get(name) for name in self.place.recipe.mean] or [begun.state]
        found = [state for state in chosen if state is not None]
        if not found:
            raise InputError(f"{self.place.recipe.name}: has no stage")
        return found

    def folds(self, data: Mapping[int, Gathered]) -> dict[int, Path]:
        """Train a reader without each fold, once the stages are trained; return the folders of their weights.

        `data` are the reports that each of them is trained on.

        Raises what `stages` raises.
        """
        recipe, readers = self.place.recipe, dict[int, Path]()
        if recipe.folds is None:
            return readers
        begun = self._beginnings[recipe.folds.stage]
        for fold, gathered in data.items():
            stage = recipe.without(fold)
            folder = self.place.out / FOLDERS / stage.name
            _, state = self._train(stage, gathered, folder, begun)
            readers[fold] = folder / "weights"
            export([state], self.place.base, readers[fold])
        return readers

    def _train(self, stage: Stage, gathered: Gathered, folder: Path, begun: Beginning) -> tuple[Facts, Path]:
        """Train one stage into `folder`; return the facts and the state that a stage after it stands on."""
        whole = self.place.recipe
        # A stage stands on those before it: what they were made of is its own fact too.
        recipe = [whole.seed, whole.hold_out, *astuple(stage)[1:]]
        read = [[source.name, source.digest, source.reports] for source in gathered.sources]
        facts = begun.facts | {f"recipe of stage {stage.name}": recipe, f"reports of stage {stage.name}": read}
        course = Course(
            stage.name,
            folder,
            stage.epochs,
            stage.seed or whole.seed,
            stage.augment,
            whole.state_minutes,
            facts,
            begun.state,
        )
        build = partial(Training, self.place.base, rate=stage.rate)
        self.log += learn(course, gathered.reports, self._make, build, self.asked)
        self.place.say(f"{stage.name}: trained")
        return facts, course.state
