"""Ties: what a text says of how actors belong together, by the words between two of them (data/ties.toml)."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, cast

from tocsin.errors import VocabularyError
from tocsin.extraction.rules.actors import ActorWords
from tocsin.extraction.rules.tie_parties import Party, find_parties, fits
from tocsin.language.phrases import fold, whole_words
from tocsin.language.sentences import Extent, sentences
from tocsin.vocabulary.claim import Method
from tocsin.vocabulary.mention import Tie
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.span import cut
from tocsin.vocabulary.terms import RELATIONS, Relation, TieStatus


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words between two actors: `forward` if the left one is the head; `left` and `right` narrow what they are."""

    relation: Relation
    forward: bool
    between: re.Pattern[str]
    left: str
    right: str
    after: re.Pattern[str] | None = None


# The short words of data/ties.toml, written out; LINK first, for it holds BE.
_MACROS = {
    "LINK": "(?:, (?:which |that |who )?(?:BE )?| (?:which |that |who )?BE )",
    "BE ": (
        "(?:(?:is|are|was|were|has been|have been|often|officially|formally|nominally|now|also|still|itself|themselves|"
        "believed to be|thought to be|said to be) )+"
    ),
    "TITLE ": (
        r"(?:(?:commander|general|gen\.|colonel|col\.|sheikh|brigadier|brig\.|capt\.|captain|lt\.|dr|mr|abu|maulana|"
        r"mullah|comrade|sayyid) )*"
    ),
    r"A(?:": r"(?:an? |the |its |one of the )?(?:(?!and |or |but )[\w.-]+ ){0,3}?(?:",
}


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.files("tocsin.data").joinpath("ties.toml").read_text(encoding="utf-8"))


@cache
def _hints() -> re.Pattern[str]:
    return whole_words(_data()["hints"].split())


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return the patterns of data/ties.toml; raises VocabularyError for a relation that is none."""
    found = []
    for row in _data()["pattern"]:
        if row["relation"] not in RELATIONS:
            raise VocabularyError(f"ties.toml: no such relation: {row['relation']!r}")
        joined = "|".join(row["between"])
        for short, written in _MACROS.items():
            joined = joined.replace(short, written)
        relation = cast("Relation", row["relation"])
        after = re.compile(row["after"]) if "after" in row else None
        narrow = (row.get("left", ""), row.get("right", ""))
        found.append(Pattern(relation, row["order"] == "head tail", re.compile(joined), *narrow, after))
    return tuple(found)


_POSSESSIVE = re.compile(r"'s?\s|\s@\s|, or ")
_SUSPECTED = re.compile(
    r"\b(?:suspect(?:s|ed)?|believed?|alleged(?:ly)?|accus(?:ed|es)|thought|said to|considers?|regards?|widely"
    r"|reportedly|claims?|says|see it as|describes?|according)\b"
)
_DENIED = re.compile(r"\b(?:not|no|never|den(?:y|ies|ied)|nothing|rejects?|rejected|n't)\b")


# Words after a name that still belong to it: "the Jundallah grouplet".
_TAIL_NOUN = re.compile(
    r" (?:groups?|grouplet|movement|militia|network|faction|gang|cartel|organi[sz]ation|rebels|militants"
    r"|fighters|dissidents|guerrillas)(?= |,)"
)


# Between a single capitalised word and another party stands more than " of ".
_LONG = 9


# What may describe the right party without changing the tie: "the Iranian", "the Turkish-backed".
_DESCRIBES_RIGHT = re.compile(
    r"(?<=the )(?:[a-z]+(?:ian|ish|ese|iqi|eli|emeni|ican|ench)|[\w.]+-(?:backed|based|led|aligned|supported|linked)) $"
)


def _matched(folded: str, left: Party, right: Party) -> Iterator[Pattern]:
    gap = folded[left.end : right.start].replace("”", '"').replace("“", '"')
    if len(gap) > 90 or "\n" in gap or not gap:
        return
    if left.sort in ("group", "unit"):
        gap = _TAIL_NOUN.sub("", gap, count=1) if _TAIL_NOUN.match(gap) else gap
    if "single" in (left.sort, right.sort) and len(gap) < _LONG:
        return
    if left.sort == "single" and not gap.startswith((",", " belong")):
        return
    gap = _DESCRIBES_RIGHT.sub("", gap)
    for pattern in patterns():
        if pattern.after is not None and not pattern.after.match(folded, right.end):
            continue
        if "force" in (left.sort, right.sort) and pattern.relation in ("leads", "member-of", "rival-of"):
            continue  # officers and spokesmen of a state's services are no news
        if fits(left, pattern.left) and fits(right, pattern.right) and pattern.between.fullmatch(gap):
            yield pattern
            return


def _status(folded: str, start: int, left: Party, right: Party, *, apposed: bool) -> TieStatus:
    gap, before = folded[left.end : right.start], folded[start : left.start]
    if _DENIED.search(gap):
        return "denied"
    if _SUSPECTED.search(gap) or (not apposed and _SUSPECTED.search(before)):
        return "suspected"
    return "stated"


_CHAINED = ("linked-to", "backed-by", "allied-with", "rival-of")


def _subject_of(seen: list["_Said"], left: Party, gap: str, relation: Relation) -> Party:
    """Return who the words after `left` are about.

    In "X, a part of Y linked to Z" X is linked to Z; in "X, led by Y, is a rival of Z" X is the rival.
    """
    for said in seen:
        chained = relation in _CHAINED and said.relation == "part-of" and not gap.startswith(",")
        if said.right == left and said.apposed and (chained or gap.startswith(", ")):
            return said.left
    return left


@dataclass(frozen=True, slots=True)
class _Said:
    """A tie already found in a sentence: the two parties in the order of the text."""

    left: Party
    relation: Relation
    right: Party
    apposed: bool


_ALIAS_HINT = re.compile(r" [(\[][A-Z][\w.-]+[)\]]|known as|alias| @ |nicknamed|, [\"“][A-Z]|\baka\b|a\.k\.a")


def _has_hint(folded: str, extent: Extent) -> bool:
    start, end = extent.start, extent.end
    return bool(_hints().search(folded, start, end) or _POSSESSIVE.search(folded, start, end))


def find_ties(report: Report, method: Method, actors: Sequence[ActorWords]) -> tuple[Tie, ...]:
    """Return the ties that `report` tells of among `actors`, and the names beside them, in order of the text.

    A tie is suspected or denied where its own words or those before it say so. Its evidence runs from one party to
    the other.
    """
    text, folded = report.text, fold(report.text)
    found: list[Tie] = []
    ahead = 0
    for extent in sentences(text):
        while ahead < len(actors) and actors[ahead].end <= extent.start:
            ahead += 1
        inside = [a for a in actors[ahead : ahead + 40] if a.start >= extent.start and a.end <= extent.end]
        alias = _ALIAS_HINT.search(text, extent.start, extent.end)
        if not alias and not (inside and _has_hint(folded, extent)):
            continue
        parties = find_parties(text, folded, inside, extent)
        if inside:
            found += _of_sentence(report, method, folded, extent.start, parties)
        if alias:
            found += _aliases(report, method, parties)
    return _unrepeated(found)


def _unrepeated(ties: list[Tie]) -> tuple[Tie, ...]:
    """Return the ties in order of the text, each said once."""
    said: dict[tuple[str, str, str], Tie] = {}
    for tie in sorted(ties, key=lambda tie: tie.evidence.start):
        said.setdefault((fold(tie.head.quote), tie.relation, fold(tie.tail.quote)), tie)
    return tuple(said.values())


def _pairs(parties: list[Party]) -> Iterator[tuple[Party, Party]]:
    """Yield neighbours, and those with one plain word between them, farthest first."""
    for index, left in enumerate(parties):
        if index + 2 < len(parties) and parties[index + 1].sort in ("word", "state", "single"):
            yield left, parties[index + 2]
        if index + 1 < len(parties):
            yield left, parties[index + 1]


def _of_sentence(report: Report, method: Method, folded: str, start: int, parties: list[Party]) -> Iterator[Tie]:
    seen: list[_Said] = []
    for left, right in _pairs(parties):
        if all(p.sort in ("name", "single", "state") for p in (left, right)):
            continue
        gap = folded[left.end : right.start]
        for pattern in _matched(folded, left, right):
            begin = _subject_of(seen, left, gap, pattern.relation) if pattern.forward else left
            head, tail = (begin, right) if pattern.forward else (right, left)
            if any(said.left == left and said.relation == pattern.relation for said in seen):
                continue
            seen.append(_Said(left, pattern.relation, right, gap.startswith(",")))
            status = _status(folded, start, left, right, apposed=gap.startswith(","))
            yield _tie(report, method, (head, pattern.relation, tail), status)


def _tie(report: Report, method: Method, said: tuple[Party, Relation, Party], status: TieStatus) -> Tie:
    head, relation, tail = said
    evidence = cut(report, min(head.start, tail.start), max(head.end, tail.end))
    ends = (cut(report, head.start, head.end), cut(report, tail.start, tail.end))
    return Tie(report.id, ends[0], relation, ends[1], status, evidence, method)


_ALIAS = re.compile(
    r"(?:,? (?:also |better |formerly |previously )?known as| ?,? alias| @| or| aka| a\.k\.a\.|, nicknamed|"
    r" nicknamed) (?P<quote>[\"“'‘]?)(?P<name>[A-Z][\w-]+(?: (?:al-)?[A-Z][\w-]+){0,2})"
    r"|,? [\"“'‘](?P<nick>[A-Z][\w-]+(?: [A-Z][\w-]+)?),?[\"”'’]"
)
_SHORT = re.compile(r" [(\[](?:(?:the|or) )?(?P<name>[A-Z][\w.-]{1,9}|[A-Z][\w-]+ [A-Z][\w-]+)[)\]]")


def _aliases(report: Report, method: Method, parties: Sequence[Party]) -> Iterator[Tie]:
    """Yield other names: "X, alias Y", "X (Y)" where Y has the initials of X."""
    text = report.text
    for party in parties:
        short = _SHORT.match(text, party.end)
        if short and _abbreviates(short["name"], text[party.start : party.end]):
            yield _tie(
                report,
                method,
                (party, "also-known-as", Party(short.start("name"), short.end("name"), "name")),
                "stated",
            )
            continue
        alias = _ALIAS.match(text, party.end)
        if alias is None or party.sort in ("word", "state", "single"):
            continue
        group = "name" if alias["name"] else "nick"
        if group == "nick" and party.sort != "name":
            continue
        if alias[0].startswith(" or") and not alias["quote"]:
            continue
        yield _tie(
            report, method, (party, "also-known-as", Party(alias.start(group), alias.end(group), "name")), "stated"
        )


def _abbreviates(short: str, name: str) -> bool:
    """Whether `short` is made of capitals that begin words of `name`."""
    capitals = [c for c in short if c.isupper()]
    initials = [w[0].upper() for w in re.findall(r"[^\W\d_]+", name) if w.casefold() != "the"]
    return len(capitals) >= 2 and len(initials) >= 2 and capitals[0] == initials[0] and " " not in short
