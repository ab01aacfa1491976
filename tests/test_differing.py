"""Where reports of one happening contradict each other, and where a figure went on: the table of pairs, and more."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from bede.extract.coder import Coder
from bede.lexicon import Lexicon
from bede.merge import Claims, claims
from bede.model import Dropped, Report
from bede.parse import parse
from builders import article, event

TABLE = Path(__file__).with_name("differing.tsv")


def rows() -> list[tuple[tuple[tuple[str, str], tuple[str, str]], str]]:
    """The pairs of the table, each a day and a sentence, and where they differ."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(((row["day"], row["first"]), (row["later"], row["second"])), row["expected"]) for row in table]


@pytest.fixture(scope="module")
def compared(lexicon: Lexicon) -> Callable[..., Claims]:
    """What reports of one event claim: ``compared((day, sentence), ...)``, a page each, days of April 2024."""

    def compared(*told: tuple[str, str]) -> Claims:
        articles, reports = {}, list[Report]()
        for number, (day, text) in enumerate(told):
            published = None if day == "-" else f"2024-04-{day}"
            page = article(text, page=f"p{number}", published=published, publisher=f"Outlet {number}", url=f"p{number}")
            parsed = next(iter(parse([page])))
            assert not isinstance(parsed, Dropped)
            articles[page.page_id] = page
            reports += Coder(parsed, lexicon).reports()
        (act,) = {report.act for report in reports}
        assert len({report.page_id for report in reports}) == len(told), act
        return claims(event(*reports), reports, articles)

    return compared


@pytest.mark.parametrize(("pair", "expected"), rows())
def test_pairs_differ_as_the_table_has_it(
    compared: Callable[..., Claims], pair: tuple[tuple[str, str], tuple[str, str]], expected: str
) -> None:
    found = compared(*pair)
    differing = [f"{one.fact} differs" for one in found.conflicts]
    assert "; ".join(sorted(differing + [f"{one.fact} develops" for one in found.developments])) == expected


def test_development_gives_each_figure_with_its_sentence_by_day(compared: Callable[..., Claims]) -> None:
    found = compared(
        ("29", "Rebels killed 31 people in Gao on Friday."),
        ("27", "Rebels killed at least 12 people in Gao on Friday."),
        ("28", "Rebels killed 23 people in Gao on Friday."),
    )
    (development,) = found.developments
    assert [(one.value, one.text, one.published) for one in development.given] == [
        ("12 or more", "at least 12", "2024-04-27"),
        ("23", "23", "2024-04-28"),
        ("31", "31", "2024-04-29"),
    ]
    assert [one.sentence.text[:15] for one in development.given] == [
        "Rebels killed a",
        "Rebels killed 2",
        "Rebels killed 3",
    ]


def test_figures_of_one_day_are_rivals_beside_what_went_on(compared: Callable[..., Claims]) -> None:
    found = compared(
        ("27", "Rebels killed 12 people in Gao on Friday."),
        ("28", "Rebels killed 23 people in Gao on Friday."),
        ("28", "Rebels killed 30 people in Gao on Friday."),
    )
    assert [one.value for one in found.developments[0].given] == ["12", "23", "30"]
    assert [one.value for one in found.conflicts[0].given] == ["23", "30"]


def test_towns_that_one_report_names_together_are_no_conflict(compared: Callable[..., Claims]) -> None:
    gao = ("27", "Rebels killed 12 soldiers in Gao on Friday.")
    timbuktu = ("27", "Rebels killed 12 soldiers in Timbuktu on Friday.")
    assert [one.fact for one in compared(gao, timbuktu).conflicts] == ["place"]
    assert compared(gao, timbuktu, ("28", "Rebels killed 12 soldiers in Gao and Timbuktu on Friday.")).conflicts == ()


def test_order_of_reports_changes_nothing(compared: Callable[..., Claims]) -> None:
    told = [pair for pairs, expected in rows()[:4] for pair in pairs]
    one, other = compared(*told[:3]), compared(*reversed(told[:3]))
    assert [[given.value for given in found.given] for found in (*one.conflicts, *one.developments)] == [
        [given.value for given in found.given] for found in (*other.conflicts, *other.developments)
    ]


def test_a_page_that_gives_the_other_day_as_well_contradicts_nobody(compared: Callable[..., Claims]):
    friday, both = "Rebels shelled Gao on Friday.", "Rebels shelled Gao on Friday. Rebels shelled Gao on Saturday."
    assert not compared(("28", friday), ("28", both)).conflicts
    (conflict,) = compared(("28", friday), ("28", "Rebels shelled Gao on Saturday.")).conflicts
    assert conflict.fact == "date"
