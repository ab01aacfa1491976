"""The commands: records on standard output, messages and progress on standard error."""

from __future__ import annotations

import json
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, TextIO, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from bede import lexicon as lexicons
from bede.engine import code_all
from bede.export.records import article_json, plain, report_json
from bede.flow import read_articles
from bede.model import Article, BedeError, Dropped

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

Pages = Annotated[list[str], typer.Argument(help="Files and folders of pages; - is JSON Lines on standard input.", metavar="PAGES...")]
DroppedFile = Annotated[Path | None, typer.Option("--dropped", help="Write what was dropped, and why, to this file.", metavar="FILE")]
LexiconFiles = Annotated[list[Path] | None, typer.Option("--lexicon", help="A rule file of your own, added to the package's (docs/rules.md).", metavar="FILE")]
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


def _progress(records: Iterable[Record], *, total: int | None, what: str) -> Iterator[Record]:
    """Yield records while a bar on standard error shows rate and remaining time; silent where that is no terminal."""
    console = Console(file=sys.stderr)
    if not console.is_terminal:
        yield from records
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=total)
        for record in records:
            yield record
            bar.advance(task)


@app.command("read", epilog="Example: bede read page.txt | jq .headline")
def read_command(pages: Pages, dropped: DroppedFile = None) -> None:
    """Print the article of each page: headline, byline, date, body and what was left out, with offsets."""
    outcome = Outcome(dropped)
    stdin = sys.stdin.buffer if "-" in pages else None
    for article in outcome.keep(_progress(read_articles(pages, stdin=stdin), total=None, what="pages")):
        _print(article_json(article))
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
