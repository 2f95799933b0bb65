"""Small words around a verb of harm, folded: forms of to be, adverbs that may stand between, prepositions, marks."""

BE = frozenset(("was", "were", "been", "being", "is", "are", "be", "got", "get", "getting", "reported", "confirmed",
                 "feared", "left", "leaving", "lay", "counted", "believed", "found", "remain", "remained"))  # fmt: skip
UNREAL = frozenset(("to", "would", "could", "might", "may", "will", "can", "should", "must", "cannot", "wo"))
BETWEEN = frozenset(
    "also later reportedly instantly lightly slightly seriously badly critically severely already then both all "
    "either gravely mortally fatally so far immediately apparently subsequently allegedly once there initially at "
    "least even being been have had has reported confirmed believed known killed or and wounded injured otherwise "
    "actually outright accidentally too only".split()
)
PREPOSITIONS = frozenset(("of", "in", "by", "from", "with", "at", "on", "near", "to", "for", "among", "between",
                           "against", "inside", "outside", "under", "including", "like", "than", "after", "before",
                           "as", "towards", "toward", "over", "into", "behind", "per", "via", "about"))  # fmt: skip
QUOTES = frozenset(('"', "“", "”", "'", "‘", "’", "«", "»"))
NEGATIONS = frozenset(("not", "n't", "never", "without", "nor"))
NO_NUMBER = frozenset(
    (".", ";", ":", "who", "that", "which", "and", "was", "were", "mention", "word", "figures", "own")
)
HURT = frozenset(("wounded", "injured", "hurt"))
CAUSES = frozenset(("cause", "result", "lead", "inflict", "produce", "claim", "suffer"))
TAKES = frozenset(("claimed", "cost", "took", "claiming", "costing", "taking", "claims", "costs", "takes", "lost"))
