"""The desk's pages asked without a browser: every address as a page and as data, errors, headers."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from bede.accounts import open_accounts
from bede.store import open_store
from bede.store.decisions import decide
from bede.web import create_app
from builders import GREECE, article, event, report
from driven import ROOT

PAGES = (
    "/", "/events", "/events?text=tariff*&sort=-date&type=SANCTION&type=CONSULT", "/stories", "/actors",
    "/actors?by=entity",
    "/actor?key=CHN", "/actor?key=person:Wang+Yi&with=USA", "/dyad?a=CHN&b=USA", "/map",
    "/map?since=2024-04&until=2024-05",
    "/network", "/network?by=entity", "/review", "/review/log", "/drop", "/saved", "/unusual", "/?day=2024-04-30",
)  # fmt: skip
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def pages(desk: TestClient) -> list[str]:
    """An address of every kind."""
    event = desk.get("/events.json?sort=-reports").json()["events"][0]
    story = desk.get("/stories.json").json()[0]
    report = event["reports"][0]
    own = [f"/events/{event['id']}", f"/pages/{event['pages'][0]}?report={report}", f"/stories/{story['id']}"]
    return [*PAGES, *own]


def with_ending(page: str, ending: str) -> str:
    """The address of a page as data."""
    path, _, query = page.partition("?")
    return f"{path if path != '/' else '/front'}.{ending}{'?' + query if query else ''}"


def test_every_page_is_there_as_page_and_as_data(desk: TestClient, pages: list[str]) -> None:
    for page in pages:
        answer = desk.get(page)
        assert answer.status_code == 200, page
        assert "<h1" in answer.text, page
        json.loads(desk.get(with_ending(page, "json")).content)
        list(csv.reader(StringIO(desk.get(with_ending(page, "csv")).text)))
        assert desk.get(with_ending(page, "parquet")).content.startswith(b"PAR1"), page
        ElementTree.fromstring(desk.get(with_ending(page, "atom")).content)
        assert desk.get(with_ending(page, "feed")).json()["version"].startswith("https://jsonfeed.org/")


def test_the_same_again_is_not_sent_again(desk: TestClient, pages: list[str]) -> None:
    for page in pages:
        tag = desk.get(page).headers["etag"]
        again = desk.get(page, headers={"If-None-Match": tag})
        assert again.status_code == 304, page
        assert again.content == b""


def test_page_and_data_show_the_same_events(desk: TestClient) -> None:
    page = desk.get("/events?type=SANCTION&sort=-date")
    found = desk.get("/events.json?type=SANCTION&sort=-date").json()
    assert found["count"] == len(found["events"])
    assert [event["id"] for event in found["events"]] == _ids(page.text)
    feed = ElementTree.fromstring(desk.get("/events.atom?type=SANCTION&sort=-date").content)
    assert [entry.find(f"{ATOM}id").text for entry in feed.findall(f"{ATOM}entry")] == [  # type: ignore[union-attr]
        f"urn:bede:event:{event['id']}" for event in found["events"]
    ]


def _ids(page: str) -> list[str]:
    """The ids of the events of a table, in its order."""
    return [part[:16] for part in page.split('class="headline" href="/events/')[1:]]


def test_cursor_goes_through_all_events_once(desk: TestClient) -> None:
    seen: list[str] = []
    address = "/events.json?limit=50"
    while True:
        found = desk.get(address).json()
        seen += [event["id"] for event in found["events"]]
        if found["cursor"] is None:
            break
        address = f"/events.json?limit=50&cursor={found['cursor']}"
    assert len(seen) == len(set(seen)) == desk.get("/events.json").json()["count"]


def test_errors_are_pages_or_problem_details(desk: TestClient) -> None:
    for address, status in (
        ("/events/0123456789abcdef", 404),
        ("/pages/nothing", 404),
        ("/stories/0123456789abcdef", 404),
        ("/nowhere", 404),
        ("/events?colour=red", 400),
        ("/events?since=soon", 400),
        ("/actor", 400),
        ("/actors?by=colour", 400),
    ):
        page = desk.get(address)
        assert page.status_code == status, address
        assert "<h1" in page.text, address
        if address != "/nowhere":
            found = desk.get(with_ending(address, "json"))
            assert found.status_code == status
            assert found.headers["content-type"] == "application/problem+json"
            assert found.json()["status"] == status
            assert found.json()["detail"] in page.text.replace("&#39;", "'").replace("&#34;", '"')


def test_answers_keep_what_pages_say_from_being_script(desk: TestClient, pages: list[str]) -> None:
    for page in [*pages, "/nowhere", "/static/desk.css", "/api/status", "/events.json"]:
        headers = desk.get(page).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_pages_have_no_script_of_their_own(desk: TestClient, pages: list[str]) -> None:
    for page in pages:
        text = desk.get(page).text
        assert "<script>" not in text
        assert " style=" not in text
        assert " onclick=" not in text
        assert all(part.startswith((' src="/static/',)) for part in text.split("<script")[1:]), page


def test_other_sites_can_neither_send_forms_nor_lead_their_names_here(desk: TestClient) -> None:
    form = {"verdict": "note", "key": "0123456789abcdef", "note": "x"}
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        assert desk.post("/review/decide", data=form, headers=headers).status_code == 403
    assert desk.get("/", headers={"Host": "evil.example"}).status_code == 421
    assert desk.post("/review/decide", data=form).status_code == 400


def test_decision_by_form_is_kept_with_who_made_it(database: Path) -> None:
    with TestClient(create_app(database)) as client:
        event = client.get("/events.json?sort=-reports").json()["events"][0]
        form = {"verdict": "note", "key": event["id"], "note": "<b>seen</b>", "back": "//evil.example"}
        answer = client.post("/review/decide", data=form, follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/?done=")
        (kept,) = client.get("/review/log.json").json()
        assert kept["note"] == "<b>seen</b>"
        assert kept["user"]
        assert "&lt;b&gt;seen" in client.get("/review/log").text
        assert "&lt;b&gt;seen" in client.get(f"/events/{event['id']}").text
        client.post("/review/undo", data={"decision": kept["id"]})
        assert [one["state"] for one in client.get("/review/log.json").json()] == ["stands", "undone"]


def test_decision_made_elsewhere_is_shown_at_once(database: Path) -> None:
    with TestClient(create_app(database)) as client:
        event = client.get("/events.json?sort=-reports").json()["events"][0]
        with open_store(database) as other:
            decide(other, "note", [event["id"]], user="anna", note="from the command line")
        assert "from the command line" in client.get("/review/log").text


def test_front_page_of_an_earlier_day_tells_of_that_day(desk: TestClient) -> None:
    found = desk.get("/front.json?day=2024-04-30").json()
    assert found["day"] == "2024-04-30"
    assert found["newest"]
    told = [event["first_published"] for name in ("newest", "covered") for event in found[name]]
    assert max(told) <= "2024-05-01"
    assert desk.get("/?day=later").status_code == 400


def test_query_is_saved_with_its_feeds_and_removed(database: Path) -> None:
    with TestClient(create_app(database)) as client:
        form = {"name": "Talks & visits", "actor": ["CHN", "USA"], "type": "CONSULT"}
        assert client.post("/saved", data=form, follow_redirects=False).status_code == 303
        (kept,) = client.get("/saved.json").json()
        assert kept["name"] == "Talks-visits"
        page = client.get("/saved").text
        feed = page.split('<a href="/events.atom')[1].split('"')[0].replace("&amp;", "&")
        assert "actor=CHN&actor=USA&type=CONSULT" in feed
        assert ElementTree.fromstring(client.get(f"/events.atom{feed}").content).findall(f"{ATOM}entry")
        assert client.post("/saved", data=form).status_code == 400
        assert client.post("/saved", data={"name": "x", "colour": "red"}).status_code == 400
        client.post("/saved/remove", data={"name": "Talks-visits"})
        assert client.get("/saved.json").json() == []


def test_every_address_is_documented(database: Path) -> None:
    told = (ROOT / "docs" / "reference" / "desk.md").read_text(encoding="utf-8")
    app = create_app(database, accounts=open_accounts(database, create=True))
    endings = ("json", "csv", "parquet", "atom", "feed")
    paths = {route.path for route in app.routes if isinstance(route, Route)}
    pages = {path for path in paths if not path.endswith(tuple(f".{ending}" for ending in endings))}
    assert {f"{path if path != '/' else '/front'}.{ending}" for path in pages for ending in endings} >= paths - pages
    with TestClient(create_app(database)) as client:
        programs = {f"/api{path}" for path in client.get("/api/openapi.json").json()["paths"]}
    assert [path for path in sorted(pages | programs) if f"`{path}`" not in told] == []


def test_number_leads_to_so_many_events(desk: TestClient) -> None:
    row = re.compile(r'<td class="number"><a href="(/events[^"]+)">([\d,]+)</a></td>')
    checked = 0
    for page in ("/actors", "/actors?by=entity", "/map", "/actor?key=CHN"):
        for address, number in row.findall(desk.get(page).text)[:40]:
            count = desk.get(with_ending(address.replace("&amp;", "&"), "json")).json()["count"]
            together = address.count("party=") == 2
            assert count == int(number.replace(",", "")) or (together and count > int(number)), (page, address)
            checked += 1
    facets = re.findall(
        r'<a id="f-[^"]+" href="([^"]+)".*?<span class="number">([\d,]+)</span>', desk.get("/events").text
    )
    for address, number in facets[::3]:
        count = desk.get(with_ending(address.replace("&amp;", "&"), "json")).json()["count"]
        begins = "since=" in address  # what begins in a year; the table also has what went on in it
        assert count == int(number.replace(",", "")) or (begins and count > int(number)), address
        checked += 1
    assert checked > 60


def test_event_shows_who_denies_it_and_where_reports_contradict_each_other(desk: TestClient) -> None:
    events = desk.get("/events.json?type=ASSAULT&place=Kyiv").json()["events"]
    disputed = next(event for event in events if "negated" in {status for _, status in event["statuses"]})
    page = desk.get(f"/events/{disputed['id']}").text
    denied = page.split("<dt>Denied by</dt>")[1].split("</dd>")[0]
    assert "defence ministry" in denied
    differ = page.split("Where the reports differ")[1].split("</dl>")[0]
    assert [f">{value}</a>" in differ for value in ("yes", "no")] == [True, True]
    rose = page.split("How the figures went on")[1].split("</dl>")[0]
    assert rose.index(">22 or more</a>") < rose.index(">33</a>")


def test_a_day_within_a_month_is_no_contradiction(desk: TestClient) -> None:
    events = desk.get("/events.json?type=CONSULT&place=New+York+City").json()["events"]
    (met,) = [event for event in events if len(event["reports"]) == 4]
    assert "Where the reports differ" not in desk.get(f"/events/{met['id']}").text


@pytest.fixture(scope="module", params=["nothing", "one page", "no day"])
def bare(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A desk on a database with hardly anything in it."""
    path = tmp_path_factory.mktemp("bare") / "bare.db"
    with open_store(path, create=True) as store:
        if request.param != "nothing":
            page = article(published="2024-04-26" if request.param == "one page" else None)
            told = report(page, recipients=(GREECE,))
            store.add([(page, [told])], coded_with="test")
            store.replace_events([event(told, published="2024-04-26" if page.published else None)], [], {})
    with TestClient(create_app(path)) as client:
        yield client


def test_every_view_says_what_there_is_where_there_is_hardly_anything(bare: TestClient) -> None:
    for path in ("/", "/events", "/stories", "/unusual", "/actors", "/actor?key=TUR", "/dyad?a=TUR&b=GRC", "/map",
                 "/network", "/review", "/review/log", "/saved"):  # fmt: skip
        page = bare.get(path)
        assert page.status_code == 200, path
        assert "2000" not in page.text, path  # the day of what has none
        assert "to undated" not in page.text, path
        for ending in ("json", "csv", "atom"):
            assert bare.get(with_ending(path, ending)).status_code == 200, (path, ending)


def test_another_pair_is_drawn_beside_one(desk: TestClient) -> None:
    found = desk.get("/dyad.json?a=CHN&b=USA&c=RUS&d=UKR").json()
    assert (found["c"], found["d"]) == ("RUS", "UKR")
    assert [curve["name"] for curve in found["curves"]][:2] == ["China and the United States", "Russia and Ukraine"]
    steps = {tuple(point["start"] for point in curve["points"]) for curve in found["curves"][:2]}
    assert all(len(step) > 1 for step in steps)
    assert "Russia and Ukraine" in desk.get("/dyad?a=CHN&b=USA&c=RUS&d=UKR").text
    assert len(desk.get("/dyad.json?a=CHN&b=USA&c=&d=").json()["curves"]) == 3


def test_unusual_week_leads_to_its_events_and_to_the_weeks_beside(desk: TestClient) -> None:
    page = desk.get("/unusual?day=2024-11-17").text
    assert "?day=2024-11-10" in page
    assert "?day=2024-11-24" not in page  # no page is newer
    assert "?day=2024-11-17" in desk.get("/unusual?day=2024-11-10").text
    first = desk.get("/unusual.json?day=2024-11-17").json()[0]
    assert f"/events/{first['events'][0]}" in page
    assert f"/events/{first['events'][0]}" in desk.get("/").text


def test_sentence_that_shows_an_event_has_its_status(desk: TestClient) -> None:
    events = desk.get("/events.json").json()["events"]
    several = [event for event in events if len({status for _, status in event["statuses"]}) > 1]
    assert several
    for found in several:
        reports = desk.get(f"/events/{found['id']}.json").json()["reports"]
        assert found["status"] in {one["status"] for one in reports if one["sentence"]["text"] == found["sentence"]}
