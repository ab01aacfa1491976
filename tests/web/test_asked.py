"""Whatever an address can not mean is told, as page and as data: which part, what was found, what was expected."""

from __future__ import annotations

import html

import pytest
from starlette.testclient import TestClient

from bede.lexicon.tables import DATA, rows

BAD = [
    # address, status, what is told of it
    ("/events?since=2024-13", 400, "since '2024-13': expected a day, month or year"),
    ("/events?since=2024-02-30", 400, "since '2024-02-30'"),
    ("/events?since=yesterday", 400, "since 'yesterday'"),
    ("/events?until=2023&since=2024", 400, "until '2023': expected a day not before since 2024"),
    ("/events?since=2024&since=2025", 400, "since '2025': expected one value"),
    ("/events?type=FOO", 400, "type 'FOO': expected one of AGREE"),
    ("/events?status=maybe", 400, "status 'maybe': expected one of negated"),
    ("/events?country=china", 400, "country 'china': expected three letters"),
    ("/events?country=ZZZ", 400, "country 'ZZZ': expected the code of a country"),
    ("/events?quad=7", 400, "quad '7': expected 1, 2, 3 or 4"),
    ("/events?confidence_from=2", 400, "confidence_from '2.0': expected a number from 0 to 1"),
    ("/events?independent_from=two", 400, "independent_from 'two': expected a whole number"),
    ("/events?sort=size", 400, "sort 'size': expected one of date"),
    ("/events?columns=when,size", 400, "columns 'size': expected some of when, event"),
    ("/events?limit=many", 400, "limit 'many': expected a whole number"),
    ("/events?cursor=xyz", 400, "cursor 'xyz'"),
    ("/events?colour=red", 400, "colour 'red': expected one of the parameters actor"),
    ("/events?text=%22open", 400, "text '\"open'"),
    ("/events?story=zzz", 400, "story 'zzz': expected a story's id"),
    ("/events?story=0000000000000000", 400, "story '0000000000000000': expected the id of a story that is stored"),
    ("/events?context=weather", 400, "context 'weather': expected one of asylum"),
    ("/events?mode=loud", 400, "mode 'loud': expected one of"),
    ("/events/zzz", 404, "no event 'zzz'"),
    ("/events/0123456789abcdef", 404, "no event '0123456789abcdef'"),
    ("/pages/0123456789abcdef", 404, "no page '0123456789abcdef'"),
    ("/stories/0123456789abcdef", 404, "no story '0123456789abcdef'"),
    ("/stories?from=abc", 400, "from 'abc': expected a whole number"),
    ("/stories?since=2024", 400, "since '2024': expected one of the parameters from"),
    ("/unusual?day=2024-99-01", 400, "day '2024-99-01': expected a day"),
    ("/unusual?week=2024-W17", 400, "week '2024-W17': expected one of the parameters day"),
    ("/actor", 400, "key: nobody is named"),
    ("/actor?key=zebra", 404, "'zebra' takes part in no event"),
    ("/actor?key=CHN&with=zebra", 404, "'zebra' takes part in no event"),
    ("/dyad?a=CHN", 400, "b: nobody is named"),
    ("/dyad?a=CHN&b=CHN", 400, "b 'CHN': expected another than a"),
    ("/dyad?a=CHN&b=zebra", 404, "'zebra' takes part in no event"),
    ("/dyad?a=CHN&b=USA&c=RUS", 400, "d: nobody is named"),
    ("/map?lat=north&lon=4", 400, "lat 'north': expected degrees from -90 to 90"),
    ("/map?lat=4&lon=400", 400, "lon '400': expected degrees from -180 to 180"),
    ("/network?by=planet", 400, "by 'planet': expected one of entity, country"),
    ("/actors?by=planet", 400, "by 'planet'"),
    ("/review?sort=size", 400, "sort 'size'"),
    ("/review?done=zzz", 404, "done 'zzz': no such decision"),
    ("/review/log?user=anna", 400, "user 'anna'"),
    ("/nowhere", 404, "nothing is at /nowhere"),
]


def with_ending(address: str, ending: str) -> str:
    """The address of the same as data."""
    path, mark, query = address.partition("?")
    return f"{path}.{ending}{mark}{query}"


@pytest.mark.parametrize(("address", "status", "told"), BAD, ids=[one[0] for one in BAD])
def test_bad_address_says_where_and_what(desk: TestClient, address: str, status: int, told: str) -> None:
    page = desk.get(address)
    assert page.status_code == status
    assert page.headers["content-type"].startswith("text/html")
    assert told in html.unescape(page.text)
    data = desk.get(with_ending(address, "json"))
    assert data.status_code == status
    assert data.headers["content-type"] == "application/problem+json"
    assert data.json()["status"] == status
    assert told.replace("/nowhere", "/nowhere.json") in data.json()["detail"]


def test_page_without_a_report_that_is_asked_for_says_so(desk: TestClient) -> None:
    page = desk.get("/events.json").json()["events"][0]["pages"][0]
    found = desk.get(f"/pages/{page}?report=zzz")
    assert found.status_code == 404
    assert "has no report 'zzz'" in html.unescape(found.text)


def test_front_page_and_programs_are_told_as_well(desk: TestClient) -> None:
    assert "day 'soon'" in html.unescape(desk.get("/?day=soon").text)
    for address in ("/front.json?day=soon", "/api/events?since=soon", "/api/nowhere", "/api/events/zzz"):
        assert desk.get(address).headers["content-type"] == "application/problem+json", address
    assert desk.get("/nowhere", headers={"accept": "application/json"}).json()["detail"] == "nothing is at /nowhere"


def test_name_that_nothing_has_is_named_where_no_event_fits(desk: TestClient) -> None:
    page = html.unescape(desk.get("/events?actor=zebra&country=CHN").text)
    assert "No event fits. None has the actor “zebra”." in page
    assert "None has" not in desk.get("/events?text=zebra").text


def test_context_that_no_event_has_is_no_mistake(desk: TestClient) -> None:
    contexts = {row["context"] for row in rows(DATA / "words" / "contexts.tsv", ("phrase", "context"))}
    counts = [desk.get(f"/events.json?context={context}").json()["count"] for context in sorted(contexts)]
    assert min(counts) == 0 < max(counts)
