"""Learn what the writer of templates decides, from the development keys: writes bench/muc/judges.json.

    python -m training.muc_judges FOLDER [--extractor NAME] [--folds N ...] [--hold-out N]

`FOLDER` holds `texts/` and `keys/` as the conferences distributed them; the second test set is not read. Most judges
learn from the keys alone. Which incidents are relevant and which words are worth saying is learned from what an
extractor finds; of an extractor that was trained on these messages, `--folds` must name those that it has not seen.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench.muc import features
from bench.muc.incidents import incident_type
from bench.muc.judges import STORED, use
from bench.muc.locations import country_of
from bench.muc.people import PARTICLES, name_features
from bench.muc.told import Told
from tocsin.extraction.base import Extractor
from tocsin.gazetteer.base import Gazetteer
from tocsin.plugins import load
from tocsin.settings import load_settings
from tocsin.vocabulary.report import Report, Source
from training.muc import development_keys, muc_reports
from training.muc_fit import Case, fit
from training.muc_gold import gold_mentions
from training.muc_keys import KeyTemplate
from training.muc_told import told_cases

WORD = re.compile(r"[A-Z']{3,}")
NOT_BEFORE_NAMES = re.compile(
    r"(?<![A-Z])(?:THE|A|AN|WAS|WERE|HAS|HAVE|HAD|TO|WILL|HIS|THEIR) ([A-Z']{3,})"
)  # fmt: skip
HUMAN_EFFECTS = frozenset({"", "DEATH", "INJURY", "NO INJURY", "NO INJURY OR DEATH", "REGAINED FREEDOM"})
THING_EFFECTS = frozenset({"", "SOME DAMAGE", "DESTROYED", "NO DAMAGE"})
STRENGTH = 2.0
STRENGTHS = {
    "name_word": 0.5, "human_type": 1.0, "thing_type": 1.0, "relevant": 6.0, "keep_target": 6.0, "keep_weapon": 6.0,
    "keep_perpetrator": 6.0,
}  # fmt: skip
"""How strongly the weights of a judge are pulled to zero, as cross-validation on the development messages had it."""


def name_cases(annotated: Iterable[dict[str, Any]]) -> Iterator[Case]:
    """Yield words of names, and words that stand where no name stands."""
    for report in annotated:
        targets = [t for i in report["incidents"] for t in i["targets"] if t["kind"] == "human"]
        names = {w for t in targets for w in WORD.findall(t.get("name", "")) if w not in PARTICLES}
        if not names:
            continue
        yield from ((name_features(word), "yes") for word in sorted(names))
        others = [report["text"][t["start"] : t["end"]].upper() for i in report["incidents"]
                  for field in ("targets", "perpetrators", "weapons") for t in i[field]]  # fmt: skip
        plain = [w for words in others for w in WORD.findall(words)]
        plain += sorted(set(NOT_BEFORE_NAMES.findall(report["text"].upper())))[:80]
        yield from ((name_features(word), "no") for word in plain if word not in names)


def gold_cases(told: Told, incident: dict[str, Any]) -> Iterator[tuple[str, Case]]:
    """Yield what one incident of the keys teaches each judge."""
    kind = incident_type(told.mention)
    yield from target_cases(told, incident)
    named = {value for value, words in incident["means"] if words}
    for value, words in incident["means"]:
        if not words:
            yield "means", (features.means(told, kind), value)
    if not incident["means"] and kind not in {"ARSON", "KIDNAPPING"}:
        yield "means", (features.means(told, kind), "")
    elif named and len(named) == len(incident["means"]):
        yield "means", (features.means(told, kind), sorted(named)[0])
    types = {words: value for value, alternatives in incident["means"] for words in alternatives}
    for claim in told.of("weapon"):
        value = types.get(claim.span.quote.upper())
        if value:
            yield "weapon", (features.weapon(told, claim, kind), value)
    yield "category", (features.category(told, kind), incident["violence"])
    for claim, item in zip(told.of("perpetrator"), incident["perpetrators"], strict=True):
        yield "organisation", (features.perpetrator(told, claim), "yes" if item["organisation"] else "no")


def target_cases(told: Told, incident: dict[str, Any]) -> Iterator[tuple[str, Case]]:
    """Yield what the targets of an incident teach."""
    for claim, item in zip(told.of("target"), incident["targets"], strict=True):
        effect = item["effect"] or ""
        if item["kind"] == "human":
            if item["type"]:
                seen = features.human_type(
                    told, claim.span, item["name"], item["described"], features.category_of(claim)
                )
                yield "human_type", (without_category(seen), item["type"])
            if effect in HUMAN_EFFECTS:
                yield "human_effect", (features.effect(told, claim.span), effect)
        else:
            if item["type"]:
                yield "thing_type", (without_category(features.thing_type(told, claim)), item["type"])
            if effect in THING_EFFECTS:
                yield "thing_effect", (features.effect(told, claim.span), effect)


def without_category(seen: Sequence[str]) -> list[str]:
    """Return features without the category, which in annotated reports is made from the answer itself."""
    return [feature for feature in seen if not feature.startswith(("cat:", "nocat:"))]


def report_for(annotated: dict[str, Any]) -> Report:
    """Return the message of an annotated report as the adapter hands it to an extractor."""
    published = date.fromisoformat(annotated["published"]) if annotated["published"] else None
    country = country_of(f"{annotated['place']} {annotated['text']}")
    return Report(annotated["id"], annotated["text"], Source("", country), published=published, language="en")


def key_cases(annotated: Iterable[dict[str, Any]], gazetteer: Gazetteer) -> Iterator[tuple[str, Case]]:
    """Yield what the keys teach, whatever an extractor finds."""
    for one in annotated:
        report = report_for(one)
        for mention, incident in zip(gold_mentions(one, report, gazetteer), one["incidents"], strict=True):
            if mention is not None:
                yield from gold_cases(Told(mention, report), incident)


def found_cases(
    annotated: Iterable[dict[str, Any]], keys: Mapping[str, list[KeyTemplate]], extractor: Extractor
) -> Iterator[tuple[str, Case]]:
    """Yield what the mentions of `extractor` teach."""
    for one in annotated:
        if one["text"]:
            report = report_for(one)
            found = [Told(mention, report) for mention in extractor.extract(report).mentions]
            yield from told_cases(found, keys[one["id"]])


def fitted(cases: Iterable[tuple[str, Case]]) -> dict[str, Any]:
    """Return the tables of the judges that learn from `cases`."""
    known: dict[str, list[Case]] = defaultdict(list)
    for name, case in cases:
        known[name].append(case)
    return {name: fit(known[name], STRENGTHS.get(name, STRENGTH)) for name in sorted(known)}


def save(tables: Mapping[str, Any], path: Path) -> None:
    """Write the tables, a judge a line."""
    lines = (f"{json.dumps(name)}:{json.dumps(table, separators=(',', ':'))}" for name, table in tables.items())
    path.write_text("{" + ",\n".join(lines) + "}\n", "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the judges."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where texts/ and keys/ are")
    parser.add_argument("--extractor", default="rules", metavar="NAME", help="whose mentions to learn from (rules)")
    parser.add_argument("--folds", type=int, nargs="+", metavar="N", help="learn from mentions of these folds only")
    parser.add_argument("--hold-out", type=int, metavar="N", help="leave out this fold (message number modulo 13)")
    parser.add_argument("--out", type=Path, default=STORED, metavar="FILE", help="where to write (%(default)s)")
    options = parser.parse_args(arguments)
    settings = load_settings()
    gazetteer = load("gazetteers", settings.gazetteer)(settings)
    annotated = [one for one in muc_reports(options.folder) if fold_of(one) != options.hold_out]
    tables = fitted([("name_word", case) for case in name_cases(annotated)])
    tables |= fitted(key_cases(annotated, gazetteer))
    save(tables, options.out)
    use(options.out)  # names are told in the next step
    seen = [one for one in annotated if not options.folds or fold_of(one) in options.folds]
    extractor = load("extractors", options.extractor)(settings, gazetteer)
    tables |= fitted(found_cases(seen, development_keys(options.folder), extractor))
    save(tables, options.out)
    return 0


def fold_of(annotated: dict[str, Any]) -> int:
    """Return the fold of a report, from 0 to 12; reports of the first test set are in none that is held out."""
    name: str = annotated["id"]
    return int(name[-4:]) % 13 if name.startswith("DEV") else -1


if __name__ == "__main__":
    sys.exit(main())
