"""Programs on the machine of a site without login: they need no token, and a browser's page cannot pass for one."""

import pytest

from tests.web.site import a_site


def test_a_program_on_the_same_machine_needs_no_token() -> None:
    with a_site() as browser:
        found = browser.client.post("/api/v1/reviews", json={"kind": "undo"})
        assert found.status_code == 422
        assert "there is no decision of R. Haddad to take back" in found.json()["detail"]


@pytest.mark.parametrize("name", ["cookie", "origin", "referer", "sec-fetch-site"])
def test_what_a_browser_sends_needs_its_proof(name: str) -> None:
    values = {"origin": "http://localhost", "referer": "http://localhost/x", "sec-fetch-site": "same-origin"}
    with a_site() as browser:
        headers = {name: values.get(name, "tocsin-visitor=odd")}
        found = browser.client.post("/api/v1/reviews", json={"kind": "undo"}, headers=headers)
        assert found.status_code == 403
        assert browser.client.post("/users", data={"name": "Eve", "role": "admin"}).status_code == 403
