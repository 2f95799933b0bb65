"""Reports, originals, mentions and sources by the API."""

import hashlib

import pytest

from tests.web.api.conftest import Asker, Served
from tests.web.api.test_incidents import normal
from tocsin.schemas.report import MentionFound, ReportPage, ReportShape
from tocsin.schemas.source import SourceDescribed, SourceList, SourceShape


def all_reports(viewer: Asker) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    after = ""
    while True:
        page = viewer.get("/reports", params={"limit": 10, "after": after})
        assert ReportPage.model_validate(page.json()).model_dump(mode="json") == normal(page.json())
        found += page.json()["reports"]
        after = page.json()["after"]
        if after is None:
            return found


def test_pages_hold_every_report_once_in_the_order_of_adding(shown: Served, viewer: Asker) -> None:
    assert [one["id"] for one in all_reports(viewer)] == [kept.report.id for kept in shown.ledger.reports()]


def test_a_report_comes_with_what_was_found_in_it(shown: Served, viewer: Asker) -> None:
    for kept in shown.ledger.reports():
        found = viewer.get(f"/reports/{kept.report.id}", params={"text": "true"})
        record = found.json()
        assert ReportShape.model_validate(record).model_dump(mode="json", exclude_unset=True) == normal(record)
        assert record["text"] == kept.report.text
        assert record["mention_ids"] == [entry.mention.id for entry in shown.ledger.entries_of(kept.report.id)]
        assert len(record["incidents"]) == len(record["mention_ids"])
        for incident in record["incidents"]:
            for told in incident["evidence"]:
                assert record["text"][told["start"] : told["end"]] == told["quote"]
    assert "text" not in viewer.get(f"/reports/{kept.report.id}").json()


def test_the_original_is_the_very_bytes_and_can_do_nothing(shown: Served, viewer: Asker) -> None:
    for report in all_reports(viewer)[:5]:
        found = viewer.get(f"/originals/{report['id']}")
        assert hashlib.sha256(found.content).hexdigest() == report["original_sha256"]
        assert found.content == shown.ledger.original(report["id"])
        assert found.headers["content-type"] == "application/octet-stream"
        assert found.headers["content-disposition"] == "attachment"
        assert "sandbox" in found.headers["content-security-policy"]
        assert found.headers["x-content-type-options"] == "nosniff"


def test_a_mention_leads_to_its_incident(shown: Served, viewer: Asker) -> None:
    for entry in list(shown.ledger.entries())[:6]:
        found = viewer.get(f"/mentions/{entry.mention.id.replace('#', '%23')}")
        MentionFound.model_validate_json(found.content)
        assert found.json()["mention"]["id"] == entry.mention.id
        incident = shown.ledger.incident(entry.mention.id)
        assert found.json()["incident_id"] == (incident.id if incident else None)


def test_sources_are_listed_shown_and_described(reviewer: Asker, served: Served) -> None:
    listed = reviewer.get("/sources")
    SourceList.model_validate_json(listed.content)
    assert len(listed.json()["sources"]) == len(served.ledger.sources())
    name = next(one["name"] for one in listed.json()["sources"] if one["name"])
    assert SourceShape.model_validate_json(reviewer.get(f"/sources/{name}").content).grade == "F"
    described = reviewer.patch(f"/sources/{name}", json={"grade": "B", "country": "IQ"})
    assert SourceDescribed.model_validate_json(described.content).source.grade == "B"
    after = reviewer.get(f"/sources/{name}").json()
    assert (after["grade"], after["country"], after["kind"]) == ("B", "IQ", "unknown")


@pytest.mark.parametrize("body", [{}, {"grade": "Z"}, {"country": "Iraq"}, {"colour": "red"}, {"grade": None}, [], "B"])
def test_a_description_of_nothing_or_of_what_cannot_be_is_refused(reviewer: Asker, body: object) -> None:
    assert reviewer.patch("/sources/Two Rivers Wire", json=body).status_code == 422


def test_a_cursor_behind_no_report_is_refused(viewer: Asker) -> None:
    assert viewer.get("/reports?after=nothing").status_code == 404
