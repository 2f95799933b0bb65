"""The closed lists of terms, in the field's standard words; shared by every stage."""

from typing import Literal, get_args

Kind = Literal[
    "rocket", "missile", "mortar", "drone", "airstrike", "artillery", "ied", "vehicle-bomb", "suicide", "grenade",
    "shooting", "clash", "assassination", "abduction", "arson", "raid", "arrest", "seizure", "other",
]  # fmt: skip
Status = Literal[
    "reported", "alleged", "claimed", "confirmed", "denied", "foiled", "intercepted", "threatened", "planned"
]
Stance = Literal["claims", "admits", "blamed", "suspected", "identified", "denies", "unclaimed"]
Relation = Literal[
    "part-of", "linked-to", "front-for", "backed-by", "leads", "member-of", "splinter-of", "allied-with", "rival-of",
    "also-known-as",
]  # fmt: skip
TieStatus = Literal["stated", "suspected", "denied"]
TargetCategory = Literal[
    "military-base", "embassy", "airport", "convoy", "checkpoint", "police", "government", "politician", "civilian",
    "residence", "school", "hospital", "religious", "media", "market", "business", "infrastructure", "energy",
    "vessel", "aid", "armed-group", "other",
]  # fmt: skip
TargetKind = Literal["physical", "human"]
PlaceKind = Literal["facility", "neighbourhood", "city", "district", "province", "country", "road", "sea"]
PlaceRelation = Literal["at", "near", "toward", "between"]
ActorKind = Literal["group", "individual", "state", "unknown"]
Precision = Literal["day", "days", "week", "month", "season", "year", "unknown"]
OccasionKind = Literal[
    "visit", "talks", "election", "vote", "withdrawal", "deployment", "sanction", "agreement", "ceasefire", "protest",
    "arrest", "release", "trial", "statement", "anniversary",
]  # fmt: skip
SourceKind = Literal["wire", "local", "official", "party", "ngo", "social", "unknown"]
"""Who publishes: `party` is a party to the conflict."""
Grade = Literal["A", "B", "C", "D", "E", "F"]
"""How reliable a source is, after the Admiralty code: A completely, E not at all, F cannot be judged."""
Credibility = Literal[1, 2, 3, 4, 5, 6]
"""How credible one piece of information is, after the Admiralty code: 1 confirmed by others, 5 improbable, 6 cannot be
judged."""
Verdict = Literal["same", "different", "unsure"]
ReviewKind = Literal["merge", "split", "set", "reject", "confirm", "note", "undo"]

KINDS: tuple[str, ...] = get_args(Kind)
STATUSES: tuple[str, ...] = get_args(Status)
STANCES: tuple[str, ...] = get_args(Stance)
RELATIONS: tuple[str, ...] = get_args(Relation)
TIE_STATUSES: tuple[str, ...] = get_args(TieStatus)
TARGET_CATEGORIES: tuple[str, ...] = get_args(TargetCategory)
TARGET_KINDS: tuple[str, ...] = get_args(TargetKind)
PLACE_KINDS: tuple[str, ...] = get_args(PlaceKind)
PLACE_RELATIONS: tuple[str, ...] = get_args(PlaceRelation)
ACTOR_KINDS: tuple[str, ...] = get_args(ActorKind)
PRECISIONS: tuple[str, ...] = get_args(Precision)
OCCASION_KINDS: tuple[str, ...] = get_args(OccasionKind)
SOURCE_KINDS: tuple[str, ...] = get_args(SourceKind)
GRADES: tuple[str, ...] = get_args(Grade)
VERDICTS: tuple[str, ...] = get_args(Verdict)
REVIEW_KINDS: tuple[str, ...] = get_args(ReviewKind)
