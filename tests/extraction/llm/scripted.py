"""A language model that says what the test has written for it, behind the interface that real ones have."""

import json
from collections.abc import Callable
from typing import Any

import httpx

from tocsin.extraction.llm.endpoint import Endpoint
from tocsin.extraction.llm.exchange import Exchange
from tocsin.extraction.llm.extractor import LlmExtractor
from tocsin.extraction.llm.sending import Sender
from tocsin.gazetteer.base import Gazetteer

KEY = "sk-hush-1234567890"
NAME = "http://model.test/v1/chat/completions"
Handler = Callable[[httpx.Request], httpx.Response]


def an_endpoint(**changes: Any) -> Endpoint:
    given = {"url": NAME, "name": NAME, "model": "tiny", "key": KEY, "key_variable": "MY_KEY", "timeout_s": 5.0}
    return Endpoint(**{**given, **changes})


def a_completion(content: object, finish_reason: str = "stop", **message: object) -> httpx.Response:
    """Return the reply in which a model says `content`, written as JSON if it is no text."""
    text = content if isinstance(content, str | None) else json.dumps(content, ensure_ascii=False)
    choice = {"index": 0, "finish_reason": finish_reason, "message": {"role": "assistant", "content": text, **message}}
    return httpx.Response(200, json={"object": "chat.completion", "choices": [choice]})


def refused(status: int, message: str, **headers: str) -> httpx.Response:
    return httpx.Response(status, json={"error": {"message": message, "code": status}}, headers=headers)


def an_incident(**changes: Any) -> dict[str, Any]:
    """Return an incident of the scheme, empty but for kind, status and what is given."""
    empty: dict[str, Any] = {
        "kind": "rocket", "status": "reported", "main": True, "triggers": [], "when": "", "count": "", "where": [],
        "weapons": [], "targets": [], "perpetrators": [], "killed": "", "wounded": "", "abducted": "", "damage": [],
        "denials": [],
    }  # fmt: skip
    return {**empty, **changes}


def an_answer(*incidents: dict[str, Any], **others: Any) -> dict[str, Any]:
    return {"incidents": list(incidents), "relations": [], "context": [], **others}


ATTACK = an_incident(
    triggers=["struck", "the attack"],
    status="claimed",
    when="on Monday",
    where=[
        {"quote": "Basra", "relation": "at", "kind": "city"},
        {"quote": "the airport", "relation": "at", "kind": "facility"},
    ],
    weapons=["Two rockets"],
    targets=[{"quote": "the airport", "category": "airport", "kind": "physical"}],
    perpetrators=[
        {"quote": "The Dawn Brigade", "kind": "group", "stance": "claims", "speaker": "The Dawn Brigade"},
    ],
    wounded="three guards",
)
TIE = {
    "head": "The Dawn Brigade", "tail": "the Harbour League", "quote": "a front for", "relation": "front-for",
    "status": "stated",
}  # fmt: skip
VISIT = {"quote": "the visit of the foreign minister", "kind": "visit"}
WHOLE = an_answer(ATTACK, relations=[TIE], context=[VISIT])
"""What a good model tells of the report of `a_report()`."""


class Model:
    """Answers requests by `handler` and remembers them, and for how long the client has waited between them."""

    def __init__(self, handler: Handler, **endpoint: Any) -> None:
        self.requests: list[httpx.Request] = []
        self.waits: list[float] = []
        self._handler = handler
        self.endpoint = an_endpoint(**endpoint)
        sender = Sender(self.endpoint, httpx.MockTransport(self._handle), self.waits.append)
        self.exchange = Exchange(self.endpoint, sender)

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(request.content) for request in self.requests]

    @property
    def texts(self) -> list[str]:
        """What the model was shown as the text, request by request."""
        return [body["messages"][-1]["content"] for body in self.bodies]

    def extractor(self, gazetteer: Gazetteer, window: int = 12_000) -> LlmExtractor:
        return LlmExtractor(gazetteer, self.exchange, window)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self._handler(request)


def saying(*contents: object, **endpoint: Any) -> Model:
    """Return a model that says the `contents` one after the other, the last one for good."""
    left = list(contents)
    return Model(lambda _: a_completion(left.pop(0) if len(left) > 1 else left[0]), **endpoint)


def replying(*replies: httpx.Response | Exception, **endpoint: Any) -> Model:
    """Return an endpoint that gives the `replies` one after the other, the last one for good."""
    left = list(replies)

    def handle(_: httpx.Request) -> httpx.Response:
        reply = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(reply, Exception):
            raise reply
        # A response is read once; each request gets one of its own.
        return httpx.Response(reply.status_code, headers=reply.headers, content=reply.content)

    return Model(handle, **endpoint)
