"""Chooses the lines that are the body of an article, all at once and not line by line.

A page is read as lines before the body, body, lines between body lines (an advertisement, a caption, a teaser), and
lines after it. Every line has a score as body text; to begin, to leave and to come back have their costs; the best
path over the whole page is taken (Viterbi). A first path shows where the article is, its headline and how its
paragraphs are set; with these known the lines are scored once more. The weights are in ``data/page/weights.toml``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bede.clean.headline import find_headline, subject_of
from bede.clean.lines import CREDIT, DATELINE, DATELINE_BEFORE, Line
from bede.clean.words import weights

BEFORE, BODY, BETWEEN, LISTED, TALK, AFTER = range(6)
OPENS_LIST, OPENS_TALK = 1, 2
_LOW = float("-inf")
_APART_LINES = 12
_HEAD_LINES = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """Which lines are the body, and which line is the headline (None: no line is)."""

    body: tuple[int, ...]
    headline: int | None
    states: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """How an article is set on its page: the indentation of its paragraphs, and whether blank lines part them."""

    indent: int | None
    apart: bool


def find_body(
    lines: Sequence[Line], *, title: str | None = None, headline: int | None = None, worth: Sequence[float] = ()
) -> Choice:
    """Return the lines that are the article's body and headline.

    ``headline`` is the line that is known to be it, ``worth`` what else is known for or against each line as body text.
    """
    opens = _openings(lines)
    talk = _near_comments(lines)
    first_scores = [_by_itself(lines, index, talk=index in talk) for index in range(len(lines))]
    if worth:
        first_scores = [score + more for score, more in zip(first_scores, worth, strict=True)]
    core = _core(lines, choose(first_scores, opens), scores=first_scores, opens=opens)
    if headline is None:
        headline = find_headline(lines, body=core, title=title)
    scores = _in_place(lines, first_scores, core=core, headline=headline)
    states = choose(scores, opens)
    body = tuple(index for index, state in enumerate(states) if state == BODY)
    if not body:
        # A page of a sentence or two pays for beginning with nothing: its sentences are its body.
        body = tuple(index for index, line in enumerate(lines) if _is_sentence(line))
        states = [BODY if index in body else BEFORE for index in range(len(lines))]
    return Choice(body, headline, tuple(states))


def _is_sentence(line: Line) -> bool:
    return line.look.closed and line.look.words >= 4 and line.look.kind is None and line.look.phrase is None


def choose(scores: Sequence[float], opens: Sequence[int]) -> list[int]:
    """Return the state of every line on the best path: before, body, between, listed, talk, after.

    ``opens`` tells the lines that open another part of the page, a list of headlines or what readers write: to come
    back to the body is dearer after the one and dearest after the other.
    """
    cost = weights()["switch"]
    begin, leave, back, between = cost["begin"], cost["leave"], cost["back"], cost["between"]
    back_list, back_talk = back + cost["from_list"], back + cost["from_talk"]
    body = gap = listed = talk = after = _LOW
    ways: list[tuple[int, int, int, int, int, int]] = []
    for score, opening in zip(scores, opens, strict=True):
        # Nothing is gained or lost before the body. Of ways that cost the same the later state is taken.
        to_body, from_body = -begin, BEFORE
        if body >= to_body:
            to_body, from_body = body, BODY
        if gap - back >= to_body:
            to_body, from_body = gap - back, BETWEEN
        if listed - back_list >= to_body:
            to_body, from_body = listed - back_list, LISTED
        if talk - back_talk >= to_body:
            to_body, from_body = talk - back_talk, TALK
        left, from_left = (gap, BETWEEN) if gap >= body - leave else (body - leave, BODY)
        left -= between
        to_gap, to_list, from_list, to_talk, from_talk = left, listed, LISTED, talk, TALK
        if opening == OPENS_LIST:
            to_gap = _LOW
            to_list, from_list = max((left, from_left), (listed, LISTED))
        elif opening == OPENS_TALK:
            to_gap = to_list = _LOW
            to_talk, from_talk = max((left, from_left), (listed, LISTED), (talk, TALK))
        to_after, from_after = (after, AFTER) if after >= body else (body, BODY)
        ways.append((BEFORE, from_body, from_left, from_list, from_talk, from_after))
        body, gap, listed, talk, after = to_body + score, to_gap, to_list, to_talk, to_after
    state = AFTER if after > max(0.0, body) else BODY if body > 0.0 else BEFORE
    states: list[int] = []
    for way in reversed(ways):
        states.append(state)
        state = way[state]
    return states[::-1]


def _openings(lines: Sequence[Line]) -> list[int]:
    """Return which lines open a list of headlines or what readers write, 0 for those that open nothing."""
    comments = sum(line.look.comment for line in lines) >= 3
    opens: list[int] = []
    for line in lines:
        phrase = line.look.phrase
        rest = phrase is not None and phrase.reach == "rest"
        if (comments and line.look.comment) or (rest and phrase is not None and phrase.part == "comment"):
            opens.append(OPENS_TALK)
        else:
            opens.append(OPENS_LIST if rest else 0)
    return opens


def _near_comments(lines: Sequence[Line]) -> set[int]:
    """Return the lines next to which "Reply" or "2 hours ago" or the like stands."""
    marked = [index for index, line in enumerate(lines) if line.look.comment]
    return {near for index in marked for near in range(index - 3, index + 4)}


def _by_itself(lines: Sequence[Line], index: int, *, talk: bool) -> float:
    """Return how well a line fits as body text by what it is and what stands next to it."""
    line, line_weight, around = lines[index], weights()["line"], weights()["around"]
    seen = line.look
    value = seen.score
    if line.bullet:
        value += line_weight["bullet"]
    if line.gap_before and line.gap_after:
        value += line_weight["apart"]
    elif not line.gap_before and not line.gap_after:
        value += line_weight["crowded"]
    if line.copies > 1 and seen.words >= 3:
        value += line_weight["first_copy" if line.first_copy else "repeated"]
    if index and _is_blurb(lines[index - 1], line):
        value += around["teaser_blurb"]
    if seen.words >= 6 and _is_wrapped(lines, index):
        value += around["wrapped"]
    if talk:
        value += around["comment_near"]
    if credits_below(lines, index):
        value += line_weight["caption"]
    elif seen.words <= 9 and _is_between_prose(lines, index):
        value += around["heading"]
    return value


def _is_wrapped(lines: Sequence[Line], index: int) -> bool:
    """Whether the line is one of a paragraph that is broken into lines: a sentence runs on from it or into it."""
    line = lines[index]
    if index and line.text[0].islower() and not line.gap_before and not lines[index - 1].look.closed:
        return True
    if line.look.closed or line.gap_after or index + 1 >= len(lines):
        return False
    return lines[index + 1].text[0].islower() and lines[index + 1].look.words >= 3


def _is_blurb(title: Line, line: Line) -> bool:
    """Whether the line comes right after a title and breaks off, as the blurb of a teaser does."""
    if title.gap_after or (line.look.closed and not line.look.cut):
        return False
    if title.look.phrase is not None and title.look.phrase.part == "teaser":
        return True
    like_title = title.look.titled and 4 <= title.look.words <= 20 and not title.text.endswith((".", ":"))
    return like_title and line.look.words >= 12 and not line.text.endswith(":")


def credits_below(lines: Sequence[Line], index: int) -> bool:
    """Whether the line is set right above a credit line, as a caption is."""
    line = lines[index]
    if line.gap_after or line.look.words < 5 or index + 1 >= len(lines):
        return False
    below = lines[index + 1].look
    return below.words <= 9 and (
        below.kind == "caption" or (below.kind == "byline" and bool(CREDIT.search(lines[index + 1].text)))
    )


def _is_between_prose(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    if line.bullet or line.look.kind or line.look.phrase or not 0 < index < len(lines) - 1:
        return False
    return bool(line.gap_before) and lines[index - 1].look.prose and lines[index + 1].look.prose


def _core(lines: Sequence[Line], states: Sequence[int], *, scores: Sequence[float], opens: Sequence[int]) -> list[int]:
    """Return the first heavy stretch of body lines: one that no heading and no long run of other lines interrupts.

    What readers write under an article is often longer than the article and counts for a part of its weight; the first
    stretch that has a fair share of the weight of the heaviest one is taken, since lists of teasers come after it.
    """
    groups: list[tuple[float, list[int]]] = []
    around = weights()["around"]
    factor, last, opened = 1.0, -_APART_LINES * 2, -_APART_LINES
    for index, state in enumerate(states):
        if opens[index]:
            last, opened = -_APART_LINES * 2, index
            if groups and opens[index] == OPENS_TALK:
                factor = around["readers"]
        if state != BODY:
            continue
        if index - last > _APART_LINES:
            groups.append((factor * (around["listed"] if index - opened <= 2 else 1.0), []))
        groups[-1][1].append(index)
        last = index
    heavy = [
        share
        * sum(max(0.0, scores[index]) for index in group)
        * (around["dateline"] if _has_dateline(lines, group) else 1)
        for share, group in groups
    ]
    least = weights()["around"]["core"] * max(heavy, default=0.0)
    return next((group for weight, (_, group) in zip(heavy, groups, strict=True) if weight >= least), [])


def _has_dateline(lines: Sequence[Line], group: Sequence[int]) -> bool:
    """Whether one of the first paragraphs begins with a dateline."""
    return any(lines[index].look.words >= 12 and DATELINE_BEFORE.match(lines[index].text) for index in group[:3])


def _setting(lines: Sequence[Line], core: Sequence[int]) -> Setting:
    indents: Counter[int] = Counter()
    apart = total = 0
    for index in core:
        line = lines[index]
        if line.look.words >= 12 and not line.bullet:
            indents[line.indent] += 1
            total += 1
            apart += bool(line.gap_before and line.gap_after)
    several = len({line.indent for line in lines}) > 1
    indent = indents.most_common(1)[0][0] if indents and several else None
    return Setting(indent, apart >= 0.7 * total and total >= 3)


def _in_place(lines: Sequence[Line], scores: Sequence[float], *, core: list[int], headline: int | None) -> list[float]:
    """Return the scores once the place of the article, its headline and its setting are known."""
    around = weights()["around"]
    setting = _setting(lines, core)
    signed = _signature(lines, headline, core)
    subject = subject_of(lines, core if headline is None else [headline, *core])
    inside = range(core[0] if headline is None else min(core[0], headline), core[-1] + 1) if core else range(0)
    placed: list[float] = []
    block = 0
    led = _led(lines)
    edges = _edges(lines, core=core, start=max(signed, -1 if headline is None else headline))
    for index, line in enumerate(lines):
        value = scores[index]
        if setting.indent is not None:
            value += around["same_indent" if line.indent == setting.indent else "other_indent"]
        if setting.apart and not line.gap_before and not line.gap_after and not line.bullet:
            value += around["other_spacing"]
        if block:
            value += around["after_block"]
            block = 0 if line.gap_after and line.look.words >= 5 else block - 1
        if (phrase := line.look.phrase) is not None:
            block = 6 if phrase.reach == "block" else max(block, 2 if phrase.part in {"form", "notice"} else 0)
        if headline is not None:
            if index <= headline or line.text == lines[headline].text:
                value += around["before_headline"]
            elif index < signed:
                value += around["deck"]
        if index not in inside and line.look.words >= 8:
            own = line.look.content
            value += around["off_subject"] * (1 - min(1.0, len(own & subject) / (0.3 * len(own) + 0.01)))
        if index in edges:
            value += around["edge"]
        if core and line.look.kind == "author" and index >= core[-1] - 2:
            value += around["author"]
        if index in led and line.look.phrase is None and not line.look.kind:
            value = max(value, around["led"])
        placed.append(value)
    return placed


def _edges(lines: Sequence[Line], *, core: Sequence[int], start: int) -> set[int]:
    """Return the lines next to the core that nothing parts from it: no set phrase, no caption, no other kind."""
    if not core:
        return set()
    edges: set[int] = set()
    before = range(core[0] - 1, start if start >= 0 else core[0] - 1, -1)
    for reach in (before, range(core[-1] + 1, len(lines))):
        for index in reach:
            if lines[index].look.phrase is not None or lines[index].look.kind:
                break
            edges.add(index)
    return edges


def _led(lines: Sequence[Line]) -> set[int]:
    """Return the lines of lists and tables that a line of the text leads up to with a colon."""
    led: set[int] = set()
    leading = False
    for index, line in enumerate(lines):
        if leading:
            led.add(index)
            leading = not line.gap_after or (line.bullet and index + 1 < len(lines) and lines[index + 1].bullet)
        if line.text.endswith(":") and line.look.words >= 5 and line.look.phrase is None:
            leading = True
    return led


def _signature(lines: Sequence[Line], headline: int | None, core: Sequence[int]) -> int:
    """Return the index of the last byline or date line right under the headline, -1 where there is none."""
    if headline is None:
        return -1
    found, prose = -1, 0
    for index in range(headline + 1, min(headline + _HEAD_LINES, len(lines))):
        if lines[index].look.kind in {"byline", "date"} or DATELINE.match(lines[index].text):
            found = index
        prose += lines[index].look.prose
        if prose > 2:
            break
    return found
