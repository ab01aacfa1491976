"""The pieces that patterns are written with: ``<month>`` for any month, a blank for any white space."""

from __future__ import annotations

import re

from bede.extract.times.calendar import holiday_names
from bede.extract.times.words import capitals, either, known_days, names, spelled, words


def _months(name: str) -> str:
    """A month in full, or shortened with or without its stop."""
    full, short = either(capitals(words("month"))), either(capitals(words("month short")))
    return rf"(?:(?P<{name}>{full}\b)|(?P<{name}_short>{short}\b)\.?)"


ZONE = rf"(?P<zone>{either([*capitals(words('zone')), *spelled(words('zone'))])})\b"

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
    "holiday": either([form for name in holiday_names() for form in (name, name.upper())]),
    "eve": either(spelled(words("eve"))),
    "name": either(names()),
    "zoned": rf"(?:,?\s?(?P<paren>\()?{ZONE}(?(paren)\)))",
    "iso_clock": r"(?:T(?P<clock>\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(?P<offset>Z|[+-]\d\d:?\d\d)?)",
    "half_day": r"(?P<half_day>[AaPp]\.[Mm]\b\.?|[AaPp][Mm]\b)",
    "fiscal": r"(?:[Ff]iscal|[Ff]inancial)",
    "one_unit": r"(?P<unit>day|week|month|year|decade)",
    "some_units": r"(?P<unit>days|weeks|months|years|decades|centuries)",
    "over": r"(?:[Ii]n|[Oo]ver|[Ff]or|[Dd]uring|[Ww]ithin|[Tt]hroughout|[Aa]cross)",
    "up_to": r"(?:[Uu]ntil|[Tt]ill?|[Bb]y|[Tt]hrough|[Nn]o\slater\sthan|[Bb]efore)",
    "at_least": r"(?:(?:at\sleast|about|around|as\searly\sas)\s)",
    "adjectives": r"(?:\s[\w-]+){0,2}",
    "half": r"(?P<half>\sand\sa\shalf)",
    "halfway": r"(?P<halfway>\sand\sa\shalf)",
    "and": r"(?:\s?[-–—/]\s?|\s(?:to|and|or|through|until)\s(?:the\s)?)",
}


def compiled(text: str) -> re.Pattern[str]:
    """A rule's pattern: ``<name>`` stands for a fragment, a blank for white space."""
    filled = re.sub(r"(?<!\?P)<(\w+)>", lambda found: FRAGMENTS[found[1]], text.replace(" ", r"(?:\s{1,2})"))
    return re.compile(filled)
