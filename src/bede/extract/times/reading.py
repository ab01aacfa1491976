"""A text with its anchor, and one time expression on its way from words to days."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bede.extract.times import calendar
from bede.extract.times.calendar import Partial, Stretch, Tense
from bede.extract.times.lengths import Length
from bede.extract.times.tense import Sentences
from bede.extract.times.words import words

PERIODS = frozenset(
    {"month", "year", "relative", "season", "quarter", "decade", "century", "bare", "part", "weekend", "range"}
)
DAYS = frozenset({"date", "weekday", "ordinal", "day", "holiday", "known"})
SILENT = frozenset({"name", "bare"})
Unknown = Literal["no-anchor", "no-such-day", "ambiguous", "no-reference"]
NO_ANCHOR = "no anchor: the day of publication is not known"
WORD_BEFORE = re.compile(r"([\w.]*[\w.’'])[\s-]+$")
WORD_AFTER = re.compile(r"[\s-]+\(?([\w’']+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """One expression on its way: what it says (``partial``, ``length``, ``clock``) until its ``stretch`` is settled.

    ``kind`` is what the grammar knows it by; ``said`` is whether the text alone fixes its days;
    ``unknown`` is why nothing can, where it is not for want of an anchor.
    """

    start: int
    end: int
    kind: str
    rule: str
    partial: Partial | None = None
    stretch: Stretch | None = None
    length: Length | None = None
    clock: str | None = None
    offset: int | None = None
    reason: str = ""
    unknown: Unknown | None = None
    said: bool = False


class Reading:
    """One text with its anchor: what the rules need to know beside the words that they match."""

    __slots__ = ("anchor", "future", "sentences", "text")

    def __init__(self, text: str, *, anchor: date | None, future: bool | None, sentences: Sentences) -> None:
        self.text = text
        self.anchor = anchor
        self.future = future
        self.sentences = sentences

    def tense(self, atom: Atom) -> Tense | None:
        """Past or future as the caller knows, or as the sentence shows."""
        if self.future is not None:
            return "future" if self.future else "past"
        return self.sentences.tense(atom.start, atom.end)

    def word_before(self, start: int) -> str:
        """The word that stands right before a place, blanks and a hyphen between them allowed; else empty."""
        found = WORD_BEFORE.search(self.text, max(0, start - 24), start)
        return found[1] if found else ""

    def word_after(self, end: int) -> str:
        """The word that stands right after a place; else empty."""
        found = WORD_AFTER.match(self.text, end)
        return found[1] if found else ""

    def free(self, end: int) -> bool:
        """Whether no noun follows a place that what ends there could count or describe: a stop or a function word."""
        after = self.word_after(end).lower()
        touches = self.text[end : end + 1] in (" ", "-", "\n")
        return not after or not touches or after in words("after ordinal")

    def settled(self, atom: Atom, *, tense: Tense | None = None) -> Atom:
        """The expression with its days: as said, by publication and tense, or masked where nothing anchors it."""
        if atom.stretch is not None or atom.partial is None:
            return atom
        partial = atom.partial
        if not calendar.exists(partial):
            masked = Stretch(None, None, calendar.mask(partial), "day")
            return replace(atom, stretch=masked, reason=f"there is no {partial.label}", unknown="no-such-day")
        fixed = partial.year is not None and (partial.unit != "day" or bool(partial.month or partial.holiday))
        if not fixed and self.anchor is None:
            return replace(atom, stretch=Stretch(None, None, calendar.mask(partial), partial.unit), reason=NO_ANCHOR)
        given = tense or self.tense(atom) if not fixed else None
        strict = tense is not None or self.future is not None
        chosen = calendar.choose(partial, self.anchor or date(2000, 1, 1), tense=given, strict=strict)
        if chosen is None:
            masked = Stretch(None, None, calendar.mask(partial), partial.unit)
            return replace(atom, stretch=masked, reason=f"no {partial.label} near publication", unknown="no-such-day")
        said = fixed and (atom.said or not atom.reason)
        return replace(atom, stretch=chosen[0], reason=atom.reason or chosen[1], said=said)


def ranged(reading: Reading, one: Atom, two: Atom) -> Atom:
    """From one expression to another: what only one of them says holds for both, and the end comes after the start."""
    whole = replace(one, end=two.end, partial=None, kind="range")
    if one.partial is None or two.partial is None:
        one, two = reading.settled(one), reading.settled(two)
        said = one.said and two.said
        reason = one.reason if one.reason == two.reason else f"{one.reason}; {two.reason}"
        return replace(whole, stretch=union(one.stretch, two.stretch), reason=reason, said=said)
    first, last = _shared(one.partial, two.partial)
    masked = Stretch(None, None, f"{calendar.mask(first)}/{calendar.mask(last)}", "days")
    if not calendar.exists(first) or not calendar.exists(last):
        return replace(whole, stretch=masked, reason="a day that does not exist", unknown="no-such-day")
    fixed = first.year is not None and last.year is not None
    if reading.anchor is None and not fixed:
        return replace(whole, stretch=masked, reason=NO_ANCHOR)
    anchor = reading.anchor or date(2000, 1, 1)
    tense = None if fixed else reading.tense(whole)
    # Weekdays that lie ahead are counted from the first ("from Friday to Tuesday"); all else is told by where it ends.
    lead, trail = (first, last) if tense == "future" and first.weekday is not None else (last, first)
    chosen = calendar.choose(lead, anchor, tense=tense, strict=False)
    if chosen is None or chosen[0].first is None:
        return replace(whole, stretch=masked, reason=f"no {lead.label} near publication", unknown="no-such-day")
    seek = calendar.after if lead is first else calendar.before
    other = seek(trail, chosen[0].first, anchor=chosen[0].first)
    if other is None:
        return replace(whole, stretch=masked, reason=f"no {trail.label} near it", unknown="no-such-day")
    pair = (chosen[0], other) if lead is first else (other, chosen[0])
    return replace(whole, stretch=union(*pair), reason=chosen[1], said=fixed)


def union(one: Stretch | None, two: Stretch | None) -> Stretch | None:
    """From the beginning of one stretch to the end of another; None where the second ends before the first begins."""
    if one is None or two is None or (one.first and two.last and two.last < one.first):
        return None
    edtf = f"{one.edtf.partition('/')[0]}/{two.edtf.rpartition('/')[2]}"
    return Stretch(one.first, two.last, edtf, "days")


def _shared(one: Partial, two: Partial) -> tuple[Partial, Partial]:
    """Both ends of a range with the year and month that only the other one says."""
    if one.month is None and one.day is not None and two.month is not None:
        one = replace(one, month=two.month)
    turns = (one.month or 0, one.day or 0) > (two.month or 0, two.day or 0)
    if one.year is None and two.year is not None:
        one = replace(one, year=two.year - turns)
    elif two.year is None and one.year is not None and two.unit != "year":
        two = replace(two, year=one.year + turns)
    return one, two
