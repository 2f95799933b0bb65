"""Finds the words of a text that are a name of the gazetteer and stand where a place would."""

import re
from dataclasses import dataclass, field

from tocsin.gazetteer.folding import fold_word, is_article
from tocsin.gazetteer.store import Store
from tocsin.gazetteer.tokens import Words
from tocsin.gazetteer.words import PlaceWords

_LONGEST = 6
_JOINERS = frozenset("and bin ibn i y e en upon on the of a".split())
_OF = frozenset("de la las los el del do da dos das du des le les sur et aux au d l al".split())
_CONNECTORS = _JOINERS | _OF
# Words that open sentences, in capitals then, and belong to no name.
_OPENERS = frozenset(
    "but when while after as since this that these those meanwhile although though however also if then what who "
    "where why how there here its his her their our your all both some many most more no not last next early late "
    "yesterday today tonight overnight elsewhere later earlier separately still even because during before until "
    "against about under over above below along despite with without than so yet only just it he she they we one "
    "two three four five six seven eight nine ten police security military troops militants gunmen rebels militia "
    "army officials sources residents local another other each every near from is was".split()
)
_SPEECH = frozenset("said says told added tweeted replied insisted declared announced".split())
_COMPASS_OF = frozenset("north south east west northeast northwest southeast southwest outskirts".split())
_LISTED = re.compile(r"(?:,|,? and|,? or| &|/|,? then)?\s+|/|-")
_AFTER_HEADING = re.compile(r"\s*(?:[:(—–|,]|-+\s|\.(?:\s|$)|$)")
_DATE_BEFORE = re.compile(r"(?:\d|\b[A-Z][a-z]{2,8}\.?),?[-–|:.)\]]?\s+$|[|•▪\-*#>)\]]\s?$")
KNOWN_TOWN = 100_000
MIDDLE_TOWN = 15_000


@dataclass(slots=True)
class Match:
    """Words `first` to `last` (included) of a text that are the name `key`; `noun` is what they are said to be."""

    first: int
    last: int
    key: str
    noun: str | None = None
    after_noun: bool = False
    before_noun: bool = False

    @property
    def single(self) -> bool:
        """Whether the name is one word, articles aside."""
        return " " not in self.key


@dataclass(slots=True)
class Matcher:
    """Searches one text. `people` gathers the single names that the text gives to persons."""

    words: Words
    store: Store
    tables: PlaceWords
    demonyms: frozenset[str]
    people: set[str] = field(default_factory=set)

    def matches(self) -> list[Match]:
        """Return the accepted matches in order of the text."""
        kept: list[Match] = []
        doubtful: list[Match] = []
        at, raw, ends, text, count = 0, self.words.raw, self.words.ends, self.words.text, len(self.words)
        while at < count:
            if not raw[at][0].isupper() and text[ends[at] : ends[at] + 1] != "-":
                at += 1
                continue
            match = self._longest(at)
            if match is None:
                at += 1
                continue
            verdict = self._judge(match)
            if verdict is None:
                doubtful.append(match)
            elif verdict:
                kept.append(match)
            at = match.last + 1 if verdict or match.last > match.first else at + 1
        kept += self._second_thoughts(kept, doubtful)
        kept.sort(key=lambda m: m.first)
        return [m for m in kept if m.key not in self.people or m.noun or self._located(m) or self._heads(m)]

    def _second_thoughts(self, kept: list[Match], doubtful: list[Match]) -> list[Match]:
        """Return the doubtful matches whose name is sure elsewhere in the text, or that stand in a list of places."""
        known = {match.key for match in kept}
        ends = {match.last for match in kept}
        starts = {match.first for match in kept}
        won: list[Match] = []
        for match in doubtful:
            before = after = False
            for end in range(match.first - 3, match.first):
                before = before or (end in ends and self._listed(end, match.first))
            for start in range(match.last + 1, match.last + 4):
                after = after or (start in starts and self._listed(match.last, start))
            if match.key in known or before or after:
                won.append(match)
                ends.add(match.last)
        return won

    def _listed(self, end: int, start: int) -> bool:
        return _LISTED.fullmatch(self.words.text, self.words.ends[end], self.words.starts[start]) is not None

    def _longest(self, at: int) -> Match | None:
        words = self.words
        first = words.raw[at]
        if not (first[0].isupper() or (first[0].islower() and words.gap(at) == "-" and words.is_capitalised(at + 1))):
            return None
        key, best, group = "", None, None
        last = min(len(words), at + _LONGEST + 2)
        for position in range(at, last):
            raw = words.raw[position]
            folded = fold_word(raw)
            gap = words.gap(position)
            named = raw[0].isupper() or raw[0].isdigit() or (bool(key) and folded in self.tables.tails)
            if not (position + 1 < last and gap in "- " and is_article(folded, gap == "-")):
                if not (named or (key and folded in _CONNECTORS)):
                    break
                key = f"{key} {folded}" if key else folded
                if group is None:
                    group = self.store.keys_from(folded)
                    if not group:
                        return None
                if named and key in group:
                    best = Match(at, position, key)
            if gap not in "- ":
                break
        return best

    def _judge(self, match: Match) -> bool | None:
        """Return whether `match` is a place: None if only something else in the text could make it so."""
        words, tables, single = self.words, self.tables, match.single
        if match.key in tables.never or (single and (len(match.key) < 3 or match.key in self.demonyms)):
            return False
        self._note_nouns(match)
        if all(w in tables.never for w in match.key.split()) and not match.before_noun:
            return False
        shouted = words.is_shouted(match.first)
        if self._part_of_more(match, shouted):
            return False
        before = words.folded(match.first - 1)
        if words.gap(match.first - 1) == " " and before in tables.titles and words.is_capitalised(match.first - 1):
            return self._person(match)
        strength = self._strength(match.key)
        everyday = not single and all(self._is_everyday(n) for n in range(match.first, match.last + 1))
        if strength == 3 and not single and (not everyday or self._is_famous(match.key)):
            return True
        weak = words.gap(match.first - 1) == " " and before in tables.weak_locatives
        if single and (match.key in tables.common or match.key in tables.given or match.key in _OPENERS):
            return self._judge_everyday(match, strength, shouted, weak)
        if self._beside_person(match, shouted) and not match.noun:
            return self._person(match)
        if strength == 3 and not everyday:
            return True
        located = match.noun is not None or self._located(match) or self._followed(match) or self._heads(match)
        if everyday:
            return located and not shouted
        if strength == 2 and not located and not weak:
            return None if shouted or single else True
        return True if located or (weak and not shouted) or (weak and strength == 2) else None

    def _judge_everyday(self, match: Match, strength: int, shouted: bool, weak: bool) -> bool | None:
        """Judge a word of everyday English, or a given name, that is also a place."""
        located = (match.noun is not None and not shouted) or self._followed(match)
        if not located and not shouted and not self.words.starts_sentence(match.first):
            located = self._located(match) or (weak and strength == 3 and match.key not in self.tables.common)
        if self._beside_person(match, shouted):
            return self._person(match)
        if match.key in self.tables.given and not shouted and self._is_country(match.key):
            return True
        return True if located else None if strength == 3 and not shouted else False

    def _part_of_more(self, match: Match, shouted: bool) -> bool:
        """Whether the words around make the name part of a longer one that is no place, or not this one."""
        words, tables = self.words, self.tables
        after, gap = words.folded(match.last + 1), words.gap(match.last)
        raw = words.raw[match.first]
        if (
            match.first == match.last
            and raw.isupper()
            and len(raw) <= 4
            and not shouted
            and match.key not in {"uae", "drc"}
        ):
            return not self._heads(match)
        if gap not in "- '":
            return False
        following = words.raw[match.last + 1]
        if gap == "-" and following[0].islower() and not words.is_capitalised(match.last + 2):
            return True
        if (
            words.is_capitalised(match.last + 1)
            and gap != "'"
            and after in (tables.units if shouted else tables.blockers)
        ):
            return True
        continued = (after in _OF or is_article(after, words.gap(match.last + 1) == "-")) and gap != "'"
        if continued and words.is_capitalised(match.last + 2) and words.gap(match.last + 1) in "- ":
            return not shouted or after != "a"
        if gap == "'" or shouted or not words.is_capitalised(match.last + 1) or not match.single:
            return False
        if "\n" in words.text[words.ends[match.last] : words.starts[match.last + 1]] or self._headline(match.first):
            return False
        known = after in tables.institutions or (after in tables.nouns and not self._names_a_street(match))
        known = known or after in tables.never
        return not (known or after in self.demonyms or after in _OPENERS or after in tables.locatives)

    def _is_everyday(self, at: int) -> bool:
        folded = self.words.folded(at)
        tables = self.tables
        return folded in tables.common or folded in tables.never or folded in tables.nouns or folded in _OPENERS

    def _person(self, match: Match) -> bool:
        self.people.add(match.key.rsplit(" ", 1)[-1])
        return False

    def _note_nouns(self, match: Match) -> None:
        words, nouns = self.words, self.tables.nouns
        after = words.folded(match.last + 1)
        inner = match.key.rsplit(" ", 1)[-1]
        if inner in nouns and not match.single:
            match.noun = nouns[inner]
        elif words.gap(match.last) == " " and after in nouns and not self._names_a_street(match):
            match.noun, match.before_noun = nouns[after], True
        elif words.folded(match.first - 1) == "of" and words.gap(match.first - 1) == " ":
            before = words.folded(match.first - 2)
            bare = not words.is_capitalised(match.first - 3) or words.is_shouted(match.first)
            if before in self.tables.nouns_of and bare:
                match.noun, match.after_noun = self.tables.nouns_of[before], True

    def _names_a_street(self, match: Match) -> bool:
        """Whether a road's name follows in capitals: Kohat Road is a street that may lie anywhere."""
        words, after = self.words, match.last + 1
        return self.tables.nouns[words.folded(after)] == "road" and words.is_capitalised(after)

    def _located(self, match: Match) -> bool:
        words, before = self.words, self.words.folded(match.first - 1)
        if words.text[words.starts[match.first] - 1 : words.starts[match.first]] == "#":
            return True
        if words.gap(match.first - 1) != " ":
            return False
        if before == "the":
            before = words.folded(match.first - 2)
        compass = before == "of" and words.folded(match.first - 2) in _COMPASS_OF
        if before in self.tables.assaults:
            return words.folded(match.last + 1) not in _SPEECH
        return before in self.tables.locatives or compass

    def _followed(self, match: Match) -> bool:
        """Whether a country or first-level area follows after a comma."""
        words = self.words
        end = words.ends[match.last]
        if not words.text.startswith((", ", ",\n", " ("), end) or match.last + 1 >= len(words):
            return False
        following = self._longest(match.last + 1)
        if following is None or following.key in self.tables.never:
            return False
        return any(c.kind in {"country", "province"} for c, _, _ in self.store.named(following.key))

    def _heads(self, match: Match) -> bool:
        """Whether the name opens a dateline or an entry of a list: at the start of a line or after a date."""
        words, text = self.words, self.words.text
        if _AFTER_HEADING.match(text, words.ends[match.last]) is None:
            return False
        before = text[max(0, words.starts[match.first] - 14) : words.starts[match.first]]
        if before.rstrip(" \t") == "" or before.rstrip(" \t").endswith("\n"):
            return True
        return _DATE_BEFORE.search(before) is not None and self._dated(match.first - 1)

    def _dated(self, at: int) -> bool:
        folded = self.words.folded(at)
        line_start = self.words.text.rfind("\n", 0, self.words.ends[at]) + 1 if at >= 0 else 0
        return at < 0 or folded[:1].isdigit() or folded in self.tables.months or self.words.ends[at] <= line_start

    def _beside_person(self, match: Match, shouted: bool) -> bool:
        words, tables = self.words, self.tables
        before, after = words.folded(match.first - 1), words.folded(match.last + 1)
        wrapped = (
            "\n" in words.text[max(0, words.ends[match.first - 1]) : words.starts[match.first]] if match.first else True
        )
        if (
            words.gap(match.first - 1) in " -"
            and words.is_capitalised(match.first - 1)
            and not (wrapped and not shouted)
        ):
            if before in tables.given:
                return True
            known = before in tables.locatives or before in tables.weak_locatives or before in tables.nouns
            known = known or before in self.demonyms or before in tables.never or before in _OPENERS
            known = known or before in tables.prefixes
            if not (shouted or known or words.starts_sentence(match.first - 1) or self._headline(match.first)):
                return True
        if words.gap(match.last) == " " and match.single and after in tables.given:
            return words.is_capitalised(match.last + 1)
        return match.single and after in _SPEECH and self._strength(match.key) < 3 and not self._located(match)

    def _headline(self, at: int) -> bool:
        """Whether most words of the line around word `at` have capitals, as headlines have."""
        text, place = self.words.text, self.words.starts[at]
        start = text.rfind("\n", 0, place) + 1
        end = text.find("\n", place)
        line = text[start : end if end >= 0 else len(text)]
        if len(line) > 160 or line.rstrip().endswith("."):
            return False
        long = [word for word in line.split() if len(word) > 3]
        return len(long) > 3 and sum(word[0].isupper() for word in long) >= 0.7 * len(long)

    def _is_country(self, key: str) -> bool:
        return any(candidate.kind == "country" for candidate, _, _ in self.store.named(key))

    def _is_famous(self, key: str) -> bool:
        return any(sure or candidate.kind == "country" for candidate, _, sure in self.store.named(key))

    def _strength(self, key: str) -> int:
        """Return 3 for what a reader knows (countries, first-level areas, big towns, sites), 2 and 1 for less."""
        best = 0
        for candidate, own, sure in self.store.named(key):
            if sure or candidate.kind in {"country", "province"}:
                return 3
            if candidate.kind == "facility":
                best = max(best, 3 if "airport" in key or "base" in key or "airfield" in key else 1)
            elif candidate.kind == "district":
                best = max(best, 2 if own else 1)
            elif candidate.population >= (KNOWN_TOWN if own else 3 * KNOWN_TOWN):
                return 3
            else:
                best = max(best, 2 if candidate.population >= MIDDLE_TOWN else 1)
        return best
