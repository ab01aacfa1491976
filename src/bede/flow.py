"""Puts the stages in order: pages to articles, articles to reports, reports to events and stories."""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

from bede.clean import clean_pages, english_only
from bede.extract import times
from bede.extract.coder import Coder
from bede.extract.scenes import happened_at
from bede.extract.statements import Statements
from bede.ledger import Decision
from bede.lexicon import Lexicon
from bede.merge import Earlier, copies, group, merge, reprints
from bede.model import Article, Dropped, Event, Grouped, Parse, Place, Report, Reprint, Statement, Story, When
from bede.parse import parse
from bede.read import read
from bede.story import thread
from bede.verdicts import constraints, resolved, retracted, subject_of

Coded = tuple[Article | Dropped, tuple[Report, ...]]
Quoted = tuple[Article | Dropped, tuple[Statement, ...]]
Placed = tuple[Article | Dropped, tuple[Place, ...]]
Timed = tuple[Article | Dropped, tuple[When, ...]]


class Joined(NamedTuple):
    """What reports amount to; ``copies`` maps the page id of a copy to its origin's."""

    events: list[Event]
    stories: list[Story]
    copies: dict[str, str]


def read_articles(
    paths: Iterable[str | os.PathLike[str]], *, stdin: BinaryIO | None = None
) -> Iterator[Article | Dropped]:
    """Yield the article of every page in files and folders (``-`` is standard input), or why there is none."""
    return clean_pages(read(paths, stdin=stdin))


def with_copies(articles: Iterable[Article | Dropped]) -> Iterator[Article | Dropped]:
    """Yield the articles, each told which of those before it it copies or is a later version of."""
    earlier = Earlier()
    for article in articles:
        yield article if isinstance(article, Dropped) else earlier.told(article)


def code_articles(articles: Iterable[Article | Dropped], *, lexicon: Lexicon) -> Iterator[Coded]:
    """Yield each article with its reports in order of the text; what was dropped passes through, with none."""
    for parsed in parse(english_only(articles)):
        if isinstance(parsed, Dropped):
            yield parsed, ()
        else:
            yield _coded(parsed, lexicon)


def code_with_both(
    articles: Iterable[Article | Dropped], *, old: Lexicon, new: Lexicon
) -> Iterator[tuple[Coded, Coded]]:
    """Yield each article with its reports by one lexicon and by another, parsed once."""
    for parsed in parse(english_only(articles)):
        if isinstance(parsed, Dropped):
            yield (parsed, ()), (parsed, ())
        else:
            yield _coded(parsed, old), _coded(parsed, new)


def _coded(parsed: Parse, lexicon: Lexicon) -> Coded:
    """An article with its reports; a fault of the coder costs this article alone, and says where it happened."""
    try:
        return parsed.article, tuple(Coder(parsed, lexicon).reports())
    except Exception as error:  # whatever went wrong, the other pages are still to be coded
        return _fault(parsed.article, error), ()


def quote_articles(articles: Iterable[Article | Dropped], *, lexicon: Lexicon, inner: bool = False) -> Iterator[Quoted]:
    """Yield each article with its statements in order of the text, with the ``inner`` ones when asked for."""
    for parsed in parse(english_only(articles)):
        if isinstance(parsed, Dropped):
            yield parsed, ()
            continue
        try:
            found = Statements(parsed, lexicon).all(inner=inner)
        except Exception as error:  # as above
            yield _fault(parsed.article, error), ()
        else:
            yield parsed.article, found


def place_articles(articles: Iterable[Article | Dropped], *, lexicon: Lexicon) -> Iterator[Placed]:
    """Yield each article with every place that it names, ``role`` "event" where a report of it happened there."""
    for parsed in parse(english_only(articles)):
        if isinstance(parsed, Dropped):
            yield parsed, ()
            continue
        try:
            coder = Coder(parsed, lexicon)
            found = happened_at(coder.places, coder.reports())
        except Exception as error:  # as above
            yield _fault(parsed.article, error), ()
        else:
            yield parsed.article, found


def time_articles(articles: Iterable[Article | Dropped]) -> Iterator[Timed]:
    """Yield each article with every time that it names, in order of the text; nothing is parsed for it."""
    for article in english_only(articles):
        if isinstance(article, Dropped):
            yield article, ()
            continue
        try:
            found = times.of_article(article)
        except Exception as error:  # as above
            yield _fault(article, error), ()
        else:
            yield article, found


def group_articles(articles: Iterable[Article | Dropped]) -> Iterator[Grouped | Dropped]:
    """Yield which happening and story each article belongs to, in their order, once all are read; or why it has none.

    Nothing is parsed or coded for it.
    """
    known = list(english_only(articles))
    found = iter(group(article for article in known if isinstance(article, Article)))
    for article in known:
        yield article if isinstance(article, Dropped) else next(found)


def copy_articles(articles: Iterable[Article]) -> list[Reprint]:
    """What copies another page, is a later version of one or carries an agency's text, in their order."""
    return reprints(articles)


def _fault(article: Article, error: Exception) -> Dropped:
    """An article that Bede stumbled over, with where that happened."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "unknown place"
    reason = f"fault in Bede, please report it: {type(error).__name__} at {where}"
    return Dropped(id=article.page, stage="extract", reason=reason)


def code_text(text: str, *, lexicon: Lexicon, published: str | None = None, title: str | None = None) -> Coded:
    """The article that is a text, a paragraph a line, with its reports; or why it has none."""
    line = json.dumps({"id": "text", "text": text, "published": published, "title": title})
    articles = read_articles(["-"], stdin=BytesIO(line.encode("ascii")))
    return next(code_articles(articles, lexicon=lexicon))


def join(reports: Sequence[Report], *, articles: Iterable[Article], decisions: Sequence[Decision] = ()) -> Joined:
    """The events that reports tell of, the stories that these make, and which articles copy which.

    ``decisions`` are those of people that stand; what they correct is corrected in the reports already.
    """
    by_page = {article.page_id: article for article in articles}
    copy_of = copies(by_page.values())
    reports = [report for report in reports if not retracted(report)]
    held = constraints(resolved(decisions, map(subject_of, reports)))
    events = merge(reports, articles=by_page, copy_of=copy_of, together=held.together, apart=held.apart)
    stories = thread(events, reports={report.id: report for report in reports}, articles=by_page)
    return Joined(events=events, stories=stories, copies=copy_of)
