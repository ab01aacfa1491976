"""What an address asks for: checked, so that whatever it can not mean is told, and nothing of it is passed over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from starlette.requests import Request

from bede.lexicon.tables import DATA, rows
from bede.store.search import Query, QueryError, query_of
from bede.verdicts import modes_of_acts
from bede.web import wording
from bede.web.answers import BadRequestError, NoSuchPageError
from bede.web.desk import Desk

NUMBER = re.compile(r"-?\d{1,3}(\.\d{1,20})?")
WHOLE = re.compile(r"\d{1,9}")

NAMED = {
    "actor": "the actor",
    "recipient": "the recipient",
    "party": "the party",
    "place": "the place",
    "outlet": "the publisher",
    "speaker": "the speaker",
}
"""Filters that take any name, with what a name of theirs is."""


def query_asked(request: Request, desk: Desk, *, others: Sequence[str] = ()) -> Query:
    """The query of an address; raises QueryError for what no query can have, and for what the database has not."""
    query = query_of(request.query_params.multi_items(), others=others)
    desk.search.check(query)
    columns = desk.search.columns()
    for story in query.story:
        if columns.story_number(story) is None:
            raise QueryError("story", story, "the id of a story that is stored")
    for country in query.country:
        if wording.country(country) == country and columns.terms.number("country", country) is None:
            raise QueryError("country", country, "the code of a country (ISO 3166-1), such as USA")
    for name, coded in _coded().items():
        known = coded.union(columns.terms.keys(name))
        for value in getattr(query, name):
            if value not in known:
                raise QueryError(name, value, f"one of {', '.join(sorted(known))}")
    return query


@lru_cache(maxsize=1)
def _coded() -> dict[str, frozenset[str]]:
    """The modes and contexts that are coded; rules of one's own may give others."""
    contexts = rows(DATA / "words" / "contexts.tsv", ("phrase", "context"))
    return {
        "mode": frozenset(mode for modes in modes_of_acts().values() for mode in modes),
        "context": frozenset(row["context"] for row in contexts),
    }


def lacking(desk: Desk, query: Query) -> list[str]:
    """Names of a query that nobody and nothing in the database has, in words."""
    return [
        f"{words} “{wording.called(value)}”"
        for name, words in NAMED.items()
        for value in getattr(query, name)
        if not desk.search.count(Query().with_choice(name, value)).events
    ]


def known_party(desk: Desk, key: str) -> None:
    """Raise NoSuchPageError where a key is no country's, and nobody of it takes part in any event."""
    if wording.country(key) == key and not desk.search.count(Query(party=(key,))).events:
        raise NoSuchPageError(f"{key!r} takes part in no event; expected a country such as CHN, an entity or a name")


def whole(request: Request, name: str) -> int:
    """A whole number that an address gives, 0 where it gives none; raises BadRequestError for anything else."""
    given = request.query_params.get(name, "")
    if given and not WHOLE.fullmatch(given):
        raise BadRequestError(f"{name} {given[:80]!r}: expected a whole number, such as 40")
    return int(given or 0)


def degrees(request: Request, name: str, most: int) -> None:
    """Raise BadRequestError where an address gives a parameter that is no number of degrees."""
    given = request.query_params.get(name, "")
    if given and not (NUMBER.fullmatch(given) and abs(float(given)) <= most):
        raise BadRequestError(f"{name} {given[:80]!r}: expected degrees from -{most} to {most}, such as 23.12")
