"""Names changed for others of their kind, the same everywhere in a text: actors, nations, places, sites, people."""

import random
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Generic, TypeVar

from training.augment_quotes import Draft, Edit

T = TypeVar("T")
DATA = files("tocsin") / "data"
_WORD = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(
    r"(?:Brigades?|Army|Forces?|Front|Movement|Party|Union|Companies|Units?|Organi[sz]ation|Resistance|Council|League"
    r"|Guards?|Corps|Command|Network|Militia|Battalions?|Houthis|Taliban|State|coalition|military|army|Committee)$"
)
_CORE = re.compile(r"(?:[A-Z][\w'’-]+|al-[A-Z][\w'’-]+)(?: (?:al-|el-|de |bin )?[A-Z][\w'’-]+)*")
_GENERIC = re.compile(
    r"\b(?:District|Province|Governorate|City|State|County|Region|Department|North|South|East|West|Northern|Southern"
    r"|Eastern|Western|Central|Old|New|The|Street|Road|Gulf|Sea|River|Valley|Front|[IVX]+|Provinsi|Ilcesi|Kabupaten"
    r"|Qada|Nahiyat|Nahiyah|Mintaqat|Muhafazat|Wilayat|Oblast|Raion|Rayon|Departement|Arrondissement|Kecamatan|Provincia"
    r"|Comuna|Municipio|Municipalidad|Canton|Kota|Wilaya|Cercle|Commune|Zila|Changwat|Amphoe"
    r"|Daerah|Division|Tumani|Zone|Regency|Centro|Sur|Norte|Este|Oeste|Centre|Nord|Sud)\b"
)
_ENGLISH = re.compile(r"[A-Z][a-z'-]{2,}(?: [A-Z][a-z]{2,})?")
_AREA_WORDS = re.compile(r" (?:District|Province|County|Region|Governorate|Department|Municipality)$")
# After "US", these go on with the sentence; any other word is a noun that "US" stands before as an adjective.
_NOT_NOUNS = frozenset(
    "and or in on to of for that from with after by at which who as has had have is was were are will would said says"
    " also could did does may but it its it's carried launched struck killed hit blamed blames denied denies accused"
    " accuses wants".split()
)


@dataclass(frozen=True, slots=True)
class Actor:
    """One entry of the table of actors: what sort it is of, and its names, full ones and abbreviations apart."""

    sort: str
    name: str
    names: tuple[str, ...]
    short: tuple[str, ...]
    adjectives: tuple[str, ...] = ()

    @property
    def article(self) -> bool:
        """Whether the name is used with "the"."""
        return _ARTICLE.search(self.name) is not None and not self.name.startswith("Islamic State")


@dataclass(frozen=True, slots=True)
class Found:
    """An actor's name in a text; `capitals` where the text has it in capitals that the table has not."""

    start: int
    end: int
    actor: Actor
    form: str
    capitals: bool


class Lexicon(Generic[T]):
    """Phrases by their first word, longest first, so that a text is searched in one pass over its words."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._phrases: defaultdict[str, list[tuple[str, T, str, bool]]] = defaultdict(list)
        for phrase, value in phrases:
            for written in {phrase, phrase.upper() if len(phrase) > 4 else phrase}:
                if first := _WORD.search(written):
                    self._phrases[first[0]].append((written, value, phrase, written != phrase))
        for same in self._phrases.values():
            same.sort(key=lambda one: -len(one[0]))

    def find(self, text: str) -> Iterator[tuple[int, int, T, str, bool]]:
        """Yield start, end, value, phrase and whether it is in capitals, of what stands in `text`, none overlapping."""
        free = 0
        for word in _WORD.finditer(text):
            start = word.start()
            if start < free or word[0] not in self._phrases:
                continue
            for written, value, phrase, capitals in self._phrases[word[0]]:
                end = start + len(written)
                if text.startswith(written, start) and not text[end : end + 1].isalnum():
                    yield start, end, value, phrase, capitals
                    free = end
                    break


@lru_cache(maxsize=1)
def actors() -> tuple[Lexicon[Actor], Mapping[str, Sequence[Actor]]]:
    """Return the names of the table of actors and its entries by sort: group, force, nation."""
    countries = tomllib.loads((DATA / "countries.toml").read_text("utf-8"))
    entries = []
    for row in tomllib.loads((DATA / "actors.toml").read_text("utf-8"))["actors"]:
        sort = "nation" if "demonym" in row else "force" if row["kind"] == "state" else "group"
        forms = [row["name"], *row["also"]]
        short = tuple(form for form in forms if _is_short(form))
        adjectives: list[str] = []
        if sort == "nation":
            code = (row["countries"] or [""])[0]
            adjectives = [row["demonym"], *countries.get(code, {}).get("demonyms", ())]
        entries.append(Actor(sort, row["name"], tuple(f for f in forms if f not in short), short, tuple(adjectives)))
    by_sort: defaultdict[str, list[Actor]] = defaultdict(list)
    for actor in entries:
        by_sort[actor.sort].append(actor)
    return Lexicon((form, a) for a in entries for form in (*a.names, *a.short, *a.adjectives)), by_sort


def _is_short(form: str) -> bool:
    return len(form) <= 8 and form.replace(".", "").replace("-", "").isupper()


def swap_actors(draft: Draft, rng: random.Random, share: float = 0.7) -> None:
    """Give about `share` of the groups, forces and nations of the text the names of others of their sort."""
    lexicon, by_sort = actors()
    found: defaultdict[str, list[Found]] = defaultdict(list)
    shouting = sum(map(str.isupper, draft.text)) > sum(map(str.islower, draft.text))
    for one in lexicon.find(draft.text):
        # In a text all in capitals "ARE" and "IS" are words, not groups.
        if not (shouting and len(one[3]) <= 3 and one[2].sort != "nation"):
            found[one[2].name].append(Found(*one))
    present = set(found)
    edits: list[Edit] = []
    for places in found.values():
        old = places[0].actor
        pool = [a for a in by_sort[old.sort] if a.name not in present and _fills(a, old, places)]
        if pool and rng.random() < share:
            new = rng.choice(pool)
            present.add(new.name)
            wanted = [edit for one in places for edit in _renamed(draft.text, one, new, rng)]
            if draft.fits(wanted):
                edits += wanted
    draft.rewrite(edits)


def _fills(new: Actor, old: Actor, places: Sequence[Found]) -> bool:
    """Whether `new` can stand wherever `old` does: with or without an article, in full or abbreviated."""
    if old.sort == "nation":
        # An adjective that is a noun as well ("an Iraqi", "Iraqis") fits both uses.
        return new.adjectives[0].endswith(("i", "an")) and not new.name.startswith("United")
    return new.article == old.article and (bool(new.short) or all(one.form not in old.short for one in places))


def _renamed(text: str, one: Found, new: Actor, rng: random.Random) -> Iterator[Edit]:
    old, start = one.actor, one.start
    if old.sort != "nation":
        words = rng.choice(new.short) if one.form in old.short else new.name
    else:
        plural = one.form in old.adjectives and one.form.endswith("s") and one.form[:-1] in old.adjectives
        after = re.match(r"[ -](\w+)", text[one.end : one.end + 20])
        before_noun = one.form in old.short and after is not None and after[1].lower() not in _NOT_NOUNS
        if one.form in old.adjectives or before_noun:
            words = new.adjectives[0] + ("s" if plural else "")
        else:
            words = new.name
            if text[max(0, start - 4) : start].lower() == "the ":
                start -= 4
    yield from _article(text, start, words)
    yield Edit(start, one.end, words.upper() if one.capitals else words)


def _article(text: str, start: int, words: str) -> Iterator[Edit]:
    """Mend "a" and "an" before the words that are to stand at `start`."""
    before = re.search(r"\b([Aa]n?) $", text[max(0, start - 4) : start])
    if before:
        wanted = before[1][0] + ("n" if words[0] in "AEIOaeio" else "")
        if wanted != before[1]:
            at = start - 1 - len(before[1])
            yield Edit(at, at + len(before[1]), wanted)


def unaccented(name: str) -> str:
    """Return `name` as a news agency writes it, without the marks of its letters."""
    apart = unicodedata.normalize("NFKD", name)
    return "".join(c for c in apart if not unicodedata.combining(c) and c not in "’‘ʼ")


@lru_cache(maxsize=1)
def areas() -> Mapping[str, Mapping[bool, Sequence[str]]]:
    """Return English names of areas by country: True for those of the first level, False for those below."""
    found: defaultdict[str, defaultdict[bool, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in (DATA / "areas.tsv").read_text("utf-8").splitlines():
        parts = line.split("\t")
        if len(parts) != 7 or parts[0] == "code":
            continue
        plain = (unaccented(name) for name in (*parts[3].split("|"), parts[2]))
        names = (_AREA_WORDS.sub("", name) for name in plain)
        name = next((name for name in names if _ENGLISH.fullmatch(name)), None)
        if name and not _GENERIC.search(name):
            found[parts[0][:2]][parts[0].count(".") == 1].append(name)
    return {code: dict(levels) for code, levels in found.items() if len(levels[False]) > 12 and len(levels[True]) > 3}


def swap_places(draft: Draft, rng: random.Random, share: float = 0.7) -> None:
    """Give about `share` of the cities, districts and provinces where something happened names of one other country."""
    pools = areas()[rng.choice(sorted(areas()))]
    cores: dict[str, bool] = {}
    for quote in draft.quotes:
        kind = quote.holder.get("kind")
        if "relation" in quote.holder and kind in ("city", "district", "province"):
            core = _CORE.search(draft.text[quote.start : quote.end])
            if core and not _GENERIC.search(core[0]):
                cores.setdefault(core[0], kind == "province")
    swaps = {old: rng.choice(pools[first]) for old, first in cores.items() if rng.random() < share}
    rename(draft, {old: new for old, new in swaps.items() if new not in draft.text})


def rename(draft: Draft, swaps: Mapping[str, str]) -> None:
    """Put each new name in the place of the old one, in capitals too, wherever it stands as whole words."""
    known = {**swaps, **{old.upper(): new.upper() for old, new in swaps.items()}}
    if not known:
        return
    pattern = re.compile(
        rf"(?<![\w-])(?:{'|'.join(re.escape(old) for old in sorted(known, key=len, reverse=True))})(?!-?\w)"
    )
    wanted: defaultdict[str, list[Edit]] = defaultdict(list)
    for match in pattern.finditer(draft.text):
        wanted[match[0].lower()] += [
            *_article(draft.text, match.start(), known[match[0]]),
            Edit(match.start(), match.end(), known[match[0]]),
        ]
    draft.rewrite(edit for edits in wanted.values() if draft.fits(edits) for edit in edits)


@lru_cache(maxsize=1)
def sites() -> tuple[Lexicon[str], Mapping[str, Sequence[str]]]:
    """Return the names of known sites and, by what sort of site the name says it is, all names of that sort."""
    by_sort: defaultdict[str, list[str]] = defaultdict(list)
    for path in DATA.iterdir():
        if path.name.startswith("sites-"):
            for row in tomllib.loads(path.read_text("utf-8"))["site"]:
                for name in (row["name"], *row.get("names", ())):
                    by_sort[_sort_of(name)].append(name)
    told = {sort: names for sort, names in by_sort.items() if sort and len(names) > 5}
    return Lexicon((name, sort) for sort, names in told.items() for name in names), told


def _sort_of(name: str) -> str:
    first, *_, last = name.split() if " " in name else ("", name)
    if first in {"Camp", "FOB", "Firebase"}:
        return first
    return (
        last.lower()
        if last.lower() in {"base", "airport", "airbase", "embassy", "camp", "prison", "port", "dam"}
        else ""
    )


def swap_sites(draft: Draft, rng: random.Random) -> None:
    """Give the known camps, bases, airports and the like in the text the names of others of their sort."""
    lexicon, by_sort = sites()
    swaps = {phrase: rng.choice(by_sort[sort]) for _, _, sort, phrase, _ in lexicon.find(draft.text)}
    rename(draft, swaps)


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """Return the words that stand beside this module: names, loaded phrases, furniture."""
    return tomllib.loads(Path(__file__).with_name("augment_words.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def _people() -> tuple[re.Pattern[str], Sequence[str], Sequence[str], frozenset[str]]:
    given, family = words()["given"].split(), words()["family"].split()
    titles = "|".join(rf"(?<=\b{re.escape(title)} )" for title in words()["titles"].split())
    pattern = re.compile(
        rf"\b(?:(?:{'|'.join(given)})|(?:{titles})[A-Z][a-z]+) "
        r"(?P<family>(?:[Aa]l-|[Ee]l-|bin |de )?[A-Z][a-z'’]+)(?![\w-])"
    )
    return pattern, given, family, frozenset(words()["not_family"].split())


def person(rng: random.Random) -> str:
    """Return a full name made up of the lists."""
    _, given, family, _ = _people()
    return f"{rng.choice(given)} {rng.choice(family)}"


def swap_people(draft: Draft, rng: random.Random) -> None:
    """Give the people of the text other names, in full and where the family name stands alone."""
    pattern, given, family, wrong = _people()
    swaps: dict[str, str] = {}
    for match in pattern.finditer(draft.text):
        if match["family"] not in wrong and match["family"] not in swaps and match["family"] not in given:
            new = rng.choice(family)
            swaps[match["family"]] = new
            swaps[match[0]] = f"{rng.choice(given)} {new}"
    rename(draft, swaps)


def place(rng: random.Random) -> str:
    """Return the name of some area."""
    pools = areas()
    return rng.choice(pools[rng.choice(sorted(pools))][False])
