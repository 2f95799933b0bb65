"""MUC-4 messages and keys as annotated reports: a second task to train a reader with.

A report has the fields of the annotated corpus (`id`, `style`, `published`, `headline`, `text`, `incidents`,
`relations`, `context`) with the text as `bench.muc.messages` gives it, in its capitals; and besides

* `muc`: true. `muc_irrelevant`: true where the key has no template. Such a message may well tell of an attack (an old
  one, one on soldiers by guerrillas, one elsewhere), so the absence of incidents says nothing but "not relevant".
* `place`: the place of the dateline.
* `trusted`: [start, end) of the sentences in which words of an incident were found. Elsewhere nothing was annotated.
* `unsure`: stretches (`role`, `start`, `end`) with words of the key that were not chosen: neither hits nor misses.

An incident stands for one template, with `optional` (the key leaves it free), `type`, `stage`, `violence` and `means`
(the key's words, means with the strings they are about), `murder`, and `unknown`, the names of fields of which absence
or value proves nothing. What can be trusted:

* always: that the quoted words of weapons, targets and perpetrators are such words of this incident; the kind of a
  target (physical, human) and its category; the `stance` of organisations (null for people, of whom keys say nothing);
  `kind` as far as the type goes (bomb, abduction, arson, seizure; the kinds of an ATTACK are inferred from instrument
  and trigger words); `status` where it is foiled or threatened (`reported` stands for confirmed and claimed too).
* `when`: an exact day or range of the key found as words of the text. `when` in `unknown`: it was not found.
* `where`: the names are right; their `kind` follows the key; the relation is not annotated and given as "at".
* `triggers` are guessed: words of the trigger list nearest to the quoted words. Empty, and `unknown`, if none is near.
* never annotated, always null or empty and `unknown`: killed, wounded, abducted, damage, denials, evidence, main,
  speakers. What became of a target stands with it as `effect`, by the key.

Every quoted thing has `start` and `end` too. Quotes follow the corpus: "words@2" is the second occurrence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bench.muc.messages import Message, messages
from tocsin.extraction.rules.lexicon import triggers as trigger_list
from tocsin.language.dates.find import Anchor, Dated, find_dates
from tocsin.language.phrases import fold
from tocsin.language.sentences import Extent, sentences
from training.muc_align import Stretch, all_occurrences, centre, gap, nearest, overlap, quote_of
from training.muc_keys import KeyFill, KeyTemplate, days, plain_id, read_keys
from training.muc_terms import (
    OTHER_TRIGGERS,
    PEOPLE,
    PLACES,
    STANCES,
    STATUSES,
    THINGS,
    TRIGGER_KINDS,
    WEAPONS,
    actor_kind,
    kind_of,
)

ALWAYS_UNKNOWN = ("killed", "wounded", "abducted", "damage", "denials", "evidence", "main", "speakers")
ROLES = {6: "weapon", 9: "perpetrator", 10: "perpetrator", 12: "target", 18: "target", 19: "target"}
KEYS, TEXTS = ("key-dev-*.muc4", "key-tst1*"), ("dev-muc3-*", "tst1-muc3*")
PLACE_REACH, DATE_REACH, TRIGGER_REACH = 500, 400, 250
WEAK = 0.3
_STRENGTH = {"sure": 2.0, "likely": 1.2, "weak": WEAK}
_TYPE_WORD = r"(?: (?:DEPARTMENT|PROVINCE|NEIGHBORHOOD|MUNICIPALITY|REGION|CITY|JURISDICTION|DISTRICT|VILLAGE))?(?!\w)"
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|month|recent", re.I)
_NEVER = re.compile(r"^(?:claimed responsibility|found|finds?|died|dead|sent|discovered|recovered|targets?)$")


@dataclass(frozen=True, slots=True)
class Word:
    """Trigger words: where, the kind they mean ("" for several), and how surely, from 0 to 2."""

    at: Stretch
    kind: str
    strength: float


@dataclass(slots=True)
class Scene:
    """One message with what was found in it once for all of its templates."""

    message: Message
    folded: str
    sentences: Sequence[Extent]
    words: list[Word]
    dates: Sequence[Dated]
    chosen: list[tuple[str, Stretch]] = field(default_factory=list)

    def sentence_of(self, at: Stretch) -> Stretch:
        """Return the sentence that holds the start of `at`."""
        return next(((s.start, s.end) for s in self.sentences if s.start <= at[0] < s.end), at)

    def quoted(self, role: str, at: Stretch) -> dict[str, Any]:
        """Return the quote fields for the words at `at`, and remember them as chosen in `role`."""
        self.chosen.append((role, at))
        return {"quote": quote_of(self.message.text, at), "start": at[0], "end": at[1]}


def muc_reports(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the development messages and those of the first test set in `folder` (`texts/`, `keys/`) as reports.

    The second test set is never read. Raises OSError if a file cannot be read.
    """
    keys = development_keys(folder)
    for texts in TEXTS:
        for path in sorted((folder / "texts").glob(texts)):
            for message in messages(path.read_text("latin-1")):
                if plain_id(message.id) in keys:
                    yield report_of(message, keys[plain_id(message.id)])


def development_keys(folder: Path) -> dict[str, list[KeyTemplate]]:
    """Return the templates of the development messages and the first test set, by plain id. Raises OSError."""
    paths = [path for pattern in KEYS for path in sorted((folder / "keys").glob(pattern))]
    return {name: found for path in paths for name, found in read_keys(path.read_text("latin-1")).items()}


def report_of(message: Message, templates: Sequence[KeyTemplate]) -> dict[str, Any]:
    """Return `message` with the incidents of its `templates`."""
    scene = _scene(message)
    incidents = [_incident(scene, number, template) for number, template in enumerate(templates, start=1)]
    trusted = sorted({scene.sentence_of(at) for _, at in scene.chosen})
    report: dict[str, Any] = {
        "id": plain_id(message.id),
        "style": "wire",
        "published": message.published.isoformat() if message.published else None,
        "headline": "",
        "text": message.text,
        "incidents": incidents,
        "relations": [],
        "context": [],
        "muc": True,
        "place": message.place,
        "trusted": [list(extent) for extent in trusted],
        "unsure": _unsure(scene, templates),
    }
    return report | ({} if templates else {"muc_irrelevant": True})


def _scene(message: Message) -> Scene:
    folded = fold(message.text)
    dates = find_dates(message.text, Anchor(message.published)) if message.text else ()
    lexicon = trigger_list()
    words = []
    for found in lexicon.pattern.finditer(folded):
        meaning = lexicon.meaning(found[0])
        if not _NEVER.match(found[0]):
            words.append(Word((found.start(), found.end()), meaning.kind, _STRENGTH[meaning.strength]))
    return Scene(message, folded, sentences(message.text), words, [d for d in dates if not d.metadata])


def _incident(scene: Scene, number: int, template: KeyTemplate) -> dict[str, Any]:
    text = scene.message.text
    fills = [(slot, fill, all_occurrences(text, fill.strings)) for slot in ROLES for fill in template.of(slot)]
    fitting = _fitting(scene, template)
    names = [(level, name, _named(text, name)) for level, name in enumerate(_parts(template))]
    groups = [(1.0, places) for _, _, places in fills]
    groups.append((0.7, [word.at for word in fitting]))
    groups += [(0.4, places) for level, _, places in names if level]
    middle = centre(groups)
    unknown = list(ALWAYS_UNKNOWN)
    incident: dict[str, Any] = {
        "n": number, "kind": "", "status": STATUSES.get(template.value(5), "reported"), "main": True, "count": 1,
        "triggers": [], "when": {"quote": None, "start": None, "end": None, "precision": "unknown"}, "where": [],
        "weapons": [], "targets": [], "perpetrators": [], "killed": None, "wounded": None, "abducted": None,
        "damage": [], "denials": [], "evidence": [], "optional": template.optional, "type": template.value(4),
        "stage": template.value(5), "murder": template.murder, "unknown": unknown, "violence": template.value(8),
        "means": [[fill.values[0], list(fill.about)] for fill in template.of(7)],
    }  # fmt: skip
    if middle is None:
        unknown.append("triggers")
        return incident | {"kind": kind_of(template, [])}
    found = [(slot, fill, nearest(places, middle)) for slot, fill, places in fills]
    _fill(scene, incident, template, [(slot, fill, at) for slot, fill, at in found if at is not None])
    words = _triggers(scene, template, middle, [at for _, _, at in found if at is not None])
    incident["triggers"] = [scene.quoted("trigger", word.at) for word in words]
    incident["kind"] = kind_of(template, [word.kind for word in words])
    incident["where"] = _where(scene, names, middle)
    incident["when"] = _when(scene, template, middle)
    unknown += ["triggers"] if not words else []
    unknown += ["when"] if incident["when"]["quote"] is None else []
    return incident


def _fill(
    scene: Scene, incident: dict[str, Any], template: KeyTemplate, found: list[tuple[int, KeyFill, Stretch]]
) -> None:
    """Add weapons, targets and perpetrators found as words of the text."""
    item: dict[str, Any]
    state = template.value(8) == "STATE-SPONSORED VIOLENCE"
    for slot, fill, at in found:
        words = scene.message.text[at[0] : at[1]]
        extra = {"optional": True} if fill.optional else {}
        if slot == 6:
            value = _about(template, 7, fill)
            item = {"type": WEAPONS.get(value, "unknown"), "number": None, "calibre_mm": None}
            incident["weapons"].append(scene.quoted("weapon", at) | item | extra)
        elif slot == 12:
            item = _target(template, fill, (13, 14, 16), THINGS, "physical")
            incident["targets"].append(scene.quoted("target", at) | item | extra)
        elif slot in {9, 10}:
            value = _about(template, 11, fill) if slot == 10 else ""
            kind = actor_kind(words, organisation=slot == 10, state=state)
            item = {"kind": kind, "stance": STANCES.get(value), "speaker": None, "organisation": slot == 10}
            incident["perpetrators"].append(scene.quoted("perpetrator", at) | item | extra)
    _people(scene, incident, template, [(slot, fill, at) for slot, fill, at in found if slot in {18, 19}])


def _people(
    scene: Scene, incident: dict[str, Any], template: KeyTemplate, found: list[tuple[int, KeyFill, Stretch]]
) -> None:
    """Add the human targets: a title that stands before its name makes one target with it."""
    names = [(fill, at) for slot, fill, at in found if slot == 18]
    joined: dict[Stretch, Stretch] = {}
    for slot, fill, at in found:
        if slot != 19:
            continue
        owner = next(((f, there) for f, there in names if set(f.strings) & set(fill.about)), None)
        before = owner and _title_before(scene.message.text, fill.strings, owner[1])
        if owner and before:
            joined[owner[1]] = (before[0], owner[1][1])
        else:
            known = KeyFill(strings=fill.about) if fill.about else fill
            item = _target(template, known, (20, 21, 23), PEOPLE, "human")
            item |= {"name": "", "described": scene.message.text[at[0] : at[1]]}
            item |= {"optional": True} if fill.optional else {}
            incident["targets"].append(scene.quoted("target", at) | item)
    for fill, at in names:
        item = _target(template, fill, (20, 21, 23), PEOPLE, "human")
        item |= {"name": scene.message.text[at[0] : at[1]], "described": _described(template, fill)}
        extra = {"optional": True} if fill.optional else {}
        incident["targets"].append(scene.quoted("target", joined.get(at, at)) | item | extra)


def _described(template: KeyTemplate, name: KeyFill) -> str:
    """Return the description that the key gives a named person, "" if none."""
    return next((fill.strings[0] for fill in template.of(19) if set(fill.about) & set(name.strings)), "")


def _title_before(text: str, strings: Sequence[str], name: Stretch) -> Stretch | None:
    """Return the words of one of `strings` that end right before `name`."""
    for place in all_occurrences(text, strings):
        if place[1] <= name[0] and not text[place[1] : name[0]].strip():
            return place
    return None


def _target(
    template: KeyTemplate, fill: KeyFill, slots: tuple[int, int, int], categories: dict[str, str], kind: str
) -> dict[str, Any]:
    value, number, effect = (_about(template, slot, fill) for slot in slots)
    digits = re.search(r"\d+", number)
    category = categories.get(value, "other")
    if value == "TRANSPORT VEHICLE":
        category = "civilian"
    return {
        "category": category, "kind": kind, "number": int(digits[0]) if digits else None, "type": value,
        "effect": effect or None,
    }  # fmt: skip


def _about(template: KeyTemplate, slot: int, fill: KeyFill) -> str:
    """Return the value that `slot` gives for the thing that `fill` names, "" if none."""
    wanted = {s.upper() for s in fill.strings}
    return next((f.values[0] for f in template.of(slot) if wanted & {a.upper() for a in f.about}), "")


def _fitting(scene: Scene, template: KeyTemplate) -> list[Word]:
    kinds = TRIGGER_KINDS.get(template.value(4), frozenset())
    return [word for word in scene.words if word.kind in kinds and (word.kind or word.strength >= 1)]


def _triggers(scene: Scene, template: KeyTemplate, middle: Stretch, chosen: list[Stretch]) -> list[Word]:
    """Return the trigger words: the best of each sentence that holds chosen words, else the nearest to the middle."""
    kind = template.value(4)
    kinds = TRIGGER_KINDS.get(kind, frozenset())
    own = [word for word in scene.words if word.kind in kinds]
    extents = dict.fromkeys(scene.sentence_of(at) for at in (middle, *chosen) if gap(at, middle) <= 2 * TRIGGER_REACH)
    found: list[Word] = []
    if kind != "ATTACK" and any(word.strength > WEAK and overlap(e, word.at) for e in extents for word in own):
        own = [word for word in own if word.strength > WEAK]  # of a bomb, "injured" tells less than "exploded"
    for extent in extents:
        near = [at for at in (middle, *chosen) if overlap(extent, at)]
        inside = [word for word in own if overlap(extent, word.at)] or _others(scene, kind, extent)
        best = max(inside, key=lambda word: _worth(word, near), default=None)
        if best is not None and not any(overlap(best.at, word.at) for word in found):
            found.append(best)
    if not found:
        around = [word for word in own if gap(word.at, middle) <= TRIGGER_REACH]
        found = sorted(around, key=lambda word: -_worth(word, [middle]))[:1]
    return found


def _worth(word: Word, near: list[Stretch]) -> float:
    away = sum(min(gap(word.at, at), 200) for at in near) / max(1, len(near))
    return word.strength + (1.0 if word.kind else 0.0) - away / 60


def _others(scene: Scene, kind: str, extent: Stretch) -> list[Word]:
    pattern = re.compile(rf"(?<!\w)(?:{OTHER_TRIGGERS.get(kind, '(?!)')})(?!\w)")
    return [Word((m.start(), m.end()), "", 0.5) for m in pattern.finditer(scene.folded, *extent)]


def _parts(template: KeyTemplate) -> list[str]:
    """Return the places of the key, the country first: "NAME (KIND)"."""
    value = template.value(3)
    return [part.strip(" ?()") + (")" if "(" in part else "") for part in re.split(r":| - ", value) if part.strip()]


def _named(text: str, part: str) -> list[Stretch]:
    name = part.split("(", maxsplit=1)[0].strip()
    return [(a, _with_type(text, b)) for a, b in all_occurrences(text, [name])]


def _with_type(text: str, end: int) -> int:
    found = re.compile(_TYPE_WORD).match(text, end)
    return found.end() if found else end


def _where(scene: Scene, names: list[tuple[int, str, list[Stretch]]], middle: Stretch) -> list[dict[str, Any]]:
    """Return the places near `middle`, most specific first."""
    found: list[dict[str, Any]] = []
    for level, name, places in reversed(names):
        at = nearest(places, middle, PLACE_REACH if level else PLACE_REACH // 2)
        if at is None:
            continue
        listed = re.search(r"\((.*?)\)", name)
        kind = "country" if level == 0 else PLACES.get(listed[1] if listed else "", "facility")
        if not any(overlap(at, (f["start"], f["end"])) for f in found):
            found.append(scene.quoted("where", at) | {"relation": "at", "kind": kind})
    return found


def _when(scene: Scene, template: KeyTemplate, middle: Stretch) -> dict[str, Any]:
    """Return the day of the key with the words that say so, if they stand near `middle`."""
    value = template.value(2)
    try:
        named = [date(*day) for day in days(value)]
    except ValueError:
        named = []
    nothing = {"quote": None, "start": None, "end": None, "precision": "unknown"}
    if not named:
        return nothing
    first, last, about = min(named), max(named), value.startswith("-")
    likely = [d for d in scene.dates if _says(d, first, last, about=about)]
    # Of "today" a key would make a day; "on or before" stands for days of the week and vague words.
    fitting = [(d.start, d.end) for d in likely if not about or _WEEKDAY.search(scene.folded, d.start, d.end)]
    at = nearest(fitting, middle, DATE_REACH // 2 if about else DATE_REACH)
    if at is None:
        precision = (
            {} if about else {"start": str(first), "end": str(last), "precision": "day" if first == last else "days"}
        )
        return nothing | precision
    told = next(d.when for d in scene.dates if (d.start, d.end) == at)
    quoted = scene.quoted("when", at)
    return {"quote": quoted["quote"], "start": str(told.start), "end": str(told.end), "precision": told.precision,
            "at": list(at)}  # fmt: skip


def _says(dated: Dated, first: date, last: date, *, about: bool) -> bool:
    """Whether a date of the text says the days of the key; "on or before" a day is a day of its week, or so."""
    start, end = dated.when.start, dated.when.end
    if start is None or end is None:
        return False
    if about:
        return 0 <= (last - end).days <= 7 and (end - start).days <= 31
    return (start, end) == (first, last) or (first < last and first <= start and end <= last)


def _unsure(scene: Scene, templates: Sequence[KeyTemplate]) -> list[dict[str, Any]]:
    """Return the occurrences of words of the keys that were chosen for nothing in their role."""
    found = set()
    for template in templates:
        for slot, role in ROLES.items():
            for fill in template.of(slot):
                for at in all_occurrences(scene.message.text, fill.strings):
                    if not any(role == r and overlap(at, there) for r, there in scene.chosen):
                        found.add((role, at))
    return [{"role": role, "start": at[0], "end": at[1]} for role, at in sorted(found, key=lambda f: f[1])]
