"""How well spellings that the alias table lacks are proposed: each is held out in turn, as if the table lacked it.

    python -m bench.aliases [NUMBER]

Of NUMBER spellings (250) drawn with a fixed seed from both tables, abbreviations left out: how many folding alone gives
to their actor, for how many the right actor is proposed, and how many other actors a spelling brings along.
"""

import random
import sys
from collections import Counter, defaultdict

from tocsin.analysis.network.aliases import Aliases, aliases, packaged
from tocsin.analysis.network.folding import fold_name
from tocsin.analysis.network.proposing import likeness

SEED = 7
Names = dict[str, list[str]]


def held_out(number: int) -> Counter[str]:
    """Return how many of `number` spellings were folded, proposed or missed, and how many other actors proposed."""
    table = aliases()
    names: Names = defaultdict(list)
    for line in packaged()[0]:
        if not line.exact and line.words not in names[line.name]:
            names[line.name].append(line.words)
    pairs = [(name, words) for name, spellings in names.items() for words in spellings if words != name]
    random.Random(SEED).shuffle(pairs)  # noqa: S311  a draw that can be repeated
    found: Counter[str] = Counter()
    for name, words in pairs[:number]:
        _try(name, words, names, table, found)
    return found


def _try(name: str, words: str, names: Names, table: Aliases, found: Counter[str]) -> None:
    rest = [other for other in names[name] if other != words]
    if any(fold_name(other) == fold_name(words) for other in rest):
        found["folded"] += 1
        return
    right = any(likeness(words, other, table) for other in rest)
    found["proposed" if right else "missed"] += 1
    found["others"] += sum(
        any(likeness(words, other, table) for other in spellings) for actor, spellings in names.items() if actor != name
    )


def main() -> None:
    """Print the figures."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 250
    found = held_out(number)
    rest = found["proposed"] + found["missed"]
    print(f"{number} spellings: {found['folded']} folded to their actor")
    print(f"of {rest} others the right actor is proposed for {found['proposed']}")
    print(f"proposals of other actors: {found['others']}, {found['others'] / max(1, rest):.2f} a spelling")


if __name__ == "__main__":
    main()
