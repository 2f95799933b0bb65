"""Contract: does the API keep to its own description, whatever it is asked?

    python bench/web/contract.py [--requests N] [--seed N] [--json]

Reads the bundled samples and the dossier of the documentation into a tracker, serves it within the process, and lets
schemathesis ask what the description allows and what it does not, until at least N requests (10,000 by default) were
answered: each route by examples, by the edges of its parameters, at random, and in chains of requests. Exits with 1
where the server fails (5xx) or breaks its description: another status, type, header or shape than it says, what it
should refuse accepted, what it should accept refused, or an answer without a token.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # a script's own folder is on the path, its parent not

import schemathesis
from schemathesis.config import OperationConfig, SchemathesisConfig
from schemathesis.engine import events, from_schema
from schemathesis.generation import GenerationMode

from tocsin.accounts.base import User
from tocsin.ledger.opening import open_ledger
from tocsin.settings import Settings, load_settings
from tocsin.tasks.add import add
from tocsin.tasks.read import ReadOptions, samples
from tocsin.tasks.resolve import resolve
from tocsin.tasks.users import Caller, make_token, open_accounts
from tocsin.vocabulary.identity import RIGHTS
from tocsin.web.app import create_app
from tocsin.web.site import Site

ROOT = Path(__file__).resolve().parents[2]
DOSSIER = ROOT / "tests" / "docs" / "dossier.jsonl"
DESCRIPTION = "/api/v1/openapi.json"
REQUESTS, EXAMPLES, TOLD = 10_000, 100, 500
SLOW, FEW = "/api/v1/tempo", 10
"""What is worked out anew with every request is asked for more rarely."""
SAID = ["2xx", "3xx", "401", "403", "404", "406", "409", "422", "429"]
"""Answers to what the description allows; 422 says that there is no such thing, as a check of ours sees to."""


@schemathesis.serializer("application/x-ndjson", "application/jsonl")
def as_lines(_: object, value: object) -> bytes:
    """Send text as it is, and anything else as the one line that it is."""
    return (value if isinstance(value, str) else json.dumps(value)).encode("utf-8", "surrogatepass")


@schemathesis.check
def no_fault_in_what_is_described(_: object, response: schemathesis.Response, case: schemathesis.Case[Any]) -> None:
    """What the description allows has no fault in any part; there may be no such incident, or day, all the same."""
    meta = case.meta
    if meta is not None and meta.generation.mode == GenerationMode.POSITIVE and response.status_code == 422:
        assert not response.json().get("faults"), response.text


@dataclass
class Asked:
    """What came of asking: requests, answers by status and by route, and what was not as it is described."""

    requests: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    routes: Counter[str] = field(default_factory=Counter)
    breaches: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def failures(self) -> int:
        """How many answers were the server's fault."""
        return sum(number for status, number in self.statuses.items() if status >= 500)

    def take(self, event: events.EngineEvent) -> None:
        """Count what one event tells."""
        if isinstance(event, events.NonFatalError | events.FatalError):
            self.errors.append(str(getattr(event, "value", None) or getattr(event, "exception", event)))
        if not isinstance(event, events.ScenarioFinished):
            return
        for interaction in event.recorder.interactions.values():
            self.requests += 1
            self.routes[event.recorder.label] += 1
            if interaction.response is not None:
                self.statuses[interaction.response.status_code] += 1
        for checks in event.recorder.checks.values():
            for check in checks:
                if check.failure_info is not None:
                    failure = check.failure_info.failure
                    sample = check.failure_info.code_sample
                    self.breaches.append(f"{event.recorder.label}: {check.name}: {failure.title}\n{failure}\n{sample}")


def fill(path: Path, settings: Settings) -> None:
    """Read the samples and the dossier into a new tracker at `path`."""
    with closing(open_ledger(str(path))) as ledger, ExitStack() as stack:
        for _ in add([str(DOSSIER), *samples(stack)], ReadOptions(), ledger, settings):
            pass
        resolve(ledger)


@dataclass(frozen=True, slots=True)
class Plan:
    """How to ask: `examples` a route at random, in these phases of schemathesis, begun by `seed`, `most` in all."""

    examples: int = EXAMPLES
    phases: tuple[str, ...] = ("examples", "coverage", "fuzzing", "stateful")
    seed: int = 1
    most: int = REQUESTS


def ask(path: Path, settings: Settings, plan: Plan, asked: Asked | None = None) -> Asked:
    """Ask the API of the tracker at `path`, which is changed by what it is told."""
    settings = replace(settings, tracker=str(path), max_bytes=1_000_000)
    found = asked or Asked()
    config = SchemathesisConfig(seed=plan.seed)
    project = config.projects.default
    project.update(headers={"Authorization": f"Bearer {_token(settings)}"}, continue_on_failure=True)
    project.parameters = {"query.seconds": 0}  # a stream that lasts would hold up the rest
    project.generation.update(max_examples=plan.examples, no_shrink=True)
    project.phases.update(phases=list(plan.phases))
    project.checks.positive_data_acceptance.expected_statuses = SAID
    fewer = {"include-path": SLOW, "generation": {"max-examples": min(plan.examples, FEW)}}
    project.operations.operations.append(OperationConfig.from_dict(fewer))
    schema = schemathesis.openapi.from_asgi(DESCRIPTION, create_app(Site(settings)), config=config)
    asking = from_schema(schema).execute()
    for event in asking:
        before = found.requests
        found.take(event)
        if found.requests // TOLD > before // TOLD:
            print(f"{found.requests:,} requests", file=sys.stderr, flush=True)
        if found.requests >= plan.most:
            asking.stop()
    return found


def _token(settings: Settings) -> str:
    """Return the key of a new token with every right."""
    with closing(open_accounts(settings)) as accounts:
        if accounts.user("Zaid") is None:
            accounts.add_user(User("Zaid", "admin", datetime.now(UTC)), "no password is right")
        return make_token(accounts, "Zaid", "the contract", RIGHTS, None, Caller("Zaid"))[1]


def told(asked: Asked) -> str:
    """Return what came of it in words."""
    statuses = ", ".join(f"{status}: {number:,}" for status, number in sorted(asked.statuses.items()))
    lines = [f"{asked.requests:,} requests; answers {statuses}"]
    lines += [f"{asked.failures:,} by the server's fault, {len(asked.breaches):,} not as described"]
    return "\n".join([*lines, *asked.breaches[:20], *asked.errors[:20]])


def main() -> int:
    """Ask, say what came of it, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=REQUESTS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    settings = replace(load_settings(), extractor="rules")
    found, seed = Asked(), given.seed
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tracker.db"
        fill(path, settings)
        while found.requests < given.requests and not found.errors:
            ask(path, settings, Plan(seed=seed, most=given.requests), found)
            seed += 1
    record = {"requests": found.requests, "statuses": found.statuses, "routes": found.routes}
    record |= {"failures": found.failures, "breaches": found.breaches, "errors": found.errors}
    print(json.dumps(record) if given.json else told(found))
    return 1 if found.failures or found.breaches or found.errors else 0


if __name__ == "__main__":
    sys.exit(main())
