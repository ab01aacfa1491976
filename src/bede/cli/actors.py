"""Commands that tell who acts on whom: actors and actor."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from bede.cli.options import Actor, Country, Database, IsStatus, Recipient, Since, Type, Until, Words
from bede.cli.output import print_record, tell
from bede.dossier import dossier, dyads
from bede.export.records import dossier_json, dyad_json
from bede.store import open_store


def actors_command(
    database: Database,
    by: Annotated[Literal["entity", "country"], typer.Option("--by", help="Whom to count as one.")] = "entity",
    actor: Actor = None,
    recipient: Recipient = None,
    type: Type = None,
    status: IsStatus = None,
    country: Country = None,
    since: Since = None,
    until: Until = None,
    text: Words = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")] = None,
) -> None:
    """Print who acts on whom and how often, one pair a line, the most frequent first."""
    with open_store(database) as store:
        events = store.events(
            actor=actor, recipient=recipient, type=type, status=status, country=country,
            since=since, until=until, text=text,
        )  # fmt: skip
        for dyad in dyads(events, by=by)[:limit]:
            print_record(dyad_json(dyad))
        if not events:
            tell(f"no event fits in {database}")


def actor_command(
    database: Database,
    key: Annotated[
        str, typer.Argument(help="A country code, an entity's id (person:Wang Yi) or a name.", metavar="ACTOR")
    ],
    type: Type = None,
    status: IsStatus = None,
    since: Since = None,
    until: Until = None,
    text: Words = None,
) -> None:
    """Print one actor in depth: names as they stood with a sentence each, who it stands for, partners, days."""
    with open_store(database) as store:
        events = store.events(type=type, status=status, since=since, until=until, text=text)
        print_record(dossier_json(dossier(key, events, reports_of=store.reports_of)))
