"""Thresholds: how likely something must be to be taken for so, in the two schemes that the network knows."""

from collections.abc import Mapping
from dataclasses import dataclass

from tocsin.extraction.model.labels import ARGUMENTS, ROLES, Role


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From how likely each decision is made; all from 0 to 1.

    `marked`: a word is marked in a role; `split`: it begins a span of its own beside another; `together`: two triggers
    are one incident's; `belongs`: a span belongs to a trigger; `report`: a report tells of any incident; `incident`: an
    incident is real and no repeat; `alone`: the same in a report that is less likely to tell of any.
    """

    marked: Mapping[Role, float]
    belongs: Mapping[Role, float]
    split: float
    together: float
    report: float
    incident: float
    alone: float


NEWS = Thresholds(
    marked={**dict.fromkeys(ROLES, 0.5), "trigger": 0.42, "perpetrator": 0.4, "target": 0.4, "where": 0.55},
    belongs={**dict.fromkeys(ARGUMENTS, 0.3), "when": 0.15, "where": 0.25},
    split=0.7,
    together=0.5,
    report=0.8,
    incident=0.5,
    alone=0.92,
)
"""For the project's own scheme: chosen on a fold that the network has not learned from, and on news."""
MUC = Thresholds(
    marked={**dict.fromkeys(ROLES, 0.2), "target": 0.3, "weapon": 0.3, "perpetrator": 0.4, "where": 0.5},
    belongs=dict.fromkeys(ARGUMENTS, 0.5),
    split=0.7,
    together=0.4,
    report=0.5,
    incident=0.0,
    alone=1.0,
)
"""For the scheme of the Message Understanding Conferences, whose own part decides what is worth telling."""
