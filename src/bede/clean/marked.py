"""Chooses the body of an HTML page: the line model, told what the markup and trafilatura say of each line.

Where trafilatura takes another part of the page for the article than the one under its headline, it is not listened to.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from itertools import accumulate

from bede.clean.body import Choice, find_body
from bede.clean.facts import squeeze
from bede.clean.lines import Line
from bede.clean.markup import Markup, share_within
from bede.clean.path import BEFORE, BODY
from bede.clean.words import content_of, tokens_of, weights

_LEAST_LENGTH = 40
_LEAST_SHARE = 0.3
_STATED_SHARE = 0.6
_TITLE_SHARE = 0.6
_ALIKE = 0.3
_NEAR = 15
_PROSE = 8
_MOSTLY = 0.5


def choose_marked(lines: Sequence[Line], found: Markup, *, paragraphs: Sequence[str], title: str | None) -> Choice:
    """Return the lines of the visible text that are the article's body and headline.

    ``paragraphs`` is the article as trafilatura finds it, ``title`` what is known to be its title.
    """
    headline = _marked_headline(lines, found, title=title)
    chosen = _among(lines, paragraphs)
    beside = _beside(lines, found, chosen=chosen, headline=headline)
    kept = [
        index
        for index, line in enumerate(lines)
        if index == headline or share_within(line.start, line.end, beside) < _MOSTLY
    ]
    choice = _choose(lines, kept, found, chosen=chosen, paragraphs=paragraphs, headline=headline, title=title)
    if not choice.body:
        choice = _choose(
            lines, range(len(lines)), found, chosen=chosen, paragraphs=paragraphs, headline=headline, title=title
        )
    return choice


def _choose(
    lines: Sequence[Line],
    kept: Sequence[int],
    found: Markup,
    *,
    chosen: Set[int],
    paragraphs: Sequence[str],
    headline: int | None,
    title: str | None,
) -> Choice:
    """Return the body among the lines that are kept."""
    rows = [lines[index] for index in kept]
    places = {index: place for place, index in enumerate(kept)}
    head = None if headline is None else places[headline]
    worth = _by_markup(rows, found)
    stated = _among(rows, [squeeze(found.facts.body)]) if found.facts.body else set()
    if found.facts.body and _length(rows, stated) >= _STATED_SHARE * len(found.facts.body):
        weight = weights()["markup"]
        worth = [
            value + (weight["stated"] if place in stated else weight["unstated"] if row.look.words >= _PROSE else 0.0)
            for place, (row, value) in enumerate(zip(rows, worth, strict=True))
        ]
        return _back(find_body(rows, title=title, headline=head, worth=worth), kept, count=len(lines))
    choice = find_body(rows, title=title, headline=head, worth=worth)
    taken = {places[index] for index in chosen if index in places}
    listened = taken and _length(rows, taken) >= _LEAST_SHARE * sum(map(len, paragraphs))
    if listened and not (choice.body and head is not None and _elsewhere(rows, taken, choice, headline=head)):
        weight = weights()["markup"]
        worth = [value + weight["chosen" if place in taken else "passed"] for place, value in enumerate(worth)]
        choice = find_body(rows, title=title, headline=head, worth=worth)
    return _back(choice, kept, count=len(lines))


def _back(choice: Choice, kept: Sequence[int], *, count: int) -> Choice:
    """Return the choice among some lines as one among all of them."""
    body = tuple(kept[place] for place in choice.body)
    headline = None if choice.headline is None else kept[choice.headline]
    chosen = set(body)
    return Choice(body, headline, tuple(BODY if index in chosen else BEFORE for index in range(count)))


def _marked_headline(lines: Sequence[Line], found: Markup, *, title: str | None) -> int | None:
    """Return the first-level heading that is the title of the article, else the line that is it to the letter."""
    wanted = squeeze(title).casefold() if title else None
    headings = set(found.headings)
    marked = [index for index, line in enumerate(lines) if line.whole_start in headings]
    titled = [index for index, line in enumerate(lines) if wanted and squeeze(line.text).casefold() == wanted]
    if both := set(titled) & set(marked):
        return min(both)
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
        for line in lines
    ]


def _beside(lines: Sequence[Line], found: Markup, *, chosen: Set[int], headline: int | None) -> list[tuple[int, int]]:
    """Return the stretches that stand beside the article, in order and apart.

    An element that holds most of what trafilatura takes for the article only has an unlucky name. Another article is
    what begins with another first-level heading below the headline, and what is one by the name of its element.
    """
    places = [lines[index].start for index in sorted(chosen)]
    sums = list(accumulate((len(lines[index].text) for index in sorted(chosen)), initial=0))
    most = max(sums[-1] / 2, _LEAST_LENGTH)
    stretches = [
        (start, end)
        for start, end in found.beside
        if sums[bisect_left(places, end)] - sums[bisect_left(places, start)] <= most
    ]
    if headline is not None:
        headings = set(found.headings)
        at, name = lines[headline].start, squeeze(lines[headline].text)
        own = [stretch for stretch in found.articles if stretch[0] <= at < stretch[1]]
        if own:
            stretches += [
                one for one in found.articles if not any(one[0] < other[1] and other[0] < one[1] for other in own)
            ]
        stretches += [
            (line.start, lines[-1].end)
            for line in lines[headline + 1 :]
            if line.whole_start in headings and squeeze(line.text) != name and line.start > at
        ][:1]
    apart: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if apart and start <= apart[-1][1]:
            apart[-1] = apart[-1][0], max(apart[-1][1], end)
        else:
            apart.append((start, end))
    return apart


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
