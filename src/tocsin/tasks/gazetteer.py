"""The verb gazetteer: build the table of places, and add a user's own."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tocsin.gazetteer.build import FILE_NAME, build
from tocsin.gazetteer.store import Store
from tocsin.gazetteer.user import add
from tocsin.settings import Settings
from tocsin.vocabulary.mention import Rejection

Progress = Callable[[str, int], None]
"""Told of the stage ("towns", "areas" ...) and of how many places are done."""


@dataclass(frozen=True, slots=True)
class AddedPlaces:
    """How many places a file added and brought up to date, and the rows of it that could not be used."""

    added: int
    renewed: int = 0
    rejections: tuple[Rejection, ...] = ()


def build_gazetteer(settings: Settings, progress: Progress | None = None) -> Path:
    """Build the gazetteer anew in `settings.data_dir` and return its path; the user's own places stay.

    Raises GazetteerError.
    """
    return build(settings.data_dir / FILE_NAME, progress)


def add_places(path: Path, settings: Settings, progress: Progress | None = None) -> AddedPlaces:
    """Add the places of the CSV file or GeoNames dump at `path` to the user's own, all or nothing.

    Raises InputError if the file cannot be read, GazetteerError if the places cannot be stored.
    """
    with closing(Store(settings.data_dir, progress)) as store:
        added, renewed, rejections = add(path, store, settings.data_dir, progress)
    return AddedPlaces(added, renewed, tuple(rejections))
