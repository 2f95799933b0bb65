"""What stands for an incident, in words for people: the same in the list, the dossier and the story."""

from tocsin.export.visible import one_line
from tocsin.export.wording import (
    STANCE_WORDS,
    claim_words,
    day_words,
    precision_words,
    term_words,
    toll_words,
    weapon_words,
    when_words,
)
from tocsin.vocabulary.claim import Slot, Value
from tocsin.vocabulary.incident import Account, Incident, Telling
from tocsin.vocabulary.report import Source
from tocsin.vocabulary.values import Actor, Target, Toll, Weapon, When, Where

TOLLS: tuple[Slot, ...] = ("killed", "wounded", "abducted")
CREDIBILITY_WORDS = {
    1: "confirmed by others",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}
"""The Admiralty code's own words for the credibility of one piece of information."""
GRADE_WORDS = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
"""The Admiralty code's words for the reliability of a source."""


def value_words(slot: Slot, value: Value) -> str:
    """Return a value in words, without who says it."""
    match value:
        case When():
            return when_words(value)
        case Where():
            return where_words(value)
        case Weapon():
            return weapon_words(value)
        case Target() | Actor():
            return one_line(value.name)
        case Toll():
            return toll_words(value, slot)
    return term_words(str(value)) if slot == "kind" else one_line(str(value))


def where_words(where: Where) -> str:
    """Return "near Taji", with the gazetteer's name where the words themselves do not say it."""
    place = where.place
    words = one_line(where.name)
    if where.relation != "at":
        words = f"{where.relation} {words}"
    return words if place is None or place.name.casefold() in words.casefold() else f"{words}, {place.name}"


def place_words(account: Account | None) -> str:
    """Return where an incident was, how exactly that is known and in which country: "Camp Taji, IQ ±2 km"."""
    if account is None or not isinstance(account.value, Where):
        return "place unknown"
    place = account.value.place
    words = where_words(account.value)
    return f"{words}, {place.country} {precision_words(account.value)}" if place else f"{words} (not placed)"


def day_of(incident: Incident) -> str:
    """Return the days of an incident in words."""
    account = incident.account("when")
    return when_words(account.value) if account and isinstance(account.value, When) else "day unknown"


def account_words(account: Account) -> str:
    """Return what stands for a slot in words: all values of one with several, a toll with its bounds in dispute."""
    if account.value is None and not account.values:
        return "nothing stands"
    if account.slot in TOLLS and isinstance(account.value, Toll):
        return toll_of(account)
    values = account.values or (account.value,)
    return "; ".join(dict.fromkeys(value_words(account.slot, value) for value in values if value is not None))


def toll_of(account: Account) -> str:
    """Return "3 killed", and where sources tell otherwise "3 killed (1 to 5 told)"."""
    words = value_words(account.slot, account.value) if account.value is not None else ""
    low, high = account.lowest, account.highest
    if not isinstance(account.value, Toll) or (low, high) in {(account.value.low, account.value.high), (None, None)}:
        return words
    if low is None or high is None:
        return f"{words} ({f'up to {high}' if low is None else f'{low} or more'} told)"
    return f"{words} ({low} to {high} told)" if low != high else words


def title_of(incident: Incident) -> str:
    """Return one line for an incident: "rocket, Camp Taji, 15 Aug 2020"."""
    kind, where = incident.account("kind"), incident.account("where")
    parts = [value_words("kind", kind.value)] if kind and kind.value is not None else []
    if where and where.value is not None:
        parts.append(value_words("where", where.value))
    return ", ".join([*parts, day_of(incident)])


def telling_words(telling: Telling) -> str:
    """Return the value of a telling in words, with the stance and the speaker where the claim has them."""
    claim = telling.claim
    words = one_line(claim_words(claim))
    if claim.speaker is not None and claim.stance is None:
        words += f", says {one_line(claim.speaker.name)}"
    return words


def grade_words(telling: Telling) -> str:
    """Return the Admiralty code of a telling: the grade of its source and the credibility of the claim, "B2"."""
    return f"{telling.source.grade}{telling.credibility}"


def source_words(source: Source) -> str:
    """Return the name of a source, and what it is where that is known."""
    name = one_line(source.name) or "source unknown"
    return name if source.kind == "unknown" else f"{name} ({source.kind})"


def seen_words(telling: Telling) -> str:
    """Return when a telling was published, else when it was first seen."""
    if telling.published:
        return day_words(telling.published)
    return f"seen {day_words(telling.first_seen.date())}"


def who_words(account: Account | None) -> str:
    """Return the perpetrators that stand, each with the stance of what is told of it."""
    if account is None:
        return ""
    lines: dict[str, str] = {}
    for telling in account.tellings:
        claim = telling.claim
        if isinstance(claim.value, Actor) and (not account.values or claim.value in account.values):
            stance = STANCE_WORDS[claim.stance or "identified"]
            lines.setdefault(one_line(claim.value.name), stance)
    if not lines:
        return account_words(account) if account.value is not None else ""
    return "; ".join(f"{name} ({stance})" for name, stance in lines.items())
