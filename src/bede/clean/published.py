"""Finds when a page was published: what came with it, its date line, its dateline, its address; never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from bede.clean.body import Choice
from bede.clean.dates import Stamp, find_stamps, iso_stamp
from bede.clean.lines import Line
from bede.clean.words import month_numbers, one_of
from bede.model import Page, Publication, Span

_ABOVE = 4
_UNDER = 14
_AFTER = 6
_IN_ADDRESS = re.compile(r"/(20\d\d|19\d\d)[/-]?([01]\d|[1-9]|[a-z]{3})[/-]?([0-3]\d|[1-9])(?=[/-]|$)")


def given(page: Page) -> Publication | None:
    """Return the publication date that came with the page, None where none came or it is no date."""
    if not page.published:
        return None
    iso = iso_stamp(page.published)
    return None if iso is None else publication(iso, text=page.published, basis="given", confidence=1.0)


def possible(found: Iterable[Publication | None], *, crawled: str | None) -> Publication | None:
    """Return the first of these dates that is not after the page was crawled; a day more is left to time zones."""
    stamp = iso_stamp(crawled) if crawled else None
    last = (date.fromisoformat(stamp[:10]) + timedelta(days=1)).isoformat() if stamp else None
    for publication in found:
        if publication is not None and (last is None or publication.edtf <= last):
            return publication
    return None


def publication(iso: str, *, text: str, basis: str, confidence: float, start: int | None = None) -> Publication:
    """Return a publication date: ``iso`` is a day or a minute, ``start`` where ``text`` stands on the page."""
    end = None if start is None else start + len(text)
    return Publication(
        earliest=iso, latest=iso, edtf=iso[:10], text=text, start=start, end=end, basis=basis, confidence=confidence
    )


def find_published(lines: Sequence[Line], *, choice: Choice, labels: Sequence[str]) -> Publication | None:
    """Return the date that a date line or byline of the article says, None where none says one.

    Dates of captions, of lists beside the article, of copyright lines and of running text are not asked.
    """
    best: tuple[float, Publication] | None = None
    for line, stamp, worth in _candidates(lines, choice=choice, labels=labels):
        text = line.text[stamp.start : stamp.end]
        found = publication(stamp.iso, text=text, basis="line", confidence=worth, start=line.start + stamp.start)
        if best is None or worth > best[0]:
            best = worth, found
    return best[1] if best else None


def _candidates(lines: Sequence[Line], *, choice: Choice, labels: Sequence[str]) -> Iterator[tuple[Line, Stamp, float]]:
    """Yield the dates of lines near the headline and the ends of the body, and how far each is to be trusted."""
    if not choice.body:
        return
    first, last = choice.body[0], choice.body[-1]
    head = choice.headline if choice.headline is not None else first
    for index in range(max(0, min(head, first) - _ABOVE), min(len(lines), last + _AFTER + 1)):
        if labels[index] not in {"date", "byline", "furniture"} or lines[index].look.kind not in {"date", "byline"}:
            continue
        near = index < head or index - head <= _UNDER
        for stamp in find_stamps(lines[index].text):
            before = lines[index].text[: stamp.start]
            said, changed = bool(_said().search(before)), bool(_changed().search(before))
            if index > last or (not near and index > first):
                if said and not changed:
                    yield lines[index], stamp, 0.8
            elif changed and not said:
                yield lines[index], stamp, 0.6
            elif said or index > head:
                yield lines[index], stamp, 0.95 if said else 0.9
            elif lines[index].look.words <= 8:
                yield lines[index], stamp, 0.7


@lru_cache(maxsize=1)
def _said() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('published')})\b[^\w]*(?:\w+[^\w]+){{0,2}}$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _changed() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('updated')})\b[^\w]*(?:\w+[^\w]+){{0,3}}$", re.IGNORECASE)


def from_dateline(dateline: Span | None) -> Publication | None:
    """Return the date of a dateline that gives its year, None otherwise."""
    if dateline is None:
        return None
    stamp = next(find_stamps(dateline.text), None)
    if stamp is None:
        return None
    text = dateline.text[stamp.start : stamp.end]
    return publication(stamp.iso, text=text, basis="dateline", confidence=0.85, start=dateline.start + stamp.start)


def from_address(url: str | None) -> Publication | None:
    """Return the day that the address of a page says, as ``/2024/09/27/`` does, None where it says none."""
    match = _IN_ADDRESS.search(url.lower()) if url else None
    if match is None:
        return None
    year, month, day = match.groups()
    iso = iso_stamp(f"{year}-{month_numbers().get(month, month)}-{day}")
    return None if iso is None else publication(iso, text=match.group().strip("/"), basis="address", confidence=0.8)
