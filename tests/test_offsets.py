"""What always holds for every page: offsets slice back to the text, ids are unique, a second run gives the same."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bede.flow import Coded, code_articles, read_articles
from bede.lexicon import Lexicon
from bede.model import Article, Dropped, Part, Span

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="module")
def coded(lexicon: Lexicon) -> list[Coded]:
    """Every example page with its reports."""
    return list(code_articles(read_articles([EXAMPLES]), lexicon=lexicon))


def pointed(record: Any) -> Iterator[tuple[str | None, int, int, str]]:
    """Every (words, start, end, where) inside a record; words are None where the record gives no text."""
    if dataclasses.is_dataclass(record):
        values = {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}
        if values.get("start") is not None:
            words = None if isinstance(record, Part) else values["text"]
            yield words, values["start"], values["end"], type(record).__name__
        for name, value in values.items():
            if not isinstance(record, Article) or name != "text":
                yield from pointed(value)
    elif isinstance(record, tuple):
        for item in record:
            yield from pointed(item)


def test_examples_are_read_and_coded(coded: list[Coded]) -> None:
    articles = [article for article, _ in coded if isinstance(article, Article)]
    assert len(articles) >= 20
    assert sum(len(reports) for _, reports in coded) > 100


def test_every_offset_slices_back_to_its_text(coded: list[Coded]) -> None:
    kinds: Counter[str] = Counter()
    for article, reports in coded:
        if isinstance(article, Dropped):
            continue
        for record in (article, *reports):
            for words, start, end, kind in pointed(record):
                assert 0 <= start <= end <= len(article.text), (article.page, kind, words)
                assert words is None or article.text[start:end] == words, (article.page, kind, words)
                kinds[kind] += 1
    assert {"Span", "Party", "Place", "Context", "Number", "When", "Part"} <= kinds.keys()


def test_antecedents_stand_elsewhere_on_the_page(coded: list[Coded]) -> None:
    found = 0
    for _, reports in coded:
        for report in reports:
            for party in (*report.actors, *report.recipients, *report.attribution, *report.addressees):
                if party.antecedent is not None:
                    found += 1
                    assert isinstance(party.antecedent, Span)
                    assert (party.antecedent.start, party.antecedent.end) != (party.start, party.end)
    assert found


def test_report_stands_in_its_sentence_and_its_sentence_in_the_article(coded: list[Coded]) -> None:
    for article, reports in coded:
        for report in reports:
            assert isinstance(article, Article)
            assert (report.page, report.page_id) == (article.page, article.page_id)
            assert report.sentence.start <= report.trigger.start < report.trigger.end <= report.sentence.end
            told = [span for span in (article.headline, article.subheadline, *article.body) if span is not None]
            assert any(span.start <= report.sentence.start and report.sentence.end <= span.end for span in told)
            for place in (*report.contexts, *report.numbers, *((report.matter,) if report.matter else ())):
                assert report.sentence.start <= place.start <= place.end <= report.sentence.end


def test_reports_come_in_order_of_the_text(coded: list[Coded]) -> None:
    for _, reports in coded:
        starts = [(report.sentence.start, report.trigger.start) for report in reports]
        assert starts == sorted(starts)


def test_ids_are_unique(coded: list[Coded]) -> None:
    counts = Counter(report.id for _, reports in coded for report in reports)
    assert [id_ for id_, count in counts.items() if count > 1] == []


def test_every_value_names_the_line_that_made_it(coded: list[Coded]) -> None:
    for _, reports in coded:
        for report in reports:
            assert report.rule.startswith("rules/")
            assert all(context.rule for context in report.contexts)
            assert all(
                party.rule or party.country_from
                for party in (*report.actors, *report.recipients)
                if party.country or party.kind
            )


def test_second_run_gives_the_same(coded: list[Coded], lexicon: Lexicon) -> None:
    assert list(code_articles(read_articles([EXAMPLES]), lexicon=lexicon)) == coded


def test_order_of_the_pages_changes_no_report(coded: list[Coded], lexicon: Lexicon) -> None:
    articles = [article for article, _ in coded if isinstance(article, Article)]
    backwards = list(code_articles(articles[::-1], lexicon=lexicon))
    assert backwards[::-1] == [item for item in coded if isinstance(item[0], Article)]
