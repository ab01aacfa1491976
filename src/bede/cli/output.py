"""What commands write: records on standard output; messages, progress and what was dropped on standard error."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO, NoReturn, TextIO, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text

from bede.console import THEME
from bede.export.records import plain
from bede.model import Article, BedeError, Dropped

# Control characters that JSON leaves as they are, line separators, and what turns the direction of writing.
OBEYED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")

Found = TypeVar("Found")
Record = TypeVar("Record")


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
            self._file.write(json_line(plain(record)) + "\n")
        else:
            tell(f"{record.id}: {record.reason}")

    def close(self) -> int:
        """The exit status: 1 where nothing at all could be read."""
        if self._file is not None:
            self._file.close()
            if self.reasons:
                tell(f"dropped {self.reasons.total()}")
        return 1 if self.reasons and not self.done else 0


def tell(message: str) -> None:
    """Print a message to standard error, without control characters, which a terminal would obey."""
    shown = "".join(character if character.isprintable() else "\ufffd" for character in message[:2000])
    print(f"bede: {shown}", file=sys.stderr)


def json_line(record: dict[str, Any]) -> str:
    """A record as a line of JSON, in which what a terminal would obey is escaped."""
    return OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(record, ensure_ascii=False))


def print_record(record: dict[str, Any]) -> None:
    """Print a record as a line of JSON; lone surrogates are escaped, as they can not be encoded."""
    line = json_line(record)
    try:
        sys.stdout.write(line + "\n")
    except UnicodeEncodeError:
        sys.stdout.write(json.dumps(record, ensure_ascii=True) + "\n")


def readable(form: str | None) -> bool:
    """Whether records are to be shown in words: where that is asked for, or else where a terminal shows them."""
    return form == "text" or (form is None and sys.stdout.isatty())


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


def print_pages(
    found: Iterable[tuple[Article | Dropped, Found]],
    *,
    record: Callable[[Article, Found], dict[str, Any]],
    dropped: Path | None,
) -> NoReturn:
    """Print a record for what was found in each page, tell of the pages that were dropped, and end the command."""
    outcome = Outcome(dropped)
    for article, what in progress(found, total=None, what="pages"):
        if isinstance(article, Article):
            outcome.done += 1
            print_record(record(article, what))
        else:
            outcome.drop(article)
    raise typer.Exit(outcome.close())


def progress(records: Iterable[Record], *, total: int | None, what: str) -> Iterator[Record]:
    """Yield records while a bar on standard error shows rate and remaining time; silent where that is no terminal."""
    with progress_bar(what, total=total) as advance:
        for record in records:
            yield record
            advance()


@contextmanager
def progress_bar(what: str, *, total: int | None) -> Iterator[Callable[[], None]]:
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


@contextmanager
def stream_to(path: Path | None) -> Iterator[BinaryIO]:
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
