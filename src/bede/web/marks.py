"""Stretches of a text with what reports point at in them: the pieces of which a marked sentence or page is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bede.model import Party, Report, Span

BREAKS = frozenset("\n\r\v\f\u2028\u2029")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a page's text that a report points at: its role, whom or what it means, and the report's number."""

    role: str
    start: int
    end: int
    means: str
    report: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text that the same marks cover: its words, its marks, and those of them that end with it."""

    text: str
    start: int
    marks: tuple[Mark, ...]
    ending: tuple[Mark, ...]

    @property
    def roles(self) -> list[str]:
        """The roles that it has, each once, in order of importance."""
        return [role for role in ORDER if any(mark.role == role for mark in self.marks)]

    @property
    def reports(self) -> list[int]:
        """The numbers of the reports that point at it."""
        return sorted({mark.report for mark in self.marks})

    @property
    def title(self) -> str:
        """What it stands for, in words."""
        told = dict.fromkeys(f"{mark.role}: {mark.means}" if mark.means else mark.role for mark in self.marks)
        return "; ".join(list(told)[:6])


ORDER = ("act", "actor", "recipient", "speaker", "time", "place", "sentence")
"""Which role a stretch is shown in where it has several, the first of these."""


def marks_of(report: Report, *, number: int = 0) -> list[Mark]:
    """All that a report points at in its page, but for the sentence itself."""
    found = [Mark(role="act", start=report.trigger.start, end=report.trigger.end, means=report.event_type, report=number)]
    sides: tuple[tuple[str, Sequence[Party]], ...] = (
        ("actor", report.actors),
        ("recipient", report.recipients),
        ("speaker", report.attribution),
    )
    for role, parties in sides:
        found += [
            Mark(role=role, start=party.start, end=party.end, means=party.name, report=number) for party in parties
        ]
    if report.date is not None:
        date = report.date
        found.append(Mark(role="time", start=date.start, end=date.end, means=date.edtf, report=number))
    found += [
        Mark(role="place", start=place.start, end=place.end, means=place.name, report=number)
        for place in report.places
        if place.role == "event"
    ]
    return list(dict.fromkeys(mark for mark in found if mark.end > mark.start))


def sentence_mark(report: Report, *, number: int = 0) -> Mark:
    """The sentence of a report as a mark."""
    sentence = report.sentence
    return Mark(role="sentence", start=sentence.start, end=sentence.end, means="", report=number)


def pieces(whole: Span, marks: Iterable[Mark]) -> Iterator[Piece]:
    """The stretches of a text in order, each with the marks that cover it; together they are the text."""
    inside = [mark for mark in marks if mark.start < whole.end and whole.start < mark.end]
    edges = {whole.start, whole.end}
    for mark in inside:
        edges.update(edge for edge in (mark.start, mark.end) if whole.start < edge < whole.end)
    places = sorted(edges)
    starting: dict[int, list[Mark]] = {}
    for mark in inside:
        starting.setdefault(max(mark.start, whole.start), []).append(mark)
    open_marks: list[Mark] = []
    for start, end in zip(places, places[1:], strict=False):
        open_marks = [mark for mark in open_marks if mark.end > start] + starting.get(start, [])
        yield Piece(
            text=whole.text[start - whole.start : end - whole.start],
            start=start,
            marks=tuple(open_marks),
            ending=tuple(mark for mark in open_marks if min(mark.end, whole.end) == end),
        )


def elsewhere(report: Report) -> list[tuple[str, Span, str]]:
    """What a report points at outside its sentence, and what pronouns and short forms refer to: role, words, meaning."""
    sentence = report.sentence
    found: list[tuple[str, Span, str]] = []
    for role, parties in (("actor", report.actors), ("recipient", report.recipients), ("speaker", report.attribution)):
        for party in parties:
            if party.start >= sentence.end or party.end <= sentence.start:
                found.append((role, Span(text=party.text, start=party.start, end=party.end), party.name))
            elif party.antecedent is not None and party.text not in (party.name, party.antecedent.text):
                found.append((role, party.antecedent, f"“{party.text}” is {party.name}"))
    date = report.date
    if date is not None and (date.start >= sentence.end or date.end <= sentence.start):
        found.append(("time", Span(text=date.text, start=date.start, end=date.end), date.edtf))
    for place in report.places:
        if place.role == "event" and (place.start >= sentence.end or place.end <= sentence.start):
            found.append(("place", Span(text=place.text, start=place.start, end=place.end), place.name))
    return found
