"""How records are put into words: days, statuses, who did it to whom, how many say so."""

from __future__ import annotations

from calendar import month_abbr, monthrange
from collections.abc import Sequence
from datetime import date

from rich.text import Text

from bede.console.layout import joined, say, short
from bede.model import Event, Party, Report, Status, When

STATUS: dict[Status, tuple[str, str]] = {
    # status: (the sign in a timeline, the word)
    "actual": (" ", "done"),
    "future": (">", "planned"),
    "negated": ("x", "denied"),
    "hypothetical": ("?", "hypothetical"),
    "historical": ("<", "background"),
}
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
BASIS = {
    "said": "said in the text",
    "inferred": "inferred from the publication date",
    "unanchored": "nothing anchors it",
}
ROOM = 40


def days(earliest: str | None, latest: str | None) -> str:
    """An interval of ISO days in words: "24-26 Apr 2024", "Apr 2024", "by 27 Sep 2024", "undated"."""
    first, last = _day(earliest), _day(latest)
    if first is None or last is None:
        return f"from {_one(first)}" if first else f"by {_one(last)}" if last else "undated"
    if first == last:
        return _one(first)
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole_months and (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year}-{last.year}"
    if whole_months:
        end = f"{month_abbr[last.month]} {last.year}"
        if first.year != last.year:
            return f"{month_abbr[first.month]} {first.year} - {end}"
        return end if first.month == last.month else f"{month_abbr[first.month]}-{end}"
    if first.year != last.year:
        return f"{_one(first)} - {_one(last)}"
    if first.month != last.month:
        return f"{first.day} {month_abbr[first.month]} - {_one(last)}"
    return f"{first.day}-{_one(last)}"


def _day(day: str | None) -> date | None:
    """An ISO day, with or without a time after it."""
    return date.fromisoformat(day[:10]) if day else None


def _one(day: date) -> str:
    return f"{day.day} {month_abbr[day.month]} {day.year}"


def event_days(event: Event) -> str:
    """When an event was, in words; one that is told as done without a day was by the day of its first publication."""
    when = event.date
    if when is not None and (when.earliest or when.latest):
        return days(when.earliest, when.latest)
    if event.first_published and event.status in ("actual", "historical"):
        return days(None, event.first_published)
    return "undated"


def order(event: Event) -> tuple[bool, str, str, str]:
    """Sorts events by day, by that of publication where they have none, those with neither last."""
    when = event.date
    first = (when.earliest or when.latest if when else None) or (event.first_published or "")[:10]
    last = (when.latest or when.earliest if when else None) or first
    return not first, first, last, event.id


def because(when: When) -> Text:
    """A time with the words that say it and how it was told from them."""
    found = days(when.earliest, when.latest)
    words = [f'"{when.text}"', BASIS[when.basis], when.reason, f"EDTF {when.edtf}", when.rule]
    return joined([found, *words])


def kind(record: Event | Report) -> Text:
    """The event type with the act where that differs, the modes and the status where it is not done."""
    style = "cooperation" if record.quad in (1, 2) else "conflict"
    text = Text(record.event_type, style=style)
    modes = " ".join(record.modes)
    if record.act != record.event_type:
        text.append(f" ({record.act}{' ' if modes else ''}{modes})")
    elif modes:
        text.append(f" {modes}")
    if record.status != "actual":
        text.append(", ").append(STATUS[record.status][1], style=record.status)
    return text


def named(party: Party) -> str:
    """A party's name, with its country where the name is not that of one."""
    name = short(party.name, ROOM)
    plain = party.country is None or party.kind == "state" or name.endswith(f"({party.country})")
    return name if plain else f"{name} ({party.country})"


def listed(names: Sequence[str], most: int = 3) -> str:
    """Names one after the other, of many the first and how many more there are."""
    names = list(dict.fromkeys(names))
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")


def parties(record: Event | Report) -> Text:
    """Who did it, to whom."""
    actors = listed([named(party) for party in record.actors]) or "nobody named"
    recipients = listed([named(party) for party in record.recipients if not is_thing(party)])
    return say(f"{actors} → {recipients}" if recipients else actors)


def is_thing(party: Party) -> bool:
    """Whether a recipient is no known actor and has no name: what it was done about rather than to whom."""
    return party.kind is None and not party.name[:1].isupper()


def described(party: Party) -> Text:
    """All that is known of a party, and by which line of which file."""
    known = [party.name, party.country or "", party.kind or "", " ".join(party.sectors)]
    text = joined(known, ", ")
    if party.antecedent is not None and party.antecedent.text != party.text:
        text.append_text(say(f', here "{party.text}" for "{party.antecedent.text}"'))
    elif party.text != party.name:
        text.append_text(say(f', here "{party.text}"'))
    text.append("  ").append_text(say(party.rule or "no entry in the lexicon", "note"))
    return text


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def witnesses(event: Event) -> str:
    """How many reports there are, in how many outlets, and how many pages copy no other."""
    found = [counted(len(event.reports), "report")]
    if len(event.outlets) > 1 or len(event.pages) > 1:
        several = len(event.outlets) >= len(event.pages)
        found.append(counted(len(event.outlets), "outlet") if several else counted(len(event.pages), "page"))
    if event.independent < len(event.pages):
        found.append(f"{event.independent} independent")
    return ", ".join(found)
