"""Weapons in a text: type, number, calibre, and the kind of incident that they usually mean (data/weapons.toml)."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import cast

from tocsin.errors import VocabularyError
from tocsin.language.numbers import Quantity, find_numbers
from tocsin.language.phrases import fold, whole_words
from tocsin.vocabulary.terms import KINDS, Kind
from tocsin.vocabulary.values import Weapon


@dataclass(frozen=True, slots=True)
class Armed:
    """Weapon words at characters `start` to `end`, and the kind of incident that they usually mean."""

    start: int
    end: int
    weapon: Weapon
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the table: `calibre` in millimetres; `mass` words say nothing of a number; `block` is no weapon."""

    type: str
    kind: Kind | None
    calibre: float | None = None
    mass: bool = False
    block: bool = False


@dataclass(frozen=True, slots=True)
class _Head:
    """A weapon name in the text before its noun phrase is known."""

    start: int
    end: int
    entry: Entry
    plural: bool


def _key(phrase: str) -> str:
    return re.sub(r"[\s~-]+", "", fold(phrase))


@cache
def weapon_table() -> tuple[dict[str, tuple[Entry, bool]], re.Pattern[str]]:
    """Return the entries by name, each with whether the name is a plural, and a pattern of all names.

    Raises VocabularyError where the table has an unknown kind.
    """
    data = tomllib.loads(resources.files("tocsin.data").joinpath("weapons.toml").read_text(encoding="utf-8"))
    names: dict[str, tuple[Entry, bool]] = {}
    phrases: list[str] = []
    for row in data["weapon"]:
        kind = row["kind"] or None
        if kind is not None and kind not in KINDS:
            raise VocabularyError(f"weapons.toml: no such kind: {kind!r}")
        entry = Entry(
            row["type"], cast("Kind | None", kind), row.get("calibre"), row.get("mass", False), row.get("block", False)
        )
        for name in row["names"]:
            plural = name + ("" if name.endswith("s") else "s")
            for form in (name, plural):
                names.setdefault(_key(form), (entry, form == plural))
                phrases.append(form)
    return names, whole_words(phrases)


_CALIBRE = re.compile(r"(?<![\w.])(\d{2,3}(?:\.\d+)?)[\s-]?(?:mm|millimet(?:re|er)s?|calib(?:re|er))\b")
_CALIBRE_AFTER = re.compile(r"\s*,?\s*(?:of|\()\s*(\d{2,3}(?:\.\d+)?)[\s-]?mm\b\)?")
_TOKEN = re.compile(r"[\w.'-]*\w['’\"”]?")
_STOP = frozenset(
    "of in on at by with from to for into onto near under over after before during and or but as that which who when "
    "where while if than then is are was were be been being has have had do does did will would could may might must "
    "he she it they we i you him them us said says not fired firing fire launched launching threw lobbed planted hit "
    "struck exploded using used carrying out off up down across against through via per".split()
)
_CONTAINERS = re.compile(
    r"(?:sticks?|cartridges?|rounds?|sacks?|blocks?|boxes|volleys?|salvos?|crates?|pieces?|barrage|hail|pair"
    r"|number)\s+of\s+$"
)
_GROUP_SIZES = {"pair": 2, "couple": 2, "brace": 2, "trio": 3}
_GROUP = re.compile(rf"(?:\b(?:an?|the|one) )?\b({'|'.join(_GROUP_SIZES)}) of $")
_LOADED = re.compile(
    r"([\w-]+)(?:\s+bomb)?,?\s+(?:(?:was|were|being)\s+)?(?:packed|laden|loaded|stuffed|filled|rigged|wired"
    r"|crammed|primed|fitted|full)\s+"
    r"(?:up\s+)?(?:with|of|w/)\s+(?:[^\s.;:,]+\s+){0,8}?$"
)
_CARRIERS = {
    "boat": Entry("boat", "vehicle-bomb"),
    "vest": Entry("suicide-vest", "suicide"),
    "belt": Entry("suicide-vest", "suicide"),
    "jacket": Entry("suicide-vest", "suicide"),
    "drone": Entry("drone", "drone"),
}
_VAGUE = (0, 3, 24, 40, 200, 2000)
_DETERMINERS = {"a": 1, "an": 1, "one": 1, "another": 1, "single": 1, "each": 1}
_POINTERS = frozenset("the this that these those his her its their our my your some any both such".split())
# Words in front of which a weapon's name only describes: "a rocket attack" says nothing of how many rockets.
_ATTRIBUTE = re.compile(
    r"[\s-](?:attacks?|strikes?|fire|blasts?|explosions?|barrages?|salvos?|raids?|assaults?|squads?|teams?"
    r"|crews?|units?|"
    r"campaigns?|duels?|threats?|workshops?|components|launches|launchings?|bombardments?|impacts?|incidents?|"
    r"offensives?|positions?|launchers?|tubes?|sites?|plants?|factory|factories|experts?|victims?|injuries|wounds?|"
    r"experts?|plots?|ambush(?:es)?|sirens?|alerts?|fragments?|debris|detonations?|propelled|bursts?|butts?)\b"
)


def _heads(folded: str) -> list[_Head]:
    """Find weapon names, joining those that stand side by side ("Katyusha rockets", "107mm mortar bombs")."""
    names, pattern = weapon_table()
    heads: list[_Head] = []
    for found in pattern.finditer(folded):
        entry, plural = names[_key(found[0])]
        before = heads[-1] if heads else None
        if before and not entry.block and not before.entry.block and folded[before.end : found.start()] in (" ", "-"):
            calibre = before.entry.calibre or entry.calibre
            kept = before.entry if entry.mass or entry.type in ("ied", "explosive") else entry
            joined = Entry(kept.type, kept.kind, calibre, entry.mass)
            heads[-1] = _Head(before.start, found.end(), joined, plural)
        else:
            heads.append(_Head(found.start(), found.end(), entry, plural))
    return [head for head in heads if not head.entry.block]


def _start_of_phrase(folded: str, head: _Head, numbers: dict[int, Quantity]) -> tuple[int, int | None]:
    """Walk back from a head over its adjectives to a number or an article: where the phrase starts, and how many."""
    left = max(0, head.start - 60)
    tokens = list(_TOKEN.finditer(folded, left, head.start))
    at = head.start
    steps = 0
    for token in reversed(tokens):
        gap = folded[token.end() : at]
        if steps > 4 or gap.strip(" \"'“”-x×"):
            break
        counted = numbers.get(token.end())
        if counted is not None and counted.unit in (None, "$") and steps < 5:
            return counted.start, _how_many(folded, counted)
        if counted is not None and counted.unit == "ordinal":
            steps -= 1  # "a second device": the article before it counts
        steps += 1
        word = token[0].strip("'\"”")
        if word in _DETERMINERS:
            return token.start(), 1
        if word in _POINTERS:
            return token.start(), None if head.plural or head.entry.mass else 1
        if word in _STOP or (word.isdigit() and not folded.startswith("mm", token.end() + 1)):
            break
        at = token.start()
    calibre = _CALIBRE.search(folded, left, head.start)
    bare = None if head.plural or head.entry.mass else 1
    if calibre and folded[calibre.end() : head.start].strip(" -") == "":
        return calibre.start(), bare
    return head.start, bare


def _as_carried(folded: str, head: _Head) -> _Head:
    """Turn "a car packed with explosives" and "six rounds of artillery" into the heads that they are of."""
    if not head.entry.mass:
        return head
    before = folded[max(0, head.start - 90) : head.start]
    loaded = _LOADED.search(before)
    if loaded:
        start = head.start - len(before) + loaded.start()
        entry = _CARRIERS.get(loaded[1].rstrip("s"), Entry("vehicle-bomb", "vehicle-bomb"))
        return _Head(start, head.end, entry, loaded[1].endswith("s") and not loaded[1].endswith("ss"))
    held = _CONTAINERS.search(before)
    if held:
        start = head.start - len(before) + held.start()
        return _Head(start, head.end, head.entry, held[0].split()[0].endswith("s"))
    return head


def _how_many(folded: str, quantity: Quantity) -> int | None:
    """Return the figure of a count whatever its bound: "more than 80 rockets" is 80, as the corpus has it."""
    if quantity.low is None:
        return quantity.high
    if quantity.high is None:
        if (
            not any(character.isdigit() for character in folded[quantity.start : quantity.end])
            and quantity.low in _VAGUE
        ):
            return None
        over = folded.startswith(("more than", "over", "above", "just over", "well over"), quantity.start)
        return quantity.low - over
    return quantity.low or None


def _calibre(folded: str, start: int, head: _Head) -> tuple[float | None, int]:
    """Return the calibre inside or right after the phrase, and where the phrase ends with it."""
    inside = _CALIBRE.search(folded, start, head.end)
    if inside:
        return float(inside[1]), head.end
    after = _CALIBRE_AFTER.match(folded, head.end)
    if after:
        return float(after[1]), after.end()
    return head.entry.calibre, head.end


@lru_cache(maxsize=4)
def find_weapons(text: str) -> tuple[Armed, ...]:
    """Return the weapons named in `text` with their noun phrases, in order, none overlapping."""
    folded = fold(text)
    heads = _heads(folded)
    if not heads:
        return ()
    numbers = {quantity.end: quantity for quantity in find_numbers(text)}
    found: list[Armed] = []
    for head in (_as_carried(folded, head) for head in heads):
        if not head.plural and _ATTRIBUTE.match(folded, head.end) and not head.entry.mass:
            start, number = head.start, None
            calibre_before = _CALIBRE.search(folded, max(0, start - 12), start)
            if calibre_before and not folded[calibre_before.end() : start].strip(" -"):
                start = calibre_before.start()
        else:
            start, number = _start_of_phrase(folded, head, numbers)
        if number is None and (group := _GROUP.search(folded, max(0, start - 20), start)):
            start, number = group.start(), _GROUP_SIZES[group[1]]
        if found and start < found[-1].end:
            start = max(head.start, found[-1].end)
        calibre, end = _calibre(folded, start, head)
        weapon = Weapon(head.entry.type, number, calibre)
        found.append(Armed(start, end, weapon, head.entry.kind))
    return tuple(found)
