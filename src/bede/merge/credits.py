"""Credits: which news agency a page says that its text, or a part of it, is from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bede.lexicon.agencies import Agencies, phrases
from bede.model import Article, Span

How = Literal["publisher", "dateline", "byline", "line", "part"]

HEAD = 160  # characters of the first paragraph in which a dateline stands
LAST = 3  # paragraphs at the end of a body that may be a credit
BELOW = 12  # lines below the body in which a credit is looked for
LONGEST = 400  # characters of a line that credits


@dataclass(frozen=True, slots=True)
class Credit:
    """The agency that a page credits, the words that say so, and how: ``part`` where it only added to the text."""

    agency: str
    how: How
    words: Span | None = None


@dataclass(frozen=True, slots=True)
class _Patterns:
    dateline: re.Pattern[str]
    opening: re.Pattern[str]
    byline: re.Pattern[str]
    line: re.Pattern[str]
    part: re.Pattern[str]
    ending: re.Pattern[str]
    picture: re.Pattern[str]


def credit(article: Article, agencies: Agencies) -> Credit | None:
    """The agency whose text a page carries by its publisher, dateline, byline or a line of credit, None for none."""
    if name := agencies.named(article.publisher):
        return Credit(name, "publisher")
    find = _patterns(agencies.pattern)
    first = article.body[0] if article.body else None
    heads = [(article.dateline.text, article.dateline.start)] if article.dateline else []
    heads += [(first.text[:HEAD], first.start)] if first else []
    for text, start in heads:
        if match := find.dateline.search(text) or find.opening.match(text):
            return _credit(match, start, "dateline", agencies)
    if article.byline and (match := find.byline.search(article.byline.text)):
        return _credit(match, article.byline.start, "byline", agencies)
    found = None
    for text, start, part in _lines(article):
        if part == "byline" and (match := find.byline.search(text)):
            return _credit(match, start, "byline", agencies)
        if find.picture.search(text):
            continue
        if match := find.line.search(text):
            return _credit(match, start, "line", agencies)
        if found is None and (match := find.part.search(text)):
            found = _credit(match, start, "part", agencies)
    if article.body and (match := find.ending.search(article.body[-1].text)):
        return _credit(match, article.body[-1].start, "line", agencies)
    return found


def _credit(match: re.Match[str], start: int, how: How, agencies: Agencies) -> Credit:
    """What a pattern found in a line that starts there."""
    sign = next(name for name in match.groupdict() if match[name])
    words = Span(text=match[sign], start=start + match.start(sign), end=start + match.end(sign))
    return Credit(agencies.names[match[sign]], how, words)


def _lines(article: Article) -> Iterator[tuple[str, int, str]]:
    """The lines that may credit an agency: around the head of the article, at its end and right below."""
    top = article.headline.start if article.headline else article.body[0].start if article.body else 0
    end = article.body[-1].end if article.body else 0
    below = 0
    for part in article.parts:
        if part.start < top or part.part in ("body", "headline", "caption", "teaser", "list", "comment"):
            continue
        below += part.start >= end
        text = article.text[part.start : part.end]
        if below <= BELOW and len(text) <= LONGEST:
            yield text, part.start, part.part
    for span in (*article.body[:1], *article.body[-LAST:]):
        if len(span.text) <= LONGEST:
            yield span.text, span.start, "body"


@lru_cache(maxsize=16)
def _patterns(sign: str) -> _Patterns:
    """The patterns of credits for the pattern of a sign."""

    def signed(number: int = 0) -> str:
        return sign.replace("<sign>", f"<sign{number}>")

    def any_of(kind: str) -> str:
        return "|".join(map(re.escape, phrases()[kind]))

    the = r"(?:[Tt]he\s+)?"
    rest = r"(?=\W*$|\s*[.,;|()/])"
    return _Patterns(
        dateline=re.compile(rf"\((?:[^()]{{0,30}}?[/,;]\s*)?{the}{signed()}(?:[/,;][^()]{{0,30}})?\)\s*(?:[-–—:]|$)"),
        opening=re.compile(rf"\W{{0,3}}{signed()}\s*[-–—:]+\s"),
        byline=re.compile(
            rf"(?:^|^\W*(?i:by)\s+|[,|/(–—-]|\b(?:for|of|from))\s*{the}{signed()}"
            rf"(?=\s*(?:$|[,|/)–—-]|(?i:staff|writer|correspondent|reporter)))"
        ),
        line=re.compile(
            rf"^\W*(?:(?i:by)\s+)?{the}{signed(0)}(?:\s+(?i:staff))?\W*$"
            rf"|^\W*(?:(?i:this\s+\w+)\s+)?(?i:{any_of('openers')})\s*[:–—-]?\s*{the}{signed(1)}{rest}"
            rf"|(?:©|(?i:\(c\)|copyright))[\W\d]*(?:(?i:copyright)[\W\d]*)?{the}{signed(2)}"
        ),
        part=re.compile(
            rf"(?i:{any_of('helpers')})\b.{{0,60}}?{signed(0)}|^\W*.{{0,60}}?{signed(1)}.{{0,60}}?\b(?i:{any_of('helped')})\b"
        ),
        ending=re.compile(rf"[.!?”\"’']\s*[-–—(/\[]+\s*{the}{signed()}\s*[)\]]?\W*$"),
        picture=re.compile(rf"\b(?i:{any_of('pictures')})\b"),
    )
