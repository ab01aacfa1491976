"""A notebook shows the sentence with its parts marked, whatever the page holds."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from bede.export.notebook import STYLES, Reports, code, report_html
from bede.model import Dropped, Span
from builders import GREECE, SENTENCE, TURKEY, article, party, report, when

MARK = re.compile(r"<mark[^>]*>(.*?)<span[^>]*>(.*?)</span></mark>")


def marks(html: str) -> list[tuple[str, str]]:
    """What is marked, and as what."""
    return [(unescape(text), label) for text, label in MARK.findall(html)]


def sentence(html: str) -> str:
    """The sentence alone, without labels and markup."""
    paragraph = html[html.index(">", html.index("<p")) + 1 : html.index("</p>")]
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"<span[^>]*>.*?</span>", "", paragraph)))


def test_actor_act_recipient_and_speaker_are_marked_and_named():
    speaker = party("Friday", name="Officials", kind="person", sectors=("GOV",))
    html = report_html(report(attribution=(speaker,), date=when("Friday", "2024-04-26"), modes=("allege",)))
    assert marks(html) == [("Ankara", "actor"), ("accused", "act"), ("Athens", "recipient"), ("Friday", "speaker")]
    assert sentence(html) == SENTENCE
    for words in (
        "ACCUSE (allege), actual",
        "Turkey [TUR GOV]",
        "Greece [GRC GOV]",
        "2024-04-26",
        "rules/accuse.toml:5",
    ):
        assert words in unescape(html)


def test_each_mark_has_a_line_and_a_colour_of_its_own():
    lines = {re.search(r"3px (\w+) (#\w+)", style).groups() for style in STYLES.values()}  # type: ignore[union-attr]
    assert len({line for line, _ in lines}) == len({colour for _, colour in lines}) == len(STYLES)


def test_marks_that_cross_are_cut_and_lose_no_letter():
    wide = replace(TURKEY, text="Ankara accused", end=14)
    html = report_html(report(actors=(wide,), recipients=(GREECE, wide)))
    assert sentence(html) == SENTENCE
    assert marks(html) == [
        ("Ankara ", "actor, recipient"),
        ("accused", "act, actor, recipient"),
        ("Athens", "recipient"),
    ]


def test_whoever_stands_outside_the_sentence_is_named_below():
    text = f"{SENTENCE}\nIt denied this."
    later = replace(
        report(article(text), sentence="It denied this.", trigger="denied"), actors=(TURKEY,), recipients=()
    )
    html = report_html(later)
    assert marks(html) == [("denied", "act")]
    assert "Turkey [TUR GOV]" in html


@given(text=st.text(min_size=1), name=st.text())
def test_no_markup_of_a_page_comes_through(text: str, name: str):
    hostile = f"<script>alert(1)</script>{text}"
    span = Span(text=hostile, start=0, end=len(hostile))
    actor = replace(TURKEY, text=text, start=25, end=25 + len(text), name=f"<img src=x>{name}")
    html = report_html(
        replace(report(), sentence=span, trigger=Span(text="<", start=0, end=1), actors=(actor,), recipients=())
    )
    assert "<script" not in html
    assert "<img" not in html
    assert set(re.findall(r"<(\w+)", html)) <= {"div", "p", "mark", "span", "dl", "dt", "dd"}


def test_reports_are_a_list_that_a_notebook_shows_and_that_says_why_it_is_empty():
    reports = Reports([report(), report(act="REJECT")])
    assert reports[1].act == "REJECT"
    assert len(marks(reports._repr_html_())) == 6
    assert "no sentence says" in Reports()._repr_html_()
    dropped = Reports(dropped=Dropped(id="a", stage="clean", reason="not English: <b>German</b>"))
    assert "not English: &lt;b&gt;German" in dropped._repr_html_()
    assert "and 20 more" in Reports([report()] * 120)._repr_html_()


def test_code_gives_reports_of_a_text_with_a_title_and_a_day():
    reports = code("Ankara condemned Athens on Friday.", published="2024-04-28", title="Airspace")
    assert [(found.act, found.date.earliest) for found in reports if found.date] == [("ACCUSE", "2024-04-26")]
    assert reports.dropped is None
    assert code(" ").dropped is not None
