"""The queue of doubts in the terminal: one question a screen, one key an answer; a line an answer where it is piped."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TextIO

import typer
from rich.console import Console

from tocsin.errors import InputError
from tocsin.export.doubt import show_pair, show_single
from tocsin.export.wording import counted
from tocsin.ledger.base import Ledger
from tocsin.tasks.doubts import UNSURE, Doubt, PairInDoubt
from tocsin.tasks.review import Decision, Signature, confirm, merge, note, part, reject, undo

PAIR_KEYS = {"s": "same", "d": "different", "u": "unsure", "k": "skip", "b": "back", "q": "quit"}
SINGLE_KEYS = {"c": "confirm", "r": "reject", "u": "unsure", "k": "skip", "b": "back", "q": "quit"}
QUIT = "q"


@dataclass(frozen=True, slots=True)
class Answer:
    """A key and, where somebody gave one, the reason."""

    key: str
    why: str = ""


Ask = Callable[[], Answer]
"""Waits for an answer; at the end of the input, one that quits."""


@dataclass
class Queue:
    """A run through doubts: where it stands, and what was decided at each."""

    ledger: Ledger
    author: str
    console: Console
    ask: Ask
    decided: list[tuple[int, Decision | None]] = field(default_factory=list)

    def run(self, doubts: list[Doubt]) -> int:
        """Ask every one of `doubts` that is still one, and return how many decisions stand."""
        at = 0
        while at < len(doubts):
            if not self._open(doubts[at]):
                at += 1
                continue
            self._show(doubts[at], at, len(doubts))
            answer = self.ask()
            if answer.key == QUIT:
                break
            at = self._step(doubts[at], at, answer)
        return sum(decision is not None for _, decision in self.decided)

    def _step(self, doubt: Doubt, at: int, answer: Answer) -> int:
        """Do what the answer says and return the number of the next question."""
        if answer.key == "b":
            return self._back(at)
        if answer.key == "k":
            self.decided.append((at, None))
            return at + 1
        try:
            decision = self._decide(doubt, answer)
        except InputError as error:
            self.console.print(str(error), markup=False)
            return at + 1
        if decision is None:
            self.console.print(f"{answer.key!r} is no answer here: {_choices(doubt)}", markup=False)
            return at
        self.decided.append((at, decision))
        kept = ", ".join(review.id for review in decision.reviews)
        self.console.print(f"{_keys(doubt)[answer.key]}: kept as {kept}", markup=False)
        return at + 1

    def _decide(self, doubt: Doubt, answer: Answer) -> Decision | None:
        signed = Signature(self.author, answer.why)
        unsure = Signature(self.author, UNSURE)
        if isinstance(doubt, PairInDoubt):
            first, second = doubt.judgement.first, doubt.judgement.second
            if answer.key == "s":
                return merge(self.ledger, self._whole(doubt), signed)
            if answer.key == "d":
                return part(self.ledger, first, second, signed)
            return note(self.ledger, [first, second], unsure) if answer.key == "u" else None
        incident_id = doubt.incident.id
        if answer.key == "c":
            return confirm(self.ledger, incident_id, None, signed)
        if answer.key == "r":
            return reject(self.ledger, [incident_id], signed)
        return note(self.ledger, [incident_id], unsure) if answer.key == "u" else None

    def _whole(self, doubt: PairInDoubt) -> list[str]:
        """Whoever says that two mentions are one incident says so of what each is part of."""
        if doubt.together:
            return [doubt.judgement.first, doubt.judgement.second]
        found = (self.ledger.incident(id_) for id_ in (doubt.judgement.first, doubt.judgement.second))
        return [incident.id for incident in found if incident is not None]

    def _back(self, at: int) -> int:
        """Take the last answer back and return its question; at the first, stay."""
        if not self.decided:
            self.console.print("There is nothing to take back.")
            return at
        before, decision = self.decided.pop()
        for review in reversed(decision.reviews) if decision else ():
            undo(self.ledger, review.id, Signature(self.author))
        return before

    def _open(self, doubt: Doubt) -> bool:
        """Whether an earlier answer has not settled this one."""
        if isinstance(doubt, PairInDoubt):
            found = [self.ledger.incident(id_) for id_ in (doubt.judgement.first, doubt.judgement.second)]
            if None in found:
                return False
            return (len({incident.id for incident in found if incident}) == 1) == doubt.together
        return self.ledger.incident(doubt.incident.id) is not None

    def _show(self, doubt: Doubt, at: int, total: int) -> None:
        self.console.print()
        self.console.rule(f"{at + 1} of {total}")
        if isinstance(doubt, PairInDoubt):
            show_pair(doubt.judgement, doubt.first, doubt.second, self.console)
        else:
            show_single(doubt.incident, doubt.entries, self.console)
        self.console.print()
        self.console.print(_choices(doubt), markup=False, style="bold")


def _choices(doubt: Doubt) -> str:
    return "   ".join(f"{key} {meaning}" for key, meaning in _keys(doubt).items())


def _keys(doubt: Doubt) -> dict[str, str]:
    return PAIR_KEYS if isinstance(doubt, PairInDoubt) else SINGLE_KEYS


def asking(stream: TextIO, console: Console) -> Ask:
    """Return what asks at a terminal for a key (a capital one asks for the reason too), else for a line of `stream`.

    A line is a key, then a blank and the reason if there is one.
    """
    if not stream.isatty():
        return lambda: _line(stream)

    def key() -> Answer:
        pressed = typer.getchar()
        if not pressed.strip() or not pressed.isprintable():
            return Answer("k") if pressed == "\t" else Answer(pressed.strip() or "?")
        why = console.input("Why? ") if pressed.isupper() else ""
        return Answer(pressed.lower(), why.strip())

    return key


def _line(stream: TextIO) -> Answer:
    while line := stream.readline():
        key, _, why = line.strip().partition(" ")
        if key:
            return Answer(key.lower()[:1], why.strip())
    return Answer(QUIT)


def go(ledger: Ledger, author: str, doubts: list[Doubt], console: Console) -> int:
    """Go through `doubts` with the person at the terminal, or the lines of standard input; return what was decided."""
    if not doubts:
        console.print("Nothing is in doubt.")
        return 0
    count = Queue(ledger, author, console, asking(sys.stdin, console)).run(doubts)
    back = "; tocsin undo takes back the last one" if count else ""
    console.print(f"{counted(count, 'decision')} kept{back}.")
    return count
