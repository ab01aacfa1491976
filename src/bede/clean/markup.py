"""Turns HTML into the text that a reader sees, and finds the paragraphs of its article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import islice

import lxml.etree
import lxml.html
import trafilatura

from bede.clean.facts import Facts, read_facts, shown_length, squeeze
from bede.clean.words import words

_SPACE = re.compile(r"[ \t\r\n\f\v\xa0\u200b\ufeff]+")
_DECLARATION = re.compile(r"^(?:\s*<\?xml[^<>]*>?)+")
_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_TITLE, _BLURB, _CLIMB, _MOST_CHILDREN = 12, 500, 5, 12
_MOST_HTML = 3_000_000
_CELLS = frozenset({"td", "th"})
_NAME = re.compile(r"[a-z]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Markup:
    """The visible text of an HTML page, in document order, with the elements that tell lines apart.

    ``headings`` and ``captions`` are the offsets at which first-level headings and figure captions begin; ``linked``
    are the stretches in links, ``beside`` those of elements that stand beside an article (menus, forms, comments,
    teasers), which may lie in one another, ``articles`` those of elements that are articles by their name.
    """

    text: str
    headings: tuple[int, ...]
    captions: tuple[int, ...]
    linked: tuple[tuple[int, int], ...]
    beside: tuple[tuple[int, int], ...]
    articles: tuple[tuple[int, int], ...]
    facts: Facts


def read_markup(html: str) -> Markup | None:
    """Return the visible text and the facts of an HTML page, whole or cut off; None where there is no element."""
    source = _DECLARATION.sub("", _UNSAFE.sub("", html))
    parser = lxml.html.HTMLParser(huge_tree=True)
    try:
        tree = lxml.html.document_fromstring(source, parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return None
    drawn = _Rendering(tree)
    return Markup(
        text="".join(drawn.out),
        headings=tuple(start for start, tag in drawn.marks if tag == "h1"),
        captions=tuple(start for start, tag in drawn.marks if tag == "figcaption"),
        linked=tuple(drawn.linked),
        beside=tuple(sorted(drawn.beside)),
        articles=tuple(sorted(drawn.articles)),
        facts=read_facts(tree),
    )


def find_paragraphs(html: str) -> list[str]:
    """Return the paragraphs of the article as trafilatura finds them, their space made single; none where it fails.

    It is not asked of pages above three million characters, which it takes long for.
    """
    if len(html) > _MOST_HTML:
        return []
    source = _DECLARATION.sub("", _UNSAFE.sub("", html))
    found = trafilatura.extract(
        source, fast=True, favor_precision=True, include_comments=False, include_tables=False, deduplicate=False
    )
    return [squeeze(line) for line in (found or "").splitlines() if line.strip()]


def share_within(start: int, end: int, stretches: Sequence[tuple[int, int]]) -> float:
    """Return how much of the text from ``start`` to ``end`` lies in the stretches, which are in order: 0 to 1."""
    covered = 0
    for index in range(bisect_left(stretches, start, key=_end_of), len(stretches)):
        first, last = stretches[index]
        if first >= end:
            break
        covered += min(last, end) - max(first, start)
    return covered / (end - start) if end > start else 0.0


def _end_of(stretch: tuple[int, int]) -> int:
    return stretch[1] - 1


def _columns(tree: lxml.html.HtmlElement, breaking: Set[str]) -> set[lxml.html.HtmlElement]:
    """Return the cells of tables that hold lines of their own: columns of a page, not fields of a table."""
    found: set[lxml.html.HtmlElement] = set()
    cells: list[lxml.html.HtmlElement] = []
    if next(tree.iter("td"), None) is None:
        return found
    for event, node in lxml.etree.iterwalk(tree, events=("start", "end")):
        if node.tag in _CELLS:
            if event == "start":
                cells.append(node)
            else:
                cells.pop()
        elif cells and event == "start" and node.tag in breaking:
            found.add(cells[-1])
    return found


def _teasers(tree: lxml.html.HtmlElement) -> set[lxml.html.HtmlElement]:
    """Return the small elements that hold a heading which is a link, and a blurb with it."""
    found: set[lxml.html.HtmlElement] = set()
    for node in tree.iter("h2", "h3", "h4", "h5", "h6"):
        title = shown_length(node, most=_BLURB)
        linked = next(node.iter("a"), None) is not None or any(
            above.tag == "a" for above in islice(node.iterancestors(), 3)
        )
        if not linked or title < _TITLE:
            continue
        for above in islice(node.iterancestors(), _CLIMB):
            crowded = next(islice(above.iterchildren(), _MOST_CHILDREN, None), None) is not None
            if crowded or above.tag in {"body", "html", "main"}:
                break
            length = shown_length(above, most=title + _BLURB)
            if length > title + _TITLE:
                if length <= title + _BLURB:
                    found.add(above)
                break
    return found


class _Rendering:
    """The visible text of a tree while it is put together, a line for a block, and what stands where in it."""

    def __init__(self, tree: lxml.html.HtmlElement) -> None:
        self.out: list[str] = []
        self.marks: list[tuple[int, str]] = []
        self.linked: list[tuple[int, int]] = []
        self.beside: list[tuple[int, int]] = []
        self.articles: list[tuple[int, int]] = []
        self._length = 0
        self._pending, self._spaced = "", False
        self._mark: str | None = None
        self._hidden = self._links = 0
        self._above_title = {above for title in tree.iter("h1") for above in title.iterancestors()}
        self._teasers = _teasers(tree) - self._above_title
        self._draw(tree)

    def _draw(self, tree: lxml.html.HtmlElement) -> None:
        kinds = words()
        blocks, breaks, skipped = kinds["block_elements"], kinds["line_elements"], kinds["hidden_elements"]
        columns = _columns(tree, blocks | breaks)
        opened: list[tuple[lxml.html.HtmlElement, int]] = []
        for event, node in lxml.etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
            if event in {"comment", "pi"}:
                self._put(node.tail)
                continue
            tag = node.tag
            unseen = tag in skipped or "hidden" in node.attrib or bool(_HIDDEN.search(node.get("style", "")))
            if tag in _CELLS:
                self._part("\n" if node in columns else "\t")
            else:
                self._part("\n\n" if tag in blocks else "\n" if tag in breaks else "")
            if event == "start":
                self._hidden += unseen
                self._links += tag == "a"
                if not self._hidden and (tag == "article" or self._is_aside(node)):
                    opened.append((node, self._length))
                if tag in {"h1", "figcaption"} and not self._hidden:
                    self._mark = tag
                self._put(node.text)
            else:
                self._hidden -= unseen
                self._links -= tag == "a"
                if opened and opened[-1][0] is node:
                    _, start = opened.pop()
                    if self._length > start:
                        (self.articles if tag == "article" else self.beside).append((start, self._length))
                if self._mark == tag:
                    self._mark = None
                self._put(node.tail)

    def _put(self, raw: str | None) -> None:
        if self._hidden or not raw:
            return
        piece = _SPACE.sub(" ", raw)
        if piece == " ":
            self._spaced = True
            return
        bare = piece.strip(" ")
        lead = self._pending or (" " if self._spaced or piece[0] == " " else "")
        joined = (lead if self.out else "") + bare
        end = self._length + len(joined)
        start = end - len(bare)
        if self._mark:
            self.marks.append((start, self._mark))
            self._mark = None
        if self._links:
            self.linked.append((start, end))
        self.out.append(joined)
        self._length = end
        self._pending, self._spaced = "", piece[-1] == " "

    def _part(self, separator: str) -> None:
        if len(separator) > len(self._pending):
            self._pending = separator

    def _is_aside(self, node: lxml.html.HtmlElement) -> bool:
        """Whether an element stands beside the article, by its name, role or class; never one with the title."""
        if node in self._teasers:
            return True
        if node in self._above_title or node.tag in {"html", "body", "main", "article", "h1", "p"}:
            return False
        if node.tag in words()["aside_elements"] or node.get("role") in words()["aside_roles"]:
            return True
        named = f"{node.get('class', '')} {node.get('id', '')}".lower()
        return not words()["beside_marks"].isdisjoint(_NAME.findall(named))
