"""Chooses the body of an HTML page: the line model, told what the markup and trafilatura say of each line.

Where trafilatura takes another part of the page for the article than the one under its headline, it is not listened to.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from bede.clean.body import Choice, find_body
from bede.clean.facts import squeeze
from bede.clean.lines import Line
from bede.clean.markup import Markup, share_within
from bede.clean.words import content_of, tokens_of, weights

_LEAST_LENGTH = 40
_LEAST_SHARE = 0.3
_STATED_SHARE = 0.6
_TITLE_SHARE = 0.6
_ALIKE = 0.3
_NEAR = 15


def choose_marked(lines: Sequence[Line], found: Markup, *, paragraphs: Sequence[str], title: str | None) -> Choice:
    """Return the lines of the visible text that are the article's body and headline.

    ``paragraphs`` is the article as trafilatura finds it, ``title`` what is known to be its title.
    """
    headline = _marked_headline(lines, found, title=title)
    worth = _by_markup(lines, found)
    stated = _among(lines, [squeeze(found.facts.body)]) if found.facts.body else set()
    if found.facts.body and _length(lines, stated) >= _STATED_SHARE * len(found.facts.body):
        worth = _with(lines, worth, stated, inside="stated", outside="unstated")
        return find_body(lines, title=title, headline=headline, worth=worth)
    own = find_body(lines, title=title, headline=headline, worth=worth)
    chosen = _among(lines, paragraphs)
    if _length(lines, chosen) < _LEAST_SHARE * sum(map(len, paragraphs)) or not chosen:
        return own
    if own.body and headline is not None and _elsewhere(lines, chosen, own, headline=headline):
        return own
    worth = _with(lines, worth, chosen, inside="chosen", outside="passed")
    return find_body(lines, title=title, headline=headline, worth=worth)


def _marked_headline(lines: Sequence[Line], found: Markup, *, title: str | None) -> int | None:
    """Return the first-level heading that is the title of the article, else the line that is it to the letter."""
    wanted = squeeze(title).casefold() if title else None
    marked = [index for index, line in enumerate(lines) if line.whole_start in found.headings]
    titled = [index for index, line in enumerate(lines) if wanted and squeeze(line.text).casefold() == wanted]
    if both := [index for index in titled if index in marked]:
        return both[0]
    if titled:
        return titled[0]
    words = content_of(set(tokens_of(title))) if title else frozenset()
    for index in marked:
        own = lines[index].look.content
        if (not words and len(marked) == 1) or (own and len(own & words) >= _TITLE_SHARE * len(own)):
            return index
    return None


def _by_markup(lines: Sequence[Line], found: Markup) -> list[float]:
    """Return what the elements that a line stands in say for or against it as body text."""
    weight = weights()["markup"]
    captions = set(found.captions)
    return [
        weight["caption"]
        if line.whole_start in captions
        else weight["linked"] * share_within(line.start, line.end, found.linked)
        + weight["beside"] * share_within(line.start, line.end, found.beside)
        for line in lines
    ]


def _with(lines: Sequence[Line], worth: Sequence[float], chosen: Set[int], *, inside: str, outside: str) -> list[float]:
    weight = weights()["markup"]
    return [
        value + weight[inside if index in chosen else outside]
        for index, (value, _) in enumerate(zip(worth, lines, strict=True))
    ]


def _among(lines: Sequence[Line], paragraphs: Sequence[str]) -> set[int]:
    """Return the lines that the paragraphs are made of."""
    whole = set(paragraphs) | {paragraph.lstrip("-•* ") for paragraph in paragraphs}
    joined = "\n".join(paragraphs)
    found = set()
    for index, line in enumerate(lines):
        text = squeeze(line.text)
        if text in whole or (len(text) >= _LEAST_LENGTH and text in joined):
            found.add(index)
    # A short line far from the others is a namesake of a short paragraph, not the paragraph.
    long = sorted(index for index in found if lines[index].look.words >= 8) or sorted(found)
    return {index for index in found if long[0] - 2 <= index <= long[-1] + 2}


def _length(lines: Sequence[Line], indices: Set[int]) -> int:
    return sum(len(lines[index].text) for index in indices)


def _elsewhere(lines: Sequence[Line], chosen: Set[int], own: Choice, *, headline: int) -> bool:
    """Whether a choice hardly meets the body that begins under the headline."""
    shared = _length(lines, chosen & set(own.body))
    return (
        shared < _ALIKE * min(_length(lines, chosen), _length(lines, set(own.body)))
        and headline < own.body[0] <= headline + _NEAR
    )
