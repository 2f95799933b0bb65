"""`tocsin evaluate`: a user's own annotated reports in, what reading them would have got right out."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tocsin.errors import InputError
from tocsin.export.record import Json, record
from tocsin.extraction.base import Extraction
from tocsin.reading.decoding import printable, tidy
from tocsin.scoring.confidence import Judgements, judge
from tocsin.scoring.figures import Figures, score
from tocsin.scoring.gold import Gold, gold_of
from tocsin.settings import Settings
from tocsin.tasks.read import ReadOptions, read
from tocsin.vocabulary.mention import Rejection

GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of one extractor on one gold file, and what stood in the way."""

    gold: str
    extractor: str
    figures: Figures
    rejections: tuple[Rejection, ...]
    """Lines that are not scored, and inputs that could not be read as they should."""
    unread: int
    """Reports that are scored as if nothing were told in them, since they could not be read."""
    skipped: tuple[Rejection, ...]
    """Why the extractor passed over reports, which are scored alike: it does not know their language."""
    judgements: Judgements
    """Every value that was found, with its confidence and how far it is right."""


def evaluate(
    path: Path, settings: Settings, extractor: str = "", done: Callable[[], None] = lambda: None
) -> Evaluation:
    """Read the texts of the annotated reports at `path` and return how well that agrees with the annotation.

    `extractor` goes before the settings; `done` is called after each report. The texts are read as `read` would read
    the same file: nothing of the annotation gets to the extractor. Raises InputError if no report of the file can be
    scored, PluginError, GazetteerError or SettingsError if reading cannot begin; a bad line never raises.
    """
    # 1. The annotation, line by line.
    gold = _gold(path)
    # 2. What reading finds in the same lines: the records that `read --json` writes.
    predicted, refused = predicted_records(path, settings, ReadOptions(extractor=extractor), done)
    read_as = {str(report["id"]): tidy(str(report["id"])).strip() for report in gold.reports}
    found = {given: predicted[name] for given, name in read_as.items() if name in predicted}
    # 3. One against the other.
    named = {rejection.item for rejection in gold.rejections}
    return Evaluation(
        gold=printable(str(path)),
        extractor=extractor or settings.extractor,
        figures=score(gold.reports, found),
        rejections=(*gold.rejections, *(one for one in refused if one.item not in named)),
        unread=len(gold.reports) - len(found),
        skipped=tuple(reason for one in found.values() if (reason := _why_skipped(one))),
        judgements=judge(gold.reports, found),
    )


def predicted_records(
    path: Path, settings: Settings, options: ReadOptions, done: Callable[[], None]
) -> tuple[dict[str, Json], list[Rejection]]:
    """Return the records that reading the reports at `path` gives, by id, and what it refuses.

    They are those of `read --json --text`. `done` is called after each. Raises what `read` raises.
    """
    predicted: dict[str, Json] = {}
    rejections: list[Rejection] = []
    for item in read([str(path)], options, settings):
        if isinstance(item, Extraction):
            predicted[item.report.id] = record(item, text=True)
        else:
            rejections.append(item)
        done()
    return predicted, rejections


def _gold(path: Path) -> Gold:
    name = printable(str(path))
    try:
        with path.open("rb") as stream:
            if stream.read(len(GZIP)) == GZIP:
                raise InputError(f"{name}: is compressed; unpack it first")
            stream.seek(0)
            return gold_of(stream, name)
    except FileNotFoundError as error:
        raise InputError(f"{name}: there is no such file; check the name") from error
    except IsADirectoryError as error:
        raise InputError(f"{name}: is a folder; name a file of annotated reports in it") from error
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or error
        raise InputError(f"{name}: cannot be opened: {reason}") from error


def _why_skipped(found: Json) -> Rejection | None:
    """Return why a report was passed over, None if it was read."""
    reasons = (Rejection(**one) for one in found["rejections"])
    return None if found["incidents"] else next((one for one in reasons if not one.is_of_a_value), None)
