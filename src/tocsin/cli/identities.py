"""`tocsin actors same`, `different` and `review`: whether two names are one actor, as people decide it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.border import border
from tocsin.cli.tracker import Author, Tracker

if TYPE_CHECKING:  # so that --help is quick
    from rich.console import Console

    from tocsin.cli.queue import Ask
    from tocsin.ledger.base import Ledger
    from tocsin.tasks.review import Decision, Signature
    from tocsin.vocabulary.network import Network

One = Annotated[str, typer.Argument(metavar="ONE", help="An actor: a name that it is told under, or its id.")]
Other = Annotated[str, typer.Argument(metavar="OTHER", help="Another.")]
Why = Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason; it is kept with the decision.")]
KEYS = {"s": "same", "d": "different", "k": "skip", "q": "quit"}


def same(one: One, other: Other, why: Why = "", author: Author = "", tracker: Tracker = "") -> None:
    """Decide that two names are one actor.

    The decision is kept in the tracker with who, when and why, and holds for
    every verb; tocsin undo takes it back.

    \b
    [bold]Example[/bold]
      tocsin actors same "Dawn Brigade" "Brigade of the Dawn" --why "its own letterhead"
    """
    _decide((one, other), True, (author, why), tracker)


def different(one: One, other: Other, why: Why = "", author: Author = "", tracker: Tracker = "") -> None:
    """Decide that two names are two actors: they are not proposed again.

    \b
    [bold]Example[/bold]
      tocsin actors different "Dawn Brigade" "Dawn Battalion"
    """
    _decide((one, other), False, (author, why), tracker)


def review(author: Author = "", tracker: Tracker = "") -> None:
    """Ask about names that may be one actor, the likeliest first.

    One key answers: s same, d different, k skip, q quit; a capital letter
    asks for the reason too. Piped, it reads a line an answer: the key, a
    blank, the reason.

    \b
    [bold]Examples[/bold]
      tocsin actors review
      printf 's\\nd two towns\\n' | tocsin actors review --author Ann
    """
    with _network(author, tracker) as (ledger, network, signature):
        from tocsin.cli.output import open_console  # noqa: PLC0415  so that --help is quick
        from tocsin.cli.queue import asking  # noqa: PLC0415  likewise
        from tocsin.export.wording import counted  # noqa: PLC0415

        console = open_console()
        if not network.proposals:
            console.print("No names are alike that nobody has decided on.")
            return
        count = _ask(ledger, network, signature.author, (console, asking(sys.stdin, console)))
        back = "; tocsin undo takes back the last one" if count else ""
        console.print(f"{counted(count, 'decision')} kept{back}.")


def _ask(ledger: "Ledger", network: "Network", author: str, screen: "tuple[Console, Ask]") -> int:
    from tocsin.cli.queue import QUIT  # noqa: PLC0415  so that --help is quick
    from tocsin.export.network_table import show_proposal  # noqa: PLC0415  likewise
    from tocsin.tasks.identities import rule  # noqa: PLC0415
    from tocsin.tasks.review import Signature  # noqa: PLC0415

    (console, ask), count = screen, 0
    for number, proposal in enumerate(network.proposals, start=1):
        one, other = network.actor(proposal.one), network.actor(proposal.other)
        if one is None or other is None:
            continue
        console.print()
        console.rule(f"{number} of {len(network.proposals)}")
        show_proposal(proposal, network, console)
        console.print("   ".join(f"{key} {meaning}" for key, meaning in KEYS.items()), style="bold")
        answer = ask()
        while answer.key not in KEYS:
            console.print(f"{answer.key!r} is no answer here", markup=False)
            answer = ask()
        if answer.key == QUIT:
            break
        if answer.key != "k":
            _tell(rule(ledger, network, (one, other), answer.key == "s", Signature(author, answer.why)))
            count += 1
    return count


def _decide(names: tuple[str, str], is_same: bool, signed: tuple[str, str], tracker: str) -> None:
    author, why = signed
    with _network(author, tracker, why) as (ledger, network, signature):
        from tocsin.tasks.actors import actor_named  # noqa: PLC0415  so that --help is quick
        from tocsin.tasks.identities import rule  # noqa: PLC0415  likewise

        pair = actor_named(network, names[0]), actor_named(network, names[1])
        _tell(rule(ledger, network, pair, is_same, signature))


def _tell(decision: "Decision") -> None:
    for review_ in decision.reviews:
        typer.echo(f"{review_.why}; kept as {review_.id}")


@contextmanager
def _network(author: str, tracker: str, why: str = "") -> "Iterator[tuple[Ledger, Network, Signature]]":
    """Open the ledger, and give the network of all incidents and whose decisions these are."""
    with border():
        from tocsin.cli.tracker import author_of, opened  # noqa: PLC0415  so that --help is quick
        from tocsin.cli.waiting import waiting  # noqa: PLC0415  likewise
        from tocsin.settings import load_settings  # noqa: PLC0415
        from tocsin.tasks import actors as task  # noqa: PLC0415
        from tocsin.tasks.review import Signature  # noqa: PLC0415
        from tocsin.vocabulary.selection import Selection  # noqa: PLC0415

        settings = load_settings()
        with opened(tracker, settings) as ledger:
            with waiting(ledger, Selection()) as done:
                network = task.actors(ledger, Selection(), done=done)
            yield ledger, network, Signature(author_of(author, settings), why)
