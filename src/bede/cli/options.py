"""Arguments and options that several commands take, with the checks of their values."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer

from bede.model import ACTS, Status, is_event_type


def day(given: str | None) -> str | None:
    """A day of an option, checked."""
    if given is None:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as error:
        raise typer.BadParameter(f"{given!r} is no day; expected YYYY-MM-DD, such as 2024-04-26") from error


def event_type(given: str | None) -> str | None:
    """An event type of an option, checked."""
    if given is not None and given.upper() not in ACTS and not is_event_type(given):
        own = "or a type of your own, such as dual-use-transfer"
        raise typer.BadParameter(f"{given!r} is no event type; expected one of {', '.join(ACTS)}, {own}")
    return given


def known_status(given: str | None) -> str | None:
    """A status of an option, checked."""
    known = get_args(Status)
    if given is not None and given not in known:
        raise typer.BadParameter(f"{given!r} is no status; expected one of {', '.join(known)}")
    return given


Pages = Annotated[
    list[str],
    typer.Argument(help="Files and folders of pages; - is JSON Lines on standard input.", metavar="PAGES..."),
]
DroppedFile = Annotated[
    Path | None,
    typer.Option("--dropped", help="Write what was dropped, and why, to this file.", metavar="FILE"),
]
LexiconFiles = Annotated[
    list[Path] | None,
    typer.Option("--lexicon", help="A rule file of your own, added to the package's (docs/rules.md).", metavar="FILE"),
]
Jobs = Annotated[int, typer.Option("--jobs", min=1, max=64, help="Processes to code on.")]
Width = Annotated[
    int | None, typer.Option("--width", min=48, max=1000, help="Columns to write in; the terminal's by default.")
]
Form = Annotated[
    Literal["json", "text"] | None,
    typer.Option("--form", help="Lines of JSON or words; words by default where a terminal shows them."),
]
Database = Annotated[Path, typer.Argument(help="A database that bede run made.", metavar="DB")]
Actor = Annotated[str | None, typer.Option("--actor", help="A country code or words of a name.")]
Recipient = Annotated[str | None, typer.Option("--recipient", help="The same, for whom it is done to.")]
Country = Annotated[str | None, typer.Option("--country", help="Anybody's or any place's country code.")]
Type = Annotated[str | None, typer.Option("--type", callback=event_type, help="An event type or act.")]
IsStatus = Annotated[str | None, typer.Option("--status", callback=known_status, help="A status, such as actual.")]
Since = Annotated[str | None, typer.Option("--since", callback=day, help="First day.", metavar="DAY")]
Until = Annotated[str | None, typer.Option("--until", callback=day, help="Last day.", metavar="DAY")]
Words = Annotated[str | None, typer.Option("--text", help="Words that the sentences have.", metavar="WORDS")]
