"""The model card: `python -m training.card WEIGHTS` writes CARD.md beside the weights of a reader.

Every figure in it is taken from what was measured (figures.json) and from what training noted (trained.json).
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from textwrap import fill
from typing import Any

from tocsin.errors import InputError, TocsinError
from training.data import UNSEEN
from training.figures import Figures, read_figures
from training.recipe import FOLD

CARD, NOTES = "CARD.md", "trained.json"
HELD_OUT = "held-out"
"""What the fold that no stage trains on is called among the figures."""
Notes = dict[str, Any]

HEAD = """\
# Model card: {name}

A small encoder that reads English news for attacks: it marks the words that tell of an incident and joins them. What
each stretch of words means (a day, a number, a place) is worked out by the normalisers of Tocsin, not by the model.

## What it is for

To find incidents in news and reports with the words that prove each value, for people who check them. It runs on a
processor, offline.

## What it is not for

* No decision about a person, and no targeting: it says what a text tells, not whether that is true.
* No live warning by itself: it misses incidents and invents some; the figures below say how many.
* No language but English, and no texts other than news and reports of events.
* No count of what happened in the world: how often media tell of attacks is not how often there are any.

## How it was trained

MiniLM-L6 ({base}){layers}, all of it trained further, with small heads of its own beside it.
{stages}, seed {seed}.
The weights are the running average over the steps{mean}, exported to 8-bit whole numbers.

What the rules of Tocsin find in a text goes in beside its words, as hints; the model learns when to trust them.
"""
MUC = """\
MUC-4 is a second task. Of its messages, the development texts and the first test set but never the second, the answer
keys tell which words stand for what, and only that is taught. A hint of its own says in whose scheme a text is
annotated; in reading it asks for the scheme of this project.
"""
FOLDS = """\
{readers}, to see what such a reader finds in reports that it has not learned from: from where
the stage `{stage}` began, as that stage was, but for {epochs}, without MUC-4 and each without one of five parts
of {reports}. On what they found in those parts, {count} reports together, {fitted}.
"""
HARDEST = """\
The calibration was fitted on those of {reports} alone: they are harder than news, and confidences should hold on texts
unlike those that were learned from, too.
"""
HELD = "{count} reports (fold {fold}) were held out of all stages{fitted}."
JUDGE = """\
The judge is a logistic regression that says how likely each incident is real and no repeat; what is likelier not is
left out. The calibration turns how sure the reader is into how often it is right.
"""
CROSS = """\
{name}: each report was read by a reader that had not learned from it, none by the reader of this card. The judge, two
dozen numbers, and the calibration were fitted on these very reports, so the figures flatter both a little.
"""
SEEN = """\
{name}: never trained or fitted on; the program refuses it. These reports were looked at while the reader was designed.
"""
LIMITS = """\
## Limits

* It knows what its reports tell of: attacks, abductions, arson and seizures in the annotation scheme of the project.
  Other violence is found by chance.
* The reports were written or annotated by few hands; their habits are learned with them. What is `confirmed` rather
  than `reported`, and what is one incident or two, is a matter of the scheme.
* Reports longer than its window are read in overlapping parts; what stands far apart is joined less surely.
* Confidences are meant for reports like those it was calibrated on{calibrated}.
* Names and places that its reports never had are read less well than those they had.
"""
LICENCE = """\
## Licence

Apache-2.0, like Tocsin. MiniLM-L6 (all-MiniLM-L6-v2 by the Sentence-Transformers team, after MiniLM by Microsoft) is
under Apache-2.0 too. The reports it was trained on are not contained in the weights as text. MUC-4's texts and keys,
where named above, were given out for research in message understanding; they are not shipped.
"""


def card(notes: Notes, figures: Sequence[Figures]) -> str:
    """Return the text of the model card for what `training.run` noted and what was measured."""
    recipe = notes["recipe"]
    stages = " and ".join(f"{one['epochs']} {_plural('pass', one['epochs'])}" for one in recipe["stages"])
    head = HEAD.format(
        name=notes["name"],
        base=notes["base"]["name"],
        layers=f", its first {recipe['layers']} layers" if recipe["layers"] else "",
        stages=f"{len(recipe['stages'])} {_plural('stage', len(recipe['stages']))} of {stages}",
        seed=recipe["seed"],
        mean=f", and of these the mean of the stages {' and '.join(mean)}" if (mean := recipe.get("mean")) else "",
    )
    limits = LIMITS.format(calibrated="" if notes["calibrated"] else "; this one was not calibrated")
    parts = [
        head,
        *_told(notes),
        "\n".join(_data(notes)),
        "\n".join(_learned(notes)),
        "\n".join(_measured(figures, notes)),
        limits,
        LICENCE,
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _told(notes: Notes) -> Iterator[str]:
    """Yield what else belongs to how it was trained, each a paragraph."""
    recipe = notes["recipe"]
    names = {source["name"] for gathered in notes["data"].values() for source in gathered["sources"]}
    if any(stage["muc"] in names for stage in recipe["stages"] if stage["muc"]):
        yield MUC
    fitted = _fitted(notes)
    if notes["folds"]:
        folds = recipe["folds"]
        reports = ", ".join(f"`{name}`" for name in (*folds["reports"], *folds.get("also", ())))
        one = len(notes["folds"]) == 1
        told = FOLDS.format(
            readers="One more reader was trained" if one else f"{len(notes['folds'])} more readers were trained",
            stage=folds["stage"], reports=reports, epochs=_passes_of_folds(notes),
            count=sum(notes["folds"].values()), fitted=fitted,
        )  # fmt: skip
        yield fill(told, 120, break_on_hyphens=False)
        if notes["calibrated"] and folds.get("also"):
            hardest = ", ".join(f"`{name}`" for name in folds["reports"])
            yield fill(HARDEST.format(reports=hardest), 120, break_on_hyphens=False)
    if notes["held_out"]:
        also = "" if notes["folds"] else f", and on them {fitted}"
        yield HELD.format(count=notes["held_out"], fold=recipe["hold_out"], fitted=also)
    if notes["judged"] or notes["calibrated"]:
        yield JUDGE


def _fitted(notes: Notes) -> str:
    """Return in words what was fitted on the reports that the network had not learned from."""
    both = [name for name, there in (("the judge", notes["judged"]), ("the calibration", notes["calibrated"])) if there]
    if not both:
        return "nothing was fitted: it was too little"
    return f"{' and '.join(both)} {'were' if both[1:] else 'was'} fitted"


def _passes_of_folds(notes: Notes) -> str:
    """Return how many passes the readers without a fold had, as "2 or 3 passes"."""
    passes = {line["of"] for line in notes["log"] if line["stage"].startswith(FOLD)}
    return f"{' or '.join(map(str, sorted(passes)))} {_plural('pass', max(passes))}"


def write_card(weights: Path) -> Path:
    """Write the card of the reader in `weights`; return the file. Raises InputError if notes or figures are missing."""
    path = weights / NOTES
    try:
        notes = json.loads(path.read_text(encoding="utf-8"))
        text = card(notes, read_figures(weights))
    except OSError as error:
        raise InputError(f"{path}: cannot be opened: {error.strerror or error}; train the reader first") from error
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(f"{path}: holds no notes of a training; train the reader again") from error
    written = weights / CARD
    written.write_text(text, encoding="utf-8")
    return written


def _data(notes: Notes) -> Iterator[str]:
    yield from ("## Data", "", "| stage | reports of | reports | incidents | SHA-256 begins |", "|---|---|---|---|---|")
    for stage, gathered in notes["data"].items():
        for source in gathered["sources"]:
            yield _row(stage, f"`{source['name']}`", source["reports"], source["incidents"], source["digest"][:12])
    missing = sorted({name for gathered in notes["data"].values() for name in gathered["missing"]})
    if missing:
        yield from ("", f"Not there when it was trained: {', '.join(f'`{name}`' for name in missing)}.")


def _learned(notes: Notes) -> Iterator[str]:
    yield from ("| stage | pass | loss | seconds |", "|---|---|---|---|")
    for line in notes["log"]:
        told = f"{line['pass']} of {line['of']}"
        yield _row(line["stage"], told, format(line["loss"], ".3f"), round(line["seconds"]))
    versions = ", ".join(f"{name} {version}" for name, version in sorted(notes["versions"].items()))
    yield from ("", f"With {versions}.", "", "| file | bytes | SHA-256 begins |", "|---|---|---|")
    for name, file in sorted(notes["files"].items()):
        yield _row(f"`{name}`", file["bytes"], file["digest"][:12])


def _measured(figures: Sequence[Figures], notes: Notes) -> Iterator[str]:
    yield from ("## Figures", "")
    if not figures:
        yield "Nothing was measured: the annotated sets that the recipe names were not there."
        return
    yield "In percent, as `tocsin evaluate` defines them; a dash where there is nothing to measure."
    yield from _caveats({one["name"] for one in figures}, notes)
    yield from ("", "| set | reports | incidents | F | P | R | slots F | P | R | clean | exact |", "|---" * 11 + "|")
    for one in figures:
        both = [value for name in ("incidents", "slots") for value in _shares(one[name])]
        counts = (one["name"], one["reports"], one["annotated_incidents"])
        yield _row(*counts, *both, _percent(one["clean"]), _percent(one["exact"]))
    yield from ("", "Expected calibration error, in percent:", "", "| set | incidents | slots |", "|---|---|---|")
    for one in figures:
        error = one["calibration_error"]
        yield _row(one["name"], _percent(error["incidents"]), _percent(error["slots"]))
    yield from ("", "F of each slot, with how many incidents of the annotation fill it:", "")
    slots = sorted({slot for one in figures for slot in one["by_slot"]})
    yield _row("slot", *(one["name"] for one in figures))
    yield "|---" * (len(figures) + 1) + "|"
    for slot in slots:
        yield _row(slot, *(_slot(one["by_slot"].get(slot)) for one in figures))


def _caveats(names: set[str], notes: Notes) -> Iterator[str]:
    """Yield what must be known of single sets to take their figures for what they are."""
    folds = notes["recipe"]["folds"]
    crossed = [name for name in (folds["name"], folds.get("also_name")) if name in names] if folds else []
    if crossed and notes["folds"]:
        yield from ("", fill(CROSS.format(name=" and ".join(crossed)), 120, break_on_hyphens=False))
    elif HELD_OUT in names:
        yield from (
            "",
            f"{HELD_OUT}: not trained on; what was fitted on held-out reports was fitted on these very ones.",
        )
    if UNSEEN in names:
        yield from ("", SEEN.format(name=UNSEEN).strip())


def _slot(share: dict[str, float] | None) -> str:
    return "-" if share is None else f"{_percent(share.get('f'))} ({share['wanted']})"


def _shares(share: dict[str, float] | None) -> tuple[str, str, str]:
    told = share or {}
    return _percent(told.get("f")), _percent(told.get("precision")), _percent(told.get("recall"))


def _percent(value: float | None) -> str:
    return "-" if value is None else format(100 * value, ".1f")


def _row(*cells: object) -> str:
    return f"| {' | '.join(_cells(cells))} |"


def _cells(cells: Iterable[object]) -> Iterator[str]:
    return (str(cell).replace("|", "\\|") for cell in cells)


def _plural(word: str, count: int) -> str:
    if count == 1:
        return word
    return f"{word}es" if word.endswith("s") else f"{word}s"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the card; exit code 1 if that is not possible."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("weights", type=Path, help="folder of a trained reader")
    try:
        print(write_card(parser.parse_args(arguments).weights))
    except (TocsinError, OSError) as error:
        print(f"card: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
