"""Incidents and reports as people annotate them, for tests: built by hand, or drawn at random."""

from typing import Any

from hypothesis import strategies as st

from tocsin.vocabulary.terms import KINDS, STANCES, STATUSES, TARGET_CATEGORIES

Json = dict[str, Any]
NAMES = (
    "Basra",
    "Tal Afar",
    "Port Reza",
    "Camp Nine",
    "Upper Marsh",
    "Dawn Brigade",
    "Salt Road",
    "Old Mill",
    "Kiln Gate",
)
names = st.sampled_from(NAMES)


def an_incident(**fields: Any) -> Json:
    """Return an incident with every slot that identifies it; `fields` go before."""
    return {
        "kind": "rocket",
        "status": "reported",
        "when": {"quote": "Monday", "start": "2024-05-06", "end": "2024-05-06"},
        "where": [{"quote": "Basra"}],
        "targets": [{"quote": "the airport", "category": "airport"}],
        "perpetrators": [{"quote": "Dawn Brigade", "stance": "claims"}],
    } | fields


def a_gold_report(*incidents: Json, **fields: Any) -> Json:
    """Return an annotated report."""
    return {"id": "a", "text": "Rockets struck.", "incidents": list(incidents)} | fields


def days() -> st.SearchStrategy[str]:
    return st.integers(1, 28).map(lambda day: f"2024-05-{day:02}")


@st.composite
def whens(draw: st.DrawFn) -> Json:
    start, end = sorted((draw(days()), draw(days())))
    return {"start": start, "end": end}


tolls = st.none() | st.integers(0, 5).map(lambda low: {"low": low, "high": low})
places = st.fixed_dictionaries({"quote": names})
targets = st.fixed_dictionaries({"quote": names, "category": st.sampled_from(TARGET_CATEGORIES)})
doers = st.fixed_dictionaries({"quote": names, "stance": st.sampled_from(STANCES)})
weapons = st.fixed_dictionaries({"number": st.none() | st.integers(1, 4)})

incidents = st.fixed_dictionaries(
    {"kind": st.sampled_from(KINDS), "status": st.sampled_from(STATUSES)},
    optional={
        "when": st.none() | whens(),
        "where": st.lists(places, max_size=3),
        "targets": st.lists(targets, max_size=2),
        "perpetrators": st.lists(doers, max_size=2),
        "weapons": st.lists(weapons, max_size=2),
        "killed": tolls,
        "wounded": tolls,
        "abducted": tolls,
    },
)
"""Incidents with any slots filled or empty."""

identified = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "status": st.sampled_from(STATUSES),
        "when": whens(),
        "where": st.lists(places, min_size=1, max_size=1),
        "targets": st.lists(targets, min_size=1, max_size=1),
        "perpetrators": st.lists(doers.filter(lambda doer: doer["stance"] != "denies"), min_size=1, max_size=1),
    }
)
"""Incidents that fill every slot by which they are told apart, so that likeness is the same both ways."""

relations = st.fixed_dictionaries({"head": names, "relation": st.sampled_from(("leads", "part-of")), "tail": names})
