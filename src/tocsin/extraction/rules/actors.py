"""Actors in a text: known names, unknown organisations by the shape of their names, and plain words for attackers.

Names, words and shapes stand in data/actors.toml.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import cast

from tocsin.errors import VocabularyError
from tocsin.language.phrases import alternation, fold, whole_words
from tocsin.vocabulary.terms import ACTOR_KINDS, ActorKind


@dataclass(frozen=True, slots=True)
class ActorWords:
    """An actor at characters `start` to `end` of a text, its article included.

    `name` is the table's name where `known`, else the words without the article.
    """

    start: int
    end: int
    name: str
    kind: ActorKind
    known: bool


@dataclass(frozen=True, slots=True)
class Known:
    """One spelling of the table: `exact` is the only way to write it, "" where any capitals will do."""

    name: str
    kind: ActorKind
    exact: str = ""
    plain: bool = False


@dataclass(frozen=True, slots=True)
class ActorTable:
    """What data/actors.toml says, ready to be looked up in folded text."""

    spellings: dict[str, Known]
    pattern: re.Pattern[str]
    demonyms: re.Pattern[str]
    words: dict[str, ActorKind]
    heads: re.Pattern[str]
    shape_heads: re.Pattern[str]
    openers: re.Pattern[str]
    countries: frozenset[str]


def _key(phrase: str) -> str:
    return re.sub(r"[\s~-]+", " ", fold(phrase))


def _spellings(rows: list[dict[str, object]]) -> dict[str, Known]:
    found: dict[str, Known] = {}
    for row in rows:
        name, kind = str(row["name"]), row["kind"]
        if kind not in ACTOR_KINDS:
            raise VocabularyError(f"actors.toml: {name}: no such kind of actor: {kind!r}")
        bare = name.split(" (", maxsplit=1)[0]
        for spelling in (bare, *cast("list[str]", row["also"])):
            short = spelling.replace("-", "").replace(".", "").isupper() and len(spelling) <= 6
            known = Known(name, cast("ActorKind", kind), spelling if short else "", spelling.islower())
            before = found.setdefault(_key(spelling), known)
            if before.name == name and before.exact and not known.exact:
                found[_key(spelling)] = known  # "RENAMO" and "Renamo" are both right
    return found


@cache
def actor_table() -> ActorTable:
    """Return the table; raises VocabularyError where a kind is none of the vocabulary."""
    data = tomllib.loads(resources.files("tocsin.data").joinpath("actors.toml").read_text(encoding="utf-8"))
    rows = data["actors"]
    spellings = _spellings(rows)
    words: dict[str, ActorKind] = {}
    for kind, listed in data["words"].items():
        for word in fold(listed).split():
            words.setdefault(word.replace("-", " "), kind)
    demonyms = [row["demonym"] for row in rows if "demonym" in row]
    forces = [w.replace("-", " ") for w in fold(data["words"]["state"]).split()]
    return ActorTable(
        spellings,
        whole_words(spelling.replace(" ", "~") if "-" in spelling else spelling for spelling in _written(rows)),
        re.compile(
            rf"(?<!\w)(?:{alternation(demonyms)})(?:[\s-]+(?!and\b|or\b|of\b|in\b|was\b"
            rf"|were\b)[a-z-]+){{0,2}}?[\s-]+(?:{alternation(forces)})(?!\w)"
        ),
        words,
        whole_words(words),
        re.compile(rf"(?<!\w)(?:{'|'.join(data['shapes']['heads'].split())})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{'|'.join(data['shapes']['openers'].split())})(?=[\s-])"),
        frozenset(str(row["name"]) for row in rows if "demonym" in row),
    )


def _written(rows: list[dict[str, object]]) -> Iterator[str]:
    for row in rows:
        yield str(row["name"]).split(" (")[0]
        yield from cast("list[str]", row["also"])


_THE = re.compile(r"(?<!\w)(?:the|a|an)\s+(?:[A-Za-z]+(?:ian|ish|ese|aqi|eli)\s)?[\"'“‘]?$", re.IGNORECASE)


def _with_article(text: str, start: int) -> int:
    """Return where the article before `start` begins, `start` if there is none."""
    article = _THE.search(text, max(0, start - 24), start)
    return article.start() if article and text[article.end() - 1 : start + 1].strip("\"'“‘") else start


@lru_cache(maxsize=4)
def is_shouting(text: str) -> bool:
    """Whether most letters of a text are capitals, so that they tell no names; a sample of its beginning decides."""
    sample = text[:900:3]
    capitals = sum(map(str.isupper, sample))
    return capitals > 6 and capitals > 2 * sum(map(str.islower, sample))


def _known(text: str, folded: str, table: ActorTable, *, shouting: bool) -> Iterator[ActorWords]:
    for found in table.pattern.finditer(folded):
        known = table.spellings.get(_key(found[0]))
        if known is None:
            continue
        written = text[found.start() : found.end()]
        if known.exact and written != known.exact:
            continue
        if shouting and len(written) < 3:
            continue
        if not known.plain and not any(c.isupper() for c in written):
            continue
        yield ActorWords(_with_article(text, found.start()), found.end(), known.name, known.kind, True)


def _forces(text: str, folded: str, table: ActorTable) -> Iterator[ActorWords]:
    for found in table.demonyms.finditer(folded):
        name = text[found.start() : found.end()]
        if name[0].isupper():
            yield ActorWords(_with_article(text, found.start()), found.end(), name, "state", False)


_NOT_IN_NAME = re.compile(
    r"['’]s$|-(?:backed|linked|led|held|based|aligned|allied|funded|sponsored|supported|trained|inspired|affiliated)$"
)
_LEFT = re.compile(r"([^\W\d_][\w'’.-]*|\d+(?:st|nd|rd|th))(\s+|\s*-\s*)$")
_JOINERS = frozenset(("of", "for", "the", "de", "del", "la", "al", "and", "in", "to", "los", "las", "du", "des", "di"))
_NO_ACTOR = frozenset(
    "security city town county district parliamentary olympic red labour labor conservative republican"
    " democratic european "
    "african premier football human international u.n un united world trade student editorial court city bank"
    " stock first"
    " new foreign intelligence defence defense senate house cabinet privy".split()
)
_CIVIL = frozenset(
    "Council Committee Union League Party Network Group Commission Unit Company Guard Organization Organisation"
    " Province Alliance Command".split()
)


def _shaped(text: str, table: ActorTable) -> Iterator[ActorWords]:
    """Yield names of organisations by their last word, walking left over capitalised words."""
    for head in table.shape_heads.finditer(text):
        start, first, words = head.start(), head.start(), 0
        while words < 7:
            left = _LEFT.search(text, max(0, start - 40), start)
            if not left or "\n" in left[2]:
                break
            word = left[1]
            if _NOT_IN_NAME.search(word):
                break
            if word[0].isupper() or word[0].isdigit() or word.startswith("al-"):
                first = left.start()
                words += 1
            elif word not in _JOINERS:
                break
            start = left.start()
        name = text[first : head.end()]
        lead = name.split()[0].casefold()
        if lead in ("the", "a", "an"):
            first += len(lead) + 1
            name, words = text[first : head.end()], words - 1
            lead = name.split()[0].casefold()
        if words < 1 or (head[0] in _CIVIL and (lead in _NO_ACTOR or words < 2)):
            continue
        kind: ActorKind = "state" if re.match(r"\d", name) else "group"
        yield ActorWords(_with_article(text, first), head.end(), name.strip(), kind, False)


_RIGHT = re.compile(r"[\s-]+(?:al-|ul-|e-|i-|al\s)?[A-Z][\w'’-]*")


def _opened(text: str, table: ActorTable) -> Iterator[ActorWords]:
    """Yield names by their first word: "Saraya ...", "Kataib ..."."""
    for opener in table.openers.finditer(text):
        end, words = opener.end(), 0
        while words < 3 and (following := _RIGHT.match(text, end)):
            if "\n" in following[0]:
                break
            end, words = following.end(), words + 1
        if words:
            yield ActorWords(_with_article(text, opener.start()), end, text[opener.start() : end], "group", False)


_CALLING = re.compile(
    r"(?:calling itself|calls itself|calling themselves|styling itself|that calls itself|which calls itself"
    r"|so-called|named|known as)\s+"
    r"[\"'“‘]?(?:the\s+|The\s+)?((?:[A-Z][\w'’-]*|al-[A-Z]\w+)(?:\s+(?:(?:of|for|the|de"
    r"|and)\s+)*(?:[A-Z0-9][\w'’-]*|al-[A-Z]\w+)){0,6})"
)


def _self_named(text: str) -> Iterator[ActorWords]:
    for found in _CALLING.finditer(text):
        if " " in found[1] or found[0].startswith(("calling", "calls", "styling", "that", "which")):
            yield ActorWords(found.start(1), found.end(1), found[1], "group", False)


_HINT = whole_words(
    (
        "armed masked hooded unidentified unknown uniformed balaclava-clad camouflaged suicide motorcycle motorcycles "
        "motorbike motorbikes scooter scooters bicycle bicycles"
    ).split()
)
_DESCRIBED = re.compile(
    r"(?<!\w)(?:(?:a|an|the|some|several|two|three|four|five|six|seven|eight|nine|ten|dozens of|a group of|\d+)\s+)?"
    r"(?:(?:suspected|alleged|other|heavily|unidentified|unknown|young|lone|presumed|more|at least)\s+)*"
    r"(?:armed|masked|hooded|unidentified|unknown|uniformed|balaclava-clad|camouflaged)[\s-]+(?:armed\s+|masked\s+)?"
    r"(?:men|man|persons|people|individuals|person|individual|youths|elements|group|groups|assailants|gang"
    r"|criminals|civilians)(?!\w)"
    r"|(?<!\w)(?:a|two|three|four)\s+(?:young\s+)?(?:men|man|youths|persons|people)\s+(?:on"
    r"|riding)\s+(?:a\s+)?(?:motorcycles?|motorbikes?|scooters?|bicycles?)"
    r"|(?<!\w)(?:(?:a|an|the|two|three|four|five|\d+|female|male|teenage"
    r"|lone)\s+)+?suicide[\s-]+(?:car\s+)?(?:bombers?|attackers?)(?!\w)"
    r"|(?<!\w)suicide[\s-]+(?:car\s+)?(?:bombers?|attackers?)(?!\w)"
)
_STOPS = frozenset(
    "of in on at by with from to for into onto near under over after before during and or but as that which who when "
    "where while if than then is are was were be been being has have had do does did will would could may might must "
    "he she it they we said says not by because against between among including killed wounded via".split()
)
_DETERMINERS = frozenset(
    "the a an some several two three four five six seven eight nine ten dozens many his her their its our".split()
)
_ADJECTIVES = frozenset(
    (
        "suspected alleged armed masked hooded unidentified unknown outlawed banned uniformed heavily islamist islamic "
        "sunni shia shiite shi'ite rebel new small various local foreign militant jihadist tribal communist maoist "
        "leftist rightist paramilitary pro-government anti-government government security special elite other more "
        "fellow rival dissident former suicide lone rogue young separatist ethnic criminal organised organized militia "
        "guerrilla right-wing left-wing far-right pro-iranian pro-russian royalist loyalist marxist heavily-armed air "
        "peacekeeping naval secret presidential republican state federal provincial allied joint counter-terrorism"
    ).split()
)
_WORD_LEFT = re.compile(r"([\w'’.-]+)(\s+)$")
_ALONE = frozenset(
    ("forces army military police troops soldiers navy marines junta coalition regime warplanes jets peacekeepers "
     "gendarmes paratroopers occupiers occupation troopers").split()
) | {"security forces", "air force", "government forces"}  # fmt: skip


def _before(text: str, folded: str, start: int, table: ActorTable) -> int:
    """Walk left from a plain word over what describes it, to its article or number if that is near."""
    plain = start
    for _ in range(5):
        left = _WORD_LEFT.search(folded, max(0, start - 30), start)
        if not left or "\n" in left[2] or left[1] in _STOPS or left[1][-1] == "." or _NOT_IN_NAME.search(left[1]):
            break
        word, start = left[1], left.start()
        if word in _DETERMINERS or word[0].isdigit():
            return start
        if word.endswith("ed") and word not in _ADJECTIVES:
            break
        named = text[start].isupper() and word not in table.words
        if plain == left.end() and (word in _ADJECTIVES or named):
            plain = start
    return plain


def _worded(text: str, folded: str, table: ActorTable) -> Iterator[ActorWords]:
    """Yield plain words for attackers with their adjectives: "suspected militants", "two gunmen", "the army"."""
    for found in table.heads.finditer(folded):
        kind = table.words[" ".join(found[0].replace("-", " ").split())]
        start = _before(text, folded, found.start(), table)
        lead = folded[start : found.start()].split(" ", maxsplit=1)[0]
        if kind == "state" and found[0] not in _ALONE and not lead:
            continue
        singular = found[0].endswith(("man", "er", "or", "ant", "ent")) and kind != "state"
        name = text[start : found.end()].removeprefix("the ").removeprefix("The ")
        yield ActorWords(start, found.end(), name, "individual" if singular and lead in ("a", "an") else kind, False)


def _described(text: str, folded: str) -> Iterator[ActorWords]:
    position = 0
    for hint in _HINT.finditer(folded):
        # Only near a word that such a phrase must have is the costly pattern tried.
        begin = max(position, hint.start() - 60)
        found = _DESCRIBED.search(folded, folded.rfind(" ", 0, begin) + 1, hint.end() + 60)
        if found is None:
            continue
        position = found.end()
        kind: ActorKind = (
            "individual"
            if "suicide" in found[0] or re.search(r"(?:men|man|youths) (?:on|riding)", found[0])
            else "unknown"
        )
        yield ActorWords(found.start(), found.end(), text[found.start() : found.end()], kind, False)


@lru_cache(maxsize=4)
def find_actors(text: str) -> tuple[ActorWords, ...]:
    """Return the actors named or described in `text`, in order, none overlapping; names before plain words."""
    table, folded = actor_table(), fold(text)
    shouting = is_shouting(text)
    names = list(_known(text, folded, table, shouting=shouting))
    if not shouting:
        names += [*_shaped(text, table), *_opened(text, table), *_self_named(text)]
    plain = [*_described(text, folded), *_forces(text, folded, table), *_worded(text, folded, table)]
    chosen: list[ActorWords] = []
    for actors in (names, plain):
        actors.sort(key=lambda actor: (actor.start - actor.end, not actor.known, actor.start))
        for actor in actors:
            if all(actor.end <= other.start or other.end <= actor.start for other in chosen):
                chosen.append(actor)
    return tuple(sorted(chosen, key=lambda actor: actor.start))
