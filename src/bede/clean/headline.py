"""Finds the headline of a page: the title-like line before the body that the body takes up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set

from bede.clean.bylines import name_in
from bede.clean.lines import Line
from bede.clean.words import content_of, tokens_of, weights

_PATH = re.compile(r"\s[/>»›→]\s.*\s[/>»›→]\s")
_NAMED = re.compile(r"\s[|–—-]\s\S")
_RUN_TOGETHER = re.compile(r"[a-z][A-Z]")
_CLOCK = re.compile(r"\d?\d[:.][0-5]\d\b")
_NEAR = 5
_FAR = 80
_LEAST_TITLE, _LEAST_OVER = 4, 6
_MOST_RUN_TOGETHER = 3
_LONGEST_TITLE = 20


def subject_of(lines: Sequence[Line], indices: Iterable[int]) -> frozenset[str]:
    """Return the words that carry the subject of these lines."""
    return frozenset().union(*(lines[index].look.content for index in indices))


def find_headline(
    lines: Sequence[Line], *, body: Sequence[int], title: str | None, before: int | None = None
) -> int | None:
    """Return the index of the headline among the lines, None where no line is like one.

    ``body`` are the indices of the lines held for the article's body so far, ``title`` is what came with the page,
    ``before`` is the line that the headline stands before where that is known.
    """
    if not body:
        return None
    worth = weights()["headline"]
    wanted = content_of(set(tokens_of(title))) if title else frozenset()
    first = body[0]
    following = subject_of(lines, body[1:12])
    opening = lines[first].look.content | following
    likely: dict[int, float] = {}
    end = min(first + 3, len(lines)) if before is None else before
    for index in range(0 if title else max(0, first - _FAR), end):
        line = lines[index]
        if index >= first and ((line.look.closed and line.text.endswith(".")) or line.look.words > 24):
            continue
        value = _title_likeness(line, text_words=opening if index < first else following, wanted=wanted)
        if value is None or _runs_on(lines, index):
            continue
        if sum(other.look.prose for other in lines[first:index]) >= 1:
            continue
        if index == 0 and len(lines) > 1 and lines[1].look.prose:
            value += worth["first"]
        value -= worth["distance"] * min(abs(first - index), 40)
        value += worth["inside"] * sum(other.look.prose for other in lines[first:index])
        if value + worth["signed"] >= worth["least"] and _is_signed(lines, index):
            value += worth["signed"]
        if value >= worth["least"]:
            likely[index] = value
    if not likely:
        return _right_above(lines, first)
    best = max(likely, key=lambda index: likely[index])
    above = _above_points(lines, best)
    if above != best and lines[above].look.words >= _LEAST_TITLE:
        like = _title_likeness(lines[above], text_words=opening, wanted=wanted)
        return best if like is None else above
    return _first_of_alike(lines, likely, best)


def _right_above(lines: Sequence[Line], first: int) -> int | None:
    """Return the line right above the first paragraph where nothing but its place and form tells that it is a title."""
    index = first - 1
    while index >= 0 and lines[index].look.kind in {"byline", "date"}:
        index -= 1
    if index < 0 or not lines[first].look.prose:
        return None
    line, seen = lines[index], lines[index].look
    titled = seen.plain and not line.bullet and not seen.closed and _LEAST_TITLE <= seen.words <= _LONGEST_TITLE
    return index if titled and line.text[-1] not in ":,;" and not seen.figures and not seen.address else None


def _above_points(lines: Sequence[Line], index: int) -> int:
    """Return the line above the list of points that the line belongs to, the line itself where it is no point."""
    while index and lines[index].bullet and not lines[index].gap_before:
        index -= 1
    return index


def _first_of_alike(lines: Sequence[Line], likely: dict[int, float], best: int) -> int:
    """Return the headline where the likeliest line is one that stands under it, or a path that ends in it."""
    least = weights()["headline"]["rival"] * likely[best]
    signed = _is_signed(lines, best)
    for index in likely:
        if not best - _NEAR <= index <= best + _NEAR or index == best:
            continue
        if lines[index].look.words >= _LEAST_TITLE and _holds(lines[best].text, lines[index].text):
            return index
        if _holds(lines[index].text, lines[best].text):
            continue
        if lines[index].look.words < _LEAST_TITLE and name_in(lines[index].text) is not None:
            continue  # whose page it is
        if index < best and _is_signed(lines, index):
            # The line under a headline often says more of the text, but the byline stands under the headline.
            if likely[index] >= (least if signed else least * weights()["headline"]["unsigned"]):
                return index
        elif index < best and likely[index] >= least and not signed:
            return index
        if index == best - 1 and _stands_over(lines[index], lines[best]):
            share = weights()["headline"]["over_again" if lines[index].copies > 1 else "over"]
            if likely[index] >= share * likely[best]:
                return index
    return best


def _holds(text: str, title: str) -> bool:
    """Whether a line is a title with the path to it before it or the name of the site after it."""
    return text[1:].endswith(title) or (text.startswith(title) and _NAMED.match(text[len(title) :]) is not None)


def _stands_over(line: Line, below: Line) -> bool:
    """Whether a line right above another and no longer than that may be the headline of which that tells more."""
    return _LEAST_OVER <= line.look.words <= below.look.words and line.look.plain and not line.bullet


def _runs_on(lines: Sequence[Line], index: int) -> bool:
    """Whether the line is the first of a paragraph broken into lines: the next one goes on in small letters."""
    if index + 1 >= len(lines) or lines[index].gap_after or lines[index].look.closed:
        return False
    below = lines[index + 1]
    return below.text[0].islower() and below.look.words >= 5 and below.look.kind is None and below.look.phrase is None


def _is_signed(lines: Sequence[Line], index: int) -> bool:
    """Whether a byline or a date line comes soon after the line."""
    return any(
        other.look.kind in {"byline", "date"} or (other.look.words <= 5 and name_in(other.text) is not None)
        for other in lines[index + 1 : index + 4]
    )


def _title_likeness(line: Line, *, text_words: Set[str], wanted: Set[str]) -> float | None:
    """Return how much the line is like the title of a text with these words, None where it can be none."""
    seen, worth = line.look, weights()["headline"]
    if (
        not 2 <= seen.words <= 34
        or seen.kind
        or (seen.phrase and (seen.phrase.part != "teaser" or seen.where != "start"))
    ):
        return None
    own = seen.content
    if not own or _CLOCK.match(line.text) or _PATH.search(line.text) or seen.address:
        return None
    if len(_RUN_TOGETHER.findall(line.text)) >= _MOST_RUN_TOGETHER:
        return None  # a menu without its spaces
    value = worth["shared"] * len(own & text_words) / (len(own) + 1)
    if wanted:
        value += worth["title"] * len(own & wanted) / len(own | wanted)
    if seen.words < 4:
        value += worth["short"]
    elif seen.words > 24:
        value += worth["long"]
    if seen.closed and line.text.endswith("."):
        value += worth["closed"]
    if line.gap_before and line.gap_after:
        value += worth["apart"]
    if line.bullet:
        value += worth["bullet"]
    if line.copies > 1:
        value += worth["repeated"]
    return value
