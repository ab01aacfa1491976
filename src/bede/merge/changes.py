"""Changes: what a page added to the text of another and what it cut, by the runs of words that both have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bede.model import Article, Span

WORD = re.compile(r"[^\W_]+")
SHINGLE = 4  # words
BRIDGE = 3  # words in common between two changes that are told as one


@dataclass(frozen=True, slots=True)
class Changes:
    """The part of a page's words that another has, the part of the other's that the page has, and what differs."""

    shared: float
    kept: float
    added: tuple[Span, ...]
    cut: tuple[Span, ...]


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case."""
    return tuple(WORD.findall(text.lower()))


def shingles(words: Sequence[str]) -> frozenset[str]:
    """Every run of four words, of a shorter text the text itself."""
    if len(words) <= SHINGLE:
        return frozenset([" ".join(words)])
    return frozenset(map(" ".join, zip(*(words[at:] for at in range(SHINGLE)), strict=False)))


def changes(page: Article, other: Article) -> Changes:
    """What a page added to another's body and cut of it; words are common in runs of four that both have."""
    added, shared = _only_in(page, other)
    cut, kept = _only_in(other, page)
    return Changes(shared=shared, kept=kept, added=added, cut=cut)


def _only_in(one: Article, other: Article) -> tuple[tuple[Span, ...], float]:
    """The stretches of one body that the other lacks, and the part of its words that the other has."""
    known = shingles(words_of(" ".join(span.text for span in other.body)))
    places = [(match.start() + span.start, match.end() + span.start, number)
              for number, span in enumerate(one.body) for match in WORD.finditer(span.text)]  # fmt: skip
    words = [one.text[start:end].lower() for start, end, _ in places]
    common = [False] * len(words)
    for at in range(max(1, len(words) - SHINGLE + 1)):
        if " ".join(words[at : at + SHINGLE]) in known:
            common[at : at + SHINGLE] = [True] * min(SHINGLE, len(words) - at)
    found: list[Span] = []
    start = last = -1
    for at in range(len(words) + 1):
        ends = at == len(words) or (start >= 0 and places[at][2] != places[start][2]) or at - last > BRIDGE
        if start >= 0 and ends:
            first, end = places[start][0], places[last][1]
            found.append(Span(text=one.text[first:end], start=first, end=end))
            start = -1
        if at < len(words) and not common[at]:
            start, last = (at if start < 0 else start), at
    return tuple(found), round(sum(common) / len(words), 3) if words else 0.0
