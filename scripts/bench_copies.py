"""Measures how long it takes to tell which of many articles copy which.

    python scripts/bench_copies.py [--articles 10000]

The articles are made up: words drawn as unevenly as language has them, a third of the articles exact copies, cuts and
extended copies of others, each on a page of one of two hundred publishers with two paragraphs that the publisher sets
under all of its pages.
"""

from __future__ import annotations

import argparse
import random
import resource
import time

from bede.merge import reprints
from bede.model import Article, Publication, Span, content_id


def article(number: int, paragraphs: list[str], *, publisher: str, day: str) -> Article:
    """An article of these paragraphs."""
    body, start = [], 0
    for paragraph in paragraphs:
        body.append(Span(text=paragraph, start=start, end=start + len(paragraph)))
        start += len(paragraph) + 1
    text = "\n".join(paragraphs)
    published = Publication(
        earliest=day, latest=day, edtf=day, text=day, start=None, end=None, basis="given", confidence=1.0
    )
    return Article(
        page=f"page-{number}",
        page_id=content_id("page", number),
        text=text,
        body=tuple(body),
        published=published,
        publisher=publisher,
        url=f"https://{publisher.lower()}.example/{number}",
    )


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--articles", type=int, default=10_000)
    count = arguments.parse_args().articles
    draw = random.Random(1735)
    words = ["".join(draw.choices("abcdefghilmnoprstuv", k=draw.randint(2, 9))) for _ in range(20_000)]
    weights = [1 / (rank + 3) for rank in range(len(words))]

    def paragraph() -> str:
        return " ".join(draw.choices(words, weights, k=draw.randint(25, 60))) + "."

    beneath = [[paragraph(), paragraph()] for _ in range(200)]
    texts: list[list[str]] = []
    articles = []
    planted = 0
    for number in range(count):
        outlet = draw.randrange(200)
        kind = draw.random() if texts else 1.0
        own = [paragraph() for _ in range(draw.randint(6, 14))]
        if kind < 1 / 3:
            planted += 1
            first = draw.choice(texts)
            own = (first, first[: max(3, 2 * len(first) // 3)], [*first, *own[: len(first) // 3]])[int(9 * kind)]
        else:
            texts.append(own)
        day = f"2024-{1 + 11 * number // count:02}-{1 + number % 28:02}"
        articles.append(article(number, own + beneath[outlet], publisher=f"Outlet{outlet}", day=day))
    start = time.process_time()
    found = reprints(articles)
    spent = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    size = sum(len(each.text.split()) for each in articles) // count
    print(f"{count} articles of {size} words: {spent:.1f} s, {count / spent:.0f} a second; peak memory {memory} MB")
    print(f"copies planted: {planted}, told: {sum(each.copy_of is not None for each in found)}")


if __name__ == "__main__":
    main()
