"""Measures the article found in HTML against trafilatura alone, and the speed on pages whose markup is gone.

    python scripts/bench_html.py [--quality-only] [--errors]

The articles of examples/ and of the tests are laid out as HTML in several ways (scripts/page_layouts.py); the body is
known, as it was put in. Quality: F1 of word 4-shingles, a page at a time, and the pages whose body is exact. Speed: CPU
seconds of one core in which Bede reads the visible text of these pages, against trafilatura on their HTML. Lines of
furniture that came before on another page are not looked at twice; the figure without that is given too.
"""

from __future__ import annotations

import argparse
import re
import statistics
import time
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import trafilatura
from page_layouts import LAYOUTS, Story, lay_out

import bede
from bede.clean import bylines, clean, dates, lines, live
from bede.clean.markup import read_markup
from bede.model import Article, Page

ROOT = Path(__file__).parents[1]
RUNS = 5
PLAIN, ALONE = "bede, without markup", "  no line seen before"
WORD = re.compile(r"\w+")


def stories() -> list[Story]:
    """The articles of the examples and of the table of dated pages."""
    found = []
    for article in bede.read([ROOT / "examples"]):
        if (
            not isinstance(article, Article)
            or article.headline is None
            or article.page.endswith((".html", "section-page.txt"))
        ):
            continue
        if sum(len(span.text.split()) for span in article.body) >= 150:
            day = article.published.earliest[:10] if article.published else "2024-06-14"
            found.append(Story(article.headline.text, tuple(span.text for span in article.body), day))
    table = tomllib.loads((ROOT / "tests" / "clean" / "dated_pages.toml").read_text(encoding="utf-8"))
    for name, text in sorted(table["bodies"].items()):
        headline = next(row for row in table["page"] if row["body"] == name and row["form"] == "html")["content"]
        title = re.search(r"<h1[^>]*>(.*?)</h1>", headline)
        assert title is not None
        found.append(Story(title[1], tuple(text.strip().split("\n\n")), "2023-10-17"))
    return found


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The text's word 4-grams, counted."""
    words = WORD.findall(text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)) if words)


def f1(gold: str, found: str) -> float:
    """F1 of the word 4-grams."""
    wanted, given = shingles(gold), shingles(found)
    return 2 * (wanted & given).total() / max(1, wanted.total() + given.total())


def by_bede(html: str) -> list[str]:
    """The paragraphs that Bede finds."""
    found = clean(Page(name="n", form="html", content=html))
    return [span.text for span in found.body] if isinstance(found, Article) else []


def by_trafilatura(**settings: Any) -> Callable[[str], list[str]]:
    """What finds the paragraphs with trafilatura alone."""

    def extract(html: str) -> list[str]:
        found = trafilatura.extract(html, include_comments=False, include_tables=False, **settings) or ""
        return [line.lstrip("- ").strip() for line in found.splitlines() if line.strip()]

    return extract


READERS: dict[str, Callable[[str], list[str]]] = {
    "bede": by_bede,
    "trafilatura": by_trafilatura(),
    "trafilatura fast": by_trafilatura(fast=True),
    "trafilatura precision": by_trafilatura(favor_precision=True),
}


def quality(pages: list[tuple[Story, str, str]], *, errors: bool) -> None:
    """Print the F1 of each reader on each layout."""
    print(f"{'layout':12}" + "".join(f"{name:>24}" for name in READERS))
    totals: dict[str, list[float]] = {name: [] for name in READERS}
    for layout in LAYOUTS:
        row = f"{layout:12}"
        for name, reader in READERS.items():
            scores, exact = [], 0
            for story, _, html in (page for page in pages if page[1] == layout):
                found = [line for line in reader(html) if line != story.headline]
                scores.append(f1("\n".join(story.paragraphs), "\n".join(found)))
                right = [" ".join(text.split()) for text in story.paragraphs] == found
                exact += right
                if errors and name == "bede" and not right:
                    show(story, layout, found)
            totals[name] += scores
            row += f"{statistics.mean(scores):>15.3f} ({exact:>2}/{len(scores)})"
        print(row)
    print(f"{'all':12}" + "".join(f"{statistics.mean(scores):>15.3f}{'':9}" for scores in totals.values()))


def show(story: Story, layout: str, found: list[str]) -> None:
    """Print what is missing and what is too much."""
    print(f"-- {layout}: {story.headline}")
    for text in story.paragraphs:
        if " ".join(text.split()) not in found:
            print(f"   missing  {text[:100]}")
    for text in found:
        if text not in {" ".join(paragraph.split()) for paragraph in story.paragraphs}:
            print(f"   too much {text[:100]}")


def forget() -> None:
    """Forget all that is kept of lines that were seen."""
    for module in (bylines, dates, lines, live):
        for kept in vars(module).values():
            if hasattr(kept, "cache_parameters") and kept.cache_parameters()["maxsize"] > 1:
                kept.cache_clear()


def seconds(work: Callable[[], object]) -> float:
    """The CPU seconds of a run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def speed(pages: list[tuple[Story, str, str]]) -> None:
    """Print how long Bede takes for the visible text of the pages and trafilatura for their HTML, least of all runs.

    The runs of each take turns, so that what else the machine does falls on all of them.
    """
    texts = [found.text for _, _, html in pages if (found := read_markup(html)) is not None]
    plain = [Page(name=str(number), form="page", content=text) for number, text in enumerate(texts)]

    def read_plain(*, alone: bool) -> None:
        forget()
        for page in plain:
            if alone:
                forget()
            clean(page)

    works: dict[str, Callable[[], object]] = {
        PLAIN: lambda: read_plain(alone=False),
        ALONE: lambda: read_plain(alone=True),
    }
    for name, reader in READERS.items():
        works[f"{name}, HTML"] = lambda reader=reader: [reader(html) for _, _, html in pages]  # type: ignore[misc]
    spent = {name: [1000 * seconds(work) / len(pages)] for name, work in works.items()}
    for _ in range(RUNS - 1):
        for name, work in works.items():
            spent[name].append(1000 * seconds(work) / len(pages))
    size = statistics.median(len(html) for _, _, html in pages)
    length = statistics.median(map(len, texts))
    elements = statistics.median(html.count("</") + html.count("<img") for _, _, html in pages)
    print(
        f"{len(pages)} pages, {elements:.0f} elements, HTML {size / 1000:.0f} kB, text {length / 1000:.1f} kB (medians)"
    )
    ours, alone = min(spent[PLAIN]), min(spent[ALONE])
    for name, times in spent.items():
        least = min(times)
        print(f"{name:30}{least:7.2f} ms a page, {least / ours:5.1f} times as long, {least / alone:4.1f} of the second")


def main() -> None:
    """Measure quality, then speed."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--quality-only", action="store_true")
    arguments.add_argument("--errors", action="store_true", help="print what Bede misses and what it takes too much")
    options = arguments.parse_args()
    pages = [(story, layout, lay_out(story, layout)) for story in stories() for layout in LAYOUTS]
    quality(pages, errors=options.errors)
    if not options.quality_only:
        speed(pages[::5])


if __name__ == "__main__":
    main()
