"""The flow: a text becomes reports, reports become events and stories, and what is dropped says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from bede import lexicon
from bede.flow import code_articles, code_text, join, read_articles
from bede.lexicon import Lexicon
from bede.model import Article, Dropped

ACCUSED = "Ankara condemned Athens on Friday."


@pytest.fixture(scope="module")
def rules() -> Lexicon:
    return lexicon.load()


def test_a_text_is_coded_with_its_publication_day_and_offsets(rules: Lexicon):
    text = f"A line before it all.\n{ACCUSED}"
    article, reports = code_text(text, lexicon=rules, published="2024-04-28", title="Airspace")
    assert isinstance(article, Article)
    assert (article.text, article.title) == (text, "Airspace")
    (report,) = reports
    assert (report.act, report.actors[0].country, report.recipients[0].country) == ("ACCUSE", "TUR", "GRC")
    assert report.date is not None
    assert report.date.earliest == report.date.latest == "2024-04-26"
    for span in (report.sentence, report.trigger, report.actors[0], report.recipients[0]):
        assert text[span.start : span.end] == span.text


def test_the_same_text_gives_the_same_ids(rules: Lexicon):
    first, second = (code_text(ACCUSED, lexicon=rules, published="2024-04-28")[1] for _ in range(2))
    assert first == second


def test_a_text_that_is_not_coded_says_why(rules: Lexicon):
    empty, none = code_text(" \n ", lexicon=rules)
    assert isinstance(empty, Dropped)
    assert "empty" in empty.reason
    assert none == ()
    german = (
        "Der Bundeskanzler sagte am Montag in Berlin, es werde keine neuen Strafmaßnahmen gegen die Türkei geben. " * 3
    )
    found, none = code_text(german, lexicon=rules)
    assert isinstance(found, Dropped)
    assert found.reason == "not English: German"


def test_half_a_surrogate_pair_moves_no_offset(rules: Lexicon):
    article, reports = code_text(f"\ud83d {ACCUSED}", lexicon=rules)
    assert isinstance(article, Article)
    assert article.text[reports[0].actors[0].start :].startswith("Ankara")


def test_dropped_pages_pass_through_in_order(rules: Lexicon, tmp_path: Path):
    (tmp_path / "a.jsonl").write_text(
        f'{{"id": "one", "text": "{ACCUSED}"}}\nnonsense\n{{"id": "two", "text": "Hello."}}\n'
    )
    coded = list(code_articles(read_articles([tmp_path]), lexicon=rules))
    assert [type(page).__name__ for page, _ in coded] == ["Article", "Dropped", "Article"]
    assert [len(reports) for _, reports in coded] == [1, 0, 0]


def test_copies_are_told_and_join_the_event_as_no_further_witness(rules: Lexicon):
    text = f"{ACCUSED} " + " ".join(
        f"The matter of line {number} was raised before by others too." for number in range(20)
    )
    one, one_reports = code_text(text, lexicon=rules, published="2024-04-27")
    other, other_reports = code_text(f"{text}\nMore follows.", lexicon=rules, published="2024-04-28")
    assert isinstance(one, Article)
    assert isinstance(other, Article)
    joined = join([*one_reports, *other_reports], articles=[one, other])
    assert joined.copies == {other.page_id: one.page_id}
    (accused,) = [event for event in joined.events if event.act == "ACCUSE"]
    assert (len(accused.reports), len(accused.pages), accused.independent) == (2, 2, 1)
    assert sorted(key for event in joined.events for key in event.reports) == sorted(
        report.id for report in (*one_reports, *other_reports)
    )
    assert join([], articles=[]) == ([], [], {})
