"""What single expressions of time look like, and the scan that finds them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from bede.extract.times import meanings
from bede.extract.times.fragments import compiled
from bede.extract.times.meanings import HOLIDAYS, KNOWN
from bede.extract.times.reading import Atom, Reading
from bede.extract.times.words import capitals, either, names, spelled, words

BEFORE = 60  # characters that an expression may begin before the word that betrays it
MOST_WORDS = 7  # words of time that are looked at to the left of it
GAP = re.compile(r"(?:[\s-]|\.\s|,\s|[–—]|\s\(){1,2}")
NUMERIC = re.compile(r"\d{1,4}(?:st|nd|rd|th|s)?")

Make = Callable[[re.Match[str], Reading, Atom], Atom | None]


class Rule(NamedTuple):
    """One way to say a time: the class of word that betrays it, its kind, how it is written and what it means."""

    word: str
    kind: str
    name: str
    written: str
    make: Make


def _rule(word: str, kind: str, name: str, written: str, make: Make) -> Rule:
    return Rule(word, kind, f"times:{name}", written, make)


# A blank is any white space, <name> a fragment. The longest match wins, then the first; a rule whose function says None
# leaves the words to the next. The first column is the class of the word, or the form of the number, that betrays it.
# fmt: off
ATOMS = (
    _rule("month", "range", "days-of-month",
          r"(?:the )?<day><and>(?:the )?<day2>(?: of)? <month>(?:,? <year>)?", meanings.date_range),
    _rule("month", "range", "month-days", r"<month> <day><and><day2>(?! <month2>)(?:,? <year>)?", meanings.date_range),
    _rule("month", "date", "day-month",
          r"(?:the )?<day>(?:(?: of)? |-)<month>(?:(?:,? |-)<year>)?", meanings.calendar_date),
    _rule("month", "date", "month-day", r"<month> (?:the )?<day>(?:,? <year>)?", meanings.calendar_date),
    _rule("month", "range", "months", r"<month><and><month2>(?! ?\d)", meanings.month_range),
    _rule("month", "month", "month-year", r"<month>(?:,? | of )<year>", meanings.bare_month),
    _rule("month", "month", "month", r"(?:<step> )?<month>(?!\w)", meanings.bare_month),
    _rule("weekday", "weekday", "weekday",
          r"(?:<step> )?<weekday><daypart>?(?: \(?local time\b\)?)?", meanings.weekday),
    _rule("weekday", "name", "name", r"the <ordinal> <weekday> (?:in|of)\b", meanings.nothing),
    _rule("short", "weekday", "weekday", r"<short>,?(?= (?:\d{1,2} )?<month>)", meanings.weekday),
    _rule("ordinal", "range", "days", r"the <nth><and>(?:the )?<nth2>(?! <month>)", meanings.date_range),
    _rule("ordinal", "ordinal", "day-of-month", r"the <nth>(?: \(local time\))?", meanings.ordinal),
    _rule("number", "date", "digits",
          r"(?P<year>\d{4})(?P<first>[-/.])(?P<one>\d{1,2})(?P=first)(?P<two>\d{1,2})(?!\d)<iso_clock>?",
          meanings.digits),
    _rule("number", "date", "digits",
          r"(?P<one>\d{1,2})(?P<mark>[-/.])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)", meanings.digits),
    _rule("clock", "clock", "clock", r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?<half_day><zoned>?", meanings.clock),
    _rule("clock", "clock", "clock",
          r"(?P<hour>\d{1,2})(?:[:.]|(?=\d\d ))(?P<minute>\d\d)(?::\d\d)?<zoned>?(?!\d|[:.]\d)", meanings.clock),
    _rule("year", "range", "years", r"<year>[-–/]<year2>(?!-)", meanings.year),
    _rule("year", "year", "year", r"<year>(?![-–]\d)", meanings.year),
    _rule("year", "fiscal", "fiscal-year", r"<fiscal> (?P<year>(?:19|20)\d\d)", meanings.fiscal),
    _rule("unit", "fiscal", "fiscal-year", r"<fiscal> (?P<unit>year) (?P<year>(?:19|20)\d\d)", meanings.fiscal),
    _rule("unit", "fiscal", "fiscal-year",
          r"(?:the )?(?:<step>|current) <fiscal> (?P<unit>year)\b", meanings.fiscal_step),
    _rule("unit", "year", "year", r"(?:the )?(?P<unit>year) <year>", meanings.year),
    _rule("fiscal", "fiscal", "fiscal-year", r"FY ?(?P<year>(?:19|20)?\d\d)", meanings.fiscal),
    _rule("decade", "decade", "decade", r"(?:the )?['’]?(?P<decade>(?:\d\d)?\d0)s", meanings.decade),
    _rule("q", "quarter", "quarter", r"Q(?P<digit>[1-4])(?:,? <year>)?", meanings.quarter),
    _rule("season", "season", "season", r"(?:the )?<season>(?: of|,)? <year>", meanings.season),
    _rule("season", "season", "season", r"(?:(?:<step>|the) )?<season>", meanings.season),
    _rule("unit", "relative", "unit", r"(?<![Tt]he\s)<step> <unit>(?! of )", meanings.relative),
    _rule("unit", "relative", "unit",
          r"the <unit> (?P<beyond_it>before|after) (?:last|next)(?= |[.,;:!?]|$)", meanings.relative),
    _rule("unit", "weekend", "weekend", r"the (?P<unit>[Ww]eekend)\b", meanings.the_weekend),
    _rule("unit", "bare", "unit", r"the (?P<unit>day|week|month|quarter|year|decade|century)\b", meanings.bare),
    _rule("unit", "century", "century", r"(?:the )?<ordinal> (?P<unit>century)\b", meanings.century),
    _rule("unit", "quarter", "quarter", r"(?:the )?<ordinal>[\s-](?P<unit>quarter)\b(?: of <year>)?", meanings.quarter),
    _rule("unit", "lasting", "lasting", r"<number>-<one_unit>-(?:old|long)(?=<adjectives> <aged>)", meanings.lasting),
    _rule("unit", "lasting", "lasting", r"<number>-<one_unit>(?=<adjectives> <lasting>)", meanings.lasting),
    _rule("unit", "lasting", "lasting",
          r"<number> <some_units>(?= (?:of|into)(?: [\w-]+)? <lasting>)", meanings.lasting),
    _rule("unit", "lasting", "lasting", r"<some_units>-long\b", meanings.lasting),
    _rule("unit", "lasting", "lasting", r"<one_unit>-long(?=<adjectives> <lasting>)", meanings.lasting),
    _rule("unit", "lasting", "lasting", r"<one_unit>-old(?=<adjectives> <aged>)", meanings.lasting),
    _rule("unit", "lasting", "lasting", r"<some_units>-old(?=<adjectives> <aged>)", meanings.lasting),
    _rule("unit", "length", "length",
          r"(?:<about> )?(?:(?:<number><halfway>?|<vaguely>)[\s-])?<unit>(?!-)<half>?", meanings.length),
    _rule("day", "day", "day", r"(?P<phrase><today>)<daypart>?", meanings.deictic),
    _rule("vague", "vague", "recently", r"<vague>", meanings.vague),
    _rule("discourse", "discourse", "next-day", r"<discourse>", meanings.discourse),
    _rule("known", "known", "known-day", r"<known>", meanings.known),
    _rule("holiday", "holiday", "holiday", r"(?:<step> )?(?P<phrase><holiday>)(?:,? <year>)?", meanings.holiday),
    _rule("eve", "eve", "eve", r"<eve>", meanings.eve),
    _rule("name", "name", "name", r"<name>", meanings.nothing),
)
# fmt: on


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
        *(
            form
            for kind in ("eve", "day", "vague", "discourse", "weekday", "season", "unit")
            for form in spelled(BETRAY[kind])
        ),
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
    for kind in (
        "glue",
        "number",
        "number vague",
        "ordinal",
        "step",
        "approximator",
        "beyond",
        "edge",
        "weekday",
        "unit",
        "month",
    )
    for phrase in words(kind)
    for word in phrase.split()
)


@cache
def _betrayed(word: str) -> tuple[tuple[re.Pattern[str], Rule], ...]:
    """The rules of a class of words with their patterns, compiled when a text first has such a word."""
    return tuple((compiled(rule.written), rule) for rule in ATOMS if rule.word == word)


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
    for order, (pattern, rule) in enumerate(_betrayed(kind)):
        for left in starts:
            match = pattern.match(text, left)
            if match is not None and match.end() > start:
                found.append((left - match.end(), order, match, rule))
                break
    for _, _, match, rule in sorted(found, key=lambda one: one[:2]):
        atom = rule.make(match, reading, Atom(start=match.start(), end=match.end(), kind=rule.kind, rule=rule.name))
        if atom is not None:
            return atom
    return None
