"""What a text is about decides which drafts tell of nothing political."""

from __future__ import annotations

import pytest

from bede.extract.coder import Coder
from bede.extract.draft import Draft
from bede.flow import code_text
from bede.lexicon import Lexicon
from bede.model import Article, Parse, Span
from bede.parse import parse

LIBRARY = (
    "The library in Elm Street opens at nine.\n"
    "Its shelves were painted green last summer.\n"
    "The teacher urged the parents to bring back the books.\n"
    "A baker next door gives away his old bread."
)


def acts(text: str, lexicon: Lexicon) -> list[str]:
    """The acts coded in a text, a paragraph a line."""
    _, reports = code_text(text, lexicon=lexicon)
    assert not isinstance(reports, str)
    return [report.act for report in reports]


@pytest.mark.parametrize(
    "text",
    [
        "Brazil accused Peru of unfairness, and the coach and the goalkeeper left.",
        "The actress of the movie accused the director of unfairness at the premiere.",
        "Detectives arrested a burglar who had stabbed his ex-wife during the robbery.",
    ],
)
def test_sport_shows_and_ordinary_crime_are_no_events(text: str, lexicon: Lexicon) -> None:
    assert acts(text, lexicon) == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The sports minister of Peru condemned the referee and the coach.", "ACCUSE"),
        ("Police shot dead a student after a robbery near the murder scene.", "ASSAULT"),
        ("Police arrested two opposition leaders over the murder and the robbery.", "COERCE"),
    ],
)
def test_an_official_or_a_victim_of_police_makes_them_events(text: str, act: str, lexicon: Lexicon) -> None:
    assert act in acts(text, lexicon)


def test_what_private_people_do_is_left_aside_in_an_article_without_politics(lexicon: Lexicon) -> None:
    assert acts(LIBRARY, lexicon) == []


def test_a_sentence_alone_is_not_judged_by_an_article(lexicon: Lexicon) -> None:
    assert acts("The teacher urged the parents to bring back the books.", lexicon) == ["REQUEST"]


def test_an_official_stands_in_an_article_without_politics(lexicon: Lexicon) -> None:
    assert acts(LIBRARY.replace("The teacher", "The mayor"), lexicon) == ["REQUEST"]


def test_the_reason_names_the_words(lexicon: Lexicon) -> None:
    text = "Brazil accused Peru of unfairness, and the coach and the goalkeeper left."
    article = Article(page="p", page_id="p", text=text, body=(Span(text=text, start=0, end=len(text)),))
    (found,) = parse([article])
    assert isinstance(found, Parse)
    coder = Coder(found, lexicon)
    matched: list[Draft] = []
    assert coder.drafts(0, None, matched) == []
    reason = "the sentence is about sport (coach, goalkeeper), and no official or armed group takes part"
    assert [coder.subjects.aside(0, draft) for draft in matched] == [reason]


def test_one_private_person_moves_no_troops(lexicon: Lexicon) -> None:
    assert acts("A lone robber entered Cannes through a side door, and Paris watched.", lexicon) == []


def test_who_is_arrested_for_what_he_says_in_public_is_no_private_person(lexicon: Lexicon) -> None:
    arrested = "Police officers arrested a {} on the bridge."
    told = [
        LIBRARY.replace("The teacher urged the parents to bring back the books.", arrested.format(who))
        for who in ("reporter", "driver")
    ]
    assert [acts(text, lexicon) for text in told] == [["COERCE"], []]


def test_a_driver_is_not_political(lexicon: Lexicon) -> None:
    assert acts(LIBRARY.replace("The teacher", "The driver"), lexicon) == []


def test_what_names_one_side_only_is_left_aside_in_an_article_without_politics(lexicon: Lexicon) -> None:
    one_sided = LIBRARY.replace(
        "The teacher urged the parents to bring back the books.", "The mayor rejected the plan."
    )
    assert acts(one_sided, lexicon) == []
    assert acts("The mayor rejected the plan.", lexicon) == ["REJECT"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Police urged people to stay away from the pond.",
        "Police officers arrested a driver on the bridge.",
        "Local police investigated the fire.",
    ],
)
def test_daily_police_work_is_left_aside_in_an_article_without_politics(sentence: str, lexicon: Lexicon) -> None:
    text = LIBRARY.replace("The teacher urged the parents to bring back the books.", sentence)
    assert acts(text, lexicon) == []


def test_police_that_deal_with_a_party_are_political(lexicon: Lexicon) -> None:
    sentence = "Police officers arrested two opposition leaders on the bridge."
    text = LIBRARY.replace("The teacher urged the parents to bring back the books.", sentence)
    assert acts(text, lexicon) == ["COERCE"]


def test_private_people_who_strike_are_left_aside_in_an_article_without_politics(lexicon: Lexicon) -> None:
    sentence = "Four men rammed their car into a jewellery store in Lyon, the authorities said."
    text = LIBRARY.replace("The teacher urged the parents to bring back the books.", sentence)
    assert acts(text, lexicon) == []


def test_one_private_person_goes_on_no_strike(lexicon: Lexicon) -> None:
    assert acts("A visitor walked out at three.", lexicon) == []
    assert acts("Nurses walked out at three.", lexicon) == ["PROTEST"]


def test_cells_of_a_body_are_no_armed_group(lexicon: Lexicon) -> None:
    assert acts("Immune cells attacked the bacteria in the tissue of a patient.", lexicon) == []


def test_a_party_that_is_celebrated_is_no_political_one(lexicon: Lexicon) -> None:
    assert acts("The Christmas party attacked the ministry on Monday.", lexicon) == []
