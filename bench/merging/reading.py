"""Annotated reports read end to end, and which of the mentions found is which of the annotation."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.merging.gold import Record, annotated, span_of
from bench.quality.sets import input_record
from tocsin.errors import InputError
from tocsin.export.record import record
from tocsin.extraction.base import Extraction
from tocsin.gazetteer.base import Gazetteer
from tocsin.plugins import load
from tocsin.scoring.alignment import match
from tocsin.settings import load_settings
from tocsin.tasks.read import ReadOptions, read
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Report


@dataclass(frozen=True, slots=True)
class Keyed:
    """One report with its mentions. `keys` has the key of each mention that the annotation has too.

    `main` are those of them that the annotation calls main; `wanted` is how many main ones it has with a key. `also`
    has the keys of further incidents that reading made one with a mention: those that were found nowhere else, and
    whose triggers are among its own.
    """

    report: Report
    mentions: tuple[Mention, ...]
    keys: dict[str, str]
    main: frozenset[str]
    wanted: int
    also: Mapping[str, frozenset[str]] = field(default_factory=dict)


def from_gold(reports: Sequence[Record]) -> list[Keyed]:
    """Return `reports` with the mentions of the annotation."""
    settings = load_settings()
    gazetteer: Gazetteer = load("gazetteers", settings.gazetteer)(settings)
    out: list[Keyed] = []
    for given in reports:
        one = annotated(given, gazetteer)
        keys = {mention.id: key for mention, key in zip(one.mentions, one.keys, strict=True) if key}
        main = frozenset(mention.id for mention in one.mentions if mention.main and mention.id in keys)
        out.append(Keyed(one.report, one.mentions, keys, main, len(main)))
    return out


def from_text(reports: Sequence[Record], extractor: str) -> list[Keyed]:
    """Return `reports` as `extractor` reads their texts; what it found is aligned to the annotation as scoring does.

    Raises InputError for a report that cannot be read.
    """
    found: dict[str, Extraction] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        path.write_text("".join(json.dumps(input_record(dict(given))) + "\n" for given in reports), encoding="utf-8")
        for item in read([str(path)], ReadOptions(extractor=extractor), load_settings()):
            if not isinstance(item, Extraction):
                raise InputError(f"{item.item}: {item.reason}")
            found[item.report.id] = item
    return [aligned(given, found[str(given["id"])]) for given in reports]


def aligned(given: Record, found: Extraction) -> Keyed:
    """Return what was `found` in the annotated report `given`, with the keys that the alignment of scoring gives."""
    incidents = given["incidents"]
    same = match(given, record(found)).same
    pairs = [(incidents[wanted], found.mentions[at].id) for wanted, at in same.items() if incidents[wanted].get("key")]
    keys = {mention_id: str(incident["key"]) for incident, mention_id in pairs}
    main = frozenset(mention_id for incident, mention_id in pairs if incident.get("main", True))
    wanted = sum(bool(incident.get("key")) and bool(incident.get("main", True)) for incident in incidents)
    missed = [incident for number, incident in enumerate(incidents) if number not in same and incident.get("key")]
    also = {
        mention.id: _run_together(mention, missed, found.report) for mention in found.mentions if mention.id in keys
    }
    return Keyed(found.report, found.mentions, keys, main, wanted, {m: others for m, others in also.items() if others})


def _run_together(mention: Mention, missed: Sequence[Record], report: Report) -> frozenset[str]:
    """Return the keys of those of `missed` that have a trigger where `mention` has one."""
    own = [claim.span for claim in mention.of("trigger")]
    return frozenset(
        str(incident["key"])
        for incident in missed
        for span in (span_of(report, entry) for entry in incident.get("triggers") or ())
        if span and any(span.start < other.end and other.start < span.end for other in own)
    )
