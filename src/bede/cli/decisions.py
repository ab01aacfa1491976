"""Commands for what people decide and what became of events: decide, decisions and changes."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from bede.cli.options import Database, IsStatus, Width, day
from bede.cli.output import Screen, print_record, tell
from bede.compare.lines import lines_in
from bede.console import changes_view
from bede.export.records import change_json, decision_json
from bede.ledger import Changing, Decision, Right, Verdict
from bede.model import ACTS, BedeError, Status
from bede.plain import record_from
from bede.store import open_store
from bede.store.changes import changes, joinings
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


def changes_command(
    database: Database,
    run: Annotated[
        list[int] | None,
        typer.Option("--run", min=0, help="What changed after this run; given twice, up to the second.", metavar="N"),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", callback=day, help="What changed since this day.", metavar="DAY")
    ] = None,
    of: Annotated[
        str | None,
        typer.Option("--of", help="Only what became of this event, story or report, in any run.", metavar="ID"),
    ] = None,
    change: Annotated[Changing | None, typer.Option("--change", help="Only changes of this kind.")] = None,
    runs: Annotated[bool, typer.Option("--runs", help="Print the runs instead: number, id and time.")] = False,
    show: Annotated[bool, typer.Option("--show", help="Draw it for a reader.")] = False,
    width: Width = None,
) -> None:
    """Print what the last run changed, or all since a run or a day, one event or story a line.

    Events and stories that are new, gone, merged, split, renamed or told otherwise, and reports that were corrected,
    each with the pages or decisions that brought it.
    """
    after, until = (*sorted(run or ()), None, None)[:2]
    if run is not None and len(run) > 2:
        raise typer.BadParameter("--run is given once or twice")
    with open_store(database) as store:
        known = joinings(store)
        if runs:
            for number, key, time in known:
                print_record({"run": number, "id": key, "time": time})
            return
        if after is None and since is None and of is None and known:
            # A large run is joined in parts, which have its id.
            after = next((number for number, key, _ in reversed(known) if key != known[-1][1]), 0)
        found = [
            one for one in changes(store, after=after, until=until, since=since, of=of) if change in (None, one.change)
        ]
        if show:
            screen = Screen(width)
            screen.draw(changes_view(found, lambda page: store.article(page).page, width=screen.width))
        else:
            for one in found:
                print_record(change_json(one))
        if not found:
            tell("nothing changed")


def _read(path: Path) -> list[Decision]:
    """The decisions of a file; raises BedeError with file and line for what is none."""
    found = []
    for number, line in lines_in(path, stdin=sys.stdin.buffer):
        try:
            found.append(record_from(Decision, line))
        except (AttributeError, KeyError, TypeError) as error:
            raise BedeError(f"{path}:{number}: no decision as bede decisions prints it: {error}") from error
    return found
