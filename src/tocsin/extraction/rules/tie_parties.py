"""Who may have ties in a sentence: actors, the personal names beside them, and plain words such as "the militias"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tocsin.extraction.rules.actors import ActorWords, actor_table, is_shouting
from tocsin.language.sentences import Extent

PartySort = Literal["group", "unit", "force", "state", "person", "name", "single", "word"]


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who may have ties, at characters `start` to `end`.

    `sort`: a named group; a unit (a part of a force: "the 3rd front"); a force of a state; a state; a person described;
    a name that may be a person's; a single capitalised word, which only long patterns may take; plain words ("the
    militias").
    """

    start: int
    end: int
    sort: PartySort


# One word in capitals inside a sentence: a surname, a capital that stands for its state, a short name of a group.
_SINGLE = re.compile(r"(?<=[a-z,] )[A-Z][\w-]{2,}(?![\w.])(?! [A-Z])(?! \d)")
_NAME = re.compile(
    r"(?<![\w.])(?:(?:[A-Z]\.\s?)*[A-Z](?:(?!['’]s\b)[\w’'-])+|al-[A-Z]\w+)(?:\s+(?:al-|bin |ibn |el-|ag |Ag |de "
    r"|del |de la |von |van )?[A-Z](?:(?!['’]s\b)[\w’'-])*\.?|\s+al-[A-Z]\w+){1,3}"
)
_GENERIC = re.compile(
    r"(?<!\w)(?:(?:the|these|both|such|our|an?|his|a number of|various|several|many|new|small|other|fake|armed"
    r"|criminal|local|militant|rebel|outlawed|"
    r"shadowy|little-known)\s+){1,5}(?:[a-z-]+\s+)?(?:militias|groups|group|militia|factions|faction"
    r"|organisations|organizations|cells|cell|rebels|insurgents|"
    r"fighters|gang|gangs|dissidents|outfits|militants|movement|squad|squads|band|bandits|brigades|formation)(?!\w)"
    r"|(?<=[.!?]\s)(?:some|many|most)(?=\s(?:have|has|are|of them)\b)|(?<=\n)(?:some|many|most)(?=\s(?:have|are)\b)"
)
_BACKER = re.compile(
    r"(?<![\w.])([A-Z][\w.]*(?: [A-Z]\w+)?)(?=-(?:backed|sponsored|funded|financed|supported|trained|linked"
    r"|affiliated|aligned|allied|inspired))"
)
_UNIT_NAME = re.compile(
    r"(?<![\w-])(?:\d+(?:st|nd|rd|th)|[\"“]?[A-Z](?:(?!['’]s\b)[\w’'-])+(?:\s(?:[A-Z](?:(?!['’]s\b)[\w’'-])+"
    r"|al-[A-Z]\w+)){0,3}[\"”]?)\s[\"“]?"
    r"(?:[Ff]ront|[Bb]rigade|[Bb]attalion|[Cc]ommando|[Cc]olumn|faction|unit|[Uu]nit|wing|cell|talde|squad"
    r"|nucleus|group|militia)(?!\w)[\"”]?"
)
_UNIT_HEAD = re.compile(
    r"(?:front|brigade|brigades|battalion|unit|commando|commandos|wing|cell|column|faction|band|division"
    r"|regiment|squad|group|cells|company|"
    r"corps|province|council|bureau|command|force|militia|branch|nucleus|section|army|committee)s?\b|^(?:the"
    r" )?(?:brigade|battalion|column|squad) ",
)


def find_parties(text: str, folded: str, actors: Sequence[ActorWords], extent: Extent) -> list[Party]:
    """Return all who may have ties in a sentence: the actors first, then names and plain words beside them."""
    begin, end = extent.start, extent.end
    found = [Party(a.start, a.end, _sort(folded, a)) for a in actors]
    if not is_shouting(text):
        names = (name for name in _NAME.finditer(text, begin, end) if "\n" not in name[0])
        found += [Party(n.start(), n.end(), "name") for n in names if not _overlapping(found, n.start(), n.end())]
        for unit in _UNIT_NAME.finditer(text, begin, end):
            start = unit.start() - 4 if folded[max(0, unit.start() - 4) : unit.start()] == "the " else unit.start()
            if "\n" not in unit[0]:
                found = _swallow(found, Party(start, unit.end(), "unit"))
    for backer in _BACKER.finditer(text, begin, end):
        lost = _overlapping(found, backer.start(), backer.end(1))
        found = [party for party in found if party not in lost]
        found.append(Party(backer.start(), backer.end(1), "state"))
    for word in _GENERIC.finditer(folded, begin, end):
        if text[word.start() + 1 : word.end()] != folded[word.start() + 1 : word.end()] and not is_shouting(text):
            continue  # capitals make it a name
        found = _swallow(found, Party(word.start(), word.end(), "word"))
    if not is_shouting(text):
        singles = _SINGLE.finditer(text, begin, end)
        found += [
            Party(s.start(), s.end(), "single")
            for s in singles
            if s[0] not in _NO_NAMES and not _overlapping(found, s.start(), s.end())
        ]
    return sorted(found, key=lambda party: party.start)


_DATES = (
    "January February March April May June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday Islam Islamic Muslim Christian Jewish Ramadan Mr Mrs Dr General Colonel President"
)
_NO_NAMES = frozenset(_DATES.split())


def _overlapping(found: list[Party], start: int, end: int) -> list[Party]:
    return [party for party in found if party.start < end and start < party.end]


def _swallow(found: list[Party], larger: Party) -> list[Party]:
    """Return the parties with `larger` in place of those inside it; unchanged where one only overlaps it."""
    inside = _overlapping(found, larger.start, larger.end)
    if all(larger.start <= party.start and party.end <= larger.end for party in inside):
        return [*(party for party in found if party not in inside), larger]
    return found


def _sort(folded: str, actor: ActorWords) -> PartySort:
    if actor.kind == "individual":
        return "person"
    if actor.kind == "state":
        # A service of a state can be part of another; the state itself cannot.
        return "force" if actor.known and actor.name not in actor_table().countries else "state"
    if actor.kind == "unknown" or not (actor.known or any(c.isupper() for c in actor.name[1:])):
        return "word"
    if not actor.known and _UNIT_HEAD.search(folded[actor.start : actor.end]):
        return "unit"
    return "group"


def fits(party: Party, wanted: str) -> bool:
    """Whether a party is of the sort that a pattern wants; the sorts of patterns stand in data/ties.toml."""
    if wanted == "":
        return True
    if wanted == "person":
        return party.sort in ("person", "name", "single")
    if wanted == "any-group":
        return party.sort in ("group", "unit", "force", "word", "state", "single")
    if wanted == "unit":
        return party.sort in ("unit", "force")
    if wanted == "named":
        return party.sort in ("group", "unit", "force")
    return party.sort in ("group", "unit", "force", "word", "name", "single")
