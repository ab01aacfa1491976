"""What texts tell twice in other words is one event, what they tell alike of two things is two."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bede.flow import code_articles
from bede.lexicon import Lexicon
from bede.merge import merge
from bede.model import Article, Publication, Report, Span, content_id

Told = tuple[str, str]  # the day of publication, and the paragraphs of the body, one a line
Words = tuple[str, ...]
Split = Callable[..., bool]


def page(day: str, text: str) -> Article:
    """A page whose first line is the headline where it ends without a full stop."""
    lines = text.split("\n")
    spans, start = [], 0
    for line in lines:
        spans.append(Span(text=line, start=start, end=start + len(line)))
        start += len(line) + 1
    headed = not lines[0].endswith(".")
    published = Publication(
        earliest=day, latest=day, edtf=day, text=day, start=None, end=None, basis="given", confidence=1.0
    )
    return Article(
        page=day,
        page_id=content_id(day, text),
        text=text,
        headline=spans[0] if headed else None,
        body=tuple(spans[1:] if headed else spans),
        published=published,
    )


def reports_of(pages: tuple[Told, ...], lexicon: Lexicon) -> tuple[list[Report], list[Article]]:
    """The reports of some pages, and the pages."""
    articles = [page(*told) for told in pages]
    coded = list(code_articles(iter(articles), lexicon=lexicon))
    return [report for _, found in coded for report in found], articles


def together(pages: tuple[Told, ...], one: Words, other: Words, lexicon: Lexicon) -> bool:
    """Whether two reports, each an act, some words of its sentence and perhaps its trigger, are of one event."""
    reports, articles = reports_of(pages, lexicon)
    events = merge(reports, articles={article.page_id: article for article in articles}, copy_of={})
    sides = []
    for act, words, *trigger in (one, other):
        keys = {
            report.id
            for report in reports
            if report.act == act and words in report.sentence.text and trigger in ([], [report.trigger.text])
        }
        assert keys, (words, [(report.act, report.sentence.text) for report in reports])
        sides.append({event.id for event in events if keys & set(event.reports)})
    return bool(sides[0] & sides[1])


def dates(text: str, act: str, lexicon: Lexicon, *, day: str = "2023-05-19") -> tuple[str | None, str | None] | None:
    """The days of the first report of an act."""
    reports, _ = reports_of(((day, text),), lexicon)
    date = next(report for report in reports if report.act == act).date
    return (date.earliest, date.latest) if date is not None else None


ONE = {
    "a denial is of what the page tells": (
        (("2022-03-04", "Eritrea shelled Gondar on Thursday and killed nine people, a doctor said.\n"
          "The main market of Gondar burnt down. Eritrea denies that it shelled the market."),),
        ("ASSAULT", "on Thursday"), ("ASSAULT", "denies"),
    ),
    "a war is one": (
        (("2022-03-04", "The envoy spoke about Eritrea's war against Ethiopia."),
         ("2022-08-20", "Grain has become dear because of Eritrea's war against Ethiopia.")),
        ("ASSAULT", "envoy"), ("ASSAULT", "Grain"),
    ),
    "help goes on": (
        (("2022-03-04", "Belgrade complained about the weapons that Turkish firms supply to Kosovo."),
         ("2022-07-11", "Serbia's premier spoke of the drones that Turkish companies supply to Kosovo.")),
        ("AID", "complained"), ("AID", "premier"),
    ),
    "the parties to a war are its sides": (
        (("2022-03-04", "Turkey denied that it supplies either side with weapons."),
         ("2022-06-11", "Turkey denied again that it supplies weapons to the warring parties.")),
        ("AID", "either"), ("AID", "warring"),
    ),
    "who leaves office does so once": (
        (("2021-10-02", "Kenya's president, Uhuru Kenyatta, will visit Uganda before he leaves office."),
         ("2021-11-20", "Uhuru Kenyatta leaves office next August.")),
        ("RETREAT", "visit Uganda"), ("RETREAT", "next August"),
    ),
    "what is promised is what is announced": (
        (("2022-03-04", "Presidents William Ruto and Yoweri Museveni agreed to reopen the border "
          "when they met in Kampala in January."),
         ("2022-03-05", "In January Presidents William Ruto and Yoweri Museveni agreed to reopen the border.")),
        ("AGREE", "In January"), ("AGREE", "when they met"),
    ),
    "who claims an attack tells of it": (
        (("2022-03-04", "A bomber blew himself up at a barracks in Garissa on Thursday, killing nine recruits.\n"
          "Al-Shabaab claimed responsibility for the bombing."),),
        ("ASSAULT", "blew"), ("ASSAULT", "claimed"),
    ),
    "an agreement is signed and agreed upon": (
        (("2022-03-04", "Kenya and Uganda have reached an agreement on fishing quotas in the lake."),
         ("2022-03-04", "Kenya and Uganda agreed on rules for fishing quotas in the lake.")),
        ("SUPPORT", "reached"), ("AGREE", "rules"),
    ),
    "a measure is decided upon and taken": (
        (("2022-03-04", "Norway has expelled nine Bolivian diplomats over forged passports."),
         ("2022-03-05", "Norway has decided to expel nine Bolivian diplomats over forged passports.")),
        ("SANCTION", "has expelled"), ("SANCTION", "decided"),
    ),
    "who claims an attack does so later": (
        (("2022-03-06", "A bomber attacked a barracks in Garissa on Thursday, killing nine recruits.\n"
          "Al-Shabaab claimed responsibility on Saturday for the bombing."),),
        ("ASSAULT", "on Thursday"), ("ASSAULT", "claimed"),
    ),
    "an embassy is struck where it stands": (
        (("2022-03-04", "A suicide bomber attacked the Chilean embassy in Bamako on Thursday."),
         ("2022-03-04", "A suicide bomber killed nine Malians on Thursday in Bamako.")),
        ("ASSAULT", "embassy"), ("ASSAULT", "nine"),
    ),
    "one page does not say in which country the town is": (
        (("2022-03-04", "Belarusian missiles struck the city of Kryvyi Rih."),
         ("2022-03-04", "Belarusian missiles hit Kryvyi Rih in Ukraine on Thursday.")),
        ("ASSAULT", "city"), ("ASSAULT", "Ukraine"),
    ),
    "those arrested are one crowd": (
        (("2022-03-04", "Kenyan police arrested 20 activists on Thursday at a rally in front of the parliament."),
         ("2022-03-05", "Kenyan police arrested several protesters on Thursday.")),
        ("COERCE", "activists"), ("COERCE", "several"),
    ),
    "an attack strikes a train and its passengers": (
        (("2022-03-04", "Boko Haram attacked the Sahel Express in Kaduna on Thursday."),
         ("2022-03-04", "Boko Haram killed nine passengers in Kaduna on Thursday.")),
        ("ASSAULT", "Express"), ("ASSAULT", "passengers"),
    ),
}  # fmt: skip
TWO = {
    "a separate decision": (
        (("2022-03-04", "Brazil imposed sanctions on nine Bolivian traders on Thursday.\n"
          "In a separate decision, Brazil imposed sanctions on Chilean banks."),),
        ("SANCTION", "traders"), ("SANCTION", "separate"),
    ),
    "measures of one sentence": (
        (("2022-03-04", "Soldiers in Chad dissolved the government on Thursday and closed the country's borders."),),
        ("COERCE", "on Thursday", "dissolved"), ("COERCE", "on Thursday", "closed"),
    ),
    "a war and an attack in it": (
        (("2022-03-04", "Eritrea bombed the market of Gondar during its invasion of Ethiopia, a doctor said."),),
        ("ASSAULT", "doctor", "bombed"), ("ASSAULT", "doctor", "invasion"),
    ),
    "an insurgency and an attack in it": (
        (("2022-03-04", "Boko Haram attacked a market in Maiduguri on Thursday, a doctor said. "
          "Boko Haram has waged a long insurgency against the government."),),
        ("ASSAULT", "market"), ("ASSAULT", "waged"),
    ),
    "attacks on two towns of a state that both pages name": (
        (("2022-03-04", "Rebels bombed the market of Nyala in Sudan, killing nine people."),
         ("2022-03-04", "Rebels bombed the market of Kassala in Sudan, killing nine people.")),
        ("ASSAULT", "Nyala"), ("ASSAULT", "Kassala"),
    ),
    "what is done again and again": (
        (("2022-03-04", "Boko Haram attacked a market in Maiduguri on Thursday, killing nine people. "
          "Boko Haram often attacks markets in Maiduguri."),),
        ("ASSAULT", "on Thursday"), ("ASSAULT", "often"),
    ),
    "an attack of which the page tells as well": (
        (("2022-03-04", "Boko Haram attacked a market in Maiduguri, killing nine people. "
          "Boko Haram has also killed three elders."),),
        ("ASSAULT", "market"), ("ASSAULT", "elders"),
    ),
    "another town": (
        (("2022-03-04", "Italy's premier asks Turkey to release the fishermen\n"
          "Italy's premier has asked Turkey to release nine fishermen.\n"
          "In Izmir he called on Turkey for lower tolls for lorries."),),
        ("REQUEST", "fishermen"), ("REQUEST", "tolls"),
    ),
    "what two do together and one does to the other": (
        (("2022-03-04", "Ghana's president and Togo's president praised the fund. "
          "Ghana's president praised Togo for its roads."),),
        ("SUPPORT", "the fund"), ("SUPPORT", "roads"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ONE)
def test_what_is_told_in_two_ways_is_one_event(name: str, lexicon: Lexicon):
    assert together(*ONE[name], lexicon)


@pytest.mark.parametrize("name", TWO)
def test_what_is_told_alike_of_two_things_is_two_events(name: str, lexicon: Lexicon):
    assert not together(*TWO[name], lexicon)


def test_reports_of_two_wars_are_two_events(lexicon: Lexicon):
    pages = (
        ("2022-03-04", "The envoy spoke about Eritrea's war against Ethiopia."),
        ("2022-08-20", "Grain has become dear because of Russia's war against Ukraine."),
    )
    assert not together(pages, ("ASSAULT", "envoy"), ("ASSAULT", "Grain"), lexicon)


@pytest.mark.parametrize(
    ("text", "act", "days"),
    [
        (
            "Chad expelled a French envoy on Monday. "
            "Paris had expelled a Chadian attache two weeks earlier.", "SANCTION", ("2023-05-15", "2023-05-15"),
        ),
        (
            "Ruto met Museveni on Thursday. "
            "Uganda had expelled a Kenyan consul three days before Ruto arrived.",
            "SANCTION", ("2023-05-15", "2023-05-15"),
        ),
        ("Nobody came. Uganda had expelled a Kenyan consul three days before the premier arrived.", "SANCTION", None),
        ("Lula, who won the election on 3 May and has threatened Paraguay with tariffs, rested.", "THREATEN", None),
        ("The premier said on Monday that she rested before Norway expelled the consul of Serbia.", "SANCTION", None),
        (
            "The Danish and the Swedish premier agreed to share radar data "
            "when they met in Oslo last March.", "COOPERATE", ("2023-03-01", "2023-03-31"),
        ),
    ],
)  # fmt: skip
def test_days_are_counted_from_what_the_page_tells(text: str, act: str, days: tuple[str, str] | None, lexicon: Lexicon):
    assert dates(text, act, lexicon) == days


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ottawa fined 40 firms, 12 lenders from Serbia among them.", ["40 firms", "12 lenders"]),
        ("Tokyo sanctioned 30 officers. Laotian generals are among them.", ["30 officers", "Laotian generals"]),
        ("Tokyo sanctioned 30 officers. Critics are not surprised.", ["30 officers"]),
    ],
)
def test_who_is_among_them_is_a_recipient(text: str, names: list[str], lexicon: Lexicon):
    reports, _ = reports_of((("2023-05-19", text),), lexicon)
    assert [party.name for party in reports[0].recipients] == names
