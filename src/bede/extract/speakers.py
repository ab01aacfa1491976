"""Speakers that stand beside what they say without a verb: before a colon, at a headline's end, after a dash."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from bede.extract.quotations import Quotation
from bede.model import Span

TURN = re.compile(r"[\"\u201c]?(?P<name>[A-Z][A-Z.'\u2019-]+(?: [A-Z][A-Z.'\u2019-]+){0,4})(?P<cue>:)\s+(?=\S)")
"""A turn of a transcript: a name in capitals."""

BEFORE = re.compile(
    r"(?P<name>[A-Z][^\s:]*(?: (?:[A-Z][^\s:]*|[a-z]{1,3}|\([^)]+\))){0,6})(?P<cue>:) (?=[A-Z\"'\u2018\u201c])"
)
"""The one who says it at the head of a headline: "Report: ..."."""

AFTER = re.compile(r"(?P<cue>:|\s[\u2013\u2014-]) (?P<name>[A-Za-z][^:,.]{2,40})\W*$")
"""The one who says it at the end of a headline: "...: report"."""

SIGNED = re.compile(r"\s*(?P<cue>[\u2013\u2014\u2015]|--)\s*(?P<name>[A-Z][^\n!?]{1,80}?)\s*(?=[.\n]|$)")
"""A name that signs a quotation."""

OPINION = re.compile(
    r"\b(?:must|should|will|would|can|could|cannot|may|might|is|are|was|were|no|not|never|needs?|we|our|us|i|won|ready)\b"
    r"|n['\u2019]t\b|[\"'\u2018\u201c?!]",
    re.IGNORECASE,
)
"""What a state says before whose name and a colon stands; else it is where the news is from: "Togo: Army frees 6"."""

SHORT = 30
"""Words of a headline at most."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The offsets of a source, its cue and what is said."""

    source: tuple[int, int]
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]


def turns(text: str, paragraphs: Sequence[Span], *, labels: Collection[str]) -> Iterator[Beside]:
    """The turns of a transcript, a paragraph each."""
    for paragraph in paragraphs:
        found = TURN.match(text, paragraph.start, paragraph.end)
        if found is not None and found["name"].lower() not in labels:
            yield Beside(found.span("name"), found.span("cue"), ((found.end(), paragraph.end),))


def headlines(
    text: str,
    lines: Sequence[Span],
    *,
    says: Collection[str],
    labels: Collection[str],
    is_state: Callable[[str], bool],
) -> Iterator[Beside]:
    """Who says it before a headline's colon or at its end; ``labels`` are no sources, ``says`` may end a headline."""
    for line in lines:
        if len(line.text.split()) > SHORT:
            continue
        last = AFTER.search(text, line.start, line.end)
        if last is not None and last["name"].split()[-1].lower() in says and last.start() > line.start:
            yield Beside(last.span("name"), last.span("cue"), ((line.start, last.start()),))
            continue
        first = BEFORE.match(text, line.start, line.end)
        if first is None or first["name"].lower() in labels:
            continue
        if not is_state(first["name"]) or OPINION.search(text, first.end(), line.end):
            yield Beside(first.span("name"), first.span("cue"), ((first.end(), line.end),))


def signed(text: str, quotations: Sequence[Quotation]) -> Iterator[Beside]:
    """The names that sign quotations."""
    for quotation in quotations:
        found = SIGNED.match(text, quotation.end)
        if found is not None and quotation.end - quotation.start > len(found["name"]):
            yield Beside(found.span("name"), found.span("cue"), quotation.pieces)
