"""The stages in order: a text to its reports, pages to articles, reports to events and stories."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from bede.extract.coder import Coder
from bede.flow import code_articles, code_text, join, read_articles
from bede.lexicon import Lexicon
from bede.model import Article, Dropped, Report

STORM = "The government of Kenya attacked rebel positions in Somalia on Sunday, officials said."


def test_text_is_coded_with_its_title_and_date(lexicon: Lexicon) -> None:
    article, reports = code_text(STORM, lexicon=lexicon, published="2024-05-20", title="Kenya strikes rebels")
    assert isinstance(article, Article)
    assert (article.text, article.title) == (STORM, "Kenya strikes rebels")
    (report,) = reports
    assert (report.act, report.date and report.date.earliest) == ("ASSAULT", "2024-05-19")


LIVE = """War in Somalia – live
By Ada Quill
May 22, 2024

May 22, 2024 18:05
The government of Kenya attacked rebel positions in Somalia yesterday, officials said.

May 20, 2024 09:40
Turkey condemned the strikes yesterday and demanded an apology from Kenya.

May 18, 2024 11:15
The president of Kenya will meet the prime minister of Ethiopia on Sunday, her office said.
"""


def test_times_in_the_entries_of_a_live_blog_are_counted_from_their_own_days(lexicon: Lexicon) -> None:
    line = json.dumps({"id": "live", "page": LIVE, "published": "2024-05-22"})
    articles = read_articles(["-"], stdin=BytesIO(line.encode()))
    ((article, reports),) = code_articles(articles, lexicon=lexicon)
    assert isinstance(article, Article)
    assert (article.kind, len(article.entries)) == ("live blog", 3)
    days = {(report.act, report.date and report.date.earliest) for report in reports}
    assert {("ASSAULT", "2024-05-21"), ("ACCUSE", "2024-05-19"), ("CONSULT", "2024-05-19")} <= days


FRENCH = (
    "La réunion a commencé lundi à Paris, selon le ministère des affaires étrangères. Les délégations ont parlé du "
    "climat et du commerce pendant deux jours, et une nouvelle rencontre est prévue pour le printemps."
)


@pytest.mark.parametrize("text", ["", " \n\t ", FRENCH])
def test_text_without_english_words_is_dropped_with_a_reason(lexicon: Lexicon, text: str) -> None:
    dropped, reports = code_text(text, lexicon=lexicon)
    assert isinstance(dropped, Dropped)
    assert dropped.reason
    assert reports == ()


def test_pages_come_out_in_the_order_of_the_input(tmp_path: Path, lexicon: Lexicon) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("" if number == 1 else STORM, encoding="utf-8")
    found = [page for page, _ in code_articles(read_articles([tmp_path]), lexicon=lexicon)]
    assert [type(page).__name__ for page in found] == ["Article", "Dropped", "Article"]
    assert [Path(page.page if isinstance(page, Article) else page.id).name for page in found] == [
        "0.txt",
        "1.txt",
        "2.txt",
    ]


def test_two_tellings_of_one_deed_are_one_event(lexicon: Lexicon) -> None:
    other = "Kenya's government attacked rebels in Somalia on Sunday, according to a statement. Shops stayed open."
    coded = [code_text(text, lexicon=lexicon, published="2024-05-20") for text in (STORM, other)]
    joined = join(
        [report for _, reports in coded for report in reports],
        articles=[article for article, _ in coded if isinstance(article, Article)],
    )
    (event,) = joined.events
    assert (event.act, len(event.reports), len(event.pages), joined.copies) == ("ASSAULT", 2, 2, {})


def test_nothing_joins_to_nothing() -> None:
    joined = join([], articles=[])
    assert (joined.events, joined.stories, joined.copies) == ([], [], {})


def test_fault_of_the_coder_costs_one_article(lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    class Faulty(Coder):
        def reports(self) -> Iterator[Report]:
            if "Chad" in self.parse.article.text:
                raise KeyError("chad")
            return super().reports()

    monkeypatch.setattr("bede.flow.Coder", Faulty)
    lines = [{"id": "one", "text": "Norway shelled Chad."}, {"id": "two", "text": "Norway shelled Peru."}]
    stdin = BytesIO("\n".join(map(json.dumps, lines)).encode())
    (dropped, none), (article, reports) = code_articles(read_articles(["-"], stdin=stdin), lexicon=lexicon)
    assert isinstance(dropped, Dropped)
    assert dropped.id == "one"
    assert "KeyError" in dropped.reason
    assert not none
    assert isinstance(article, Article)
    assert len(reports) == 1
