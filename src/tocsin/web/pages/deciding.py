"""Decisions in words, as pages tell them: how many mentions, where the history names each."""

from tocsin.export.wording import counted
from tocsin.tasks.history import review_words
from tocsin.vocabulary.review import Review


def decision_words(review: Review) -> str:
    """Return what a review decides, in a few words."""
    number = len(review.subjects)
    if review.kind == "merge":
        return f"merges {counted(number, 'mention')}"
    if review.kind == "split":
        return f"splits a mention from {counted(number - 1, 'other')}"
    if review.kind == "reject":
        return f"rejects {counted(number, 'mention')}"
    if review.kind == "note" and number > 1:
        return f"keeps words with {counted(number, 'mention')}"
    return "keeps words" if review.kind == "note" else review_words(review)
