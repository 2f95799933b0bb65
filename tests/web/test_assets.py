import gzip
import re

from tests.web.site import a_site
from tocsin.web.assets import asset_url, assets


def test_files_are_kept_for_good_and_named_by_what_they_hold() -> None:
    with a_site() as browser:
        for name in assets():
            found = browser.get(asset_url(name), headers={"accept-encoding": "identity"})
            assert found.status_code == 200
            assert "immutable" in found.headers["cache-control"]
            assert found.content == assets()[name].body
        assert browser.get("/static/x/../secrets.py").status_code == 404
        assert browser.get("/static/x/nothing.css").status_code == 404


def test_files_are_packed_for_who_takes_them_so() -> None:
    packed = assets()["tocsin.css"].packed
    assert gzip.decompress(packed) == assets()["tocsin.css"].body
    with a_site() as browser:
        assert browser.get(asset_url("tocsin.css")).headers["content-encoding"] == "gzip"


def test_scripts_and_styles_ask_nobody_else_for_anything() -> None:
    for name, asset in assets().items():
        if name.endswith((".css", ".js")):
            assert not re.search(rb"https?://(?!www\.w3\.org/)|@import|//[a-z]+\.[a-z]", asset.body), name


def test_the_scripts_of_a_first_page_are_small() -> None:
    scripts = [len(gzip.compress(asset.body)) for name, asset in assets().items() if name.endswith(".js")]
    assert sum(scripts) < 300_000
