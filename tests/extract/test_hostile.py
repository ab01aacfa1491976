"""Broken and hostile sentences: nothing raises, nothing hangs, and every span slices back."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bede import lexicon as lexicons
from bede.extract.coder import Coder
from bede.flow import code_text, place_articles, time_articles
from bede.model import Article, Dropped, Publication, Report, Span, content_id
from bede.parse import parse

EXAMPLES = int(os.environ.get("BEDE_FUZZ", "30"))
SECONDS = 20
"""Processor seconds that a page may take at most, on a slow machine."""

DAY = Publication(
    earliest="2024-05-20",
    latest="2024-05-20",
    edtf="2024-05-20",
    text="2024-05-20",
    start=None,
    end=None,
    basis="given",
    confidence=1.0,
)


def pointed(report: Report) -> Iterator[Any]:
    """Everything in a report that points at words."""
    yield from (report.trigger, report.sentence, *report.contexts, *report.places, *report.numbers)
    for party in (*report.actors, *report.recipients, *report.addressees, *report.attribution):
        yield party
        if party.antecedent is not None:
            yield party.antecedent
    yield from (part for part in (report.matter, report.date) if part is not None)


def coded(text: str, *, headline: bool = False) -> list[Report]:
    """The reports of a text whose lines are paragraphs, the first one a headline where asked, every span checked."""
    spans, start = [], 0
    for line in text.split("\n"):
        if line:
            spans.append(Span(text=line, start=start, end=start + len(line)))
        start += len(line) + 1
    article = Article(
        page="hostile",
        page_id=content_id(text),
        text=text,
        headline=spans[0] if headline and spans else None,
        body=tuple(spans[1:] if headline else spans),
        published=DAY,
    )
    found = next(iter(parse([article])))
    assert not isinstance(found, Dropped)
    for sentence in found.sentences:
        assert text[sentence.start : sentence.end] == sentence.text
    reports = list(Coder(found, lexicons.load()).reports())
    for report in reports:
        for part in pointed(report):
            assert text[part.start : part.end] == part.text
    assert len({report.id for report in reports}) == len(reports)
    return reports


DEED = "Kenya attacked Somalia"
HOSTILE: dict[str, Callable[[], str]] = {
    "nothing": lambda: "",
    "one full stop": lambda: ".",
    "one name": lambda: "Kenya",
    "one verb": lambda: "Attacked.",
    "white space": lambda: " \t\u00a0\u2009\u200b\r ",
    "control characters": lambda: "Kenya\x00attacked\x07 Som\x1balia\x7f.\x00\x0b\x0c\x1c\x1d\x85",
    "line separators inside a line": lambda: "Kenya attacked\u2028Somalia\u2029 on\x0bMonday\x85.",
    "emoji": lambda: (
        "\U0001f680 Kenya \U0001f44d\U0001f3fd attacked \U0001f468\u200d\U0001f469 the \U0001f1f0\U0001f1ea!"
    ),
    "right to left": lambda: "\u202eKenya attacked Somalia\u202c, قالت كينيا יום שני on Monday.",
    "combining marks": lambda: "K\u0301e\u0301n\u0301y\u0301a\u0301 attacked S\u0336o\u0336malia" + "\u0301" * 3_000,
    "other scripts": lambda: "肯尼亚袭击索马里。Кения напала на Сомали. Kenya attacked Somalia.",
    "letters whose lower case is longer": lambda: (
        "\u0130ran attacked \u0130srael and \ufb01red at the \u1e9eudan\u0130."
    ),
    "capitals whose title case differs": lambda: "STRA\u00dfE ATTACKS \ufb03 KENYA \u01c4 AND \u0149 SOMALIA",
    "wide letters": lambda: "\uff2b\uff45\uff4e\uff59\uff41 attacked Kenya on \u0661\u0662 May.",
    "unbalanced quotes": lambda: '"Kenya “attacked ‘Somalia" said "the minister “' * 20,
    "nothing but quotes": lambda: '"' * 3_000,
    "nothing but brackets": lambda: "(" * 3_000 + ")" * 2_000,
    "hyphens": lambda: "Kenya-" * 400 + "led - - -- attack-on-Somalia -",
    "commas": lambda: "Kenya, " * 500 + "attacked Somalia.",
    "one hundred nested clauses": lambda: "Chad said that " * 100 + DEED + ".",
    "one hundred nested infinitives": lambda: "Chad urged Kenya " + "to urge Chad " * 100 + "to attack Somalia.",
    "one hundred nested nouns": lambda: "the army of " * 100 + "Kenya attacked Somalia.",
    "one hundred possessors": lambda: "Kenya's " * 100 + "army attacked Somalia.",
    "one hundred relative clauses": lambda: DEED + ", which attacked Chad" * 100 + ".",
    "one hundred names": lambda: ", ".join(["Kenya", "Somalia", "Chad"] * 34) + " and Mali met in Lima.",
    "one hundred verbs": lambda: "Kenya " + ", ".join(["attacked", "condemned", "sanctioned"] * 34) + " Somalia.",
    "one hundred negations": lambda: "Kenya did " + "not " * 100 + "attack Somalia.",
    "three thousand times the same word": lambda: "attack " * 3_000,
    "three thousand names": lambda: "Kenya " * 3_000,
    "three thousand deeds": lambda: f"{DEED}. " * 1_000,
    "a sentence of three thousand words": lambda: "Kenya attacked Somalia and " * 750 + "fled.",
    "a word of ten thousand letters": lambda: f"Kenya attacked {'Somalia' * 1_430} on Monday.",
    "ten thousand digits": lambda: f"Rebels killed {'9' * 10_000} soldiers in Mali.",
    "numbers of every form": lambda: (
        "Rebels killed 1,2,3 and .5 and 1e999 and -0 and ½ and ² soldiers for $1,0.0.0 million billion."
    ),
    "pronouns alone": lambda: "He told him that they said it attacked her and them and their its himself.",
    "pairs without anybody": lambda: "Both countries attacked the two sides and each other's two governments.",
    "an unending office": lambda: "Former " * 200 + "President-elect " * 50 + "Kone attacked Somalia.",
    "address and mark-up": lambda: (
        "<b>Kenya</b> attacked https://a.b/?c=d&e#f @kenya #Somalia [[link]] {json: 1} \\n \\u0000"
    ),
    "looks like a dateline": lambda: "GENEVA, June 3 (AP) -- -- -- Kenya attacked Somalia.\nA - B - (C) - " + DEED,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_page_is_coded_in_time_and_points_at_its_words(name: str) -> None:
    lexicons.load()
    began = time.process_time()
    coded(HOSTILE[name]())
    assert time.process_time() - began < SECONDS


NOWHEN: dict[str, Callable[[], str]] = {
    "days that no month has": lambda: "Kenya attacked Somalia on 31 February, 45 May 2021, Feb. 30 and June 99.",
    "the 45th": lambda: "Kenya attacked Somalia on the 45th, from the 32nd to the 99th and on the 0th of May.",
    "years far off": lambda: "Kenya will attack Somalia in 99999, in the year 9999, in 0000, by 31 December 9999.",
    "ends before it begins": lambda: "Kenya attacked from 31 December 2023 to 1 January 2023 and from May to May.",
    "lengths without end": lambda: "It fell 99999999 years ago, in 10000 decades, for 9999 centuries and 0 days ago.",
    "hours that no day has": lambda: "Shells fell at 25:61 GMT, 99 p.m., 0 a.m. and 2024-13-45T99:99:99Z.",
    "a date of ten thousand digits": lambda: f"Kenya attacked on {'1' * 10_000}/{'2' * 5_000} and May {'3' * 5_000}.",
    "three thousand dates": lambda: "Kenya attacked on 31 June and on 3 May 2021 or Monday last week, " * 1_000,
    "one unending range": lambda: "from Monday to " * 2_000 + "Friday.",
    "ten thousand letters after in": lambda: f"Kenya attacked in {'Abcdefghij' * 1_000} near {'Ab-' * 3_000}Cd.",
    "thousands of unknown places": lambda: "Shells fell in Qarzamut, near Belvam, at Torvak and off Khor Zelm. " * 500,
    "thousands of namesakes": lambda: "Springfield, Georgetown, Victoria, San Juan, Tripoli and Paris burned. " * 500,
    "places inside places": lambda: (
        "Kenya attacked " + "the village of Zelm in the district of Torvak in " * 200 + "Mali."
    ),
    "a name of ten thousand words": lambda: "Kenya attacked " + "San " * 10_000 + "Juan.",
}


@pytest.mark.parametrize("name", NOWHEN)
def test_absurd_times_and_places_are_told_with_a_reason_in_time(name: str) -> None:
    lexicons.load()
    text = NOWHEN[name]()
    began = time.process_time()
    coded(text)
    span = Span(text=text, start=0, end=len(text))
    article = Article(page="hostile", page_id="hostile", text=text, body=(span,), published=DAY)
    for found, places in place_articles([article], lexicon=lexicons.load()):
        assert isinstance(found, Article)
        for place in places:
            assert text[place.start : place.end] == place.text
            assert place.lat is not None or place.unknown == "unlisted"
    for found, whens in time_articles([article]):
        assert isinstance(found, Article)
        for when in whens:
            assert text[when.start : when.end] == when.text
            assert when.reason
            assert (when.unknown is not None) == (when.earliest is None and when.latest is None)
    assert time.process_time() - began < 3 * SECONDS


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_headline_points_at_its_words(name: str) -> None:
    coded(HOSTILE[name]()[:1_000], headline=True)


def test_half_of_a_surrogate_pair_is_no_obstacle() -> None:
    found, reports = code_text("Kenya attacked \ud800 Somalia on Monday.", lexicon=lexicons.load())
    assert isinstance(found, Article)
    assert [found.text[party.start : party.end] for report in reports for party in report.actors] == ["Kenya"]


def test_deed_is_still_found_among_rubbish() -> None:
    (report,) = coded("\x00\x07 )(*&^ “‘ \U0001f680\nKenya attacked Somalia.\n\u202e\u2028 ))))")
    assert [party.country for party in (*report.actors, *report.recipients)] == ["KEN", "SOM"]


WORDS = st.sampled_from(
    [
        *"""
Kenya Somalia Turkish Germans Beijing NATO Hamas Olaf Scholz Bush Jordan Georgia the The a of to in on by with from
that who which whose and or not no never without if so provided will would may must is was were been being has had
attacked attack attacks talks met meet condemned accuse accused urged denied refused promised threatened sanctions
imposed visit visited sent aid troops withdraw killed arrested protesters police president minister foreign former
president-elect his her its their they it he she both two sides countries counterpart said according citing told as
officials reporters dozens hundreds 12 $5 million Monday 2019 since ago last first each other , . ; : - -- " ' “ ”
( ) ’s 's n't
""".split(),
        "\u00a0",
        "\x00",
        "\u202e",
        "\U0001f680",
        "\n",
    ]
)
SALAD = st.lists(WORDS, max_size=60).map(" ".join)
NOISE = st.text(max_size=200)
MIXED = st.lists(st.one_of(WORDS, st.text(max_size=8)), max_size=40).map(" ".join)
FUZZ = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="BEDE_FUZZ" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)


@FUZZ
@given(text=SALAD, headline=st.booleans())
def test_word_salad_never_raises(text: str, *, headline: bool) -> None:
    coded(text, headline=headline)


@FUZZ
@given(text=NOISE, headline=st.booleans())
def test_any_characters_never_raise(text: str, *, headline: bool) -> None:
    coded(text, headline=headline)


@FUZZ
@given(text=MIXED, headline=st.booleans())
def test_words_among_any_characters_never_raise(text: str, *, headline: bool) -> None:
    coded(text, headline=headline)
