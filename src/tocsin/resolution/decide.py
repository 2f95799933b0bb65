"""To decide: whether two entries tell of one incident, with every reason that weighed."""

from functools import cache

from tocsin.resolution.facets import Facets, facets_of
from tocsin.resolution.features import findings
from tocsin.resolution.features import sentence as sentence_of
from tocsin.resolution.policy import Policy
from tocsin.resolution.telling import told_apart_in_one_report
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.judgement import Judgement, Reason

sentence = cache(sentence_of)
CERTAIN = 20.0
"""The log odds of a reason that decides alone."""


def judge(first: Entry, second: Entry, policy: Policy) -> Judgement:
    """Return whether `first` and `second` tell of one incident; the order of the two makes no difference.

    Raises VocabularyError if both are one and the same mention.
    """
    return judge_facets(facets_of(first), facets_of(second), policy)


def judge_facets(first: Facets, second: Facets, policy: Policy) -> Judgement:
    """Return the judgement of two entries, of which `first` and `second` are the facets."""
    if first.id > second.id:
        first, second = second, first
    if told_apart_in_one_report(first, second):
        reason = Reason(told_apart_in_one_report.__name__, sentence(told_apart_in_one_report.__name__), -CERTAIN)
        return Judgement(first.id, second.id, "different", 0.0, (reason,), policy.method)
    found = findings(first, second)
    probability = policy.probability(found)
    reasons = [
        Reason(name, _said(sentence(name), finding.words), round(policy.weights[name] * finding.strength, 3))
        for name, finding in found.items()
        if policy.weights.get(name)
    ]
    reasons.sort(key=lambda reason: (-abs(reason.weight), reason.comparison))
    return Judgement(
        first.id, second.id, policy.verdict(probability), round(probability, 6), tuple(reasons), policy.method
    )


def _said(finding: str, words: str) -> str:
    return f"{finding}: {words}" if words else finding
