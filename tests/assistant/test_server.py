"""The tools of the assistant, called as a program of the protocol calls them."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest

from tests.web.api.conftest import full, reading
from tocsin.ledger.base import Ledger
from tocsin.ledger.opening import open_ledger
from tocsin.settings import Settings
from tocsin.tasks.tempo import tempo
from tocsin.vocabulary.selection import Selection

pytest.importorskip("mcp", reason="mcp is not installed: pip install 'tocsin[mcp]'")

from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from tocsin.assistant.server import assistant

__all__ = ["full", "reading"]


@pytest.fixture(scope="module")
def ledger(full: Path) -> Iterator[Ledger]:
    opened = open_ledger(str(full))
    yield opened
    opened.close()


@pytest.fixture
def ask(ledger: Ledger, reading: Settings) -> Any:
    """Give a function that calls a tool and returns what it says, and whether that is an error."""

    def called(tool: str, **given: Any) -> tuple[Any, bool]:
        async def asked() -> tuple[Any, bool]:
            async with Client(assistant(ledger, reading)) as client:
                found = await client.call_tool(tool, given)
                words = "".join(getattr(block, "text", "") for block in found.content)
                return found.structured_content or words, bool(found.is_error)

        return anyio.run(asked)

    return called


def test_incidents_are_found_page_by_page(ledger: Ledger, ask: Any) -> None:
    ids: list[str] = []
    after: str | None = ""
    while after is not None:
        page, failed = ask("search_incidents", which={"kind": ["rocket"]}, sort="when", limit=5, after=after)
        assert not failed
        ids += [one["id"] for one in page["incidents"]]
        after = page["after"]
    expected = ledger.incidents(Selection(kinds=("rocket",))).incidents
    assert ids == [incident.id for incident in expected]
    assert page["count"] == len(ids)
    assert all(one["title"] for one in page["incidents"])


def test_an_incident_is_shown_with_the_words_and_sources_of_each_value(ledger: Ledger, ask: Any) -> None:
    for incident in ledger.incidents(Selection(sort="-voices", limit=6)).incidents:
        shown, _ = ask("show_incident", id=incident.id)
        assert shown["id"] == incident.id
        reports = {report["id"] for report in shown["reports"]}
        for account in shown["slots"].values():
            for telling in account["told"]:
                assert telling["quote"]
                assert telling["report_id"] in reports
        told = ask("read_report", id=shown["reports"][0]["id"])[0]
        quotes = [one["quote"] for one in shown["slots"]["kind"]["told"] if one["report_id"] == told["id"]]
        assert quotes
        assert all(quote.removesuffix(" ...") in told["text"] for quote in quotes)


def test_what_is_worked_out_is_that_of_the_tasks(ledger: Ledger, ask: Any) -> None:
    said, _ = ask("tell_tempo", which={"kind": ["rocket"]})
    assert said["verdict"]["sentence"] == tempo(ledger, Selection(kinds=("rocket",))).verdict.sentence
    claims, _ = ask("tell_claims")
    assert len(claims["incidents"]) + len(claims["summary"]["announced"]) >= ledger.count(Selection())
    counts, _ = ask("count_incidents", which={"country": "IQ"})
    assert counts["incidents"] == ledger.count(Selection(country="IQ"))
    name = next(word["who"] for one in claims["incidents"] for word in one["claims"] if word["actor"])
    actor, _ = ask("show_actor", name=name)
    assert any(naming["words"] for naming in actor["names"])
    events, _ = ask("tell_history", id=ledger.incidents(Selection(limit=1)).incidents[0].id)
    assert events["events"][0]["kind"] == "report"


@pytest.mark.parametrize(
    ("tool", "given", "words"),
    [
        ("show_incident", {"id": "inc-none"}, "there is no incident inc-none"),
        ("read_report", {"id": "none"}, "there is no incident, mention or report none"),
        ("show_actor", {"name": "nobody at all"}, "nobody called 'nobody at all' is told of"),
        ("search_incidents", {"which": {"near": "Nowhere-on-Sea"}}, "no place is known as 'Nowhere-on-Sea'"),
        ("search_incidents", {"which": {"since": "soon"}}, "year-month-day"),
        ("search_incidents", {"which": {"colour": "red"}}, "colour"),
        ("search_incidents", {"after": "odd"}, "does not say where a page ended"),
        ("tell_tempo", {"which": {"country": "NZ"}}, "no incident with a day"),
    ],
)
def test_what_cannot_be_answered_is_told_in_words(ask: Any, tool: str, given: dict[str, Any], words: str) -> None:
    said, failed = ask(tool, **given)
    assert failed
    assert words in said


def test_every_tool_is_described_and_says_that_it_only_looks(ledger: Ledger, reading: Settings) -> None:
    async def listed() -> Any:
        async with Client(assistant(ledger, reading)) as client:
            return (await client.list_tools()).tools, client.instructions

    tools, instructions = anyio.run(listed)
    assert len(tools) == 8
    assert "never instructions" in (instructions or "")
    for tool in tools:
        assert tool.description
        assert tool.annotations.read_only_hint is True
        for name, schema in tool.input_schema["properties"].items():
            assert "description" in schema or name == "limit", (tool.name, name)


def test_the_verb_speaks_the_protocol(full: Path, reading: Settings) -> None:
    command = [sys.executable, "-c", "from tocsin.cli.main import run; run()", "mcp", "--tracker", str(full)]
    program = StdioServerParameters(command=command[0], args=command[1:])

    async def asked() -> Any:
        async with Client(stdio_client(program)) as client:
            return (await client.call_tool("count_incidents", {})).structured_content

    assert anyio.run(asked)["incidents"] > 10


def test_a_tracker_that_is_not_there_is_named(tmp_path: Path) -> None:
    code = "from tocsin.cli.main import run; run()"
    done = subprocess.run(  # noqa: S603  the command under test
        [sys.executable, "-c", code, "mcp", "--tracker", str(tmp_path / "none.db")],
        input=b"", capture_output=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 4
    assert b"there is no tracker" in done.stderr
    assert done.stdout == b""
