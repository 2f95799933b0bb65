"""Finds the words of a text that are a name of the gazetteer and stand where a place would."""

from dataclasses import dataclass, field

from tocsin.gazetteer.folding import fold_word, is_article
from tocsin.gazetteer.store import Store
from tocsin.gazetteer.tokens import Words
from tocsin.gazetteer.words import PlaceWords

_LONGEST = 6
_CONNECTORS = frozenset(
    "of de la las los el del do da dos das du des le les sur and bin ibn i y e en et upon on the al a aux au d l".split()
)
# Words that open sentences, in capitals then, and belong to no name.
_OPENERS = frozenset(
    "but when while after as since this that these those meanwhile although though however also if then what who "
    "where why how there here its his her their our your all both some many most more no not last next early late "
    "yesterday today tonight overnight elsewhere later earlier separately still even because during before until "
    "against about under over above below along despite with without than so yet only just it he she they we one "
    "two three four five six seven eight nine ten police security military troops militants gunmen rebels militia "
    "army officials sources residents local another other each every near from".split()
)
BIG_TOWN = 100_000
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
        doubtful: list[tuple[int, Match]] = []
        at = 0
        while at < len(self.words):
            match = self._longest(at)
            if match is None:
                at += 1
                continue
            verdict = self._judge(match)
            if verdict is None:
                doubtful.append((len(kept), match))
            elif verdict:
                kept.append(match)
            at = match.last + 1 if verdict or match.last > match.first else at + 1
        known = {match.key for match in kept}
        later = [match for _, match in doubtful if match.key in known]
        if later:
            kept = sorted([*kept, *later], key=lambda m: m.first)
        return [m for m in kept if m.key not in self.people or self._located(m) or m.noun]

    def _longest(self, at: int) -> Match | None:
        words = self.words
        first = words.raw[at]
        if not (first[0].isupper() or (first[0].islower() and words.gap(at) == "-" and words.is_capitalised(at + 1))):
            return None
        key, best, group = "", None, None
        last = min(len(words), at + _LONGEST + 2)
        for position in range(at, last):
            raw = words.raw[position]
            named = raw[0].isupper() or raw[0].isdigit()
            folded = fold_word(raw)
            if position + 1 < last and is_article(folded, words.gap(position) == "-") and words.gap(position) in "- ":
                pass
            elif named or (key and folded in _CONNECTORS):
                key = f"{key} {folded}" if key else folded
                if group is None:
                    group = self.store.keys_from(folded)
                    if not group:
                        return None
                if named and key in group:
                    best = Match(at, position, key)
            else:
                break
            if words.gap(position) not in "- ":
                break
        return best

    def _judge(self, match: Match) -> bool | None:
        """Return whether `match` is a place: None if only another, surer one of the same name would make it so."""
        words, tables = self.words, self.tables
        single = match.first == match.last or " " not in match.key
        raw_key = match.key
        self._note_nouns(match)
        if single and (raw_key in tables.never or len(raw_key) < 3):
            return False
        if single and raw_key in self.demonyms:
            return False
        before, after = words.folded(match.first - 1), words.folded(match.last + 1)
        joined_before, joined_after = words.gap(match.first - 1), words.gap(match.last)
        if joined_after in " -'" and after in tables.blockers and words.is_capitalised(match.last + 1):
            return False
        if joined_after == "-" and words.raw[match.last + 1][0].islower():
            return False
        if joined_before == " " and before in tables.titles and words.is_capitalised(match.first - 1):
            return self._person(match)
        strength = self._strength(match.key)
        if strength == 3 and not single:
            return True
        located = self._located(match) or match.noun is not None or self._followed(match)
        shouted = words.is_shouted(match.first)
        if single and (raw_key in tables.common or raw_key in tables.given or raw_key in _OPENERS):
            if shouted or words.starts_sentence(match.first):
                located = match.noun is not None or self._followed(match)
            return (
                located and not self._beside_person(match) or (False if strength < 3 else self._maybe(match, located))
            )
        if self._beside_person(match) and not match.noun:
            return self._person(match)
        if strength == 3:
            return True
        weak = joined_before == " " and before in tables.weak_locatives
        if strength == 2:
            return located or weak or (None if shouted or single else True)
        if not single and all(self._is_common(n) for n in range(match.first, match.last + 1)):
            return located and not shouted
        return located or (None if not weak or shouted else True)

    def _maybe(self, match: Match, located: bool) -> bool | None:
        return True if located else None

    def _is_common(self, at: int) -> bool:
        folded = self.words.folded(at)
        return folded in self.tables.common or folded in _OPENERS or folded in self.tables.nouns

    def _person(self, match: Match) -> bool:
        self.people.add(match.key.rsplit(" ", 1)[-1])
        return False

    def _note_nouns(self, match: Match) -> None:
        words, nouns = self.words, self.tables.nouns
        after = words.folded(match.last + 1)
        if words.gap(match.last) == " " and after in nouns:
            match.noun, match.before_noun = nouns[after], True
            return
        before = words.folded(match.first - 2)
        if words.folded(match.first - 1) == "of" and words.gap(match.first - 1) == " " and before in nouns:
            match.noun, match.after_noun = nouns[before], True

    def _located(self, match: Match) -> bool:
        words, before = self.words, self.words.folded(match.first - 1)
        if words.gap(match.first - 1) != " ":
            return False
        if before == "the":
            before = words.folded(match.first - 2)
        compass = before == "of" and words.folded(match.first - 2) in {"north", "south", "east", "west", "outskirts"}
        return before in self.tables.locatives or compass

    def _followed(self, match: Match) -> bool:
        """Whether a country or first-level area follows after a comma, or the words open a dateline."""
        words, text = self.words, self.words.text
        end = words.ends[match.last]
        between = text[end : end + 12]
        if between.startswith((", ", ",\n")) and match.last + 1 < len(words):
            following = self._longest(match.last + 1)
            if following is not None:
                kinds = {c.kind for c, _, _ in self.store.named(following.key)}
                return bool(kinds & {"country", "province"})
        opens = words.starts[match.first] == 0 or text[: words.starts[match.first]].rstrip(" \t").endswith("\n")
        return opens and between.lstrip(" ").startswith(("(", "—", "--", "–", "- ", "/"))

    def _beside_person(self, match: Match) -> bool:
        words, tables = self.words, self.tables
        before, after = words.folded(match.first - 1), words.folded(match.last + 1)
        shouted = words.is_shouted(match.first)
        single = " " not in match.key
        if words.gap(match.first - 1) in " -" and words.is_capitalised(match.first - 1):
            if before in tables.given:
                return True
            known = before in tables.locatives or before in tables.weak_locatives or before in tables.nouns
            known = known or before in self.demonyms or before in tables.never or before in _OPENERS or before == "camp"
            if not (shouted or known or words.starts_sentence(match.first - 1) or self._headline(match.first)):
                return True
        if words.gap(match.last) == " " and words.is_capitalised(match.last + 1) and single and not shouted:
            known = after in tables.nouns or after in tables.never or after in self.demonyms or after in _OPENERS
            if after in tables.given:
                return True
            surname = match.key in tables.given or self._strength(match.key) < 3
            return surname and not known and not self._headline(match.first)
        return False

    def _headline(self, at: int) -> bool:
        """Whether most words of the line around word `at` have capitals, as headlines have."""
        text, place = self.words.text, self.words.starts[at]
        start = text.rfind("\n", 0, place) + 1
        end = text.find("\n", place)
        line = text[start : end if end >= 0 else len(text)]
        if len(line) > 160 or line.rstrip().endswith("."):
            return False
        long = [word for word in line.split() if len(word) > 3]
        return len(long) > 2 and sum(word[0].isupper() for word in long) >= 0.7 * len(long)

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
            elif candidate.population >= (BIG_TOWN if own else 3 * BIG_TOWN):
                return 3
            else:
                best = max(best, 2 if candidate.population >= MIDDLE_TOWN else 1)
        return best
