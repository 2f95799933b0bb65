"""Handing in reports: a job at once, its course, and the incidents that come of it; nothing is read twice."""

import json
import time
from typing import Any

import pytest

from tests.web.api.conftest import Asker, Served
from tocsin.schemas.job import JobList, JobShape
from tocsin.vocabulary.selection import Selection

LINES = {"Content-Type": "application/x-ndjson"}
TEXT = (
    "KIRKUK - Two rockets struck the police station in Kirkuk on Monday, killing {} officers, a spokesman said. "
    "No group claimed the attack, which also burnt a car."
)


def a_line(number: int, text: str = TEXT) -> str:
    report = {
        "id": f"kirkuk-{number}",
        "text": text.format(number + 2),
        "published": "2023-02-14",
        "source": f"W{number}",
    }
    return json.dumps(report)


def ended(asker: Asker, location: str) -> dict[str, Any]:
    """Wait for a job: for minutes where a machine is busy, for a moment where it is not."""
    for _ in range(1200):
        found = asker.get(location.removeprefix("/api/v1"))
        JobShape.model_validate_json(found.content)
        if found.json()["state"] in ("done", "failed"):
            job: dict[str, Any] = found.json()
            return job
        time.sleep(0.1)
    raise AssertionError("the job does not end")


def test_reports_that_are_handed_in_become_incidents(served: Served, reviewer: Asker) -> None:
    before = served.ledger.count(Selection())
    body = "\n".join([a_line(0), a_line(1), "no json", "", a_line(1)])
    answer = reviewer.post("/reports", content=body, headers=LINES)
    assert answer.status_code == 202
    assert JobShape.model_validate_json(answer.content).lines == 4
    job = ended(reviewer, answer.headers["location"])
    assert (job["state"], job["author"], job["read"], job["fault"]) == ("done", "Rana", 4, None)
    assert (job["new"], job["known"], job["rejected"], job["mentions"] > 0) == (2, 1, 1, True)
    assert "line 3" in job["rejections"][0]["item"]
    assert job["report_ids"][:2] == ["kirkuk-0", "kirkuk-1"]
    assert len(job["changes"]["new_incidents"]) == served.ledger.count(Selection()) - before > 0
    assert reviewer.get("/reports/kirkuk-1?text=true").json()["text"].startswith("KIRKUK")
    assert reviewer.get("/originals/kirkuk-0").text.strip() == a_line(0)


def test_the_same_reports_are_the_same_job_unless_a_key_says_otherwise(reviewer: Asker) -> None:
    body = a_line(5)
    first = reviewer.post("/reports", content=body, headers=LINES)
    again = reviewer.post("/reports", content=body, headers=LINES)
    assert (first.status_code, again.status_code) == (202, 200)
    assert first.json()["id"] == again.json()["id"]
    keyed = reviewer.post("/reports", content=body, headers=LINES | {"Idempotency-Key": "second sight"})
    assert keyed.status_code == 202
    assert ended(reviewer, first.headers["location"])["new"] == 1
    assert ended(reviewer, keyed.headers["location"])["known"] == 1
    listed = reviewer.get("/jobs")
    JobList.model_validate_json(listed.content)
    assert [job["id"] for job in listed.json()["jobs"]] == [keyed.json()["id"], first.json()["id"]]


def test_a_job_is_seen_by_whom_it_belongs_to_and_by_admins(served: Served, reviewer: Asker) -> None:
    made = reviewer.post("/reports", content=a_line(7), headers=LINES).json()["id"]
    admin = served.asker("Zaid", "read", "add", "admin")
    helper = served.asker("Zaid", "read", "add")
    assert admin.get(f"/jobs/{made}").status_code == 200
    assert helper.get(f"/jobs/{made}").status_code == 404
    assert helper.get("/jobs").json() == {"jobs": []}
    assert [job["id"] for job in admin.get("/jobs").json()["jobs"]] == [made]
    ended(reviewer, f"/jobs/{made}")


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        ("", LINES, 422),
        ("\n \n", LINES, 422),
        (a_line(1), {"Content-Type": "text/html"}, 415),
        (a_line(1), {}, 415),
        ("x" * 1_000_001, LINES, 413),
    ],
)
def test_what_is_no_list_of_reports_is_refused(
    reviewer: Asker, body: str, headers: dict[str, str], status: int
) -> None:
    found = reviewer.post("/reports", content=body, headers=headers)
    assert found.status_code == status
    assert found.headers["content-type"] == "application/problem+json"


def test_hostile_reports_are_kept_as_words(reviewer: Asker) -> None:
    report = {"id": "evil", "text": f"<script>alert(1)</script> \u202e {TEXT.format(3)} {'a' * 20_000}", "source": "X"}
    answer = reviewer.post("/reports", content=json.dumps(report), headers=LINES)
    assert ended(reviewer, answer.headers["location"])["new"] == 1
    shown = reviewer.get("/reports/evil?text=true")
    assert shown.headers["content-type"] == "application/json"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert "alert(1)" in shown.json()["text"]
