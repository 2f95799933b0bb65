"""Claims and denials in words for people; every line names its incident and its source."""

from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from tocsin.export.claims_record import summary
from tocsin.export.network_table import deed_words, evidence_words, some_ids
from tocsin.export.palette import hue
from tocsin.export.visible import one_line
from tocsin.export.wording import STANCE_WORDS, counted
from tocsin.vocabulary.authorship import Authorship, Claims, Tally, Word
from tocsin.vocabulary.network import Deed

CONTEST_WORDS = {
    "event-denied": "it is denied that it happened",
    "authorship-denied": "one who is named denies having done it",
    "several-claim": "several claim it",
    "another-blamed": "another than the claimant is named",
}
GROUND_WORDS = {"named": ", itself said to be hit", "status": ", for the side said to be hit"}
SUMMARY_WORDS = {
    "claimed": "claimed",
    "attributed": "claimed by nobody, laid to somebody",
    "told_to_be_unclaimed": "told to be unclaimed",
    "nothing_told": "nothing told of who did it",
    "contested": "contested",
    "event_denied": "denied to have happened",
    "authorship_denied": "authorship denied",
    "claimed_and_denied_by_side_hit": "claimed, and denied by the side said to be hit",
    "refuted": "of these told by claimants alone",
    "announced": "more only threatened or planned, and not counted here",
}


def show_claims(claims: Claims, console: Console) -> None:
    """Print `claims` to `console`: what is counted, what is told of each incident, and the sum of it."""
    if not claims.authorships and not claims.tallies:
        console.print("No incident matches.")
        return
    for tally in claims.tallies:
        console.print(_tally(tally))
    told = [one for one in claims.authorships if one.outcome != "untold" or one.contests]
    for one in told:
        console.print(_authorship(one))
    _summary(claims, console)


def tally_words(tally: Tally) -> str:
    """Return "around 5 attacks claimed by Armed groups, 1 denied by The Coalition"."""
    claimants = _names(tally.claimants) or "somebody"
    words = f"{'around ' if tally.approximate else ''}{tally.claimed} attacks claimed by {claimants}"
    if not tally.denials:
        return f"{words}, none denied"
    number = "a number not told" if tally.denied is None else str(tally.denied)
    return f"{words}, {number} denied by {_names(tally.denials) or 'somebody'}"


def _tally(tally: Tally) -> Group:
    head = Text.assemble("Counted: ", (tally_words(tally), "bold"), f"  {', '.join(tally.incident_ids)}")
    seen = {one.report_id: one for one in tally.evidence}
    words: list[RenderableType] = []
    for word in (*tally.claimants, *tally.denials):
        words.append(_word(word))
        seen.pop(word.evidence.report_id, None)
    return Group(head, *words, *(_indented(evidence_words(evidence), "dim") for evidence in seen.values()), "")


def _authorship(one: Authorship) -> Group:
    deed = Deed(one.incident_id, one.kind, one.when, one.where)
    grounds = {id(hit.word): GROUND_WORDS[hit.ground] for hit in one.hit_denials}
    told: list[RenderableType] = [_indented(f"≠ {CONTEST_WORDS[contest]}", "red") for contest in one.contests]
    told += [_word(word) for word in (*one.claims, *one.attributions, *one.disowned, *one.unclaimed)]
    told += [_word(word, grounds.get(id(word), "")) for word in one.denials]
    if one.delay:
        when = "on the same day" if one.delay == (0, 0) else f"{_span(*one.delay)} after it"
        told.append(_indented(f"claimed {when}, as reports tell of it"))
    if one.refuted:
        told.append(_indented("told by nobody but claimants and those who deny it"))
    return Group(Text.assemble((deed_words(deed, one.incident_id), "bold"), f"  {one.status}"), *told, "")


def _word(word: Word, more: str = "") -> Padding:
    who = one_line(word.who) or "somebody"
    says = STANCE_WORDS[word.stance] if word.stance else "denies that it happened"
    head = says if word.stance == "unclaimed" else f"{who}: {says}"
    text = Text.assemble((head, hue("perpetrator") if word.stance else ""), more)
    return Padding(text.append(f"  {evidence_words(word.evidence)}", "dim"), (0, 0, 0, 3))


def _summary(claims: Claims, console: Console) -> None:
    console.print(Text(f"Of {counted(len(claims.authorships), 'incident')} told one by one:", style="bold"))
    for key, ids in summary(claims).items():
        if ids and key in SUMMARY_WORDS:
            shown = "" if key == "nothing_told" else f"  {some_ids(ids)}"
            console.print(_indented(f"{len(ids)} {SUMMARY_WORDS[key]}{shown}"))
    if claims.delay:
        span = _span(claims.delay.least, claims.delay.most)
        of = counted(len(claims.delay.incident_ids), "incident")
        console.print(_indented(f"median time to a claim: {span}, of {of}"))
    if claims.tallies:
        console.print(_indented("What is only counted may hold some of these, and is not added."))


def _span(least: float, most: float) -> str:
    days = f"{least:g}" if least == most else f"{least:g} to {most:g}"
    return f"{days} day" if days == "1" else f"{days} days"


def _names(words: Sequence[Word]) -> str:
    return ", ".join(dict.fromkeys(one_line(word.who) for word in words if word.who))


def _indented(words: str, style: str = "") -> Padding:
    return Padding(Text(words, style=style), (0, 0, 0, 3))
