"""What the markup of a page says about its article."""

from __future__ import annotations

import lxml.html
import pytest

from bede.clean import clean
from bede.clean.facts import Facts, read_facts
from bede.model import Article, Dropped, Page

TEXT = (
    "The ferry between the two islands stopped on Tuesday after its captain fell ill with the fever.",
    "The owners said that another captain would arrive from the mainland by the end of the week at the latest.",
    "Until then the mail will be carried by rowing boat, as it was in the days before the ferry was bought.",
    "A shopkeeper on the smaller island said that she had flour for four days and patience for two of them.",
)


def facts(head: str = "", *, body: str = "", lang: str = "en") -> Facts:
    return read_facts(
        lxml.html.document_fromstring(f"<html lang='{lang}'><head>{head}</head><body>{body}<p>x</p></body></html>")
    )


def linked(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def page(head: str, *, under: str = "", text: tuple[str, ...] = TEXT, url: str | None = None) -> Article | Dropped:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text)
    content = (
        f"<html lang='en'><head>{head}</head><body><article><h1>Ferry stops as captain falls ill</h1>{under}"
        f"{paragraphs}</article></body></html>"
    )
    return clean(Page(name="n", form="html", content=content, url=url))


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        (linked('{"@type": "NewsArticle", "author": {"name": "Ada Quill"}}'), ("Ada Quill",)),
        (linked('{"@type": "NewsArticle", "author": [{"name": "Ada Quill"}, "Bo Reed"]}'), ("Ada Quill", "Bo Reed")),
        ('<meta name="author" content="By Ada Quill and Bo Reed">', ("Ada Quill", "Bo Reed")),
        ('<meta property="article:author" content="https://paper.example/ada">', ()),
        ("", ()),
    ],
)
def test_authors(head: str, authors: tuple[str, ...]) -> None:
    assert facts(head).authors == authors


@pytest.mark.parametrize(
    ("head", "section"),
    [
        (linked('{"@type": "NewsArticle", "articleSection": ["Islands", "News"]}'), "Islands"),
        ('<meta property="article:section" content="Islands">', "Islands"),
        (
            linked(
                '{"@type": "BreadcrumbList", "itemListElement": [{"name": "Home"}, {"name": "Islands"}, {"name": "A"}]}'
            ),
            "Islands",
        ),
        ("", None),
    ],
)
def test_section(head: str, section: str | None) -> None:
    assert facts(head).section == section


@pytest.mark.parametrize(
    ("head", "free"),
    [
        (linked('{"@type": "NewsArticle", "isAccessibleForFree": false}'), False),
        (linked('{"@type": "NewsArticle", "isAccessibleForFree": "False"}'), False),
        (linked('{"@type": "NewsArticle", "isAccessibleForFree": true}'), True),
        ('<meta property="article:content_tier" content="locked">', False),
        ('<meta property="article:content_tier" content="free">', True),
        ("", None),
    ],
)
def test_whether_all_may_read_it(head: str, free: bool | None) -> None:
    assert facts(head).free is free


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ('<link rel="canonical" href="https://paper.example/a">', "https://paper.example/a"),
        ('<meta property="og:url" content="https://paper.example/b">', "https://paper.example/b"),
        ("", None),
    ],
)
def test_canonical_address(head: str, address: str | None) -> None:
    assert facts(head).canonical == address


@pytest.mark.parametrize(
    ("language", "day_first"), [("en-US", False), ("en-GB", True), ("en", None), ("de", True), ("", None)]
)
def test_language_says_which_figure_is_the_day(language: str, day_first: bool | None) -> None:
    assert facts(lang=language).day_first is day_first


def test_article_of_the_page_is_told_from_recommended_ones() -> None:
    objects = (
        '[{"@type": "NewsArticle", "headline": "Ten soups", "author": "Soup Cook"},'
        '{"@type": "NewsArticle", "headline": "Ferry stops", "author": "Ada Quill"}]'
    )
    assert facts(linked(objects), body="<h1>Ferry stops</h1>").authors == ("Ada Quill",)


def test_deeply_nested_and_broken_linked_data_is_passed_over() -> None:
    nested = '{"@graph": ' * 400 + "[]" + "}" * 400
    assert facts(linked(nested) + linked("[" * 100_000) + linked("{")) == facts()


def test_article_has_the_facts() -> None:
    head = linked(
        '{"@type": "NewsArticle", "author": {"name": "Ada Quill"}, "articleSection": "Islands",'
        '"isAccessibleForFree": false, "url": "x"}'
    )
    found = page(f'{head}<link rel="canonical" href="https://paper.example/ferry">')
    assert isinstance(found, Article)
    assert (found.authors, found.section, found.paywalled) == (("Ada Quill",), "Islands", True)
    assert found.url == "https://paper.example/ferry"
    given = page(head, url="https://paper.example/given")
    assert isinstance(given, Article)
    assert given.url == "https://paper.example/given"


def test_author_of_the_markup_finds_the_byline() -> None:
    head = linked('{"@type": "NewsArticle", "author": {"name": "Ada Quill"}}')
    found = page(head, under="<div>On the quay with our reporter Ada Quill tonight</div>")
    assert isinstance(found, Article)
    assert found.byline is not None
    assert found.byline.text == "Ada Quill"
    assert found.text[found.byline.start : found.byline.end] == "Ada Quill"


def test_beginning_of_what_is_sold_is_a_paywall_stub() -> None:
    head = linked('{"@type": "NewsArticle", "isAccessibleForFree": false}')
    found = page(head, text=TEXT[:1])
    assert isinstance(found, Article)
    assert (found.kind, len(found.body)) == ("paywall stub", 1)
    free = page("", text=TEXT[:1])
    assert isinstance(free, Article)
    assert free.kind == "article"
