"""The words of time: the tables under ``data/times``, and one quick pattern for the many words of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from bede.lexicon.tables import DATA, rows

FOLDER = DATA / "times"


@cache
def words(kind: str) -> dict[str, str]:
    """The words of one class, lower case, with what each stands for."""
    return _classes()[kind]


@cache
def _classes() -> dict[str, dict[str, str]]:
    """All words by class."""
    found: dict[str, dict[str, str]] = {}
    for row in rows(FOLDER / "words.tsv", ("class", "word", "value")):
        found.setdefault(row["class"], {})[row["word"]] = row["value"]
    return found


@cache
def names() -> tuple[str, ...]:
    """Names that hold a word of time and are no time."""
    return tuple(row["name"] for row in rows(FOLDER / "names.tsv", ("name",)))


@cache
def known_days() -> dict[str, str]:
    """Days so well known that their year is not said, by the words for them."""
    return {row["words"]: row["day"] for row in rows(FOLDER / "known.tsv", ("words", "day"))}


@cache
def cues(tense: str) -> tuple[str, ...]:
    """The words that show a tense: ``past``, ``future``; or that look so and are ``neither``."""
    return tuple(row["cue"] for row in rows(FOLDER / "tense.tsv", ("cue", "tense")) if row["tense"] == tense)


def capitals(listed: Iterable[str]) -> list[str]:
    """Words as names are written: ``May`` and ``MAY``, never ``may``."""
    return [form for word in listed for form in (word.title(), word.upper())]


def spelled(listed: Iterable[str]) -> list[str]:
    """Words as they stand in a sentence, at its start and in a headline of capitals."""
    return [form for word in listed for form in (word, word[:1].upper() + word[1:], word.upper())]


def either(listed: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest where it can: shared beginnings are tried once."""
    tree: dict[str, Any] = {}
    for word in listed:
        node = tree
        for letter in word.replace("’", "'"):
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branch(tree)


def _branch(node: dict[str, Any]) -> str:
    """The pattern of one node of a tree of letters."""
    ends = "" in node
    branches = [_letter(letter) + _branch(below) for letter, below in sorted(node.items()) if letter]
    if not branches:
        return ""
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}"


def _letter(letter: str) -> str:
    """The pattern of one letter: a space is any one blank, an apostrophe straight or curved."""
    return {" ": r"\s", "'": "['’]"}.get(letter, re.escape(letter))
