"""The desk as somebody uses it, driven in Chromium; each main view leaves a picture in .build/screens."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from driven import Driven, Serving

PHONE = 375
VIEWS = (
    "front",
    "events",
    "event",
    "page",
    "stories",
    "story",
    "actors",
    "actor",
    "dyad",
    "map",
    "network",
    "review",
    "log",
    "unusual",
)


@pytest.fixture(scope="session")
def views(desk: TestClient) -> dict[str, str]:
    """The address of each main view."""
    events = desk.get("/events.json?sort=-reports").json()["events"]
    stories = desk.get("/stories.json").json()
    story = max(stories, key=lambda one: len(one["events"]))["id"]
    report = desk.get(f"/events/{events[0]['id']}.json").json()["reports"][1]
    found = {name: f"/{name}" for name in VIEWS} | {
        "front": "/",
        "event": f"/events/{events[0]['id']}",
        "page": f"/pages/{report['page_id']}?report={report['id']}",
        "story": f"/stories/{story}",
        "actor": "/actor?key=CHN&with=USA",
        "dyad": "/dyad?a=CHN&b=USA",
        "log": "/review/log",
    }
    assert set(found) == set(VIEWS)
    return found


@pytest.mark.parametrize("view", VIEWS)
def test_view_is_drawn_without_complaint_or_fault(
    browser: Driven, address: str, views: dict[str, str], view: str
) -> None:
    browser.open(address + views[view])
    browser.screenshot(view)
    assert browser.overflow() <= 0
    assert browser.faults() == []


@pytest.mark.parametrize("view", VIEWS)
def test_view_fits_a_phone(browser: Driven, address: str, views: dict[str, str], view: str) -> None:
    browser.size(PHONE, 740)
    browser.open(address + views[view])
    browser.screenshot(f"{view}-phone")
    assert browser.overflow() <= 0
    assert browser.faults() == []


@pytest.mark.parametrize("view", VIEWS)
def test_view_can_be_read_in_the_dark(browser: Driven, address: str, views: dict[str, str], view: str) -> None:
    browser.media(dark=True)
    browser.open(address + views[view])
    browser.screenshot(f"{view}-dark")
    paper = browser.script("return getComputedStyle(document.body).backgroundColor")
    assert max(int(part) for part in re.findall(r"\d+", paper)[:3]) < 60
    assert browser.faults() == []


@pytest.mark.parametrize("view", ["front", "event", "page", "story"])
def test_view_can_be_printed(browser: Driven, address: str, views: dict[str, str], view: str) -> None:
    browser.open(address + views[view])
    browser.media(medium="print")
    browser.screenshot(f"{view}-print")
    for hidden in (".masthead nav", ".masthead .search", ".decide"):
        assert all(not one.is_displayed() for one in browser.all(hidden))
    assert browser.find("h1, h2").is_displayed()
    printed = browser.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})
    assert base64.b64decode(printed["data"]).startswith(b"%PDF")


def test_front_page_leads_to_a_marked_sentence_in_one_click(browser: Driven, address: str) -> None:
    browser.open(f"{address}/")
    browser.find(".top .headline").click()
    browser.wait("return location.pathname.startsWith('/events/')")
    assert browser.find(".evidence blockquote mark.act").is_displayed()
    assert browser.find(".evidence blockquote mark.actor").is_displayed()


def test_every_number_of_the_front_page_leads_to_its_sentences_in_one_click(browser: Driven, address: str) -> None:
    browser.open(f"{address}/")
    counts = [link.get_attribute("href") for link in browser.all("a.count, .counts a, .note a[href^='/events?']")]
    assert len(counts) > 10
    for link in counts[::4]:
        browser.open(link)
        assert browser.find("mark.act").is_displayed(), link


def test_cell_of_the_table_leads_to_its_evidence(browser: Driven, address: str) -> None:
    browser.open(f"{address}/events?columns=when,event,where,actors,status,confidence&sort=-reports")
    cells = browser.all("tbody tr:first-child td a")
    assert len(cells) >= 4
    for place in [cell.get_attribute("href") for cell in cells]:
        browser.open(place)
        target = place.rsplit("#", 1)[1]
        assert browser.script("return document.getElementById(arguments[0]) !== null", target), place


def test_search_shows_events_with_these_words(browser: Driven, address: str) -> None:
    browser.open(f"{address}/")
    browser.keys("/")
    browser.keys("tariff*", "\n")
    browser.wait("return location.search.includes('text=tariff')")
    sentences = [one.text for one in browser.all(".sentence")]
    assert sentences
    assert all("tariff" in one.lower() for one in sentences)


def test_faulty_search_says_what_is_wrong(browser: Driven, address: str) -> None:
    browser.open(f"{address}/events?text=%22tariffs")
    assert "tariffs" in browser.find(".message").text
    assert "words" in browser.find(".message").text
    browser.problems()  # the browser tells of the status 400


def test_facet_narrows_the_table_in_place_and_the_address_is_the_view(browser: Driven, address: str) -> None:
    browser.open(f"{address}/events")
    before = browser.find("h1").text
    browser.script("window.same = true")
    facet = next(one for one in browser.all(".facets a") if one.text.startswith("SANCTION"))
    count = int(facet.find_element("css selector", ".number").text)
    facet.click()
    browser.wait("return location.search.includes('type=SANCTION')")
    browser.wait(f"return document.querySelector('h1').textContent !== {before!r}")
    assert browser.find("h1").text == f"{count} events"
    assert browser.script("return window.same === true"), "the page was loaded anew"
    assert all("SANCTION" in one.text for one in browser.all("td.c-type"))
    browser.driver.refresh()
    assert browser.find("h1").text == f"{count} events"
    browser.find(".chosen a").click()
    browser.wait("return !location.search.includes('type=')")


def test_columns_are_chosen_and_stay_in_the_address(browser: Driven, address: str) -> None:
    browser.open(f"{address}/events?type=CONSULT")
    browser.find(".menu summary").click()
    browser.find(".menu input[value='outlets']").click()
    browser.find(".menu button").click()
    browser.wait("return location.search.includes('outlets')")
    browser.wait("return document.querySelector('th.c-outlets') !== null")
    assert "type=CONSULT" in browser.script("return location.search")


def test_pointing_at_a_report_marks_its_words_and_pointing_at_words_marks_their_reports(
    browser: Driven, address: str, views: dict[str, str]
) -> None:
    browser.open(address + views["page"].split("?")[0])
    from selenium.webdriver import ActionChains

    ActionChains(browser.driver).move_to_element(browser.all(".card")[0]).perform()
    browser.wait("return document.querySelectorAll('.piece.on-act').length > 0")
    assert browser.script("return document.querySelectorAll('.card.on').length") == 1
    ActionChains(browser.driver).move_to_element(browser.all(".piece.act")[1]).perform()
    number = browser.all(".piece.act")[1].get_attribute("data-of").split(":")[0]
    browser.wait(f"return [...document.querySelectorAll('.card.on')].some(card => card.dataset.report === '{number}')")


def test_furniture_can_be_shown(browser: Driven, address: str, desk: TestClient) -> None:
    events = desk.get("/events.json").json()["events"]
    pages = {page for event in events for page in event["pages"]}
    page = next(page for page in sorted(pages) if "left-out" in desk.get(f"/pages/{page}").text)
    browser.open(f"{address}/pages/{page}")
    assert browser.all(".furniture") == []
    browser.find(".left-out a").click()
    browser.wait("return location.search.includes('furniture=1')")
    assert len(browser.all(".furniture")) > 2


def test_brush_over_the_days_filters_the_map(browser: Driven, address: str) -> None:
    browser.open(f"{address}/map")
    from selenium.webdriver import ActionChains

    before = len(browser.all("main tbody tr"))
    layer = browser.find(".brush .overlay")
    width = layer.rect["width"]
    drag = ActionChains(browser.driver).move_to_element_with_offset(layer, int(width * 0.2), 0).click_and_hold()
    drag.move_by_offset(int(width * 0.25), 0).release().perform()
    browser.wait("return location.search.includes('since=') && location.search.includes('until=')")
    browser.wait("return document.querySelector('.brush .selection')?.getAttribute('width') > 20")
    assert 0 < len(browser.all("main tbody tr")) <= before
    browser.screenshot("map-brushed")
    link = browser.find(".place-mark")
    assert "since=" in link.get_dom_attribute("href")


def test_decision_is_kept_shown_and_undone_by_keys_alone(browser: Driven, database: Path, served: Serving) -> None:
    with served(database) as address:
        browser.open(f"{address}/review")
        browser.keys("j", "x")
        event = browser.find(".item.current input").get_attribute("value")
        assert browser.find(".many").text == "1 chosen"
        browser.keys("n")
        browser.keys("looks doubtful", "\n")
        browser.wait("return document.querySelector('.done') !== null")
        assert "looks doubtful" in browser.find(".done").text
        browser.screenshot("review-decided")
        browser.open(f"{address}/review/log")
        assert browser.find("main tbody th").text == "note"
        browser.open(
            f"{address}/review?done={browser.find('main tbody form input[name=decision]').get_attribute('value')}"
        )
        browser.keys("u")
        browser.wait("return document.querySelector('.done strong')?.textContent.includes('undo')")
        browser.open(f"{address}/review/log")
        assert [one.text for one in browser.all("main tbody th")] == ["undo", "note"]
        assert "undone" in browser.all("main tbody tr")[1].text
        assert "takes back: note, 1 report" in browser.all("main tbody tr")[0].text
        assert event


def test_wrong_code_is_corrected_at_once(browser: Driven, database: Path, served: Serving) -> None:
    with served(database) as address:
        browser.open(f"{address}/review")
        browser.keys("j", "c")
        from selenium.webdriver.support.ui import Select

        Select(browser.find("select[name=act]")).select_by_value("SUPPORT")
        browser.find("#wrong-code button").click()
        browser.wait("return document.querySelector('.done') !== null")
        assert "act SUPPORT" in browser.find(".done").text
        browser.open(f"{address}/events?act=SUPPORT&sort=confidence")
        assert "SUPPORT" in browser.find("td.c-type").text


def test_report_is_taken_out_of_its_event(browser: Driven, database: Path, served: Serving) -> None:
    with served(database) as address:
        browser.open(f"{address}/events?sort=-reports&type=CONSULT")
        browser.find(".headline").click()
        browser.wait("return location.pathname.startsWith('/events/')")
        before = len(browser.all(".report"))
        assert before > 2
        browser.keys("j", "j", "x", "d")
        browser.wait("return document.querySelector('.done') !== null")
        assert len(browser.all(".report")) < before


def test_keys_lead_through_the_desk(browser: Driven, address: str) -> None:
    browser.open(f"{address}/")
    browser.keys("?")
    assert browser.find("#keys").is_displayed()
    browser.screenshot("keys")
    browser.find("#keys button").click()
    browser.keys("g", "e")
    browser.wait("return location.pathname === '/events'")
    browser.keys("j", "j")
    headline = browser.find(".item.current .headline").text
    browser.keys("\n")
    browser.wait("return location.pathname.startsWith('/events/')")
    assert browser.find("h1").text == headline


def test_key_of_a_section_is_no_verdict(browser: Driven, database: Path, served: Serving) -> None:
    with served(database) as address:
        for key, place in (("s", "/stories"), ("d", "/drop"), ("a", "/actors"), ("u", "/unusual")):
            browser.open(f"{address}/review")
            browser.keys("j", "x", "g", key)
            browser.wait(f"return location.pathname === '{place}'")
        browser.open(f"{address}/review")
        browser.keys("j", "g", "x")
        assert browser.find(".many").text != "1 chosen"
        browser.open(f"{address}/review/log")
        assert "Nothing was decided yet." in browser.find("main tbody").text


def test_first_tab_skips_to_the_content_and_focus_can_be_seen(browser: Driven, address: str) -> None:
    browser.open(f"{address}/events")
    browser.find("body").send_keys("\ue004")
    assert browser.script("return document.activeElement.className") == "skip"
    browser.keys("\n")
    assert browser.script("return document.activeElement.id") == "main"
    browser.keys("\ue004")
    assert browser.script("return getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_desk_asks_no_other_host(browser: Driven, address: str, views: dict[str, str]) -> None:
    for view in ("front", "story", "map", "dyad"):
        browser.open(address + views[view])
        asked = browser.script("return performance.getEntriesByType('resource').map(one => one.name)")
        assert asked
        assert [one for one in asked if not one.startswith(address)] == []


def test_story_says_what_is_new_since_the_last_visit(browser: Driven, address: str, views: dict[str, str]) -> None:
    browser.open(address + views["story"])
    browser.script(
        "const key = `bede:${document.getElementById('since').dataset.story}`;"
        "const seen = JSON.parse(localStorage.getItem(key)); seen.events = seen.events.slice(2);"
        "localStorage.setItem(key, JSON.stringify(seen));"
    )
    browser.driver.refresh()
    assert "2 new events since your last visit" in browser.find("#since").text
    assert len(browser.all(".fresh")) == 2
    browser.driver.refresh()
    assert "Nothing new" in browser.find("#since").text
