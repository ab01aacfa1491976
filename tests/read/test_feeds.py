"""Feeds and sitemaps: entries that hold their content are pages, nothing is fetched, nothing expands."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from bede.clean import clean
from bede.model import Article, Dropped, Page
from bede.read import read

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Harbour News</title><link>https://news.example/</link>
<item><title>Talks &amp; tides</title><link>https://news.example/a</link><guid isPermaLink="false">a-1</guid>
<pubDate>Fri, 14 Jun 2024 10:30:00 +0200</pubDate><description>The two ports opened talks.</description>
<content:encoded><![CDATA[<p>The two ports opened talks on Monday, officials said.</p>
<p>A second round may follow.</p>]]></content:encoded></item>
<item><title>Nothing here</title><link>https://news.example/b</link></item>
<item><title>Short</title><link>https://news.example/c</link>
<description>The mayor criticised the harbour board on Monday.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour News</title><id>urn:feed</id>
<entry><title>Talks open</title><id>urn:e:1</id><link rel="edit" href="https://news.example/edit"/>
<link href="https://news.example/a"/><published>2024-06-14T10:30:00Z</published><updated>2024-06-15T00:00:00Z</updated>
<content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>The <b>two</b> ports met.</p></div></content></entry>
<entry><title>Talks end</title><id>urn:e:2</id>
<content type="html">&lt;p&gt;The ports agreed.&lt;/p&gt;</content></entry>
</feed>"""
SITEMAP = """<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://news.example/a</loc><news:news><news:publication_date>2024-06-14</news:publication_date>
<news:title>Talks open</news:title></news:news></url></urlset>"""


def entries(text: str | bytes, folder: Path, *, name: str = "feed.xml") -> list[Page | Dropped]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read([path]))


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "feed"])
def test_entry_of_rss_is_a_page(tmp_path: Path, name: str) -> None:
    page, empty, short = entries(RSS, tmp_path, name=name)
    assert isinstance(page, Page)
    assert (page.name, page.form, page.url) == ("a-1", "html", "https://news.example/a")
    assert (page.title, page.published) == ("Talks & tides", "2024-06-14T10:30:00+02:00")
    assert empty == Dropped(id="https://news.example/b", stage="read", reason="listed in a feed without its content")
    assert isinstance(short, Page)


def test_article_of_an_entry_has_its_headline_and_body(tmp_path: Path) -> None:
    page, _, short = entries(RSS, tmp_path)
    article, brief = clean(page), clean(short)  # type: ignore[arg-type]
    assert isinstance(article, Article)
    assert isinstance(brief, Article)
    assert article.headline is not None
    assert article.headline.text == "Talks & tides"
    assert [span.text for span in article.body] == [
        "The two ports opened talks on Monday, officials said.",
        "A second round may follow.",
    ]
    assert article.published is not None
    assert article.published.edtf == "2024-06-14"
    assert [span.text for span in brief.body] == ["The mayor criticised the harbour board on Monday."]


def test_entry_of_atom_is_a_page(tmp_path: Path) -> None:
    first, second = entries(ATOM, tmp_path)
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (first.name, first.url, first.published) == ("urn:e:1", "https://news.example/a", "2024-06-14T10:30:00Z")
    assert "<p>The <b>two</b> ports met.</p>" in first.content
    assert (second.url, "<p>The ports agreed.</p>" in second.content) == (None, True)


def test_sitemap_lists_pages_and_holds_none(tmp_path: Path) -> None:
    (listed,) = entries(SITEMAP, tmp_path)
    assert listed == Dropped(id="https://news.example/a", stage="read", reason="listed in a feed without its content")


def test_feed_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    page, last = entries(RSS[: RSS.index("Nothing")], tmp_path)
    assert isinstance(page, Page)
    assert isinstance(last, Dropped)
    assert "can not be read from entry 2" in last.reason


def test_feed_without_entries_is_dropped(tmp_path: Path) -> None:
    (found,) = entries("<rss><channel><title>Empty</title></channel></rss>", tmp_path)
    assert found.reason == "a feed without entries"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "entity",
    [
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY x SYSTEM "http://127.0.0.1:9/x">',
        '<!ENTITY a "' + "y" * 10_000 + '"><!ENTITY b "' + "&a;" * 1000 + '"><!ENTITY x "' + "&b;" * 1000 + '">',
    ],
)
def test_entities_do_not_expand_and_nothing_is_fetched(
    tmp_path: Path, entity: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    text = f"<!DOCTYPE rss [{entity}]><rss><item><title>T</title><description>A &x; b</description></item></rss>"
    for found in entries(text, tmp_path, name="feed.rss"):
        assert len(str(found)) < 1_000
        assert "root:" not in str(found)


def test_absurd_days_are_no_dates(tmp_path: Path) -> None:
    text = RSS.replace("Fri, 14 Jun 2024 10:30:00 +0200", "Fri, 45 Jun 99999 10:30:00 +9999")
    page = entries(text, tmp_path)[0]
    assert isinstance(page, Page)
    assert page.published is None
