"""CSV like the Global Terrorism Database (GTD): its 135 columns, as far as our slots can fill them.

Source: GTD codebook of 2021. Only the columns are GTD's. Whether an incident is terrorism in its sense (crit1 to crit3,
doubtterr) is for its coders to say and stays empty. Where the scheme has a code of its own for "unknown" and a column
must have a value (months and days, specificity), that code is written.
"""

from collections.abc import Iterable
from typing import BinaryIO

from tocsin.export.cells import joined
from tocsin.export.columns import weapon_text
from tocsin.export.countries import country_name
from tocsin.export.delimited import Row, write_scheme
from tocsin.export.facts import Facts, Reference, Suspect
from tocsin.export.incidents import Origins, Written
from tocsin.export.precision import gtd_specificity
from tocsin.export.schemes import ATTACKS, TARGETS, THWARTED, WEAPONS, not_an_event
from tocsin.export.wording import when_words
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.values import Weapon

COLUMNS: tuple[str, ...] = (
    "eventid", "iyear", "imonth", "iday", "approxdate", "extended", "resolution", "country", "country_txt", "region",
    "region_txt", "provstate", "city", "latitude", "longitude", "specificity", "vicinity", "location", "summary",
    "crit1", "crit2", "crit3", "doubtterr", "alternative", "alternative_txt", "multiple", "success", "suicide",
    *(f"attacktype{n}{end}" for n in (1, 2, 3) for end in ("", "_txt")),
    *(
        name
        for n in (1, 2, 3)
        for name in (
            f"targtype{n}", f"targtype{n}_txt", f"targsubtype{n}", f"targsubtype{n}_txt", f"corp{n}", f"target{n}",
            f"natlty{n}", f"natlty{n}_txt",
        )
    ),
    "gname", "gsubname", "gname2", "gsubname2", "gname3", "gsubname3", "motive", "guncertain1", "guncertain2",
    "guncertain3", "individual", "nperps", "nperpcap", "claimed", "claimmode", "claimmode_txt", "claim2", "claimmode2",
    "claimmode2_txt", "claim3", "claimmode3", "claimmode3_txt", "compclaim",
    *(
        name
        for n in (1, 2, 3, 4)
        for name in (f"weaptype{n}", f"weaptype{n}_txt", f"weapsubtype{n}", f"weapsubtype{n}_txt")
    ),
    "weapdetail", "nkill", "nkillus", "nkillter", "nwound", "nwoundus", "nwoundte", "property", "propextent",
    "propextent_txt", "propvalue", "propcomment", "ishostkid", "nhostkid", "nhostkidus", "nhours", "ndays", "divert",
    "kidhijcountry", "ransom", "ransomamt", "ransomamtus", "ransompaid", "ransompaidus", "ransomnote",
    "hostkidoutcome", "hostkidoutcome_txt", "nreleased", "addnotes", "scite1", "scite2", "scite3", "dbsource",
    "INT_LOG", "INT_IDEO", "INT_MISC", "INT_ANY", "related",
)  # fmt: skip
SURE: frozenset[str] = frozenset({"claims", "admits", "identified", ""})
"""Stances of a perpetrator that GTD takes for certain."""


class GtdExporter:
    """CSV in the columns of GTD."""

    name = "gtd"
    suffix = ".gtd.csv"

    def write(self, incidents: Iterable[Incident], origins: Origins, stream: BinaryIO) -> Written:
        """Write `incidents` to `stream` as they come; threats, plans and arrests are left out. Raises OSError."""
        return write_scheme(COLUMNS, row_of, incidents, origins, stream)


def row_of(facts: Facts) -> Row | str:
    """Return the filled cells of an incident, or why GTD's scheme has no room for it."""
    if reason := not_an_event(facts):
        return reason
    if facts.kind == "arrest":
        return "is an arrest: acts of the state are no attacks there"
    return _what(facts) | _when(facts) | _where(facts) | _who(facts) | _targets(facts) | _harm(facts) | _told(facts)


def _what(facts: Facts) -> Row:
    attack, words = ATTACKS.get(facts.kind, (None, None))
    row: Row = {
        "eventid": facts.incident.id,
        "success": 0 if facts.status in THWARTED else 1,
        "suicide": int(facts.kind == "suicide" or any(weapon.type == "suicide-vest" for weapon in facts.weapons)),
        "attacktype1": attack,
        "attacktype1_txt": words,
        "weapdetail": joined([weapon_text(weapon) for weapon in facts.weapons]),
    }
    for number, (code, name) in enumerate(_weapon_types(facts.weapons), start=1):
        row |= {f"weaptype{number}": code, f"weaptype{number}_txt": name}
    return row


def _weapon_types(weapons: tuple[Weapon, ...]) -> list[tuple[int, str]]:
    return list(dict.fromkeys(WEAPONS[weapon.type] for weapon in weapons if weapon.type in WEAPONS))[:4]


def _when(facts: Facts) -> Row:
    """Unknown months and days are 0, as the codebook has it."""
    if facts.when is None or facts.when.start is None or facts.when.end is None:
        return {}
    start, end = facts.when.start, facts.when.end
    known_month = (start.year, start.month) == (end.year, end.month)
    known_day = start == end and not facts.when.ambiguous
    return {
        "iyear": start.year if start.year == end.year else 0,
        "imonth": start.month if known_month and not facts.when.ambiguous else 0,
        "iday": start.day if known_day else 0,
        "approxdate": None if known_day else when_words(facts.when),
    }


def _where(facts: Facts) -> Row:
    row: Row = {
        "country_txt": country_name(facts.country),
        "specificity": gtd_specificity(facts.located),
        "location": joined([where.name for where in facts.where]),
    }
    if facts.located is None or facts.located.place is None:
        return row
    where, place = facts.located, facts.located.place
    return row | {
        "provstate": place.admin1,
        "city": place.name if where.kind in {"city", "neighbourhood", "facility"} else None,
        "latitude": place.lat,
        "longitude": place.lon,
        "vicinity": int(where.relation in {"near", "toward"}),
    }


def _who(facts: Facts) -> Row:
    row: Row = {}
    for number, suspect in enumerate(facts.perpetrators[:3], start=1):
        ending = "" if number == 1 else str(number)
        row |= {
            f"gname{ending}": suspect.actor.name,
            f"guncertain{number}": int(suspect.stance not in SURE),
            "claimed" if number == 1 else f"claim{number}": _claimed(suspect),
        }
    claims = [suspect for suspect in facts.perpetrators if suspect.stance == "claims"]
    if any(suspect.actor.kind == "individual" for suspect in facts.perpetrators):
        row["individual"] = 1
    return row | ({"compclaim": 1} if len(claims) > 1 else {})


def _claimed(suspect: Suspect) -> int:
    return int(suspect.stance in {"claims", "admits"})


def _targets(facts: Facts) -> Row:
    row: Row = {}
    for number, target in enumerate(facts.targets[:3], start=1):
        code, words = TARGETS.get(target.category, (None, None))
        row |= {f"targtype{number}": code, f"targtype{number}_txt": words, f"target{number}": target.name}
    return row


def _harm(facts: Facts) -> Row:
    taken = facts.kind == "abduction" or bool(facts.abducted.best)
    return {
        "nkill": facts.killed.best,
        "nwound": facts.wounded.best,
        "property": 1 if facts.damage else None,
        "propcomment": joined(facts.damage),
        "ishostkid": 1 if taken else None,
        "nhostkid": facts.abducted.best,
    }


def _told(facts: Facts) -> Row:
    cited = [_citation(reference) for reference in facts.references]
    notes = {
        "status": facts.status,
        "number of attacks": str(facts.count) if facts.count != 1 else "",
        "killed": _range(facts.killed.low, facts.killed.high),
        "denied": joined(facts.denials),
        "disputed": ", ".join(facts.incident.disputed),
    }
    return {
        "summary": facts.words,
        "addnotes": joined([f"{name}: {words}" for name, words in notes.items() if words]),
        "scite1": cited[0] if cited else None,
        "scite2": cited[1] if len(cited) > 1 else None,
        "scite3": joined(cited[2:]),
        "dbsource": "Tocsin",
    }


def _range(low: int | None, high: int | None) -> str:
    """Return "3 to 5", "at least 3", "at most 5"; empty where nothing is told."""
    if low is None or high is None:
        return f"at least {low}" if low is not None else f"at most {high}" if high is not None else ""
    return f"{low} to {high}" if low != high else str(low)


def _citation(reference: Reference) -> str:
    day = reference.published.isoformat() if reference.published else ""
    parts = (f'"{reference.title}"' if reference.title else "", reference.source.name, day, reference.url)
    return f"{', '.join(part for part in parts if part)} [{reference.report_id}]"
