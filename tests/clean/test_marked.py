"""Which part of an HTML page is the article, where markup, trafilatura and the lines tell different things."""

from __future__ import annotations

import json
import time

import pytest

from bede.clean import clean
from bede.clean.markup import read_markup, share_within
from bede.model import Article, Page

HEADLINE = "Lakeland and Riverland agree to share readings of the Ford dam"
BODY = (
    "The water ministers of Lakeland and Riverland met in the border town of Ford on Sunday to discuss the dam.",
    "They agreed to share the readings of their gauges, a spokesman said, and to meet again when the rains have come.",
    "Lakeland has accused its neighbour of holding back water since the drought, which Riverland has always denied.",
    "The dam was finished eleven years ago and waters the fields of some forty thousand farmers on both banks.",
)
BLURB = "A retired keeper of the old lighthouse has left his collection of barometers to the town of Gull Island."
OFFER = "You have read two of your three free articles this month. Subscribe now and read without any limits."


def body_of(inner: str, *, head: str = "") -> tuple[str, ...]:
    content = f"<!doctype html><html lang='en'><head><title>{HEADLINE}</title>{head}</head><body>{inner}</body></html>"
    found = clean(Page(name="n", form="html", content=content))
    assert isinstance(found, Article)
    assert all(found.text[span.start : span.end] == span.text for span in found.body)
    return tuple(span.text for span in found.body)


def paragraphs(rows: tuple[str, ...] = BODY) -> str:
    return "".join(f"<p>{row}</p>\n" for row in rows)


CARD = f"<div class='k'><a href='/b'><img src='b.jpg'><h3>A keeper leaves his barometers</h3></a><p>{BLURB}</p></div>"


@pytest.mark.parametrize(
    "inner",
    [
        f"<div class=sub-offer><h3>Read on</h3><p>{OFFER}</p></div>",
        f"<aside><p>{BLURB}</p></aside>",
        f"<form><p>{OFFER}</p><button>Send</button></form>",
        CARD,
        f"<div><a href='/b'>{BLURB}</a></div>",
        f"<div style='display:none'><p>{OFFER}</p></div>",
    ],
    ids=["class", "aside", "form", "teaser with a linked heading", "link", "hidden"],
)
def test_what_stands_between_paragraphs_is_no_body(inner: str) -> None:
    assert body_of(f"<div><h1>{HEADLINE}</h1>{paragraphs(BODY[:2])}{inner}{paragraphs(BODY[2:])}</div>") == BODY


def test_paragraphs_that_are_div_elements_among_teasers() -> None:
    rows = "".join(f"<div class=x1><span>{row}</span></div>" for row in BODY)
    assert body_of(f"<div><h1>{HEADLINE}</h1>{rows}</div><div>{CARD * 12}</div>") == BODY


def test_lines_parted_by_breaks_in_a_table() -> None:
    text = "<br><br>".join(BODY)
    page = (
        f"<table><tr><td>Home<br>World</td><td><h1>{HEADLINE}</h1>{text}</td><td>More news<br>Ferry</td></tr></table>"
    )
    assert body_of(page) == BODY


def test_next_article_of_an_endless_page_is_no_body() -> None:
    following = f"<article><h1>A keeper leaves his barometers</h1>{paragraphs((BLURB, BLURB.replace('A ', 'The ')))}"
    assert body_of(f"<article><h1>{HEADLINE}</h1>{paragraphs()}</article>{following * 2}") == BODY


def test_unlucky_class_name_of_what_holds_the_text_is_passed_over() -> None:
    assert body_of(f"<div><h1>{HEADLINE}</h1></div><div class='content-with-sidebar'>{paragraphs()}</div>") == BODY


def test_paragraphs_that_are_never_closed() -> None:
    rows = "".join(f"<p class=t>{row}\n" for row in BODY)
    assert body_of(f"<div><h1>{HEADLINE}</h1></h2>{rows}</div></div></td><h3>More</h3><ul><li>Home<li>World") == BODY


def test_article_body_of_linked_data_tells_the_paragraphs() -> None:
    data = {"@type": "NewsArticle", "headline": HEADLINE, "articleBody": " ".join(BODY)}
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    inner = f"<div><h1>{HEADLINE}</h1>{paragraphs(BODY[:3])}<p>{BLURB}</p>{paragraphs(BODY[3:])}<p>{BLURB}</p></div>"
    assert body_of(inner, head=head) == BODY


def test_heading_of_the_site_is_no_headline() -> None:
    content = (
        f"<html><head><title>{HEADLINE} - The Ford Courier</title></head>"
        f"<body><h1>The Ford Courier</h1><div><h2>{HEADLINE}</h2>{paragraphs()}</div></body></html>"
    )
    found = clean(Page(name="n", form="html", content=content))
    assert isinstance(found, Article)
    assert found.headline is not None
    assert found.headline.text == HEADLINE


def test_thousands_of_nested_elements_are_read() -> None:
    deep = "<div><aside><h3><a href='#'>Teaser of something</a></h3>" * 3000
    found = read_markup(f"<html><body><h1>{HEADLINE}</h1>{paragraphs()}{deep}</body></html>")
    assert found is not None
    assert BODY[0] in found.text


@pytest.mark.parametrize(
    "rows",
    [
        "<div><time datetime=2020-01-01>x</time>" * 3000,
        "<span><p><time datetime=2020-01-01>" * 3000,
        "<div>" + f"<h3><a href=x>Teaser of something</a></h3><p>{BLURB}</p>" * 3000 + "</div>",
        "<h1>Another heading here</h1>" * 5000,
        f"<div class=ad><p>{BLURB}</p></div>" * 3000,
    ],
    ids=["nested times", "nested paragraphs", "teasers in one element", "headings", "advertisements"],
)
def test_crowds_of_elements_take_no_time_that_grows_with_their_square(rows: str) -> None:
    start = time.process_time()
    assert BODY[0] in body_of(f"<h1>{HEADLINE}</h1>{paragraphs()}{rows}")
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("start", "end", "share"), [(0, 10, 0.0), (10, 20, 1.0), (15, 25, 0.5), (5, 35, 0.5), (40, 50, 0.0), (12, 12, 0.0)]
)
def test_share_of_a_line_within_stretches(start: int, end: int, share: float) -> None:
    assert share_within(start, end, [(10, 20), (30, 35)]) == pytest.approx(share)


def test_columns_of_a_table_are_lines_and_fields_are_not() -> None:
    fields = read_markup("<table><tr><td>Mon</td><td>4</td></tr></table>")
    columns = read_markup("<table><tr><td>a<br>b</td><td>c<br>d</td></tr></table>")
    assert fields is not None
    assert columns is not None
    assert fields.text == "Mon\t4"
    assert columns.text.split() == ["a", "b", "c", "d"]
    assert "\t" not in columns.text


@pytest.mark.parametrize(
    "opening",
    [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<?xml version="1.0" encoding="utf-8"?>\n<?xml version="1.0" encoding="latin-1"?>',
        '<?xml version="1.0" encoding="utf-8"',
        '<?xml version="1.0" encoding="utf-8">',
    ],
)
def test_declarations_of_encoding_stop_nothing_repeated_or_broken(opening: str) -> None:
    found = read_markup(f"{opening}<html><body><p>{BODY[0]}</p></body></html>")
    assert found is not None
    assert BODY[0] in found.text
