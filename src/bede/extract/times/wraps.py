"""What the words around an expression make of it: "the end of", "ago", "in the past", "since"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from bede.extract.times import calendar
from bede.extract.times.calendar import Stretch
from bede.extract.times.fragments import FRAGMENTS, compiled
from bede.extract.times.grammar import lefts
from bede.extract.times.lengths import ahead, behind, between, point
from bede.extract.times.meanings import nth_of
from bede.extract.times.reading import DAYS, NO_ANCHOR, PERIODS, Atom, Reading
from bede.extract.times.words import either, words


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
    sided = edge in ("before", "rest")
    part = _side(stretch, edge, anchor=reading.anchor) if sided else calendar.part(stretch, edge)
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
    if match["number"] is None and match["unit"].lower() != words("unit")[match["unit"].lower()]:
        return None  # "the last days of": an edge, no number of days
    whole = reading.settled(atom)
    reason = f"{match['ordinal'].lower()} {match['unit'].lower()}; {whole.reason}"
    found = replace(whole, start=match.start(), kind="part", rule="times:part", partial=None, reason=reason)
    if whole.stretch is None or whole.stretch.first is None:
        return replace(found, reason=whole.reason) if whole.stretch else None
    number = (match["number"] or "1").lower()
    count = int(number) if number.isdigit() else int(float(words("number").get(number, "1")))
    part = calendar.units_of(
        whole.stretch, words("unit")[match["unit"].lower()], nth=nth_of(match["ordinal"]), count=count
    )
    return replace(found, stretch=part) if part else None


def _week_of(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "The week of Sept. 16"."""
    if atom.kind not in DAYS:
        return None
    day = reading.settled(atom)
    if day.stretch is None:
        return None
    stretch = (
        calendar.week(day.stretch.first) if day.stretch.first else replace(day.stretch, edtf="XXXX-XX-XX/XXXX-XX-XX")
    )
    return replace(day, start=match.start(), kind="part", rule="times:week", partial=None, stretch=stretch)


def _eve_of(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "On the eve of Christmas": the day before."""
    if atom.kind not in DAYS:
        return None
    day = reading.settled(atom)
    if day.stretch is None or day.stretch.first is None:
        return None
    stretch = calendar.day(day.stretch.first - timedelta(days=1))
    return replace(
        day, start=match.start(), kind="day", partial=None, stretch=stretch, reason=f"the day before; {day.reason}"
    )


def _ago(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "Two weeks ago", "two weeks from now"."""
    if atom.length is None:
        return None
    sign = -1 if match[0].strip() == "ago" else 1
    where = "before" if sign < 0 else "after"
    stretch = point(atom.length, reading.anchor, sign=sign)
    said = reading.text[atom.start : atom.end].lower()
    reason = f"{said} {where} publication" if reading.anchor else NO_ANCHOR
    if any(said.startswith(word) for word, value in words("approximator").items() if value == "below"):
        stretch = behind(atom.length, reading.anchor) if sign < 0 else ahead(atom.length, reading.anchor)
    fixed = SAME_MONTH.match(reading.text, match.end()) if sign < 0 and atom.length.months else None
    if fixed is not None and reading.anchor is not None:
        there = calendar.shift(reading.anchor.replace(day=1), -(atom.length.months or 0))
        stretch = calendar.month(there.year, there.month)
    end = fixed.end() if fixed is not None else match.end()
    return replace(atom, end=end, kind="ago", rule="times:ago", length=None, stretch=stretch, reason=reason)


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
    length = atom.length
    if length is None:
        return None
    first, _ = reading.sentences.around(atom.start, atom.end)
    back = SUPERLATIVE.search(reading.text, max(first, match.start() - 80), match.start()) is not None
    tense = reading.tense(atom)
    time = TIME.match(reading.text, atom.end)
    if time is not None or (not back and tense != "past"):
        atom = replace(atom, end=time.end() if time is not None else atom.end)
        stretch = point(length, reading.anchor, sign=1)
        if length.number is None:
            stretch = between(reading.anchor, None, past=False)
        return _placed(match, reading, atom, stretch=stretch, past=False)
    if reading.text[atom.end : atom.end + 4] == " of ":
        return None
    return _placed(match, reading, atom, stretch=behind(length, reading.anchor), past=True)


def _ahead(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "In the weeks ahead", "in the days to come": from publication on."""
    if atom.length is None or atom.length.number is not None:
        return None
    opening = OPENING.search(reading.text, max(0, atom.start - 16), atom.start)
    if opening is None:
        return None
    placed = _placed(opening, reading, atom, stretch=between(reading.anchor, None, past=False), past=False)
    return replace(placed, end=match.end())


def _within(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "Within 48 hours": from publication on, unless it is within a length of something."""
    if atom.length is None or WITHIN_OF.match(reading.text, atom.end):
        return None
    if reading.tense(atom) == "past":
        return None
    return _placed(match, reading, atom, stretch=ahead(atom.length, reading.anchor), past=False)


def _for(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "For months", "has been closed for three weeks": up to publication; a term ("jailed for two years") is none."""
    if atom.length is None:
        return None
    if atom.length.number is None:
        past = reading.tense(atom) != "future"
        stretch = between(None, reading.anchor) if past else between(reading.anchor, None, past=False)
        return _placed(match, reading, atom, stretch=stretch, past=past)
    first, _ = reading.sentences.around(atom.start, atom.end)
    if match["word"].lower() != "for" or not PERFECT.search(
        reading.text, max(first, match.start() - 60), match.start()
    ):
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
    if (
        atom.kind == "bare"
        or atom.kind not in DAYS | PERIODS
        or (word == "through" and atom.kind not in DAYS | {"month", "part", "year"})
    ):
        return None
    if word == "before" and atom.kind != "part":
        return None
    tense = reading.tense(atom) or (None if word == "through" else "future")
    if atom.kind == "year" and word == "through" and tense != "future":
        return None
    found = reading.settled(atom, tense=None if reading.future is not None else tense)
    if atom.kind == "date" and tense == "past" and reading.future is None:
        found = _nearer(reading, found, reading.settled(atom, tense="future"))
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
        return replace(
            closed, stretch=Stretch(None, stretch.last, f"/{mark}", "open"), reason=f"up to then; {found.reason}"
        )
    if stretch.last == reading.anchor:
        return replace(closed, stretch=calendar.day(reading.anchor))
    whole = Stretch(reading.anchor, stretch.last, f"{reading.anchor}/{mark}", "days")
    return replace(closed, stretch=whole, said=False, reason=f"from publication to then; {found.reason}")


def _nearer(reading: Reading, one: Atom, other: Atom) -> Atom:
    """The one of two days that is nearer to publication: "ordered him held until May 29" in March."""
    days = [atom.stretch.first for atom in (one, other) if atom.stretch is not None and atom.stretch.first is not None]
    if reading.anchor is None or len(days) < 2:
        return one
    return other if abs((days[1] - reading.anchor).days) < abs((days[0] - reading.anchor).days) else one


Wrap = Callable[[re.Match[str], Reading, Atom], Atom | None]
SUPERLATIVE = re.compile(rf"\b(?:{either(words('superlative'))})\b")
PERFECT = re.compile(r"(?:\b(?:has|have|had|having|been)|['’](?:s|ve|d))\b")
SAME_MONTH = re.compile(r"\s+this\s+month\b")
TIME = re.compile(r"['’]s?\s+time\b")
OPENING = re.compile(rf"\b(?:{FRAGMENTS['over']})\s+the\s+$")
WITHIN_OF = re.compile(r"\s+(?:of|after)\b")


def _wrap(side: str, pattern: str, wrap: Wrap) -> tuple[str, re.Pattern[str], Wrap]:
    return side, compiled(pattern), wrap


# What the words before ("left") or after ("right") an expression make of it, applied until none applies.
WRAPS = (
    _wrap("right", r" ago\b| from now\b", _ago),
    _wrap("right", r" (?:ahead|to come)\b(?! of)", _ahead),
    _wrap("right", r" (?:later|earlier)\b(?! (?:this|that|in|than))", _later),
    _wrap("left", r"(?:<over> )?(?:<past>|<coming>) ", _open_length),
    _wrap("left", r"[Ii]n ", _in),
    _wrap("left", r"[Ww]ithin ", _within),
    _wrap("left", r"(?P<word>[Ff]or|[Oo]ver|[Dd]uring) ", _for),
    _wrap("left", r"(?:the )?<ordinal> (?:<number> )?<unit> of (?:the )?", _nth_part),
    _wrap("left", r"(?:the )?week (?:of|starting|beginning|ending) (?:on )?", _week_of),
    _wrap("left", r"(?:[Oo]n )?(?:[Tt]he )?eve of (?:the )?", _eve_of),
    _wrap("left", r"<edge>(?: |-|(?= ))(?:in )?(?:the )?", _edge),
)  # fmt: skip
BOUNDS = (
    _wrap("left", r"(?:[Ss]ince|SINCE|[Ee]ver since) <at_least>?(?:the )?", _since),
    _wrap("left", r"(?P<word><up_to>) <at_least>?(?:the )?", _until),
)  # fmt: skip


def wrapped(reading: Reading, found: list[Atom], *, wraps: tuple[tuple[str, re.Pattern[str], Wrap], ...]) -> list[Atom]:
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
