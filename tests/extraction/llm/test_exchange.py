import json
from datetime import UTC, datetime

import httpx
import pytest

from tests.extraction.llm.scripted import (
    KEY,
    NAME,
    Model,
    a_completion,
    an_answer,
    an_incident,
    refused,
    replying,
    saying,
)
from tocsin.extraction.llm.answer import AnswerError
from tocsin.extraction.llm.sending import EndpointError, retry_after

SOUND = an_answer(an_incident(triggers=["struck"]))


def ask(model: Model) -> object:
    return model.exchange.ask("Mark it.", "Two rockets struck.").told


def test_a_request_holds_the_text_alone_in_the_message_of_the_user() -> None:
    model = saying(SOUND, max_tokens=77)
    assert ask(model) == SOUND
    (body,) = model.bodies
    assert body["messages"] == [
        {"role": "system", "content": "Mark it."},
        {"role": "user", "content": "Two rockets struck."},
    ]
    assert (body["model"], body["temperature"], body["seed"], body["max_tokens"]) == ("tiny", 0, 1, 77)
    assert body["response_format"]["type"] == "json_schema"
    assert set(body["response_format"]["json_schema"]["schema"]["properties"]) == {"incidents", "relations", "context"}


def test_the_key_travels_in_the_header_alone() -> None:
    model = saying(SOUND)
    ask(model)
    (request,) = model.requests
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in str(request.url)
    assert KEY.encode() not in request.content


def test_without_a_key_no_header_is_sent() -> None:
    model = saying(SOUND, key="")
    ask(model)
    assert "authorization" not in model.requests[0].headers


def test_a_server_without_schemas_is_asked_more_and_more_plainly_and_the_dialect_is_remembered() -> None:
    no = refused(400, "response_format is not supported")
    model = replying(no, no, a_completion(SOUND))
    assert ask(model) == SOUND
    assert ask(model) == SOUND
    formats = [body.get("response_format", {}).get("type") for body in model.bodies]
    assert formats == ["json_schema", "json_object", None, None]


@pytest.mark.parametrize(
    ("complaint", "gone", "come"),
    [
        (
            "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
            "max_tokens",
            "max_completion_tokens",
        ),
        ("'temperature' does not support 0 with this model.", "temperature", "max_tokens"),
        ("Unknown argument: seed", "seed", "max_tokens"),
    ],
)
def test_a_part_that_a_server_does_not_take_is_left_out(complaint: str, gone: str, come: str) -> None:
    model = replying(refused(400, complaint), a_completion(SOUND))
    ask(model)
    assert gone in model.bodies[0]
    assert gone not in model.bodies[1]
    assert come in model.bodies[1]
    assert model.bodies[1]["response_format"] == model.bodies[0]["response_format"]


def test_a_request_that_is_refused_in_every_dialect_is_an_error_with_what_the_server_says() -> None:
    model = replying(refused(422, "no such model: tiny"))
    with pytest.raises(EndpointError, match=rf"{NAME}: refuses the request: no such model: tiny; check llm_model"):
        ask(model)
    assert len(model.requests) == 3


@pytest.mark.parametrize(
    "reply",
    [
        refused(400, "This model's maximum context length is 8192 tokens."),
        refused(400, "request (6031 tokens) exceeds the available context size (4096 tokens)"),
        httpx.Response(413),
    ],
)
def test_a_text_that_is_too_long_is_told_with_the_setting_to_lower(reply: httpx.Response) -> None:
    model = replying(reply)
    with pytest.raises(AnswerError, match=r"too long for the model.*lower llm_window \(TOCSIN_LLM_WINDOW\)"):
        ask(model)
    assert len(model.requests) == 1


def test_a_rate_limit_is_waited_for_as_long_as_it_asks() -> None:
    model = replying(refused(429, "slow down", **{"Retry-After": "7"}), refused(503, "busy"), a_completion(SOUND))
    assert ask(model) == SOUND
    assert model.waits == [7.0, 2.0]


def test_an_endpoint_that_stays_busy_is_left_after_some_tries() -> None:
    model = replying(refused(429, "slow down"), retries=3)
    with pytest.raises(
        EndpointError, match=rf"{NAME}: is busy or out of order \(429, asked 4×\): slow down; try again"
    ):
        ask(model)
    assert model.waits == [1.0, 2.0, 4.0]


def test_an_endpoint_that_asks_for_an_hour_is_not_waited_for() -> None:
    model = replying(refused(429, "quota", **{"Retry-After": "3600"}))
    with pytest.raises(EndpointError, match="asks to wait 3600 s"):
        ask(model)
    assert model.waits == []


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("12", 12.0),
        ("0.5", 0.5),
        ("Wed, 08 May 2024 12:00:30 GMT", 30.0),
        ("Wed, 08 May 2024 11:00:00 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("9" * 400, float("inf")),
    ],
)
def test_retry_after_is_a_number_or_a_date(header: str, seconds: float | None) -> None:
    assert retry_after(header, datetime(2024, 5, 8, 12, 0, tzinfo=UTC)) == seconds


def test_a_broken_connection_is_tried_again() -> None:
    model = replying(httpx.RemoteProtocolError("peer closed connection"), a_completion(SOUND))
    assert ask(model) == SOUND
    model = replying(httpx.ReadError("reset"), retries=1)
    with pytest.raises(EndpointError, match=r"the connection broke off \(reset\)"):
        ask(model)
    assert len(model.requests) == 2


def test_a_server_that_is_not_there_is_named_at_once() -> None:
    model = replying(httpx.ConnectError("Connection refused"))
    with pytest.raises(EndpointError, match=rf"{NAME}: cannot be reached \(Connection refused\); start the server"):
        ask(model)
    assert model.waits == []


def test_a_time_out_names_the_setting() -> None:
    model = replying(httpx.ReadTimeout("timed out"))
    with pytest.raises(EndpointError, match=rf"{NAME}: did not answer within 5 s; raise llm_timeout_s"):
        ask(model)
    assert len(model.requests) == 1


def test_an_answer_that_drips_runs_into_the_same_limit() -> None:
    class Drip(httpx.SyncByteStream):
        def __iter__(self):  # type: ignore[no-untyped-def]  # as the library's own streams
            while True:
                yield b" "

    model = Model(lambda _: httpx.Response(200, stream=Drip()), timeout_s=0.02)
    with pytest.raises(EndpointError, match=r"did not answer within 0\.02 s"):
        ask(model)


def test_an_endless_answer_is_cut() -> None:
    model = Model(lambda _: httpx.Response(200, content=b" " * 16_000_001))
    with pytest.raises(EndpointError, match="larger than"):
        ask(model)


@pytest.mark.parametrize("status", [401, 403])
def test_a_wrong_key_is_named_by_its_variable_and_never_shown(status: int) -> None:
    model = replying(refused(status, f"Incorrect API key provided: {KEY[:8]}***"))
    with pytest.raises(EndpointError, match=r"the key in the environment variable MY_KEY is not accepted") as caught:
        ask(model)
    assert KEY[:8] not in str(caught.value)
    assert len(model.requests) == 1


def test_a_missing_key_is_asked_for() -> None:
    with pytest.raises(EndpointError, match="set the environment variable MY_KEY to a key"):
        ask(replying(refused(401, "no key"), key=""))
    with pytest.raises(EndpointError, match=r"llm_key_variable \(TOCSIN_LLM_KEY_VARIABLE\)"):
        ask(replying(refused(401, "no key"), key="", key_variable=""))


def test_a_key_that_the_server_repeats_is_not_passed_on() -> None:
    with pytest.raises(EndpointError) as caught:
        ask(replying(refused(404, f"no model for {KEY}")))
    assert "answers 404: no model for (key); check llm_endpoint" in str(caught.value)


@pytest.mark.parametrize("status", [302, 404, 405])
def test_another_answer_is_told_with_the_settings_to_check(status: int) -> None:
    reply = httpx.Response(status, text="<html>moved</html>", headers={"Location": "http://elsewhere.test/"})
    model = replying(reply)
    with pytest.raises(EndpointError, match=rf"answers {status}; check llm_endpoint"):
        ask(model)
    assert len(model.requests) == 1


@pytest.mark.parametrize(
    ("reply", "complaint"),
    [
        (httpx.Response(200, text="<html>hello</html>"), "no answer of chat completions"),
        (httpx.Response(200, json=[]), "no answer of chat completions"),
        (httpx.Response(200, json={"choices": []}), "no answer of chat completions"),
        (httpx.Response(200, json={"choices": [{"message": "hi"}]}), "no answer of chat completions"),
        (a_completion("There were no attacks."), "is no JSON: 'There were no attacks.'"),
        (a_completion('{"incidents": ['), "no sound JSON"),
        (a_completion("[" * 10), "is no JSON"),
        (a_completion('{"a":' * 100_000), "no sound JSON"),
        (a_completion({"attacks": []}), "no list of incidents"),
        (a_completion({"incidents": "none"}), "no list of incidents"),
        (a_completion('{"incidents": [{"kind"', "length"), "the answer was cut off; raise llm_max_tokens"),
        (a_completion(None, "length"), "the answer was cut off"),
        (a_completion(None), "holds no text"),
        (a_completion(None, refusal="I cannot help with that."), "declines to read this text: I cannot help"),
        (a_completion("", "content_filter"), "declines to read this text"),
    ],
)
def test_an_answer_of_no_use_says_why(reply: httpx.Response, complaint: str) -> None:
    with pytest.raises(AnswerError, match=complaint) as caught:
        ask(replying(reply))
    assert NAME in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        f"Here it is:\n```json\n{json.dumps(SOUND)}\n```\nDone.",
        f"<think>Is {{it}} an attack? Yes.</think>{json.dumps(SOUND)}",
    ],
)
def test_an_object_with_words_around_it_is_understood(content: str) -> None:
    assert ask(saying(content)) == SOUND


def test_an_answer_in_parts_is_put_together() -> None:
    text = json.dumps(SOUND)
    parts = [{"type": "text", "text": text[:20]}, {"type": "text", "text": text[20:]}]
    reply = httpx.Response(200, json={"choices": [{"finish_reason": "stop", "message": {"content": parts}}]})
    assert ask(replying(reply)) == SOUND


def test_of_an_answer_that_is_cut_off_the_whole_incidents_stay() -> None:
    text = json.dumps(an_answer(an_incident(killed="one"), an_incident(killed="two"), an_incident(killed="three")))
    model = replying(a_completion(text[: text.index("three")], "length"))
    answer = model.exchange.ask("", "")
    assert answer.cut_off
    assert [incident["killed"] for incident in answer.told["incidents"]] == ["one", "two"]


def test_a_text_with_half_characters_can_be_sent() -> None:
    model = saying(SOUND)
    model.exchange.ask("", "Two \ud83d rockets \U0001f680")
    assert model.texts == ["Two � rockets \U0001f680"]
