"""Files of messages in, one response out; a few processes share the messages."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from bench.muc.adapter import Adapter
from bench.muc.locations import set_list
from bench.muc.messages import Message, messages
from bench.muc.template import response
from tocsin.extraction.base import Extractor
from tocsin.extraction.model.extractor import ModelExtractor, bundled
from tocsin.gazetteer.base import Gazetteer
from tocsin.plugins import load
from tocsin.settings import Settings, load_settings

CHUNK = 10


@cache
def adapter(places: Path | None) -> Adapter:
    """Return the adapter with the extractor and gazetteer of the settings, opened once a process."""
    settings = load_settings()
    gazetteer = load("gazetteers", settings.gazetteer)(settings)
    return Adapter(opened(settings, gazetteer), set_list(places))


def opened(settings: Settings, gazetteer: Gazetteer) -> Extractor:
    """Return the extractor of the settings; the learned one is asked for what the conferences wanted annotated."""
    extractor: Extractor = load("extractors", settings.extractor)(settings, gazetteer)
    if isinstance(extractor, ModelExtractor):
        return ModelExtractor(gazetteer, bundled(), muc=True)
    return extractor


def answer(part: tuple[Sequence[Message], Path | None]) -> list[str]:
    """Return the response to each message of `part`."""
    found, places = part
    return [response(message.id, adapter(places).templates(message)) for message in found]


def respond(paths: Sequence[Path], places: Path | None = None, workers: int = 1) -> list[str]:
    """Return the response to every message in the files `paths`, in their order.

    `places` is the task's list of places. Raises OSError for a file that cannot be read, TocsinError if the
    extractor cannot be opened.
    """
    found = [message for path in paths for message in messages(path.read_text(encoding="latin-1"))]
    parts = [(found[start : start + CHUNK], places) for start in range(0, len(found), CHUNK)]
    if workers == 1:
        return [text for part in parts for text in answer(part)]
    with ProcessPoolExecutor(workers) as pool:
        return [text for texts in pool.map(answer, parts) for text in texts]
