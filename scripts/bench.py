"""Times `bede code` against spaCy's full small pipeline over the same text, on one core; start-up is told apart.

    python scripts/bench.py [--words 300000] [--text FOLDER]

The text is the examples' articles over and over until there are enough words, or the .txt files of a folder of yours.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "RAYON_NUM_THREADS"):
    os.environ[name] = "1"

Result = TypeVar("Result")
SAMPLE = 200  # articles over which the parts are timed one by one
ROOT = Path(__file__).parent.parent


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """What some work returns, and its CPU seconds."""
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def bodies(folder: Path | None) -> list[str]:
    """The texts to run over, an article each."""
    if folder is not None:
        return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    from bede.flow import read_articles
    from bede.model import Article

    found = [article for article in read_articles([ROOT / "examples"]) if isinstance(article, Article)]
    return ["\n".join(span.text for span in article.body) for article in found]


def enough(texts: list[str], *, words: int) -> Iterator[str]:
    """The texts over and over until there are so many words."""
    count = 0
    while count < words:
        for text in texts:
            yield text
            count += len(text.split())
            if count >= words:
                return


def main() -> None:
    """Print the times and their ratio."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--words", type=int, default=300_000)
    arguments.add_argument("--text", type=Path, help="a folder of .txt files to use instead of the examples")
    options = arguments.parse_args()

    def start() -> tuple[object, object]:
        from bede import lexicon
        from bede.parse import language_model

        return lexicon.load(), language_model()

    (rules, _), start_up = timed(start)
    texts = list(enough(bodies(options.text), words=options.words))
    words = sum(len(text.split()) for text in texts)

    from bede.clean import clean_pages
    from bede.flow import code_articles
    from bede.lexicon import Lexicon
    from bede.model import Page

    assert isinstance(rules, Lexicon)
    pages = [Page(name=str(n), form="text", content=text, published="2024-06-14") for n, text in enumerate(texts)]
    coded, ours = timed(lambda: sum(len(reports) for _, reports in code_articles(clean_pages(pages), lexicon=rules)))

    from bede.extract import places, times
    from bede.extract.actors import Cast
    from bede.extract.gazetteer import gazetteer
    from bede.model import Dropped
    from bede.parse import parse

    def parts() -> list[float]:
        """The CPU seconds of parse, actors, places and times over some of the articles."""
        articles = [article for article in clean_pages(pages[:SAMPLE]) if not isinstance(article, Dropped)]
        gazetteer()  # its loading is start-up
        parsed, parsing = timed(lambda: [found for found in parse(articles) if not isinstance(found, Dropped)])
        # What is resolved is let go, as the coder lets it go with each article.
        _, actors = timed(lambda: sum(1 for found in parsed if Cast(found, rules)))
        _, placed = timed(lambda: sum(len(places.find(found)) for found in parsed))
        _, dated = timed(lambda: sum(len(times.of_article(article)) for article in articles))
        return [parsing, actors, placed, dated]

    parsing, *resolving = parts()

    import spacy

    from bede.parse import MODELS

    name = next(name for name in MODELS if spacy.util.is_package(name))
    full, full_start = timed(lambda: spacy.load(name))
    paragraphs = [line for text in texts for line in text.split("\n") if line.strip()]
    tokens, theirs = timed(lambda: sum(len(doc) for doc in full.pipe(paragraphs)))

    print(f"text: {len(texts)} articles, {words} words, {tokens} tokens")
    print(f"bede code: start-up {start_up:.1f} s, {ours:.1f} s, {tokens / ours:.0f} tokens/s, {coded} reports")
    print(f"spaCy full pipeline: start-up {full_start:.1f} s, {theirs:.1f} s, {tokens / theirs:.0f} tokens/s")
    print(f"ratio: {ours / theirs:.2f} (CPU seconds of one core, start-up left out)")
    shares = ", ".join(
        f"{name} {spent / parsing:.2f}" for name, spent in zip(("actors", "places", "times"), resolving, strict=True)
    )
    print(f"of the parse: {shares}, together {sum(resolving) / parsing:.2f} (every name and time of some articles)")
    print("gate: none; no sentence is skipped, no report lost")


if __name__ == "__main__":
    main()
