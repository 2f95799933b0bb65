"""`tocsin review` and `tocsin undo`, as people type them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.border import border
from tocsin.cli.selecting import one_of
from tocsin.cli.tracker import Author, Tracker
from tocsin.vocabulary.claim import SLOTS

if TYPE_CHECKING:  # so that --help is quick
    from tocsin.ledger.base import Ledger
    from tocsin.settings import Settings
    from tocsin.tasks.review import Decision, Signature

commands = typer.Typer(invoke_without_command=True)
undoing = typer.Typer()

Why = Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason; it is kept with the decision.")]
Incident = Annotated[str, typer.Argument(metavar="INCIDENT", help="An incident, or one of its mentions.")]
SlotName = Annotated[str, typer.Argument(metavar="SLOT", parser=one_of(SLOTS), help="Such as when, where, killed.")]
OneSlot = Annotated[
    str | None,
    typer.Option("--slot", metavar="SLOT", parser=one_of(SLOTS), help="One value alone.", show_default="the whole"),
]
NewValue = Annotated[str, typer.Argument(metavar="VALUE", help="What it is.")]
Several = Annotated[list[str], typer.Argument(metavar="ID...", help="Incidents, or mentions of them.")]
Mentions = Annotated[list[str], typer.Argument(metavar="MENTION...", help="Mentions of one incident.")]
ReviewId = Annotated[
    str, typer.Argument(metavar="REVIEW", help="Which decision; without it, your last one.", show_default=False)
]
Words = Annotated[str, typer.Argument(metavar="WORDS", help="What is to be kept.")]
Below = Annotated[
    float, typer.Option("--below", metavar="SHARE", min=0.0, max=1.0, help="Ask about incidents less sure than this.")
]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="Ask at most so many questions.")]


@commands.callback()
def review(
    context: typer.Context, tracker: Tracker = "", author: Author = "", below: Below = 0.5, limit: Limit = None
) -> None:
    """Decide what the machine is not sure of, or correct it.

    Alone, it asks: first about pairs of mentions that may be one incident,
    the most even ones first, then about incidents that may be none. It
    shows both texts' words and why it is not sure. One key answers:
    s same, d different, u unsure (it is not asked again), k skip,
    b back (takes the last answer back), q quit; of an incident c confirm,
    r reject. A capital letter asks for the reason too. Piped, it reads a
    line an answer: the key, a blank, the reason.

    Each decision is a row with who, when and why; none overwrites another.

    \b
    [bold]Examples[/bold]
      tocsin review
      tocsin review merge inc-101d193ffab9 inc-5d968e361b99 --why "one salvo"
      tocsin review set inc-101d193ffab9 killed 3 --why "the hospital's list"
      printf 's\\nd two towns\\n' | tocsin review --author Ann
    """
    if context.invoked_subcommand is not None:
        if tracker or author:
            raise typer.BadParameter(f"give --tracker and --author behind {context.invoked_subcommand}")
        return
    with border():
        from itertools import islice  # noqa: PLC0415  so that --help is quick

        from tocsin.cli.output import open_console  # noqa: PLC0415  likewise
        from tocsin.cli.queue import go  # noqa: PLC0415
        from tocsin.cli.tracker import author_of, opened  # noqa: PLC0415
        from tocsin.settings import load_settings  # noqa: PLC0415
        from tocsin.tasks.doubts import doubts  # noqa: PLC0415

        settings = load_settings()
        with opened(tracker, settings) as ledger:
            go(ledger, author_of(author, settings), list(islice(doubts(ledger, below), limit)), open_console())


@commands.command("merge")
def merge(ids: Several, why: Why = "", tracker: Tracker = "", author: Author = "") -> None:
    """Say that incidents or mentions are one incident.

    \b
    [bold]Examples[/bold]
      tocsin review merge inc-101d193ffab9 inc-5d968e361b99 --why "one salvo"
    """
    from tocsin.tasks import review as task  # noqa: PLC0415  so that --help is quick

    _decided(lambda ledger, signed, _: task.merge(ledger, ids, signed), why, tracker, author)


@commands.command("split")
def split(mentions: Mentions, why: Why = "", tracker: Tracker = "", author: Author = "") -> None:
    """Say that mentions tell of another incident than the rest of theirs.

    tocsin show INCIDENT lists the mentions of an incident.

    \b
    [bold]Examples[/bold]
      tocsin review split courier-0816-taji#1 --why "the second attack"
    """
    from tocsin.tasks import review as task  # noqa: PLC0415  so that --help is quick

    _decided(lambda ledger, signed, _: task.split(ledger, mentions, signed), why, tracker, author)


@commands.command("set")
def set_value(
    incident: Incident, slot: SlotName, value: NewValue, why: Why = "", tracker: Tracker = "", author: Author = ""
) -> None:
    """Say what a value is, whatever the reports say; their claims stay.

    when is a day, a month or a span (2024-05-06, 2024-05,
    2024-05-06..2024-05-08); where a place of the gazetteer or "the depot
    at 33.52,44.26"; killed, wounded, abducted are 3, 3-5, 3+ or "up to 5".

    \b
    [bold]Examples[/bold]
      tocsin review set inc-101d193ffab9 killed 3-5 --why "two lists"
      tocsin review set inc-101d193ffab9 where "Taji, IQ"
    """
    from tocsin.tasks import review as task  # noqa: PLC0415  so that --help is quick
    from tocsin.tasks.entering import value_of  # noqa: PLC0415  likewise

    def decide(ledger: "Ledger", signed: "Signature", settings: "Settings") -> "Decision":
        return task.set_value(ledger, incident, slot, value_of(slot, value, settings), signed)  # type: ignore[arg-type]  # one of SLOTS, as the parser saw to

    _decided(decide, why, tracker, author)


@commands.command("confirm")
def confirm(
    incident: Incident, slot: OneSlot = None, why: Why = "", tracker: Tracker = "", author: Author = ""
) -> None:
    """Say that an incident, or one value of it, was checked and holds.

    \b
    [bold]Examples[/bold]
      tocsin review confirm inc-101d193ffab9 --why "called the base"
      tocsin review confirm inc-101d193ffab9 --slot when
    """
    from tocsin.tasks import review as task  # noqa: PLC0415  so that --help is quick

    def decide(ledger: "Ledger", signed: "Signature", _: "Settings") -> "Decision":
        return task.confirm(ledger, incident, slot, signed)  # type: ignore[arg-type]  # one of SLOTS, as the parser saw to

    _decided(decide, why, tracker, author)


@commands.command("reject")
def reject(ids: Several, why: Why = "", tracker: Tracker = "", author: Author = "") -> None:
    """Say that incidents, or single mentions, are no attack at all.

    \b
    [bold]Examples[/bold]
      tocsin review reject inc-3bc7ac639074 --why "a drill"
    """
    from tocsin.tasks import review as task  # noqa: PLC0415  so that --help is quick

    _decided(lambda ledger, signed, _: task.reject(ledger, ids, signed), why, tracker, author)


@commands.command("note")
def note(incident: Incident, words: Words, tracker: Tracker = "", author: Author = "") -> None:
    """Keep words with an incident; nothing else changes.

    \b
    [bold]Examples[/bold]
      tocsin review note inc-101d193ffab9 "ask the coroner in May"
    """
    from tocsin.tasks import review as task  # noqa: PLC0415  so that --help is quick

    _decided(lambda ledger, signed, _: task.note(ledger, [incident], signed), words, tracker, author)


@undoing.command("undo")
def undo(review_id: ReviewId = "", why: Why = "", tracker: Tracker = "", author: Author = "") -> None:
    """Take a decision back: the last of yours, or the one named.

    The decision stays in the history, with who took it back and when.
    Taking back an undo brings the decision back.

    \b
    [bold]Examples[/bold]
      tocsin undo
      tocsin undo rev-58c7d1f0a2b4 --why "the list was of another day"
    """
    from tocsin.tasks import review as task  # noqa: PLC0415  so that --help is quick

    _decided(lambda ledger, signed, _: task.undo(ledger, review_id, signed), why, tracker, author)


Decide = Callable[["Ledger", "Signature", "Settings"], "Decision"]


def _decided(decide: Decide, why: str, tracker: str, author: str) -> None:
    """Open the ledger, decide, and say which rows that made and what changed."""
    with border():
        from tocsin.cli.changes import touched_words  # noqa: PLC0415  so that --help is quick
        from tocsin.cli.tracker import author_of, opened  # noqa: PLC0415  likewise
        from tocsin.settings import load_settings  # noqa: PLC0415
        from tocsin.tasks.review import Signature  # noqa: PLC0415

        settings = load_settings()
        with opened(tracker, settings) as ledger:
            decision = decide(ledger, Signature(author_of(author, settings), why), settings)
        for review in decision.reviews:
            print(f"{review.id}: {review.kind} by {review.author}")
        print(touched_words(decision.changes))
