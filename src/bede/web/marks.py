"""What of a report is marked in its sentence and on its page: six roles, in pieces of which the text is made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from bede.model import Report, Span
from bede.store.views import Mark, Segment, segments
from bede.store.views import marks_of as all_marks
from bede.web.wording import ROLES


class Elsewhere(NamedTuple):
    """What a report points at outside its sentence, or what a word of it refers to: role, words and meaning."""

    role: str
    span: Span
    means: str


def marks_of(report: Report) -> list[Mark]:
    """All of a report that is marked; of places only where it happened."""
    events = {(place.start, place.end) for place in report.places if place.role == "event"}
    found = [
        mark
        for mark in all_marks(report)
        if mark.kind in ROLES and (mark.kind != "place" or (mark.start, mark.end) in events)
    ]
    return list(dict.fromkeys(found))


def sentence_mark(report: Report) -> Mark:
    """The sentence of a report as a mark."""
    sentence = report.sentence
    return Mark(kind="sentence", start=sentence.start, end=sentence.end, report=report.id, label="")


def pieces(span: Span, marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """The pieces of a stretch of a page, each with the marks that cover it; together they are its text."""
    return segments(span.text, span.start, marks)


def ending(piece: Segment) -> list[str]:
    """The roles of the marks that end with a piece, each once, as its label says them."""
    return list(dict.fromkeys(mark.kind for mark in piece.marks if mark.end == piece.end and mark.kind != "sentence"))


def meanings(piece: Segment) -> str:
    """What the marks of a piece stand for, in words."""
    told = dict.fromkeys(
        f"{mark.kind}: {mark.label}" if mark.label else mark.kind for mark in piece.marks if mark.kind != "sentence"
    )
    return "; ".join(list(told)[:6])


def elsewhere(report: Report) -> list[Elsewhere]:
    """What a report points at outside its sentence, and what pronouns and short forms in it refer to."""
    sentence = report.sentence

    def outside(span: Span) -> bool:
        return span.start >= sentence.end or span.end <= sentence.start

    found: list[Elsewhere] = []
    for role, parties in (("actor", report.actors), ("recipient", report.recipients), ("speaker", report.attribution)):
        for party in parties:
            span = Span(text=party.text, start=party.start, end=party.end)
            if outside(span):
                found.append(Elsewhere(role, span, party.name))
            elif party.antecedent is not None and party.text not in (party.name, party.antecedent.text):
                found.append(Elsewhere(role, party.antecedent, f"“{party.text}” is {party.name}"))
    times = [Span(text=report.date.text, start=report.date.start, end=report.date.end)] if report.date else []
    found += [Elsewhere("time", span, report.date.edtf) for span in times if report.date and outside(span)]
    places = [place for place in report.places if place.role == "event"]
    spans = [(Span(text=place.text, start=place.start, end=place.end), place.name) for place in places]
    return found + [Elsewhere("place", span, name) for span, name in spans if outside(span)]
