"""Commands that make databases and write what is in them: run, events and export."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Literal

import typer

from bede import lexicon as lexicons
from bede.cli.options import (
    Actor,
    Country,
    Database,
    DroppedFile,
    Form,
    IsStatus,
    Jobs,
    LexiconFiles,
    Pages,
    Recipient,
    Since,
    Type,
    Until,
    Words,
)
from bede.cli.output import Outcome, Screen, print_record, progress_bar, readable, stream_to, tell
from bede.console.manifest import manifest_view
from bede.engine import Known, run
from bede.export import csv, jsonl, parquet, polecat
from bede.export.records import claims_json, event_json, manifest_json
from bede.merge import Fact, claims
from bede.model import Article, Dropped
from bede.store import open_store


def run_command(
    pages: Pages,
    db: Annotated[Path, typer.Option("--db", help="The database to write; made where there is none.", metavar="FILE")],
    dropped: DroppedFile = None,
    lexicon: LexiconFiles = None,
    jobs: Jobs = 1,
    form: Form = None,
) -> None:
    """Code pages into a database, join all reports in it into events and stories, and print what was done.

    Pages that it holds already are passed over: run again after Ctrl-C, or with more pages.
    """
    extra = tuple(lexicon or ())
    rules = lexicons.load(extra)
    outcome = Outcome(dropped)
    stdin = sys.stdin.buffer if "-" in pages else None
    with open_store(db, create=True) as store, progress_bar("pages", total=None) as advance:

        def told(page: Article | Dropped) -> None:
            """Count a page."""
            advance()
            if isinstance(page, Dropped) and not isinstance(page, Known):
                outcome.drop(page)
            else:
                outcome.done += 1

        try:
            manifest = run(pages, store=store, lexicon=rules, extra=extra, jobs=jobs, progress=told, stdin=stdin)
        except KeyboardInterrupt:
            tell(f"stopped; what was coded is in {db}, the same command goes on from there")
            raise typer.Exit(130) from None
    if readable(form):
        screen = Screen()
        screen.draw(manifest_view(manifest, database=str(db), width=screen.width))
    else:
        print_record(manifest_json(manifest))
    if not dict(manifest.counts)["coded"]:
        tell(f"nothing new for {db}")
    raise typer.Exit(outcome.close())


def events_command(
    database: Database,
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
    """Print the events that fit every filter, one a line, by date; undated ones come last."""
    with open_store(database) as store:
        events = store.events(
            actor=actor, recipient=recipient, type=type, status=status, country=country,
            since=since, until=until, text=text, limit=limit,
        )  # fmt: skip
        for event in events:
            print_record(event_json(event))
        if not events:
            unfinished = ", as no run on it was finished" if store.last_run() is None else ""
            tell(f"no event fits in {database}{unfinished}")


def conflicts_command(
    database: Database,
    actor: Actor = None,
    recipient: Recipient = None,
    type: Type = None,
    status: IsStatus = None,
    country: Country = None,
    since: Since = None,
    until: Until = None,
    text: Words = None,
    fact: Annotated[Fact | None, typer.Option("--fact", help="Only where this differs.")] = None,
    one_sided: Annotated[
        bool, typer.Option("--one-sided", help="Also the events that only one of the sides claims.")
    ] = False,
    developing: Annotated[
        bool, typer.Option("--developing", help="Also the events of which a figure rose or was revised.")
    ] = False,
) -> None:
    """Print the events whose reports contradict each other, one a line, by date, with who says what."""
    with open_store(database) as store:
        copy_of = store.copies()
        events = store.events(
            actor=actor, recipient=recipient, type=type, status=status, country=country,
            since=since, until=until, text=text,
        )  # fmt: skip
        none = True
        for event in events:
            reports = store.reports_of(event)
            found = claims(event, reports, store.articles_of(reports), copy_of)
            facts = {one.fact for one in found.conflicts} | {one.fact for one in found.developments if developing}
            if (facts if fact is None else fact in facts) or (one_sided and found.only_side):
                none = False
                print_record(claims_json(found))
        if none:
            tell(f"no event in {database} on which reports differ")


def export_command(
    database: Database,
    format: Annotated[Literal["jsonl", "csv", "parquet", "polecat"], typer.Option("--format", help="What to write.")],
    out: Annotated[Path | None, typer.Option("--out", help="Write to this file.", metavar="FILE")] = None,
) -> None:
    """Write all events in a format for other programs.

    The sentences, for which POLECAT has no column, go to a second file: with --out FILE.tsv to FILE.quotes.tsv.
    """
    if format == "parquet" and out is None and sys.stdout.isatty():
        raise typer.BadParameter("parquet is binary; name a file with --out, or send it to another program")
    with open_store(database) as store:
        events = store.events()
        if format == "polecat":
            with ExitStack() as files:
                stream = files.enter_context(stream_to(out))
                quotes = files.enter_context(stream_to(out.with_suffix(".quotes.tsv"))) if out else None
                missing = polecat.write(events, stream, store=store, quotes=quotes)
            if missing:
                why = "denied, hypothetical, merely planned or by a region alone"
                tell(f"left out {missing} of {len(events)} events: {why}")
            return
        with stream_to(out) as stream:
            {"jsonl": jsonl.write, "csv": csv.write, "parquet": parquet.write}[format](events, stream, store=store)
