"""Who asserts, confirms and denies an event, which side alone claims it, and where its reports differ."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from bede.merge import Claims, claims
from bede.model import Number, Place, Report, Status
from builders import article, event, party, place, report, when

FIRST = "Ankara attacked Athens on Friday and killed 12 people, the mayor of Athens said."
LATER = "Ankara attacked Athens on Friday and killed 19 people near Corinth, doctors said."
DENIED = "Ankara did not attack Athens on Friday, a Turkish minister said."


def told(
    text: str,
    page: str,
    *,
    status: Status = "actual",
    said_by: tuple[str, str | None] | None = None,
    day: str = "2024-04-26",
    places: Sequence[Place] = (),
    published: str | None = "2024-04-27",
) -> tuple[Report, str]:
    """A report of an attack on a page of its own, with the dead that its text names."""
    where = article(text, page=page, published=published, publisher=page.title(), url=page)
    speakers = (party(said_by[0], text, country=said_by[1], kind="person", sectors=("GOV",)),) if said_by else ()
    found = report(
        where, act="ASSAULT", trigger="attack", status=status, attribution=speakers,
        actors=(party("Ankara", text, name="Turkey", country="TUR", sectors=("GOV",), entity="state:TUR"),),
        recipients=(party("Athens", text, name="Greece", country="GRC", sectors=("GOV",), entity="state:GRC"),),
        date=when("on Friday", day, text), places=tuple(places),
    )  # fmt: skip
    counts = [word for word in text.split() if word.isdigit()]
    numbers = tuple(
        Number(text=count, start=0, end=0, kind="dead", low=float(count), high=float(count), unit=None)
        for count in counts
    )
    ARTICLES[where.page_id] = where
    return replace(found, numbers=numbers), where.page_id


ARTICLES: dict = {}  # the pages of the reports made above


def claimed(*reports: tuple[Report, str], copy_of: dict[str, str] | None = None) -> Claims:
    """Who says what of the event that reports tell of."""
    found = [report for report, _ in reports]
    return claims(event(*found), found, ARTICLES, copy_of)


def test_two_tolls_stand_side_by_side_each_with_its_sentence():
    found = claimed(told(FIRST, "herald", published="2024-04-28"), told(LATER, "courier"))
    (conflict,) = found.conflicts
    assert conflict.fact == "dead"
    assert [(given.value, given.outlet, given.published) for given in conflict.given] == [
        ("19", "Courier", "2024-04-27"),
        ("12", "Herald", "2024-04-28"),
    ]
    assert [given.sentence.text for given in conflict.given] == [LATER, FIRST]


def test_higher_toll_of_a_later_day_is_a_development():
    found = claimed(told(FIRST, "herald"), told(LATER, "courier", published="2024-04-28"))
    assert found.conflicts == ()
    (development,) = found.developments
    assert [(given.value, given.outlet) for given in development.given] == [("12", "Herald"), ("19", "Courier")]


def test_equal_numbers_and_one_report_alone_make_no_conflict():
    assert claimed(told(FIRST, "herald"), told(FIRST, "courier")).conflicts == ()
    both = "Ankara attacked Athens on Friday and killed 12 people, among them 3 children."
    assert claimed(told(both, "herald"), told(FIRST, "courier")).conflicts == ()


def test_denial_stands_beside_what_is_told_as_done():
    found = claimed(
        told(FIRST, "herald", said_by=("mayor", "GRC")),
        told(DENIED, "courier", status="negated", said_by=("minister", "TUR")),
    )
    happened = next(conflict for conflict in found.conflicts if conflict.fact == "happened")
    assert [given.value for given in happened.given] == ["yes", "no"]
    assert [(voice.name, voice.stance, voice.side) for voice in found.voices] == [
        ("mayor", "asserts", "recipient"),
        ("minister", "denies", "actor"),
    ]


def test_event_that_only_one_side_claims_says_so():
    mayor = told(FIRST, "herald", said_by=("mayor", "GRC"))
    assert claimed(mayor).only_side == "recipient"
    assert claimed(mayor, told(LATER, "courier")).only_side is None  # the outlet says so by itself
    assert claimed(mayor, told(DENIED, "post", status="negated", said_by=("minister", "TUR"))).only_side == "recipient"


def test_outlet_speaks_where_the_sentence_names_nobody():
    (voice,) = claimed(told(FIRST, "herald")).voices
    assert (voice.name, voice.side, voice.stance) == ("Herald", "outlet", "asserts")


def test_confirmation_is_told_from_assertion():
    text = "Ankara attacked Athens on Friday, a Turkish minister confirmed."
    (voice,) = claimed(told(text, "herald", said_by=("minister", "TUR"))).voices
    assert (voice.stance, voice.side) == ("confirms", "actor")
    unsure = "Ankara attacked Athens on Friday, a Greek minister said in an unconfirmed statement."
    (voice,) = claimed(told(unsure, "herald", said_by=("minister", "GRC"))).voices
    assert voice.stance == "asserts"


def test_who_denies_what_it_is_said_to_have_done_is_its_own_voice():
    text = "Ankara denied on Friday that it had attacked Athens."
    (voice,) = claimed(told(text, "herald", status="negated")).voices
    assert (voice.name, voice.side, voice.stance) == ("Turkey", "actor", "denies")


def test_days_and_towns_that_do_not_go_together_are_conflicts():
    corinth = replace(place("Corinth", LATER, country="GRC"), lat=37.9, lon=22.9, geonames_id=2)
    near = replace(place("Athens", FIRST, country="GRC"), lat=38.0, lon=23.7, geonames_id=3)
    far = replace(corinth, name="Rhodes", lat=36.4, lon=28.2, geonames_id=4)
    one = told(FIRST, "herald", places=[near])
    assert [conflict.fact for conflict in claimed(one, told(LATER, "courier", places=[far])).conflicts] == [
        "dead",
        "place",
    ]
    other = told(LATER, "courier", day="2024-04-25")
    assert [conflict.fact for conflict in claimed(one, other).conflicts] == ["dead", "date"]


def test_copies_count_once():
    first, page = told(FIRST, "herald")
    again, copy = told(FIRST, "courier")
    found = claimed((first, page), (again, copy), copy_of={copy: page})
    assert [voice.name for voice in found.voices] == ["Herald"]


def test_conflicts_command_prints_events_on_which_reports_differ(bede, tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    for name, toll, day in (("a", "seven", "2024-03-05"), ("b", "nine", "2024-03-05"), ("c", "eleven", "2024-03-06")):
        text = f"Rebels attacked an army convoy near Timbuktu on Monday, killing {toll} soldiers, the ministry said."
        line = {"id": name, "published": day, "publisher": f"Outlet {name}", "text": text}
        (pages / f"{name}.jsonl").write_text(json.dumps(line) + "\n")
    database = tmp_path / "news.db"
    assert bede("run", pages, "--db", database).code == 0
    (found,) = bede("conflicts", database, "--fact", "dead").records
    assert {given["value"] for given in found["conflicts"][0]["given"]} == {"7", "9"}
    assert bede("conflicts", database, "--fact", "money").out == ""
    shown = " ".join(bede("show", database, found["event"]).out.split())
    assert "differing dead: 7 (report 2) or 9 (report 1)" in shown
    assert "developing dead: 7 (report 2) or 9 (report 1), then 11 (report 3)" in shown


def test_conflicts_command_adds_figures_that_went_on_where_asked(bede, tmp_path):
    pages = tmp_path / "pages.jsonl"
    lines = [
        {
            "id": day,
            "published": day,
            "text": f"Rebels attacked an army convoy near Timbuktu on Monday, killing {toll}.",
        }
        for day, toll in (("2024-03-05", "at least seven soldiers"), ("2024-03-06", "11 soldiers"))
    ]
    pages.write_text("".join(json.dumps(line) + "\n" for line in lines))
    database = tmp_path / "news.db"
    assert bede("run", pages, "--db", database).code == 0
    assert bede("conflicts", database).out == ""
    (found,) = bede("conflicts", database, "--fact", "dead", "--developing").records
    assert [given["text"] for given in found["developments"][0]["given"]] == ["at least seven", "11"]
