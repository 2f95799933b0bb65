"""Names and roles of people in capitals or not: where a role ends and a name begins."""

import re
from dataclasses import dataclass

from bench.muc.words import NAME_ENDS, TITLES, bare, plural

NAME_WORD = re.compile(r"\s+((?:[A-ZÁÉÍÓÚÑ][\w'´-]*|[A-Z]\.))", re.UNICODE)
VERB = re.compile(r"(?:ED|ING|LY)$", re.I)
LONGEST_NAME = 5


@dataclass(frozen=True, slots=True)
class Person:
    """One human target: a proper `name`, a `description` (a role, or who they are), or both."""

    name: str = ""
    description: str = ""

    @property
    def reference(self) -> str:
        """What the other slots refer to: the name, or else the description."""
        return self.name or self.description


def person(quote: str, following: str) -> Person:
    """Return the person or people named by `quote`, which the text goes on with `following`.

    After a role in the singular a name may follow: "SENATOR" and " LUIS CARLOS GALAN WAS KILLED".
    """
    description = bare(quote)
    if plural(description):
        return Person(description=description)
    return Person(name_at(following), description)


def name_at(text: str) -> str:
    """Return the proper name at the start of `text`, "" if there is none."""
    words: list[str] = []
    at = 0
    while len(words) < LONGEST_NAME:
        found = NAME_WORD.match(text, at)
        if found is None:
            break
        word = found[1].strip(".")
        if word.lower() in NAME_ENDS or (VERB.search(word) and len(word) > 5):
            break
        words.append(word.upper())
        at = found.end()
    while words and words[0].lower() in TITLES:
        words.pop(0)
    return " ".join(words) if len(words) >= 2 else ""
