"""What mentions say of who did an incident: claims, denials of either sort, attributions, that nobody claims it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from tocsin.vocabulary.authorship import Word
from tocsin.vocabulary.claim import Slot
from tocsin.vocabulary.evidence import evidence_of
from tocsin.vocabulary.incident import Incident, Telling
from tocsin.vocabulary.terms import Stance
from tocsin.vocabulary.values import Actor

WhoIs = Callable[[str], str]
"""Gives the id of the actor whom words mean, "" for words that are no name."""
CLAIMING: frozenset[Stance] = frozenset({"claims", "admits"})
ATTRIBUTING: frozenset[Stance] = frozenset({"blamed", "suspected", "identified"})


@dataclass
class Told:
    """The words of one incident, oldest first once `sorted_words` has been called."""

    claims: list[Word] = field(default_factory=list)
    denials: list[Word] = field(default_factory=list)
    disowned: list[Word] = field(default_factory=list)
    attributions: list[Word] = field(default_factory=list)
    unclaimed: list[Word] = field(default_factory=list)

    def put(self, word: Word) -> None:
        """Put a word where its stance says; one without a stance denies the event."""
        match word.stance:
            case "claims" | "admits":
                self.claims.append(word)
            case "denies":
                self.disowned.append(word)
            case "unclaimed":
                self.unclaimed.append(word)
            case None:
                self.denials.append(word)
            case _:
                self.attributions.append(word)


def told_of(incident: Incident, mention_ids: frozenset[str], who_is: WhoIs) -> Told:
    """Return the words of the mentions `mention_ids` of `incident`."""
    told = Told()
    words = [
        word_of(telling, incident, who_is)
        for slot in _SLOTS
        for telling in tellings_of(incident, slot)
        if telling.mention_id in mention_ids
    ]
    words += _by_status(
        incident, mention_ids, {word.evidence.mention_id for word in words if word.stance is None}, None
    )
    claimed = {word.evidence.mention_id for word in words if word.stance in CLAIMING}
    words += _by_status(incident, mention_ids, claimed, "claims")
    for word in sorted(words, key=in_time):
        told.put(word)
    return told


def _by_status(
    incident: Incident, mention_ids: frozenset[str], said: Iterable[str], stance: Literal["claims"] | None
) -> list[Word]:
    """Words of mentions whose status alone says that it is claimed or denied, not whose claim or denial it is."""
    status = "claimed" if stance else "denied"
    found = []
    for telling in tellings_of(incident, "status"):
        if telling.claim.value == status and telling.mention_id in mention_ids - frozenset(said):
            who = telling.claim.speaker.name if telling.claim.speaker else ""
            found.append(Word(who, "", evidence_of(telling, incident), stance))
    return found


_SLOTS: tuple[Slot, ...] = ("perpetrator", "denial")


def tellings_of(incident: Incident, slot: Slot) -> Sequence[Telling]:
    """Return all tellings of a slot."""
    account = incident.account(slot)
    return account.tellings if account else ()


def word_of(telling: Telling, incident: Incident, who_is: WhoIs) -> Word:
    """Return a telling of a perpetrator or a denial as the word of somebody.

    Of a denial, that is its speaker, else the source; of a perpetrator, the actor, or where it has no name and denies,
    the speaker ("his group" is that of the man who says so).
    """
    claim, evidence = telling.claim, evidence_of(telling, incident)
    speaker = claim.speaker.name if claim.speaker else ""
    if not isinstance(claim.value, Actor):
        who = speaker or telling.source.name
        return Word(who, who_is(who), evidence)
    who, actor = claim.value.name, who_is(claim.value.name)
    if not actor and claim.stance == "denies" and speaker:
        return Word(f"{who}, says {speaker}", who_is(speaker), evidence, claim.stance)
    return Word(who, actor, evidence, claim.stance)


def in_time(word: Word) -> tuple[date, str, str, int]:
    """What puts words in the order of time."""
    evidence = word.evidence
    return evidence.told_on, evidence.first_seen.isoformat(), evidence.report_id, evidence.start
