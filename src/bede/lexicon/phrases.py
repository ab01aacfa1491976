"""The closed word lists: support verbs, words of status, words of saying, contexts, and small lists by name."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bede.lexicon.tables import LexiconError, blocks, content, line_of, rows, short

STATUSES = ("negated", "hypothetical", "future", "historical", "actual")

Words = Mapping[str, None]
"""Words in order, each found at once however many they are: the keys of a mapping."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """A support verb: the status that it gives its noun (None: done), and where it stands.

    ``reversed``: its subject suffers what the noun names ("faced criticism", "came under attack").
    """

    status: str | None
    reversed: bool
    stands: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusWords:
    """Words that tell the status of what they govern; each maps to (status, file and line).

    ``verbs`` govern a complement (``plan``, ``fail``); ``adjectives`` too (``ready``) or modify an event noun
    (``planned``); ``nouns`` govern (``plan to``, ``threat of``); ``auxiliaries``, ``adverbs``, ``marks`` and
    ``prepositions`` stand beside or before the predicate.
    """

    verbs: dict[str, tuple[str, str]]
    adjectives: dict[str, tuple[str, str]]
    nouns: dict[str, tuple[str, str]]
    auxiliaries: dict[str, tuple[str, str]]
    adverbs: dict[str, tuple[str, str]]
    marks: dict[str, tuple[str, str]]
    prepositions: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """Words that introduce what somebody says, thinks or wants, to file and line.

    ``verbs`` have a clause or a quotation (``say``), ``nouns``, ``adjectives`` and ``prepositions`` too. The rest is
    for statements alone: ``clauses`` are more verbs with a clause (``wonder``), ``topics`` name what is spoken of as
    their object (``criticise``) or after a preposition (``talk about``), as do the nouns ``matters`` (``claim of``) and
    the adjectives ``stances`` (``wary of``); ``wishes`` have an infinitive (``vow``), ``orders`` an object with one
    (``urge``), ``plans`` are nouns with one; ``feelings`` are verbs whose passive tells what the subject thinks (``is
    convinced``); ``asides`` say that somebody says so (``reportedly``); ``occasions`` are where something is said;
    ``labels`` stand before a headline's colon and say nothing, ``signatures`` at its end and say it.
    """

    verbs: dict[str, str]
    nouns: dict[str, str]
    adjectives: dict[str, str]
    prepositions: dict[str, str]
    asides: dict[str, str]
    clauses: dict[str, str]
    topics: dict[str, str]
    wishes: dict[str, str]
    orders: dict[str, str]
    plans: dict[str, str]
    occasions: dict[str, str]
    feelings: dict[str, str]
    matters: dict[str, str]
    stances: dict[str, str]
    labels: dict[str, str]
    signatures: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contexts:
    """Words and phrases (lower-case lemmas) that show a PLOVER context, or a subject that is not politics.

    ``phrases`` maps each to what it shows with file and line; ``longest`` is the most words of a phrase by its first.
    """

    phrases: dict[str, tuple[tuple[str, str], ...]]
    longest: dict[str, int]


def load_support(path: Path) -> dict[str, Support]:
    """The support verbs by their words; raises LexiconError for an unknown key or a word listed twice."""
    verbs: dict[str, Support] = {}
    for table, where in blocks(path, "support"):
        _known(table, ("verbs", "status", "reversed"), where)
        status = table.get("status")
        if status is not None and status not in STATUSES:
            raise LexiconError(f"{where}: status {status!r}; expected one of {', '.join(STATUSES)}")
        for verb in table["verbs"]:
            if verb in verbs:
                raise LexiconError(f"{where}: {verb!r} stands at {verbs[verb].stands} already")
            verbs[verb] = Support(status=status, reversed=bool(table.get("reversed", False)), stands=where)
    return verbs


def load_status(path: Path) -> StatusWords:
    """The words of status."""
    kinds = ("verbs", "adjectives", "nouns", "auxiliaries", "adverbs", "marks", "prepositions")
    found: dict[str, dict[str, tuple[str, str]]] = {kind: {} for kind in kinds}
    for table, where in blocks(path, "status"):
        _known(table, ("status", *kinds), where)
        if table.get("status") not in STATUSES:
            raise LexiconError(f"{where}: status {table.get('status')!r}; expected one of {', '.join(STATUSES)}")
        for kind in kinds:
            for word in table.get(kind, ()):
                if word in found[kind]:
                    raise LexiconError(f"{where}: {word!r} stands at {found[kind][word][1]} already")
                found[kind][word] = (table["status"], where)
    return StatusWords(**found)


def load_speech(path: Path) -> Speech:
    """The words of saying."""
    kinds = (
        "verbs",
        "nouns",
        "adjectives",
        "prepositions",
        "asides",
        "clauses",
        "topics",
        "wishes",
        "orders",
        "plans",
        "occasions",
        "feelings",
        "matters",
        "stances",
        "labels",
        "signatures",
    )
    found: dict[str, dict[str, str]] = {kind: {} for kind in kinds}
    for table, where in blocks(path, "speech"):
        _known(table, kinds, where)
        for kind in kinds:
            for word in table.get(kind, ()):
                if word in found[kind]:
                    raise LexiconError(f"{where}: {word!r} stands at {found[kind][word]} already")
                found[kind][word] = where
    return Speech(**found)


def load_contexts(path: Path, *, shown: str = "context") -> Contexts:
    """The words that show what the column ``shown`` names."""
    phrases: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in rows(path, ("phrase", shown)):
        phrases[row["phrase"]] = (*phrases.get(row["phrase"], ()), (row[shown], row.where))
    longest: dict[str, int] = {}
    for phrase in phrases:
        first, *others = phrase.split(" ")
        longest[first] = max(longest.get(first, 0), 1 + len(others))
    return Contexts(phrases=phrases, longest=longest)


def load_lists(*paths: Path) -> dict[str, Words]:
    """Small lists of words by name, in the files' order; no name stands in two files."""
    found: dict[str, Words] = {}
    for path in paths:
        lists = _lists(path)
        if twice := found.keys() & lists.keys():
            raise LexiconError(f"{short(path)}: {min(twice)} is a list of another file as well")
        found |= lists
    return found


def _lists(path: Path) -> dict[str, Words]:
    """The lists of one file."""
    text = content(path)
    try:
        lists = tomllib.loads(text).get("lists", {})
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{short(path)}: not TOML: {error}") from error
    for name, words in lists.items():
        if not isinstance(words, list) or len(set(words)) != len(words):
            raise LexiconError(f"{short(path)}:{line_of(text, name)}: {name} is no list, or lists a word twice")
    return {name: dict.fromkeys(words) for name, words in lists.items()}


def _known(table: dict[str, Any], keys: tuple[str, ...], where: str) -> None:
    """Raise LexiconError for a key that is none."""
    if unknown := sorted(table.keys() - set(keys)):
        raise LexiconError(f"{where}: unknown key {unknown[0]!r}; expected one of {', '.join(keys)}")
