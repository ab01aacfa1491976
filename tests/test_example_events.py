"""What is one event in the examples, what is a copy and on what pages differ is what a reader of them would say."""

from __future__ import annotations

from collections.abc import Sequence
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

# What a reader of the examples calls one happening: reports by page and some words of the sentence. Those of different
# rows of one act are different happenings, however much they are alike.
EXPECTED: dict[str, dict[str, Sequence[tuple[str, ...]]]] = {
    "ACCUSE": {
        "not of arming Russia": [(page, "does not accuse Beijing") for page in ("03", "04", "ostrel-20240406")],
        "He on restrictions": [(page, "voiced grave concern") for page in ("03", "04", "ostrel-20240406")],
        "nor of shipping weapons": [("01", "has not accused Beijing")],
        "Biden on the telephone": [("01", "complained to Chinese")],
        "Sullivan in Beijing": [("courier", "complained of the support"), ("ledger-s", "complained of the support")],
        "the ministry of commerce on the lists of August": [("courier", "condemned the step on Sunday")],
        "the embassy on the lists of May": [("11", "embassy in Washington condemned")],
        "China on the drone makers": [("ostrel-20241018", "condemned the American sanctions")],
        "Wang in April": [("10", "Wang Yi accused the United States")],
        "Patel of the State Department": [("12", "fuelled Russia's defence industry")],
        "Zelensky in Singapore": [("13", "in Singapore")],
        "Ukraine on the hospital": [("19", "accused Russia of aiming")],
        "Germany on the hospital": [("20", "Germany's government condemned")],
    },
    "AGREE": {
        "nuclear weapons": [("17", "not machines")],
        "a call of commanders": [("courier", "hold a call"), ("ledger-s", "hold a call")],
        "Scholz is promised nothing": [("06", "did not commit")],
    },
    "AID": {
        "if they gave support": [(page, "if they gave Russia") for page in ("03", "04", "ostrel-20240406")],
        "help for Russia's arms makers": [
            ("courier", "firms give"),
            ("ledger-s", "firms give"),
            ("16", "raised Chinese help"),
            ("ostrel-20241018", "raised the help"),
        ],
        "weapons for neither side": [("02", "either side"), ("16", "either side")],
    },
    "ASSAULT": {
        "Kyiv": [
            ("19", "attacked Kyiv with missiles"),
            ("20", "had attacked the city"),
            ("21", "did not attack the children's hospital"),
        ],
        "Kryvyi Rih": [("19", "In Kryvyi Rih")],
        "the drone over Ukraine": [("16", "has launched at Ukrainian towns"), ("ostrel-20241018", "have struck")],
        "the balloon": [("01", "shot down a Chinese balloon")],
        "an air base": [("21", "had fired at arms factories")],
    },
    "CONSULT": {
        "talks about balanced growth": [(page, "balanced growth") for page in ("03", "04", "ostrel-20240406")],
        "call of April": [
            ("03", "in a telephone call on Tuesday"),
            ("ostrel-20240406", "in a telephone"),
            ("norrabro", "2 April"),
            ("07", "telephone call on 2 April"),
        ],
        "call of July 2022": [("01", "by phone in July 2022", "spoken")],
        "calls to come": [("courier", "looked forward to speaking"), ("ledger-s", "looked forward to speaking")],
        "Woodside": [("norrabro", "last met at Woodside"), ("07", "met in California last November", "met")],
        "Bali": [("17", "after Bali in 2022")],
        "Lima": [
            ("15", "may meet in November in Peru"),
            ("norrabro", "will meet China's leader"),
            ("17", "met on Saturday in Lima"),
            ("17", "talked for nearly two hours"),
        ],
        "Xi to Peru": [("norrabro", "is travelling to Peru")],
        "Yellen in Guangzhou": [
            ("02", "lands in Guangzhou"),
            ("02", "landed in Guangzhou"),
            ("02", "second journey to China"),
            *((page, "had landed") for page in ("03", "04", "ostrel-20240406")),
        ],
        "Yellen and He": [("02", "talks with He Lifeng")],
        "Yellen and Li in Beijing": [
            ("02", "received in the capital"),
            ("03", "was to fly on to Beijing"),
            ("ostrel-20240406", "was to fly on to Beijing"),
            ("05", "had met Premier Li Qiang"),
        ],
        "Yellen in 2023": [("02", "in July 2023")],
        "Blinken in Shanghai": [
            ("08", "Basketball first"),
            ("08", "flown into Shanghai"),
            ("09", "arrived in Shanghai"),
        ],
        "Blinken and Chen": [("08", "met Chen Jining", "met")],
        "Blinken and Wang in April": [("08", "scheduled for Friday")],
        "Blinken and Xi": [("09", "at the Great Hall of the People"), ("10", "received the American secretary")],
        "Blinken and Wang Xiaohong": [("09", "met Public Security Minister")],
        "Blinken and Wang in Vientiane": [("14", "for the second time in three months")],
        "Blinken and Wang in New York": [
            ("15", "after he had met"),
            ("15", "also discussed drugs"),
            ("16", "when he met"),
            ("ostrel-20241018", "in New York on September 27"),
        ],
        "Kuleba and Wang": [("14", "received his Ukrainian colleague"), ("14", "first visit to China by a Ukrainian")],
        "Lavrov and Xi": [("05", "at the end of a two-day visit")],
        "Lavrov and Wang in Beijing": [("05", "held talks with his Chinese colleague")],
        "Lavrov and Wang in Vientiane": [("14", "Wang met Sergei Lavrov")],
        "a dialogue to come": [("05", "to open a dialogue")],
        "Putin to China": [("05", "expected to travel to China in May"), ("10", "would travel to China in May")],
        "Putin and Xi": [("12", "over tea at Zhongnanhai")],
        "Scholz in Chongqing": [("06", "had arrived in Chongqing")],
        "Scholz and Li": [("06", "received by Premier Li Qiang")],
        "Scholz and Xi": [("07", "met Xi in Beijing")],
        "Austin and Dong": [("07", "talked by video link")],
        "Austin and Dong in Singapore": [("07", "could meet in person")],
        "Austin and Wei": [("07", "met the minister of the day")],
        "Pelosi": [("07", "visited Taiwan")],
        "Sullivan to Beijing": [
            ("lantern", "will travel to Beijing on Tuesday"),
            ("lantern", "first visit to China by a holder"),
            ("15", "Sullivan visited Beijing"),
        ],
        "Sullivan and Wang before": [("lantern", "met in Vienna and on Malta")],
        "Sullivan and Xi": [
            ("courier", "Xi receives"),
            ("courier", "received White House"),
            ("ledger-s", "Xi meets"),
            ("ledger-s", "received Joe Biden's"),
        ],
        "Sullivan and Zhang": [("courier", "met General Zhang"), ("ledger-s", "met General Zhang")],
        "nobody and Zhang": [("courier", "had not been received"), ("ledger-s", "had not been received")],
        "Modi and Putin": [("21", "was received by President Vladimir Putin")],
        "the Swiss conference": [("05", "wants China to attend")],
        "another conference": [("05", "at the proper time")],
    },
    "COOPERATE": {
        "normal trade": [("03", "calls its trade"), ("ostrel-20240406", "calls its trade")],
        "trade within the rules": [("11", "broke no rule")],
        "trade of 2023": [("12", "240 billion")],
    },
    "MOBILIZE": {"missiles": [(page, "could not build missiles") for page in ("03", "04", "ostrel-20240406")]},
    "REJECT": {
        "overcapacity before the talks": [("02", "dismissed the charge of overcapacity")],
        "overcapacity in Guangzhou": [(page, "rejected the complaint") for page in ("03", "04", "ostrel-20240406")],
        "further sanctions": [("courier", "did not rule out"), ("ledger-s", "did not rule out")],
        "Wang in New York": [("15", "Wang rejected the charge")],
        "accusations before Blinken came": [("08", "called the accusations groundless")],
        "American accusations in April": [("09", "rejected the American accusations")],
    },
    "REQUEST": {
        "Zhang on Taiwan": [("courier", "stop arming Taiwan"), ("ledger-s", "stop arming Taiwan")],
        "Wang on Taiwan": [("10", "stop arming Taiwan")],
        "Dong on the sea": [("07", "called on Washington")],
        "Wang on blame": [("14", "called on Washington")],
        "Scholz asks Xi": [("06", "asks Xi"), ("06", "has asked China's President")],
        "the opposition asks Scholz": [("06", "had demanded that the chancellor")],
        "Biden presses Xi": [("01", "presses Xi")],
        "Biden on navigation": [("01", "insisted on free navigation")],
        "China on the drone makers": [("ostrel-20241018", "demanded that they be lifted")],
    },
    "SANCTION": {
        "drone makers": [
            ("16", "US sanctions Chinese makers"),
            ("16", "on Thursday imposed sanctions"),
            ("ostrel-20241018", "had blacklisted"),
            ("ostrel-20241018", "condemned the American sanctions"),
        ],
        "American arms makers": [("ostrel-20241018", "several American arms makers")],
        "drone parts": [("ostrel-20241018", "restricted the sale")],
        "order of December": [(page, "signed an order") for page in ("03", "04", "ostrel-20240406")],
        "restrictions on trade": [(page, "has placed on trade") for page in ("03", "04", "ostrel-20240406")],
        "Britain": [("04", "In February, Britain put three")],
        "lists of May": [("11", "imposed sanctions on nearly 300")],
        "lists of August": [("lantern", "imposed sanctions on nearly 400")],
        "lists before April": [("09", "already penalized more than 100")],
    },
    "SUPPORT": {
        "eighty states on Ukraine's borders": [
            ("13", "back Ukraine's borders", "back"),
            ("13", "declared their support for the territorial"),
        ],
    },
    "THREATEN": {
        "Yellen warns companies": [
            ("03", "Yellen warns Chinese firms"),
            *((page, "serious consequences") for page in ("03", "04", "ostrel-20240406")),
        ],
        "Yellen threatens banks": [("05", "had threatened banks")],
        "Blinken tells Xi": [("09", "will act if China"), ("09", "would act on its own")],
        "the seven in Apulia": [("13", "threatened measures")],
        "Dong on Taiwan": [("07", "would not stand by")],
        "Trump": [("norrabro", "tariffs of 60 per cent")],
    },
}  # fmt: skip

# What is hardest to see as one happening, or as two: by act, page and words, with what makes it hard.
HARD_TO_JOIN = {
    "she recalls a warning that is told without its day, a month later": [
        ("THREATEN", "03", "serious consequences"),
        ("THREATEN", "11", "recalled that she had warned"),
    ],
    "the warning has another recipient, who was to pass it on": [
        ("THREATEN", "03", "serious consequences"),
        ("THREATEN", "03", "delivered the warning"),
    ],
    "the day of the election stands beside the threat": [
        ("THREATEN", "norrabro", "tariffs of 60 per cent"),
        ("THREATEN", "17", "has threatened high tariffs"),
    ],
    "the denial on the third page names neither town nor day": [
        ("ASSAULT", "20", "had attacked the city"),
        ("ASSAULT", "20", "denies that it attacked"),
    ],
    "a war that is mentioned has no day": [
        ("ASSAULT", "07", "Russia's war in Ukraine"),
        ("ASSAULT", "15", "carry on the war in Ukraine"),
    ],
    "what was agreed is told as an agreement and as what is to be restored": [
        ("AGREE", "01", "agreed to reopen the lines"),
        ("SUPPORT", "07", "agreed to restore the links"),
    ],
    "what goes on for months is told in other words and with other partners": [
        ("AID", "courier", "firms give"),
        ("AID", "16", "raised Chinese help"),
    ],
    "a denial that is repeated for months is told of other partners": [
        ("AID", "02", "either side"),
        ("AID", "10", "denied again that China supplies"),
        ("AID", "ostrel-20241018", "It never provides"),
        ("AID", "06", "sells no weapons"),
    ],
    "whom the lead's support is for stands like a part of its name": [
        ("AID", "03", "against helping"),
        ("AID", "03", "if they gave Russia"),
    ],
    "neither page dates the lists or counts the same": [
        ("SANCTION", "lantern", "imposed sanctions on nearly 400"),
        ("SANCTION", "courier", "had put dozens"),
    ],
    "the later page counts back from its own news": [
        ("SANCTION", "11", "imposed sanctions on nearly 300"),
        ("SANCTION", "12", "only two weeks earlier"),
    ],
    "what the order allows is told in other words": [
        ("SANCTION", "02", "order of December"),
        ("SANCTION", "03", "signed an order"),
    ],
    "one of those who pledge is a guest whose name comes after it": [
        ("COOPERATE", "12", "signed a declaration on Thursday"),
        ("COOPERATE", "12", "pledge to deepen partnership"),
    ],
    "he who prepares a meeting is none of those who meet": [
        ("CONSULT", "norrabro", "will meet China's leader"),
        ("CONSULT", "lantern", "prepare a last meeting"),
    ],
    "which governments both are stands elsewhere": [
        ("COOPERATE", "06", "will coordinate their efforts"),
        ("COOPERATE", "13", "both governments would coordinate"),
    ],
    "the protest announced has another recipient than the one that was made": [
        ("ACCUSE", "norrabro", "going to protest to Xi"),
        ("ACCUSE", "17", "condemned the dispatch"),
    ],
    "the end of a term of office has no day, and who says so does": [
        ("RETREAT", "norrabro", "before he leaves office"),
        ("RETREAT", "15", "Biden leaves office in January"),
    ],
}  # fmt: skip
HARD_TO_PART = {
    "a separate decision of the same day by the same ministry": [
        ("SANCTION", "11", "imposed sanctions on nearly 300"),
        ("SANCTION", "11", "on three state bodies"),
    ],
    "what was demanded in another town of the same journey": [
        ("REQUEST", "06", "has asked China's President"),
        ("REQUEST", "06", "open and fair markets"),
    ],
}  # fmt: skip


class Read:
    """The examples, coded and merged."""

    def __init__(self, lexicon: Lexicon) -> None:
        coded = list(code_articles(read_articles([str(EXAMPLES)]), lexicon=lexicon))
        self.articles = {article.page_id: article for article, _ in coded if isinstance(article, Article)}
        self.reports = {report.id: report for _, reports in coded for report in reports}
        self.copy_of = copies(self.articles.values())
        self.events = merge(self.reports.values(), articles=self.articles, copy_of=self.copy_of)

    def event(self, act: str, page: str, words: str, trigger: str = "") -> set[str]:
        """The ids of the events with a report of an act whose sentence and trigger have some words, on a page."""
        return {
            event.id
            for event in self.events
            for report in map(self.reports.__getitem__, event.reports)
            if report.act == act and Path(report.page).name.startswith(page) and words in report.sentence.text
            if trigger in report.trigger.text
        }

    def told(self, event: Event) -> list[tuple[str, str]]:
        """The pages and sentences of an event."""
        return [(Path(report.page).name, report.sentence.text) for report in self.named(event)]

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
    found = {}
    for name, happening in EXPECTED[act].items():
        events = [read.event(act, *told) for told in happening]
        assert all(events), name
        common = set.intersection(*events)
        assert common, name
        found[name] = common
    for one, other in combinations(found, 2):
        assert not found[one] & found[other], (one, other)


@pytest.mark.xfail(strict=True, reason="a state's threat on one page is what its minister warned of on the next")
def test_threat_of_a_state_is_the_warning_of_its_minister(read: Read):
    on_its_own, warned = read.event("THREATEN", "09", "act on its own"), read.event("THREATEN", "10", "had warned that")
    assert on_its_own & warned


@pytest.mark.parametrize("reason", HARD_TO_JOIN)
def test_one_happening_that_is_told_in_two_ways_is_one_event(read: Read, reason: str):
    assert set.intersection(*(read.event(*told) for told in HARD_TO_JOIN[reason]))


@pytest.mark.parametrize("reason", HARD_TO_PART)
def test_two_happenings_that_are_told_alike_are_two_events(read: Read, reason: str):
    found = [read.event(*told) for told in HARD_TO_PART[reason]]
    assert all(found)
    assert not set.intersection(*found)


def test_every_event_of_several_reports_is_in_the_list(read: Read):
    rows = [(act, *told) for act, named in EXPECTED.items() for happening in named.values() for told in happening]
    rows += [told for happening in HARD_TO_JOIN.values() for told in happening]
    listed = set[str]().union(*(read.event(*row) for row in rows))
    assert [read.told(event) for event in read.events if len(event.reports) > 1 and event.id not in listed] == []


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
    assert [voice.name for voice in attack.voices if voice.stance == "denies"] == ["defence ministry", "Russia"]
