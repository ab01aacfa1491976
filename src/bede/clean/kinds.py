"""Tells kinds of pages apart: articles, live blogs, transcripts, galleries, paywall stubs, pages without an article.

Set phrases say much of it (the column ``tells`` of ``data/page/phrases.tsv``), the shape of the page the rest: a list
of titles with blurbs, pictures with a counter, times with texts under them.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bede.clean.body import Choice, find_body
from bede.clean.headline import find_headline, subject_of
from bede.clean.lines import Line
from bede.clean.live import Posted, find_posted, is_live_title
from bede.clean.path import BODY
from bede.clean.spoken import find_turns, is_speech, said_after, spoken_lines
from bede.clean.words import one_of

#: Why a page has no article, as it stands behind "no article: " in the reason.
REASONS = (
    "blank",
    "consent wall",
    "error page",
    "form",
    "gallery",
    "index page",
    "no prose",
    "paywall",
    "too long",
    "too many tags",
    "video page",
)

#: Words that an article has at least on a page that shows itself to be something else.
LEAST_WORDS = 35

_MOST_AROUND = 12
_LEAST_BODY = 30
_MOST_STUB = 150
_LEAST_SLIDES = 3
_MANY_TITLES = 8
_MENU_WORDS = 4
_LEAST_ROWS = 6
_LEAST_SHARED = 2
_LONGER = 3
_LEAST_ASKED = 4
_ANNOUNCED, _LEAST_ANNOUNCED = 6, 5
_LENGTH = re.compile(r"(?:\d\d?:)?\d\d?:[0-5]\d$")
_TOLD = {"error": "error page", "consent": "consent wall", "form": "form"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page is and where its article stands, with the entries of a live blog and the captions of a gallery."""

    kind: str
    choice: Choice
    posted: tuple[Posted, ...] = ()
    captions: tuple[int, ...] = ()


def read_lines(lines: Sequence[Line], *, title: str | None = None, choice: Choice | None = None) -> Reading | str:
    """Return the article of a page and its kind, or the reason why there is none.

    ``choice`` is the body where the markup of the page has told it.
    """
    above = -1 if choice is None or choice.headline is None else choice.headline
    if choice is None:
        choice = find_body(lines, title=title)
    if (posted := find_posted(lines, headline=above)) and _are_article(lines, posted, choice):
        return _live(lines, posted, title=title)
    if turns := find_turns(lines):
        return _transcript(lines, turns, choice=choice, title=title)
    return _tell(lines, choice)


def _tell(lines: Sequence[Line], choice: Choice) -> Reading | str:
    """Return what kind of page it is that is no conversation and no live blog, or why it has no article."""
    tell = [(index, line.look.phrase.tells) for index, line in enumerate(lines) if line.look.phrase is not None]
    told = Counter([tells for _, tells in tell if tells])
    captions = _slides(lines)
    if captions:
        choice = _keep(choice, [index for index in choice.body if index not in captions])
    walls = [index for index, tells in tell if tells == "paywall"]
    stub = _before_wall(lines, choice, walls)
    if stub is not None:
        choice = stub
    words = sum(lines[index].look.words for index in choice.body)
    if choice.headline is None and told["consent"] >= max(_LEAST_ASKED, len(choice.body)):
        return "consent wall"
    if words < LEAST_WORDS or not choice.body:
        if stub is not None and choice.headline is not None and any(lines[at].look.closed for at in choice.body):
            return Reading("paywall stub", choice)
        if rows := _series(lines):
            headline = find_headline(lines, body=rows, title=None, before=rows[0])
            return Reading("article", replace(_keep(choice, rows), headline=headline))
        reason = _no_article(lines, choice, told=told, slides=bool(captions), words=words)
        if reason is not None:
            return reason
    if _is_index(lines, choice):
        return "index page"
    if len(captions) > len(choice.body) or (_shows_pictures(lines, choice) and not walls):
        return Reading("gallery", choice, captions=tuple(captions))
    if stub is not None:
        return Reading("paywall stub", choice)
    if is_speech(lines, headline=choice.headline):
        return Reading("transcript", _keep(choice, [*choice.body, *said_after(lines, choice.body[-1])]))
    return Reading("article", choice)


def _no_article(lines: Sequence[Line], choice: Choice, *, told: Counter[str], slides: bool, words: int) -> str | None:
    """Return why a page with little prose or none has no article, None where the little is one."""
    for kind, reason in _TOLD.items():
        if told[kind] >= (2 if kind != "error" else 1) and told[kind] >= max(told.values()):
            return reason
    titles = sum(4 <= line.look.words <= 24 and not line.look.closed and line.look.phrase is None for line in lines)
    if told["paywall"] and titles < _MANY_TITLES:
        return "paywall"
    if slides:
        return "gallery"
    lengths = sum(_LENGTH.match(line.text) is not None for line in lines if line.text[0].isdigit())
    if lengths and (told["video"] or lengths >= 3):
        return "video page"
    signed = any(line.look.kind in {"byline", "date"} for line in lines)
    if told["index"] or (not choice.body and titles >= 4):
        return "index page"
    if not choice.body:
        return "no prose"
    if choice.headline is None and words < _LEAST_BODY and len(lines) - len(choice.body) > _MOST_AROUND:
        return "index page" if titles >= 4 or not signed else "form"
    return None


def _series(lines: Sequence[Line]) -> list[int]:
    """Return the rows of a calendar, a table of results or the like that makes up half of a page without prose.

    Rows of a series have figures and a word in common, which titles of other articles have not.
    """
    start, rows = 0, range(0)
    for index, line in enumerate(lines):
        start = index if line.gap_before else start
        if index + 1 - start > len(rows):
            rows = range(start, index + 1)
    best = list(rows)
    if len(best) < _LEAST_ROWS or 2 * len(best) < len(lines):
        return []
    shared = Counter(word for index in best for word in lines[index].look.content)
    figured = sum(any(map(str.isdigit, lines[index].text)) for index in best)
    common = max(shared.values(), default=0)
    return best if figured >= 0.8 * len(best) and common >= 0.6 * len(best) else []


def _keep(choice: Choice, body: Sequence[int]) -> Choice:
    """Return the choice with this body in place of its own."""
    kept = set(body)
    states = tuple(
        BODY if index in kept else (0 if state == BODY else state) for index, state in enumerate(choice.states)
    )
    return replace(choice, body=tuple(sorted(kept)), states=states)


def _live(lines: Sequence[Line], posted: list[Posted], *, title: str | None) -> Reading:
    """Return the live blog of these entries: its body is what is said over the first entry, and all entries."""
    first = posted[0].moment.line
    entries = [index for entry in posted for index in entry.lines]
    headline = find_headline(lines, body=entries, title=title, before=first)
    headline = _announcing(lines, headline)
    over = find_body(lines[:first], title=title)
    lead = [index for index in over.body if (headline is None or index > headline) and lines[index].look.closed]
    body = tuple(index for index in (*lead, *entries) if index != headline)
    chosen = set(body)
    states = tuple(BODY if index in chosen else 0 for index in range(len(lines)))
    return Reading("live blog", Choice(body, headline, states), posted=tuple(posted))


def _announcing(lines: Sequence[Line], headline: int | None) -> int | None:
    """Return the line shortly above the headline that announces a live blog where that one does not, else itself."""
    if headline is None or is_live_title(lines[headline].text):
        return headline
    above = [index for index in range(max(0, headline - _ANNOUNCED), headline) if lines[index].look.plain]
    return next(
        (at for at in above if lines[at].look.words >= _LEAST_ANNOUNCED and is_live_title(lines[at].text)), headline
    )


def _are_article(lines: Sequence[Line], posted: Sequence[Posted], choice: Choice) -> bool:
    """Whether the entries are what the page is about and not a ticker beside an article that is longer."""
    within = {index for entry in posted for index in entry.lines}
    lengths = [sum(lines[index].look.words for index in entry.lines) for entry in posted]
    # An article that stands below a ticker is taken for the text of its last entry.
    most = _LONGER * statistics.median(lengths)
    told = sum(min(length, most) for length in lengths)
    beside = sum(lines[index].look.words for index in choice.body if index not in within)
    return told >= beside + sum(lengths) - told


def _transcript(lines: Sequence[Line], turns: list[int], *, choice: Choice, title: str | None) -> Reading:
    """Return the transcript of these turns: its body is what is said over the first turn, and all turns."""
    spoken = spoken_lines(lines, turns)
    headline = find_headline(lines, body=spoken, title=title, before=turns[0])
    lead = [index for index in choice.body if (headline if headline is not None else -1) < index < turns[0]]
    return Reading("transcript", replace(_keep(choice, [*lead, *spoken]), headline=headline))


@lru_cache(maxsize=1)
def _counter() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:{one_of('labels', 'slides')})\s*)?\d{{1,3}}\s*(?:of|/)\s*(?P<all>\d{{1,3}})$", re.IGNORECASE
    )


def _slides(lines: Sequence[Line]) -> set[int]:
    """Return the lines under the counters of a gallery ("3 of 12"), none where the page has no such counters."""
    counters = {
        index: match["all"]
        for index, line in enumerate(lines)
        if line.text[-1].isdigit() and line.look.words <= _MENU_WORDS and (match := _counter().match(line.text))
    }
    if not counters:
        return set()
    total, count = Counter(counters.values()).most_common(1)[0]
    if count < _LEAST_SLIDES:
        return set()
    marks = [index for index, every in counters.items() if every == total]
    shown: set[int] = set()
    for mark, after in zip(marks, [*marks[1:], marks[-1] + 3], strict=True):
        for index in range(mark + 1, min(after, mark + 4, len(lines))):
            if lines[index].look.phrase is not None:
                break
            shown.add(index)
    return shown


@lru_cache(maxsize=1)
def _gallery_title() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{one_of('gallery_titles')})\b\s*(?:[:|–—-]|$)", re.IGNORECASE)


def _shows_pictures(lines: Sequence[Line], choice: Choice) -> bool:
    """Whether the headline announces pictures and there are more captions than paragraphs."""
    if choice.headline is None or _gallery_title().match(lines[choice.headline].text) is None:
        return False
    captions = sum(line.look.kind == "caption" for line in lines)
    return captions >= 4 and captions > len(choice.body)


def _before_wall(lines: Sequence[Line], choice: Choice, walls: Sequence[int]) -> Choice | None:
    """Return the little that stands before a paywall, None where there is no wall or the article goes on after it."""
    if not choice.body:
        return None
    below = [wall for wall in walls if wall > choice.body[0]]
    if not below:
        return None
    kept = [index for index in choice.body if index < below[0]]
    lost = [index for index in choice.body if index > below[0]]
    if sum(lines[index].look.words for index in kept) > _MOST_STUB:
        return None
    # An offer in the midst of an article is no wall: the text goes on after it.
    subject = subject_of(lines, kept if choice.headline is None else [choice.headline, *kept])
    if any(len(lines[index].look.content & subject) >= _LEAST_SHARED for index in lost):
        return None
    return _keep(choice, kept)


def _is_index(lines: Sequence[Line], choice: Choice) -> bool:
    """Whether the body is made of blurbs, each under a title of its own and none about what the others are about."""
    blurbs = [index for index in choice.body if index and _is_title(lines[index - 1]) and _is_blurb(lines[index])]
    prose = [index for index in choice.body if lines[index].look.words >= 8]
    if len(blurbs) < 4 or len(blurbs) < 0.75 * len(prose):
        return False
    shared = Counter(word for index in blurbs for word in lines[index].look.content)
    alike = sum(
        sum(shared[word] > 1 for word in lines[index].look.content) >= 0.3 * len(lines[index].look.content)
        for index in blurbs
    )
    return alike <= 0.34 * len(blurbs)


def _is_blurb(line: Line) -> bool:
    return line.look.words >= 6 and not line.text[0].islower() and (line.look.closed or line.look.cut)


def _is_title(line: Line) -> bool:
    seen = line.look
    plain = not line.bullet and seen.kind is None and seen.phrase is None
    return plain and 3 <= seen.words <= 20 and not seen.closed and not line.text[0].islower()
