"""The dialogue about the columns of a table: what is guessed is shown with examples, and a person decides."""

from collections.abc import Mapping as Pairs
from dataclasses import replace

import typer

from tocsin.export.visible import one_line
from tocsin.tasks.importing.guessing import open_kinds
from tocsin.tasks.importing.mapping import FIELDS, Mapping
from tocsin.tasks.importing.rows import Table
from tocsin.vocabulary.terms import KINDS

NOTHING = "-"
WIDTH = 28
ASKED_KINDS = 12
"""Words for kinds that are asked for, the most frequent; what is rarer is another attack."""


def settle(table: Table, guessed: Mapping, examples: Pairs[str, tuple[str, ...]]) -> Mapping:
    """Ask which column is what, and return the answers; whoever only presses Enter takes the guesses."""
    typer.echo(
        f"{table.path} has {len(table.columns)} columns. What is each? Enter keeps the guess; - is none of these:"
    )
    for name, meaning in FIELDS.items():
        typer.echo(f"  {name:<14}{meaning}")
    typer.echo()
    by_column = {column: name for name, column in guessed.columns.items()}
    answers: dict[str, str] = {}
    for column in table.columns:
        answer = _ask(column, by_column.get(column, NOTHING), examples.get(column, ()), answers)
        if answer != NOTHING:
            answers[answer] = column
    mapping = replace(guessed, columns={name: answers[name] for name in FIELDS if name in answers})
    mapping = _order(mapping, guessed, examples)
    return replace(mapping, kinds=_kinds(mapping, table))


def _ask(column: str, guess: str, examples: tuple[str, ...], taken: Pairs[str, str]) -> str:
    shown = " | ".join(one_line(example)[:WIDTH] for example in examples) or "empty"
    guess = NOTHING if guess in taken else guess
    while True:
        answer = str(typer.prompt(f"{one_line(column)[:40]}  ({shown})", default=guess)).strip().lower()
        if answer == NOTHING or (answer in FIELDS and answer not in taken):
            return answer
        mend = f"that is {taken[answer]} already" if answer in taken else f"say {', '.join(FIELDS)}, or {NOTHING}"
        typer.echo(f"  {mend}")


def _order(mapping: Mapping, guessed: Mapping, examples: Pairs[str, tuple[str, ...]]) -> Mapping:
    """Ask how 03/04/2020 is meant, where days are written so and no row settles it."""
    days = examples.get(mapping.column("start"), ())
    if guessed.day_first is not None or not any("/" in day or "." in day for day in days):
        return mapping
    return replace(mapping, day_first=typer.confirm(f"Is the day before the month in {days[0]}?", default=True))


def _kinds(mapping: Mapping, table: Table) -> dict[str, str]:
    if not mapping.column("kind"):
        return {}
    unknown = open_kinds(mapping, table)
    kinds: dict[str, str] = {}
    if unknown:
        typer.echo(f"\nWhich kind of attack is meant? One of {', '.join(KINDS)}; Enter is another attack:")
    for words in unknown[:ASKED_KINDS]:
        answer = ""
        while answer not in KINDS:
            answer = str(typer.prompt(one_line(words)[:60], default="other")).strip().lower()
        kinds[words] = answer
    return kinds
