"""Two halves of a file of reports: one that the policy may be fitted on, one that it is measured on.

Reports with an incident in common, also over other reports, are in one half. So no incident is in both.
"""

from collections.abc import Sequence

from bench.merging.gold import Record


def halves(reports: Sequence[Record]) -> tuple[list[Record], list[Record]]:
    """Return the half to fit on and the half that is held out; stories go to them in turn, by their first report."""
    story_of = stories(reports)
    numbers = {story: number for number, story in enumerate(dict.fromkeys(story_of))}
    sides: tuple[list[Record], list[Record]] = ([], [])
    for given, story in zip(reports, story_of, strict=True):
        sides[numbers[story] % 2].append(given)
    return sides


def stories(reports: Sequence[Record]) -> list[int]:
    """Return for each of `reports` the index of the first one that it shares an incident with, directly or not."""
    first = list(range(len(reports)))

    def root(at: int) -> int:
        while first[at] != at:
            at = first[at]
        return at

    seen: dict[str, int] = {}
    for at, given in enumerate(reports):
        for incident in given["incidents"]:
            if key := incident.get("key"):
                one, other = sorted((root(seen.setdefault(key, at)), root(at)))
                first[other] = one
    return [root(at) for at in range(len(reports))]
