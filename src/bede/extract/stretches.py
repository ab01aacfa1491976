"""Stretches of capitalised words in which names are looked for, and the sentences of an article made ready for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bede.extract.gazetteer import cue
from bede.model import Parse, Sentence

LONGEST_DATELINE = 200  # characters
LONGEST_WORD = 40  # letters; longer words are no names
MOST_INNER = 2  # small words between two capitals of a name


def readable(parse: Parse) -> list[Sentence]:
    """The sentences of a parse for reading names: with the datelines that the parse leaves out, without white space."""
    first: dict[int, int] = {}
    for sentence in parse.sentences:
        if sentence.part == "body":
            first.setdefault(sentence.paragraph, sentence.start)
    found = [_without_space(sentence) for sentence in parse.sentences]
    for number, span in enumerate(parse.article.body):
        words = parse.article.text[span.start : first.get(number, span.start)]
        if words.strip() and len(words) <= LONGEST_DATELINE:
            found.append(_dateline(words, start=span.start, paragraph=number))
    return sorted(found, key=lambda sentence: sentence.start)


def _dateline(text: str, *, start: int, paragraph: int) -> Sentence:
    """A dateline as a sentence of names; it has no tree."""
    tokens = list(re.finditer(r"\w[\w.'’]*|[^\w\s]", text))
    count = len(tokens)
    return Sentence(
        start=start,
        end=start + len(text),
        text=text,
        part="body",
        paragraph=paragraph,
        words=tuple(token.group() for token in tokens),
        lemmas=("",) * count,
        tags=tuple("NNP" if token.group()[0].isupper() else "XX" for token in tokens),
        labels=("",) * count,
        heads=tuple(range(count)),
        children=((),) * count,
        starts=tuple(start + token.start() for token in tokens),
        ends=tuple(start + token.end() for token in tokens),
    )


def _without_space(sentence: Sentence) -> Sentence:
    """A sentence without its tokens of white space; its tree is that of the original and no longer fits."""
    if not any(map(str.isspace, sentence.words)):
        return sentence
    kept = [index for index, word in enumerate(sentence.words) if not word.isspace()]
    return replace(
        sentence,
        words=tuple(sentence.words[index] for index in kept),
        tags=tuple(sentence.tags[index] for index in kept),
        starts=tuple(sentence.starts[index] for index in kept),
        ends=tuple(sentence.ends[index] for index in kept),
    )


def runs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised words that stand together, with the small words that names have inside them.

    One begins with a capital or with an Arabic article tied to one.
    """
    words, starts, ends = sentence.words, sentence.starts, sentence.ends
    index, count = 0, len(words)
    hyphens = "-" in words
    while index < count:
        word = words[index]
        capital = word[:1].isupper()
        if len(word) > LONGEST_WORD if capital else not (hyphens and _is_tied_article(sentence, index)):
            index += 1
            continue
        last = index + 1
        while last < count:
            word = words[last]
            if word[:1].isupper() and len(word) <= LONGEST_WORD:
                last += 1
            elif word == "-" and starts[last] == ends[last - 1] and last + 1 < count:
                if words[last + 1][:1].isupper() and starts[last + 1] == ends[last]:
                    last += 2
                elif last + 3 < count and words[last + 2] == "-" and words[last + 3][:1].isupper():
                    last += 4
                else:
                    break
            elif inner := _inner_words(words, last):
                last += inner + 1
            elif hyphens and _is_tied_article(sentence, last):
                last += 3
            else:
                break
        yield index, last
        index = last


def _inner_words(words: Sequence[str], index: int) -> int:
    """How many small words stand inside a name before its next capital: two in "San Juan de los Lagos"."""
    for count in range(1, MOST_INNER + 1):
        if index + count >= len(words) or "inner" not in cue(words[index + count - 1].lower()):
            return 0
        if words[index + count][:1].isupper():
            return count
    return 0


def _is_tied_article(sentence: Sentence, index: int) -> bool:
    """Whether a token is an Arabic article tied to a capital: "al-Balah"."""
    return (
        index + 2 < len(sentence.words)
        and sentence.words[index + 1] == "-"
        and sentence.words[index + 2][:1].isupper()
        and sentence.starts[index + 2] == sentence.ends[index] + 1
        and "article" in cue(sentence.words[index])
    )
