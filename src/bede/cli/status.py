"""The command that tells the status of predicates which the input marks."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Annotated, Any

import typer

from bede import lexicon as lexicons
from bede.cli.options import DroppedFile, LexiconFiles
from bede.cli.output import Outcome, print_record, progress
from bede.extract.grammar import Syntax
from bede.extract.status import day_of, status_at
from bede.flow import read_articles
from bede.lexicon import Lexicon
from bede.model import Article, BedeError, Dropped, Parse
from bede.parse import parse

Places = tuple[tuple[int, int], ...]


def status_command(
    lines: Annotated[
        str, typer.Argument(help="A file of JSON Lines that mark predicates; - is standard input.", metavar="LINES")
    ],
    dropped: DroppedFile = None,
    lexicon: LexiconFiles = None,
) -> None:
    """Tell of marked predicates whether they are negated, hypothetical, future, historical or actual."""
    rules = lexicons.load(tuple(lexicon or ()))
    outcome = Outcome(dropped)
    content = _content(lines)
    asked: list[Places] = []
    parsed = parse(_marked(read_articles(["-"], stdin=BytesIO(content)), content, asked))
    for number, found in enumerate(progress(parsed, total=None, what="pages")):
        if isinstance(found, Dropped):
            outcome.drop(found)
        else:
            outcome.done += 1
            print_record(_answers(found, asked[number], rules))
    raise typer.Exit(outcome.close())


def _content(name: str) -> bytes:
    """The bytes of a file or of standard input."""
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise BedeError(f"{name}: can not be read: {error.strerror}") from error


def _marked(articles: Iterable[Article | Dropped], content: bytes, asked: list[Places]) -> Iterator[Article | Dropped]:
    """The article of each line, dropped where its marks can not be read; the marks go to ``asked``, a line an item."""
    lines = [line for line in content.split(b"\n") if line.removeprefix(b"\xef\xbb\xbf").strip()]
    for article, line in zip(articles, lines, strict=True):
        asked.append(())
        if isinstance(article, Article):
            marks = json.loads(line.removeprefix(b"\xef\xbb\xbf")).get("predicates")
            if not isinstance(marks, list) or not all(map(_is_mark, marks)):
                reason = "predicates is missing or no list of {start, end}, two whole numbers"
                yield Dropped(id=article.page, stage="read", reason=reason)
                continue
            asked[-1] = tuple((mark["start"], mark["end"]) for mark in marks)
        yield article


def _is_mark(given: Any) -> bool:
    """Whether a value of the input has the two offsets of a predicate."""
    return isinstance(given, dict) and all(type(given.get(end)) is int for end in ("start", "end"))


def _answers(parsed: Parse, places: Places, rules: Lexicon) -> dict[str, Any]:
    """What is printed of a page: each predicate with its status and what tells it."""
    syntaxes = [Syntax(sentence, rules) for sentence in parsed.sentences]
    published = day_of(parsed.article.published)
    predicates = []
    for start, end in places:
        status, rule = status_at(syntaxes, start=start, end=end, published=published)
        predicates.append({"start": start, "end": end, "status": status, "rule": rule})
    return {"page": parsed.article.page, "predicates": predicates}
