"""The lexicon: loads, checks and looks up the data files; every answer names its file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from bede.cycles import uncollected
from bede.lexicon.names import (
    Name,
    Word,
    load_genders,
    load_heads,
    load_names,
    load_things,
    load_words,
    own_names,
    own_words,
)
from bede.lexicon.phrases import (
    Contexts,
    Speech,
    StatusWords,
    Support,
    Words,
    load_contexts,
    load_lists,
    load_speech,
    load_status,
    load_support,
)
from bede.lexicon.rules import Condition, Rule, load_classes, load_modes, load_rules
from bede.lexicon.tables import DATA, LexiconError, Row, fingerprint, load_estimates, load_weights

__all__ = [
    "DATA",
    "Condition",
    "Contexts",
    "Lexicon",
    "LexiconError",
    "Name",
    "Row",
    "Rule",
    "Speech",
    "StatusWords",
    "Support",
    "Word",
    "load",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All data files, checked. ``triggers`` maps (word class, first word) to (words, rule), special rules first.

    ``last_words`` are what the titles and nouns of ``words`` end in: most words of a text do not. ``estimates`` are
    read when they are first asked for.
    """

    rules: tuple[Rule, ...]
    triggers: dict[tuple[str, str], tuple[tuple[tuple[str, ...], Rule], ...]]
    modes: dict[str, dict[str, float]]
    classes: dict[str, frozenset[str]]
    noun_classes: dict[str, tuple[str, ...]]
    estimates: Callable[[], dict[str, dict[str, float]]]
    names: dict[str, tuple[Name, ...]]
    words: dict[str, Word]
    last_words: frozenset[str]
    support: dict[str, Support]
    status: StatusWords
    speech: Speech
    contexts: Contexts
    subjects: Contexts
    lists: dict[str, Words]
    confidence: dict[str, float]
    files: tuple[Path, ...]
    surnames: dict[str, tuple[Name, ...]]
    states: dict[str, Name]
    written: tuple[str, ...]
    automaton: AhoCorasick
    genders: dict[str, Literal["f", "m"]]
    heads: dict[str, Word]
    things: dict[str, tuple[str, ...]]

    def names_in(self, text: str) -> Iterator[tuple[int, int, tuple[Name, ...]]]:
        """The known names in a text, longest first, never inside a word: (start, end, what each can stand for)."""
        for index, start, end in self.automaton.find_matches_as_indexes(text):
            if (start and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum()):
                continue
            yield start, end, self.names[self.written[index]]

    def state_forms(self, text: str) -> frozenset[str]:
        """As what a text may name a state ("name", "capital", "adjective"); empty where it names none."""
        return frozenset(name.form for name in self.names.get(text, ()) if name.kind == "state")

    def fingerprint(self) -> dict[str, str]:
        """A short hash of every file, for manifests."""
        return fingerprint(list(self.files))


@lru_cache(maxsize=4)
@uncollected(stays=True)
def load(extra: tuple[Path, ...] = ()) -> Lexicon:
    """The package's lexicon with files of a user's own; raises LexiconError with file and line for what is wrong."""
    modes = load_modes()
    class_files = sorted((DATA / "words").glob("classes*.toml"))
    classes = load_classes([*class_files, *extra])
    rule_files = [*sorted((DATA / "rules").glob("*.toml")), *extra]
    names, words = load_names(), load_words()
    for path in extra:
        for written, own in own_names(path).items():
            names[written] = (*own, *names.get(written, ()))
        words |= own_words(path)
    rules = [rule for path in rule_files for rule in load_rules(path, classes=classes, modes=modes)]
    return Lexicon(
        rules=tuple(rules),
        triggers=_index(rules),
        modes=modes,
        classes=classes,
        noun_classes=_by_noun(classes),
        estimates=_estimates,
        names=names,
        words=words,
        last_words=_last_words(words),
        support=load_support(DATA / "words" / "support.toml"),
        status=load_status(DATA / "words" / "status.toml"),
        speech=load_speech(DATA / "words" / "speech.toml"),
        contexts=load_contexts(DATA / "words" / "contexts.tsv"),
        subjects=load_contexts(DATA / "words" / "subjects.tsv", shown="subject"),
        lists=load_lists(DATA / "words" / "lists.toml", DATA / "words" / "status_lists.toml"),
        confidence=load_weights(DATA / "words" / "confidence.tsv"),
        files=tuple(path for path in sorted(DATA.rglob("*")) if path.is_file()) + extra,
        surnames=_surnames(names),
        states={
            name.country: name
            for same in names.values()
            for name in same
            if name.country is not None and name.form == "name" and name.entity == f"state:{name.country}"
        },
        written=tuple(names),
        automaton=AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest),
        genders=load_genders(),
        heads=load_heads(),
        things=load_things(),
    )


@lru_cache(maxsize=1)
@uncollected(stays=True)
def _estimates() -> dict[str, dict[str, float]]:
    """The weights of estimates, read at the first call; raises LexiconError as ``load`` does."""
    return load_estimates(DATA / "words" / "estimates.tsv")


def _by_noun(classes: dict[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    """The classes that hold each noun."""
    found: dict[str, list[str]] = {}
    for name in sorted(classes):
        for noun in classes[name]:
            found.setdefault(noun, []).append(name)
    return {noun: tuple(names) for noun, names in found.items()}


def _last_words(words: Iterable[str]) -> frozenset[str]:
    """The last word of each, and what is tied to it by an apostrophe."""
    last = {word.rsplit(" ", 1)[-1] for word in words}
    tied = {word[at:] for word in last for at, sign in enumerate(word) if sign == "'"}
    return frozenset(last | tied)


def _surnames(names: dict[str, tuple[Name, ...]]) -> dict[str, tuple[Name, ...]]:
    """The people by surname."""
    found: dict[str, list[Name]] = {}
    for same in names.values():
        for name in same:
            if name.kind == "person" and name.written == name.name:
                found.setdefault(name.name.split()[-1], []).append(name)
    return {surname: tuple(people) for surname, people in found.items()}


def _index(rules: Iterable[Rule]) -> dict[tuple[str, str], tuple[tuple[tuple[str, ...], Rule], ...]]:
    """The rules by word class and first word (for nouns the last, the head); a user's own, then special ones first."""
    index: dict[tuple[str, str], list[tuple[tuple[str, ...], Rule]]] = {}
    for rule in rules:
        for kind, trigger in rule.triggers():
            words = tuple(trigger.replace("-", " - ").split())  # as the tokenizer cuts compounds
            hyphenated = "-" in words
            key = words[-1] if kind == "noun" or (kind == "verb" and hyphenated) else words[0]
            index.setdefault((kind, key), []).append((words, rule))
    return {
        key: tuple(sorted(found, key=lambda item: (-len(item[0]), item[1].packaged, -item[1].weight, *item[1].place)))
        for key, found in index.items()
    }
