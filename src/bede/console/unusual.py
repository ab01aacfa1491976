"""What is unusual in a week as a person reads it: how many pages tell of it, how many were expected, its events."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.text import Text

from bede.console.layout import indented, row, say
from bede.console.timeline import Reports, event_line
from bede.console.wording import counted, days
from bede.model import Event
from bede.unusual import MONTH, YEAR, Norm, Unusual, Why

HEADINGS: dict[Why, str] = {
    "more": "Told of more than before",
    "less": "Told of less than before",
    "first": "Told of for the first time",
}
INDENT = 3
MOST = 3
"""Events shown of each; the others stand in the records."""

Names = Callable[[str], str]


def unusual_view(
    found: Sequence[Unusual],
    read: Sequence[int],
    *,
    since: str,
    until: str,
    name_of: Names,
    events_of: Callable[[Unusual], Sequence[Event]],
    reports: Reports,
    width: int,
) -> Iterator[Text]:
    """What is unusual, by why it is: each with its pages, what was expected, how likely that is, and events.

    ``read`` are the pages read in the week and in those before, ``name_of`` gives the name of a country or an entity.
    """
    yield Text(days(since, until), style="title")
    told = f"{counted(read[0], 'page')} read; {_usual(read[1 : MONTH + 1])} a week in the {MONTH} weeks before"
    yield from row((say(f"{told}, {_usual(read[1:])} in {YEAR}; copies and undated pages left out", "note"), width))
    for why, heading in HEADINGS.items():
        listed = [one for one in found if one.why == why]
        if listed:
            yield Text()
            yield Text(heading, style="title")
        for one in listed:
            names = " - ".join(name_of(name) for name in one.names)
            yield from row((Text().append_text(say(names, "actor")).append_text(say(_counts(one))), width))
            events = events_of(one)
            for event in events[:MOST]:
                for line in event_line(event, reports(event), width=width - INDENT):
                    yield Text(" " * INDENT) + line
            if len(events) > MOST:
                yield from indented(Text(f"and {len(events) - MOST} more", style="note"), width=width, indent=INDENT)


def _usual(read: Sequence[int]) -> str:
    """How many pages a week has, as a mean."""
    return f"{sum(read) / max(1, len(read)):.0f}"


def _counts(one: Unusual) -> str:
    """How many pages tell of something, and how many should."""
    told = f": {one.told} of {counted(one.read, 'page')}"
    expected = [
        f"{norm.expected:.1f} after {counted(norm.weeks, 'week')}"
        for norm in _different(one.month, one.year)
        if norm.expected is not None
    ]
    if one.why == "first" or not expected:
        return told
    chance = f"; chance 1 in {1 / one.chance:.0f}" if one.chance else ""
    return f"{told}, expected {', '.join(expected)}{chance}"


def _different(month: Norm, year: Norm) -> tuple[Norm, ...]:
    """The norms, one where they are of the same weeks."""
    return (month,) if month.weeks == year.weeks else (month, year)
