"""What is one event in the examples, what is a copy and on what pages differ is what a reader of them would say."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from bede.flow import code_articles, read_articles
from bede.lexicon import Lexicon
from bede.merge import claims, copies, merge
from bede.model import Article, Event, Report

EXAMPLES = Path(__file__).parents[1] / "examples"

COPIES = {
    "03-yellen-warns-firms.txt": "ostrel-20240406-114",
    "04-yellen-warns-firms-again.txt": "ostrel-20240406-114",
    "ledger-sullivan-ends": "courier-sullivan-ends",
}

# Reports of one event, each by its page and some words of its sentence; those of different rows are different events.
CALL_OF_APRIL = [
    ("03", "in a telephone call on Tuesday"),
    ("ostrel-20240406", "in a telephone"),
    ("norrabro", "2 April"),
]
ARRIVAL = [("02", "landed in Guangzhou"), ("03", "had landed"), ("04", "had landed"), ("ostrel-20240406", "had landed")]
WARNING = [("03", "serious consequences"), ("04", "serious consequences"), ("ostrel-20240406", "serious consequences")]
SHANGHAI = [("08", "Basketball first"), ("08", "flown into Shanghai"), ("09", "arrived in Shanghai")]
RECEIVED = [
    ("courier-sullivan", "received White House"),
    ("ledger-sullivan", "received Joe Biden's"),
    ("ledger", "Xi meets"),
]
GENERAL = [("courier-sullivan", "met General Zhang"), ("ledger-sullivan", "met General Zhang")]
NEW_YORK = [("15", "also discussed drugs"), ("16", "when he met"), ("ostrel-20241018", "in New York on September 27")]
LIMA = [
    ("norrabro", "will meet China's leader"),
    ("17", "met on Saturday in Lima"),
    ("17", "talked for nearly two hours"),
]
BALI = [("17", "after Bali in 2022")]
JULY_CALL = [("01", "by phone in July 2022")]
VIENTIANE = [("14", "for the second time in three months")]
LAVROV = [("05", "held talks with his Chinese colleague")]
LAVROV_AGAIN = [("14", "Wang met Sergei Lavrov")]
MEETING_XI = [("09", "at the Great Hall of the People")]
PUTIN = [("05", "expected to travel to China in May"), ("10", "would travel to China in May")]
MEETINGS = [
    CALL_OF_APRIL, ARRIVAL, SHANGHAI, RECEIVED, GENERAL, NEW_YORK, LIMA, BALI, JULY_CALL, VIENTIANE, LAVROV,
    LAVROV_AGAIN, MEETING_XI, PUTIN,
]  # fmt: skip
BLACKLIST = [("16", "on Thursday imposed sanctions"), ("ostrel-20241018", "had blacklisted")]
BRITAIN = [("04", "In February, Britain put three")]
KYIV = [
    ("19", "attacked Kyiv with missiles"),
    ("20", "had attacked the city"),
    ("21", "did not attack the children's hospital"),
]
KRYVYI_RIH = [("19", "In Kryvyi Rih")]
EXPECTED = {
    "CONSULT": MEETINGS,
    "THREATEN": [WARNING],
    "SANCTION": [BLACKLIST, BRITAIN],
    "ASSAULT": [KYIV, KRYVYI_RIH],
}


class Read:
    """The examples, coded and merged."""

    def __init__(self, lexicon: Lexicon) -> None:
        coded = list(code_articles(read_articles([str(EXAMPLES)]), lexicon=lexicon))
        self.articles = {article.page_id: article for article, _ in coded if isinstance(article, Article)}
        self.reports = {report.id: report for _, reports in coded for report in reports}
        self.copy_of = copies(self.articles.values())
        self.events = merge(self.reports.values(), articles=self.articles, copy_of=self.copy_of)

    def event(self, act: str, page: str, words: str) -> set[str]:
        """The ids of the events with a report of an act whose sentence has some words, on a page."""
        return {
            event.id
            for event in self.events
            for report in map(self.reports.__getitem__, event.reports)
            if report.act == act and Path(report.page).name.startswith(page) and words in report.sentence.text
        }

    def named(self, event: Event) -> list[Report]:
        """An event's reports."""
        return [self.reports[report] for report in event.reports]


@pytest.fixture(scope="module")
def read(lexicon: Lexicon) -> Read:
    """The examples, read once."""
    return Read(lexicon)


def test_copies_are_those_that_a_reader_sees(read: Read):
    name = {page_id: Path(article.page).name for page_id, article in read.articles.items()}
    assert {name[copy]: name[origin] for copy, origin in read.copy_of.items()} == COPIES


@pytest.mark.parametrize("act", EXPECTED)
def test_reports_of_one_happening_are_one_event_and_those_of_two_are_two(read: Read, act: str):
    found = []
    for happening in EXPECTED[act]:
        events = [read.event(act, page, words) for page, words in happening]
        assert all(events), happening
        common = set.intersection(*events)
        assert common, happening
        found.append(common)
    for one, other in combinations(range(len(found)), 2):
        assert not found[one] & found[other], (EXPECTED[act][one], EXPECTED[act][other])


def test_pages_differ_on_whether_the_hospital_was_attacked_alone(read: Read):
    found = {event.id: claims(event, read.named(event), read.articles, read.copy_of) for event in read.events}
    differing = [one for one in found.values() if one.conflicts]
    (attack,) = differing
    assert {conflict.fact: {given.value for given in conflict.given} for conflict in attack.conflicts} == {
        "happened": {"yes", "no"}
    }
    assert [(one.fact, [given.value for given in one.given]) for one in attack.developments] == [
        ("dead", ["22 or more", "33"])
    ]
    assert attack.only_side == "recipient"
    assert [voice.name for voice in attack.voices if voice.stance == "denies"] == ["defence ministry"]
