"""Single expressions of time: a table of rules, each a word that betrays it, a pattern and what the match means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from bede.extract import calendar
from bede.extract.calendar import Partial, Stretch, Tense
from bede.extract.lengths import Length, behind, between, length_of
from bede.extract.tense import Sentences
from bede.extract.timewords import capitals, either, known_days, names, spelled, words

BEFORE, AFTER = 60, 80  # characters that one expression may stand from the word that betrays it
MOST_WORDS = 7  # words of time that are looked at to the left of it
NO_ANCHOR = "no anchor: the day of publication is not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """One expression on its way: what it says (``partial``, ``length``, ``clock``) until its ``stretch`` is settled.

    ``kind`` is what the grammar knows it by; ``said`` is whether the text alone fixes its days.
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
        """Whether no noun follows a place, which what ends there could count or describe: a function word or a stop does."""
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
            return replace(atom, stretch=masked, reason=f"there is no {partial.label}")
        fixed = partial.year is not None and (partial.unit != "day" or bool(partial.month or partial.holiday))
        if not fixed and self.anchor is None:
            return replace(atom, stretch=Stretch(None, None, calendar.mask(partial), partial.unit), reason=NO_ANCHOR)
        given = tense or self.tense(atom) if not fixed else None
        strict = tense is not None or self.future is not None
        chosen = calendar.choose(partial, self.anchor or date(2000, 1, 1), tense=given, strict=strict)
        if chosen is None:
            masked = Stretch(None, None, calendar.mask(partial), partial.unit)
            return replace(atom, stretch=masked, reason=f"no {partial.label} near publication")
        said = fixed and (atom.said or not atom.reason)
        return replace(atom, stretch=chosen[0], reason=atom.reason or chosen[1], said=said)


# ---------------------------------------------------------------------------------------------------- fragments

WORD_BEFORE = re.compile(r"([\w.]*[\w.’'])[\s-]+$")
WORD_AFTER = re.compile(r"[\s-]+\(?([\w’']+)")
GAP = re.compile(r"(?:[\s-]|\.\s|,\s|[–—]|\s\(){1,2}")
NUMERIC = re.compile(r"\d{1,4}(?:st|nd|rd|th|s)?")


def _months(name: str) -> str:
    """A month in full, or shortened with or without its stop."""
    full, short = either(capitals(words("month"))), either(capitals(words("month short")))
    return rf"(?:(?P<{name}>{full}\b)|(?P<{name}_short>{short}\b)\.?)"


FRAGMENTS = {
    "month": _months("month"),
    "month2": _months("month2"),
    "weekday": rf"(?P<weekday>{either(spelled(words('weekday')) + capitals(words('weekday')))}\b)",
    "short": rf"(?P<weekday>{either(capitals(words('weekday short')))}\b)\.?",
    "season": rf"(?P<season>{either(spelled(words('season')) + capitals(words('season')))}\b)",
    "day": r"(?P<day>\d{1,2})(?!\d)(?:(?:st|nd|rd|th)\b)?",
    "day2": r"(?P<day2>\d{1,2})(?![\d:])(?:(?:st|nd|rd|th)\b)?",
    "nth": r"(?P<day>\d{1,2})(?:st|nd|rd|th)\b",
    "nth2": r"(?P<day2>\d{1,2})(?:st|nd|rd|th)\b",
    "year": r"(?P<year>[12]\d{3})(?![\d%]|[.,]\d)",
    "year2": r"(?P<year2>[12]\d{3}|\d\d)(?![\d%]|[.,]\d)",
    "step": rf"(?P<step>{either(spelled(words('step')))})",
    "ordinal": rf"(?P<ordinal>{either(spelled(words('ordinal')))}|\d{{1,2}}(?:st|nd|rd|th))",
    "number": rf"(?P<number>{either(spelled(words('number')))}(?:-{either(words('number'))})?|\d{{1,4}})(?!\w)",
    "vaguely": rf"(?P<vaguely>{either(spelled(words('number vague')))})",
    "about": rf"(?:(?P<about>{either(spelled(words('approximator')))})|(?P<beyond>{either(spelled(words('beyond')))}))",
    "unit": rf"(?P<unit>{either(spelled(words('unit')))}\b)",
    "daypart": rf"(?:\s(?:{either(words('daypart'))})\b)",
    "edge": rf"(?P<edge>{either(spelled(words('edge')))})",
    "past": rf"(?P<past>{either(spelled(words('stretch past')))})",
    "coming": rf"(?P<coming>{either(spelled(words('stretch future')))})",
    "lasting": rf"(?:{either(words('lasting'))})\b",
    "aged": rf"(?:{either([*words('lasting'), *words('lasting old')])})\b",
    "today": either(spelled(words("day"))),
    "vague": either(spelled([*words("vague past"), *words("vague future")])),
    "discourse": either(spelled(words("discourse"))),
    "known": either(known_days()),
    "holiday": either([form for name in calendar.holiday_names() for form in (name, name.upper())]),
    "eve": either(spelled(words("eve"))),
    "name": either(names()),
    "zone": rf"(?P<zone>{either([*capitals(words('zone')), *spelled(words('zone'))])})\b",
    "half": r"(?P<half>\sand\sa\shalf)",
    "halfway": r"(?P<halfway>\sand\sa\shalf)",
    "and": r"(?:\s?[-–—/]\s?|\s(?:to|and|or|through|until)\s(?:the\s)?)",
}


def _pattern(text: str) -> re.Pattern[str]:
    """A rule's pattern: ``<name>`` stands for a fragment, a blank for white space."""
    filled = re.sub(r"(?<!\?P)<(\w+)>", lambda found: FRAGMENTS[found[1]], text.replace(" ", r"(?:\s{1,2})"))
    return re.compile(filled)


# ------------------------------------------------------------------------------------------------------- atoms


def _number(match: re.Match[str], name: str) -> int | None:
    """A group as a number, None where the rule has no such group or it did not match."""
    found = match.groupdict().get(name)
    return int(found) if found else None


def _month(match: re.Match[str], name: str = "month") -> int | None:
    """A group as the number of a month."""
    full, short = (match.groupdict().get(group) for group in (name, f"{name}_short"))
    if full is None and short is None:
        return None
    return int(words("month")[full.lower()] if full else words("month short")[str(short).lower()])


def _date(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """A day of a month, with or without its year; a name like "March 23 Movement" swallows it."""
    partial = Partial(year=_number(match, "year"), month=_month(match), day=_number(match, "day"))
    after = reading.word_after(match.end())
    if after in words("name part"):
        return replace(atom, kind="name")
    if partial.year is None and after in words("after count") and match.string[match.end() - 1].isdigit():
        return None
    return replace(atom, partial=partial)


def _date_range(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """Two days of one month; of any month where only the days are said."""
    year, month = _number(match, "year"), _month(match)
    after = reading.word_after(match.end())
    if after in words("after count") or (month is None and not reading.free(match.end())):
        return None
    if month is not None and int(match["day"]) >= int(match["day2"]):
        return None
    first = Partial(year=year, month=month, day=_number(match, "day"))
    last = Partial(year=year, month=month, day=_number(match, "day2"))
    return ranged(reading, replace(atom, partial=first), replace(atom, partial=last))


def _month_range(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "March to June"."""
    if match["month"] is None or match["month2"] is None:
        return None
    one, two = Partial(month=_month(match)), Partial(month=_month(match, "month2"))
    return ranged(reading, replace(atom, partial=one), replace(atom, partial=two))


def _weekday(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """A day of the week, maybe with "last", "this" or "next"."""
    name = match["weekday"].lower()
    number = words("weekday").get(name) or words("weekday short")[name]
    step = _step(match)
    if step is None and reading.word_before(atom.start).lower() in words("recurring"):
        return replace(atom, kind="name")
    return replace(atom, partial=Partial(weekday=int(number), step=step))


def _step(match: re.Match[str]) -> int | None:
    """What "last" (-1), "this" (0) or "next" (1) says."""
    found = match.groupdict().get("step")
    return int(words("step")[re.sub(r"\s+", " ", found.lower())]) if found else None


def _bare_month(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """A month by itself: names that are also verbs or people's names only after a word that months follow."""
    step, year = _step(match), _number(match, "year")
    partial = Partial(year=year, month=_month(match), step=step)
    if step is None and year is None:
        name, before = (match["month"] or "").lower(), reading.word_before(atom.start)
        capital = reading.word_after(match.end())[:1].isupper() and reading.text[match.end() : match.end() + 1] == " "
        wary = not name or name in words("month name") or capital
        if wary and before.lower() not in words("before month"):
            return None
        if name in words("month name") and before.lower() in words("month verb"):
            return replace(atom, partial=partial) if EDGE_OF.search(reading.text, 0, atom.start) else None
    return replace(atom, partial=partial)


def _ordinal(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "The 20th": a day of the month where no noun follows that it could count."""
    if int(match["day"]) == 0:
        return None
    if "(" not in match[0]:
        before, after = reading.word_before(atom.start).lower(), reading.word_after(match.end()).lower()
        of_month = after == "of" and OF_MONTH.match(reading.text, match.end())
        if (before and before not in words("before ordinal")) or (after == "of" and not of_month):
            return None
        if not of_month and not reading.free(match.end()):
            return None
    return replace(atom, partial=Partial(day=int(match["day"])))



def _year(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """A number that is a year by what stands around it, or two with a dash between them."""
    first = int(match["year"])
    if match.groupdict().get("year2"):
        last = int(match["year2"])
        last += first // 100 * 100 if last < 100 else 0
        if not first < last < first + 120:
            return None
        return replace(atom, stretch=calendar.years(first, last), reason="both years are said", said=True)
    if match.groupdict().get("unit") is None and not _is_year(first, reading, atom):
        return None
    return replace(atom, partial=Partial(year=first))


def _is_year(number: int, reading: Reading, atom: Atom) -> bool:
    """Whether a number of four digits counts years, not people or dollars."""
    text, before = reading.text, reading.word_before(atom.start)
    touching = text[atom.start - 1 : atom.start] if atom.start else ""
    if ADDRESS.search(text, max(0, atom.start - 3), atom.start):
        return False
    if touching in ("-", "–") and before.lower() not in words("edge"):
        return False
    after = WORDS_AFTER.match(text, atom.end)
    if after and any(word in words("after count") for word in after[0].lower().split()):
        return False
    known = before.lower() in words("before year") or before.lower().rstrip(".") in words("month")
    opens = not before or touching in ("(", ",", ";", '"', "“", "[")
    if 1900 <= number < 2100 and number % 100:
        return known or opens or (before.islower() and after is not None)
    return before.lower() in words("before any year")


def _digits(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """A date in digits; where day and month could change places the text does not tell."""
    groups = match.groupdict()
    one, two, number = int(groups["one"]), int(groups["two"]), int(groups["year"])
    if groups.get("mark") == "/" and one <= 12 and two <= 12 and one != two:
        stretch = Stretch(None, None, f"{number:04}-XX-XX", "day")
        return replace(atom, stretch=stretch, reason="day and month can not be told apart")
    day, month = (two, one) if groups.get("first") or (groups.get("mark") == "/" and two > 12) else (one, two)
    if not 1 <= month <= 12:
        return None
    found = replace(atom, partial=Partial(year=number, month=month, day=day))
    clock = groups.get("clock")
    if not clock:
        return found
    return replace(found, clock=(clock if clock.count(":") == 2 else f"{clock}:00") + (groups.get("offset") or ""))


def _clock(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """A time of day as EDTF writes it, with the offset of its zone where that is known."""
    groups = match.groupdict()
    hour, minute = int(groups["hour"]), int(groups.get("minute") or 0)
    half = (groups.get("half_day") or "").replace(".", "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif not groups.get("zone") and reading.word_before(atom.start).lower() not in words("before clock"):
        return None
    if hour > 23 or minute > 59:
        return None
    zone = words("zone").get(re.sub(r"\s+", " ", (groups.get("zone") or "").lower()), "")
    return replace(atom, clock=f"{hour:02}:{minute:02}:00{zone}")


def _deictic(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "Today", "last night": counted from the day of publication."""
    phrase = re.sub(r"\s+", " ", match["phrase"].lower())
    offset = int(words("day")[phrase])
    reason = f"{phrase}, counted from the day of publication"
    if reading.anchor is None:
        return replace(atom, stretch=Stretch(None, None, "XXXX-XX-XX", "day"), reason=NO_ANCHOR)
    first = reading.anchor + timedelta(days=offset)
    stretch = calendar.days(first - timedelta(days=1), first) if phrase == "overnight" else calendar.day(first)
    return replace(atom, stretch=stretch, reason=reason)


def _vague(match: re.Match[str], reading: Reading, atom: Atom) -> Atom:
    """ "Recently": some time up to publication."""
    past = re.sub(r"\s+", " ", match[0].lower()) in words("vague past")
    return replace(atom, stretch=between(None, reading.anchor) if past else between(reading.anchor, None), reason=(
        "some time before publication" if past else "some time after publication"
    ))


def _discourse(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "The next day": counted from a day that the text names before, unless a noun follows ("the day before the vote")."""
    after = reading.word_after(match.end()).lower()
    if not reading.free(match.end()) or after in words("not after discourse"):
        return None
    return replace(atom, offset=int(words("discourse")[re.sub(r"\s+", " ", match[0].lower())]))


def _known(match: re.Match[str], reading: Reading, atom: Atom) -> Atom:
    """A day that everybody knows by name."""
    when = date.fromisoformat(KNOWN[re.sub(r"\s+", " ", match[0])])
    return replace(atom, stretch=calendar.day(when), reason="a day known by this name", said=True)


def _holiday(match: re.Match[str], reading: Reading, atom: Atom) -> Atom:
    """A holiday, maybe with its year."""
    if reading.word_after(match.end()).lower() in words("holiday goods") and match.groupdict().get("year") is None:
        return replace(atom, kind="name")
    name = HOLIDAYS[re.sub(r"\s+", " ", match["phrase"].replace("’", "'")).lower()]
    return replace(atom, partial=Partial(holiday=name, year=_number(match, "year"), step=_step(match)))


def _season(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """A season with its year, with "last" or "next", or after a word that seasons follow."""
    name, number, step = words("season")[match["season"].lower()], _number(match, "year"), _step(match)
    if number is None and step is None:
        before = reading.word_before(atom.start).lower()
        if match["season"] != match["season"].lower() or before not in words("before season"):
            return None
        if reading.word_after(match.end()).lower() in words("after season") and not OF_YEAR.match(reading.text, match.end()):
            return None
    return replace(atom, partial=Partial(season=name, year=number, step=step))


def _quarter(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """A quarter of a year."""
    groups = match.groupdict()
    number = int(groups["digit"]) if groups.get("digit") else nth_of(match["ordinal"])
    if not 1 <= number <= 4:
        return None
    return replace(atom, partial=Partial(quarter=number, year=_number(match, "year")))


def _relative(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "Last week", "this month", "the year after next": counted from publication."""
    groups, unit = match.groupdict(), match["unit"].lower()
    step = {"before": -2, "after": 2}[groups["beyond_it"]] if groups.get("beyond_it") else _step(match)
    if unit not in SINGULAR or step is None:
        return None
    stretch = _unit_at(unit, step, reading=reading, atom=atom)
    if stretch is None:
        return None
    return replace(atom, stretch=stretch, reason=f"{match[0].lower()}, counted from publication" if reading.anchor else NO_ANCHOR)


def _unit_at(unit: str, step: int, *, reading: Reading, atom: Atom) -> Stretch | None:
    """The week, month, ... a number of steps away from the one of publication; masked without an anchor."""
    anchor = reading.anchor
    if anchor is None:
        edtf = MASKS.get(unit)
        return Stretch(None, None, edtf, unit) if edtf else None
    if unit == "week":
        return calendar.week(anchor + timedelta(weeks=step))
    if unit == "weekend":
        return _weekend(step, anchor=anchor)
    if unit == "month":
        there = calendar.shift(anchor.replace(day=1), step)
        return calendar.month(there.year, there.month)
    if unit == "quarter":
        there = calendar.shift(anchor.replace(day=1), 3 * step)
        first = (there.month - 1) // 3 * 3 + 1
        return calendar.months(there.year, first, first + 2, unit="quarter")
    if unit == "year":
        return calendar.year(anchor.year + step)
    if unit == "decade":
        return calendar.decade((anchor.year // 10 + step) * 10)
    return calendar.century(anchor.year // 100 + 1 + step) if unit == "century" else None


def _weekend(step: int, *, anchor: date) -> Stretch:
    """This weekend, the last before it or the next after it."""
    if step == -1 and anchor.weekday() >= 5:
        return calendar.weekend(anchor - timedelta(weeks=1))
    return calendar.weekend(anchor + timedelta(weeks=step))


def _the_weekend(match: re.Match[str], reading: Reading, atom: Atom) -> Atom:
    """ "The weekend": the one just over or under way, the coming one where the verb is future."""
    if reading.anchor is None:
        return replace(atom, stretch=Stretch(None, None, MASKS["week"], "weekend"), reason=NO_ANCHOR)
    coming = reading.tense(atom) == "future"
    step = 0 if coming or reading.anchor.weekday() >= 5 else -1
    reason = "the coming weekend, as the verb is future" if coming else "nearest weekend not after publication"
    return replace(atom, stretch=_weekend(step, anchor=reading.anchor), reason=reason)


def _bare(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "The year": a time only with what stands before it ("the end of the year")."""
    stretch = _unit_at(match["unit"].lower(), 0, reading=reading, atom=atom)
    if match["unit"].lower() == "day":
        stretch = calendar.day(reading.anchor) if reading.anchor else Stretch(None, None, "XXXX-XX-XX", "day")
    return replace(atom, stretch=stretch, reason="counted from publication") if stretch else None


def _decade(match: re.Match[str], reading: Reading, atom: Atom) -> Atom:
    """Ten years by their number: the 1990s, the '80s."""
    number = int(match["decade"])
    number += (1900 if number >= 30 else 2000) if number < 100 else 0
    return replace(atom, stretch=calendar.decade(number), reason="the decade is said", said=True)


def nth_of(ordinal: str) -> int:
    """An ordinal in words or digits as a number, -1 for the last."""
    return int(words("ordinal").get(ordinal.lower()) or re.sub(r"\D", "", ordinal))


def _century(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """A century by its number."""
    number = nth_of(match["ordinal"])
    if not 1 <= number <= 99:
        return None
    return replace(atom, stretch=calendar.century(number), reason="the century is said", said=True)


def _fiscal(match: re.Match[str], reading: Reading, atom: Atom) -> Atom:
    """A fiscal year as the United States counts it."""
    number = int(match["year"])
    number += 2000 if number < 100 else 0
    reason = "a fiscal year as the United States counts it, from October to September"
    return replace(atom, stretch=calendar.fiscal(number), reason=reason)


def _length(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """A length of time, which the words around it must place."""
    groups = match.groupdict()
    found = length_of(
        match["unit"].lower(),
        number=groups.get("number"),
        vague=bool(groups.get("vaguely")),
        half=bool(groups.get("half") or groups.get("halfway")),
        about=bool(groups.get("about")),
        beyond=bool(groups.get("beyond")),
    )
    return replace(atom, length=found) if found else None


def _lasting(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "31-month invasion", "two-year-old war": from then up to publication, where the noun is a thing that lasts."""
    found = length_of(match["unit"].lower(), number=match.groupdict().get("number"))
    if found is None:
        return None
    reason = f"{match[0].lower()}, counted back from publication" if reading.anchor else NO_ANCHOR
    return replace(atom, stretch=behind(found, reading.anchor), reason=reason)


def _eve(match: re.Match[str], reading: Reading, atom: Atom) -> Atom:
    """ "On the eve of" something that the text does not date."""
    reason = "the day before an event that the text does not date"
    return replace(atom, stretch=Stretch(None, None, "XXXX-XX-XX", "day"), reason=reason)


def _nothing(match: re.Match[str], reading: Reading, atom: Atom) -> Atom:
    """A name or an opening that is no time by itself, and keeps its words from being read as one."""
    return atom


Make = Callable[[re.Match[str], Reading, Atom], Atom | None]


class Rule(NamedTuple):
    """One way to say a time: the class of word that betrays it, its kind, its pattern and what it means."""

    word: str
    kind: str
    name: str
    pattern: re.Pattern[str]
    make: Make


def _rule(word: str, kind: str, name: str, pattern: str, make: Make) -> Rule:
    return Rule(word, kind, f"times:{name}", _pattern(pattern), make)


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
        return replace(whole, stretch=masked, reason="a day that does not exist")
    fixed = first.year is not None and last.year is not None
    if reading.anchor is None and not fixed:
        return replace(whole, stretch=masked, reason=NO_ANCHOR)
    anchor = reading.anchor or date(2000, 1, 1)
    tense = None if fixed else reading.tense(whole)
    # Weekdays that lie ahead are counted from the first ("from Friday to Tuesday"); all else is told by where it ends.
    lead, trail = (first, last) if tense == "future" and first.weekday is not None else (last, first)
    chosen = calendar.choose(lead, anchor, tense=tense, strict=False)
    if chosen is None or chosen[0].first is None:
        return replace(whole, stretch=masked, reason=f"no {lead.label} near publication")
    seek = calendar.after if lead is first else calendar.before
    other = seek(trail, chosen[0].first, anchor=chosen[0].first)
    if other is None:
        return replace(whole, stretch=masked, reason=f"no {trail.label} near it")
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


KNOWN = known_days()
HOLIDAYS = {name.lower(): name for name in calendar.holiday_names()}
SINGULAR = frozenset({"week", "weekend", "month", "quarter", "year", "decade", "century"})
MASKS = {
    "week": "XXXX-XX-XX/XXXX-XX-XX",
    "weekend": "XXXX-XX-XX/XXXX-XX-XX",
    "month": "XXXX-XX",
    "quarter": "XXXX-XX/XXXX-XX",
    "year": "XXXX",
    "decade": "XXXX/XXXX",
    "century": "XXXX/XXXX",
}
EDGE_OF = re.compile(rf"{FRAGMENTS['edge']}\s$")
OF_MONTH = re.compile(r"\sof\s(?:the|this|last|next)\smonth\b")
OF_YEAR = re.compile(r"\sof\s(?:[12]\d{3}\b|(?:last|this|next)\syear)")
ADDRESS = re.compile(r"[/_=&©%]\s*$")  # a year in an address or a notice of rights dates nothing
WORDS_AFTER = re.compile(r"(?:[\s-]\(?[\w'’]+){1,2}")

# What single expressions look like. A blank is any white space, <name> a fragment; the longest match wins, then the
# first. The first column is the class of the word (timewords) or the form of the number that betrays the expression.
ATOMS = (
    _rule("month", "range", "days-of-month", r"(?:the )?<day><and>(?:the )?<day2>(?: of)? <month>(?:,? <year>)?", _date_range),
    _rule("month", "range", "month-days", r"<month> <day><and><day2>(?! <month2>)(?:,? <year>)?", _date_range),
    _rule("month", "date", "day-month", r"(?:the )?<day>(?:(?: of)? |-)<month>(?:(?:,? |-)<year>)?", _date),
    _rule("month", "date", "month-day", r"<month> (?:the )?<day>(?:,? <year>)?", _date),
    _rule("month", "range", "months", r"<month><and><month2>(?! ?\d)", _month_range),
    _rule("month", "month", "month-year", r"<month>(?:,? | of )<year>", _bare_month),
    _rule("month", "month", "month", r"(?:<step> )?<month>(?!\w)", _bare_month),
    _rule("weekday", "weekday", "weekday", r"(?:<step> )?<weekday><daypart>?", _weekday),
    _rule("weekday", "name", "name", r"<ordinal> <weekday> (?:in|of)\b", _nothing),
    _rule("short", "weekday", "weekday", r"<short>,?(?= (?:\d{1,2} )?<month>)", _weekday),
    _rule("ordinal", "range", "days", r"the <nth><and>(?:the )?<nth2>(?! <month>)", _date_range),
    _rule("ordinal", "ordinal", "day-of-month", r"the <nth>(?: \(local time\))?", _ordinal),
    _rule("number", "date", "digits", r"(?P<year>\d{4})(?P<first>[-/.])(?P<one>\d{1,2})(?P=first)(?P<two>\d{1,2})(?!\d)"
          r"(?:T(?P<clock>\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(?P<offset>Z|[+-]\d\d:?\d\d)?)?", _digits),
    _rule("number", "date", "digits", r"(?P<one>\d{1,2})(?P<mark>[-/.])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)", _digits),
    _rule("clock", "clock", "clock", r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?P<half_day>[AaPp]\.[Mm]\b\.?|[AaPp][Mm]\b)(?:,? ?(?P<paren>\()?<zone>(?(paren)\)))?", _clock),
    _rule("clock", "clock", "clock", r"(?P<hour>\d{1,2})(?:[:.]|(?=\d\d ))(?P<minute>\d\d)(?::\d\d)?(?: ?(?P<paren>\()?<zone>(?(paren)\)))?(?!\d|[:.]\d)", _clock),
    _rule("year", "range", "years", r"<year>[-–/]<year2>(?!-)", _year),
    _rule("year", "year", "year", r"<year>(?![-–]\d)", _year),
    _rule("year", "fiscal", "fiscal-year", r"(?:[Ff]iscal|[Ff]inancial) (?P<year>(?:19|20)\d\d)", _fiscal),
    _rule("unit", "fiscal", "fiscal-year", r"(?:[Ff]iscal|[Ff]inancial) (?P<unit>year) (?P<year>(?:19|20)\d\d)", _fiscal),
    _rule("unit", "year", "year", r"(?:the )?(?P<unit>year) <year>", _year),
    _rule("fiscal", "fiscal", "fiscal-year", r"FY ?(?P<year>(?:19|20)?\d\d)", _fiscal),
    _rule("decade", "decade", "decade", r"(?:the )?['’]?(?P<decade>(?:\d\d)?\d0)s", _decade),
    _rule("q", "quarter", "quarter", r"Q(?P<digit>[1-4])(?:,? <year>)?", _quarter),
    _rule("season", "season", "season", r"(?:the )?<season>(?: of|,)? <year>", _season),
    _rule("season", "season", "season", r"(?:(?:<step>|the) )?<season>", _season),
    _rule("unit", "relative", "unit", r"(?<![Tt]he\s)<step> <unit>(?! of )", _relative),
    _rule("unit", "relative", "unit", r"the <unit> (?P<beyond_it>before|after) (?:last|next)(?= |[.,;:!?]|$)", _relative),
    _rule("unit", "weekend", "weekend", r"the (?P<unit>[Ww]eekend)\b", _the_weekend),
    _rule("unit", "bare", "unit", r"the (?P<unit>day|week|month|quarter|year|decade|century)\b", _bare),
    _rule("unit", "century", "century", r"(?:the )?<ordinal> (?P<unit>century)\b", _century),
    _rule("unit", "quarter", "quarter", r"(?:the )?<ordinal>[\s-](?P<unit>quarter)\b(?: of <year>)?", _quarter),
    _rule("unit", "lasting", "lasting", r"<number>-(?P<unit>day|week|month|year|decade)-(?:old|long)(?=(?: [\w-]+){0,2} <aged>)", _lasting),
    _rule("unit", "lasting", "lasting", r"<number>-(?P<unit>week|month|year|decade)(?=(?: [\w-]+){0,2} <lasting>)", _lasting),
    _rule("unit", "lasting", "lasting", r"<number> (?P<unit>(?:day|week|month|year|decade)s)(?= (?:of|into)(?: [\w-]+)? <lasting>)", _lasting),
    _rule("unit", "lasting", "lasting", r"(?P<unit>(?:hour|day|week|month|year|decade|centurie)s)-long\b", _lasting),
    _rule("unit", "lasting", "lasting", r"(?P<unit>(?:month|year|decade|centurie)s)-old(?=(?: [\w-]+){0,2} <aged>)", _lasting),
    _rule("unit", "length", "length", r"(?:<about> )?(?:(?:<number><halfway>?|<vaguely>)[\s-])?<unit>(?!-)<half>?", _length),
    _rule("day", "day", "day", r"(?P<phrase><today>)<daypart>?", _deictic),
    _rule("vague", "vague", "recently", r"<vague>", _vague),
    _rule("discourse", "discourse", "next-day", r"<discourse>", _discourse),
    _rule("known", "known", "known-day", r"<known>", _known),
    _rule("holiday", "holiday", "holiday", r"(?:<step> )?(?P<phrase><holiday>)(?:,? <year>)?", _holiday),
    _rule("eve", "eve", "eve", r"<eve>", _eve),
    _rule("name", "name", "name", r"<name>", _nothing),
)  # fmt: skip


# -------------------------------------------------------------------------------------------------------- scan


def _betrayers() -> dict[str, str]:
    """The words and phrases that betray a time, lower case, with the class of rule that they call."""
    found: dict[str, str] = {}
    for kind, listed in BETRAY.items():
        for word in listed:
            found.setdefault(word.lower(), kind)
    return found


BETRAY = {
    "name": names(),
    "known": tuple(KNOWN),
    "holiday": tuple(HOLIDAYS.values()),
    "eve": tuple(words("eve")),
    "day": tuple(words("day")),
    "vague": (*words("vague past"), *words("vague future")),
    "discourse": tuple(words("discourse")),
    "month": (*words("month"), *words("month short")),
    "weekday": tuple(words("weekday")),
    "short": tuple(words("weekday short")),
    "season": tuple(words("season")),
    "unit": tuple(words("unit")),
}
CLASS = _betrayers()
PHRASES = either(
    [
        *(word for kind in ("name", "known", "holiday") for word in BETRAY[kind]),
        *(word.upper() for word in BETRAY["holiday"]),
        *(form for kind in ("eve", "day", "vague", "discourse", "weekday", "season", "unit") for form in spelled(BETRAY[kind])),
        *(form for kind in ("month", "weekday", "short", "season") for form in capitals(BETRAY[kind])),
    ]
)
CANDIDATE = re.compile(
    rf"(?<!\w)(?:(?P<phrase>{PHRASES})(?!\w)|(?<![.,$€£¥#:/]\b)(?=[\d'’QF])(?:"
    r"(?P<number>\d{4}([-/.])\d{1,2}\3\d{1,2}|\d{1,2}([-/.])\d{1,2}\4\d{4})(?:(?!\d)|T)"
    r"|(?P<clock>\d{1,2}(?:[:.]\d\d)? ?[AaPp]\.?[Mm]\b|\d{1,2}:\d\d|\d{1,2}\.?\d\d (?=GMT|UTC))"
    r"|(?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b)|(?P<decade>(?:[12]\d|['’])\d0s\b)"
    r"|(?P<year>[12]\d{3}(?![\w%]))|(?P<q>Q[1-4]\b)|(?P<fiscal>FY ?\d{2,4}\b)))"
)
LEFT = frozenset(
    word
    for kind in ("glue", "number", "number vague", "ordinal", "step", "approximator", "beyond", "edge", "weekday", "unit", "month")
    for phrase in words(kind)
    for word in phrase.split()
)
BY_WORD: dict[str, tuple[Rule, ...]] = {
    kind: tuple(rule for rule in ATOMS if rule.word == kind) for kind in {rule.word for rule in ATOMS}
}


def lefts(text: str, start: int, limit: int) -> list[int]:
    """Where an expression can begin that holds a place: at the words of time right before it, leftmost first."""
    low = max(limit, start - BEFORE)
    found, right = [start], start
    while len(found) <= MOST_WORDS:
        end = right
        while end > low and not (text[end - 1].isalnum() or text[end - 1] in "'’"):
            end -= 1
        left = end
        while left > low and (text[left - 1].isalnum() or text[left - 1] in "'’"):
            left -= 1
        word = text[left:end].lower()
        if not word or not (word in LEFT or NUMERIC.fullmatch(word)) or not GAP.fullmatch(text, end, right):
            break
        if left == low > limit:
            break  # cut in the middle of a word
        found.append(left)
        right = left
    return found[::-1]


def atoms(reading: Reading) -> Iterator[Atom]:
    """The single expressions of a text, in order, none overlapping another."""
    text, limit = reading.text, 0
    for candidate in CANDIDATE.finditer(text):
        start = candidate.start()
        if start < limit:
            continue
        word = candidate.lastgroup or ""
        kind = CLASS[re.sub(r"\s", " ", candidate[0].lower().replace("’", "'"))] if word == "phrase" else word
        atom = _longest(reading, kind, start=start, limit=limit)
        if atom is not None:
            limit = atom.end
            yield atom


def _longest(reading: Reading, kind: str, *, start: int, limit: int) -> Atom | None:
    """The longest expression around a place that one of the rules of its kind can make sense of."""
    text = reading.text
    found = []
    starts = lefts(text, start, limit)
    for order, rule in enumerate(BY_WORD[kind]):
        for left in starts:
            match = rule.pattern.match(text, left)
            if match is not None and match.end() > start:
                found.append((left - match.end(), order, match, rule))
                break
    for _, _, match, rule in sorted(found, key=lambda one: one[:2]):
        atom = rule.make(match, reading, Atom(start=match.start(), end=match.end(), kind=rule.kind, rule=rule.name))
        if atom is not None:
            return atom
    return None
