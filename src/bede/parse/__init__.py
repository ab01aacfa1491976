"""Article -> Parse: sentences with their tokens, tags and dependencies, parsed by spaCy's small English model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from bede import lexicon
from bede.lexicon.datelines import dateline
from bede.model import Article, Dropped, Parse, Sentence
from bede.parse.finite import rehang
from bede.parse.mending import mend
from bede.parse.retold import retold
from bede.parse.tree import is_tree
from bede.parse.words import MODELS, ModelError, dictionary, language_model, lemma, matrix_library, model_version, nouns

if TYPE_CHECKING:  # as in ``words``
    from spacy.tokens import Doc

__all__ = ["MODELS", "ModelError", "language_model", "lemma", "model_version", "parse", "plain_case"]

WORDS = re.compile(r"[A-Za-z]+(?:['\u2019][a-z]+)?")

LONGEST = 5_000
"""Characters of a paragraph that are parsed together: a longer one is cut at white space, so that nothing hangs."""

BATCH = 64
# One character for one, so that offsets hold: the model was trained on plain quotes and spaces.
PLAIN = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"'}
    | {"\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2011": "-", "\u200b": " ", "\t": " ", "\r": " ", "\x00": " "}
)
HYPHEN = re.compile(r" - (?=\w+(?: \w+){0,2}$)")
"""The hyphen before who says it at a headline's end: the model joins the words at it, "the airport - officials"."""

TITLE_AFTER = re.compile(r"\b(?:ex|then)-(?=[A-Z])")
"""What stands before a title in capitals: with a capital of its own, the model takes both for part of the name."""

CLOCK = re.compile(
    r"\d{1,2}[:.h]\d\d(?: ?(?:[ap]\.?m\.?|GMT|UTC|BST|C?ES?T))?(?: ?[-\u2013\u2014:|])? (?=[A-Z\"\u201c\u2018])"
)
"""The time before an entry of a live page: "08:40 - Envoy in Cairo"."""
TITLE = re.compile(r".{1,120}[^\s.!?\"\u201d\u2019']")
"""What such an entry is headed with: a short line without a stop."""

INSERTED = re.compile(
    r" ?[(\[](?i:(?:file )?(?:photo|image|picture)(?: credit)?|source|credit)s?: [^()\[\]]{1,100}[)\]]"
    r"|(?P<name>[A-Z][a-z'-]+)(?:[A-Z][\w.'-]* ){1,3}(?P=name)MORE\b"
    r"|(?P<who>\b[A-Z][\w.'-]*[a-z] [A-Z][\w.'-]*[a-z]) ?MORE\b(?! than| [A-Z])"
)
"""What a page sets within a sentence: a credit in brackets, the link behind a name ("John Doe MORE said")."""


def parse(articles: Iterable[Article | Dropped]) -> Iterator[Parse | Dropped]:
    """Yield each article with its sentences; the paragraphs of many articles are parsed in common batches."""
    waiting: list[Article | Dropped] = []
    size = 0
    for article in articles:
        waiting.append(article)
        size += len(article.body) if isinstance(article, Article) else 0
        if size >= BATCH:
            yield from _parse_batch(waiting)
            waiting, size = [], 0
    yield from _parse_batch(waiting)


def _parse_batch(articles: list[Article | Dropped]) -> Iterator[Parse | Dropped]:
    """Parse what has been gathered, in one call of the model."""
    pieces = [list(_pieces(article)) if isinstance(article, Article) else [] for article in articles]
    texts = [_as_written(text, part=part) for article in pieces for part, _, _, text in article]
    model = language_model()
    parts = [part for article in pieces for part, *_ in article]
    tokens = [None if part == "body" else model.make_doc(text) for text, part in zip(texts, parts, strict=True)]
    known = (text if written is None else _retold(written) for text, written in zip(texts, tokens, strict=True))
    with matrix_library().limit(limits=1, user_api="blas"):
        parsed = list(model.pipe(known, batch_size=BATCH))
    docs = zip(parsed, tokens, strict=True)
    for article, found in zip(articles, pieces, strict=True):
        if isinstance(article, Dropped):
            yield article
            continue
        sentences: list[Sentence] = []
        for part, paragraph, offset, piece in found:
            doc, written = next(docs)
            sentences.extend(
                _sentences(
                    doc,
                    article.text,
                    written=written,
                    offset=offset,
                    part=part,
                    paragraph=paragraph,
                    length=len(piece),
                )
            )
        yield Parse(article=article, sentences=tuple(sentences))


def _retold(written: Doc) -> Doc:
    """The tokens of a headline with words that the model knows in their places."""
    from spacy.tokens import Doc

    spaces = [bool(token.whitespace_) for token in written]
    return Doc(written.vocab, words=retold([token.text for token in written]), spaces=spaces)


def _spoken(words: Sequence[str], doc: Doc, first: int) -> Sequence[str]:
    """The words of a sentence, with the verb that the model was given in place of a colon."""
    return [doc[first + at].text if word == ":" else word for at, word in enumerate(words)]


def _as_written(text: str, *, part: str) -> str:
    """A paragraph as the model knows text; a headline gets the full stop that it lacks, which is dropped again."""
    plain = INSERTED.sub(_blanked, plain_case(text.translate(PLAIN)))
    plain = TITLE_AFTER.sub(lambda found: found.group().capitalize(), plain)
    plain = HYPHEN.sub(" \u2013 ", plain)
    headline = part != "body" and plain[-1:].isalnum()
    return f"{plain}." if headline else plain


def _blanked(found: re.Match[str]) -> str:
    """An insertion as white space of its length, with the name before it as it stands."""
    kept = found["name"] or found["who"] or ""
    return kept.ljust(len(found.group()))


def _pieces(article: Article) -> Iterator[tuple[str, int, int, str]]:
    """The (part, paragraph, offset, text) of all that is parsed of an article."""
    named = (("headline", article.headline), ("subheadline", article.subheadline))
    spans = [(part, -1, span) for part, span in named if span is not None]
    spans += [("body", number, span) for number, span in enumerate(article.body)]
    for part, paragraph, span in spans:
        written = dateline(span.text) if part == "body" else None
        before = 0 if written is None else written.story
        if part == "body" and (clock := CLOCK.match(span.text)) is not None:
            before = clock.end()
            part = "headline" if TITLE.fullmatch(span.text, before) else part
        for start, end in _cuts(span.text, before):
            yield part, paragraph, span.start + start, span.text[start:end]


def plain_case(text: str) -> str:
    """A line in title case or capitals with its common words in lower case, as the model knows them; lengths stay."""
    words = WORDS.findall(text[:400])
    long = [word for word in words if len(word) > 3]
    share = 1.0 if text.rstrip().endswith(".") else 0.75  # a sentence ends with a full stop, a headline does not
    if (
        len(words) < 3
        or len(text) > 400
        or len(long) < 2
        or sum(word[0].isupper() for word in long) < share * len(long)
    ):
        return text
    capitals = text.upper() == text
    kept = [] if capitals else [(start, end) for start, end, _ in lexicon.load().names_in(text)]

    def lower(found: re.Match[str]) -> str:
        word = found.group()
        inside = any(start <= found.start() < end for start, end in kept)
        inside = inside or word.lower() in lexicon.load().lists["calendar"]
        common = (
            lemma(word.lower(), "VBZ") in dictionary()
            or lemma(word.lower(), "NNS") in nouns()
            or word.lower() in nouns()
        )
        return word.lower() if common and not inside and found.start() else word

    return WORDS.sub(lower, text)


def _cuts(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Stretches of at most LONGEST characters, cut at white space where there is some."""
    while len(text) - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        end = cut if cut > start else start + LONGEST
        yield start, end
        start = end
    yield start, len(text)


@lru_cache(maxsize=500_000)
def _string(key: int) -> str:
    """The string behind a hash of the model's vocabulary."""
    return str(language_model().vocab.strings[key])


def _sentences(
    doc: Doc, text: str, *, written: Doc | None, offset: int, part: str, paragraph: int, length: int
) -> Iterator[Sentence]:
    """The sentences of one parsed paragraph; white space alone is left out, and what lies beyond its length.

    ``written`` has the words and offsets, where the parsed ones stand for others.
    """
    own = doc if written is None else written
    if len(own) and own[-1].idx >= length:
        doc, own = doc[: len(doc) - 1].as_doc(), own[: len(own) - 1].as_doc()
    if not len(doc):
        return
    rows = doc.to_array(["ORTH", "IDX", "LENGTH", "TAG", "DEP", "HEAD", "SENT_START"]).astype("int64")
    orths = doc.to_array(["ORTH", "TAG", "DEP"])
    if written is not None:
        rows[:, 1:3] = own.to_array(["IDX", "LENGTH"])
        orths[:, :1] = own.to_array(["ORTH", "IDX"])[:, :1]
    firsts = [index for index, value in enumerate(rows[:, 6].tolist()) if value == 1 or index == 0]
    for first, last in pairwise([*firsts, len(doc)]):
        keys = orths[first:last].tolist()
        words = tuple(_string(key[0]) for key in keys)
        if not any(word.strip() for word in words):
            continue
        tags = [_string(key[1]) or "XX" for key in keys]
        labels = [_string(key[2]) for key in keys]
        heads = [
            index + int(head) if 0 <= index + int(head) < last - first else index
            for index, head in enumerate(rows[first:last, 5])
        ]
        unmended = [*tags], [*labels], [*heads]
        mend(words, tags, labels, heads)
        if not is_tree(heads):
            tags, labels, heads = unmended
        rehang(words, tags, labels, heads)
        children: list[list[int]] = [[] for _ in heads]
        for index, head in enumerate(heads):
            if head != index:
                children[head].append(index)
        starts = tuple((rows[first:last, 1] + offset).tolist())
        ends = tuple((rows[first:last, 1] + rows[first:last, 2] + offset).tolist())
        yield Sentence(
            start=starts[0],
            end=ends[-1],
            text=text[starts[0] : ends[-1]],
            part=part,
            paragraph=paragraph,
            words=words,
            lemmas=tuple(lemma(word.lower(), tag) for word, tag in zip(_spoken(words, doc, first), tags, strict=True)),
            tags=tuple(tags),
            labels=tuple(labels),
            heads=tuple(heads),
            children=tuple(map(tuple, children)),
            starts=starts,
            ends=ends,
        )
