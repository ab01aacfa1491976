"""Time expressions of a text, each as an interval with a reason: a small grammar in four steps.

``ATOMS`` says what single expressions look like ("Sept. 20", "Tuesday", "last year", "two weeks"),
``JOINS`` which neighbours make one ("Tuesday" + "last week"), ``WRAPS`` and ``BOUNDS`` what the words around an
expression make of it ("the end of", "ago", "since"); what is left is settled by publication and tense.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bede.extract.times import calendar
from bede.extract.times.calendar import Stretch
from bede.extract.times.grammar import CANDIDATE, atoms
from bede.extract.times.joins import joined, ranges
from bede.extract.times.lengths import between
from bede.extract.times.reading import DAYS, NO_ANCHOR, SILENT, Atom, Reading
from bede.extract.times.tense import Sentences
from bede.extract.times.words import words
from bede.extract.times.wraps import BOUNDS, WRAPS, wrapped
from bede.model import Article, Publication, When

NEARBY = 300  # characters within which "the next day" finds the day it counts from


def find(text: str, *, offset: int = 0, published: Publication | None = None, future: bool | None = None) -> list[When]:
    """All time expressions of a text, in order, none overlapping another; spans count from ``offset``.

    ``published`` anchors what is relative to it; without it such expressions keep their EDTF mask and have no ends.
    ``future`` says whether the governing verb is future; None leaves that to the words of each sentence.
    """
    if CANDIDATE.search(text) is None:
        return []
    sentences = Sentences(text)
    first, last = _anchors(published)
    found = _read(Reading(text, anchor=first, future=future, sentences=sentences), offset=offset)
    if first == last:
        return found
    other = _read(Reading(text, anchor=last, future=future, sentences=sentences), offset=offset)
    if [(one.start, one.end) for one in found] != [(one.start, one.end) for one in other]:
        return found
    return [_merged(one, two) for one, two in zip(found, other, strict=True)]


def of_article(article: Article) -> tuple[When, ...]:
    """All time expressions of an article's headline, subheadline and body, in order of the text."""
    parts = [part for part in (article.headline, article.subheadline, *article.body) if part is not None]
    found = [find(part.text, offset=part.start, published=article.published_at(part.start)) for part in parts]
    return tuple(sorted((when for part in found for when in part), key=lambda when: (when.start, when.end)))


def _anchors(published: Publication | None) -> tuple[date | None, date | None]:
    """The first and last day on which the page can have been published."""
    if published is None:
        return None, None
    first, last = (date.fromisoformat(end[:10]) for end in (published.earliest, published.latest))
    return first, last


def _merged(one: When, two: When) -> When:
    """What holds whichever day of its interval a page was published on."""
    if one == two:
        return one
    edtf = f"{one.edtf.partition('/')[0]}/{two.edtf.rpartition('/')[2]}"
    return replace(one, latest=two.latest, edtf=edtf, reason=f"{one.reason}; publication is not known to the day")


def _read(reading: Reading, *, offset: int) -> list[When]:
    """The expressions of a text as one anchor settles them."""
    found = joined(reading, list(atoms(reading)))
    found = wrapped(reading, found, wraps=WRAPS)
    found = ranges(reading, found)
    found = wrapped(reading, found, wraps=BOUNDS)
    return [_when(reading, atom, offset=offset) for atom in _counted(reading, found) if atom.stretch is not None]


def _when(reading: Reading, atom: Atom, *, offset: int) -> When:
    """The record of a settled expression."""
    stretch = atom.stretch
    assert stretch is not None
    edtf = (
        f"{stretch.edtf}T{atom.clock}"
        if atom.clock and stretch.first and stretch.first == stretch.last
        else stretch.edtf
    )
    unknown = stretch.first is None and stretch.last is None
    return When(
        text=reading.text[atom.start : atom.end],
        start=atom.start + offset,
        end=atom.end + offset,
        earliest=stretch.first.isoformat() if stretch.first else None,
        latest=stretch.last.isoformat() if stretch.last else None,
        edtf=edtf,
        basis="unanchored" if unknown else "said" if atom.said else "inferred",
        rule=atom.rule,
        reason=(NO_ANCHOR if reading.anchor is None else "the text does not fix it")
        if unknown and not atom.reason
        else atom.reason,
        unknown=(atom.unknown or ("no-anchor" if reading.anchor is None else "no-reference")) if unknown else None,
    )


def _counted(reading: Reading, found: list[Atom]) -> list[Atom]:
    """The expressions that are times, settled: those that count from another day of the text last."""
    done: list[Atom] = []
    for atom in found:
        if atom.kind in SILENT:
            continue
        if atom.length is not None:
            atom = _left_over(reading, atom)
        elif atom.offset is not None:
            atom = _from_named_day(reading, atom, done)
        elif atom.kind == "clock":
            atom = _clock_only(reading, atom, [*done, *found])
        else:
            atom = reading.settled(atom)
        done.append(atom)
    return done


def _left_over(reading: Reading, atom: Atom) -> Atom:
    """A length that nothing places: "decades" reach up to publication, other lengths are no times."""
    length = atom.length
    assert length is not None
    plain = replace(atom, length=None, rule="times:length")
    if length.number is None and length.unit in ("decade", "century") and length.plural:
        past = reading.tense(atom) != "future"
        stretch = between(None, reading.anchor) if past else between(reading.anchor, None, past=False)
        return replace(
            plain, stretch=stretch, reason="a length of time up to publication" if past else "from publication on"
        )
    after = reading.word_after(atom.end).lower()
    if length.about and length.months and length.counted and after not in words("after length"):
        stretch = Stretch(None, None, "XXXX-XX/XXXX-XX", "days")
        return replace(
            plain, stretch=stretch, reason="a length of time; the text does not say from when", unknown="no-reference"
        )
    return plain


def _from_named_day(reading: Reading, atom: Atom, done: list[Atom]) -> Atom:
    """ "The next day": the nearest day that the text names before, and so many days on."""
    for other in reversed(done):
        if atom.start - other.end > NEARBY:
            break
        stretch = other.stretch
        if stretch is not None and stretch.first is not None and stretch.first == stretch.last:
            day = stretch.first + timedelta(days=atom.offset or 0)
            named = reading.text[other.start : other.end]
            return replace(atom, stretch=calendar.day(day), reason=f"counted from {named}, which the text names before")
    stretch = Stretch(None, None, "XXXX-XX-XX", "day")
    return replace(atom, stretch=stretch, reason="the text names no day to count from", unknown="no-reference")


def _clock_only(reading: Reading, atom: Atom, found: list[Atom]) -> Atom:
    """A time of day without its day: the day that the sentence names, else the day of publication."""
    first, last = reading.sentences.around(atom.start, atom.end)
    near = [one for one in found if first <= one.start < last and one.kind in DAYS]
    for other in sorted(near, key=lambda one: abs(one.start - atom.start)):
        stretch = reading.settled(other).stretch
        if stretch is not None and stretch.first is not None and stretch.first == stretch.last:
            reason = f"time of day on {reading.text[other.start : other.end]}, which the sentence names"
            return replace(atom, stretch=stretch, reason=reason)
    if reading.anchor is None:
        return replace(atom, stretch=Stretch(None, None, "XXXX-XX-XX", "day"), reason=NO_ANCHOR)
    reason = "time of day; no day is named, so the day of publication"
    return replace(atom, stretch=calendar.day(reading.anchor), reason=reason)
