"""Finds when a page was published: what came with it, its markup, its date line, dateline and address; never a guess.

Each of these may say a day. Days that agree, but for a day that time zones and datelines may differ by, support one
another; the day with the most support is the answer. The time of the crawl only bounds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from bede.clean.body import Choice
from bede.clean.bylines import name_in
from bede.clean.dates import Stamp, find_stamps, iso_stamp, stamp_of, words_beside
from bede.clean.lines import COPYRIGHT, Line, has_bar
from bede.clean.partial import Partial, find_age, find_partial, in_year, last_before, month_interval
from bede.clean.words import month_numbers, one_of, words
from bede.model import Page, Publication, Span

_UNDER = 14
_AFTER = 6
_FRESH = 10
_FRESH_WEEKDAY = 120
_SUREST = 0.99
_MOST_BESIDE = 3
_TOP_LINES, _LEAST_WEEKDAY = 3, 6
_FILLED_IN = frozenset({"1970-01-01", "1969-12-31", "1900-01-01", "2000-01-01T00:00"})
_IN_ADDRESS = re.compile(r"/(20\d\d|19\d\d)[/-]?([01]\d|[1-9]|[a-z]{3})[/-]?([0-3]\d|[1-9])(?=[/-]|$)")
_MONTH_IN_ADDRESS = re.compile(r"/(20\d\d|19\d\d)/([01]\d)/(?!\d)")
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_ISSUED = re.compile(r"\b(?:vol(?:ume)?|issue|no)\.? ?\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a page beside its lines: when it was crawled, its addresses, which figure of a date is the day.

    ``crawled`` is an ISO day or minute; ``day_first`` is None where the language of the markup leaves it open.
    """

    crawled: str | None = None
    addresses: tuple[str, ...] = ()
    day_first: bool | None = None

    @property
    def limit(self) -> str | None:
        """The last day on which the page can have been published; a day more than the crawl is left to time zones."""
        if self.crawled is None:
            return None
        return (date.fromisoformat(self.crawled[:10]) + timedelta(days=1)).isoformat()


def known_of(page: Page, *, canonical: str | None = None, day_first: bool | None = None) -> Known:
    """Return what is known of a page beside its lines."""
    addresses = tuple(address for address in (page.url, canonical) if address)
    return Known(crawled=iso_stamp(page.crawled) if page.crawled else None, addresses=addresses, day_first=day_first)


def given(page: Page) -> Publication | None:
    """Return the publication date that came with the page, None where none came or it is no date."""
    if not page.published:
        return None
    iso = iso_stamp(page.published)
    return None if iso is None else publication(iso, text=page.published, basis="given", confidence=1.0)


def choose(found: Iterable[Publication | None], *, known: Known) -> Publication | None:
    """Return the publication date that most of these support, None where none is possible.

    None of them is after the crawl. A date that came with the page goes before all others.
    """
    possible = [one for one in found if one is not None and (known.limit is None or one.earliest[:10] <= known.limit)]
    if not possible or possible[0].basis == "given":
        return possible[0] if possible else None
    support = [1.0 - _doubt(one, possible) for one in possible]
    best = possible[support.index(max(support))]
    narrow = [one for one in possible if _days(one) < _days(best) and _agree(one, best)]
    if narrow:
        best = min(narrow, key=_days)
    return replace(best, confidence=round(min(_SUREST, max(best.confidence, max(support))), 2))


def _doubt(one: Publication, others: Sequence[Publication]) -> float:
    """Return the chance that a date is wrong where all that agree with it are independent."""
    doubt, bases = 1.0, set()
    for other in others:
        if other.basis not in bases and (other is one or _agree(one, other)):
            bases.add(other.basis)
            doubt *= 1.0 - other.confidence
    return doubt


def _days(one: Publication) -> int:
    return (date.fromisoformat(one.latest[:10]) - date.fromisoformat(one.earliest[:10])).days


def _agree(one: Publication, other: Publication) -> bool:
    """Whether two dates can be the same day, as seen from two time zones."""
    first = date.fromisoformat(max(one.earliest[:10], other.earliest[:10]))
    last = date.fromisoformat(min(one.latest[:10], other.latest[:10]))
    return (first - last).days <= 1


def publication(
    iso: str, *, text: str, basis: str, confidence: float, start: int | None = None, latest: str | None = None
) -> Publication:
    """Return a publication date: ``iso`` is a day or a minute, the first where ``latest`` is the last one.

    ``start`` is where ``text`` stands on the page.
    """
    end = None if start is None else start + len(text)
    last = latest or iso
    edtf = iso[:10] if iso[:10] == last[:10] else f"{iso[:10]}/{last[:10]}"
    return Publication(
        earliest=iso, latest=last, edtf=edtf, text=text, start=start, end=end, basis=basis, confidence=confidence
    )


def from_markup(said: Iterable[tuple[str, float]], *, known: Known) -> Iterator[Publication]:
    """Yield the dates that values of the markup say, each with how far it is to be trusted; unfilled ones are none."""
    for text, worth in said:
        stamp = stamp_of(text)
        if stamp is None or stamp.day in _FILLED_IN or stamp.iso in _FILLED_IN:
            continue
        yield _settled(stamp, text=text, basis="metadata", worth=worth, start=None, known=known, lines=())


def _settled(
    stamp: Stamp, *, text: str, basis: str, worth: float, start: int | None, known: Known, lines: Sequence[Line]
) -> Publication:
    """Return the date of a stamp; of two readings the one that the rest of the page tells, else both as an interval."""
    if stamp.other is None:
        return publication(stamp.iso, text=text, basis=basis, confidence=worth, start=start)
    both = (stamp.iso, stamp.other)
    readings = [iso for iso in both if known.limit is None or iso[:10] <= known.limit] or list(both)
    if len(readings) > 1:
        days = {found.earliest[:10] for address in known.addresses if (found := from_address(address))}
        readings = [iso for iso in both if iso[:10] in days] or readings
    if len(readings) > 1:
        day_first = _day_first(lines) if known.day_first is None else known.day_first
        if day_first is not None:
            readings = [both[0] if day_first else both[1]]
    if len(readings) == 1:
        return publication(readings[0], text=text, basis=basis, confidence=worth - 0.05, start=start)
    first, last = sorted(readings)
    return publication(first, latest=last, text=text, basis=basis, confidence=worth / 2, start=start)


def _day_first(lines: Sequence[Line]) -> bool | None:
    """Return whether figures of dates have the day first on this page, None where none tells or they differ."""
    told = {
        int(match[1]) > 12
        for line in lines
        if "/" in line.text or "-" in line.text
        for match in re.finditer(r"(?<![\d/-])(\d\d?)[/-](\d\d?)[/-](?:\d\d){1,2}(?![\d/-])", line.text)
        if (int(match[1]) > 12) != (int(match[2]) > 12) and max(int(match[1]), int(match[2])) <= 31
    }
    return told.pop() if len(told) == 1 else None


def find_published(
    lines: Sequence[Line], *, choice: Choice, labels: Sequence[str], known: Known = Known()
) -> Iterator[Publication]:
    """Yield the dates that date lines and bylines of the article say, the likeliest first.

    Dates of captions, of lists beside the article, of copyright lines and of running text are not asked.
    """
    if not choice.body:
        return
    found = list(_candidates(lines, choice=choice, labels=labels, known=known))
    found = found or list(_unfinished(lines, choice=choice, labels=labels, known=known))
    yield from sorted(found, key=lambda one: -one.confidence)[:1]


def _candidates(lines: Sequence[Line], *, choice: Choice, labels: Sequence[str], known: Known) -> Iterator[Publication]:
    """Yield the full dates of lines near the headline and the end of the body."""
    head = choice.headline if choice.headline is not None else choice.body[0]
    last = choice.body[-1]
    dated = [
        (index, stamp, label)
        for index in _asked(lines, choice, labels, known=known)
        for stamp, label in _labelled(lines, index, under=index > head)
        if label != "other"
    ]
    unlabelled = [(index, stamp.day) for index, stamp, label in dated if label is None]
    for index, stamp, label in dated:
        worth = {"published": 0.95, "updated": 0.6, None: 0.9}[label]
        if index > last:
            if label != "published":
                continue
            worth = 0.8
        elif index < head:
            worth = min(worth, 0.7)
        if label is None and any(
            other < index or day < stamp.day
            for other, day in unlabelled
            if abs(other - index) <= 2 and day != stamp.day
        ):
            # Dates right under one another are those of a list, or when it came out and when it was changed.
            if index < head:
                continue
            worth -= 0.15
        text = lines[index].text[stamp.start : stamp.end]
        start = lines[index].start + stamp.start
        yield _settled(stamp, text=text, basis="line", worth=worth, start=start, known=known, lines=lines)


def _asked(lines: Sequence[Line], choice: Choice, labels: Sequence[str], *, known: Known) -> Iterator[int]:
    """Yield the lines that may say when the article was published: around its headline and right under its end."""
    head = choice.headline if choice.headline is not None else choice.body[0]
    last = choice.body[-1]
    yield from _above(lines, head=head, labels=labels, crawled=known.crawled and known.crawled[:10])
    prose = 0
    for index in range(head + (choice.headline is not None), min(len(lines), head + _UNDER + 1)):
        if labels[index] == "body":
            prose += lines[index].look.prose
        elif prose <= 1 and labels[index] not in {"caption", "credit", "subheadline"}:
            yield index
        if prose > 1:
            break
    for index in range(last + 1, min(len(lines), last + _AFTER + 1)):
        phrase = lines[index].look.phrase
        if labels[index] in {"list", "teaser", "comment"} or (phrase is not None and phrase.reach == "rest"):
            break
        if labels[index] not in {"caption", "credit"}:
            yield index


@lru_cache(maxsize=1)
def _weekday() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('weekdays')})\b", re.IGNORECASE)


def _above(lines: Sequence[Line], *, head: int, labels: Sequence[str], crawled: str | None) -> Iterator[int]:
    """Yield the date line right above the headline, with at most one short line between them.

    A day over the menu is that of the crawl, and so is a weekday with its day at the very top of a page, unless the
    page begins with that line and the headline: so do the entries of blogs.
    """
    for index in range(head - 1, max(-1, head - 3), -1):
        line = lines[index]
        if line.look.words <= 14 and not line.bullet and (said := next(_labelled(lines, index), None)) is not None:
            weekday = _weekday().search(line.text) if index < _TOP_LINES else None
            begins = head == 1 and weekday is not None and len(weekday.group()) >= _LEAST_WEEKDAY
            top = weekday is not None and (not begins or said[0].day == crawled)
            if not top and not (index and lines[index - 1].look.kind == "date"):
                yield index
            return
        if line.look.phrase is not None or line.look.words > 6 or labels[index] in {"body", "caption", "credit"}:
            return


def _labelled(lines: Sequence[Line], index: int, *, under: bool = False) -> Iterator[tuple[Stamp, str | None]]:
    """Yield the dates of a date line or byline with what is said before each: published, updated, other or nothing.

    ``under`` the headline, a line that begins with a day and its clock time is one, whatever sticks to it.
    """
    text = lines[index].text
    stamps = list(find_stamps(text))
    if not stamps or len(text) > 200:
        return
    position = 0
    for stamp in stamps:
        before = text[position : stamp.start]
        position = stamp.end
        label = _label(before)
        if label is None and not before.strip(" :-|,") and index:
            label = _label(lines[index - 1].text) if lines[index - 1].look.words <= 4 else None
        if label != "published" and _ISSUED.search(text):
            continue
        if (
            lines[index].look.kind in {"date", "byline"}
            or label in {"published", "updated"}
            or (under and stamp.start == 0 and "T" in stamp.iso and not lines[index].look.closed)
            or (under and has_bar(text) and name_in(text) is not None)
            or len(words_beside(text, [(one.start, one.end) for one in stamps])) <= _MOST_BESIDE
        ):
            yield stamp, label


def _label(before: str) -> str | None:
    """Return what words before a date make of it: published, updated, other, None where they say nothing."""
    best, where = None, -1
    if not before.strip():
        return None
    for label, pattern in _label_patterns():
        if (match := pattern.search(before)) is not None and match.end("label") > where:
            best, where = label, match.end("label")
    return best


@lru_cache(maxsize=1)
def _label_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    unsure = words()["unsure_labels"]
    lists = {
        "published": (words()["published"] | words()["published_abroad"]) - unsure,
        "updated": words()["updated"] | words()["updated_abroad"],
        "other": words()["other_dates"],
    }
    patterns = []
    for label, items in lists.items():
        either = "|".join(re.escape(item).replace(r"\ ", r"\s+") for item in sorted(items, key=lambda x: (-len(x), x)))
        reach = 0 if label == "other" else 6
        tail = rf"[^\w]*(?:\b(?:on|at|the|am|le|el|il|date)\b[^\w]*)?(?:\w[\w.'’-]*+\W*+(?<!\w)){{0,{reach}}}$"
        patterns.append((label, re.compile(rf"\b(?P<label>{either})\b{tail}", re.IGNORECASE)))
    return tuple(patterns)


def _unfinished(lines: Sequence[Line], *, choice: Choice, labels: Sequence[str], known: Known) -> Iterator[Publication]:
    """Yield what lines between headline and body say that give no full date: a month, a day without a year, an age."""
    if choice.headline is None:
        return
    for index in range(choice.headline + 1, min(choice.body[0], choice.headline + _UNDER + 1)):
        line = lines[index]
        if labels[index] in {"caption", "credit", "subheadline"} or line.look.words > 12:
            continue
        if next(find_stamps(line.text), None) is not None:
            continue
        if (found := _aged(line, known)) or (found := _incomplete(lines, index, known)):
            yield found
            return


def _aged(line: Line, known: Known) -> Publication | None:
    age = find_age(line.text, crawled=known.crawled) if known.crawled else None
    if age is None:
        return None
    first, last, start, end = age
    if len(words_beside(line.text, [(start, end)])) > _MOST_BESIDE:
        return None
    worth = 0.5 if _label(line.text[:start]) == "updated" else 0.7
    text = line.text[start:end]
    days = f"{first:%Y-%m-%dT%H:%M}", f"{last:%Y-%m-%dT%H:%M}"
    return publication(days[0], latest=days[1], text=text, basis="line", confidence=worth, start=line.start + start)


def _incomplete(lines: Sequence[Line], index: int, known: Known) -> Publication | None:
    line = lines[index]
    partial = find_partial(line.text)
    if partial is None or len(words_beside(line.text, [(partial.start, partial.end)])) > _MOST_BESIDE:
        return None
    if _label(line.text[: partial.start]) in {"updated", "other"}:
        return None
    text, start = line.text[partial.start : partial.end], line.start + partial.start
    if partial.day is None and partial.year is not None:
        first, last = month_interval(partial.year, partial.month)
        return publication(first, latest=last, text=text, basis="line", confidence=0.6, start=start)
    day = None
    if partial.weekday is not None:
        days = {found for year in _copyright_years(lines) if (found := in_year(partial, year)) is not None}
        day = f"{days.pop().isoformat()}{partial.clock}" if len(days) == 1 else None
    day = day or _recent(partial, known)
    return publication(day, text=text, basis="line", confidence=0.7, start=start) if day else None


def _recent(partial: Partial, known: Known) -> str | None:
    """Return the day without a year that lies shortly before the crawl: an old page lies so near it only by chance."""
    if known.crawled is None or known.limit is None:
        return None
    day = last_before(partial, date.fromisoformat(known.limit))
    reach = _FRESH if partial.weekday is None else _FRESH_WEEKDAY
    near = day is not None and (date.fromisoformat(known.crawled[:10]) - day).days <= reach
    return day.isoformat() + partial.clock if day is not None and near else None


def _copyright_years(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the last year of each copyright line."""
    for line in lines:
        if (match := COPYRIGHT.search(line.text)) is not None:
            yield int(_YEARS.findall(line.text[match.start() :])[-1])


def own_year(lines: Sequence[Line], choice: Choice, *, dateline: Span | None) -> Span | None:
    """Return the year of the copyright line right under the body whose owner the dateline credits, None without one.

    The copyright line of a site is not asked: its year is often that of the crawl.
    """
    if not choice.body or dateline is None:
        return None
    for line in lines[choice.body[-1] + 1 : choice.body[-1] + 3]:
        if not line.look.notice:
            continue
        years = list(_YEARS.finditer(line.text))
        owner = re.match(r"[\s,]*(?:by\s+)?(?:the\s+)?([^.,|]{2,60})", line.text[years[-1].end() :], re.IGNORECASE)
        credits = re.findall(r"[(/]\s*(?:the\s+)?([^()/]{2,60}?)\s*[)/]", dateline.text, re.IGNORECASE)
        if len(years) == 1 and owner is not None and any(_same_owner(owner[1], credit) for credit in credits):
            start = line.start + years[0].start()
            return Span(text=years[0].group(), start=start, end=start + 4)
    return None


def _same_owner(owner: str, credit: str) -> bool:
    """Whether the owner of a copyright is the agency that a dateline credits, by its name or its first letters."""
    one, other = owner.strip().casefold(), credit.strip().casefold()
    letters = "".join(word[0] for word in one.split())
    return one.startswith(other) or other.startswith(one) or letters == other.replace(".", "")


def from_dateline(dateline: Span | None, *, year: Span | None = None, known: Known = Known()) -> Publication | None:
    """Return the date of a dateline, None where neither it nor the copyright line of the article gives its year."""
    if dateline is None:
        return None
    stamp = next(find_stamps(dateline.text), None)
    if stamp is not None and stamp.other is None:
        text = dateline.text[stamp.start : stamp.end]
        return publication(stamp.iso, text=text, basis="dateline", confidence=0.85, start=dateline.start + stamp.start)
    partial = find_partial(dateline.text)
    if partial is None or partial.day is None:
        return None
    text, start = dateline.text[partial.start : partial.end], dateline.start + partial.start
    if year is not None and (day := in_year(partial, int(year.text))) is not None:
        return publication(day.isoformat(), text=text, basis="dateline", confidence=0.8, start=start)
    recent = _recent(partial, known)
    return publication(recent[:10], text=text, basis="dateline", confidence=0.7, start=start) if recent else None


def from_copyright(year: Span | None) -> Publication | None:
    """Return the year of the article's own copyright line as an interval, None where it has none."""
    if year is None:
        return None
    first, last = f"{year.text}-01-01", f"{year.text}-12-31"
    return publication(first, latest=last, text=year.text, basis="copyright", confidence=0.5, start=year.start)


def from_address(url: str | None) -> Publication | None:
    """Return the day or month that an address says (``/2024/09/27/``, ``/2024/09/``), None where it says none."""
    match = _IN_ADDRESS.search(url.lower()) if url else None
    if match is not None:
        year, month, day = match.groups()
        iso = iso_stamp(f"{year}-{month_numbers().get(month, month)}-{day}")
        text = match.group().strip("/")
        return None if iso is None else publication(iso, text=text, basis="address", confidence=0.8)
    match = _MONTH_IN_ADDRESS.search(url) if url else None
    if match is None or not 1 <= int(match[2]) <= 12:
        return None
    first, last = month_interval(int(match[1]), int(match[2]))
    return publication(first, latest=last, text=match.group().strip("/"), basis="address", confidence=0.7)
