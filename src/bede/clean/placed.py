"""Finds lines that play a part in an article by where they stand: captions, decks, links, pull quotes, led lists."""

from __future__ import annotations

from collections.abc import Sequence

from bede.clean.lines import Line
from bede.lexicon.datelines import dateline

_LONG_TITLE, _LONGEST_DECK = 10, 30
_LEAST_LINK, _MOST_LINKS = 5, 4
_LEAST_LEADING, _LEAST_LISTING = 5, 2
_LONGEST_PULLED, _PULLED_FROM = 45, 6
_QUOTES = "\"'“”‘’»« "


def unclosed_in(lines: Sequence[Line], core: Sequence[int], *, head: int) -> set[int]:
    """Return the lines between two paragraphs that end as no sentence does, where all paragraphs do: captions.

    So is the line over the first paragraph that does, where it stands under the headline.
    """
    prose = [index for index in core if lines[index].look.words >= 12 and not lines[index].bullet]
    if len(prose) < 3 or sum(lines[index].look.closed for index in prose) < 0.7 * len(prose):
        return set()
    found = set()
    for index in core[1:-1]:
        line = lines[index]
        between = lines[index - 1].look.prose and lines[index + 1].look.prose and lines[index + 1].text[0].isupper()
        ends = line.look.closed or line.text.endswith((":", ","))
        if between and not ends and line.look.words >= (_LEAST_LINK if line.bullet else _LONG_TITLE):
            found.add(index)
    over = next(index for index in prose if lines[index].look.closed) - 1
    while over > head and lines[over].look.kind in {"caption", "byline", "date"}:
        over -= 1
    if 0 <= head < over and is_deck(lines[over]):
        found.add(over)
    return found


def is_deck(line: Line) -> bool:
    """Whether a line over the first paragraph ends as no paragraph does: a line under the headline or a caption."""
    seen = line.look
    shaped = seen.plain and not seen.closed and not line.bullet and line.text[-1] not in ":,;"
    return shaped and _LEAST_LINK <= seen.words < _LONGEST_DECK and not dateline(line.text)


def links_in(lines: Sequence[Line]) -> set[int]:
    """Return the lines of short runs of titles right between two paragraphs: links to other articles, no headings."""
    found: set[int] = set()
    run: list[int] = []
    for index, line in enumerate(lines):
        if run and line.look.prose and not line.gap_before and 2 <= len(run) <= _MOST_LINKS:
            found.update(run)
        follows = not line.gap_before and (run or (index and lines[index - 1].look.prose))
        run = [*run, index] if follows and is_link(line) else []
    return found


def is_link(line: Line) -> bool:
    seen = line.look
    open_ended = not seen.closed or line.text.endswith("?")
    plain = not line.bullet and seen.plain
    return plain and open_ended and 4 <= seen.words <= 20 and line.text[0].isupper() and line.text[-1] not in ":,;"


def is_pulled(lines: Sequence[Line], index: int) -> bool:
    """Whether the line stands word for word within a longer line near it, as a pull quote does."""
    if not 6 <= lines[index].look.words <= _LONGEST_PULLED:
        return False
    own = lines[index].text.strip(_QUOTES)
    least = len(own) + 12
    near = lines[max(0, index - _PULLED_FROM) : index + _PULLED_FROM + 1]
    return any(own in line.text and line.look.closed for line in near if len(line.text) > least)


def edges_of(lines: Sequence[Line], *, core: Sequence[int], start: int) -> set[int]:
    """Return the lines next to the core that nothing parts from it: no set phrase, no caption, no other kind."""
    if not core:
        return set()
    edges: set[int] = set()
    before = range(core[0] - 1, start if start >= 0 else core[0] - 1, -1)
    for reach in (before, range(core[-1] + 1, len(lines))):
        for index in reach:
            if not lines[index].look.plain:
                break
            edges.add(index)
    return edges


def led_in(lines: Sequence[Line], *, core: Sequence[int]) -> set[int]:
    """Return the lines of lists and tables that a line of the text leads up to with a colon."""
    led: set[int] = set()
    leading = bullets = False
    if ":" not in [line.text[-1] for line in lines]:
        return led
    for index, line in enumerate(lines):
        if leading and line.bullet == bullets:
            led.add(index)
            prose = not line.bullet and line.look.prose
            leading = (not line.gap_after and not prose) or (
                line.bullet and index + 1 < len(lines) and lines[index + 1].bullet
            )
        else:
            leading = False
        if not line.text.endswith(":") or line.look.phrase is not None:
            continue
        listed = bool(core) and core[0] < index < len(lines) - 2 and lines[index + 1].bullet and lines[index + 2].bullet
        if line.look.words >= (_LEAST_LISTING if listed else _LEAST_LEADING):
            led.update([index] if listed else [])
            leading, bullets = True, index + 1 < len(lines) and lines[index + 1].bullet
    return led
