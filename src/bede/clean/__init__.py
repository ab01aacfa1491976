"""Tells the article of a page from the rest of it: body, headline, byline, dates, captions, teasers, furniture.

A clean body is taken as it is; of a page whose markup is gone, a model of its lines finds the body; of HTML,
trafilatura does, and its paragraphs are found again in the visible text of the page, so that every offset counts in
one string.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from bede.clean import bylines, insertions, markup, parts, published
from bede.clean.body import Choice
from bede.clean.facts import Facts
from bede.clean.kinds import Reading, read_lines
from bede.clean.language import find_language
from bede.clean.lines import Line, split
from bede.clean.live import Posted, clock_of, days_of
from bede.clean.marked import choose_marked
from bede.clean.words import languages
from bede.model import Article, Dropped, Entry, Page, Part, Publication, Span, parts_of

name = "clean"

_start = attrgetter("start")


def clean_pages(pages: Iterable[Page | Dropped]) -> Iterator[Article | Dropped]:
    """Yield what becomes of each page, in order; what was dropped before is passed on."""
    for page in pages:
        yield page if isinstance(page, Dropped) else clean(page)


LONGEST = 3_000_000
"""Characters of a page; what is longer is no article, and would take many seconds."""

MOST_TAGS = 200_000
"""Beginnings of tags in HTML, far more than an article of many hours has: a tree takes up to a kilobyte for each,
and many comments side by side take their number squared.
"""


def clean(page: Page) -> Article | Dropped:
    """Return the article of a page, or why the page has none."""
    if len(page.content) > LONGEST:
        return _dropped(page, "too long")
    if page.form == "html":
        return _dropped(page, "too many tags") if page.content.count("<") > MOST_TAGS else _clean_html(page)
    if not page.content.strip():
        return _dropped(page, "blank")
    return _clean_text(page) if page.form == "text" else _clean_page(page)


def english_only(articles: Iterable[Article | Dropped]) -> Iterator[Article | Dropped]:
    """Yield the articles that are in English or too short to tell, the others as dropped with their language."""
    for article in articles:
        if isinstance(article, Dropped) or article.language is None or _is_english(article.language):
            yield article
        else:
            yield Dropped(id=article.page, stage=name, reason=f"not English: {_language_name(article.language)}")


def _is_english(language: str) -> bool:
    return re.match(r"(?:en|eng|english)(?:[-_].*)?$", language.strip(), re.IGNORECASE) is not None


def _language_name(code: str) -> str:
    return languages().get(re.split(r"[-_]", code.strip().lower())[0], code)


def _dropped(page: Page, reason: str) -> Dropped:
    return Dropped(id=page.name, stage=name, reason=f"no article: {reason}")


def _span(line: Line) -> Span:
    return Span(text=line.text, start=line.start, end=line.end)


def _clean_text(page: Page) -> Article:
    """Return the article whose body is the whole text, a paragraph a line."""
    body: list[Span] = []
    position = 0
    for row in page.content.split("\n"):
        if stripped := row.strip():
            start = position + row.index(stripped[0])
            body.append(Span(text=stripped, start=start, end=start + len(stripped)))
        position += len(row) + 1
    dateline = parts.dateline_of(body[0].text, body[0].start)
    known = published.known_of(page)
    return Article(
        page=page.name,
        page_id=page.id,
        text=page.content,
        dateline=dateline,
        body=tuple(body),
        parts=tuple(Part(part="body", start=span.start, end=span.end) for span in body),
        published=published.choose(
            (
                published.given(page),
                published.from_dateline(dateline, known=known),
                published.from_address(page.url),
            ),
            known=known,
        ),
        publisher=page.publisher,
        language=page.language or find_language(page.content),
        url=page.url,
        title=page.title,
    )


LEAST_SHOWN = 60
"""Words that an article has at least where the markup says that it is sold: fewer are its beginning."""


def _clean_page(page: Page) -> Article | Dropped:
    """Return the article of a page whose markup is gone."""
    lines = split(page.content)
    reading = read_lines(lines, title=page.title)
    if isinstance(reading, str):
        return _dropped(page, reading)
    return _article(page, page.content, lines, reading, facts=Facts())


def _clean_html(page: Page) -> Article | Dropped:
    """Return the article of an HTML page, all its offsets in the visible text of the page."""
    found = markup.read_markup(page.content)
    if found is None or not found.text.strip():
        return _dropped(page, "blank")
    lines = split(found.text)
    title = page.title or found.facts.headline
    choice = choose_marked(lines, found, paragraphs=markup.find_paragraphs(page.content), title=title)
    reading = read_lines(lines, title=title, choice=choice)
    if isinstance(reading, str):
        return _dropped(page, reading)
    if found.facts.free is False and sum(lines[index].look.words for index in reading.choice.body) < LEAST_SHOWN:
        reading = replace(reading, kind="paywall stub")
    return _article(page, found.text, lines, reading, facts=found.facts, captions=found.captions)


def _article(
    page: Page, text: str, lines: list[Line], reading: Reading, *, facts: Facts, captions: tuple[int, ...] = ()
) -> Article:
    """Return the article of these lines, its parts labelled and its date, publisher and language found."""
    choice = reading.choice
    labels = parts.label(lines, reading)
    if captions:
        pictured = set(captions)
        labels = ["caption" if line.whole_start in pictured else part for line, part in zip(lines, labels, strict=True)]
    dateline = parts.find_dateline(lines, labels)
    known = published.known_of(page, canonical=facts.canonical, day_first=facts.day_first)
    date = published.choose(
        _dates(page, lines, choice, labels=labels, dateline=dateline, facts=facts, known=known), known=known
    )
    byline = parts.find_byline(lines, labels, choice, live=reading.kind == "live blog")
    byline = byline or bylines.find_known(lines, choice.headline, facts.authors)
    labels = _with_date(lines, labels, date)
    body = tuple([piece for index in choice.body for piece in insertions.pieces(_span(lines[index]))])
    by_part: dict[str, list[Line]] = {}
    for line, part in zip(lines, labels, strict=True):
        by_part.setdefault(part, []).append(line)
    return Article(
        page=page.name,
        page_id=page.id,
        text=text,
        kind=reading.kind,
        headline=_span(lines[choice.headline]) if choice.headline is not None else None,
        subheadline=next(map(_span, by_part.get("subheadline", ())), None),
        byline=byline,
        dateline=dateline,
        body=body,
        captions=tuple(map(_span, by_part.get("caption", ()))),
        teasers=tuple(map(_span, by_part.get("teaser", ()))),
        teaser_headlines=tuple(map(_span, parts.distinct(by_part.get("list", ())))),
        entries=tuple(_entries(lines, reading.posted, dated=date)),
        parts=parts_of(labels, [line.whole_start for line in lines], [line.end for line in lines]),
        published=date,
        publisher=page.publisher or facts.publisher or parts.find_publisher(lines, choice),
        language=page.language or find_language("\n".join([span.text for span in body])) or facts.language,
        url=page.url or facts.canonical,
        title=page.title,
        authors=tuple(bylines.authors_in(byline.text)) if byline else facts.authors,
        section=facts.section,
        paywalled=None if facts.free is None else not facts.free,
    )


def _entries(lines: list[Line], posted: Sequence[Posted], *, dated: Publication | None) -> Iterator[Entry]:
    """Yield the entries of a live blog; a clock time alone is one of the day on which the page was published."""
    day = dated.edtf[:10] if dated is not None and dated.basis != "address" and len(dated.edtf) == 10 else None
    for entry, iso in zip(posted, days_of(posted, day=day), strict=True):
        line = lines[entry.moment.line]
        when = None
        if iso is not None:
            worth = 0.9 if entry.moment.iso else 0.7
            said = clock_of(line.text) if entry.moment.opens else line.text
            when = published.publication(iso, text=said, basis="line", confidence=worth, start=line.start)
        yield Entry(start=lines[entry.lines[0]].start, end=lines[entry.lines[-1]].end, published=when)


def _with_date(lines: list[Line], labels: list[str], date: Publication | None) -> list[str]:
    """Return the labels with the line that says the date of publication as a date line, if held for another."""
    if date is None or date.start is None:
        return labels
    index = bisect_right(lines, date.start, key=_start) - 1
    if index < 0 or date.start >= lines[index].end or labels[index] not in {"list", "menu", "furniture", "comment"}:
        return labels
    return [*labels[:index], "date", *labels[index + 1 :]]


def _dates(
    page: Page,
    lines: list[Line],
    choice: Choice,
    *,
    labels: list[str],
    dateline: Span | None,
    facts: Facts,
    known: published.Known,
) -> Iterator[Publication | None]:
    """Yield the publication date by each of what may say one, the best first."""
    yield published.given(page)
    yield from published.from_markup(facts.dates, known=known)
    yield from published.find_published(lines, choice=choice, labels=labels, known=known)
    year = published.own_year(lines, choice, dateline=dateline)
    yield published.from_dateline(dateline, year=year, known=known)
    yield published.from_address(page.url) or published.from_address(facts.canonical)
    yield published.from_copyright(year)
