"""What the closed lists of MUC-4 mean in the terms of the annotated reports."""

import re

from training.muc_keys import KeyTemplate

WEAPONS = {
    "BOMB": "bomb", "VEHICLE BOMB": "vehicle-bomb", "DYNAMITE": "explosive", "EXPLOSIVE": "explosive", "MINE": "mine",
    "AERIAL BOMB": "bomb", "GRENADE": "grenade", "MOLOTOV COCKTAIL": "incendiary", "MACHINE GUN": "machine-gun",
    "MORTAR": "mortar", "HANDGUN": "pistol", "RIFLE": "rifle", "GUN": "firearm", "CUTTING DEVICE": "knife",
    "ROCKET": "rocket", "MISSILE": "missile", "FIRE": "incendiary",
}  # fmt: skip
THINGS = {
    "CIVILIAN RESIDENCE": "residence", "COMMERCIAL": "business", "COMMUNICATIONS": "media",
    "DIPLOMAT OFFICE OR RESIDENCE": "embassy", "ENERGY": "energy", "FINANCIAL": "business",
    "GOVERNMENT OFFICE OR RESIDENCE": "government", "LAW ENFORCEMENT FACILITY": "police",
    "POLITICAL FIGURE OFFICE OR RESIDENCE": "politician", "TRANSPORTATION FACILITY": "infrastructure",
    "TRANSPORTATION ROUTE": "infrastructure", "WATER": "infrastructure",
}  # fmt: skip
PEOPLE = {
    "CIVILIAN": "civilian", "DIPLOMAT": "embassy", "GOVERNMENT OFFICIAL": "government",
    "FORMER GOVERNMENT OFFICIAL": "politician", "FORMER ACTIVE MILITARY": "civilian",
    "LEGAL OR JUDICIAL": "government", "ACTIVE MILITARY": "military-base", "POLITICAL FIGURE": "politician",
    "LAW ENFORCEMENT": "police", "SECURITY GUARD": "civilian",
}  # fmt: skip
STANCES = {
    "REPORTED AS FACT": "identified", "ACQUITTED": "denies", "CLAIMED OR ADMITTED": "claims",
    "SUSPECTED OR ACCUSED": "suspected", "SUSPECTED OR ACCUSED BY AUTHORITIES": "blamed", "POSSIBLE": "suspected",
}  # fmt: skip
STATUSES = {"ACCOMPLISHED": "reported", "ATTEMPTED": "foiled", "THREATENED": "threatened"}
PLACES = {
    "CITY": "city", "TOWN": "city", "VILLAGE": "city", "HAMLET": "city", "MUNICIPALITY": "district",
    "JURISDICTION": "district", "DISTRICT": "district", "DEPARTMENT": "province", "PROVINCE": "province",
    "STATE": "province", "REGION": "province", "SUBREGION": "province", "NEIGHBORHOOD": "neighbourhood",
    "SUBURB": "neighbourhood", "SECTOR": "neighbourhood", "ZONE": "province", "VALLEY": "province",
}  # fmt: skip
"""Kinds of places; every other kind (farm, airport, university, hill ...) is a facility."""
BOMBS = frozenset({"ied", "vehicle-bomb", "suicide", "grenade", "rocket", "missile", "mortar", ""})
FIGHTS = frozenset(
    {"shooting", "assassination", "clash", "raid", "mortar", "rocket", "missile", "airstrike", "artillery", "grenade",
     "drone", "ied", ""}
)  # fmt: skip
TRIGGER_KINDS = {
    "BOMBING": BOMBS, "ATTACK": FIGHTS, "KIDNAPPING": frozenset({"abduction"}), "ARSON": frozenset({"arson", ""}),
    "ROBBERY": frozenset({"raid", "seizure", ""}), "HIJACKING": frozenset({"seizure"}),
    "FORCED WORK STOPPAGE": frozenset[str](),
}  # fmt: skip
"""Kinds of trigger words that can tell of a type of incident."""
OTHER_TRIGGERS = {
    "ROBBERY": r"robb(?:ed|ery|eries|ing)|stole|stolen|looted|looting",
    "FORCED WORK STOPPAGE": r"armed strike|(?:transport(?:ation)? )?(?:stoppage|strike)",
    "KIDNAPPING": r"held|holding|hostages?|captured|captive|seized|detained|taken|took|disappeared|disappearance",
    "ATTACK": r"attempt|tortured?|threat(?:s|en\w*)?|attacks?|violence",
    "BOMBING": r"bombs?|explosive devices?|explosions?|attacks?",
    "ARSON": r"burned|burning|fire|set",
    "HIJACKING": r"hijack\w*",
}
"""More words that tell of a type of incident where the word list has none nearby."""
CROWD = re.compile(r"guerril|terroris|rebel|subversiv|insurgent|extremist|militant|traffick|commando|hit ?m[ae]n")
STATE = re.compile(
    r"soldier|polic|troop|army|armed forces|air force|military|officer|government|battalion|patrol|guard"
)
NAMELESS = re.compile(
    r"\b(?:m[ae]n|individuals?|persons?|people|subjects?|youths?|strangers?|elements?|gunm[ae]n|wom[ae]n)\b"
)
SINGLE_TARGET = frozenset({"GOVERNMENT OFFICIAL", "POLITICAL FIGURE", "LEGAL OR JUDICIAL", "DIPLOMAT",
                           "FORMER GOVERNMENT OFFICIAL", "FORMER ACTIVE MILITARY"})  # fmt: skip
_ATTACKS = {
    "MORTAR": "mortar",
    "ROCKET": "rocket",
    "MISSILE": "missile",
    "GRENADE": "grenade",
    "AERIAL BOMB": "airstrike",
    "MOLOTOV COCKTAIL": "arson",
}
_GUNS = frozenset({"GUN", "MACHINE GUN", "HANDGUN", "RIFLE"})


def kind_of(template: KeyTemplate, trigger_kinds: list[str]) -> str:
    """Return the kind of an incident, whose trigger words mean `trigger_kinds` ("" for words that fit many)."""
    told = [kind for kind in trigger_kinds if kind]
    match template.value(4):
        case "KIDNAPPING":
            return "abduction"
        case "ARSON":
            return "arson"
        case "ROBBERY" | "HIJACKING":
            return "seizure"
        case "BOMBING":
            return _bomb(template, told)
        case "ATTACK":
            return _attack(template, told)
    return "other"


def _bomb(template: KeyTemplate, told: list[str]) -> str:
    means = {value for fill in template.of(7) for value in fill.values}
    if "VEHICLE BOMB" in means or "vehicle-bomb" in told:
        return "vehicle-bomb"
    if means & {"BOMB", "DYNAMITE", "MINE", "EXPLOSIVE"}:
        return "ied"
    return next((kind for value, kind in _ATTACKS.items() if value in means), "ied")


def _attack(template: KeyTemplate, told: list[str]) -> str:
    means = [value for fill in template.of(7) for value in fill.values]
    thrown = next((_ATTACKS[value] for value in means if value in _ATTACKS), "")
    if thrown:
        return thrown
    types = {value for fill in template.of(20) for value in fill.values}
    one = len(template.of(18)) == 1 and bool(types & SINGLE_TARGET)
    if (template.murder and one) or "assassination" in told:
        return "assassination"
    if told:
        return told[0] if told[0] not in {"ied", "artillery"} or not means else "shooting"
    if set(means) & _GUNS:
        return "shooting"
    return "assassination" if template.murder else "other"


def actor_kind(words: str, *, organisation: bool, state: bool) -> str:
    """Return what kind of actor `words` name; `state` where the key says that the state did it."""
    low = words.lower()
    if organisation:
        return "state" if state else "group"
    if CROWD.search(low):
        return "group"
    if state or STATE.search(low):
        return "state"
    return "unknown" if NAMELESS.search(low) else "individual"
