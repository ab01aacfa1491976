"""Finds the headline of a page: the title-like line before the body that the body takes up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from bede.clean.bylines import name_in
from bede.clean.lines import Line, has_address
from bede.clean.words import content_of, tokens_of, weights

_NEAR = 5
_FAR = 80


def subject_of(lines: Sequence[Line], indices: Iterable[int]) -> frozenset[str]:
    """Return the words that carry the subject of these lines."""
    return frozenset().union(*(lines[index].look.content for index in indices))


def find_headline(lines: Sequence[Line], *, body: Sequence[int], title: str | None) -> int | None:
    """Return the index of the headline among the lines, None where no line is like one.

    ``body`` are the indices of the lines held for the article's body so far, ``title`` is what came with the page.
    """
    if not body:
        return None
    worth = weights()["headline"]
    wanted = content_of(set(tokens_of(title))) if title else frozenset()
    first = body[0]
    following = subject_of(lines, body[1:12])
    opening = lines[first].look.content | following
    likely: dict[int, float] = {}
    for index in range(0 if title else max(0, first - _FAR), min(first + 3, len(lines))):
        line = lines[index]
        if index >= first and ((line.look.closed and line.text.endswith(".")) or line.look.words > 24):
            continue
        value = _title_likeness(line, text_words=opening if index < first else following, wanted=wanted)
        if value is None:
            continue
        value -= worth["distance"] * min(abs(first - index), 40)
        value += worth["inside"] * sum(other.look.prose for other in lines[first:index])
        if value + worth["signed"] >= worth["least"] and _is_signed(lines, index):
            value += worth["signed"]
        if value >= worth["least"]:
            likely[index] = value
    if not likely:
        return None
    best = max(likely, key=lambda index: likely[index])
    return _first_of_alike(lines, likely, best)


def _first_of_alike(lines: Sequence[Line], likely: dict[int, float], best: int) -> int:
    """Return the headline where the likeliest line is one that stands under it, or a path that ends in it."""
    least = weights()["headline"]["rival"] * likely[best]
    signed = _is_signed(lines, best)
    for index in likely:
        if not best - _NEAR <= index <= best + _NEAR or index == best:
            continue
        if lines[best].text.endswith(f" {lines[index].text}"):
            return index
        if index < best and likely[index] >= least and (not signed or _is_signed(lines, index)):
            return index
    return best


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
    if not own or has_address(line.text):
        return None
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
