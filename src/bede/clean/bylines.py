"""Finds the names of the people who wrote an article in its byline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bede.clean.dates import find_stamps
from bede.clean.lines import Line
from bede.clean.words import one_of, tokens_of, words
from bede.lexicon.agencies import listed
from bede.lexicon.datelines import is_city
from bede.model import Span

_NEAR = 12
_KEPT = 100
_MOST_WORDS = 30
_LEADING = r"(?:[(\[—–-]\s*)?"
_PARTED = re.compile(r"\s*[|•·]\s*|\W*\s(?=(?i:by\s))")


@lru_cache(maxsize=1)
def _name() -> re.Pattern[str]:
    name = r"(?:[A-Z][\w'’.-]*|[A-Z]\.)(?:\s+(?:[A-Z][\w'’.-]*|(?:de|del|der|van|von|bin|al|el|la|da|dos)\b)){1,3}"
    agencies = rf"(?:{one_of('agencies')}|{_signs()})"
    one = rf"(?:{name}|{agencies})"
    return re.compile(
        rf"^{_LEADING}(?P<by>(?i:(?:{one_of('byline_verbs')})?(?:\sand\s\w+)?\s*by\b|author\b|from\b)\s*:?\s*)?"
        rf"(?P<names>(?:{one}(?:(?:\s*,\s*|\s+and\s+|\s*&\s*){one})*|(?(by)[A-Z][\w'’-]+(?=\W*$)|(?!))))(?P<rest>.*)$"
    )


def _signs() -> str:
    return "|".join(re.escape(sign) for sign in sorted(listed(), key=lambda sign: (-len(sign), sign)))


def agency_in(text: str) -> tuple[int, int] | None:
    """Return where the sign of an agency stands that is all of a line, in brackets or not, None where it is not."""
    start = len(text) - len(text.lstrip("( "))
    sign = text[start:].rstrip(") ")
    return (start, start + len(sign)) if sign in listed() else None


@lru_cache(maxsize=1)
def _closers() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that no name goes on with, and those that end one of two words, roles of writers among them."""
    known = words()
    stop = known["months"] | known["months_short"] | known["weekdays"] | known["byline_closers"]
    roles = frozenset(role.split()[0] for role in known["roles"])
    return stop | known["published"] | known["updated"], roles | known["names_end"]


def name_in(text: str) -> tuple[int, int] | None:
    """Return where the names of a byline stand, None where the line is no byline.

    ``by Jane Doe May 3, 2024`` is one, ``Jane Doe, Reporter`` and ``Jane Doe`` alone too; a headline is none.
    """
    return _name_of(text) if len(text) <= _KEPT else _find_name(text)


@lru_cache(maxsize=1 << 12)
def _name_of(text: str) -> tuple[int, int] | None:
    return _find_name(text)


def _find_name(text: str) -> tuple[int, int] | None:
    opening = _opening_date(text)
    match = _name().match(text[opening:])
    if match is None:
        return None
    start, end = (opening + position for position in match.span("names"))
    # A month, a role or a "For The" in capitals is read as part of the name: it ends before the first of them.
    known = words()
    stop, after_two = _closers()
    for number, token in enumerate(re.finditer(r"\S+", text[start:end])):
        bare = token.group().strip(".,").lower()
        if bare in stop or (number >= 2 and bare in after_two):
            end = start + token.start()
            break
    # So it does before a date that sticks to it: "By Ada QuillMay 4, 2031".
    if (stamp := next(find_stamps(text), None)) is not None and start < stamp.start < end:
        end = stamp.start
    said = text[start:end].rstrip(" ,&")
    names = _outlet().sub("", said)
    if not names or names.lower() in known["roles"] | known["unnamed"]:
        return None
    if match["by"]:
        return start, start + len(names)
    if names.split()[0].lower().rstrip(".") in known["offices"]:  # the caption of a picture
        return None
    counts = [len(name.split()) for name in authors_in(names) if name not in listed()]
    rest = text[start + len(names) :].strip(" ,|–—-•·/")
    allowed = (
        not rest
        or opening
        or names != said
        or rest.startswith("@")
        or "@" in rest
        or any(
            word in known["byline_closers"] or word in known["roles"] for word in rest.lower().replace(",", " ").split()
        )
        or (rest.lower().endswith(" the") and known["names_end"].issuperset(rest.lower().split()))
        or next(find_stamps(rest), None) is not None
    )
    # Only a line that says more than names has "and" between two of them here: titles have it as well.
    lowered = set(tokens_of(" ".join(authors_in(names)) if rest else names))
    if (
        all(2 <= count <= 4 for count in counts)
        and (counts or rest)
        and allowed
        and not is_city(names)
        and not lowered & known["function"]
        and len(rest.split()) <= 8
    ):
        return start, start + len(names)
    return None


@lru_cache(maxsize=1)
def _outlet() -> re.Pattern[str]:
    """Return what matches who the last of several names writes for: "Ada Quill, Eastport Times"."""
    return re.compile(rf",\s*(?:[A-Z]\S*\s+)*(?i:{one_of('outlet_ends')})$")


@lru_cache(maxsize=1)
def _signed() -> re.Pattern[str]:
    return re.compile(rf"[(\[](?=(?i:{one_of('byline_verbs')})(?:\sand\s\w+)?\sby\s[^()\[\]]+[)\]]\.?$)")


def signed_by(text: str) -> tuple[int, int] | None:
    """Return where the names of a sign-off stand that a paragraph ends with, None where it ends with none."""
    if not text.endswith((")", "]", ").", "].")) or (opened := _signed().search(text)) is None:
        return None
    found = name_in(text[opened.end() :])
    return None if found is None else (opened.end() + found[0], opened.end() + found[1])


def _opening_date(text: str) -> int:
    """Return where a line goes on behind a date and a bar or "by" that it begins with, 0 where it begins otherwise."""
    stamp = next(find_stamps(text), None)
    if stamp is None or stamp.start > 0 or (parted := _PARTED.match(text, stamp.end)) is None:
        return 0
    return parted.end()


def authors_in(names: str) -> Iterator[str]:
    """Yield each of the names of a byline."""
    for name in re.split(r"\s*(?:,|\band\b|&)\s*", names):
        if name.strip():
            yield name.strip()


def find_known(lines: Sequence[Line], headline: int | None, authors: Sequence[str]) -> Span | None:
    """Return where the name of an author whom the markup names stands near the headline, None where it does not."""
    if headline is None or not authors:
        return None
    for line in lines[max(0, headline - 3) : headline + _NEAR]:
        if line.look.words > _MOST_WORDS or line.look.prose:
            continue
        for author in authors:
            start = line.text.casefold().find(author.casefold())
            if start >= 0 and len(author.split()) > 1 and line.text != lines[headline].text:
                text = line.text[start : start + len(author)]
                return Span(text=text, start=line.start + start, end=line.start + start + len(author))
    return None
