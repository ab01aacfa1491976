"""A page as it was read: each line with the part that it plays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from bede.console.layout import THEME, fields, joined, marked, printable, row, say
from bede.console.wording import days
from bede.model import Article, Part, Publication, Span

LABEL = 12


def page_view(
    article: Article, *, width: int, colour: bool, highlights: Sequence[tuple[str, Span]] = ()
) -> Iterator[Text]:
    """The lines of a page, each after the name of its part; ``highlights`` are marked by role."""
    yield from row((say(article.page, "title"), width))
    yield from fields(_facts(article), width=width, label=LABEL)
    yield Text()
    parts = article.parts or (Part(part="text", start=0, end=len(article.text)),)
    for part in parts:
        style = part.part if part.part in THEME.styles else "other"
        whole = Span(text=article.text[part.start : part.end], start=part.start, end=part.end)
        text = marked(whole, highlights, colour=colour)
        text.style = style
        label = Text(printable(part.part), style=style)
        yield from row((label, LABEL), (text, max(20, width - LABEL - 1)))


def _facts(article: Article) -> Iterator[tuple[str, Text | str]]:
    """What is known of the page as a whole."""
    yield "page", article.page_id
    yield "kind", _kind(article)
    yield "outlet", article.publisher or ""
    yield "published", published(article.published)
    yield "byline", article.byline.text if article.byline else ""
    yield "language", article.language or ""
    yield "address", article.url or ""


def _kind(article: Article) -> str:
    """What the page is where it is no plain article; of a live blog also how many entries it has and from when."""
    if not article.entries:
        return "" if article.kind == "article" else article.kind
    count = f"{article.kind}, {len(article.entries)} entries"
    times = sorted(entry.published.earliest for entry in article.entries if entry.published is not None)
    return f"{count}, {times[0]} to {times[-1]}" if times else count


def published(publication: Publication | None) -> Text:
    """When a page was published and what says so."""
    if publication is None:
        return Text("unknown: nothing on the page says it")
    words = f'"{publication.text}"' if publication.text else ""
    return joined([days(publication.earliest, publication.latest), words, publication.basis])
