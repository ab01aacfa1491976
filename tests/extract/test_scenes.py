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
