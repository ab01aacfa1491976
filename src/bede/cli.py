"""The commands: records on standard output, messages and progress on standard error."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Literal, TextIO, TypeVar, get_args

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text

from bede import lexicon as lexicons
from bede.clean import english_only
from bede.console import THEME, event_view, explain, marks, page_view, printable, report_view, story_view, timeline
from bede.doctor import checks
from bede.engine import Known, code_all, run
from bede.export import csv, jsonl, parquet, polecat
from bede.export.records import article_json, event_json, manifest_json, plain, report_json
from bede.flow import read_articles
from bede.model import ACTS, Article, BedeError, Dropped, Event, Report, Span, Status, Story
from bede.parse import parse
from bede.store import open_store

Record = TypeVar("Record")

app = typer.Typer(
    name="bede",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Reads crawled news pages and says who did what to whom, when, where and according to whom.",
)
lexicon_app = typer.Typer(no_args_is_help=True, help="Look at the lexicon.", rich_markup_mode=None)
app.add_typer(lexicon_app, name="lexicon")

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


class Outcome:
    """Counts what a command got and dropped, tells of each drop, and says how the command ended."""

    def __init__(self, dropped_file: Path | None) -> None:
        self.done = 0
        self.reasons: Counter[str] = Counter()
        self._file: TextIO | None = None
        if dropped_file is not None:
            try:
                self._file = dropped_file.open("w", encoding="utf-8")
            except OSError as error:
                raise BedeError(f"{dropped_file}: can not be written: {error.strerror}") from error

    def keep(self, records: Iterable[Record | Dropped]) -> Iterator[Record]:
        """Yield what was not dropped."""
        for record in records:
            if isinstance(record, Dropped):
                self.drop(record)
            else:
                self.done += 1
                yield record

    def drop(self, record: Dropped) -> None:
        """Count a dropped record; write it to the file, or a line of it to standard error."""
        self.reasons[record.reason] += 1
        if self._file is not None:
            self._file.write(json.dumps(plain(record), ensure_ascii=False) + "\n")
        else:
            print(_printable(f"bede: {record.id}: {record.reason}"), file=sys.stderr)

    def close(self) -> int:
        """The exit status: 1 where nothing at all could be read."""
        if self._file is not None:
            self._file.close()
            if self.reasons:
                print(f"bede: dropped {self.reasons.total()}", file=sys.stderr)
        return 1 if self.reasons and not self.done else 0


def _printable(text: str) -> str:
    """Text without control characters, which a terminal would obey."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text[:2000])


def _print(record: dict[str, Any]) -> None:
    """Print a record as a line of JSON; lone surrogates are escaped, as they can not be encoded."""
    line = json.dumps(record, ensure_ascii=False)
    try:
        sys.stdout.write(line + "\n")
    except UnicodeEncodeError:
        sys.stdout.write(json.dumps(record, ensure_ascii=True) + "\n")


class Screen:
    """Standard output as a person reads it: how wide it is, and whether it has colours."""

    def __init__(self, width: int | None = None) -> None:
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(errors="bede-ascii")
        self._console = Console(file=sys.stdout, theme=THEME, width=width, highlight=False, markup=False, emoji=False)
        self.width = self._console.width
        self.colour = self._console.color_system is not None and not self._console.no_color
        self._drawn = False

    def draw(self, lines: Iterable[Text], *, apart: bool = False) -> None:
        """Print lines; ``apart`` leaves one free between them and what was drawn before."""
        for number, line in enumerate(lines):
            if apart and self._drawn and not number:
                self._console.print()
            self._console.print(line, soft_wrap=True)
            self._drawn = True


def _progress(records: Iterable[Record], *, total: int | None, what: str) -> Iterator[Record]:
    """Yield records while a bar on standard error shows rate and remaining time; silent where that is no terminal."""
    with _bar(what, total=total) as advance:
        for record in records:
            yield record
            advance()


@contextmanager
def _bar(what: str, *, total: int | None) -> Iterator[Callable[[], None]]:
    """A bar on standard error and what moves it on by one; silent where that is no terminal."""
    console = Console(file=sys.stderr)
    if not console.is_terminal:
        yield lambda: None
        return
    times = (TimeElapsedColumn(), TimeRemainingColumn())
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), *times)
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


@app.command("read", epilog="Example: bede read page.txt | jq .headline")
def read_command(
    pages: Pages,
    dropped: DroppedFile = None,
    show: Annotated[bool, typer.Option("--show", help="Draw the page, each line with the part that it plays.")] = False,
) -> None:
    """Print the article of each page: headline, byline, date, body and what was left out, with offsets."""
    outcome = Outcome(dropped)
    stdin = sys.stdin.buffer if "-" in pages else None
    screen = Screen() if show else None
    for article in outcome.keep(_progress(read_articles(pages, stdin=stdin), total=None, what="pages")):
        if screen is None:
            _print(article_json(article))
        else:
            screen.draw(page_view(article, width=screen.width, colour=screen.colour), apart=True)
    raise typer.Exit(outcome.close())


@app.command("code", epilog="Example: bede code examples/ | jq '[.act, .trigger.text]'")
def code_command(pages: Pages, dropped: DroppedFile = None, lexicon: LexiconFiles = None, jobs: Jobs = 1) -> None:
    """Print one line a report: who did what to whom, when, where and according to whom."""
    extra = tuple(lexicon or ())
    rules = lexicons.load(extra)
    outcome = Outcome(dropped)
    stdin = sys.stdin.buffer if "-" in pages else None
    coded = code_all(read_articles(pages, stdin=stdin), lexicon=rules, extra=extra, jobs=jobs)
    for article, reports in _progress(coded, total=None, what="pages"):
        if isinstance(article, Article):
            outcome.done += 1
            for report in reports:
                _print(report_json(report))
        else:
            outcome.drop(article)
    raise typer.Exit(outcome.close())


@lexicon_app.command("check", epilog="Example: bede lexicon check --lexicon mine.toml")
def lexicon_check(
    lexicon: LexiconFiles = None,
    only: Annotated[str, typer.Option("--only", help="Only rules whose file and line contain this.")] = "",
) -> None:
    """Check every data file, and every rule by the sentences that it must and must not match."""
    from bede.extract.proof import faults

    rules = lexicons.load(tuple(lexicon or ()))
    chosen = [rule for rule in rules.rules if only in rule.where_stands]
    count = 0
    for fault in faults(chosen, rules):
        count += 1
        print(fault)
    sentences = sum(len(rule.yes) + len(rule.no) for rule in chosen)
    triggers = sum(len(list(rule.triggers())) for rule in chosen)
    print(f"bede: {len(chosen)} rules, {triggers} triggers, {sentences} sentences, {count} faults", file=sys.stderr)
    raise typer.Exit(1 if count else 0)


# -- for a reader ------------------------------------------------------------------------------------------------------

Width = Annotated[
    int | None, typer.Option("--width", min=48, max=1000, help="Columns to write in; the terminal's by default.")
]
Database = Annotated[Path, typer.Argument(help="A database that bede run made.", metavar="DB")]


def _day(given: str | None) -> str | None:
    """A day of an option, checked."""
    if given is None:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as error:
        raise typer.BadParameter(f"{given!r} is no day; expected YYYY-MM-DD, such as 2024-04-26") from error


def _type(given: str | None) -> str | None:
    """An event type of an option, checked."""
    if given is not None and given.upper() not in ACTS:
        raise typer.BadParameter(f"{given!r} is no event type; expected one of {', '.join(ACTS)}")
    return given


def _status(given: str | None) -> str | None:
    """A status of an option, checked."""
    known = get_args(Status)
    if given is not None and given not in known:
        raise typer.BadParameter(f"{given!r} is no status; expected one of {', '.join(known)}")
    return given


@app.command("timeline", epilog="Example: bede timeline news.db --actor CHN --since 2024-04-01")
def timeline_command(
    database: Database,
    story: Annotated[str | None, typer.Option("--story", help="Only the story with this id.", metavar="ID")] = None,
    actor: Actor = None,
    recipient: Recipient = None,
    type: Type = None,
    status: IsStatus = None,
    country: Country = None,
    since: Since = None,
    until: Until = None,
    text: Words = None,
    width: Width = None,
) -> None:
    """Show the stories with their events by date, then the events of no story."""
    screen = Screen(width)
    with open_store(database) as store:
        chosen = None if story is None else store.find(story)
        if chosen is not None and not isinstance(chosen, Story):
            raise BedeError(f"{story}: an event or report, no story; bede show {database} {story} shows it")
        events = list(
            store.events(
                actor=actor,
                recipient=recipient,
                country=country,
                type=type,
                status=status,
                since=since,
                until=until,
                text=text,
            )
        )
        if chosen is not None:
            events = [event for event in events if event.id in chosen.events]
        stories = store.stories() if chosen is None else [chosen]
        screen.draw(timeline(stories, events, store.reports_of, width=screen.width))
    if events:
        many = f"{len(events)} events" if len(events) > 1 else "1 event"
        print(_printable(f"bede: {many}; bede show {database} ID shows the sentences behind one"), file=sys.stderr)
    else:
        print("bede: no event fits", file=sys.stderr)


@app.command("show", epilog="Example: bede show news.db 83ec5447 --page")
def show_command(
    database: Database,
    key: Annotated[
        str, typer.Argument(help="The id of an event, story or report; its first six characters do.", metavar="ID")
    ],
    page: Annotated[bool, typer.Option("--page", help="Show the pages as well, each line with its part.")] = False,
    width: Width = None,
) -> None:
    """Show an event with every report's sentence, a report, or a story."""
    screen = Screen(width)
    with open_store(database) as store:
        found = store.find(key)
        reports: list[Report] = []
        if isinstance(found, Story):
            members = [event for event in (store.find(event) for event in found.events) if isinstance(event, Event)]
            screen.draw(story_view(found, members, store.reports_of, width=screen.width))
            reports = [report for event in members for report in store.reports_of(event)] if page else []
        elif isinstance(found, Event):
            reports = store.reports_of(found)
            screen.draw(
                event_view(
                    found, reports, store.article, width=screen.width, colour=screen.colour, copies=store.copies()
                )
            )
        else:
            reports = [found]
            article, event = store.article(found.page_id), store.event_of(found)
            screen.draw(report_view(found, article, event, width=screen.width, colour=screen.colour))
        for page_id in dict.fromkeys(report.page_id for report in reports) if page else ():
            spans = [mark for report in reports if report.page_id == page_id for mark in marks(report)]
            article = store.article(page_id)
            screen.draw(page_view(article, width=screen.width, colour=screen.colour, highlights=spans), apart=True)


@app.command("explain", epilog='Example: bede explain "Ankara accused Athens of violating its airspace."')
def explain_command(
    page: Annotated[
        str,
        typer.Argument(
            help="A file, - for JSON Lines on standard input, or a sentence in quotes.", metavar="PAGE_OR_SENTENCE"
        ),
    ],
    word: Annotated[
        str | None, typer.Option("--word", help="Only sentences with this word, and only its rules.")
    ] = None,
    lexicon: LexiconFiles = None,
    width: Width = None,
) -> None:
    """Show why a sentence is coded as it is: its parse, who is who, every rule asked and its answer."""
    rules = lexicons.load(tuple(lexicon or ()))
    outcome = Outcome(None)
    screen = Screen(width)
    for parsed in outcome.keep(parse(_given(page))):
        screen.draw(explain(parsed, rules, word=word, width=screen.width), apart=True)
    raise typer.Exit(outcome.close())


ENDINGS = (".txt", ".html", ".htm", ".jsonl", ".jsonl.gz")
"""What is the name of a file, be there one or not."""


def _given(page: str) -> Iterator[Article | Dropped]:
    """The articles of a file or of standard input, or a sentence as an article of its own."""
    file = page == "-" or " " not in page.strip() or page.lower().endswith(ENDINGS)
    if file or os.path.exists(page):  # where a Path would raise for a sentence too long to be a name
        yield from english_only(read_articles([page], stdin=sys.stdin.buffer if page == "-" else None))
    else:
        page = printable(page)
        yield Article(page="sentence", page_id="sentence", text=page, body=(Span(text=page, start=0, end=len(page)),))


# -- databases ---------------------------------------------------------------------------------------------------------

Actor = Annotated[str | None, typer.Option("--actor", help="A country code or words of a name.")]
Recipient = Annotated[str | None, typer.Option("--recipient", help="The same, for whom it is done to.")]
Country = Annotated[str | None, typer.Option("--country", help="Anybody's or any place's country code.")]
Type = Annotated[str | None, typer.Option("--type", callback=_type, help="An event type or act.")]
IsStatus = Annotated[str | None, typer.Option("--status", callback=_status, help="A status, such as actual.")]
Since = Annotated[str | None, typer.Option("--since", callback=_day, help="First day.", metavar="DAY")]
Until = Annotated[str | None, typer.Option("--until", callback=_day, help="Last day.", metavar="DAY")]
Words = Annotated[str | None, typer.Option("--text", help="Words that the sentences have.", metavar="WORDS")]


@app.command("run", epilog="Example: bede run examples/ --db news.db")
def run_command(
    pages: Pages,
    db: Annotated[Path, typer.Option("--db", help="The database to write; made where there is none.", metavar="FILE")],
    dropped: DroppedFile = None,
    lexicon: LexiconFiles = None,
    jobs: Jobs = 1,
) -> None:
    """Code pages into a database, join all reports in it into events and stories, and print what was done.

    Pages that it holds already are passed over: run again after Ctrl-C, or with more pages.
    """
    extra = tuple(lexicon or ())
    rules = lexicons.load(extra)
    outcome = Outcome(dropped)
    stdin = sys.stdin.buffer if "-" in pages else None
    with open_store(db, create=True) as store, _bar("pages", total=None) as advance:

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
            print(f"bede: stopped; what was coded is in {db}, the same command goes on from there", file=sys.stderr)
            raise typer.Exit(130) from None
    _print(manifest_json(manifest))
    if not dict(manifest.counts)["coded"]:
        print(f"bede: nothing new for {db}", file=sys.stderr)
    raise typer.Exit(outcome.close())


@app.command("events", epilog="Example: bede events news.db --actor CHN --type CONSULT | jq .id")
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
            _print(event_json(event))
        if not events:
            unfinished = ", as no run on it was finished" if store.last_run() is None else ""
            print(f"bede: no event fits in {database}{unfinished}", file=sys.stderr)


@app.command("export", epilog="Example: bede export news.db --format csv --out events.csv")
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
                stream = files.enter_context(_output(out))
                quotes = files.enter_context(_output(out.with_suffix(".quotes.tsv"))) if out else None
                missing = polecat.write(events, stream, store=store, quotes=quotes)
            if missing:
                why = "denied, hypothetical, merely planned or by a region alone"
                print(f"bede: left out {missing} of {len(events)} events: {why}", file=sys.stderr)
            return
        with _output(out) as stream:
            {"jsonl": jsonl.write, "csv": csv.write, "parquet": parquet.write}[format](events, stream, store=store)


@contextmanager
def _output(path: Path | None) -> Iterator[BinaryIO]:
    """A file that takes its name when it is complete, or standard output."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = path.with_name(f"{path.name}.part")
    try:
        stream = part.open("wb")
    except OSError as error:
        raise BedeError(f"{path}: can not be written: {error.strerror}") from error
    try:
        with stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@app.command("doctor", epilog="Example: bede doctor | jq 'select(.ok | not)'")
def doctor_command() -> None:
    """Look whether this installation works: Python, model, lexicon, SQLite, and a place to write."""
    broken = 0
    for found in checks():
        broken += not found.ok
        _print(dict(plain(found)))
    raise typer.Exit(1 if broken else 0)


def main() -> None:
    """Run the command line; Ctrl-C and a closed pipe end it quietly."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        app()
    except BedeError as error:
        print(_printable(f"bede: {error}"), file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("bede: stopped", file=sys.stderr)
        sys.exit(130)
