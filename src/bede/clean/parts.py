"""Says of every line of a page which part it plays, once the body and the headline are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bede.clean.body import BODY, Choice, credits_below
from bede.clean.bylines import name_in
from bede.clean.headline import subject_of
from bede.clean.lines import COPYRIGHT, DATELINE, DATELINE_BEFORE, Line
from bede.model import Span

_LEAST_TITLE = 4
_TITLE_WORDS = 28
_SIGN = re.compile(r"©|[Cc][Oo][Pp][Yy]|\([Cc]\)")
_COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\))[\s©(c)copyright,]*(?:19|20)\d\d(?:\s*[-–—]\s*(?:19|20)?\d\d)?,?\s+(?:by\s+)?"
    r"(?P<name>[A-Z][^.|©\n]{1,60}?)(?=,? Inc\b|,? LLC\b|,? Ltd\b|\.|\||,? All\b|,? all\b|$)",
    re.IGNORECASE,
)


def label(lines: Sequence[Line], choice: Choice) -> list[str]:
    """Return the part that each line plays, as ``Article.parts`` names them."""
    labels = [""] * len(lines)
    for index in choice.body:
        labels[index] = "body"
    if choice.headline is not None:
        labels[choice.headline] = "headline"
        _label_head(lines, labels, choice)
    region = "menu"
    for index, line in enumerate(lines):
        phrase = line.look.phrase
        if phrase is not None and phrase.reach == "rest" and phrase.part in {"list", "comment"}:
            region = phrase.part
        elif phrase is not None and phrase.part == "form" and region == "list":
            region = "furniture"
        if labels[index]:
            region = "furniture" if labels[index] == "body" else region
            continue
        labels[index] = _label_other(lines, labels, index, region=region)
    return labels


def _label_head(lines: Sequence[Line], labels: list[str], choice: Choice) -> None:
    """Label the byline, the line under the headline and the dateline between the headline and the body."""
    head = choice.headline
    if head is None:
        return
    first = next((index for index in choice.body if index > head), len(lines))
    subject = subject_of(lines, (head, *choice.body[:12]))
    deck = False
    for index in range(head + 1, min(first, head + 16)):
        line, seen = lines[index], lines[index].look
        if labels[index]:
            continue
        if DATELINE.match(line.text) and first - index <= 3:
            labels[index] = "dateline"
        elif (seen.kind == "byline" or index - head <= 3) and name_in(line.text) and "byline" not in labels:
            labels[index] = "byline"
        elif seen.kind or seen.phrase or credits_below(lines, index):
            continue
        elif not deck and 6 <= seen.words <= 60 and not line.bullet and line.text != lines[head].text:
            own = seen.content
            if len(own & subject) >= min(3, 0.3 * len(own)):
                labels[index], deck = "subheadline", True


def _label_other(lines: Sequence[Line], labels: Sequence[str], index: int, *, region: str) -> str:
    line, seen = lines[index], lines[index].look
    if COPYRIGHT.match(line.text):
        return "notice"
    if seen.kind == "caption" and not (seen.phrase and seen.phrase.part == "notice"):
        return "credit" if seen.words <= 8 else "caption"
    if credits_below(lines, index):
        return "caption"
    if seen.kind in {"byline", "date"}:
        return seen.kind
    if seen.phrase is not None:
        return seen.phrase.part
    if seen.kind == "author":
        return "furniture"
    if index and _titles_teaser(lines[index - 1]) and seen.words >= _LEAST_TITLE:
        return "teaser"
    if region == "list" and _LEAST_TITLE <= seen.words <= _TITLE_WORDS and not line.text.endswith((".", "…")):
        return "list"
    if region == "comment" and (seen.comment or (seen.words >= 8 and seen.closed)):
        return "comment"
    if seen.words >= 12 and (seen.closed or seen.cut):
        return "teaser"
    if _LEAST_TITLE <= seen.words <= _TITLE_WORDS and seen.words >= 6:
        return "list"
    return "menu" if seen.words <= 4 and region == "menu" else "furniture"


def _titles_teaser(line: Line) -> bool:
    """Whether the line is the title of a teaser whose blurb is set right below."""
    return line.look.phrase is not None and line.look.phrase.part == "teaser" and not line.gap_after


def find_byline(lines: Sequence[Line], labels: Sequence[str], choice: Choice) -> Span | None:
    """Return the names in the byline next to the headline or above the body, else in one right under the body."""
    if not choice.body:
        return None
    first, last = choice.body[0], choice.body[-1]
    head = choice.headline if choice.headline is not None else max(0, first - 6)
    above = [*range(head + 1, first + 3), *range(max(0, head - 2), head)]
    for index in (*above, *range(last - 1, last + 4)):
        if index >= len(lines) or (labels[index] == "body" and index < last - 1):
            continue
        line = lines[index]
        if labels[index] == "byline" or (line.look.kind in {"byline", "date"} and labels[index] != "body"):
            found = name_in(line.text)
            if found is not None:
                start, end = found
                return Span(text=line.text[start:end], start=line.start + start, end=line.start + end)
    return None


def find_dateline(lines: Sequence[Line], labels: Sequence[str]) -> Span | None:
    """Return the dateline: a line of its own, or what stands before the dash of the first paragraph."""
    for line, part in zip(lines, labels, strict=True):
        if part == "dateline":
            return Span(text=line.text, start=line.start, end=line.end)
        if part == "body":
            return dateline_of(line.text, line.start)
    return None


def dateline_of(text: str, start: int) -> Span | None:
    """Return the dateline that a paragraph begins with, as a span counted from ``start``."""
    match = DATELINE_BEFORE.match(text[:120])
    if match is None:
        return None
    found = match["dateline"]
    return Span(text=found, start=start, end=start + len(found))


def find_publisher(lines: Sequence[Line], states: Sequence[int]) -> str | None:
    """Return the publisher that a copyright line of the page names, None where none does."""
    for line, state in zip(reversed(lines), reversed(states), strict=True):
        if state == BODY or line.look.words > 40 or not _SIGN.search(line.text):
            continue
        if match := _COPYRIGHT.search(line.text):
            name = re.split(r"\s+(?:or its|unless|and its)\b|\s+/\s+", match["name"])[0].strip(" ,-–")
            name = re.sub(r"^copyright\s+", "", name, flags=re.IGNORECASE)
            if len(name) > 1 and name.lower() != "all rights reserved":
                return name
    return _masthead(lines, states)


def _masthead(lines: Sequence[Line], states: Sequence[int]) -> str | None:
    """Return the name at the head of the page that comes back at its foot, None where there is none."""
    foot = " ".join(line.text.casefold() for line in lines[-12:])
    for line, state in list(zip(lines, states, strict=True))[:5]:
        words = line.text.split()
        plain = all(word[0].isupper() and word.replace("-", "").replace("'", "").isalpha() for word in words)
        if state == BODY or not 2 <= len(words) <= 6 or not plain:
            continue
        name = line.text.strip()
        short = name.casefold().removeprefix("the ")
        if short in foot or (words[-1].casefold() in foot and words[0].casefold() == "the"):
            return name.title() if name.isupper() else name
    return None


def distinct(lines: Sequence[Line], labels: Sequence[str]) -> Iterator[Line]:
    """Yield the headlines of the page's lists, each once however often the page repeats it."""
    seen: set[str] = set()
    for line, part in zip(lines, labels, strict=True):
        if part != "list" or line.look.phrase is not None or line.look.words < _LEAST_TITLE:
            continue
        key = " ".join(line.text.casefold().split())
        if key not in seen:
            seen.add(key)
            yield line
