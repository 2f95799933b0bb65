"""Formats held to their standards by validators of others, where those are installed.

They are a group of dependencies of their own, since some have to be built: `make validators` installs them.
"""

import io
import json
from typing import Any

import pytest

from tests.export.exports import ENDLESS, FULL, ODD, THREAT, UNKNOWN, VAGUE, exported

REASON = "make validators installs it"


def hxl() -> Any:
    return pytest.importorskip("hxl", reason=REASON)


def stix2validator() -> Any:
    return pytest.importorskip("stix2validator", reason=REASON)


def model() -> Any:
    return pytest.importorskip("followthemoney", reason=REASON).model


def entities(*which: int) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported("ftm", which).decode().splitlines()]


def test_hxl_is_valid() -> None:
    report = hxl().validate(hxl().data(io.BytesIO(exported("hxl")), hxl().InputOptions(allow_local=True)))
    assert [issue for issue in report["issues"] if issue["severity"] == "error"] == [], json.dumps(report)
    assert report["stats"]["error"] == 0


def test_hxl_programs_find_the_toll_and_the_place() -> None:
    data = hxl().data(io.BytesIO(exported("hxl", [FULL])), hxl().InputOptions(allow_local=True))
    (row,) = list(data)
    assert row.get("#affected+killed+max") == "5"
    assert row.get("#geo+lat") == "30.0625"
    assert row.get("#country+code") == "IQ"


def test_entities_are_valid_by_followthemoney() -> None:
    for entity in entities(FULL, UNKNOWN, VAGUE, ODD, ENDLESS, THREAT):
        schema = model().get(entity["schema"])
        assert schema is not None
        assert set(entity["properties"]) <= set(schema.properties)
        schema.validate(entity)
        assert set(schema.required) <= set(entity["properties"])


def test_the_library_reads_what_was_written() -> None:
    for entity in entities(FULL, UNKNOWN, VAGUE):
        proxy = model().get_proxy(entity, cleaned=False)
        read = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert read == {name: sorted(set(values)) for name, values in entity["properties"].items()}


def test_a_bundle_is_valid_stix() -> None:
    bundle = json.loads(exported("stix"))
    options = stix2validator().ValidationOptions(version="2.1")
    result = stix2validator().validate_instance(bundle, options)
    assert result.is_valid, [str(error) for error in result.errors]


def test_an_empty_bundle_is_valid_too() -> None:
    assert stix2validator().validate_instance(json.loads(exported("stix", []))).is_valid
