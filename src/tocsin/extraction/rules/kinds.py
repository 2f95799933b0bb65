"""The kind of an incident, from its triggers, weapons, doers and whom it hit."""

import re
from collections import Counter

from tocsin.extraction.rules.frames import Frame
from tocsin.extraction.rules.notes import Notes

# Kinds that a report may use of one incident in turn.
_GROUPS = {
    "rocket": "fire", "missile": "fire", "mortar": "fire", "artillery": "fire", "drone": "air", "airstrike": "air",
    "ied": "bomb", "vehicle-bomb": "bomb", "suicide": "bomb", "grenade": "bomb", "shooting": "arms", "clash": "arms",
    "assassination": "arms", "raid": "arms", "abduction": "abduction", "arson": "arson", "arrest": "arrest",
    "seizure": "seizure",
}  # fmt: skip
_NEIGHBOURS = frozenset(
    frozenset(pair)
    for pair in (
        ("fire", "air"), ("bomb", "arms"), ("bomb", "arson"), ("arms", "abduction"), ("arms", "arson"),
        ("arms", "seizure"), ("abduction", "arson"),
    )
)  # fmt: skip
# The more exact kind holds where a report uses both.
_SPECIAL = (
    "suicide", "vehicle-bomb", "drone", "airstrike", "rocket", "missile", "mortar", "grenade", "abduction",
    "assassination", "arson", "ied", "clash", "raid", "seizure", "artillery", "shooting", "arrest", "other",
)  # fmt: skip
_SUICIDE = re.compile(r"suicide|blew (?:him|her|them)sel|explosive (?:vest|belt)|martyrdom|kamikaze (?!drone)")
_AIRCRAFT = re.compile(
    r"\b(?:war ?planes?|jets?|fighter-bombers?|bombers from|aircraft|helicopters?|gunships?|air force|from the air|"
    r"sorties?)\b"
)
_NAME = re.compile(r"\b[A-Z][\w'’-]+ (?:[A-Z]\.? )?(?:al-|el-|de |bin )?[A-Z][\w'’-]+")
_OFFICE = frozenset(("politician", "police", "government", "media", "religious", "school", "embassy", "business"))
_LETHAL = re.compile(
    r"shot dead|gunned down|shot and killed|killed|killing|shot to death|stabbed|shot|hacked|slain|murder"
)
_RAIDERS = re.compile(r"storm|overr|raid|entered|assault|broke into|descended|incursion")


def kind_of(notes: Notes, frame: Frame) -> str:
    """Return the kind of the incident that `frame` tells of."""
    kind = _best(_votes(notes, frame))
    words = " ".join(notes.folded[s.start : s.end] for s in frame.sentences[:2])
    if kind in ("ied", "vehicle-bomb", "") and _SUICIDE.search(words):
        return "suicide"
    if kind in ("ied", "raid", "artillery", "") and _AIRCRAFT.search(words):
        return "airstrike"
    if kind in ("shooting", "") and _is_assassination(notes, frame):
        return "assassination"
    if kind or frame.theme:
        return kind or frame.theme
    if any(_RAIDERS.search(notes.folded[t.start : t.end]) for t in frame.triggers):
        return "raid"
    return "shooting" if any(p.kind != "individual" for p in frame.parties) and frame.tolls else "other"


def _votes(notes: Notes, frame: Frame) -> Counter[str]:
    """Return how strongly triggers and weapons speak for each kind.

    "Murdered" judges and does not say how: beside a weapon it has no voice, as "killed" has none.
    """
    votes: Counter[str] = Counter()
    armed = any(weapon.kind for weapon in frame.weapons)
    for position, trigger in enumerate(frame.triggers):
        judging = armed and notes.folded.startswith("murder", trigger.start)
        if trigger.words.kind and not judging:
            votes[trigger.words.kind] += {"sure": 3, "likely": 2, "weak": 1}[trigger.words.strength] + (position == 0)
    for position, weapon in enumerate(frame.weapons):
        if weapon.kind:
            votes[weapon.kind] += 3 if position == 0 else 1
    return votes


def _best(votes: Counter[str]) -> str:
    """Return the kind with most votes, the more special of two.

    A bomb gives way to what carried it, shelling to what was fired, and "fired on" to rockets or mortars.
    """
    if not votes:
        return ""
    for carrier in ("suicide", "vehicle-bomb"):
        if votes[carrier] and votes["ied"]:
            votes[carrier] += votes["ied"]
    for launched in ("rocket", "mortar", "missile", "drone"):
        if votes[launched]:
            votes[launched] += votes["artillery"] + (votes["shooting"] if votes[launched] >= 3 else 0)
    top = max(votes.values())
    return min((k for k, v in votes.items() if v == top), key=_SPECIAL.index)


def _is_assassination(notes: Notes, frame: Frame) -> bool:
    """Whether one person of some office or name was killed on purpose."""
    if not any(_LETHAL.search(notes.folded[t.start : t.end]) for t in frame.triggers):
        return False
    killed = frame.tolls.get("killed")
    if killed is None or killed.toll.low != 1:
        return False
    named = _NAME.search(notes.report.text, killed.quote_start, killed.quote_end) is not None
    return named or any(o.kind == "human" and o.rank <= 1 and o.category in _OFFICE for o in frame.objects[:2])


def group_of(frame: Frame) -> str:
    """Return the group of kinds that a frame's own words tell of; "" if they fit any."""
    kinds = [t.words.kind for t in frame.triggers if t.words.kind] or [w.kind for w in frame.weapons if w.kind]
    return _GROUPS.get(kinds[0], "") if kinds else ""


def same_group(a: Frame, b: Frame) -> bool:
    """Whether two frames can tell of one kind of incident."""
    mine, theirs = group_of(a), group_of(b)
    if "arrest" in (mine, theirs):
        return mine == theirs
    return not mine or not theirs or mine == theirs or frozenset((mine, theirs)) in _NEIGHBOURS
