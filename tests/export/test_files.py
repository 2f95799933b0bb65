"""The formats that are not tables of text, each checked by its own library or schema."""

import io
import json
from pathlib import Path
from typing import Any

import geojson
import openpyxl
import pyarrow.parquet
import pytest
import stix2
from fastkml import validator
from lxml import etree

from tests.export.exports import ENDLESS, FULL, ODD, THREAT, UNKNOWN, VAGUE, exported, exporter, told
from tocsin.errors import PluginError
from tocsin.export.ftm import entity_id
from tocsin.export.incidents import IncidentExporter
from tocsin.export.stix import stix_id
from tocsin.testing.incident_exporter_contract import IncidentExporterContract
from tocsin.testing.shelf import a_shelf
from tocsin.vocabulary.incident import Incident

KML = "{http://www.opengis.net/kml/2.2}"


class Text(IncidentExporterContract):
    name = ""

    def exporter(self) -> IncidentExporter:
        return exporter(self.name)

    def text(self, written: bytes) -> str:
        return written.decode()


class TestLines(Text):
    name = "jsonl"


class TestGeoJson(Text):
    name = "geojson"


class TestKml(Text):
    name = "kml"

    def text(self, written: bytes) -> str:
        return "\n".join(etree.fromstring(written).itertext())


class TestFtm(Text):
    name = "ftm"

    def ids(self, incident: Incident) -> str:
        return entity_id("event", incident.id)


class TestStix(Text):
    name = "stix"

    def ids(self, incident: Incident) -> str:
        return stix_id("incident", incident.id)


class TestParquet(Text):
    name = "parquet"

    def text(self, written: bytes) -> str:
        return str(pyarrow.parquet.read_table(io.BytesIO(written)).to_pylist())


class TestExcel(Text):
    name = "excel"

    def text(self, written: bytes) -> str:
        book = openpyxl.load_workbook(io.BytesIO(written))
        return "\n".join(str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row)


def test_lines_lose_nothing() -> None:
    shelf, incidents = a_shelf()
    lines = [json.loads(line) for line in exported("jsonl").decode().splitlines()]
    assert [line["id"] for line in lines] == [incident.id for incident in incidents]
    for line in lines:
        for account in line["slots"].values():
            for telling in account["tellings"]:
                held = shelf.report(telling["report_id"])
                assert held is not None
                assert held.report.text[telling["start"] : telling["end"]] == telling["quote"]
    assert [mention["report_id"] for mention in lines[FULL]["mentions"]] == ["story-1", "story-2"]


def test_geojson_is_sound_by_its_library_and_the_rfc() -> None:
    found = geojson.loads(exported("geojson"))
    assert found.errors() == []
    assert set(found) == {"type", "features"}  # no crs: RFC 7946, section 4
    located = [feature for feature in found.features if feature.geometry]
    assert [feature.geometry.coordinates for feature in located] == [[48.4375, 30.0625], [47.6, 30.4]]
    assert all(set(feature) == {"type", "id", "geometry", "properties"} for feature in found.features)
    properties = found.features[FULL].properties
    assert properties["title"] == "rocket, Qalat Harbour, 6 May 2024"
    assert [report["url"] for report in properties["reports"]] == [
        "https://courier.example/1?a=1&b=2",
        "https://wire.example/2;x",
    ]


def test_an_empty_collection_of_features_is_one() -> None:
    assert geojson.loads(exported("geojson", [])) == geojson.FeatureCollection([])


def test_kml_is_valid_against_the_schema_of_the_ogc(tmp_path: Path) -> None:
    for which in ([], [FULL, UNKNOWN, VAGUE, ODD, ENDLESS, THREAT]):
        path = tmp_path / "incidents.kml"
        path.write_bytes(exported("kml", which))
        assert validator.validate(file_to_validate=path) is True


def test_a_placemark_has_its_point_its_days_and_no_foreign_html() -> None:
    full, odd = etree.fromstring(exported("kml", [FULL, ODD])).iter(f"{KML}Placemark")
    assert full.findtext(f"{KML}Point/{KML}coordinates") == "48.437500,30.062500"
    assert full.findtext(f"{KML}TimeSpan/{KML}begin") == "2024-05-06"
    assert '<a href="https://courier.example/1?a=1&amp;b=2">' in full.findtext(f"{KML}description")
    assert odd.find(f"{KML}Point") is None
    shown = odd.findtext(f"{KML}description")
    assert "&lt;b&gt;" in shown
    assert "<b>" not in shown
    assert "javascript" not in shown


def test_parquet_has_types_and_nested_reports() -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(exported("parquet")))
    types = {field.name: str(field.type) for field in table.schema}
    assert (types["start"], types["killed"], types["latitude"]) == ("date32[day]", "int64", "double")
    assert (types["first_seen"], types["reviewed"]) == ("timestamp[us, tz=UTC]", "bool")
    full, unknown = table.to_pylist()[:2]
    assert [report["id"] for report in full["reports"]] == ["story-1", "story-2"]
    assert (full["killed_low"], full["killed_high"], full["abducted"], full["wounded_high"]) == (3, 5, 0, None)
    empty = {"start", "killed", "latitude", "country", "weapons", "urls", "date_ambiguous"}
    assert [unknown[name] for name in sorted(empty)] == [None] * len(empty)
    assert len(table.to_pylist()[ENDLESS]["words"]) > 40_000


def test_excel_has_three_sheets_and_no_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported("excel")))
    assert book.sheetnames == ["Incidents", "Claims", "Reports"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert not [text for text in texts if text.lstrip()[:1] in set("=+-@")]
    assert max(map(len, texts)) == 32_767 - 40 + len(" … [10,473 characters more]")
    heading = [cell.value for cell in book["Incidents"][1]]
    first = dict(zip(heading, [cell.value for cell in book["Incidents"][2]], strict=True))
    assert (first["killed_low"], first["killed_high"], str(first["start"])) == (3, 5, "2024-05-06 00:00:00")
    assert book["Reports"].max_row == 1 + 7


def test_what_no_sheet_has_room_for_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tocsin.export.excel.MOST_ROWS", 25)
    written, data = told("excel", [UNKNOWN, FULL, VAGUE])
    assert written.incidents == 2
    assert [rejection.reason for rejection in written.left_out] == ["a sheet has room for 25 rows"]
    assert openpyxl.load_workbook(io.BytesIO(data))["Incidents"].max_row == 3


@pytest.mark.parametrize(("name", "package"), [("excel", "openpyxl"), ("parquet", "pyarrow")])
def test_a_missing_package_is_told_with_the_command(name: str, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(module: str) -> Any:
        raise ModuleNotFoundError(f"No module named {module!r}")

    monkeypatch.setattr("tocsin.export.extras.import_module", without)
    with pytest.raises(PluginError, match=rf"the format {name} needs the package {package}; .*'tocsin\[formats\]'"):
        exporter(name).write([], a_shelf()[0], io.BytesIO())


def entities(*which: int) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported("ftm", which).decode().splitlines()]


def test_an_event_leads_to_its_place_perpetrators_and_reports() -> None:
    found = entities(FULL)
    by_id = {entity["id"]: entity for entity in found}
    (event,) = (entity["properties"] for entity in found if entity["schema"] == "Event")
    assert event["date"] == ["2024-05-06"]
    assert by_id[event["addressEntity"][0]]["properties"]["latitude"] == ["30.062500"]
    assert [by_id[one]["properties"]["name"] for one in event["involved"]] == [["The Dawn Brigade"]]
    assert [by_id[one]["properties"]["title"] for one in event["proof"]] == [
        ["Rockets hit the harbour"],
        ["Five die; harbour burns"],
    ]
    roles = {
        by_id[link["properties"]["subject"][0]]["properties"]["name"][0]: link["properties"]["role"]
        for link in found
        if link["schema"] == "UnknownLink"
    }
    assert roles == {"The Dawn Brigade": ["claims"], "the Harbour League": ["denies"]}


def test_an_incident_in_stix_has_its_slots_and_sources() -> None:
    objects = json.loads(exported("stix", [FULL]))["objects"]
    (incident,) = (one for one in objects if one["type"] == "incident")
    (told_of,) = incident["extensions"].values()
    assert told_of["killed"]["low"] == 3
    assert told_of["abducted"] == {"low": 0, "best": 0, "high": 0}
    assert told_of["start"] == "2024-05-06"
    assert [one["external_id"] for one in incident["external_references"]] == ["story-1", "story-2"]
    relations = {one["relationship_type"]: one.get("description") for one in objects if one["type"] == "relationship"}
    assert relations == {"located-at": None, "attributed-to": "claims, according to a statement"}
    (place,) = (one for one in objects if one["type"] == "location")
    assert (place["latitude"], place["longitude"], place["precision"]) == (30.0625, 48.4375, 2000.0)


def test_a_bundle_is_read_by_its_library() -> None:
    bundle = json.loads(exported("stix"))
    assert len(stix2.parse(bundle).objects) == len(bundle["objects"])
