"""Records in the words of a page: headlines, days, codes with what they mean, who is who."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from bede.console.layout import short
from bede.console.wording import BASIS, QUADS, counted, days, event_days, order
from bede.export.headlines import headline, listed, named
from bede.lexicon.tables import DATA, rows
from bede.model import Event, Party, Report

__all__ = [
    "BASIS",
    "GROUPS",
    "PRECISION",
    "QUADS",
    "ROLES",
    "STATUS",
    "begun",
    "called",
    "code",
    "counted",
    "country",
    "days",
    "event_days",
    "headline",
    "joined",
    "meaning",
    "number",
    "order",
    "party_key",
    "party_words",
    "short",
]

STATUS: dict[str, str] = {
    "actual": "done",
    "future": "planned",
    "hypothetical": "hypothetical",
    "negated": "denied",
    "historical": "background",
}
"""A status in a word."""

ROLES = ("actor", "act", "recipient", "time", "place", "speaker")
"""What is marked in a sentence, in the order of the legend."""

GROUPS = {
    "country": "Countries",
    "type": "Types of events",
    "context": "Contexts",
    "place": "Places",
    "outlet": "Publishers",
    "status": "Status",
}
"""What values of a kind are called above a list of them."""

PRECISION = {1: "a point", 2: "a district", 3: "a province", 4: "a country"}

Record = Event | Report


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """The name of each country by its code."""
    columns = ("code", "name", "aliases", "adjectives", "people", "capitals", "metonyms")
    return {row["code"]: row["name"] for row in rows(DATA / "names" / "states.tsv", columns)}


@lru_cache(maxsize=1)
def _meanings() -> dict[tuple[str, str], str]:
    """What each value of a field means."""
    found = rows(DATA / "export" / "values.tsv", ("set", "value", "meaning"))
    return {(row["set"], row["value"]): row["meaning"] for row in found}


def meaning(kind: str, value: object) -> str:
    """What a value of a field means, such as ("sector", "GOV"); the value itself where nothing says."""
    return _meanings().get((kind, str(value)), str(value))


def country(code: str | None) -> str:
    """A country's name; the code itself where it is none of ISO's."""
    return "" if code is None else _countries().get(code, code)


def called(key: str, *, article: bool = False) -> str:
    """What a party is called by its key: "United States" for USA and state:USA, in a sentence with its article."""
    name = country(key.split(":", 1)[1] if ":" in key else key)
    return named(name) if article else name


def begun(line: str) -> str:
    """A line with a capital letter at its beginning."""
    return line[:1].upper() + line[1:]


def joined(names: Iterable[str], most: int = 3) -> str:
    """Names as a sentence lists them: "A", "A and B", "A, B, C and 4 others"."""
    return listed(names, most)


def code(record: Record) -> str:
    """The code as it is exported: event type and modes, with the act where that differs."""
    modes = " ".join(record.modes)
    if record.act != record.event_type:
        return f"{record.event_type} ({' '.join((record.act, modes)).strip()})"
    return f"{record.event_type} {modes}".strip()


def party_words(party: Party) -> str:
    """What is known of a party in words: country, kind, sectors; or why it has no country."""
    known = [country(party.country)] if party.country and party.kind != "state" else []
    known += [party.kind or ""]
    known += [meaning("sector", sector) for sector in party.sectors]
    if party.unknown:
        known.append(f"no country: {meaning('unknown', party.unknown)}")
    return "; ".join(part for part in known if part)


def party_key(party: Party) -> str:
    """By what an actor's page finds a party: its entity, else its name."""
    return party.entity or party.name


def number(value: float) -> str:
    """A number as a reader writes it: 12,345; 0.90."""
    return f"{value:,}" if isinstance(value, int) else f"{value:.2f}"
