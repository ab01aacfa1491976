"""Records in the words of a page: headlines, days, codes with what they mean, who is who."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from bede.console.layout import short
from bede.console.wording import BASIS, QUADS, counted, days, event_days, is_thing, order
from bede.lexicon.tables import DATA, rows
from bede.model import Event, Party, Report, Status

__all__ = [
    "BASIS",
    "PRECISION",
    "QUADS",
    "ROLES",
    "STATUS",
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
    "verb",
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

NAME = 64
"""Signs of a name in a headline or a cell."""

PRECISION = {1: "a point", 2: "a district", 3: "a province", 4: "a country"}

Record = Event | Report


@lru_cache(maxsize=1)
def _verbs() -> dict[tuple[str, str], tuple[str, str, str]]:
    """Infinitive, past and link by act and mode."""
    found = rows(DATA / "desk" / "headlines.tsv", ("act", "mode", "base", "past", "link"))
    return {(row["act"], row["mode"]): (row["base"], row["past"], row["link"]) for row in found}


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


def verb(act: str, modes: Sequence[str], status: Status | str) -> str:
    """What is done, with its tense told from the status: "visited", "to visit", "did not visit", "may visit"."""
    base, past, _ = _verb(act, modes)
    match status:
        case "future":
            return f"to {base}"
        case "negated":
            return f"did not {base}"
        case "hypothetical":
            return f"may {base}"
        case _:
            return past


def link(act: str, modes: Sequence[str]) -> str:
    """The word between the verb and the recipient, where there is one."""
    return _verb(act, modes)[2]


def _verb(act: str, modes: Sequence[str]) -> tuple[str, str, str]:
    verbs = _verbs()
    for mode in (*modes, ""):
        if (act, mode) in verbs:
            return verbs[act, mode]
    words = act.replace("-", " ").lower()
    return words, words, ""


def joined(names: Iterable[str], most: int = 3) -> str:
    """Names as a sentence lists them: "A", "A and B", "A, B and 3 more"."""
    found = list(dict.fromkeys(short(name, NAME) for name in names if name))
    if len(found) > most:
        rest = len(found) - most
        return f"{', '.join(found[:most])} and {rest} more"
    return found[0] if len(found) == 1 else " and ".join([", ".join(found[:-1]), found[-1]]) if found else ""


def headline(record: Record) -> str:
    """Who did what to whom in one line: "Janet Yellen and He Lifeng visited Guangzhou"."""
    actors = joined(party.name for party in record.actors) or "Somebody"
    recipients = joined(party.name for party in record.recipients if not is_thing(party))
    words = [actors, verb(record.act, record.modes, record.status)]
    if recipients:
        words += [link(record.act, record.modes), recipients]
    line = " ".join(word for word in words if word)
    return line[:1].upper() + line[1:]


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
