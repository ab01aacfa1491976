"""Tells transcripts from articles: what is said in them stands word for word, turn by turn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from bede.clean.lines import Line
from bede.clean.words import one_of

_LEAST_TURNS = 4
_SHARE = 0.35
_MOST_NAME = 120
_CLOSED = 0.6
_TURN = re.compile(
    r"(?:[\[(]?\d\d?:\d\d(?::\d\d)?[\])]?\s*)?"
    r"(?P<who>[A-Z][\w.'’-]*(?:\s+[A-Z(][\w.'’)-]*){0,4})\s*(?:\([^)]{1,40}\))?\s*:\s+\S"
)
_QUESTION = re.compile(r"(?P<who>Q|A)[.:]?\s+[A-Z\"“(]")
_STAGE = re.compile(r"[\[(](?:applause|laughter|cheers|laughs|crosstalk|inaudible)\b", re.IGNORECASE)


def find_turns(lines: Sequence[Line]) -> list[int]:
    """Return the lines that open the turns of a conversation, none where nobody speaks in turn with somebody."""
    said: dict[int, str] = {}
    for index, line in [(at, line) for at, line in enumerate(lines) if ":" in line.text or line.text[0] in "QA"]:
        if line.look.phrase is not None or line.look.kind == "date" or line.copies > 1:
            continue
        text = line.text
        if text[0] not in "QA" and ":" not in text[:_MOST_NAME]:
            continue
        if (match := _QUESTION.match(text) or _TURN.match(text)) is not None:
            said[index] = match["who"]
    counts = Counter(said.values())
    turns = [index for index, who in said.items() if counts[who] >= 2]
    if len(turns) < _LEAST_TURNS or sum(count >= 2 for count in counts.values()) < 2:
        return []
    if sum(lines[index].look.closed for index in turns) < _CLOSED * len(turns):
        return []
    within = [line for line in lines[turns[0] : turns[-1] + 1] if line.look.words >= 3 and line.look.phrase is None]
    return turns if len(turns) >= _SHARE * len(within) else []


@lru_cache(maxsize=1)
def _title() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{one_of('transcript_titles')})\b", re.IGNORECASE)


def is_speech(lines: Sequence[Line], *, headline: int | None) -> bool:
    """Whether the page is the text of a speech: its headline says so, or listeners are heard in it again and again."""
    if sum(bool(_STAGE.search(line.text)) for line in lines if "(" in line.text or "[" in line.text) >= 3:
        return True
    return headline is not None and _title().match(lines[headline].text) is not None


def spoken_lines(lines: Sequence[Line], turns: Sequence[int]) -> list[int]:
    """Return the lines from the first turn to the end of the last one, without furniture between them."""
    spoken = [*range(turns[0], turns[-1] + 1), *said_after(lines, turns[-1])]
    return [index for index in spoken if lines[index].look.phrase is None and _is_said(lines[index])]


def said_after(lines: Sequence[Line], last: int) -> list[int]:
    """Return the sentences right below a line, down to what is no sentence: the short words that close a speech."""
    said: list[int] = []
    for index in range(last + 1, len(lines)):
        seen = lines[index].look
        if not seen.closed or seen.phrase is not None or seen.kind is not None:
            break
        said.append(index)
    return said


def _is_said(line: Line) -> bool:
    return line.look.kind is None or line.look.words >= 12
