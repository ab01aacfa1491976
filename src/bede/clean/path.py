"""Finds the best path over the lines of a page: before the body, body, lines between body lines, after it."""

from __future__ import annotations

from collections.abc import Sequence

from bede.clean.lines import OFTEN_BETWEEN, OPENS_LIST, OPENS_TALK
from bede.clean.words import weights

BEFORE, BODY, BETWEEN, LISTED, TALK, AFTER, PASSING = range(7)
_LOW = float("-inf")


def choose(scores: Sequence[float], opens: Sequence[int]) -> list[int]:
    """Return the state of every line on the best path: before, body, between, listed, talk, after, passing.

    ``opens`` tells the lines that open another part of the page, a list of headlines or what readers write: to come
    back to the body is dearer after the one and dearest after the other. Lines that are often set between paragraphs,
    a teaser or an advertisement, are passed more cheaply than others.
    """
    # No body begins or ends with a line that tells against it: the path is sought between the outermost that do not.
    first = next((index for index, score in enumerate(scores) if score >= 0.0), None)
    if first is None:
        return [BEFORE] * len(scores)
    end = len(scores)
    while scores[end - 1] < 0.0:
        end -= 1
    cost = weights()["switch"]
    begin, leave, back, between = cost["begin"], cost["leave"], cost["back"], cost["between"]
    back_list, back_talk = back + cost["from_list"], back + cost["from_talk"]
    back_often, leave_often = cost["back_often"], cost["leave_often"]
    body = gap = listed = talk = after = passing = _LOW
    ways: list[tuple[int, int, int, int, int, int, int]] = []
    for score, opening in zip(scores[first:end], opens[first:end], strict=True):
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
        if passing - back_often >= to_body:
            to_body, from_body = passing - back_often, PASSING
        left, from_left = (gap, BETWEEN) if gap >= body - leave else (body - leave, BODY)
        if passing - leave + leave_often >= left:
            left, from_left = passing - leave + leave_often, PASSING
        left -= between
        to_gap, to_list, from_list, to_talk, from_talk = left, listed, LISTED, talk, TALK
        to_pass, from_pass = _LOW, PASSING
        if opening == OFTEN_BETWEEN:
            often = body - leave_often
            to_pass, from_pass = (passing, PASSING) if passing >= often else (often, BODY)
            to_pass -= between
        elif opening == OPENS_LIST:
            to_gap = _LOW
            to_list, from_list = max((left, from_left), (listed, LISTED))
        elif opening == OPENS_TALK:
            to_gap = to_list = _LOW
            to_talk, from_talk = max((left, from_left), (listed, LISTED), (talk, TALK))
        to_after, from_after = (after, AFTER) if after >= body else (body, BODY)
        ways.append((BEFORE, from_body, from_left, from_list, from_talk, from_after, from_pass))
        body, gap, listed, talk, after, passing = to_body + score, to_gap, to_list, to_talk, to_after, to_pass
    if max(after, body) <= 0.0:
        return [BEFORE] * len(scores)
    states = [AFTER] * (len(scores) - end)
    state = AFTER if after > body or (states and after == body) else BODY
    for way in reversed(ways):
        states.append(state)
        state = way[state]
    states += [BEFORE] * first
    return states[::-1]
