"""Time expressions of a text, each as an interval with a reason: a small grammar in four steps.

``ATOMS`` (timeatoms) says what single expressions look like ("Sept. 20", "Tuesday", "last year", "two weeks"),
``JOINS`` which neighbours make one ("Tuesday" + "last week"), ``WRAPS`` and ``BOUNDS`` what the words around an
expression make of it ("the end of", "ago", "since"); what is left is settled by publication and tense.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from bede.extract import calendar
from bede.extract.calendar import Stretch
from bede.extract.lengths import ahead, behind, between, point
from bede.extract.tense import Sentences
from bede.extract.timeatoms import (
    CANDIDATE,
    FRAGMENTS,
    NO_ANCHOR,
    Atom,
    Reading,
    atoms,
    lefts,
    nth_of,
    ranged,
    union,
)
from bede.extract.timewords import either, words
from bede.model import Publication, When

NEARBY = 300  # characters within which "the next day" finds the day it counts from
JOINED = 14  # characters that may stand between two expressions that make one
PERIODS = frozenset({"month", "year", "relative", "season", "quarter", "decade", "century", "bare", "part", "weekend", "range"})
DAYS = frozenset({"date", "weekday", "ordinal", "day", "holiday", "known"})
SILENT = frozenset({"name", "bare"})

Join = Callable[[Reading, Atom, Atom], Atom | None]


def find(
    text: str, *, offset: int = 0, published: Publication | None = None, future: bool | None = None
) -> list[When]:
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
    found = _joined(reading, list(atoms(reading)))
    found = _wrapped(reading, found, wraps=WRAPS)
    found = _ranges(reading, found)
    found = _wrapped(reading, found, wraps=BOUNDS)
    return [_when(reading, atom, offset=offset) for atom in _counted(reading, found) if atom.stretch is not None]


def _when(reading: Reading, atom: Atom, *, offset: int) -> When:
    """The record of a settled expression."""
    stretch = atom.stretch
    assert stretch is not None
    edtf = f"{stretch.edtf}T{atom.clock}" if atom.clock and stretch.first and stretch.first == stretch.last else stretch.edtf
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
        reason=(NO_ANCHOR if reading.anchor is None else "the text does not fix it") if unknown and not atom.reason else atom.reason,
    )


# ------------------------------------------------------------------------------------------------------- joins


def _weekday_date(reading: Reading, left: Atom, right: Atom) -> Atom | None:
    """ "Tuesday" + "Sept. 24": the weekday tells which year is meant where none is said."""
    if left.partial is None or right.partial is None or left.partial.step is not None:
        return None
    return replace(right, start=left.start, partial=replace(right.partial, weekday=left.partial.weekday))


def _weekday_week(reading: Reading, left: Atom, right: Atom) -> Atom | None:
    """ "Tuesday" + "last week"."""
    week = right.stretch
    if week is None or week.unit != "week" or left.partial is None or left.partial.weekday is None:
        return None
    if week.first is None:
        return replace(right, start=left.start, stretch=replace(week, edtf="XXXX-XX-XX", unit="day"))
    day = calendar.day(week.first + timedelta(days=left.partial.weekday))
    reason = f"the {left.partial.label} of {right.reason}"
    return replace(right, start=left.start, kind="day", rule=left.rule, stretch=day, reason=reason)


def _dated(reading: Reading, left: Atom, right: Atom) -> Atom | None:
    """ "June 19" + "last year", "the 20th" + "last month"."""
    whole = right.stretch
    if whole is None or left.partial is None or left.partial.year is not None or left.partial.step is not None:
        return None
    partial, joined = left.partial, replace(left, end=right.end, reason=right.reason)
    if whole.unit == "month" and partial.unit == "day" and partial.month is None and partial.day is not None:
        fixed = replace(partial, year=whole.first.year, month=whole.first.month) if whole.first else partial
    elif whole.unit == "year" and (partial.month or partial.season or partial.quarter or partial.half or partial.holiday):
        fixed = replace(partial, year=whole.first.year) if whole.first else partial
    else:
        return None
    return replace(joined, partial=fixed)


def _timed(reading: Reading, left: Atom, right: Atom) -> Atom | None:
    """A day + a time of day, in either order."""
    dayed, timed = (left, right) if right.kind == "clock" else (right, left)
    if dayed.clock is not None:
        return None
    return replace(dayed, start=left.start, end=right.end, clock=timed.clock)


def _joins(lefts_: frozenset[str], glue: str, rights: frozenset[str], join: Join) -> tuple[frozenset[str], re.Pattern[str], frozenset[str], Join]:
    return lefts_, re.compile(glue), rights, join


JOINS = (
    _joins(frozenset({"weekday"}), r",?\s+(?:the\s+)?", frozenset({"date", "ordinal"}), _weekday_date),
    _joins(frozenset({"weekday"}), r",?\s+(?:of\s+)?", frozenset({"relative"}), _weekday_week),
    _joins(DAYS | {"month", "season", "quarter"}, r",?\s+(?:of\s+)?(?:the\s+)?", frozenset({"relative", "bare"}), _dated),
    _joins(DAYS, r",?\s+(?:at\s+)?(?:about\s+|around\s+)?|\s*[-–|,]\s*", frozenset({"clock"}), _timed),
    _joins(frozenset({"clock"}), r",?\s+(?:on\s+)?", DAYS, _timed),
)


def _joined(reading: Reading, found: list[Atom]) -> list[Atom]:
    """Neighbours that make one expression, joined from left to right."""
    done: list[Atom] = []
    for atom in found:
        while done and (one := _join(reading, done[-1], atom)) is not None:
            done.pop()
            atom = one
        done.append(atom)
    return done


def _join(reading: Reading, left: Atom, right: Atom) -> Atom | None:
    """Two neighbours as one expression, None where they are two."""
    if right.start - left.end > JOINED:
        return None
    for kinds, glue, others, join in JOINS:
        if left.kind in kinds and right.kind in others and glue.fullmatch(reading.text, left.end, right.start):
            return join(reading, left, right)
    return None


# ------------------------------------------------------------------------------------------------------ ranges

RANGE = re.compile(r"(?:\s*[-–—]\s*|,?\s+(?:to|until|till|through|thru)\s+)(?:the\s+|on\s+)?")
AND = re.compile(r"\s+and\s+(?:the\s+)?")
FROM = re.compile(r"(?:[Ff]rom|FROM)\s+(?:the\s+)?")
BETWEEN = re.compile(r"(?:[Bb]etween|BETWEEN)\s+(?:the\s+)?")
SHIFTED = re.compile(rf"\b(?:{either(words('shifting'))})\b[^.;]{{0,40}}$")


def _ranges(reading: Reading, found: list[Atom]) -> list[Atom]:
    """Neighbours with "to" or a dash between them as one; the words "from" and "between" belong to it."""
    done: list[Atom] = []
    for atom in found:
        limit = done[-2].end if len(done) > 1 else 0
        one = _range(reading, done[-1], atom, limit=limit) if done else None
        if one is not None:
            done[-1] = one
            continue
        if atom.kind == "range" and (start := _opening(reading, atom, limit=done[-1].end if done else 0)) is not None:
            atom = replace(atom, start=start)
        done.append(atom)
    return done


def _opening(reading: Reading, atom: Atom, *, limit: int) -> int | None:
    """Where a range begins that "from" or "between" opens."""
    for start in lefts(reading.text, atom.start, limit):
        if FROM.fullmatch(reading.text, start, atom.start) or BETWEEN.fullmatch(reading.text, start, atom.start):
            return start
    return None


def _range(reading: Reading, left: Atom, right: Atom, *, limit: int) -> Atom | None:
    """Two expressions as the ends of one stretch, None where they are not."""
    text = reading.text
    kinds = (DAYS | PERIODS) - SILENT - {"range"}
    if right.start - left.end > JOINED or left.kind not in kinds or right.kind not in kinds or left.clock or right.clock:
        return None
    alike = left.kind == right.kind or {left.kind, right.kind} <= {"date", "month", "holiday", "day"}
    opening = _opening(reading, left, limit=limit)
    opens = text[opening : left.start].lower() if opening is not None else ""
    if AND.fullmatch(text, left.end, right.start):
        if not opens.startswith("between") and not (left.kind == right.kind == "weekday"):
            return None
    elif not RANGE.fullmatch(text, left.end, right.start) or opens.startswith("between"):
        return None
    elif opens and SHIFTED.search(text, max(limit, left.start - 60), opening):
        return None
    if not alike and not opens:
        return None
    one = ranged(reading, left, right)
    if one.stretch is None:
        return None
    return replace(one, start=opening if opening is not None else left.start, rule="times:range")


# ------------------------------------------------------------------------------------------------------- wraps


def _edge(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "Early", "the end of", "later": a part of what follows."""
    edge = words("edge")[re.sub(r"[\s-]+", " ", match["edge"].lower())]
    if atom.kind in DAYS:
        return replace(atom, start=match.start()) if edge in ("early", "late", "day", "before", "rest") else None
    if atom.kind not in PERIODS or edge == "day" or (atom.kind in ("year", "range") and not reading.free(atom.end)):
        return None
    whole = reading.settled(atom)
    stretch = whole.stretch
    if stretch is None or (stretch.unit == "day" and edge not in ("before", "rest")):
        return None
    reason = f"{match['edge'].lower()} {whole.reason}" if edge in ("before", "rest") else f"{edge} part; {whole.reason}"
    found = replace(whole, start=match.start(), kind="part", rule="times:part", partial=None, reason=reason)
    if stretch.first is None or stretch.last is None:
        return replace(found, reason=whole.reason)
    if edge in ("before", "rest"):
        part = _side(stretch, edge, anchor=reading.anchor)
    else:
        part = calendar.part(stretch, edge)
    return replace(found, stretch=part) if part else None


def _side(stretch: Stretch, edge: str, *, anchor: date | None) -> Stretch:
    """What of a stretch lies before publication ("earlier this week") or from it on ("later this week")."""
    first, last = stretch.first, stretch.last
    if first is None or last is None or anchor is None or not first <= anchor <= last:
        return stretch
    if edge == "rest":
        return calendar.days(anchor, last)
    return calendar.days(first, max(first, anchor - timedelta(days=1)))


def _nth_part(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "The first three months of", "the last week of": so many units from the start or the end of what follows."""
    if atom.kind not in PERIODS:
        return None
    whole = reading.settled(atom)
    reason = f"{match['ordinal'].lower()} {match['unit'].lower()}; {whole.reason}"
    found = replace(whole, start=match.start(), kind="part", rule="times:part", partial=None, reason=reason)
    if whole.stretch is None or whole.stretch.first is None:
        return replace(found, reason=whole.reason) if whole.stretch else None
    number = (match["number"] or "1").lower()
    count = int(number) if number.isdigit() else int(float(words("number").get(number, "1")))
    part = calendar.units_of(whole.stretch, words("unit")[match["unit"].lower()], nth=nth_of(match["ordinal"]), count=count)
    return replace(found, stretch=part) if part else None


def _week_of(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "The week of Sept. 16"."""
    if atom.kind not in DAYS:
        return None
    day = reading.settled(atom)
    if day.stretch is None:
        return None
    stretch = calendar.week(day.stretch.first) if day.stretch.first else replace(day.stretch, edtf="XXXX-XX-XX/XXXX-XX-XX")
    return replace(day, start=match.start(), kind="part", rule="times:week", partial=None, stretch=stretch)


def _eve_of(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "On the eve of Christmas": the day before."""
    if atom.kind not in DAYS:
        return None
    day = reading.settled(atom)
    if day.stretch is None or day.stretch.first is None:
        return None
    stretch = calendar.day(day.stretch.first - timedelta(days=1))
    return replace(day, start=match.start(), kind="day", partial=None, stretch=stretch, reason=f"the day before; {day.reason}")


def _ago(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "Two weeks ago", "two weeks from now"."""
    if atom.length is None:
        return None
    sign = -1 if match[0].strip() == "ago" else 1
    where = "before" if sign < 0 else "after"
    stretch = point(atom.length, reading.anchor, sign=sign)
    said = reading.text[atom.start : atom.end].lower()
    reason = f"{said} {where} publication" if reading.anchor else NO_ANCHOR
    return replace(atom, end=match.end(), kind="ago", rule="times:ago", length=None, stretch=stretch, reason=reason)


def _later(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "Two days later": counted from a day that the text names before."""
    days = atom.length.days if atom.length else None
    if days is None or atom.length is None or atom.length.about or atom.length.unit in ("hour", "minute"):
        return None
    offset = -days if match[0].strip() == "earlier" else days
    return replace(atom, end=match.end(), kind="discourse", rule="times:next-day", length=None, offset=offset)


def _open_length(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "In the past three weeks", "for the next two years": a length that ends or begins at publication."""
    if atom.length is None:
        return None
    past = match.groupdict().get("past") is not None
    if "last" in match[0].lower() and reading.text.startswith(" of ", atom.end):
        return None
    vague = "recent" in match[0].lower() or (atom.length.number is None)
    if vague:
        stretch = between(None, reading.anchor) if past else between(reading.anchor, None, past=False)
    else:
        stretch = behind(atom.length, reading.anchor) if past else ahead(atom.length, reading.anchor)
    return _placed(match, reading, atom, stretch=stretch, past=past)


def _placed(match: re.Match[str], reading: Reading, atom: Atom, *, stretch: Stretch, past: bool) -> Atom:
    """A length that the word before it has placed."""
    said = reading.text[atom.start : atom.end].lower()
    reason = f"{said} up to publication" if past else f"{said} from publication on"
    return replace(
        atom, start=match.start(), kind="length placed", rule="times:length", length=None, stretch=stretch,
        reason=reason if reading.anchor else NO_ANCHOR,
    )  # fmt: skip


def _in(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "In two weeks": ahead where the verb is future, but "the first in two weeks" looks back."""
    if atom.length is None:
        return None
    first, last = reading.sentences.around(atom.start, atom.end)
    back = SUPERLATIVE.search(reading.text, max(first, match.start() - 80), match.start()) is not None
    tense = reading.tense(atom)
    if not back and tense != "past":
        stretch = point(atom.length, reading.anchor, sign=1)
        if atom.length.number is None:
            stretch = between(reading.anchor, None, past=False)
        return _placed(match, reading, atom, stretch=stretch, past=False)
    if reading.text[atom.end : atom.end + 4] == " of ":
        return None
    return _placed(match, reading, atom, stretch=behind(atom.length, reading.anchor), past=True)


def _within(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "Within 48 hours": from publication on, unless it is within a length of something."""
    if atom.length is None or WITHIN_OF.match(reading.text, atom.end):
        return None
    if reading.tense(atom) == "past":
        return None
    return _placed(match, reading, atom, stretch=ahead(atom.length, reading.anchor), past=False)


def _for(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "For months", "has been closed for three weeks": up to publication; a bare term ("jailed for two years") is none."""
    if atom.length is None:
        return None
    if atom.length.number is None:
        past = reading.tense(atom) != "future"
        stretch = between(None, reading.anchor) if past else between(reading.anchor, None, past=False)
        return _placed(match, reading, atom, stretch=stretch, past=past)
    first, _ = reading.sentences.around(atom.start, atom.end)
    if match["word"].lower() != "for" or not PERFECT.search(reading.text, max(first, match.start() - 60), match.start()):
        return None
    return _placed(match, reading, atom, stretch=behind(atom.length, reading.anchor), past=True)


def _since(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "Since June": from then up to publication."""
    if atom.kind == "bare" or atom.kind not in DAYS | PERIODS | {"ago", "fiscal"}:
        return None
    found = reading.settled(atom, tense="past")
    stretch = found.stretch
    if stretch is None:
        return None
    opened = replace(found, start=match.start(), kind="bound", rule="times:since", partial=None, clock=None)
    mark = stretch.edtf.partition("/")[0]
    if stretch.first is None and stretch.last is not None:
        return None
    if reading.anchor is None or stretch.first is None:
        return replace(opened, stretch=Stretch(stretch.first, None, f"{mark}/", "open"))
    if stretch.first > reading.anchor:
        return None
    whole = Stretch(stretch.first, reading.anchor, f"{mark}/{reading.anchor}", "days")
    return replace(opened, stretch=whole, said=False, reason=f"from then up to publication; {found.reason}")


def _until(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "Until Monday", "by 2030": from publication to then, or up to then where that is over."""
    word = match["word"].lower()
    if atom.kind == "bare" or atom.kind not in DAYS | PERIODS or (word == "through" and atom.kind not in DAYS | {"month"}):
        return None
    if word == "before" and atom.kind != "part":
        return None
    tense = reading.tense(atom) or (None if word == "through" else "future")
    found = reading.settled(atom, tense=None if reading.future is not None else tense)
    stretch = found.stretch
    if stretch is None:
        return None
    closed = replace(found, start=match.start(), kind="bound", rule="times:until", partial=None, clock=None)
    mark = stretch.edtf.rpartition("/")[2]
    if stretch.last is None:
        return replace(closed, stretch=Stretch(None, None, f"/{mark}", "open"))
    if atom.kind == "part":
        mark = stretch.last.isoformat()
    if reading.anchor is None or stretch.last < reading.anchor:
        return replace(closed, stretch=Stretch(None, stretch.last, f"/{mark}", "open"), reason=f"up to then; {found.reason}")
    if stretch.last == reading.anchor:
        return replace(closed, stretch=calendar.day(reading.anchor))
    whole = Stretch(reading.anchor, stretch.last, f"{reading.anchor}/{mark}", "days")
    return replace(closed, stretch=whole, said=False, reason=f"from publication to then; {found.reason}")


Wrap = Callable[[re.Match[str], Reading, Atom], Atom | None]
SUPERLATIVE = re.compile(rf"\b(?:{either(words('superlative'))})\b")
PERFECT = re.compile(r"(?:\b(?:has|have|had|having|been)|['’](?:s|ve|d))\b")
WITHIN_OF = re.compile(r"\s+(?:of|after)\b")


def _wrap(side: str, pattern: str, wrap: Wrap) -> tuple[str, re.Pattern[str], Wrap]:
    filled = re.sub(r"(?<!\?P)<(\w+)>", lambda found: FRAGMENTS[found[1]], pattern.replace(" ", r"\s{1,2}"))
    return side, re.compile(filled), wrap


# What the words before ("left") or after ("right") an expression make of it, applied until none applies.
WRAPS = (
    _wrap("right", r" ago\b| from now\b", _ago),
    _wrap("right", r" (?:later|earlier)\b(?! (?:this|that|in|than))", _later),
    _wrap("left", r"(?:(?:[Ii]n|[Oo]ver|[Ff]or|[Dd]uring|[Ww]ithin|[Tt]hroughout|[Aa]cross) )?(?:<past>|<coming>) ", _open_length),
    _wrap("left", r"[Ii]n ", _in),
    _wrap("left", r"[Ww]ithin ", _within),
    _wrap("left", r"(?P<word>[Ff]or|[Oo]ver|[Dd]uring) ", _for),
    _wrap("left", r"(?:the )?<ordinal> (?:<number> )?<unit> of (?:the )?", _nth_part),
    _wrap("left", r"(?:the )?week (?:of|starting|beginning|ending) (?:on )?", _week_of),
    _wrap("left", r"(?:[Oo]n )?(?:[Tt]he )?eve of (?:the )?", _eve_of),
    _wrap("left", r"<edge>(?: |-|(?= ))(?:in )?(?:the )?", _edge),
)  # fmt: skip
BOUNDS = (
    _wrap("left", r"(?:[Ss]ince|SINCE|[Ee]ver since) (?:at least |about |around |as early as |the )?", _since),
    _wrap("left", r"(?P<word>[Uu]ntil|[Tt]ill?|[Bb]y|[Tt]hrough|[Nn]o later than|[Bb]efore) (?:at least |about |around |as early as |the )?", _until),
)  # fmt: skip


def _wrapped(reading: Reading, found: list[Atom], *, wraps: tuple[tuple[str, re.Pattern[str], Wrap], ...]) -> list[Atom]:
    """The expressions with what the words around them make of them; one that is taken in by its neighbour is gone."""
    done: list[Atom] = []
    for atom in found:
        if atom.kind == "name" or atom.start < (done[-1].end if done else 0):
            done.append(atom) if not done or atom.start >= done[-1].end else None
            continue
        while (wider := _wider(reading, atom, done, wraps=wraps)) is not None:
            atom = wider
        while done and done[-1].end > atom.start:
            done.pop()
        done.append(atom)
    return done


def _wider(
    reading: Reading, atom: Atom, done: list[Atom], *, wraps: tuple[tuple[str, re.Pattern[str], Wrap], ...]
) -> Atom | None:
    """An expression with the next words around it, None where they say nothing of it."""
    text = reading.text
    # a bare length to the left ("the first three months of 2023") may be taken in, anything else may not
    limit = next((one.end for one in reversed(done) if one.kind not in ("length", "bare", "eve")), 0)
    starts = lefts(text, atom.start, limit)[:-1]
    for side, pattern, wrap in wraps:
        if side == "right":
            match = pattern.match(text, atom.end) if atom.kind == "length" else None
            if match is not None and (one := wrap(match, reading, atom)) is not None:
                return one
            continue
        for start in starts:
            match = pattern.fullmatch(text, start, atom.start)
            if match is not None and (one := wrap(match, reading, atom)) is not None:
                return one
    return None


# ------------------------------------------------------------------------------------------------------ settle


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
        return replace(plain, stretch=stretch, reason="a length of time up to publication" if past else "from publication on")
    after = reading.word_after(atom.end).lower()
    if length.about and length.months and length.counted and after not in words("after length"):
        stretch = Stretch(None, None, "XXXX-XX/XXXX-XX", "days")
        return replace(plain, stretch=stretch, reason="a length of time; the text does not say from when")
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
    return replace(atom, stretch=stretch, reason="the text names no day to count from")


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
