"""Says of every line of a page which part it plays, once the body and the headline are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from bede.clean.body import Choice, credits_below, credits_picture
from bede.clean.bylines import agency_in, name_in, signed_by
from bede.clean.dates import date_words, find_stamps
from bede.clean.headline import subject_of
from bede.clean.kinds import Reading
from bede.clean.lines import CREDIT, DATELINE, MENU_WORDS, NAME, Line, has_bar
from bede.clean.path import BODY
from bede.clean.placed import is_pulled
from bede.clean.words import one_of
from bede.lexicon.datelines import dateline
from bede.model import Span

_DIGIT, _WORD = re.compile(r"\d"), re.compile(r"\w")
_LEAST_TITLE = 4
_OPENING = 3
_CREDIT_WORDS = 8
_TITLE_WORDS = 28
_MOST_CREDIT = 6
_MOST_DATED = 24
_MOST_NAMED = 16
_LOOSE = {"furniture", "list", "teaser"}
_HEAD = 16
_NAMED_AT = re.compile(rf"(?P<name>{NAME})(?:in|at)\s+[A-Z]")
_NAMES = re.compile(
    r"[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){1,2}(?:(?:,|\s&|\sand)\s[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){1,2})+$"
)
_NAMED_BY = re.compile(rf"(?:[A-Za-z]+\s+)?(?i:by)\b|{NAME}")
_COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\))[\s©(c)copyright,]*(?:19|20)\d\d(?:\s*[-–—]\s*(?:19|20)?\d\d)?,?\s+(?:by\s+)?"
    r"(?P<name>[A-Z][^.|©\n]{1,60}?)(?=,? Inc\b|,? LLC\b|,? Ltd\b|\.|\||,? All\b|,? all\b|$)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _office() -> re.Pattern[str]:
    """Return what matches a byline that names a desk, an agency or what somebody did in place of who wrote it."""
    return re.compile(
        rf"(?:(?i:{one_of('roles')})\s*:\s*{NAME}$|(?i:{one_of('credited')})\s+by\s+{NAME}$|(?i:(?:by\s+|from\s+)?(?:{one_of('unnamed')})$))"
    )


@lru_cache(maxsize=1)
def _role() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[\w.'’-]+\s+){{0,3}}(?:{one_of('roles')})s?\b(?:,?\s+(?:in|at|for)\s+[\w ]{{2,30}}|,.{{0,40}})?$", re.I
    )


@lru_cache(maxsize=1)
def _dating() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of('published', 'updated')})\W*$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _posted() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('published', 'updated')})\b:?\s.*\b(?:19|20)\d\d\b", re.IGNORECASE)


def _is_posted(line: Line) -> bool:
    """Whether the line says among other things, parted by bars, when the page was published."""
    return line.look.words <= _MOST_DATED and has_bar(line.text) and bool(_posted().search(line.text))


def _is_place(lines: Sequence[Line], index: int, *, first: int) -> bool:
    """Whether the line is the name of a town in capitals, with which the paragraph right below begins again."""
    text = lines[index].text
    return first == index + 1 and first < len(lines) and text.isupper() and lines[first].text.upper().startswith(text)


@lru_cache(maxsize=1)
def _months() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what matches the name of a month, and what stands in the dates of other languages."""
    return (
        re.compile(rf"\b(?:{one_of('months', 'months_short', 'months_abroad')})\b", re.IGNORECASE),
        re.compile(rf"\b(?:de|{one_of('months_abroad')})\b", re.IGNORECASE),
    )


def _is_time(text: str) -> bool:
    """Whether the line is a day of a month, or a clock time with one, and nothing more."""
    if len(text) > 60 or not _DIGIT.search(text):
        return False
    month, abroad = _months()
    return month.search(text) is not None and not _WORD.search(abroad.sub(" ", date_words().sub(" ", text)))


def label(lines: Sequence[Line], reading: Reading) -> list[str]:
    """Return the part that each line plays, as ``Article.parts`` names them."""
    choice = reading.choice
    labels = [""] * len(lines)
    for index in reading.captions:
        credit = lines[index].look.kind or CREDIT.search(lines[index].text)
        labels[index] = "credit" if lines[index].look.words <= _CREDIT_WORDS and credit else "caption"
    for entry in reading.posted:
        labels[entry.moment.line] = "date"
        for index in range(entry.moment.line + 1, min(entry.moment.line + 3, len(lines))):
            if index not in entry.lines and lines[index].look.phrase is None and name_in(lines[index].text):
                labels[index] = "byline"
    for index in choice.body:
        labels[index] = "body"
    if choice.headline is not None:
        labels[choice.headline] = "headline"
        _label_head(lines, labels, reading)
    region = "menu"
    for index, line in enumerate(lines):
        seen = line.look
        if seen.item and region == "menu" and not labels[index] and not _dates_next(lines, index):
            labels[index] = "menu"
            continue
        if (phrase := seen.phrase) is not None and phrase.reach == "rest" and phrase.part in {"list", "comment"}:
            region = phrase.part
        elif seen.notice or (phrase is not None and phrase.part == "form" and region == "list"):
            region = "furniture"
        if labels[index]:
            region = "furniture" if labels[index] == "body" else region
            continue
        labels[index] = _label_other(lines, labels, index, region=region)
        if choice.headline is not None and index < choice.headline:
            labels[index] = _label_above(lines, index, part=labels[index], headline=choice.headline)
    _close_forms(lines, labels)
    return labels


def _label_above(lines: Sequence[Line], index: int, *, part: str, headline: int) -> str:
    """Return the part of a line above the headline: sections of the menu bear names that lists and teasers have too."""
    line = lines[index]
    if line.look.words > MENU_WORDS and lines[headline].text in line.text:
        return "furniture"
    if line.look.words > MENU_WORDS or line.look.closed or not any(map(str.isalpha, line.text)):
        return part
    if part == "list":
        below = lines[index + 1 : min(index + 4, headline)]
        return part if any(other.look.words > MENU_WORDS for other in below) else "menu"
    return "menu" if part == "teaser" or (part == "furniture" and line.look.phrase is None) else part


def _close_forms(lines: Sequence[Line], labels: list[str]) -> None:
    """Label what stands between two lines of a form as of the form."""
    for index in range(1, len(labels) - 1):
        if (
            lines[index].look.phrase is None
            and labels[index] in _LOOSE
            and labels[index - 1] == "form" == labels[index + 1]
        ):
            labels[index] = "form"


def _label_head(lines: Sequence[Line], labels: list[str], reading: Reading) -> None:
    """Label what stands between the headline and the body: byline, date, subheadline, captions, dateline."""
    choice = reading.choice
    head = choice.headline
    if head is None:
        return
    for index in range(max(0, head - 3), head):
        if not labels[index] and _is_time(lines[index].text):
            labels[index] = "date"
    first = next((index for index in choice.body if index > head), len(lines))
    subject = subject_of(lines, (head, *choice.body[:12]))
    deck = False
    for index in range(head + 1, min(first, head + _HEAD)):
        line, seen = lines[index], lines[index].look
        if labels[index]:
            continue
        if (DATELINE.match(line.text) and first - index <= 3) or _is_place(lines, index, first=first):
            labels[index] = "dateline"
        elif _signs(lines, labels, index, head=head, marked=reading.kind == "transcript"):
            labels[index] = "byline"
        elif _is_time(line.text) or _is_posted(line):
            labels[index] = "date"
        elif _is_shown(lines, index):
            labels[index] = "caption"
        elif seen.kind or seen.phrase:
            continue
        elif labels[index - 1] == "subheadline" and seen.words >= 5 and line.bullet == lines[index - 1].bullet:
            labels[index] = "subheadline" if not line.gap_before else ""
        elif not deck and 5 <= seen.words <= 60 and line.text != lines[head].text:
            own = seen.content
            if len(own & subject) >= min(3, 0.25 * len(own)):
                labels[index], deck = "subheadline", True


def _signs(lines: Sequence[Line], labels: Sequence[str], index: int, *, head: int, marked: bool) -> bool:
    """Whether the line is a byline: it names who wrote the article, or says what they are below their names.

    Where bylines must be ``marked``, a name alone is none.
    """
    line, seen = lines[index], lines[index].look
    if agency_in(line.text) and (labels[index - 1] == "headline" or lines[index - 1].look.kind == "date"):
        return True
    if seen.kind not in {None, "byline"} or (seen.phrase is not None and seen.phrase.part not in {"credit", "byline"}):
        return False
    if seen.words <= 12 and _office().match(line.text):
        return True
    if seen.phrase is not None:
        return False
    above = labels[index - 1] == "byline"
    if seen.kind == "byline" or (above and seen.words <= 5 and _role().match(line.text) is not None):
        return True
    named = name_in(line.text) is not None or any(form.match(line.text) for form in (_NAMED_AT, _NAMES))
    if marked or not named or seen.words > (_MOST_NAMED if next(find_stamps(line.text), None) else _MOST_NAMED // 2):
        return False
    below = index + 1 < len(lines) and (
        lines[index + 1].look.kind in {"date", "byline"} or _role().match(lines[index + 1].text) is not None
    )
    return above or below or ("byline" not in labels[head:] and index - head <= _HEAD // 2)


def _is_shown(lines: Sequence[Line], index: int) -> bool:
    """Whether the line says what a picture shows: a credit or the word caption stands next to it."""
    line, above = lines[index], lines[index - 1]
    if line.look.words < 5 or not line.look.plain:
        return False
    twice = index + 1 < len(lines) and line.text in (above.text, lines[index + 1].text)
    if credits_below(lines, index) or twice:  # what a browser shows in place of it as well
        return True
    named = above.look.phrase is not None and above.look.phrase.part == "caption"
    marked = named or above.look.kind == "caption" or credits_picture(above.look, above.text)
    return marked and not above.gap_after and above.look.words <= _MOST_CREDIT


def _label_other(lines: Sequence[Line], labels: Sequence[str], index: int, *, region: str) -> str:
    line = lines[index]
    seen, comment = line.look, region == "comment"
    kind, phrase = seen.kind, seen.phrase
    if seen.notice:
        return "notice"
    if kind == "caption" and not (phrase and phrase.part in {"notice", "byline"}):
        return "credit" if seen.words <= _CREDIT_WORDS else "caption"
    if seen.words >= 5 and seen.plain and _is_shown(lines, index):
        return "caption"
    if kind == "date" and not comment and name_in(line.text) is not None:
        return "byline"
    if kind == "date" or (kind is None and _dates_next(lines, index) and _dating().match(line.text)):
        return "comment" if comment else "date"
    if phrase is not None:
        return phrase.part
    if kind == "byline" and _NAMED_BY.match(line.text):
        return "byline"
    if comment:
        return "comment"
    if seen.address or seen.figures or kind in {"author", "byline"}:
        return "furniture"
    if region == "menu" and seen.words <= MENU_WORDS and not seen.closed:
        return "menu"
    return _label_prose(lines, index, region=region)


def _label_prose(lines: Sequence[Line], index: int, *, region: str) -> str:
    """Return the part of a line that is like a title or a sentence and not of the article."""
    line, seen = lines[index], lines[index].look
    if seen.closed and region == "furniture" and is_pulled(lines, index):
        return "furniture"
    if index and _titles_teaser(lines[index - 1]) and seen.words >= _LEAST_TITLE:
        return "teaser"
    if index + 1 < len(lines) and lines[index + 1].look.cut and seen.words >= 3 and not line.gap_after:
        return "teaser"
    if region == "list" and 3 <= seen.words <= _TITLE_WORDS and not line.text.endswith((".", "…")):
        return "list"
    if seen.words >= 12 and (seen.closed or seen.cut):
        return "teaser"
    if 6 <= seen.words <= _TITLE_WORDS:
        return "teaser" if region == "list" and seen.closed else "list"
    return "furniture"


def _dates_next(lines: Sequence[Line], index: int) -> bool:
    """Whether the next line is a date, above which "Published" and the like are set on a line of their own."""
    return not lines[index].gap_after and index + 1 < len(lines) and lines[index + 1].look.kind == "date"


def _titles_teaser(line: Line) -> bool:
    """Whether the line is the title of a teaser whose blurb is set right below."""
    return line.look.phrase is not None and line.look.phrase.part == "teaser" and not line.gap_after


def find_byline(lines: Sequence[Line], labels: Sequence[str], choice: Choice, *, live: bool = False) -> Span | None:
    """Return the names in the byline next to the headline or above the body, else in one right under the body.

    Under the body of a ``live`` blog stands who wrote its last entry.
    """
    if not choice.body:
        return None
    first, last = choice.body[0], choice.body[-1]
    head = choice.headline if choice.headline is not None else max(0, first - 6)
    start = head if choice.headline is None else head + 1
    above = [*range(start, first + 3), *range(max(0, head - 2), head)]
    for index in above if live else (*above, *range(last - 1, last + 4)):
        if index >= len(lines) or (labels[index] == "body" and index < last - 1):
            continue
        line = lines[index]
        signs = index > last and line.look.words <= 12 and (labels[index] == "credit" or line.text[0] in "-–—(")
        if labels[index] == "byline" or signs or (line.look.kind in {"byline", "date"} and labels[index] != "body"):
            found = _names_in(line.text)
            if found is not None:
                start, end = found
                return Span(text=line.text[start:end], start=line.start + start, end=line.start + end)
    if (found := signed_by(lines[last].text)) is not None:
        start, end = found
        return Span(text=lines[last].text[start:end], start=lines[last].start + start, end=lines[last].start + end)
    return None


def _names_in(text: str) -> tuple[int, int] | None:
    """Return where the names of a byline stand, those of several people and of somebody in a place among them."""
    if (found := name_in(text)) is not None:
        return found
    if (placed := _NAMED_AT.match(text)) is not None:
        return 0, len(placed["name"].rstrip())
    return (0, len(text)) if _NAMES.match(text) else agency_in(text)


def find_dateline(lines: Sequence[Line], labels: Sequence[str]) -> Span | None:
    """Return the dateline: a line of its own, or what one of the first paragraphs begins with before its dash."""
    seen = 0
    for line, part in zip(lines, labels, strict=True):
        if part == "dateline":
            return Span(text=line.text, start=line.start, end=line.end)
        if part == "body":
            if (found := dateline_of(line.text, line.start)) is not None:
                return found
            seen += 1
            if seen == _OPENING:
                return None
    return None


def dateline_of(text: str, start: int) -> Span | None:
    """Return the dateline that a paragraph begins with, as a span counted from ``start``."""
    found = dateline(text)
    return None if found is None else Span(text=text[: found.end], start=start, end=start + found.end)


def find_publisher(lines: Sequence[Line], choice: Choice) -> str | None:
    """Return the publisher that a copyright line of the page names, None where none does."""
    for index in reversed([index for index, line in enumerate(lines) if line.look.rights]):
        line = lines[index]
        if choice.states[index] == BODY or line.look.words > 40:
            continue
        if match := _COPYRIGHT.search(line.text):
            name = re.split(r"\s+(?:or its|unless|and its)\b|\s+/\s+", match["name"])[0].strip(" ,-–")
            name = re.sub(r"^copyright\s+", "", name, flags=re.IGNORECASE)
            if len(name) > 1 and name.lower() != "all rights reserved":
                return name
    return _masthead(lines, choice)


def _masthead(lines: Sequence[Line], choice: Choice) -> str | None:
    """Return the name at the head of the page that comes back at its foot, None where there is none."""
    below = max(choice.body[0] + 1, len(lines) - 12) if choice.body else len(lines)
    foot = " ".join([line.text.casefold() for line in lines[below:]])
    for index, (line, state) in enumerate(zip(lines[:5], choice.states[:5], strict=True)):
        words = line.text.split()
        plain = all(word[0].isupper() and word.replace("-", "").replace("'", "").isalpha() for word in words)
        if (
            index == choice.headline
            or state == BODY
            or line.look.kind
            or line.look.phrase
            or not 2 <= len(words) <= 6
            or not plain
        ):
            continue
        name = line.text.strip()
        short = name.casefold().removeprefix("the ")
        if short in foot or (words[-1].casefold() in foot and words[0].casefold() == "the"):
            return name.title() if name.isupper() else name
    return None


def distinct(listed: Iterable[Line]) -> Iterator[Line]:
    """Yield the headlines among the lines of the page's lists, each once however often the page repeats it."""
    seen: set[str] = set()
    for line in listed:
        if line.look.phrase is not None or line.look.words < _LEAST_TITLE:
            continue
        key = line.text.casefold()
        if not key.isascii() or "  " in key or "\t" in key:
            key = " ".join(key.split())
        if key not in seen:
            seen.add(key)
            yield line
