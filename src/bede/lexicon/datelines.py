"""Datelines: place, day and agency before a story's first sentence ("GENEVA, June 3 (Agency) - ...")."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache

from bede.lexicon.agencies import listed
from bede.lexicon.tables import DATA, content, rows

LONGEST = 140
"""Characters at the head of a paragraph that a dateline lies in."""
CITIES = ("name", "aliases", "code", "capital")

_CAPITALS = r"[A-Z][A-Z.'’-]*[A-Z.](?:(?: ?/ ?| )[A-Z][A-Z.'’-]*[A-Z.]){0,3}"
_NAME = r"[A-Z][\w'’.-]+(?:(?: ?/ ?| )(?:[A-Z][\w'’.-]*|d[aeo]l?|of)){0,3}"
_REGION = r", ?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}"
_LONG_DASH = r"\s?(?:-{2,3}|[—–―])\s*"
_DASH = rf"(?:{_LONG_DASH}|\s?-\s+|(?<=[)\]/])-)"
_COLON = r"\s?:\s+"
_STORY = r"(?=[\"“‘'(\[]?[A-Z\d])"


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a dateline ends in its paragraph, and where the first sentence begins."""

    end: int
    story: int


def dateline(paragraph: str) -> Dateline | None:
    """The dateline that a paragraph begins with, None where it begins with its first sentence."""
    if _sentence().match(paragraph):
        return None
    head = paragraph[:LONGEST]
    for shape, needs_city in _shapes():
        if (found := shape.match(head)) is not None and not (needs_city and not is_city(found["place"])):
            return Dateline(found.end("all"), found.end())
    return None


@lru_cache(maxsize=1)
def _shapes() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """The shapes of a dateline, and whether its place must be a known city; the first that fits holds."""
    months, weekdays = _calendar()
    day = r"[0-3]?\d(?:st|nd|rd|th)?"
    named = rf"(?:(?:{weekdays})[.,]?\s)?(?:(?:{months})\.?\s{day}|{day}\s(?:{months})\.?)(?:,?\s(?:19|20)\d\d)?"
    when = rf"(?i:{named}|(?:19|20)\d\d-\d\d-\d\d|[0-3]?\d[./-][0-3]?\d[./-](?:19|20)?\d\d)"
    signs = "|".join(re.escape(sign) for sign in sorted(listed(), key=lambda sign: (-len(sign), sign)))
    signed = r"\([A-Z][\w.&'’/ -]{1,40}\)|/[A-Z][\w. -]{1,20}/|\[[A-Z][\w. -]{1,30}\]"
    agency = rf"(?:{signed}|\((?:{signs})\)|(?:{signs})\b)"
    days, by = rf"(?:[,.]? {when}|,? ?\({when}\))", rf"(?: ?[,.]? ?{agency})"
    name = rf"(?!(?i:{months}|{weekdays})\b)(?P<place>{_NAME}|{_CAPITALS})"
    place = rf"{name}(?:{_REGION})?"
    shapes = (
        (_CAPITALS, _LONG_DASH, False),
        (rf"{_CAPITALS}{_REGION}", _DASH, False),
        (rf"{place}(?:{days}{by}?|{by})", rf"(?:{_DASH}|{_COLON})", False),
        (rf"{place}{days}{by}\.?", r"\s", False),
        (rf"{place},? ?\({when}\)", r"\s", True),
        (rf"{place},? [0-3]?\d[./][01]?\d[./](?:19|20)\d\d", r"\s", True),
        (rf"{when},? {name}", _DASH, True),
        (rf"{place} ?\|(?: ?[A-Z][\w.&'’ ,-]{{1,40}}\|){{1,2}}", r"\s*", True),
        (rf"\[{place}{days}\]", rf"(?:{_DASH}|{_COLON}|\s)", False),
        (rf"(?:{when} )?{agency}", _DASH, False),
        (place, _LONG_DASH, True),
        (rf"{name}{_REGION}", _DASH, True),
        (rf"(?P<place>{_CAPITALS})(?:{_REGION})?", rf"(?:{_DASH}|{_COLON})", True),
        (rf"{place} ?\([A-Z]{{2,6}}\)", r"\s?", True),
    )
    return tuple((re.compile(rf"(?P<all>{words}){after}{_STORY}"), needs_city) for words, after, needs_city in shapes)


@lru_cache(maxsize=1)
def _sentence() -> re.Pattern[str]:
    """What most paragraphs begin with and no dateline does: a quotation, or words with a capital and then one without.

    Before a dateline ends there is a figure, a bracket, a dash or a colon; words without a capital come before it only
    in months, weekdays, names of agencies and such names of places as have "de" or "of" in them.
    """
    inner = {word for sign in listed() for word in sign.split() if word[0].islower()}
    word = r"[A-Z](?:[\w'’.,]|-(?=\w))*+"
    named = rf"d[aeo]|of|(?i:{'|'.join((*_calendar(), *sorted(map(re.escape, inner))))})\b"
    return re.compile(rf"[\"“‘']|{word}(?: {word})*+ (?!{named})[a-z]")


@lru_cache(maxsize=1)
def _calendar() -> tuple[str, str]:
    """Patterns of the names of months and of weekdays, long and short."""
    calendar = tomllib.loads(content(DATA / "page" / "words.toml"))
    return _any((*calendar["months"], *calendar["months_short"])), _any(calendar["weekdays"])


def _any(words: tuple[str, ...] | list[str]) -> str:
    """A pattern of any of some words, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


def is_city(name: str) -> bool:
    """Whether a name, or the first of several with a stroke, is a city's of ``names/cities.tsv``."""
    return re.split(r" ?/ ?", name)[0].casefold() in _cities()


@lru_cache(maxsize=1)
def _cities() -> frozenset[str]:
    """The names of all listed cities in lower case."""
    table = rows(DATA / "names" / "cities.tsv", CITIES)
    return frozenset(name.casefold() for row in table for name in (row["name"], *row.values("aliases")))
