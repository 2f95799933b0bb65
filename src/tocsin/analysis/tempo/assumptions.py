"""The assumptions beneath a verdict, in words: what was left out, what was taken for granted, where doubt remains."""

from datetime import date

from tocsin.analysis.tempo.changes import ANY_CHANGE
from tocsin.analysis.tempo.counting import Window
from tocsin.analysis.tempo.events import Events
from tocsin.analysis.tempo.nowcast import Delay
from tocsin.analysis.tempo.panel import Panel
from tocsin.analysis.tempo.wording import counted, days, percent

UNREAD_DAYS, UNREAD_SHARE = 6, 0.1
"""Days, and share of all, before anything is told, from which on it is doubted that anybody was read then."""


def assumptions(events: Events, window: Window, delay: Delay, panel: Panel) -> tuple[str, ...]:
    """Return one sentence for each assumption that the figures of `events` rest on."""
    inside = events.inside(window.start.toordinal(), window.end.toordinal())
    found = [
        "Each incident counts once, however many reports tell of it.",
        f"Before the days are seen, a change of the rate at all is taken to be {percent(ANY_CHANGE)} probable, on any "
        "day alike.",
    ]
    if inside.any() and int(events.first[inside].min()) == window.start.toordinal():
        found.append(
            f"The days begin on {days(window.start, window.start)}, with an incident: if they were chosen so, the "
            "first rate is a little too high."
        )
    if unread := _unread(events, window):
        found.append(
            f"Nobody is read who told of anything before {days(unread, unread)}: if nothing from before was read, the "
            "days before it are not quiet but unknown. Ask again with --since that day."
        )
    inexact = int((events.first < events.last)[inside].sum())
    if inexact:
        found.append(f"{counted(inexact, 'incident')} of unsure day may lie on any day of their range, all alike.")
    if events.undated:
        found.append(f"{counted(events.undated, 'incident')} without a day are left out.")
    if events.several:
        found.append(f"{counted(events.several, 'incident')} told as several attacks: each counts once.")
    return (*found, _delay(delay), _panel(panel))


def _unread(events: Events, window: Window) -> date | None:
    """Return the day of the first telling of all, if a good part of the window lies before it; else None."""
    if not events.tellings:
        return None
    first = min(int(told.min()) for _, told in events.tellings.values())
    before = first - window.start.toordinal()
    return date.fromordinal(first) if before > max(UNREAD_DAYS, UNREAD_SHARE * window.days) else None


def _delay(delay: Delay) -> str:
    if delay.known:
        quick = delay.share[[1, 7]]
        return (
            f"Reports come as late as they did so far: {percent(float(quick[0]))} of incidents are known within a day, "
            f"{percent(float(quick[1]))} within a week."
        )
    return "Too little is known of how late reports come: the last days are taken to be complete, and may not be."


def _panel(panel: Panel) -> str:
    if panel.changed:
        moves = ((panel.came, "came late"), (panel.went, "went early"))
        said = "; ".join(f"{', '.join(names)} {verb}" for names, verb in moves if names)
        return f"The sources changed ({said}): the verdict is on what constant ones tell of."
    if panel.constant:
        return f"{counted(len(panel.constant), 'source')} told of incidents all along; none came or went."
    return "No source tells of enough incidents to see whether who is read has changed."
