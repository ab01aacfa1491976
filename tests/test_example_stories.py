"""The stories of the examples are those that a reader finds: one long quarrel, and what goes on beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bede import lexicon
from bede.flow import Joined, code_articles, join, read_articles
from bede.model import Article, Report

EXAMPLES = Path(__file__).parents[1] / "examples"

QUARREL = (
    # the calls, visits, warnings, sanctions and answers over goods for Russia's arms industry, April to November
    ("01-", "Biden complained to Chinese President Xi Jinping"),
    ("03-", "warned Chinese companies on Saturday"),
    ("09-", "met President Xi Jinping at the Great Hall"),
    ("wire", "Sullivan met General Zhang Youxia"),
    ("15-", "Blinken said Friday"),
    ("16-", "imposed sanctions on two Chinese companies"),
    ("wire", "condemned the American sanctions on two of its companies"),
    ("17-", "told Xi that he was deeply concerned"),
)
OTHERS = {
    "the Swiss conference": (("13-", "Eighty states have declared"), ("13-", "accused China of helping Russia")),
    "Putin in Beijing": (("12-", "signed a declaration on Thursday"), ("12-", "talked about Ukraine over tea")),
    "Lavrov in Beijing": (("05-", "met President Xi Jinping in Beijing"), ("05-", "held talks with his Chinese")),
    "the defence chiefs": (("07-", "Defence Secretary Lloyd Austin"), ("07-", "could meet in person in Singapore")),
    "Scholz in Beijing": (("06-", "complained of unequal conditions"),),
    "the port of Chancay": (("wire", "he will open a port at Chancay"),),
}  # fmt: skip


@pytest.fixture(scope="module")
def told() -> tuple[Joined, dict[str, Report]]:
    """The events and stories of the examples, and their reports by id."""
    coded = list(code_articles(read_articles([EXAMPLES]), lexicon=lexicon.load()))
    reports = [report for _, found in coded for report in found]
    joined = join(reports, articles=[article for article, _ in coded if isinstance(article, Article)])
    return joined, {report.id: report for report in reports}


def story_of(told: tuple[Joined, dict[str, Report]], page: str, words: str) -> set[str]:
    """The stories of the events that a sentence tells of, those of none left out."""
    joined, reports = told
    of = {event: story.id for story in joined.stories for event in story.events}
    found = [
        event.id
        for event in joined.events
        for key in event.reports
        if words in reports[key].sentence.text and (page in reports[key].page or page == "wire")
    ]
    assert found, words
    return {of[event] for event in found if event in of}


def test_the_long_quarrel_is_one_story(told: tuple[Joined, dict[str, Report]]) -> None:
    assert set.intersection(*(story_of(told, page, words) for page, words in QUARREL))


@pytest.mark.parametrize("name", OTHERS)
def test_what_goes_on_beside_it_is_a_story_of_its_own(told: tuple[Joined, dict[str, Report]], name: str) -> None:
    quarrel = set.intersection(*(story_of(told, page, words) for page, words in QUARREL))
    own = [story_of(told, page, words) for page, words in OTHERS[name]]
    assert set.intersection(*own) - quarrel


def test_no_two_of_the_others_are_one(told: tuple[Joined, dict[str, Report]]) -> None:
    first = [story_of(told, *places[0]) for places in OTHERS.values()]
    assert all(not one & other for at, one in enumerate(first) for other in first[:at])


def test_the_long_quarrel_does_not_gather_most_of_the_news(told: tuple[Joined, dict[str, Report]]) -> None:
    joined, _ = told
    assert max(len(story.events) for story in joined.stories) < 0.4 * len(joined.events)
