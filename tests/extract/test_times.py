"""Times: the table of expressions, and what always holds."""

from __future__ import annotations

import csv
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bede.extract import times
from bede.extract.times import calendar
from bede.extract.times.grammar import ATOMS
from bede.extract.times.words import words
from bede.model import Publication, When

TABLE = Path(__file__).with_name("times.tsv")
BLIND = Path(__file__).with_name("times_blind.tsv")
FLOORS = {TABLE: (0.95, 300), BLIND: (0.95, 200)}
"""The share of each table that must be right, and how many expressions it has at least."""
TENSES = {"": None, "future": True, "past": False}


def published(day: str, until: str | None = None) -> Publication:
    return Publication(
        earliest=day, latest=until or day, edtf=day, text=day, start=None, end=None, basis="given", confidence=1.0
    )


def found(text: str, day: str | None = "2024-09-27", *, future: bool | None = None) -> list[When]:
    return times.find(text, published=published(day) if day else None, future=future)


def only(text: str, day: str | None = "2024-09-27", *, future: bool | None = None) -> When:
    (one,) = found(text, day, future=future)
    return one


def table(path: Path = TABLE) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        next(lines)
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def right(row: dict[str, str]) -> bool:
    """Whether the bracketed words are found with the row's interval; where there are none, whether nothing is found."""
    sentence = row["sentence"]
    start, stop = sentence.find("["), sentence.find("]") - 1
    got = found(sentence.replace("[", "").replace("]", ""), row["anchor"] or None, future=TENSES[row["future"]])
    if start < 0:
        return not got
    wanted = (start, stop, row["edtf"], row["earliest"] or None, row["latest"] or None)
    return any((one.start, one.end, one.edtf, one.earliest, one.latest) == wanted for one in got)


@pytest.mark.parametrize("path", FLOORS, ids=lambda path: path.name)
def test_table_of_expressions_is_right_above_the_floor(path: Path) -> None:
    rows, (floor, least) = table(path), FLOORS[path]
    misses = [row for row in rows if not right(row)]
    for row in misses:
        print(row["anchor"] or "no anchor", row["sentence"], "expected", row["edtf"] or "nothing")
    assert len(rows) >= least
    assert 1 - len(misses) / len(rows) >= floor


def test_every_rule_of_the_grammar_is_used_by_the_table() -> None:
    used = {
        one.rule
        for row in table()
        for one in found(row["sentence"].replace("[", "").replace("]", ""), row["anchor"] or None)
    }
    assert {rule.name for rule in ATOMS if rule.kind not in ("name", "bare")} <= used


@pytest.mark.parametrize(
    "text",
    [
        "The 31 February deadline passed.",
        "It fell on the 45th.",
        "In the year 99999 all ends.",
        "99/99/9999",
        "25:61 p.m.",
    ],
)
def test_impossible_dates_have_no_days(text: str) -> None:
    assert all(one.earliest is None and one.latest is None and one.reason for one in found(text))


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000,
        "1" * 10_000,
        "the " * 5_000 + "week",
        "May " * 2_500,
        "last last last " * 1_500 + "Tuesday",
        "first three months of " * 500 + "2023",
        "from Monday to " * 700 + "Friday",
        "end of the " * 1_000 + "year",
        " " * 10_000 + "2024",
        "-" * 5_000 + "May-" * 1_000,
        "refused to " * 2_000 + "meet on Monday",
    ],
)
def test_hostile_text_takes_no_time(text: str) -> None:
    started = time.process_time()
    found(text)
    assert time.process_time() - started < 2


CLASSES = ("month", "weekday", "unit", "number", "ordinal", "step", "edge", "glue", "season")
MORE = "ago September May Sept. Friday 2024 1999 31 29 0 will said , . - – ( ) Christmas Ramadan 9/11 GMT 31-month war"
VOCABULARY = sorted(
    {word for kind in CLASSES for word in words(kind)}
    | set(MORE.split())
    | {"the 20th", "7:59 AM", "years", "the 1990s", "’s", "decades", "99999", "\n"}
)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)).map(date.isoformat)


def holds(text: str, got: list[When]) -> None:
    """What is true of every answer: spans slice back and keep their order, ends do too, nothing is without a reason."""
    last = 0
    for one in got:
        assert text[one.start : one.end] == one.text
        assert last <= one.start < one.end
        assert one.reason
        assert one.edtf
        assert one.rule.startswith("times:")
        assert (one.basis == "unanchored") == (one.earliest is None and one.latest is None)
        if one.earliest and one.latest:
            assert date.fromisoformat(one.earliest) <= date.fromisoformat(one.latest)
        last = one.end


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(VOCABULARY), max_size=14).map(" ".join),
    st.none() | DAYS,
    st.sampled_from([None, True, False]),
)
def test_words_of_time_in_any_order_keep_the_promises(text: str, day: str | None, future: bool | None) -> None:
    holds(text, found(text, day, future=future))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.none() | DAYS)
def test_any_text_keeps_the_promises(text: str, day: str | None) -> None:
    holds(text, found(text, day))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(VOCABULARY), max_size=10).map(" ".join))
def test_without_an_anchor_no_year_is_invented(text: str) -> None:
    for one in found(text, None):
        if one.basis == "said":
            assert any(character.isdigit() for character in one.text) or "century" in one.text


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([row["sentence"] for row in table()]), DAYS)
def test_a_later_offset_moves_only_the_spans(sentence: str, day: str) -> None:
    here = times.find(sentence, published=published(day))
    there = times.find(sentence, offset=100, published=published(day))
    assert [(one.start + 100, one.end + 100, one.edtf) for one in here] == [
        (one.start, one.end, one.edtf) for one in there
    ]


def test_reason_says_which_way_a_weekday_was_counted() -> None:
    assert only("The mayor resigned on Tuesday.").reason == "nearest Tuesday not after publication, as the verb is past"
    assert "as the verb is future" in only("The mayor will resign on Tuesday.").reason


def test_caller_can_overrule_the_tense_of_the_sentence() -> None:
    assert only("They met on Monday.", future=True).edtf == "2024-09-30"
    assert only("They will meet on Monday.", future=False).edtf == "2024-09-23"


def test_publication_known_to_two_days_widens_the_answer() -> None:
    (one,) = times.find("The bridge fell yesterday.", published=published("2024-09-26", "2024-09-27"))
    assert (one.earliest, one.latest, one.edtf) == ("2024-09-25", "2024-09-26", "2024-09-25/2024-09-26")


def test_publication_in_minutes_anchors_by_its_day() -> None:
    (one,) = times.find("The bridge fell yesterday.", published=published("2024-09-27T07:59"))
    assert one.edtf == "2024-09-26"


def test_weekday_tells_the_year_of_a_date_without_one() -> None:
    assert only("The tribunal opened on Wednesday, Dec. 14.", "2024-09-27").edtf == "2022-12-14"


def test_next_day_without_a_named_day_stays_open() -> None:
    one = only("The next day, the square was empty.")
    assert (one.basis, one.reason) == ("unanchored", "the text names no day to count from")


def test_postponed_from_one_day_to_another_is_no_range() -> None:
    assert [one.text for one in found("The vote was moved from Oct. 3 to Oct. 10.")] == ["Oct. 3", "Oct. 10"]


@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [(2000, "2000-04-23", "2000-04-30"), (2019, "2019-04-21", "2019-04-28"), (2025, "2025-04-20", "2025-04-20")],
)
def test_easter_falls_on_its_sunday(year: int, western: str, orthodox: str) -> None:
    assert calendar.easter(year).isoformat() == western
    assert calendar.easter(year, orthodox=True).isoformat() == orthodox


@pytest.mark.parametrize(("year", "first"), [(2021, "2021-04-13"), (2023, "2023-03-23"), (2024, "2024-03-11")])
def test_computed_ramadan_is_within_a_day(year: int, first: str) -> None:
    (month,) = calendar.holiday("Ramadan", year)
    assert month.first is not None
    assert abs((date.fromisoformat(month.edtf[:10]) - date.fromisoformat(first)).days) <= 1
    assert month.first <= date.fromisoformat(first)
