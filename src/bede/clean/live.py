"""Finds the entries of a live blog: several texts on one page, each under the time at which it was posted."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bede.clean.bylines import name_in
from bede.clean.dates import date_words, find_stamps
from bede.clean.lines import OPENS_TALK, Line
from bede.clean.words import one_of, words

LEAST_ENTRIES = 3
_LEAST_UNNAMED = 6
_LONGEST = 60
_REACH = 3
_LEAST_OPENED = 5
_LAST = 2
_HEAD = 100
_LEAST_TITLE, _TITLE_WORDS = 4, 34
_WORD = re.compile(r"\w")
_CLOCK = re.compile(
    r"(?<![\d:.])(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?:[:.][0-5]\d)?(?![\d:])\s*(?P<half>[ap]\.?m\b\.?)?",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\d+\s*(?:s|m|h|d|secs?|mins?|hrs?|seconds?|minutes?|hours?|days?)\b"
    r"(?:,?\s+\d+\s*(?:m|mins?|minutes?)\b)?\s+ago\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """When an entry was posted, as its line says: the day or minute in full, the clock time alone, or neither.

    ``opens`` tells a time with which the text of the entry begins from one that has its line to itself.
    """

    line: int
    iso: str | None
    clock: str | None
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Posted:
    """An entry of a live blog: its moment and the lines of its text."""

    moment: Moment
    lines: tuple[int, ...]


def find_posted(lines: Sequence[Line], *, headline: int = -1) -> list[Posted]:
    """Return the entries of a live blog in the order of the page, none where the page is no live blog.

    ``headline`` is the line of the headline where that is known: the entries stand under it.
    """
    under = [index for index, line in enumerate(lines) if line.look.numbered and index > headline]
    moments = [moment for index in under if (moment := _moment(lines, index)) is not None]
    openings = [moment for index in under if (moment := _opening(lines, index)) is not None]
    if len(moments) < LEAST_ENTRIES and len(openings) < LEAST_ENTRIES:
        return []
    # Under a heading for comments each text has a time of its own; over the first text it is a button.
    talks = (index for index, line in enumerate(lines) if line.look.opens == OPENS_TALK)
    end = next((index for index in talks if any(line.look.prose for line in lines[headline + 1 : index])), len(lines))
    under = [index for index in under if index < end]
    entries = _entries(lines, list(_told_once(lines, [moment for moment in moments if moment.line < end])))
    if len(entries) > 1 and _says_live([lines[index] for index in entries[0].lines]):
        # The page's own time: what says that the page is a live blog stands under it.
        del entries[0]
    if len(entries) < LEAST_ENTRIES:
        entries = _entries(lines, [moment for moment in openings if moment.line < end])
        if len(entries) < LEAST_ENTRIES or not _in_order(entries):
            return []
    if _says_live(lines[max(0, headline - _REACH) : entries[0].moment.line]):
        return _with_headed(lines, entries, under)
    written = any(line.look.comment and not _AGO.search(line.text) for line in lines)
    opened = entries[0].moment.opens or written or len(entries) < _LEAST_UNNAMED
    return _with_headed(lines, entries, under) if not opened and _in_order(entries) else []


def _with_headed(lines: Sequence[Line], entries: list[Posted], under: Sequence[int]) -> list[Posted]:
    """Return the entries with those between them that are a title and nothing more."""
    moments = {entry.moment.line: entry.moment for entry in entries}
    first, last = entries[0].moment, entries[-1].moment.line
    if first.opens:
        return entries
    for index in under:
        if first.line < index < last and index not in moments and (told := _short_told(lines[index])) is not None:
            moments[index] = Moment(index, *told)
    if len(moments) == len(entries):
        return entries
    return _entries(lines, list(_told_once(lines, sorted(moments.values(), key=lambda moment: moment.line))))


def _short_told(line: Line) -> tuple[str | None, str | None] | None:
    return _time_told(line.text) if len(line.text) <= _LONGEST else None


def _told_once(lines: Sequence[Line], moments: Sequence[Moment]) -> Iterator[Moment]:
    """Yield the moments without those that say again, under the title of an entry, when it was posted."""
    for above, moment in zip([None, *moments], moments, strict=False):
        if above is None or not _says_again(lines, above, moment):
            yield moment


def _says_again(lines: Sequence[Line], above: Moment, moment: Moment) -> bool:
    if moment.line - above.line > _REACH or not _clock_told(moment) or _clock_told(moment) != _clock_told(above):
        return False
    return not any(_is_text(line) for line in lines[above.line + 1 : moment.line])


def _clock_told(moment: Moment) -> str:
    return moment.clock or (moment.iso or "")[11:16]


def _entries(lines: Sequence[Line], moments: Sequence[Moment]) -> list[Posted]:
    """Return the entries of these moments that have a text, none where there are too few for a live blog."""
    if len(moments) < LEAST_ENTRIES:
        return []
    ends = [*(moment.line for moment in moments[1:]), len(lines)]
    entries = [_posted(lines, moment, end=end) for moment, end in zip(moments, ends, strict=False)]
    entries = [entry for entry in entries if entry.lines]
    if len(entries) > 1:
        # Nothing closes the last entry but what comes below: it is not much longer than the longest other.
        most = max(len(entry.lines) for entry in entries[:-1]) + _LAST
        last = entries[-1]
        entries[-1] = Posted(last.moment, _without_titles(lines, last.lines[:most]))
    return entries


def _without_titles(lines: Sequence[Line], kept: tuple[int, ...]) -> tuple[int, ...]:
    """Return the lines of the last entry without the titles that stand under a set phrase below its text."""
    told = next((at for at in range(len(kept) - 1, -1, -1) if lines[kept[at]].text.endswith((".", "!", "”", '"'))), -1)
    for above, at in itertools.pairwise(range(max(told, 0), len(kept))):
        if kept[at] - kept[above] > 1 and told >= 0:
            return kept[:at]
    return kept


def _opening(lines: Sequence[Line], index: int) -> Moment | None:
    """Return the moment that an entry begins with where its text goes on in the same line, None where none does."""
    line = lines[index]
    clock = _CLOCK.match(line.text) if line.text[0].isdigit() else None
    ended = line.look.closed or line.text.endswith("+++")
    if clock is None or line.look.words < _LEAST_OPENED or not ended:
        return None
    return Moment(index, None, _clock_time(clock), opens=True)


def _moment(lines: Sequence[Line], index: int) -> Moment | None:
    """Return the moment that a line is, None where it says more than a time, less, or stands over no text."""
    told = _short_told(lines[index])
    if told is None or not any(_is_text(line) for line in lines[index + 1 : index + 1 + _REACH]):
        return None
    return Moment(index, *told)


@lru_cache(maxsize=1 << 12)
def _time_told(text: str) -> tuple[str | None, str | None] | None:
    """Return the minute or day in full and the clock time that a short line is, None where it is none or more."""
    rest, iso = text, None
    for stamp in reversed(list(find_stamps(text))):
        rest = rest[: stamp.start] + " " + rest[stamp.end :]
        iso = stamp.iso if stamp.other is None else None
    clock = _CLOCK.search(rest)
    timed = clock is not None or (iso is not None and "T" in iso) or _AGO.search(rest) is not None
    if not timed or _changed().search(text):
        return None
    if _WORD.search(date_words().sub(" ", _CLOCK.sub(" ", _AGO.sub(" ", rest)))) is not None:
        return None
    return iso, _clock_time(clock) if clock else None


@lru_cache(maxsize=1)
def _changed() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('updated')})\b", re.IGNORECASE)


def _clock_time(match: re.Match[str]) -> str | None:
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return f"{hour:02}:{match['minute']}"


def _is_text(line: Line) -> bool:
    seen = line.look
    return (
        seen.closed and seen.words >= 3 and seen.kind is None and (seen.phrase is None or seen.phrase.part == "teaser")
    )


def _posted(lines: Sequence[Line], moment: Moment, *, end: int) -> Posted:
    """Return the entry of a moment, with the lines of its text up to the next one or to what closes the blog."""
    kept: list[int] = []
    for index in range(moment.line + (not moment.opens), end):
        line = lines[index]
        phrase = line.look.phrase
        if (phrase is not None and phrase.reach == "rest") or line.look.notice:
            break
        if phrase is None and line.look.kind is None and not _is_name(lines, index, first=moment.line):
            kept.append(index)
    texts = [at for at, index in enumerate(kept) if _is_text(lines[index])]
    # Of an entry without a text, the title alone is kept, where another entry follows.
    titled = (
        bool(kept) and end < len(lines) and kept[0] - moment.line <= 1 and lines[kept[0]].look.words >= _LEAST_TITLE
    )
    return Posted(moment, tuple(kept[: texts[-1] + 1 if texts else int(titled)]))


def _is_name(lines: Sequence[Line], index: int, *, first: int) -> bool:
    """Whether the line is the name of somebody who is named above the entry, in a byline of the page."""
    text = lines[index].text
    if lines[index].look.words > 5 or name_in(text) is None:
        return False
    return any(text in line.text for line in lines[: min(first, index, _HEAD)])


def _in_order(entries: Sequence[Posted]) -> bool:
    """Whether the entries stand in the order of their times, from the first to the last or the other way round."""
    times = [entry.moment.iso or entry.moment.clock for entry in entries]
    known = [time for time in times if time is not None]
    return len(known) == len(times) and known in (sorted(known), sorted(known, reverse=True))


@lru_cache(maxsize=1)
def _live_title() -> re.Pattern[str]:
    said = rf"\b(?:{one_of('live_titles')})\b|\b(?:live|latest)\s*[:|]|[–—|-]\s*live\W*$|^live\W*$"
    return re.compile(rf"{said}|\bupdates:|:\s*(?:live\s+)?updates?\W*$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _live_words() -> tuple[str, ...]:
    """Return the words of which one stands in every title of a live blog, the longest of each set phrase."""
    return tuple(
        sorted({"live", "latest", "update", *(max(title.split(), key=len) for title in words()["live_titles"])})
    )


@lru_cache(maxsize=1 << 12)
def is_live_title(text: str) -> bool:
    """Whether a text says in the way of headlines that what stands below it is a live blog."""
    if text.isascii() and True not in map(text.lower().__contains__, _live_words()):
        return False
    return _live_title().search(text) is not None


def _says_live(lines: Sequence[Line]) -> bool:
    """Whether the lines above the first entry say that the page is a live blog."""
    for line in lines:
        phrase = line.look.phrase
        if phrase is not None and phrase.tells == "live":
            return True
        if line.look.words <= _TITLE_WORDS and is_live_title(line.text):
            return True
    return False


def clock_of(text: str) -> str:
    """Return the clock time that a text begins with, empty where it begins with none."""
    match = _CLOCK.match(text)
    return match.group().rstrip() if match else ""


def days_of(entries: Sequence[Posted], *, day: str | None) -> list[str | None]:
    """Return the minute or day of each entry, None where the page does not say it.

    A clock time alone is one of ``day``, the page's own, as long as the entries stand in the order of their times: a
    blog that goes on past midnight does not say which entry is of which day.
    """
    ordered = _in_order(entries)
    return [
        moment.iso or (f"{day}T{moment.clock}" if day is not None and moment.clock is not None and ordered else None)
        for moment in (entry.moment for entry in entries)
    ]
