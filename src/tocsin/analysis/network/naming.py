"""Which names are one actor: the same letters, the same when folded, or in one line of the alias table. Nothing else.

Words that name nobody in particular ("gunmen", "his group") are no names, and are never taken for anyone's.
"""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field

from tocsin.analysis.network.aliases import Aliases
from tocsin.analysis.network.folding import fold_name
from tocsin.vocabulary.network import Naming, Way
from tocsin.vocabulary.terms import ActorKind

QUOTES = " \t\n\"“”„«»'‘’.,;:()"
BEFORE = re.compile(r"^(?:the|a|an|its|his|her|their|this|that|these|those)\s+", re.IGNORECASE)
BEHIND = re.compile(r"(?:,|\s+(?=(?:which|that|who|whom|whose)\b)|\s+[–—-]\s+|\s+\().*$", re.IGNORECASE | re.DOTALL)
MEN_OF = re.compile(
    r"^(?:[a-z]+\s+)?(?:fighters|men|members|militants|militiamen|soldiers|gunmen|lions|heroes|sons|elements|cells|units)"
    r"\s+(?:of|from)\s+(?:the\s+)?(?=[A-Z])"
)
"""What somebody calls those that an actor has: "fighters of the"."""
CUT = re.compile(r"\s(?:of|the|of the|and|for|in|al|al-|-)$", re.IGNORECASE)
"""How no name ends: the words were cut off in the middle of it."""
POSSESSIVE = re.compile(r"['’]s?$")
WORD = re.compile(r"[^\W\d_][\w'’‘ʼ.-]*")


def bare(words: str) -> str:
    """Return a name without quotation marks, a leading article, "fighters of" and what a clause adds behind it."""
    name = words.strip(QUOTES)
    name = MEN_OF.sub("", BEFORE.sub("", BEHIND.sub("", name))).strip(QUOTES)
    return " ".join(name.split())


def is_name(words: str, aliases: Aliases) -> bool:
    """Whether `words` name somebody: they stand in the table, or a word that is not generic begins with a capital.

    Words that end in the middle of a name ("Companions of the") do not: whose they are is not guessed. Scripts without
    capitals: a word that is not generic.
    """
    name = bare(words)
    if not name or CUT.search(name):
        return False
    if aliases.named(name) is not None:
        return True
    own = [word for word in WORD.findall(name) if not set(fold_name(word).split()) <= aliases.generic]
    return any(word[0].isupper() or (word[0].isalpha() and word[0] == word[0].upper()) for word in own)


def actor_id(name: str) -> str:
    """Return the id of the actor called `name`: "act-" and 12 hexadecimal digits."""
    return "act-" + hashlib.sha256((fold_name(name) or name).encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Named:
    """Whom words name: `key` is the same for all names of one actor; `name` is the table's, "" for one not in it."""

    key: str
    way: Way
    name: str = ""
    source: str = ""
    kind: ActorKind = "unknown"


def named(words: str, aliases: Aliases) -> Named:
    """Return whom `words`, which are a name, mean."""
    name = bare(words)
    for tried in (name, POSSESSIVE.sub("", name), _without_kind(name, aliases)):
        line = aliases.named(tried) if tried else None
        if line is not None:
            way: Way = "exact" if tried == line.name else "table"
            if way == "table" and fold_name(tried) == fold_name(line.name):
                way = "folded"
            return Named(actor_id(line.name), way, line.name, line.source if way == "table" else "", line.kind)
    return Named(actor_id(POSSESSIVE.sub("", name)), "folded")


def _without_kind(name: str, aliases: Aliases) -> str:
    """ "Kataib Hezbollah militia" without the word that says what it is: only names of the table are tried so."""
    head, _, last = name.rpartition(" ")
    return head if last.islower() and set(fold_name(last).split()) <= aliases.generic else ""


@dataclass
class Names:
    """The names that one actor is called by, as they come in."""

    name: str = ""
    kinds: Counter[ActorKind] = field(default_factory=Counter)
    told: Counter[tuple[str, Way, str]] = field(default_factory=Counter)

    def add(self, words: str, found: Named, kind: ActorKind) -> None:
        """Note that the actor is called `words`, of which `found` says whom they mean."""
        self.name = self.name or found.name
        self.kinds[found.kind if found.kind != "unknown" else kind] += 1
        self.told[bare(words), found.way, found.source] += 1

    @property
    def chosen(self) -> str:
        """The table's name, else the spelling that is told most often; of several the first in order of letters."""
        return self.name or min(self.told, key=lambda one: (-self.told[one], one))[0]

    @property
    def kind(self) -> ActorKind:
        """What most tellings take the actor for; "unknown" only where none says more."""
        known: list[ActorKind] = [kind for kind in self.kinds if kind != "unknown"]
        return min(known, key=lambda kind: (-self.kinds[kind], kind), default="unknown")

    def namings(self) -> tuple[Naming, ...]:
        """Return the names by how often they are told. Of one that is not in the table, the chosen one is exact."""
        chosen = self.chosen
        ordered = sorted(self.told.items(), key=lambda item: (-item[1], item[0]))
        return tuple(
            Naming(words, "exact" if words == chosen else way, source, times) for (words, way, source), times in ordered
        )
