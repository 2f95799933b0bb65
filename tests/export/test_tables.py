"""The formats that are tables of text: ACLED, UCDP GED, GTD, HXL and our own CSV."""

import csv
import io

import pytest

from tests.export.exports import ENDLESS, FULL, ODD, THREAT, UNKNOWN, VAGUE, exported, exporter, told
from tocsin.export.cells import FORMULA_STARTS, LONGEST
from tocsin.export.incidents import IncidentExporter
from tocsin.testing.incident_exporter_contract import IncidentExporterContract

ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
TABLES = ("acled", "ucdp", "gtd", "csv", "hxl")


class Table(IncidentExporterContract):
    name = ""

    def exporter(self) -> IncidentExporter:
        return exporter(self.name)

    def text(self, written: bytes) -> str:
        return "\n".join(value for row in csv.reader(io.StringIO(written.decode(), newline="")) for value in row)


class TestAcled(Table):
    name = "acled"


class TestUcdp(Table):
    name = "ucdp"


class TestGtd(Table):
    name = "gtd"


class TestCsv(Table):
    name = "csv"


class TestHxl(Table):
    name = "hxl"


def rows(name: str, *which: int) -> list[dict[str, str]]:
    """Return the rows of an export; only cells that are filled."""
    text = exported(name, which).decode()
    lines = list(csv.DictReader(io.StringIO(text, newline="")))
    return [{column: value for column, value in line.items() if value} for line in lines]


def test_acled_has_the_columns_of_2023() -> None:
    heading = exported("acled", ()).decode().strip()
    assert heading == ACLED
    assert len(heading.split(",")) == 31


def test_acled_of_a_full_incident() -> None:
    (row,) = rows("acled", FULL)
    tags = row.pop("tags").split("; ")
    event = row.pop("event_id_cnty")
    assert event.startswith("inc-")
    assert row == {
        "event_date": "2024-05-06",
        "year": "2024",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack",
        "actor1": "The Dawn Brigade",
        "actor2": "Civilians (Iraq)",
        "inter2": "7",
        "civilian_targeting": "Civilian targeting",
        "iso": "368",
        "country": "Iraq",
        "admin1": "Basra",
        "location": "Qalat Harbour",
        "latitude": "30.0625",
        "longitude": "48.4375",
        "geo_precision": "1",
        "source": "The Gulf Courier; Levant Wire",
        "notes": "Two rockets struck a clinic at the harbour.",
        "fatalities": row["fatalities"],
        "timestamp": "1715243400",
    }
    assert row["fatalities"] in {"3", "5"}
    assert {"fatalities low=3", "fatalities high=5", "report=story-1", "report=story-2"} <= set(tags)
    assert {"perpetrator=The Dawn Brigade (claims)", "perpetrator=the Harbour League (denies)"} <= set(tags)
    assert "url=https://wire.example/2%3Bx" in tags


def test_what_is_not_known_stays_empty() -> None:
    (acled,) = rows("acled", UNKNOWN)
    assert set(acled) == {"event_id_cnty", "source", "notes", "tags", "timestamp"}
    (ucdp,) = rows("ucdp", UNKNOWN)
    assert set(ucdp) == {"id", "relid", "number_of_sources", "source_article", "source_office", "event_clarity"}
    (gtd,) = rows("gtd", UNKNOWN)
    assert set(gtd) == {"eventid", "specificity", "summary", "success", "suicide", "addnotes", "scite1", "dbsource"}


def test_what_is_known_roughly_has_a_code_that_says_so() -> None:
    (acled,) = rows("acled", VAGUE)
    assert (acled["event_date"], acled["time_precision"], acled["geo_precision"]) == ("2023-03-16", "3", "3")
    assert "fatalities" not in acled
    assert {"count=4", "fatalities high=6"} <= set(acled["tags"].split("; "))
    (ucdp,) = rows("ucdp", VAGUE)
    assert (ucdp["date_start"], ucdp["date_end"], ucdp["date_prec"]) == ("2023-03-01", "2023-03-31", "4")
    assert (ucdp["where_prec"], ucdp["event_clarity"], ucdp["high"]) == ("4", "2", "6")
    assert not {"low", "best", "deaths_unknown"} & set(ucdp)
    (gtd,) = rows("gtd", VAGUE)
    assert (gtd["iyear"], gtd["imonth"], gtd["iday"], gtd["approxdate"]) == ("2023", "3", "0", "Mar 2023")
    assert (gtd["success"], gtd["guncertain1"], gtd["claimed"], gtd["specificity"]) == ("0", "1", "0", "4")
    assert "killed: at most 6" in gtd["addnotes"]


def test_ucdp_has_49_columns_and_fills_what_is_ours() -> None:
    heading = exported("ucdp", ()).decode().strip().split(",")
    assert len(heading) == len(set(heading)) == 49
    assert (heading[0], heading[24], heading[44:47], heading[-1]) == (
        "id",
        "where_prec",
        ["best", "high", "low"],
        "gwnob",
    )
    (row,) = rows("ucdp", FULL)
    assert row["relid"].startswith("inc-")
    assert row["id"].isdecimal()
    assert (row["low"], row["high"]) == ("3", "5")
    assert row["best"] == row["deaths_unknown"]
    assert row["geom_wkt"] == "POINT (48.437500 30.062500)"
    assert row["side_a"] == "The Dawn Brigade"
    assert row["number_of_sources"] == "2"
    assert row["source_article"].startswith(
        '"The Gulf Courier,2024-05-08,Rockets hit the harbour,https://courier.example/'
    )
    assert row["source_original"] == "a statement, a doctor, the governor"


def test_gtd_has_135_columns_and_fills_what_is_ours() -> None:
    heading = exported("gtd", ()).decode().strip().split(",")
    assert len(heading) == len(set(heading)) == 135
    assert heading[26:30] == ["success", "suicide", "attacktype1", "attacktype1_txt"]
    (row,) = rows("gtd", FULL)
    assert (row["attacktype1"], row["weaptype1"], row["targtype1"], row["targtype2"]) == ("3", "6", "1", "14")
    assert (row["gname"], row["guncertain1"], row["claimed"]) == ("The Dawn Brigade", "0", "1")
    assert (row["iyear"], row["imonth"], row["iday"]) == ("2024", "5", "6")
    assert row["scite2"].endswith("https://wire.example/2;x [story-2]")
    assert "crit1" not in row
    assert "doubtterr" not in row


@pytest.mark.parametrize("name", ["acled", "ucdp", "gtd"])
def test_a_threat_is_no_event(name: str) -> None:
    written, data = told(name, [THREAT])
    assert written.incidents == 0
    assert [rejection.reason for rejection in written.left_out] == [
        "is threatened: what has not happened is no event there"
    ]
    assert data.count(b"\n") == 1


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_is_a_formula_or_endless(name: str) -> None:
    text = exported(name, [FULL, ODD, ENDLESS]).decode()
    lines = list(csv.reader(io.StringIO(text, newline="")))
    cells = [value for line in lines[2 if name == "hxl" else 1 :] for value in line]
    assert not [value for value in cells if value[:1] in FORMULA_STARTS]
    assert not [value for value in cells if len(value) > LONGEST]
    assert any(value.startswith("'=HYPERLINK") for value in cells)
    if name != "ucdp":
        assert any(value.endswith("characters more]") for value in cells)


def test_our_own_table_has_all_that_fits_into_a_row() -> None:
    (row,) = rows("csv", FULL)
    assert (row["killed_low"], row["killed_high"], row["wounded"], row["abducted"]) == ("3", "5", "12", "0")
    assert "wounded_high" not in row
    assert row["disputed"] == "killed"
    assert row["perpetrators"] == "The Dawn Brigade (claims)"
    assert row["denied_by"] == "the Harbour League"
    assert row["report_ids"] == "story-1; story-2"
    assert row["precision_km"] == "2"
    assert row["reviewed"] == "false"
