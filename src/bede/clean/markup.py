"""Turns HTML into the text that a reader sees, and finds the paragraphs of its article."""

from __future__ import annotations

import re
from dataclasses import dataclass

import lxml.etree
import lxml.html
import trafilatura

from bede.clean.facts import Facts, read_facts, squeeze
from bede.clean.words import words

_SPACE = re.compile(r"[ \t\r\n\f\v\xa0\u200b\ufeff]+")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


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
    return Markup(text, headings, captions, read_facts(tree))


def find_paragraphs(html: str) -> list[str]:
    """Return the paragraphs of the article as trafilatura finds them, their space made single; none where it fails."""
    source = _DECLARATION.sub("", _UNSAFE.sub("", html))
    found = trafilatura.extract(
        source, fast=True, favor_precision=True, include_comments=False, include_tables=False, deduplicate=False
    )
    return [squeeze(line) for line in (found or "").splitlines() if line.strip()]


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
