"""Events as entries of feeds and digests: a title in words, the sentence, and where both can be seen."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bede.export.headlines import headline
from bede.model import Event, When
from bede.store.search import Row

UNFIT = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)
"""What neither XML nor a mail can hold (control characters, halves of surrogate pairs), and what turns text round."""

WEB = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x1f\x7f]{1,2000}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event to be told: ``address`` shows it on a desk, ``page`` is where its sentence was published.

    ``updated`` and ``published`` are ISO days or times of the newest and of the first page that tells of it.
    """

    id: str
    title: str
    sentence: str
    outlet: str
    page: str | None
    address: str | None
    published: str | None
    updated: str | None
    tags: tuple[str, ...]


def entries_of(rows: Iterable[Row], *, desk: str | None = None) -> list[Entry]:
    """Events as entries; ``desk`` is where a desk can be reached, such as ``https://desk.example.org``."""
    return [entry_of(row, desk=desk) for row in rows]


def entry_of(row: Row, *, desk: str | None = None) -> Entry:
    """One event as an entry."""
    event = row.event
    page = row.quote.url if row.quote and WEB.fullmatch(row.quote.url or "") else None
    return Entry(
        id=event.id,
        title=title_of(event),
        sentence=fit(row.quote.text) if row.quote else "",
        outlet=fit(row.outlet or (row.quote.page if row.quote else "")),
        page=fit(page) if page else None,
        address=f"{desk.rstrip('/')}/events/{event.id}" if desk else None,
        published=event.first_published,
        updated=event.last_published,
        tags=(event.event_type, event.status),
    )


def title_of(event: Event) -> str:
    """An event in words: "Antony Blinken to visit China, 24 to 26 April 2024"."""
    when = _spoken(event.date) if event.date else ""
    return fit(", ".join(part for part in (headline(event), when) if part))


def fit(text: str) -> str:
    """A text on one line, without the characters that no feed can hold."""
    return " ".join(UNFIT.sub(" ", text).split())


def moment(text: str | None) -> str:
    """An ISO day or time as RFC 3339 has it, in UTC; the beginning of 1970 where there is none."""
    match = re.match(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?)?", text or "")
    if match is None:
        return "1970-01-01T00:00:00Z"
    return f"{match[1]}T{match[2] or '00:00'}{match[3] or ':00'}Z"


def _spoken(when: When) -> str:
    """A time in words: "24 to 26 April 2024", nothing where it has no days."""
    try:
        first, last = date.fromisoformat((when.earliest or "")[:10]), date.fromisoformat((when.latest or "")[:10])
    except ValueError:
        return ""
    end = f"{last.day} {month_name[last.month]} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {end}"
    return (
        f"{first.day} {month_name[first.month]}" + ("" if first.year == last.year else f" {first.year}") + f" to {end}"
    )
