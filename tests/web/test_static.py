"""What the desk sends with its pages: light enough, from no other host, with its licences."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.testclient import TestClient

from bede.web.desk import HERE, STATIC
from driven import ROOT

NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")
WEIGHT, WITH_MAP = 700_000, 1_000_000
"""Bytes of a page with all that it loads, uncompressed."""

VENDORED = {
    "htmx": "htmx",
    "d3": "D3",
    "plot": "Observable Plot",
    "topojson": "topojson-client",
    "countries-110m": "world-atlas",
}


def own_files() -> list[Path]:
    """The files that the project wrote itself."""
    return [*STATIC.glob("*.*"), *(HERE / "templates").glob("*")]


def weight(desk: TestClient, page: str) -> int:
    """The bytes of a page and of all that it loads."""
    text = desk.get(page).text
    loaded = re.findall(r'(?:src|href)="(/static/[^"]+)"', text)
    if "vendor/topojson.js" in text:
        loaded.append("/static/vendor/countries-110m.json")
    assert all(desk.get(one).status_code == 200 for one in loaded)
    return len(text.encode()) + sum(len(desk.get(one).content) for one in dict.fromkeys(loaded))


def test_pages_are_light(desk: TestClient) -> None:
    story = desk.get("/stories.json").json()[0]["id"]
    for page in (
        "/",
        "/events",
        "/stories",
        "/actors",
        "/actor?key=CHN",
        "/dyad?a=CHN&b=USA",
        "/network",
        "/review",
        "/drop",
    ):
        assert weight(desk, page) < WEIGHT, page
    for page in ("/map", f"/stories/{story}"):
        assert weight(desk, page) < WITH_MAP, page


def test_no_static_file_asks_another_host() -> None:
    found = [
        (path.name, address)
        for path in own_files()
        for address in re.findall(r"(?:https?:)?//[a-z][\w.-]*\.[a-z]{2,}[^\s\"')]*", path.read_text(encoding="utf-8"))
        if "w3.org" not in address
    ]
    assert found == []


def test_what_others_wrote_stands_with_its_licence() -> None:
    vendor = STATIC / "vendor"
    assert {path.stem for path in vendor.iterdir()} == set(VENDORED)
    for stem, name in VENDORED.items():
        assert (vendor / f"{stem}.LICENSE").read_text(encoding="utf-8").strip()
        assert name in NOTICE
    assert "axe-core" in NOTICE
    assert "MPL-2.0" in NOTICE


def test_templates_never_switch_escaping_off() -> None:
    for path in (HERE / "templates").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "|safe" not in text
        assert "autoescape" not in text
    for path in STATIC.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        for forbidden in ("innerHTML", "insertAdjacentHTML", "document.write", "eval(", ".html("):
            assert forbidden not in text, f"{path.name}: {forbidden}"
