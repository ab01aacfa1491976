"""Turns HTML into the text that a reader sees, and reads what the markup says about the article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import lxml.etree
import lxml.html
import trafilatura

from bede.clean.dates import iso_stamp
from bede.clean.words import words

_SPACE = re.compile(r"[ \t\r\n\f\v\xa0\u200b\ufeff]+")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NESTING = 250


@dataclass(frozen=True, slots=True)
class Facts:
    """What the markup says about the article: None where it says nothing. ``published`` is an ISO day or minute."""

    headline: str | None = None
    published: str | None = None
    published_text: str | None = None
    publisher: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Markup:
    """The visible text of an HTML page, in document order, with the elements that tell lines apart.

    ``headings`` and ``captions`` are the offsets at which first-level headings and figure captions begin.
    """

    text: str
    headings: tuple[int, ...]
    captions: tuple[int, ...]
    facts: Facts


def read_markup(html: str) -> Markup | None:
    """Return the visible text and the facts of an HTML page, whole or cut off; None where there is no element."""
    source = _DECLARATION.sub("", _UNSAFE.sub("", html))
    parser = lxml.html.HTMLParser(huge_tree=True)
    try:
        tree = lxml.html.document_fromstring(source, parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return None
    text, marks = _render(tree)
    headings = tuple(start for start, tag in marks if tag == "h1")
    captions = tuple(start for start, tag in marks if tag == "figcaption")
    return Markup(text, headings, captions, _facts(tree))


def find_paragraphs(html: str) -> list[str]:
    """Return the paragraphs of the article as trafilatura finds them, their space made single; none where it fails."""
    source = _DECLARATION.sub("", _UNSAFE.sub("", html))
    found = trafilatura.extract(
        source, fast=True, favor_precision=True, include_comments=False, include_tables=False, deduplicate=False
    )
    return [squeeze(line) for line in (found or "").splitlines() if line.strip()]


def squeeze(text: str) -> str:
    """Return the text with single spaces, and none at its ends."""
    return _SPACE.sub(" ", text).strip()


def _render(tree: lxml.html.HtmlElement) -> tuple[str, list[tuple[int, str]]]:
    """Return the visible text, a line for a block, and where first-level headings and figure captions begin."""
    kinds = words()
    blocks, breaks, skipped = kinds["block_elements"], kinds["line_elements"], kinds["hidden_elements"]
    out: list[str] = []
    marks: list[tuple[int, str]] = []
    length = 0
    pending, spaced = "", False
    mark: str | None = None
    hidden = 0

    def put(raw: str | None) -> None:
        nonlocal length, pending, spaced, mark
        if hidden or not raw:
            return
        piece = _SPACE.sub(" ", raw)
        if piece == " ":
            spaced = True
            return
        lead = pending or (" " if spaced or piece[0] == " " else "")
        joined = (lead if out else "") + piece.strip(" ")
        if mark:
            marks.append((length + len(joined) - len(piece.strip(" ")), mark))
            mark = None
        out.append(joined)
        length += len(joined)
        pending, spaced = "", piece[-1] == " "

    def part(mark_with: str) -> None:
        nonlocal pending
        pending = max(pending, mark_with, key=len)

    for event, node in lxml.etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in {"comment", "pi"}:
            put(node.tail)
            continue
        tag = node.tag
        unseen = tag in skipped or "hidden" in node.attrib or bool(_HIDDEN.search(node.get("style", "")))
        separator = "\n\n" if tag in blocks else "\n" if tag in breaks else "\t" if tag in {"td", "th"} else ""
        if event == "start":
            hidden += unseen
            part(separator)
            if tag in {"h1", "figcaption"} and not hidden:
                mark = tag
            put(node.text)
        else:
            hidden -= unseen
            part(separator)
            if mark == tag:
                mark = None
            put(node.tail)
    return "".join(out), marks


def _facts(tree: lxml.html.HtmlElement) -> Facts:
    """Return what JSON-LD, meta elements and time elements say, in that order of trust."""
    linked = next(_articles(tree), {})
    metas = _metas(tree)
    headline = _text_of(linked.get("headline")) or metas.get("og:title") or metas.get("twitter:title")
    for said in (
        _text_of(linked.get("datePublished")),
        *(metas.get(name) for name in _names("date_metas")),
        _time_of(tree),
    ):
        if said and (iso := iso_stamp(said)):
            published, words_of = iso, said
            break
    else:
        published, words_of = None, None
    publisher = _text_of(linked.get("publisher")) or metas.get("og:site_name")
    language = tree.get("lang") or metas.get("og:locale") or metas.get("content-language")
    code = re.match(r"[A-Za-z]{2}", language) if language else None
    return Facts(
        headline=squeeze(headline) if headline else None,
        published=published,
        published_text=words_of,
        publisher=squeeze(publisher) if publisher else None,
        language=code.group().lower() if code else None,
    )


@lru_cache(maxsize=8)
def _names(kind: str) -> tuple[str, ...]:
    return tuple(sorted(words()[kind], key=lambda name: (":" not in name, name)))


def _metas(tree: lxml.html.HtmlElement) -> dict[str, str]:
    """Return the contents of the meta elements by name, the first of each."""
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or node.get("http-equiv")
        content = node.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), content.strip())
    return found


def _time_of(tree: lxml.html.HtmlElement) -> str | None:
    """Return the date of the time element that is marked as the date of publication, or of the page's only one."""
    times = [node for node in tree.iter("time") if node.get("datetime")]
    for node in times:
        hint = f"{node.get('itemprop', '')} {node.get('class', '')} {node.get('pubdate')}".lower()
        if "publish" in hint or "entry-date" in hint or node.get("pubdate") is not None:
            return str(node.get("datetime"))
    return str(times[0].get("datetime")) if len({node.get("datetime") for node in times}) == 1 else None


def _articles(tree: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD objects of the page that are articles."""
    for node in tree.iter("script"):
        if "ld+json" not in (node.get("type") or "") or not node.text:
            continue
        try:
            data = json.loads(node.text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles_in(data, depth=0)


def _articles_in(data: Any, *, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _NESTING:
        return
    if isinstance(data, list):
        for item in data:
            yield from _articles_in(item, depth=depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        named = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and kind.endswith(("Article", "BlogPosting", "Report")) for kind in named):
            yield data
        yield from _articles_in(data.get("@graph", []), depth=depth + 1)


def _text_of(value: Any) -> str | None:
    """Return the text of a JSON-LD value: a string, or the name of an object or of the first of several."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() or None if isinstance(value, str) else None
