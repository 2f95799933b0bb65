from datetime import date
from typing import Annotated, Any

import pytest
import typer
from typer.testing import CliRunner

from tocsin.cli.selecting import OPTIONS, selects
from tocsin.tasks.selecting import Asked

RUNNER = CliRunner()


def run(*arguments: str) -> tuple[int, str, list[Any]]:
    """Return the exit code, what is printed, and what a verb that takes a selection is given."""
    app, given = typer.Typer(), []

    @app.command("list")
    @selects
    def listing(output: Annotated[str, typer.Option()] = "here", *, asked: Asked) -> None:
        given.extend([output, asked])

    done = RUNNER.invoke(app, arguments)
    return done.exit_code, done.output, given


def test_without_options_everything_is_asked_for() -> None:
    assert run() == (0, "", ["here", Asked()])


def test_every_option_arrives() -> None:
    line = (
        "--since 2024-01-01 --until 2024-02-01 --near Basra --within 5 --country iq --kind rocket --kind IED --actor X"
        " --status denied --min-confidence 0.5 --disputed --sort -killed --limit 3 --output there"
    )
    code, _, given = run(*line.split())
    wanted = Asked(
        since=date(2024, 1, 1),
        until=date(2024, 2, 1),
        near="Basra",
        within_km=5.0,
        country="IQ",
        kinds=("rocket", "ied"),
        actor="X",
        statuses=("denied",),
        min_confidence=0.5,
        disputed=True,
        sort="-killed",
        limit=3,
    )
    assert (code, given) == (0, ["there", wanted])
    assert set(OPTIONS) == set(Asked.__dataclass_fields__)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--kind", "rokcet"), "rokcet"),
        (("--status", "maybe"), "maybe"),
        (("--sort", "size"), "cannot sort by 'size'"),
        (("--since", "yesterday"), "is not a day"),
        (("--country", "Iraq"), "IQ"),
        (("--min-confidence", "2"), "less than or equal to"),
        (("--limit", "0"), "greater than or equal to"),
        (("--within", "50"), "name a place with --near"),
        (("--near", "Basra", "--within", "30000"), "less than or equal to"),
        (("--since", "2024-02-02", "--until", "2024-02-01"), "2024-02-02 is later than --until 2024-02-01"),
    ],
)
def test_a_value_that_cannot_be_is_told(arguments: tuple[str, ...], words: str) -> None:
    code, output, given = run(*arguments)
    assert (code, given) == (2, [])
    assert words in " ".join(output.split())
