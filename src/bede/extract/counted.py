"""Counted times: "two weeks earlier", "four days before she arrived", counted from the days that the page tells of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bede.extract import times
from bede.extract.grammar import Syntax
from bede.model import Publication, Span, When

RECENT = 8  # days before publication that a page tells of as its news
FEW = 3  # days from the first to the last of a time that names days
BACK = ("before", "earlier", "previously")
RULE = "times:told-days"


def told_days(whens: Iterable[When], *, published: Publication | None) -> tuple[date, date] | None:
    """The first and last day that some times of a page name as news, None where none does."""
    if published is None:
        return None
    last = date.fromisoformat(published.latest[:10])
    days = [
        date.fromisoformat(day[:10])
        for when in whens
        if when.earliest is not None and when.latest is not None and _narrow(when.earliest, when.latest)
        for day in (when.earliest, when.latest)
    ]
    news = [day for day in days if last - timedelta(days=RECENT) <= day <= last]
    return (min(news), max(news)) if news else None


def _narrow(first: str, last: str) -> bool:
    """Whether a time is of few days."""
    return date.fromisoformat(last[:10]) - date.fromisoformat(first[:10]) <= timedelta(days=FEW)


def counted_back(syntax: Syntax, trigger: int, told: Callable[[], tuple[date, date] | None]) -> When | None:
    """When an act was that is told as so long before the news: "two weeks earlier", "four days before she arrived".

    ``told`` answers which days the page names as news; it is asked only where a time is counted.
    """
    verb = next((at for at in (trigger, *syntax.ancestors(trigger)) if syntax.is_verb(at)), trigger)
    sentence = syntax.sentence
    marks = [mark for clause in syntax.children(verb, "advcl") for mark in syntax.children(clause, "mark")]
    for word in (*syntax.children(verb, "advmod"), *marks):
        finite = sentence.labels[word] == "advmod" or sentence.tags[sentence.heads[word]] == "VBD"
        beside = [length for length in syntax.children(sentence.heads[word], "npadvmod") if length == word - 1]
        for length in (*syntax.children(word, "npadvmod"), *beside) if syntax.words[word] in BACK and finite else []:
            counts = syntax.children(length, "nummod")
            if counts:
                days = told()
                if days is None:
                    return None
                start, end = sentence.starts[min(counts)], sentence.ends[word]
                return _counted(
                    sentence.text[start - sentence.start : sentence.ends[length] - sentence.start],
                    Span(text=sentence.text[start - sentence.start : end - sentence.start], start=start, end=end),
                    days,
                )
    return None


def there(syntaxes: Sequence[Syntax], number: int, trigger: int, whens: Callable[[int], Sequence[When]]) -> When | None:
    """When an act was that is told to be where something else was: "met in Riga in May", "in Riga, where they agreed".

    ``whens`` answers which times a sentence before this one has; it is asked only of those that name the place.
    """
    syntax = syntaxes[number]
    sentence = syntax.sentence
    place = sentence.heads[trigger]
    where = any(syntax.words[at] == "where" for at in range(place + 1, trigger))
    if sentence.labels[trigger] != "relcl" or sentence.tags[place] != "NNP" or not where:
        return None
    for before in range(number - 1, -1, -1):
        other = syntaxes[before]
        named = [at for at, word in enumerate(other.sentence.words) if word == sentence.words[place]]
        found = [when for at in named for when in whens(before) if _in_one_clause(other, at, when)]
        if len(found) == 1 and found[0].earliest is not None:
            reason = f"when the page says that something else was at {sentence.words[place]}"
            return replace(found[0], basis="inferred", rule="times:same-place", reason=reason)
    return None


def _in_one_clause(syntax: Syntax, place: int, when: When) -> bool:
    """Whether a place and a time hang on the same verb."""
    ends = syntax.sentence.ends
    token = next((at for at, end in enumerate(ends) if end > when.start), len(ends) - 1)
    verbs = [next((at for at in syntax.ancestors(one) if syntax.is_verb(at)), -1) for one in (place, token)]
    return verbs[0] == verbs[1] >= 0


def _counted(length: str, span: Span, told: tuple[date, date]) -> When | None:
    """A length of time before the days that a page tells of."""
    ends = [times.find(f"{length} ago", published=_on(day)) for day in told]
    if not all(len(found) == 1 and found[0].earliest and found[0].latest for found in ends):
        return None
    first, last = ends[0][0].earliest, ends[1][0].latest
    return When(
        text=span.text,
        start=span.start,
        end=span.end,
        earliest=first,
        latest=last,
        edtf=first if first is not None and first == last else f"{first}/{last}",
        basis="inferred",
        rule=RULE,
        reason=f"{length} before what the page tells of {told[0].isoformat()} to {told[1].isoformat()}",
    )


def _on(day: date) -> Publication:
    """A day as one of publication."""
    iso = day.isoformat()
    return Publication(
        earliest=iso, latest=iso, edtf=iso, text=iso, start=None, end=None, basis="given", confidence=1.0
    )
