"""Whatever pages say, the desk shows it as text: nothing executes, nothing breaks the layout."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from attack import MANY, addresses, attack
from bede.web import create_app
from driven import Driven, serving


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database that attacks."""
    return attack(tmp_path_factory.mktemp("hostile") / "<b>hostile<b>.db")


@pytest.fixture(scope="module")
def attacked(hostile: Path) -> Iterator[TestClient]:
    """Asks the desk on it."""
    with TestClient(create_app(hostile)) as client:
        yield client


def test_nothing_executes_and_nothing_breaks_the_layout(chromium: Driven, hostile: Path) -> None:
    chromium.media()
    chromium.problems()
    with serving(hostile) as address:
        for width in (1280, 375):
            chromium.size(width)
            for number, path in enumerate(addresses(hostile)):
                if width == 375 and number % 3:
                    continue
                chromium.open(address + path)
                assert chromium.script("return window.hacked") is None, path
                assert chromium.script("return location.origin") == address, path
                assert chromium.overflow() <= 0, f"{path} at {width}"
                assert chromium.all("main script, main iframe, main base, main img, main object") == [], path
                assert chromium.problems() == [], path
                if number in (0, 1, 2, 4, 5, 11, 17):
                    chromium.screenshot(f"hostile-{number}-{width}", most=2000)


def test_event_of_ten_thousand_reports_is_shown_in_parts(attacked: TestClient) -> None:
    (event,) = attacked.get("/events.json?sort=-reports&limit=1").json()["events"]
    assert len(event["reports"]) == MANY + 1
    page = attacked.get(f"/events/{event['id']}")
    assert page.status_code == 200
    assert page.text.count('<li class="report item"') == 50
    assert 'rel="next"' in page.text
    last = attacked.get(f"/events/{event['id']}?from={MANY}")
    assert last.text.count('<li class="report item"') == 1


def test_no_faults_of_access_in_what_attacks(chromium: Driven, hostile: Path) -> None:
    chromium.media()
    chromium.size(1280)
    with serving(hostile) as address:
        for path in list(addresses(hostile))[:12]:
            chromium.open(address + path)
            assert chromium.faults() == [], path
    chromium.problems()


def test_data_of_what_attacks_can_be_read(attacked: TestClient) -> None:
    json.loads(attacked.get("/events.json").content)
    feed = ElementTree.fromstring(attacked.get("/events.atom").content)
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 100
    csv.field_size_limit(10_000_000)
    rows = list(csv.reader(StringIO(attacked.get("/events.csv").text)))
    assert len(rows) == 101
    assert [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "@"))] == []
    assert attacked.get("/events.parquet").content.startswith(b"PAR1")


@pytest.mark.parametrize(
    "value", ["%00", "%ff%fe", "%F0%9F", "x" * 5000, "%22", "NEAR(", "a%20AND", "-1", "1e999", "[]"]
)
@pytest.mark.parametrize(
    "name", ["text", "actor", "since", "cursor", "confidence_from", "sort", "columns", "limit", "nobody"]
)
def test_parameter_that_can_not_be_is_answered_with_an_error_or_a_page(
    attacked: TestClient, name: str, value: str
) -> None:
    for path in ("/events", "/events.json", "/map", "/review"):
        assert attacked.get(f"{path}?{name}={value}").status_code in (200, 400), (path, name, value)
