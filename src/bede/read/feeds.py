"""Reads RSS, Atom and sitemaps as lists of pages: what an entry itself holds, and nothing from its address."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import IO

from lxml import etree

from bede.model import Dropped, Page
from bede.read import pages
from bede.read.packed import FAULTS
from bede.read.pages import drop, make_page, safe, too_large

_ROOTS = frozenset({"rss", "feed", "RDF", "urlset", "sitemapindex"})
_ROOT = re.compile(
    rb"\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*<(?:[A-Za-z]\w*:)?([A-Za-z]+)[\s>]", re.DOTALL
)
_ENTRIES = ("{*}item", "{*}entry", "{*}url", "{*}sitemap")
# What a fact is called in RSS, Atom, Dublin Core and sitemaps, the best first.
_NAMES = {
    "id": ("guid", "id"),
    "url": ("link", "loc", "id", "guid"),
    "title": ("title",),
    "published": ("pubDate", "published", "publication_date", "date", "issued"),
    "content": ("encoded", "content", "description", "summary"),
    "language": ("language",),
}


def is_feed(head: bytes) -> bool:
    """Whether a file that begins so is a feed or a sitemap."""
    root = _ROOT.match(head.removeprefix(b"\xef\xbb\xbf"))
    return root is not None and root[1].decode("ascii") in _ROOTS


def read_feed(stream: IO[bytes], given: str) -> Iterator[Page | Dropped]:
    """Yield a page for each entry that holds its content, the others as dropped; no address is followed."""
    entries = etree.iterparse(
        stream, tag=_ENTRIES, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    number = 0
    while True:
        try:
            found = next(entries, None)
        except (etree.XMLSyntaxError, *FAULTS) as error:
            yield drop(f"{given}:{number + 1}", f"can not be read from entry {number + 1}: {error}")
            return
        if found is None:
            break
        number += 1
        yield _read_entry(found[1], f"{given}:{number}")
        _forget(found[1])
    if not number:
        yield drop(given, "a feed without entries")


def _read_entry(entry: etree._Element, place: str) -> Page | Dropped:
    """Return the page that an entry holds."""
    said = {fact: _first(entry, names) for fact, names in _NAMES.items()}
    url = said["url"] if said["url"] and re.match(r"https?://", said["url"]) else None
    known = said["id"] or url or place
    content = said["content"]
    if content is None or not content.strip("\0 \t\r\n"):
        return drop(known, "listed in a feed without its content")
    if len(content) > pages.LARGEST:
        return drop(known, too_large())
    title = said["title"] and html.unescape(re.sub(r"<[^>]*>", "", said["title"]))
    if "<" not in content:
        content = f"<p>{html.escape(html.unescape(content), quote=False)}</p>"
    heading = f"<h1>{html.escape(title, quote=False)}</h1>\n" if title else ""
    facts = {"url": url, "title": title, "published": _day(said["published"]), "language": said["language"]}
    whole = f"<html><body><article>\n{heading}{content}\n</article></body></html>"
    return make_page(safe(known), form="html", content=whole, facts=facts)


def _first(entry: etree._Element, names: tuple[str, ...]) -> str | None:
    """Return the text of the first of these elements that has one, of a link its address."""
    for name in names:
        for element in entry.iter("{*}" + name):
            if element is entry:
                continue
            if name == "link" and element.get("href") and element.get("rel", "alternate") == "alternate":
                return str(element.get("href")).strip()
            text = _inside(element).strip()
            if text:
                return text
    return None


def _inside(element: etree._Element) -> str:
    """Return what an element holds: its text, or its XHTML as text."""
    if not len(element):
        return element.text or ""
    parts = [html.escape(element.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return "".join(parts)


def _day(said: str | None) -> str | None:
    """Return a date of a feed in ISO 8601: that of an e-mail, as RSS has it, is turned into one."""
    if said is None or re.match(r"\d{4}", said):
        return said
    try:
        return parsedate_to_datetime(said).isoformat()
    except (TypeError, ValueError, OverflowError, IndexError):
        return None


def _forget(entry: etree._Element) -> None:
    """Free an entry and those before it, so that a long feed is never held whole."""
    entry.clear(keep_tail=False)
    while (before := entry.getprevious()) is not None:
        parent = before.getparent()
        if parent is None:
            return
        parent.remove(before)
