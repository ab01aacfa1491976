"""The command that tells whose text each page carries."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from bede.cli.options import DroppedFile
from bede.cli.output import Outcome, print_record, progress
from bede.export.records import reprint_json
from bede.flow import copy_articles, read_articles
from bede.model import Article, Dropped
from bede.store import is_store, open_store


def copies_command(
    pages: Annotated[
        list[str],
        typer.Argument(
            help="Files and folders of pages; - is JSON Lines on standard input; or a database that bede run made.",
            metavar="PAGES_OR_DB...",
        ),
    ],
    dropped: DroppedFile = None,
) -> None:
    """Print one line a page that copies another, is a later version of one or carries an agency's text, and why."""
    outcome = Outcome(dropped)
    for reprint in copy_articles(outcome.keep(progress(_articles(pages), total=None, what="pages"))):
        print_record(reprint_json(reprint))
    raise typer.Exit(outcome.close())


def _articles(given: list[str]) -> Iterator[Article | Dropped]:
    """The articles of databases and of pages, in order."""
    for each in given:
        if each != "-" and is_store(each):
            with open_store(Path(each)) as store:
                yield from store.articles()
        else:
            yield from read_articles([each], stdin=sys.stdin.buffer if each == "-" else None)
