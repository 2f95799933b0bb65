"""A brief: sections of sentences, tables and pictures in which every number knows the incidents behind it.

The same brief is written as a page, as Markdown and for print; nothing in it depends on the form.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from tocsin.export.pictures.svg import Picture
from tocsin.export.wording import counted


@dataclass(frozen=True, slots=True)
class Number:
    """A figure in words, with the ids of the incidents behind it; `target` is the place that lists or tells them."""

    words: str
    incident_ids: tuple[str, ...]
    target: str


@dataclass(frozen=True, slots=True)
class Name:
    """Words that others chose, such as names and titles, in whatever direction they are written."""

    words: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a report."""

    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address: of the web, or a place in the brief where it begins with "#".

    Any other address is not led to.
    """

    words: str
    address: str

    @property
    def leads(self) -> bool:
        """Whether the address is one that a reader may be led to."""
        return self.address.startswith(("#", "http://", "https://"))


Piece = str | Number | Name | Quote | Link
Sentence = tuple[Piece, ...]
Tone = Literal["rise", "fall", "even"]


@dataclass(frozen=True, slots=True)
class Lead:
    """The sentence of a section that everything else stands behind."""

    sentence: Sentence
    tone: Tone = "even"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or more; `small` for what is read only in doubt."""

    sentence: Sentence
    small: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """Sentences one beneath the other."""

    items: tuple[Sentence, ...]
    small: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under heads; `keys` are the places that lead to a row, "" where none does. `caption` may be ""."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Sentence, ...], ...]
    caption: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure that is read first: what it counts, and what to know of it."""

    figure: Sentence
    label: str
    note: Sentence = ()


@dataclass(frozen=True, slots=True)
class Tiles:
    """The figures that are read first."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture and what is said beneath it."""

    picture: Picture
    caption: Sentence = ()


Block = Lead | Paragraph | Bullets | Table | Tiles | Plot


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a brief; `key` is its place on the page."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What one report says of one slot: the value in words, the words that prove it, and who says so.

    `grade` is the Admiralty code of source and claim; `chosen` marks the telling that stands for the incident.
    """

    words: str
    quote: str
    who: str
    day: str
    grade: str
    report_key: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A slot of an incident: what stands, and all that is told of it."""

    label: str
    words: str
    disputed: bool
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """A report behind an incident. `address` is "" where none is known, `link` whether it can be followed.

    `digest` is the SHA-256 of the archived original.
    """

    key: str
    id: str
    title: str
    source: str
    day: str
    address: str
    link: bool
    digest: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """An incident with everything that stands behind it; `head` is what is known of the whole."""

    key: str
    title: str
    head: str
    words: str
    values: tuple[Value, ...]
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Further:
    """An incident that a number counts and that is told in one line: its words, and who told it when."""

    key: str
    title: str
    head: str
    words: str
    told_by: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The incidents behind a number, by the places that tell of them, with their titles."""

    key: str
    words: str
    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """All of a brief. `scope` says what it is about, `since` and `day` are its first and last day.

    `dossiers` and `further` have every incident that any number stands for, the latter those that are told in short
    because there are very many; `listings` has every number of several. `left_out` names what of the files that came
    with the question could not be read, and why.
    """

    title: str
    scope: str
    since: date
    day: date
    version: str
    sections: tuple[Section, ...]
    listings: tuple[Listing, ...]
    dossiers: tuple[Dossier, ...]
    further: tuple[Further, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(slots=True)
class Register:
    """Gives every set of incidents its place in the brief, the same set the same place; remembers whom it named.

    `titles` says what each incident is called, in the order in which lists name them.
    """

    titles: dict[str, str] = field(default_factory=dict)
    _lists: dict[frozenset[str], str] = field(default_factory=dict)
    _named: dict[str, None] = field(default_factory=dict)

    @property
    def named(self) -> tuple[str, ...]:
        """The ids of all incidents that anything led to, in that order."""
        return tuple(self._named)

    def number(self, words: str, incident_ids: Sequence[str]) -> Piece:
        """Return `words` as a number with its incidents; where there are none, only the words."""
        ids = tuple(dict.fromkeys(incident_ids))
        return Number(words, ids, self.place(ids)) if ids else words

    def place(self, incident_ids: Sequence[str]) -> str:
        """Return the place that tells of these incidents: of one its own, of several that of their list."""
        ids = dict.fromkeys(incident_ids)
        self._named |= ids
        if len(ids) <= 1:
            return next(iter(ids), "")
        return self._lists.setdefault(frozenset(ids), f"list-{len(self._lists) + 1}")

    def listings(self) -> tuple[Listing, ...]:
        """Return the lists of all numbers so far."""
        rank = {id_: at for at, id_ in enumerate(self.titles)}
        found = []
        for ids, key in self._lists.items():
            ordered = sorted(ids, key=lambda id_: (rank.get(id_, -1), id_))
            entries = tuple((id_, self.titles.get(id_, id_)) for id_ in ordered)
            found.append(Listing(key, counted(len(ids), "incident"), entries))
        return tuple(found)
