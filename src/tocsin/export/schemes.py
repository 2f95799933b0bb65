"""Which of our terms mean which of the terms of other schemes, and what those schemes have no room for."""

from tocsin.export.facts import Facts
from tocsin.vocabulary.terms import TargetCategory
from tocsin.vocabulary.values import Target

NOT_YET: frozenset[str] = frozenset({"threatened", "planned"})
"""Statuses of what did not happen; data sets of events have no room for it."""
THWARTED: frozenset[str] = frozenset({"foiled", "intercepted"})
EXPLOSIONS: dict[str, str] = {
    "rocket": "Shelling/artillery/missile attack",
    "missile": "Shelling/artillery/missile attack",
    "mortar": "Shelling/artillery/missile attack",
    "artillery": "Shelling/artillery/missile attack",
    "drone": "Air/drone strike",
    "airstrike": "Air/drone strike",
    "ied": "Remote explosive/landmine/IED",
    "vehicle-bomb": "Remote explosive/landmine/IED",
    "suicide": "Suicide bomb",
    "grenade": "Grenade",
}
"""ACLED's sub-events of the event type Explosions/Remote violence, by our kinds."""
OTHER_EVENTS: dict[str, tuple[str, str]] = {
    "clash": ("Battles", "Armed clash"),
    "abduction": ("Violence against civilians", "Abduction/forced disappearance"),
    "arson": ("Strategic developments", "Looting/property destruction"),
    "arrest": ("Strategic developments", "Arrests"),
    "seizure": ("Strategic developments", "Other"),
}
BY_TARGET: frozenset[str] = frozenset({"shooting", "assassination", "raid"})
"""Kinds that are a battle or violence against civilians, as the target has it."""
CIVILIAN: frozenset[TargetCategory] = frozenset(
    {"civilian", "residence", "school", "hospital", "religious", "media", "market", "aid", "politician"}
)
ARMED: frozenset[TargetCategory] = frozenset({"military-base", "police", "checkpoint", "armed-group"})
ATTACKS: dict[str, tuple[int, str]] = {
    "assassination": (1, "Assassination"),
    "shooting": (2, "Armed Assault"),
    "clash": (2, "Armed Assault"),
    "raid": (2, "Armed Assault"),
    "abduction": (6, "Hostage Taking (Kidnapping)"),
    "arson": (7, "Facility/Infrastructure Attack"),
    **dict.fromkeys(EXPLOSIONS, (3, "Bombing/Explosion")),
}
"""GTD's attack types, by our kinds."""
TARGETS: dict[TargetCategory, tuple[int, str]] = {
    "business": (1, "Business"),
    "hospital": (1, "Business"),
    "government": (2, "Government (General)"),
    "politician": (2, "Government (General)"),
    "police": (3, "Police"),
    "military-base": (4, "Military"),
    "airport": (6, "Airports & Aircraft"),
    "embassy": (7, "Government (Diplomatic)"),
    "school": (8, "Educational Institution"),
    "media": (10, "Journalists & Media"),
    "vessel": (11, "Maritime"),
    "aid": (12, "NGO"),
    "civilian": (14, "Private Citizens & Property"),
    "residence": (14, "Private Citizens & Property"),
    "market": (14, "Private Citizens & Property"),
    "religious": (15, "Religious Figures/Institutions"),
    "armed-group": (17, "Terrorists/Non-State Militia"),
    "energy": (21, "Utilities"),
}
"""GTD's target types, by our categories; convoys, checkpoints, infrastructure and others may be several of them."""
EXPLOSIVES, FIREARMS = (6, "Explosives"), (5, "Firearms")
WEAPONS: dict[str, tuple[int, str]] = {
    **dict.fromkeys(("rocket", "missile", "mortar", "drone", "ied", "vehicle-bomb", "grenade", "bomb"), EXPLOSIVES),
    **dict.fromkeys(("mine", "explosive", "rpg", "suicide-vest", "artillery", "airstrike"), EXPLOSIVES),
    **dict.fromkeys(("firearm", "rifle", "pistol", "machine-gun"), FIREARMS),
    "incendiary": (8, "Incendiary"),
    "knife": (9, "Melee"),
    "vehicle": (10, "Vehicle (not to include vehicle-borne explosives, i.e., car or truck bombs)"),
    "unknown": (13, "Unknown"),
}
"""GTD's weapon types, by ours."""


def not_an_event(facts: Facts) -> str:
    """Return in words why data sets of events have no room for an incident; "" where they have."""
    if facts.status in NOT_YET:
        return f"is {facts.status}: what has not happened is no event there"
    return ""


def acled_event(facts: Facts) -> tuple[str, str]:
    """Return ACLED's event and sub-event type; empty where our terms do not settle them."""
    if facts.kind in EXPLOSIONS:
        if facts.status in THWARTED:
            return "Strategic developments", "Disrupted weapons use"
        return "Explosions/Remote violence", EXPLOSIONS[facts.kind]
    if facts.kind in BY_TARGET:
        if only(facts.targets, CIVILIAN):
            return "Violence against civilians", "Attack"
        return ("Battles", "Armed clash") if only(facts.targets, ARMED) else ("", "")
    return OTHER_EVENTS.get(facts.kind, ("", ""))


def only(targets: tuple[Target, ...], categories: frozenset[TargetCategory]) -> bool:
    """Whether there are targets and all of them are of `categories`."""
    return bool(targets) and all(target.category in categories for target in targets)
