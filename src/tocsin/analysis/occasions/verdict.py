"""The verdict on occasions: one plain sentence, with its probability, its figures and its doubt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tocsin.analysis.occasions.around import Around
from tocsin.analysis.occasions.masks import Reach, Side
from tocsin.analysis.tempo.judging import LIKELY
from tocsin.analysis.tempo.wording import cases, counted, how_likely, number, percent, term, times

Finding = Literal["more", "fewer", "none"]
SELDOM = 0.05
"""Something is found only if occasions at other times look like this no more often, all questions taken together."""
PLURALS = {
    "visit": "visits", "talks": "talks", "election": "elections", "vote": "votes", "withdrawal": "withdrawals",
    "deployment": "deployments", "sanction": "sanctions", "agreement": "agreements", "ceasefire": "ceasefires",
    "protest": "protests", "arrest": "arrests", "release": "releases", "trial": "trials", "statement": "statements",
    "anniversary": "anniversaries",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """`sentence` says it; `finding` is "none" unless chance seldom looks like this and the direction is likely.

    `probability` is that of what the sentence speaks of, in the words `term` (Intelligence Community Directive 203).
    `strongest` is the question that it speaks of, None where there was none to ask.
    """

    sentence: str
    finding: Finding
    probability: float
    term: str
    strongest: Around | None


def verdict(questions: Sequence[Around], reach: Reach) -> Verdict:
    """Return the verdict on the answers to `questions`, one of each sort and side."""
    if not questions:
        sentence = "No occasion whose day is known lies near enough to the days looked at: nothing can be said."
        return Verdict(sentence, "none", 0.0, "", None)
    strongest = min(questions, key=lambda one: (one.chance, -max(one.more, one.fewer), one.name, one.side))
    more = strongest.more >= strongest.fewer
    probability = strongest.more if more else strongest.fewer
    direction: Finding = "more" if more else "fewer"
    finding: Finding = direction if strongest.corrected <= SELDOM and probability >= LIKELY else "none"
    what = f"there were {direction} attacks than usual {side_words(strongest.name, strongest.side, reach)}"
    sentence = f"{how_likely(probability)} {what}: {figures(strongest)}; {_caveat(strongest, len(questions))}"
    return Verdict(sentence, finding, probability, term(probability), strongest)


def side_words(name: str, side: Side, reach: Reach) -> str:
    """Return "in the 7 days before visits", "during talks", "in the 7 days from votes on"."""
    plural = PLURALS.get(name, f"“{name}”")
    if side == "during":
        return f"during {plural}"
    if side == "before":
        return f"in the {counted(reach.before, 'day')} before {plural}"
    return f"in the {counted(reach.after, 'day')} from {plural} on"


def figures(one: Around) -> str:
    """Return "9 on 21 days where 4.1 are usual, 2.2 times (1.0 to 4.3)"."""
    span = f"{times(one.ratio.low)} to {times(one.ratio.high)} with {percent(one.ratio.level)}"
    usual = number(one.expected)
    return (
        f"{number(one.incidents)} on {counted(one.days, 'day')} where {usual} {'is' if usual == '1' else 'are'} usual, "
        f"{times(one.ratio.value)} times ({span})"
    )


def _caveat(one: Around, questions: int) -> str:
    tried = round(1 / one.least)
    alone = f"at other times {counted(len(one.occasion_ids), 'such occasion')} would look like this"
    said = f"{alone} {cases(one.chance, max(tried - 1, 1))}"
    if questions > 1:
        said += f", and of the {questions} questions asked here one would {cases(one.corrected, max(tried - 1, 1))}"
    if one.least > SELDOM:
        said += "; the days are too few for anything to be found"
    return f"{said}."
