"""Events and reports as a newspaper's headlines: who did what to whom, in the tense of its status."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bede.lexicon.content import stop_words
from bede.lexicon.tables import DATA, rows
from bede.model import Event, Party, Report, Status

Record = Event | Report

MOST = 3
"""Names that a headline lists; of more it says how many."""

NAME = 64
"""Signs of a name in a headline."""

APART = re.compile(r"(?<=\w) \([^()]*\)$")

HARM = 4
"""The quad of which a headline says who claims it, where one report alone tells of it and says so."""


@lru_cache(maxsize=1)
def _forms() -> dict[tuple[str, str, str], tuple[str, str]]:
    """Infinitive and past by act, mode and form."""
    found = rows(DATA / "desk" / "headlines.tsv", ("act", "mode", "form", "base", "past"))
    return {(row["act"], row["mode"], row["form"]): (row["base"], row["past"]) for row in found}


@lru_cache(maxsize=1)
def _with_article() -> tuple[frozenset[str], tuple[str, ...]]:
    """Names that have an article, and endings of such names."""
    names = [row["name"] for row in rows(DATA / "desk" / "articles.tsv", ("name",))]
    endings = tuple(name[1:] for name in names if name.startswith("*"))
    return frozenset(name for name in names if not name.startswith("*")), endings


def headline(record: Record) -> str:
    """Who did what to whom in one line: "Janet Yellen and He Lifeng visited Guangzhou"."""
    actors, recipients = _shown(record.actors), _shown(record.recipients)
    recipients = [party for party in _nearest(recipients) if not is_thing(party) or _content(party.name)]
    form = "to" if recipients else "alone"
    if recipients and all(is_thing(party) for party in recipients):
        form = "thing"
    elif recipients:
        recipients = [party for party in recipients if not is_thing(party)]
    elif len(actors) > 1:
        form = "together"
    base, past = phrase(record.act, record.modes, form)
    line = f"{_joined(actors) or 'Unknown actors'} {_tensed(base, past, record.status)}"
    line = line.replace("{}", _joined(recipients), 1)
    speaker = _claimed_by(record)
    line += f", according to {speaker}" if speaker else ""
    return line[:1].upper() + line[1:]


def phrase(act: str, modes: Sequence[str], form: str) -> tuple[str, str]:
    """What an act is called, as an infinitive and in the past, {} standing for the recipient.

    A form that an act or its mode has not is said as the next that it has: about a thing as to somebody, together as
    alone.
    """
    forms = {"thing": ("thing", "to", "alone"), "together": ("together", "alone")}.get(form, (form, "alone"))
    known = _forms()
    for mode in (*modes, ""):
        for one in forms:
            if (act, mode, one) in known:
                return known[act, mode, one]
    words = act.replace("-", " ").lower()
    return (words, words) if form in ("alone", "together") else (f"{words} {{}}", f"{words} {{}}")


def is_thing(party: Party) -> bool:
    """Whether a recipient is no known actor and has no name: what it was done about rather than to whom."""
    return party.kind is None and not party.name[:1].isupper()


def listed(names: Iterable[str], most: int = MOST) -> str:
    """Names as a sentence lists them: "A", "A and B", "A, B, C and 4 others"."""
    found = list(dict.fromkeys(_short(name) for name in names if name))
    rest = len(found) - most
    if rest > 1:
        return f"{', '.join(found[:most])} and {rest} others"
    return found[0] if len(found) == 1 else " and ".join([", ".join(found[:-1]), found[-1]]) if found else ""


def _content(name: str) -> bool:
    """Whether a name says something: "further sanctions", not "it" or "more"."""
    return any(word.casefold() not in stop_words() for word in name.split())


def _tensed(base: str, past: str, status: Status | str) -> str:
    """What is done in the tense of a status: "visited", "to visit", "did not visit", "may visit"."""
    match status:
        case "future":
            return f"to {base}"
        case "negated":
            return f"did not {base}"
        case "hypothetical":
            return f"may {base}"
        case _:
            return past


def _shown(parties: Sequence[Party]) -> list[Party]:
    """The parties that a headline names: beside somebody who is known nobody described of the same country."""
    known = {party.country for party in parties if party.entity is not None and party.country}
    return [
        party
        for party in parties
        if party.entity is not None or party.kind is None or party.country not in known or party.kind == "body"
    ]


def _nearest(parties: Sequence[Party]) -> list[Party]:
    """Parties without the states whose places stand beside them: who visits a town visits its country."""
    within = {party.country for party in parties if party.kind == "place"}
    return [party for party in parties if party.kind != "state" or party.country not in within]


def _joined(parties: Sequence[Party]) -> str:
    """The names of parties, countries with their article."""
    return listed(named(party.name) for party in parties)


def named(name: str) -> str:
    """A name with its article, without what only tells it from another of the same name: "crowds (people)"."""
    name = APART.sub("", name)
    names, endings = _with_article()
    return f"the {name}" if name in names or (name.endswith(endings) and " " in name and name[0].isupper()) else name


def _short(name: str) -> str:
    """A name of at most so many signs, on one line."""
    name = " ".join(name.split())
    return name if len(name) <= NAME else f"{name[: NAME - 1].rstrip()}…"


def _claimed_by(record: Record) -> str:
    """Who says of an act of violence that it happened, or of anything that it did not, where nobody else tells it."""
    if record.quad != HARM and record.status != "negated":
        return ""
    if isinstance(record, Report):
        speakers = [party.name for party in record.attribution]
    else:
        speakers = list(record.said_by) if len(record.reports) == 1 else []
    known = [speaker for speaker in speakers if speaker and speaker.split()[-1][:1].isupper()]
    return _short(named(known[-1])) if known else ""
