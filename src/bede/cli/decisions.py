"""Commands for what people decide: decide and decisions."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from bede.cli.options import Database, IsStatus
from bede.cli.output import print_record, tell
from bede.compare.lines import lines_in
from bede.export.records import decision_json
from bede.model import ACTS, BedeError, Decision, Right, Status, Verdict
from bede.plain import record_from
from bede.store import open_store
from bede.store.decisions import add_decisions, decide, judged, undo
from bede.store.joining import rejoin


def act_name(given: str | None) -> str | None:
    """An act of an option, checked."""
    if given is not None and given.upper() not in ACTS:
        raise typer.BadParameter(f"{given!r} is no act; expected one of {', '.join(ACTS)}")
    return given.upper() if given is not None else None


def decide_command(
    database: Database,
    verdict: Annotated[Verdict, typer.Argument(help="What is decided.", metavar="VERDICT")],
    ids: Annotated[
        list[str], typer.Argument(help="Ids of events or reports, for undo of a decision.", metavar="IDS...")
    ],
    note: Annotated[str, typer.Option("--note", help="Why.")] = "",
    user: Annotated[
        str | None, typer.Option("--user", help="Who decides; by default BEDE_USER, else the user's name.")
    ] = None,
    act: Annotated[str | None, typer.Option("--act", callback=act_name, help="wrong-code: the right act.")] = None,
    mode: Annotated[list[str] | None, typer.Option("--mode", help="wrong-code: a right mode of the act.")] = None,
    status: IsStatus = None,
    role: Annotated[
        Literal["actor", "recipient"] | None, typer.Option("--role", help="wrong-actor: in which role.")
    ] = None,
    party: Annotated[
        str | None, typer.Option("--party", help="wrong-actor: who is wrong, by name, words or country code.")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="wrong-actor: the right name.")] = None,
    country: Annotated[str | None, typer.Option("--country", help="wrong-actor: the right country code.")] = None,
    later: Annotated[bool, typer.Option("--later", help="Leave it to the next run to apply it.")] = False,
) -> None:
    """Keep a decision about events or reports, apply it, and print it.

    Decisions are never deleted; undo takes one back with a row of its own.
    """
    values = (act, mode, status, role, party, name, country)
    right = None
    if any(value is not None for value in values):
        right = Right(
            act=act, modes=tuple(mode) if mode is not None else None, status=cast("Status | None", status), role=role,
            party=party, name=name, country=country,
        )  # fmt: skip
    who = user or os.environ.get("BEDE_USER") or getpass.getuser()
    with open_store(database) as store:
        if verdict == "undo":
            if len(ids) != 1 or right is not None:
                raise typer.BadParameter("undo takes the id of one decision, and no correction")
            found = undo(store, ids[0], user=who, note=note)
        else:
            found = decide(store, verdict, ids, right=right, note=note, user=who)
        print_record(decision_json(found))
        if not later:
            rejoin(store)


def decisions_command(
    database: Database,
    add: Annotated[
        Path | None,
        typer.Option("--add", help="First keep the decisions of this file, as printed; - is input.", metavar="FILE"),
    ] = None,
) -> None:
    """Print all decisions, one a line, by time, each with whether it stands."""
    with open_store(database) as store:
        if add is not None:
            new = add_decisions(store, _read(add))
            rejoin(store)
            tell(f"{new} new")
        found = judged(store)
        for decision, state in found:
            print_record(decision_json(decision) | {"state": state})
        if not found:
            tell(f"nothing was decided in {database}")


def _read(path: Path) -> list[Decision]:
    """The decisions of a file; raises BedeError with file and line for what is none."""
    found = []
    for number, line in lines_in(path, stdin=sys.stdin.buffer):
        try:
            found.append(record_from(Decision, line))
        except (AttributeError, KeyError, TypeError) as error:
            raise BedeError(f"{path}:{number}: no decision as bede decisions prints it: {error}") from error
    return found
