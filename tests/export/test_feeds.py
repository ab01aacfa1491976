"""Feeds and digests tell each event with its sentence, and nothing of a page becomes markup or a header."""

from __future__ import annotations

import email
import email.policy
import json
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree.ElementTree import fromstring

import pytest

from bede.export.atom import atom
from bede.export.digest import digest
from bede.export.entries import Entry, entries_of, moment, title_of
from bede.export.jsonfeed import json_feed
from bede.model import Event
from bede.store.search import Row
from bede.table import Quote
from builders import GREECE, SENTENCE, TURKEY, event, report, when

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "<script>alert(1)</script>\r\nBcc: all@example.org\x00\x1b[2J\ud800\ufffe ]]> & \u202eend"
NOW = datetime(2024, 5, 1, 6, 30, tzinfo=UTC)


def row(
    one: Event, *, sentence: str = SENTENCE, url: str | None = "https://norrland.example/1", outlet: str = "Herald"
) -> Row:
    """An event of a list."""
    quote = Quote(report=one.reports[0], page="1.txt", url=url, text=sentence, start=0, end=len(sentence), rule="r")
    return Row(event=one, quote=quote, outlet=outlet, story=None)


def happening(**changes: object) -> Event:
    """An accusation of 26 April."""
    return replace(event(report(date=when("Friday", "2024-04-26"))), **changes)  # type: ignore[arg-type]


def hostile() -> Row:
    """An event whose every text is an attack."""
    odd = replace(TURKEY, name=HOSTILE)
    return row(happening(actors=(odd,)), sentence=HOSTILE, url=f"https://a.example/{HOSTILE}", outlet=HOSTILE)


def days(first: str, last: str) -> dict[str, object]:
    """An interval."""
    return {"date": when("Friday", first, last=last)}


BOTH = "Turkey criticised Greece, "


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ({}, f"{BOTH}26 April 2024"),
        ({"status": "future"}, "Turkey to criticise Greece, 26 April 2024"),
        ({"status": "negated", "recipients": ()}, "Turkey did not voice criticism, 26 April 2024"),
        (days("2024-04-26", "2024-05-02"), f"{BOTH}26 April to 2 May 2024"),
        (days("2024-04-26", "2024-04-28"), f"{BOTH}26 to 28 April 2024"),
        (days("2023-12-31", "2024-01-01"), f"{BOTH}31 December 2023 to 1 January 2024"),
        ({"date": None, "actors": (), "recipients": ()}, "Unknown actors voiced criticism"),
        ({"date": None, "actors": (TURKEY, GREECE), "recipients": ()}, "Turkey and Greece voiced criticism"),
    ],
)
def test_title_says_what_who_and_when(changes: dict[str, object], title: str) -> None:
    assert title_of(happening(**changes)) == title


def test_atom_feed_has_what_its_standard_asks_for() -> None:
    found = fromstring(
        atom(entries_of([row(happening())], desk="https://desk.example/"), title="Bede: all", id="urn:x")
    )
    assert found.findtext(f"{ATOM}id") == "urn:x"
    assert found.findtext(f"{ATOM}updated") == "2024-04-26T00:00:00Z"
    assert found.findtext(f"{ATOM}author/{ATOM}name") == "Bede"
    entry = found.find(f"{ATOM}entry")
    assert entry is not None
    one = happening()
    assert entry.findtext(f"{ATOM}id") == f"urn:bede:event:{one.id}"
    assert entry.findtext(f"{ATOM}content") == SENTENCE
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Herald"
    links = {link.get("rel"): link.get("href") for link in entry.iter(f"{ATOM}link")}
    assert links == {"alternate": f"https://desk.example/events/{one.id}", "via": "https://norrland.example/1"}


def test_json_feed_has_what_its_standard_asks_for() -> None:
    found = json.loads(json_feed(entries_of([row(happening())]), title="Bede: all", address="https://desk.example/f"))
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["feed_url"] == "https://desk.example/f"
    (item,) = found["items"]
    assert item["id"] == f"urn:bede:event:{happening().id}"
    assert item["content_text"] == SENTENCE
    assert item["url"] == item["external_url"] == "https://norrland.example/1"
    assert item["date_published"] == "2024-04-26T00:00:00Z"
    assert item["tags"] == ["ACCUSE", "actual"]


def test_nothing_of_a_page_is_markup_in_a_feed() -> None:
    entries = entries_of([hostile()])
    found = fromstring(atom(entries, title=HOSTILE, id=HOSTILE, address=HOSTILE))
    assert not [one.tag for one in found.iter() if not one.tag.startswith(ATOM)]
    content = found.findtext(f"{ATOM}entry/{ATOM}content") or ""
    assert content.startswith("<script>alert(1)</script> Bcc:")
    assert not set(content) & set("\x00\x1b\ufffe")
    item = json.loads(json_feed(entries, title=HOSTILE).decode("utf-8"))["items"][0]
    assert item["content_text"] == content


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a.example/alert 1", 'https://"alert', "alert", None])
def test_address_of_a_page_that_is_no_web_address_is_left_out(url: str | None) -> None:
    (entry,) = entries_of([row(happening(), url=url)])
    assert entry.page is None
    assert b"alert" not in atom([entry], title="x", id="x") + json_feed([entry], title="x")


def test_nothing_of_a_page_is_a_header_of_a_mail() -> None:
    (entry,) = entries_of([hostile()])
    sent = digest([entry], [], title=HOSTILE, sender="bede@localhost", recipients=["anna@example.org"], now=NOW)
    found = email.message_from_bytes(sent.as_bytes(), policy=email.policy.default)
    assert sorted(found.keys()) == sorted(
        "Auto-Submitted Content-Transfer-Encoding Content-Type Date From MIME-Version Message-ID Subject To".split()
    )  # fmt: skip
    assert found.get_content_type() == "text/plain"
    body = found.get_content()
    assert "<script>alert(1)</script> Bcc: all@example.org" in body
    assert not set(body) & set("\x00\x1b\ufffe\u202e")


def test_digest_tells_new_and_changed_events_with_their_sentences() -> None:
    (entry,) = entries_of([row(happening())], desk="https://desk.example")
    mail = digest(
        [entry, entry], [(entry, "future")], title="Bede: raids", sender="bede@localhost",
        recipients=["anna@example.org", "bob@example.org"], now=NOW, page="https://desk.example/events?type=ASSAULT",
    )  # fmt: skip
    assert mail["Subject"] == "Bede: raids: 2 new events and 1 changed"
    assert mail["To"] == "anna@example.org, bob@example.org"
    assert mail["Date"] == "Wed, 01 May 2024 06:30:00 +0000"
    body = mail.get_content()
    assert body.count(f'"{SENTENCE}"') == 3
    assert "[was future, is actual]" in body
    assert "All of them: https://desk.example/events?type=ASSAULT" in body


def test_digest_of_the_same_news_has_the_same_id() -> None:
    def mail(*entries: Entry) -> str:
        made = digest(entries, [], title="x", sender="bede@localhost", recipients=["anna@example.org"], now=NOW)
        return str(made["Message-ID"])

    one, other = entries_of([row(happening()), row(event(report(act="THREATEN")))])
    assert mail(one) == mail(one) != mail(other)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2024-04-26", "2024-04-26T00:00:00Z"),
        ("2024-04-26T10:30", "2024-04-26T10:30:00Z"),
        ("2024-04-26T10:30:15", "2024-04-26T10:30:15Z"),
        (None, "1970-01-01T00:00:00Z"),
        ("soon", "1970-01-01T00:00:00Z"),
    ],
)
def test_moment_is_what_feeds_ask_for(given: str | None, expected: str) -> None:
    assert moment(given) == expected
