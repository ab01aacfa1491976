"""Cleaning: which lines are the article, what the others are, when and in what language it was published."""

from __future__ import annotations

import itertools
import socket
import textwrap
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bede.clean import clean, clean_pages, english_only
from bede.clean.bylines import name_in
from bede.clean.dates import find_stamps, iso_stamp
from bede.model import Article, Dropped, Page

HEADLINE = "Lakeland and Riverland agree to share readings of the Ford dam"
BODY = (
    "The water ministers of Lakeland and Riverland met in the border town of Ford on Sunday to discuss the dam.",
    "They agreed to share the readings of their gauges, a spokesman said, and to meet again when the rains have come.",
    "Lakeland has accused its neighbour of holding back water since the drought, which Riverland has always denied.",
    '"We have nothing to hide," the Riverland minister told reporters after the talks. "Our gauges are open to all."',
    "The dam was finished eleven years ago and waters the fields of some forty thousand farmers on both banks.",
)
MENU = "Home\nWorld\nPolitics\nBusiness\nSport\nSubscribe\nSign in"
SIDE = (
    "Most read\n\n"
    "• Ferry runs aground off Gull Island and all are saved\n"
    "• Parliament of Highmark votes to raise the price of salt\n"
    "• Ferry runs aground off Gull Island and all are saved\n"
)
FOOT = "About us\nContact us\nPrivacy policy\n© 2031 The Ford Courier. All rights reserved."


def whole(*, head: str = "", body: tuple[str, ...] = BODY, after: str = "", headline: str = HEADLINE) -> str:
    """A page as crawlers leave it: menu, headline, what stands under it, paragraphs, side lists, foot."""
    return "\n\n".join(part for part in (MENU, headline, head, "\n\n".join(body), after, SIDE, FOOT) if part)


def as_page(content: str, *, form: Any = "page", **facts: str) -> Page:
    return Page(name="n", form=form, content=content, **facts)


def article(content: str, *, form: Any = "page", **facts: str) -> Article:
    found = clean(as_page(content, form=form, **facts))
    assert isinstance(found, Article)
    return found


def texts(spans: Any) -> tuple[str, ...]:
    return tuple(span.text for span in spans)


def parts_of(found: Article) -> dict[str, str]:
    """The part of every line by its text."""
    return {found.text[part.start : part.end]: part.part for part in found.parts}


def test_body_is_the_paragraphs_and_nothing_else() -> None:
    found = article(whole())
    assert texts(found.body) == BODY
    assert found.headline is not None
    assert found.headline.text == HEADLINE


def test_every_line_has_a_part() -> None:
    text = whole(head="By Ada Quill\nMay 4, 2031 10:20 AM")
    found = article(text)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert [text[part.start : part.end] for part in found.parts] == lines
    assert parts_of(found)[HEADLINE] == "headline"
    assert parts_of(found)["By Ada Quill"] == "byline"
    assert parts_of(found)["Politics"] == "menu"
    assert parts_of(found)["© 2031 The Ford Courier. All rights reserved."] == "notice"


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("Advertisement", "furniture"),
        ("Read more: Why the Ford dam divides the two lakes", "teaser"),
        ("Sign up for our newsletter and never miss a story.", "form"),
        ("The Ford dam seen from the north bank last spring. (Jo Field/Reuters)", "caption"),
        ("We use cookies to improve your experience on this site.", "notice"),
        ("Photo: Jo Field", "credit"),
    ],
)
def test_line_between_paragraphs_is_told_apart(line: str, part: str) -> None:
    found = article(whole(body=(*BODY[:2], line, *BODY[2:])))
    assert texts(found.body) == BODY
    assert parts_of(found)[line] == part


def test_heading_between_paragraphs_stays_in_the_body() -> None:
    body = (*BODY[:2], "A long quarrel", *BODY[2:])
    assert texts(article(whole(body=body)).body) == body


def test_paragraphs_broken_into_lines_are_body() -> None:
    body = tuple("\n".join(textwrap.wrap(f"{first} {second}", 64)) for first, second in itertools.pairwise(BODY))
    assert texts(article(whole(body=body)).body) == tuple("\n".join(body).split("\n"))


def test_page_of_one_sentence_is_an_article() -> None:
    assert texts(article("Home\nWorld\nThe gates opened today.").body) == ("The gates opened today.",)


def test_dateline_tells_the_article_from_longer_blurbs() -> None:
    blurbs = "Latest headlines\n\n" + "\n".join(
        f"Ferry number {number} is late againThe ferry of the evening was late once more, to the anger of all aboard."
        for number in range(9)
    )
    body = (f"FORD, Lakeland (AP) — {BODY[0]}", *BODY[1:])
    assert texts(article(f"{blurbs}\n\nMore\n\n{whole(body=body)}").body) == body


def test_blurb_of_an_opinion_teaser_is_not_body() -> None:
    title = "Opinion: Why the lakes need a common river court"
    blurb = (
        "A judge in Highmark once split a stream between two mills with a plank and a nail. Nobody has found so cheap "
        "a way to share a reservoir since, though the lawyers of five provinces keep trying to draft"
    )
    found = article(whole(after=f"{title}\n{blurb}"))
    assert texts(found.body) == BODY
    assert texts(found.teasers) == (title, blurb)


def test_comments_of_readers_are_not_body() -> None:
    comments = (
        "Comments\n\nMarrowfat says:\n\nI have farmed below that dam for thirty years and nobody ever asked me for a "
        "reading of anything.\n\nReply\n\nHeron says:\n\nThe gauges are the least of it, if you ask me, since the "
        "water was sold long ago.\n\nReply"
    )
    found = article(whole(after=comments))
    assert texts(found.body) == BODY
    assert "comment" in parts_of(found).values()


def test_author_note_is_not_body() -> None:
    note = "Ada Quill is a reporter for the Courier who covers water and farming from its office in Ford."
    assert texts(article(whole(after=note)).body) == BODY


def test_side_headlines_come_once_each() -> None:
    assert texts(article(whole()).teaser_headlines) == (
        "Ferry runs aground off Gull Island and all are saved",
        "Parliament of Highmark votes to raise the price of salt",
    )


def test_line_under_the_headline_is_the_subheadline() -> None:
    deck = "Water ministers of both lakes open their gauges after talks in Ford"
    found = article(whole(head=f"{deck}\n\nBy Ada Quill\n\nMay 4, 2031"))
    assert found.headline is not None
    assert found.headline.text == HEADLINE
    assert found.subheadline is not None
    assert found.subheadline.text == deck
    assert texts(found.body) == BODY


def test_title_of_the_page_finds_the_headline() -> None:
    rival = "Lakeland and Riverland ministers meet in Ford over the dam"
    found = article(f"{rival}\n\n{whole()}", title=HEADLINE)
    assert found.headline is not None
    assert found.headline.text == HEADLINE


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Quill", "Ada Quill"),
        ("by Ada Quill May 4, 2031 6:15 PM 4 min read", "Ada Quill"),
        ("Written by Ada Quill and Bo Reed", "Ada Quill and Bo Reed"),
        ("Ada Quill, Staff Writer", "Ada Quill"),
        ("Ada Quill | Reporter", "Ada Quill"),
        ("Ada Quill Views", "Ada Quill"),
        ("Ada Quill @adaquill", "Ada Quill"),
        ("Story by Ada van der Quill", "Ada van der Quill"),
        ("By Ada Quill For The Ford Courier", "Ada Quill"),
        ("By Ada Quill For The", "Ada Quill"),
        ("Ada Quill For The", "Ada Quill"),
        ("By Ada Quill and Bo Reed In Ford", "Ada Quill and Bo Reed"),
    ],
)
def test_byline_gives_its_names(line: str, names: str) -> None:
    found = name_in(line)
    assert found is not None
    assert line[slice(*found)] == names
    byline = article(whole(head=line)).byline
    assert byline is not None
    assert byline.text == names


@pytest.mark.parametrize(("line", "sign"), [("(Xinhua)", "Xinhua"), ("By KUNA", "KUNA"), ("PTI", "PTI")])
def test_byline_may_be_the_sign_of_an_agency(line: str, sign: str) -> None:
    byline = article(whole(head=line)).byline
    assert byline is not None
    assert byline.text == sign


def test_byline_stands_above_a_text_without_a_headline() -> None:
    byline = article("\n".join(("By Ada Quill", *BODY))).byline
    assert byline is not None
    assert byline.text == "Ada Quill"


@pytest.mark.parametrize("line", ["By Ada Quill/10.07.2031", "Ada Quill / 10.07.2031", "By Ada Quill 10.07.2031"])
@pytest.mark.parametrize("apart", ["\n", "\n\n"])
def test_date_behind_a_name_dates_a_page_with_a_headline_of_two_words(line: str, apart: str) -> None:
    found = article(apart.join(("Dam opened", line, *BODY)))
    assert found.byline is not None
    assert found.byline.text == "Ada Quill"
    assert found.published is not None
    assert found.published.edtf == "2031-07-10"


@pytest.mark.parametrize(
    "line",
    [
        "Lakeland and Riverland agree",
        "Most Read In World News Today",
        "Ford Courier Sign In",
        "New York",
        "New York, May 4 2031",
        "more",
    ],
)
def test_other_lines_are_no_byline(line: str) -> None:
    assert name_in(line) is None


@pytest.mark.parametrize(
    ("said", "iso"),
    [
        ("May 4, 2031", "2031-05-04"),
        ("May 4, 2031 6:15 PM", "2031-05-04T18:15"),
        ("Sunday 4 May 2031 19:05, UK", "2031-05-04T19:05"),
        ("4 May, 2031", "2031-05-04"),
        ("04-May-2031", "2031-05-04"),
        ("Sept. 4th, 2031 at 12:30 p.m. ET", "2031-09-04T12:30"),
        ("Sun, May 4 20318:05 PM EST", "2031-05-04T20:05"),
        ("12:00 am on May 4, 2031", "2031-05-04"),
        ("2031-05-04T08:41:30Z", "2031-05-04T08:41Z"),
        ("2031-05-04T08:41:30+02:00", "2031-05-04T08:41"),
        ("2031/05/04", "2031-05-04"),
        ("04.05.2031", "2031-05-04"),
        ("25/05/2031", "2031-05-25"),
        ("05/25/2031", "2031-05-25"),
        ("5/25/31 at 9:10 PM", "2031-05-25T21:10"),
        ("5/5/2031", "2031-05-05"),
    ],
)
def test_date_is_read(said: str, iso: str) -> None:
    assert iso_stamp(said) == iso


@pytest.mark.parametrize(
    "said", ["Updated 3 hours ago", "04/05/2031", "May 2031", "4 May", "31 February 2031", "2031", "99.99.2031", ""]
)
def test_what_is_no_full_date_is_not_read(said: str) -> None:
    assert iso_stamp(said) is None


@pytest.mark.parametrize(
    ("line", "iso", "confidence"),
    [
        ("May 4, 2031 6:15 PM", "2031-05-04T18:15", 0.9),
        ("by Ada Quill May 4, 2031 6:15 PM 4 min read", "2031-05-04T18:15", 0.9),
        ("Published: 4 May 2031", "2031-05-04", 0.95),
        ("Published 4 May 2031, updated 6 May 2031", "2031-05-04", 0.95),
        ("Updated: 6 May 2031", "2031-05-06", 0.6),
    ],
)
def test_date_line_gives_the_publication_date(line: str, iso: str, confidence: float) -> None:
    found = article(whole(head=line)).published
    assert found is not None
    assert (found.earliest, found.latest, found.basis, found.confidence) == (iso, iso, "line", confidence)
    assert found.edtf == iso[:10]


@pytest.mark.parametrize(
    "content",
    [
        whole(),
        whole(head="Updated 3 hours ago"),
        whole(head="Herons on the Ford dam on March 9, 2029. (Jo Field/Getty Images)"),
        whole(body=(*BODY, "The first gauge was set up on March 9, 2029, when the gates were closed for a day.")),
        whole(
            after="Related stories\n\nHeron counted at the dam again\nMarch 9, 2029\n\nOtters are back\nMarch 10, 2029"
        ),
        f"March 9, 2032\n\n{whole()}",
    ],
    ids=["none", "ago", "caption", "running text", "side list", "top of the page"],
)
def test_no_publication_date_is_invented(content: str) -> None:
    assert article(content).published is None


def test_given_date_goes_before_the_date_line() -> None:
    found = article(whole(head="May 4, 2031"), published="2031-05-03T22:00:00Z").published
    assert found is not None
    assert (found.earliest, found.basis, found.start) == ("2031-05-03T22:00Z", "given", None)


def test_date_of_the_address_is_the_last_resort() -> None:
    found = article(whole(), url="https://courier.example/2031/05/04/ford-dam").published
    assert found is not None
    assert (found.earliest, found.basis, found.text) == ("2031-05-04", "address", "2031/05/04")


def test_dateline_is_found_and_may_date_the_page() -> None:
    body = (f"FORD, Lakeland, May 4, 2031 (Reuters) — {BODY[0]}", *BODY[1:])
    found = article(whole(body=body))
    assert found.dateline is not None
    assert found.dateline.text == "FORD, Lakeland, May 4, 2031 (Reuters)"
    assert found.published is not None
    assert (found.published.earliest, found.published.basis) == ("2031-05-04", "dateline")
    assert texts(found.body) == body


def test_dateline_without_a_year_dates_nothing() -> None:
    found = article(whole(body=(f"FORD, May 4 (AP) - {BODY[0]}", *BODY[1:])))
    assert found.dateline is not None
    assert found.dateline.text == "FORD, May 4 (AP)"
    assert found.published is None


def test_publisher_is_read_off_the_copyright_line() -> None:
    assert article(whole()).publisher == "The Ford Courier"
    assert article(whole(), publisher="Lake Press").publisher == "Lake Press"


def test_clean_text_is_body_line_for_line() -> None:
    text = "Comments\n\n  Advertisement \nFORD (AP) — The gates opened.\n"
    found = article(text, form="text", title="Gates open")
    assert texts(found.body) == ("Comments", "Advertisement", "FORD (AP) — The gates opened.")
    assert (found.headline, found.title, found.text) == (None, "Gates open", text)
    assert {part.part for part in found.parts} == {"body"}


def test_page_of_menus_is_dropped_with_the_reason() -> None:
    found = clean(as_page(MENU))
    assert found == Dropped(id="n", stage="clean", reason="no article: no prose")


@pytest.mark.parametrize("form", ["text", "page", "html"])
def test_blank_page_is_dropped(form: str) -> None:
    found = clean(as_page(" \n\n ", form=form))
    assert isinstance(found, Dropped)
    assert found.reason.startswith("no article")


def test_dropped_pages_are_passed_on_in_order() -> None:
    lost = Dropped(id="x", stage="read", reason="empty file")
    first, second = clean_pages([lost, as_page(whole())])
    assert first is lost
    assert isinstance(second, Article)


GERMAN = (
    "Die Wasserminister der beiden Länder trafen sich am Sonntag in der Grenzstadt, um über den Damm zu sprechen.",
    "Sie einigten sich darauf, die Werte ihrer Pegel zu teilen, und wollen sich nach dem Regen wieder treffen.",
    "Der Nachbar halte seit der Dürre Wasser zurück, hieß es aus der Hauptstadt, was dieser stets bestritten hat.",
)


def test_other_languages_are_named_when_only_english_goes_on() -> None:
    german = article(whole(body=GERMAN, headline="Minister wollen Werte der Pegel teilen"))
    assert german.language == "de"
    kept, dropped = english_only([article(whole()), german])
    assert isinstance(kept, Article)
    assert kept.language == "en"
    assert dropped == Dropped(id="n", stage="clean", reason="not English: German")


def test_language_that_is_given_is_honoured() -> None:
    assert article(whole(), language="fr").language == "fr"
    assert len([item for item in english_only([article(whole(), language="en-GB")]) if isinstance(item, Article)]) == 1


def test_short_text_has_no_language_and_goes_on() -> None:
    short = article("Die Tore sind auf.", form="text")
    assert short.language is None
    assert list(english_only([short])) == [short]


def test_language_is_told_without_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert article(whole()).language == "en"


def html(*, head: str = "", under: str = "", body: tuple[str, ...] = BODY) -> str:
    paragraphs = "".join(f"<p>{text}</p>\n" for text in body)
    return (
        f"<!doctype html><html lang='en'><head><title>Dam | Courier</title>{head}</head><body><nav><ul><li>Home</li>"
        f"<li>World</li></ul></nav><article><h1>{HEADLINE}</h1>{under}{paragraphs}</article><aside><h3>Most read</h3>"
        "<ul><li>Ferry runs aground off Gull Island and all are saved</li></ul></aside><script>var a = 'b';</script>"
        "<footer>© 2031 The Ford Courier</footer></body></html>"
    )


LINKED = (
    '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "' + HEADLINE + '", '
    '"datePublished": "2031-05-04T10:20:00Z", "publisher": {"name": "The Ford Courier"}}]}</script>'
)


def test_html_gives_the_visible_text_and_spans_in_it() -> None:
    found = article(html(under="<p class=by>By Ada Quill</p>"), form="html")
    assert texts(found.body) == BODY
    assert found.headline is not None
    assert found.headline.text == HEADLINE
    assert found.byline is not None
    assert found.byline.text == "Ada Quill"
    assert found.text.startswith("Home\nWorld\n\nLakeland and Riverland")
    assert "var a" not in found.text
    assert texts(found.teaser_headlines) == ("Ferry runs aground off Gull Island and all are saved",)


def test_inline_elements_do_not_break_words_or_lines() -> None:
    body = ("The <b>wat</b>er ministers of <a href='#'>Lakeland</a> met in Ford<br>on Sunday about it.", *BODY)
    found = article(html(body=body), form="html")
    assert "The water ministers of Lakeland met in Ford\non Sunday about it." in found.text


def test_figure_caption_is_a_caption() -> None:
    under = "<figure><img src=a><figcaption>Farmers wait at the gates of the dam in the rain</figcaption></figure>"
    found = article(html(under=under), form="html")
    assert texts(found.captions) == ("Farmers wait at the gates of the dam in the rain",)
    assert texts(found.body) == BODY


@pytest.mark.parametrize(
    "head",
    [
        LINKED,
        '<meta property="article:published_time" content="2031-05-04T10:20:00Z">',
        '<script type="application/ld+json">{"@type": "NewsArticle", </script>'
        '<meta name="pubdate" content="2031-05-04T10:20Z">',
    ],
    ids=["linked data", "meta element", "broken linked data"],
)
def test_publication_date_of_the_markup(head: str) -> None:
    found = article(html(head=head), form="html").published
    assert found is not None
    assert (found.earliest, found.basis, found.start) == ("2031-05-04T10:20Z", "metadata", None)


def test_time_element_dates_the_page() -> None:
    found = article(html(under="<time datetime='2031-05-04'>today</time>"), form="html").published
    assert found is not None
    assert found.earliest == "2031-05-04"


@pytest.mark.parametrize(
    "content",
    [
        html(),
        html(head='<meta property="article:modified_time" content="2031-05-06">'),
        html(under="<time datetime='2031-05-04'>a</time><time datetime='2030-01-01'>b</time>"),
    ],
    ids=["none", "only changed", "two times"],
)
def test_html_without_a_publication_date_has_none(content: str) -> None:
    assert article(content, form="html").published is None


def test_html_cut_in_the_middle_keeps_what_is_there() -> None:
    content = html(head=LINKED)
    found = article(content[: content.index(BODY[3]) + 40], form="html")
    assert texts(found.body)[:3] == BODY[:3]
    assert found.published is not None


def test_headline_or_menu_of_a_short_page_is_no_publisher() -> None:
    assert article("\n\n".join(("Close This Window", "Ministers Meet In Ford", *BODY))).publisher is None


@pytest.mark.parametrize(
    "shown",
    [
        "Guards at the gate of the Ford dam\nGuards at the gate of the Ford dam",
        "This May 4, 2031 picture shows guards at the gate of the Ford dam.",
        "Guards have stood at the gate of the Ford dam since Sunday. PHOTO | FILE | FCN",
    ],
)
def test_what_a_picture_shows_is_a_caption(shown: str) -> None:
    found = article(whole(head=shown))
    assert texts(found.captions) == tuple(shown.split("\n"))
    assert texts(found.body) == BODY


def test_publisher_of_the_markup() -> None:
    assert article(html(head=LINKED), form="html").publisher == "The Ford Courier"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*BODY, HEADLINE, "Comments", "• Item", "Read more", "2 May 2031", "", "  x", "Reply"]))
)
def test_spans_slice_back_and_lines_are_in_order(rows: list[str]) -> None:
    found = clean(as_page("\n".join(rows)))
    if isinstance(found, Dropped):
        return
    spans = [*found.body, *found.captions, *found.teasers, *found.teaser_headlines]
    spans += [span for span in (found.headline, found.subheadline, found.byline, found.dateline) if span]
    assert all(found.text[span.start : span.end] == span.text for span in spans)
    assert [span.start for span in found.body] == sorted(span.start for span in found.body)
    assert all(left.end <= right.start for left, right in zip(found.parts, found.parts[1:], strict=False))


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_text_is_cleaned_or_dropped(text: str) -> None:
    for form in ("text", "page", "html"):
        found = clean(as_page(text, form=form))
        assert isinstance(found, Article) or found.reason
        if isinstance(found, Article):
            assert all(found.text[span.start : span.end] == span.text for span in found.body)


def test_dates_stand_where_they_are_said() -> None:
    text = "Published: May 4, 2031 | Updated: May 6, 2031, 10:20 (UTC)"
    assert [text[stamp.start : stamp.end] for stamp in find_stamps(text)] == [
        "May 4, 2031",
        "May 6, 2031, 10:20 (UTC)",
    ]


def test_same_page_is_cleaned_the_same_twice() -> None:
    assert clean(as_page(whole())) == clean(as_page(whole()))
