"""Where quotation marks open and close in a text: over sentences, and over paragraphs that each open them anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bede.model import Span

SINGLE = "\u2018"
OPENING = {
    "\u201c": "\u201d",
    "\u201e": "\u201c\u201d",
    "\u00ab": "\u00bb",
    '"': '"',
    "\u201d": "\u201d",
    "''": "''",
    "``": "''",
    SINGLE: "\u2019",
}
"""Marks that open, at times a closing one by mistake, with those that close what they open."""

MARKS = re.compile("[\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\"]|''|``")
SURE = ("\u201c", "\u201e", "\u00ab", "``")
BEFORE = "([{-\u2013\u2014"
"""What may stand right before a mark that opens."""

LONGEST = 12
"""Paragraphs that one quotation runs over at most: what is longer was never closed."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """The offsets of a quotation with its marks, one stretch a paragraph."""

    pieces: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.pieces[-1][1]


def quotations(text: str, paragraphs: Iterable[Span]) -> Iterator[Quotation]:
    """The quotations of some paragraphs in order, those that go on in the next paragraph as one."""
    running: list[tuple[int, int]] = []
    for paragraph in paragraphs:
        found = list(_pairs(text, paragraph.start, paragraph.end))
        if running and not found:
            yield Quotation(tuple(running))
            running = []
        for start, end, closed in found:
            same = running and text[running[0][0]] == text[start] and not text[paragraph.start : start].strip()
            if running and (not same or len(running) == LONGEST):
                yield Quotation(tuple(running))
                running = []
            running.append((start, end))
            if closed:
                yield Quotation(tuple(running))
                running = []
    if running:
        yield Quotation(tuple(running))


def _pairs(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether it was closed of each quotation in a paragraph; marks inside one are its own words."""
    opened: re.Match[str] | None = None
    for found in MARKS.finditer(text, start, end):
        mark = found.group()
        if mark == "\u2019" and found.end() < end and text[found.end()].isalnum():
            continue  # an apostrophe
        spaced = found.start() == start or text[found.start() - 1].isspace() or text[found.start() - 1] in BEFORE
        ahead = found.end() < end and not text[found.end()].isspace()
        opens = mark in OPENING and (mark in SURE or (spaced and ahead))
        if opened is None:
            opened = found if opens else None
        elif mark in OPENING[opened.group()] and (mark != opened.group() or not opens):
            yield opened.start(), found.end(), True
            opened = None
    if opened is not None and opened.group() != SINGLE:  # what is never closed was an apostrophe: '90s
        yield opened.start(), end, False
