"""Scenes: which of the places that a sentence names is where its act happened."""

from __future__ import annotations

import pytest

from bede.extract.places import find
from bede.extract.scenes import Scene, event_places
from bede.flow import code_text
from bede.lexicon import load
from bede.model import Article, Dropped, Parse, Span
from bede.parse import parse


def parsed(text: str) -> Parse:
    """The parse of one paragraph."""
    article = Article(page="test", page_id="test", text=text, body=(Span(text=text, start=0, end=len(text)),))
    found = next(iter(parse([article])))
    assert not isinstance(found, Dropped)
    return found


def roles(text: str, trigger: str, act: str = "") -> dict[str, str]:
    """The role of each place in the first sentence, seen from a word of it."""
    parse_ = parsed(text)
    sentence = parse_.sentences[0]
    found = event_places(find(parse_), Scene(sentence, sentence.words.index(trigger), act), None)
    return {place.text: place.role for place in found}


def scenes(text: str) -> list[list[str]]:
    """The places of each report of a text where it happened."""
    _, reports = code_text(text, lexicon=load())
    return [[place.text for place in report.places if place.role == "event"] for report in reports]


def test_place_after_a_locative_preposition_is_where_it_happened() -> None:
    assert roles("Russian forces shelled a market in Kharkiv on Monday.", "shelled") == {
        "Russian": "named",
        "Kharkiv": "event",
    }
    assert roles("Four people were killed in the city of Idlib.", "killed") == {"Idlib": "event"}


def test_speakers_seat_and_other_clauses_are_not_where_it_happened() -> None:
    assert roles("In Kyiv, officials said Russia attacked Odesa.", "attacked") == {
        "Kyiv": "named",
        "Russia": "named",
        "Odesa": "event",
    }
    found = roles("Officials in Moscow accused Ukraine of attacking a bridge near Kerch.", "accused")
    assert found == {"Moscow": "named", "Ukraine": "named", "Kerch": "named"}


def test_object_of_a_motion_verb_is_where_it_happened() -> None:
    assert roles("The secretary visited Ankara.", "visited") == {"Ankara": "event"}
    assert roles("The president arrived in Beijing on Tuesday.", "arrived") == {"Beijing": "event"}


def test_joined_verbs_keep_their_own_places() -> None:
    text = "He met the rebels in Sochi and flew to Moscow."
    assert roles(text, "met") == {"Sochi": "event", "Moscow": "named"}
    assert roles(text, "flew") == {"Sochi": "named", "Moscow": "event"}


def test_noun_takes_the_place_of_its_verb() -> None:
    assert roles("The ministers held talks in Geneva.", "talks") == {"Geneva": "event"}


def test_place_in_the_dateline_is_no_place_of_the_event() -> None:
    text = "Cairo — Gunmen attacked a bus in Minya."
    parse_ = parsed(text)
    sentence = parse_.sentences[0]
    dateline = Span(text="Cairo", start=0, end=5)
    scene = Scene(sentence, sentence.words.index("attacked"))
    found = event_places(find(parse_), scene, dateline)
    assert {place.text: place.role for place in found} == {"Minya": "event"}


def test_judge_or_crowd_in_a_town_acts_there() -> None:
    assert roles("A judge in Tunis fined the bank.", "fined", "SANCTION") == {"Tunis": "event"}
    assert roles("Nurses in the city of Bergen stopped the trams.", "stopped", "PROTEST") == {"Bergen": "event"}
    assert roles("A judge in Tunis jailed the man in Sfax.", "jailed", "SANCTION") == {
        "Tunis": "named",
        "Sfax": "event",
    }
    assert roles("Priests in Bergen condemned the raid.", "condemned", "ACCUSE") == {"Bergen": "named"}


@pytest.mark.parametrize(
    ("text", "trigger", "act", "place"),
    [
        ("Fishermen occupied the harbour of Bergen.", "occupied", "PROTEST", "Bergen"),
        ("The army shipped six guns to Lagos.", "shipped", "MOBILIZE", "Lagos"),
        ("The army took its guns out of Lagos.", "took", "RETREAT", "Lagos"),
        ("Pirates burned Bergen's lighthouse.", "burned", "ASSAULT", "Bergen"),
        ("The pirates let the sailors swim from Lagos.", "let", "RETREAT", "Lagos"),
        ("In Lagos, where pirates burned a ferry, schools opened again.", "burned", "ASSAULT", "Lagos"),
    ],
)
def test_what_is_done_on_the_ground_is_done_where_it_is_done_to(text: str, trigger: str, act: str, place: str) -> None:
    assert roles(text, trigger, act) == {place: "event"}


def test_what_an_act_of_words_is_about_is_not_where_it_was_said() -> None:
    assert roles("Lima praised the schools of the monks in Lagos.", "praised", "SUPPORT")["Lagos"] == "named"
    assert roles("Peru fined the firm over a leak in Oslo.", "fined", "SANCTION")["Oslo"] == "named"


def test_place_that_is_a_party_is_one_of_the_event_only_on_the_ground() -> None:
    assert scenes("Kenya accused Somalia of shelling its border.")[0] == []
    assert scenes("Kenyan troops withdrew from Somalia on Monday.") == [["Somalia"]]


def test_embassy_is_not_in_the_state_whose_it_is() -> None:
    assert scenes("Pirates threw a grenade at the gate of the Peruvian Embassy in Lagos.")[0] == ["Lagos"]


def test_drone_strike_of_a_state_is_not_in_it() -> None:
    assert scenes("Nine herders were killed in a Kenya drone strike in Somalia.")[0] == ["Somalia"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Norway flew three field kitchens to Lilongwe.", "Lilongwe"),
        ("Hungary trucked wheat flour into Mopti for flood victims.", "Mopti"),
    ],
)
def test_aid_is_given_where_it_is_brought(text: str, place: str) -> None:
    assert scenes(text) == [[place]]


def test_money_for_a_state_is_given_nowhere_in_particular() -> None:
    assert scenes("Norway lent Malawi nine million dollars.") == [[]]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The king of Tonga hosted the premier of Fiji for a breakfast in Suva.", "Suva"),
        ("Peru's envoy attended the Bogota summit with Bolivia's president.", "Bogota"),
        ("Peru's envoy travelled to Bogota for talks with Bolivian officials.", "Bogota"),
        ("Talks between Peru and Bolivia are expected to resume in Bogota.", "Bogota"),
    ],
)
def test_those_who_meet_are_where_the_meeting_is(text: str, place: str) -> None:
    assert place in scenes(text)[0]


def test_host_has_the_meeting_at_home() -> None:
    assert scenes("Tonga hosted the premier of Fiji on Monday.") == [["Tonga"]]


@pytest.mark.parametrize(
    ("text", "trigger", "act", "place"),
    [
        ("Snipers hit a lorry carrying melons near Mopti.", "hit", "ASSAULT", "Mopti"),
        ("Police used batons to clear a square in Mopti.", "used", "ASSAULT", "Mopti"),
        ("A mine laid by deserters blew up outside a school in Mopti.", "laid", "ASSAULT", "Mopti"),
        ("Deserters shot a ferryman near the Malian border.", "shot", "ASSAULT", "Malian"),
    ],
)
def test_where_nothing_else_says_it_an_act_is_where_its_parties_are(
    text: str, trigger: str, act: str, place: str
) -> None:
    assert roles(text, trigger, act)[place] == "event"


def test_strikers_named_by_their_town_strike_there() -> None:
    assert scenes("Mopti ferrymen walked off the job on Monday.") == [["Mopti"]]


def test_town_that_victims_fled_or_that_another_clause_is_about_is_not_where_it_happened() -> None:
    assert roles("Deserters robbed traders fleeing Mopti.", "robbed", "ASSAULT")["Mopti"] == "named"
    assert roles("Deserters shot a judge and the minister flew to Mopti.", "shot", "ASSAULT")["Mopti"] == "named"


def test_joined_verb_has_the_place_of_the_first_though_its_victims_have_a_preposition() -> None:
    assert scenes("Dockers seized a courthouse in Mopti and threw bricks at policemen.")[-1] == ["Mopti"]


def test_headline_tells_before_a_colon_where_it_happened() -> None:
    text = "Malawi: Deserters burn a granary"
    article = Article(page="test", page_id="test", text=text, headline=Span(text=text, start=0, end=len(text)))
    parse_ = next(iter(parse([article])))
    assert not isinstance(parse_, Dropped)
    sentence = parse_.sentences[0]
    (place,) = event_places(find(parse_), Scene(sentence, sentence.words.index("burn"), "ASSAULT"), None)
    assert (place.text, place.role) == ("Malawi", "event")
