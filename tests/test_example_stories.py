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
    ("01-", "Biden presses Xi over Russia's arms plants"),
    ("02-", "landed in Guangzhou on Thursday"),
    ("02-", "received in the capital"),
    ("03-", "warned Chinese companies on Saturday"),
    ("03-", "does not accuse Beijing"),
    ("03-", "in a telephone call on Tuesday"),
    ("08-", "flown into Shanghai"),
    ("09-", "met President Xi Jinping at the Great Hall"),
    ("09-", "already penalized more than 100"),
    ("10-", "Wang Yi accused the United States"),
    ("10-", "Blinken had warned"),
    ("14-", "for the second time in three months"),
    ("14-", "stop passing the blame"),
    ("wire", "will travel to Beijing on Tuesday"),
    ("wire", "imposed sanctions on nearly 400"),
    ("wire", "had put dozens of Chinese companies"),
    ("wire", "Sullivan met General Zhang Youxia"),
    ("wire", "complained of the support"),
    ("15-", "Blinken said Friday"),
    ("16-", "imposed sanctions on two Chinese companies"),
    ("16-", "raised Chinese help"),
    ("wire", "condemned the American sanctions on two of its companies"),
    ("wire", "will meet China's leader in Lima"),
    ("wire", "Chinese companies supply Russia's arms industry"),
    ("17-", "met on Saturday in Lima"),
    ("17-", "told Xi that he was deeply concerned"),
    ("11-", "imposed sanctions on nearly 300"),
    ("12-", "American sanctions had been imposed on 20 firms"),
)
OTHERS = {
    "the Swiss conference": (("13-", "Eighty states have declared"), ("13-", "accused China of helping Russia")),
    "Putin in Beijing": (("12-", "signed a declaration on Thursday"), ("12-", "talked about Ukraine over tea")),
    "Lavrov in Beijing": (("05-", "met President Xi Jinping in Beijing"), ("05-", "held talks with his Chinese")),
    "the defence chiefs": (("07-", "Defence Secretary Lloyd Austin"), ("07-", "could meet in person in Singapore")),
    "Scholz in China": (("06-", "complained of unequal conditions"), ("06-", "received by Premier Li Qiang")),
    "the port of Chancay": (("wire", "he will open a port at Chancay"),),
    "missiles on Kyiv": (("19-", "attacked Kyiv with missiles"), ("19-", "accused Russia of aiming at the hospital")),
    "Modi in Moscow": (("21-", "was received by President Vladimir Putin"), ("21-", "criticised Modi for the visit")),
    "the order against banks": (("02-", "presidential order of December"), ("wire", "signed an order that allows")),
}

# What a reader puts into the quarrel and threading does not, and the other way round, with the reason.
LEFT_OUT = {
    "the page is about the Swiss conference": ("13-", "threatened measures against Chinese firms"),
}
TAKEN_IN = {
    "the page is about what Blinken told the same host": ("14-", "received his Ukrainian colleague"),
    "the page is about the meeting in Lima": ("wire", "Trump has threatened tariffs"),
}


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
    assert the_quarrel(told)


MISSED = {
    "the defence chiefs",  # their page tells in passing of the quarrel, and draws them into it
    "the order against banks",  # what three pages tell is one event, and one event is no story
}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.xfail(strict=True)] * (name in MISSED)) for name in OTHERS]
)
def test_what_goes_on_beside_it_is_a_story_of_its_own(told: tuple[Joined, dict[str, Report]], name: str) -> None:
    quarrel = the_quarrel(told)
    own = [story_of(told, page, words) for page, words in OTHERS[name]]
    assert set.intersection(*own) - quarrel


def test_no_two_of_the_others_are_one(told: tuple[Joined, dict[str, Report]]) -> None:
    first = [story_of(told, *places[0]) for places in OTHERS.values()]
    assert all(not one & other for at, one in enumerate(first) for other in first[:at])


def the_quarrel(told: tuple[Joined, dict[str, Report]]) -> set[str]:
    """The story that holds all of the quarrel."""
    return set.intersection(*(story_of(told, page, words) for page, words in QUARREL))


@pytest.mark.parametrize("reason", [pytest.param(reason, marks=pytest.mark.xfail(strict=True)) for reason in LEFT_OUT])
def test_what_belongs_to_the_quarrel_is_not_left_out(told: tuple[Joined, dict[str, Report]], reason: str) -> None:
    assert story_of(told, *LEFT_OUT[reason]) & the_quarrel(told)


def test_what_a_page_of_the_quarrel_recalls_of_years_before_is_not_taken_in(
    told: tuple[Joined, dict[str, Report]],
) -> None:
    assert not story_of(told, "01-", "shot down a Chinese balloon") & the_quarrel(told)


@pytest.mark.parametrize("reason", [pytest.param(reason, marks=pytest.mark.xfail(strict=True)) for reason in TAKEN_IN])
def test_what_does_not_belong_to_the_quarrel_is_not_taken_in(
    told: tuple[Joined, dict[str, Report]], reason: str
) -> None:
    assert not story_of(told, *TAKEN_IN[reason]) & the_quarrel(told)


def test_the_long_quarrel_does_not_gather_most_of_the_news(told: tuple[Joined, dict[str, Report]]) -> None:
    joined, _ = told
    assert max(len(story.events) for story in joined.stories) < 0.4 * len(joined.events)
