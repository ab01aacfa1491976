"""What a matched expression means: one function a rule of the grammar, from the match to the expression or None."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from bede.extract.times import calendar
from bede.extract.times.calendar import Partial, Stretch
from bede.extract.times.fragments import compiled
from bede.extract.times.lengths import behind, between, length_of
from bede.extract.times.reading import NO_ANCHOR, Atom, Reading, ranged
from bede.extract.times.words import known_days, words

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
EDGE_OF = compiled(r"<edge> $")
UNIT_OF = compiled(r"<unit> of $")
OF_MONTH = re.compile(r"\sof\s(?:the|this|last|next)\smonth\b")
OF_YEAR = re.compile(r"\sof\s(?:[12]\d{3}\b|(?:last|this|next)\syear)")
ADDRESS = re.compile(r"[/_=&©%]\s*$")  # a year in an address or a notice of rights dates nothing
WORDS_AFTER = re.compile(r"(?:[\s-]\(?[\w'’]+){1,2}")


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


def calendar_date(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """A day of a month, with or without its year; a name like "March 23 Movement" swallows it."""
    partial = Partial(year=_number(match, "year"), month=_month(match), day=_number(match, "day"))
    after = reading.word_after(match.end())
    if after in words("name part"):
        return replace(atom, kind="name")
    if partial.year is None and after in words("after count") and match.string[match.end() - 1].isdigit():
        return None
    return replace(atom, partial=partial)


def date_range(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
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


def month_range(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "March to June"."""
    if match["month"] is None or match["month2"] is None:
        return None
    one, two = Partial(month=_month(match)), Partial(month=_month(match, "month2"))
    return ranged(reading, replace(atom, partial=one), replace(atom, partial=two))


def weekday(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """A day of the week, maybe with "last", "this" or "next"."""
    name = match["weekday"].lower()
    number = words("weekday").get(name) or words("weekday short")[name]
    step = _step(match)
    before = reading.word_before(atom.start)
    titled = before[:1].isupper() and before.lower().rstrip(".") in words("abbreviation")
    if step is None and (before.lower() in words("recurring") or (titled and not _is_month(before))):
        return replace(atom, kind="name")  # "Gen. Friday Okoro"
    return replace(atom, partial=Partial(weekday=int(number), step=step))


def _is_month(word: str) -> bool:
    """Whether a shortened word is a month's: "Sept."."""
    return word.lower().rstrip(".") in words("month short")


def _step(match: re.Match[str]) -> int | None:
    """What "last" (-1), "this" (0) or "next" (1) says."""
    found = match.groupdict().get("step")
    return int(words("step")[re.sub(r"\s+", " ", found.lower())]) if found else None


def bare_month(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
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
            within = EDGE_OF.search(reading.text, 0, atom.start) or UNIT_OF.search(reading.text, 0, atom.start)
            return replace(atom, partial=partial) if within else None
    return replace(atom, partial=partial)


def ordinal(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
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


def year(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
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
    if after and before in ("of", "at") and any(word in words("street") for word in after[0].lower().split()):
        return False  # "of 1930 Fourth Street"
    if after and any(word in words("after count") for word in after[0].lower().split()):
        # "In 1956 tanks crushed the uprising", but "In 1956 cases, ..."
        return before == "In" and 1900 <= number < 2100 and text[after.end() : after.end() + 1] == " "
    known = before.lower() in words("before year") or before.lower().rstrip(".") in words("month")
    opens = not before or touching in ("(", ",", ";", '"', "“", "[")
    if 1900 <= number < 2100 and number % 100:
        return known or opens or (before.islower() and after is not None)
    return before.lower() in words("before any year")


def digits(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """A date in digits; where day and month could change places the text does not tell."""
    groups = match.groupdict()
    one, two, number = int(groups["one"]), int(groups["two"]), int(groups["year"])
    if groups.get("mark") == "/" and one <= 12 and two <= 12 and one != two:
        stretch = Stretch(None, None, f"{number:04}-XX-XX", "day")
        return replace(atom, stretch=stretch, reason="day and month can not be told apart", unknown="ambiguous")
    day, month = (two, one) if groups.get("first") or (groups.get("mark") == "/" and two > 12) else (one, two)
    if not 1 <= month <= 12:
        return None
    found = replace(atom, partial=Partial(year=number, month=month, day=day))
    clock = groups.get("clock")
    if not clock:
        return found
    return replace(found, clock=(clock if clock.count(":") == 2 else f"{clock}:00") + (groups.get("offset") or ""))


def clock(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
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


def deictic(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "Today", "last night": counted from the day of publication."""
    phrase = re.sub(r"\s+", " ", match["phrase"].lower())
    offset = int(words("day")[phrase])
    reason = f"{phrase}, counted from the day of publication"
    if reading.anchor is None:
        return replace(atom, stretch=Stretch(None, None, "XXXX-XX-XX", "day"), reason=NO_ANCHOR)
    first = reading.anchor + timedelta(days=offset)
    stretch = calendar.days(first - timedelta(days=1), first) if phrase == "overnight" else calendar.day(first)
    return replace(atom, stretch=stretch, reason=reason)


def vague(match: re.Match[str], reading: Reading, atom: Atom) -> Atom:
    """ "Recently": some time up to publication."""
    past = re.sub(r"\s+", " ", match[0].lower()) in words("vague past")
    return replace(
        atom,
        stretch=between(None, reading.anchor) if past else between(reading.anchor, None),
        reason=("some time before publication" if past else "some time after publication"),
    )


def discourse(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "The next day": counted from a day named before, unless a noun follows ("the day before the vote")."""
    after = reading.word_after(match.end()).lower()
    if not reading.free(match.end()) or after in words("not after discourse"):
        return None
    return replace(atom, offset=int(words("discourse")[re.sub(r"\s+", " ", match[0].lower())]))


def known(match: re.Match[str], reading: Reading, atom: Atom) -> Atom:
    """A day that everybody knows by name."""
    when = date.fromisoformat(KNOWN[re.sub(r"\s+", " ", match[0])])
    return replace(atom, stretch=calendar.day(when), reason="a day known by this name", said=True)


def holiday(match: re.Match[str], reading: Reading, atom: Atom) -> Atom:
    """A holiday, maybe with its year."""
    if reading.word_after(match.end()).lower() in words("holiday goods") and match.groupdict().get("year") is None:
        return replace(atom, kind="name")
    name = HOLIDAYS[re.sub(r"\s+", " ", match["phrase"].replace("’", "'")).lower()]
    return replace(atom, partial=Partial(holiday=name, year=_number(match, "year"), step=_step(match)))


def season(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """A season with its year, with "last" or "next", or after a word that seasons follow."""
    name, number, step = words("season")[match["season"].lower()], _number(match, "year"), _step(match)
    if number is None and step is None:
        before = reading.word_before(atom.start).lower()
        if match["season"] != match["season"].lower() or before not in words("before season"):
            return None
        if reading.word_after(match.end()).lower() in words("after season") and not OF_YEAR.match(
            reading.text, match.end()
        ):
            return None
    return replace(atom, partial=Partial(season=name, year=number, step=step))


def quarter(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """A quarter of a year."""
    groups = match.groupdict()
    number = int(groups["digit"]) if groups.get("digit") else nth_of(match["ordinal"])
    if not 1 <= number <= 4:
        return None
    return replace(atom, partial=Partial(quarter=number, year=_number(match, "year")))


def relative(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "Last week", "this month", "the year after next": counted from publication."""
    groups, unit = match.groupdict(), match["unit"].lower()
    step = {"before": -2, "after": 2}[groups["beyond_it"]] if groups.get("beyond_it") else _step(match)
    if unit not in SINGULAR or step is None:
        return None
    stretch = _unit_at(unit, step, reading=reading, atom=atom)
    if stretch is None:
        return None
    return replace(
        atom, stretch=stretch, reason=f"{match[0].lower()}, counted from publication" if reading.anchor else NO_ANCHOR
    )


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


def the_weekend(match: re.Match[str], reading: Reading, atom: Atom) -> Atom:
    """ "The weekend": the one just over or under way, the coming one where the verb is future."""
    if reading.anchor is None:
        return replace(atom, stretch=Stretch(None, None, MASKS["week"], "weekend"), reason=NO_ANCHOR)
    coming = reading.tense(atom) == "future"
    step = 0 if coming or reading.anchor.weekday() >= 5 else -1
    reason = "the coming weekend, as the verb is future" if coming else "nearest weekend not after publication"
    return replace(atom, stretch=_weekend(step, anchor=reading.anchor), reason=reason)


def bare(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "The year": a time only with what stands before it ("the end of the year")."""
    stretch = _unit_at(match["unit"].lower(), 0, reading=reading, atom=atom)
    if match["unit"].lower() == "day":
        stretch = calendar.day(reading.anchor) if reading.anchor else Stretch(None, None, "XXXX-XX-XX", "day")
    return replace(atom, stretch=stretch, reason="counted from publication") if stretch else None


def decade(match: re.Match[str], reading: Reading, atom: Atom) -> Atom:
    """Ten years by their number: the 1990s, the '80s."""
    number = int(match["decade"])
    number += (1900 if number >= 30 else 2000) if number < 100 else 0
    return replace(atom, stretch=calendar.decade(number), reason="the decade is said", said=True)


def nth_of(ordinal: str) -> int:
    """An ordinal in words or digits as a number, -1 for the last."""
    return int(words("ordinal").get(ordinal.lower()) or re.sub(r"\D", "", ordinal))


def century(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """A century by its number."""
    number = nth_of(match["ordinal"])
    if not 1 <= number <= 99:
        return None
    return replace(atom, stretch=calendar.century(number), reason="the century is said", said=True)


def fiscal(match: re.Match[str], reading: Reading, atom: Atom) -> Atom:
    """A fiscal year as the United States counts it."""
    number = int(match["year"])
    number += 2000 if number < 100 else 0
    reason = "a fiscal year as the United States counts it, from October to September"
    return replace(atom, stretch=calendar.fiscal(number), reason=reason)


def fiscal_step(match: re.Match[str], reading: Reading, atom: Atom) -> Atom:
    """ "The current fiscal year", "last fiscal year": counted from publication."""
    if reading.anchor is None:
        return replace(atom, stretch=Stretch(None, None, "XXXX-XX/XXXX-XX", "year"), reason=NO_ANCHOR)
    number = reading.anchor.year + (reading.anchor.month >= 10) + (_step(match) or 0)
    reason = f"{match[0].lower()}, as the United States counts it, from October to September"
    return replace(atom, stretch=calendar.fiscal(number), reason=reason)


def length(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
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


def lasting(match: re.Match[str], reading: Reading, atom: Atom) -> Atom | None:
    """ "31-month invasion", "two-year-old war": from then up to publication, where the noun is a thing that lasts."""
    found = length_of(match["unit"].lower(), number=match.groupdict().get("number"))
    if found is None:
        return None
    reason = f"{match[0].lower()}, counted back from publication" if reading.anchor else NO_ANCHOR
    return replace(atom, stretch=behind(found, reading.anchor), reason=reason)


def eve(match: re.Match[str], reading: Reading, atom: Atom) -> Atom:
    """ "On the eve of" something that the text does not date."""
    reason = "the day before an event that the text does not date"
    return replace(atom, stretch=Stretch(None, None, "XXXX-XX-XX", "day"), reason=reason, unknown="no-reference")


def nothing(match: re.Match[str], reading: Reading, atom: Atom) -> Atom:
    """A name or an opening that is no time by itself, and keeps its words from being read as one."""
    return atom
