"""Values in words for people: the same in the table, the explanation and the saved page."""

import re
from calendar import monthrange
from datetime import date
from textwrap import shorten

from tocsin.export.visible import one_line
from tocsin.vocabulary.claim import Claim, Slot
from tocsin.vocabulary.mention import Mention, Occasion, Tie
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.values import Actor, Target, Toll, Weapon, When, Where

_DIRECTION = re.compile(r"\b(?:north|south|east|west|outskirts|edge)\w* of\b", re.IGNORECASE)
TITLE_LENGTH = 76
"""Characters of the text that stand for a title where there is none."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TERM_WORDS = {"ied": "IED", "rpg": "RPG", "suicide": "suicide attack", "other": "other attack"}
"""Terms that people write otherwise; the rest needs no more than its hyphens taken out."""
STANCE_WORDS = {
    "claims": "claims it",
    "admits": "admits it",
    "blamed": "blamed",
    "suspected": "suspected",
    "identified": "told as fact",
    "denies": "denies it",
    "unclaimed": "nobody claims it",
}
PLURALS = {"killed": "killed", "wounded": "wounded", "abducted": "abducted"}


def title_words(report: Report) -> str:
    """Return the title of a report; for one without, the first words of its text."""
    begins = one_line(report.text[: 8 * TITLE_LENGTH])
    return one_line(report.title) or shorten(begins, TITLE_LENGTH, placeholder=" …") or "Without a title"


def day_words(day: date) -> str:
    """Return "15 Aug 2020"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def when_words(when: When) -> str:
    """Return the days of `when` no more exactly than it knows them: "15 Aug 2020", "Aug 2020", "week of 10 Aug"."""
    if when.start is None or when.end is None:
        return "day unknown"
    words = _period(when.start, when.end, when.precision)
    return f"{words} (or day and month swapped)" if when.ambiguous else words


def _period(start: date, end: date, precision: str) -> str:
    if precision == "year" and start.year == end.year:
        return str(start.year)
    if precision == "month" and (start.year, start.month) == (end.year, end.month):
        return f"{MONTHS[start.month - 1]} {start.year}"
    if precision in {"month", "season", "year"}:
        return _months(start, end)
    if precision == "week" and (end - start).days == 6:
        return f"week of {day_words(start)}"
    return _range(start, end)


def _months(start: date, end: date) -> str:
    whole = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if not whole or start == end:
        return f"about {_range(start, end)}"
    first, last = MONTHS[start.month - 1], MONTHS[end.month - 1]
    return f"{first}–{last} {end.year}" if start.year == end.year else f"{first} {start.year}–{last} {end.year}"


def _range(start: date, end: date) -> str:
    if start == end:
        return day_words(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day_words(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]}–{day_words(end)}"
    return f"{day_words(start)}–{day_words(end)}"


def where_words(claim: Claim) -> str:
    """Return the place in the words of the text, with how the incident lies to it: "near Taji"."""
    words = one_line(claim.span.quote)
    if not isinstance(claim.value, Where) or claim.value.relation == "at" or _DIRECTION.search(words):
        return words  # "north of Baghdad" says already how it lies
    return f"{claim.value.relation} {words}"


def precision_words(where: Where) -> str:
    """Return how exactly the place is known: "±2 km", or "not placed" where no gazetteer entry was found."""
    if where.place is None:
        return "not placed"
    return f"±{where.place.precision_km:g} km"


def placed_words(claim: Claim) -> str:
    """Return what the gazetteer adds to the words of the text: "Camp Taji, Baghdad, IQ", or "Baghdad, IQ" for it."""
    place = claim.value.place if isinstance(claim.value, Where) else None
    if place is None:
        return ""
    said = one_line(claim.span.quote).casefold()
    shown = dict.fromkeys(one_line(part) for part in (place.name, place.admin1, place.country) if part)
    return ", ".join(part for part in shown if part.casefold() not in said or part == place.country)


def toll_words(toll: Toll, deed: str) -> str:
    """Return "5 killed", "at least 12 wounded", "up to 3 killed", "4 to 6 wounded" or "nobody killed"."""
    if toll.low == 0 and toll.high == 0:
        return f"nobody {deed}"
    if toll.low == toll.high:
        return f"{toll.low} {deed}"
    if toll.high is None:
        return f"at least {toll.low} {deed}"
    if not toll.low:
        return f"up to {toll.high} {deed}"
    return f"{toll.low} to {toll.high} {deed}"


def weapon_words(weapon: Weapon) -> str:
    """Return "3 rockets, 107 mm" in the plainest form that holds what is known."""
    words = "weapon" if weapon.type == "unknown" else term_words(weapon.type)
    if weapon.number is not None:
        words = f"{weapon.number} × {words}"
    return f"{words}, {weapon.calibre_mm:g} mm" if weapon.calibre_mm else words


def who_words(claim: Claim) -> str:
    """Return a perpetrator with its stance and who says so: "Kataib Hezbollah (blamed by the army)"."""
    name = one_line(claim.value.name) if isinstance(claim.value, Actor) else one_line(claim.span.quote)
    return f"{name} ({stance_words(claim)})"


def stance_words(claim: Claim) -> str:
    """Return the stance of a perpetrator and who says so: "blamed by the army", "claims it"."""
    stance = claim.stance or "identified"
    speaker = one_line(claim.speaker.name) if claim.speaker else ""
    own = isinstance(claim.value, Actor) and speaker == one_line(claim.value.name)
    if not speaker or own:
        return STANCE_WORDS[stance]
    if stance in {"blamed", "suspected", "identified"}:
        return f"{STANCE_WORDS[stance]} by {speaker}"
    return f"{STANCE_WORDS[stance]}, says {speaker}"


def claim_words(claim: Claim) -> str:
    """Return the value of any claim in words."""
    value = claim.value
    match value:
        case When():
            return when_words(value)
        case Where():
            return f"{where_words(claim)} ({precision_words(value)})"
        case Weapon():
            return weapon_words(value)
        case Target():
            return f"{one_line(value.name)} ({value.category.replace('-', ' ')})"
        case Actor():
            return who_words(claim)
        case Toll():
            return toll_words(value, PLURALS.get(claim.slot, "people"))
    return term_words(str(value)) if claim.slot == "kind" else one_line(str(value))


def term_words(term: str) -> str:
    """Return a term of the closed lists as people write it: "IED", "vehicle bomb"."""
    return TERM_WORDS.get(term, term.replace("-", " "))


def kind_words(mention: Mention) -> str:
    """Return the kind of an incident, and how many it stands for: "rocket", "5 × IED"."""
    kind = term_words(str(mention.of("kind")[0].value))
    counts = mention.of("count")
    number = counts[0].value if counts else 1
    return f"{number} × {kind}" if number != 1 else kind


def first_words(mention: Mention, slot: Slot) -> str:
    """Return the first claim of `slot` in words; empty where there is none."""
    return next((claim_words(claim) for claim in mention.of(slot)), "")


def tie_words(tie: Tie) -> str:
    """Return "Ashab al-Kahf – linked to – Kataib Hezbollah (suspected)", right for one head and for many."""
    words = f"{one_line(tie.head.quote)} – {tie.relation.replace('-', ' ')} – {one_line(tie.tail.quote)}"
    notes: list[str] = [tie.status] if tie.status != "stated" else []
    if tie.speaker:
        notes.append(f"says {one_line(tie.speaker.name)}")
    return f"{words} ({', '.join(notes)})" if notes else words


def occasion_words(occasion: Occasion) -> str:
    """Return "20 Aug 2020: visit – the prime minister's trip to Washington"."""
    when = when_words(occasion.when) if occasion.when.start else "no day given"
    return f"{when}: {occasion.kind} – {one_line(occasion.span.quote)}"


def counted(number: int, noun: str) -> str:
    """Return "1 incident", "3 incidents"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
