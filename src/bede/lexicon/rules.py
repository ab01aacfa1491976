"""The rules: which words tell of an act, and which grammatical part is who (docs/rules.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bede.lexicon.tables import DATA, LexiconError, blocks, content, line_of, rows, short
from bede.model import ACTS, is_event_type

SLOTS = (
    "subject",
    "object",
    "indirect",
    "clause",
    "infinitive",
    "done",
    "gerund",
    "obligation",
    "subjunctive",
    "complement",
    "modifier",
    "speaker",
    "condition",
    "imperative",
    "beneficiary",
    "beside",
    "governor",
)
CONTENTS = ("requested", "refused", "denied", "threatened", "promised", "alleged", "praised")
OWN = ("classes", "name", "noun")
"""What else a file of a user's own may hold."""
NEEDS = ("actor", "recipient", "joint")
PARTY_CLASSES = frozenset(
    "party state person organisation company body armed official civilian name place owned none any".split(" ")
)
WITH_RECIPIENT = frozenset({"COOPERATE", "AID", "SANCTION"})
KEYS = frozenset(
    (
        "act type modes verbs nouns adjectives actor recipient joint needs where unless matter content announced last"
        " person yes no"
    ).split(" ")
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Condition:
    """What a slot must hold: one of these words (lemmas), noun classes or party classes; each equals itself alone."""

    slot: str
    words: frozenset[str]
    parties: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule; ``where_stands`` is its file and line (``rules/accuse.toml:218``)."""

    act: str
    type: str | None
    modes: tuple[str, ...]
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    joint: tuple[str, ...]
    needs: frozenset[str]
    where: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    matter: tuple[str, ...]
    content: str | None
    announced: bool
    last: bool
    person: bool
    yes: tuple[str, ...]
    no: tuple[str, ...]
    where_stands: str

    @property
    def place(self) -> tuple[str, int]:
        """The rule's file and line, as they sort."""
        path, _, line = self.where_stands.rpartition(":")
        return path, int(line)

    @property
    def packaged(self) -> bool:
        """Whether the rule is one of the package's, so that a user's own is asked before it."""
        return self.where_stands.startswith("rules/")

    @property
    def weight(self) -> int:
        """How special a rule is: the more conditions, the earlier it is asked; ``unless`` breaks ties."""
        return 10 * (len(self.where) + self.announced) + len(self.unless) - 1000 * self.last

    def triggers(self) -> Iterable[tuple[str, str]]:
        """Each trigger as (word class, words)."""
        for kind, words in (("verb", self.verbs), ("noun", self.nouns), ("adjective", self.adjectives)):
            for word in words:
                yield kind, word


def load_modes() -> dict[str, dict[str, float]]:
    """Each act's modes with their intensity scores."""
    modes: dict[str, dict[str, float]] = {act: {} for act in ACTS}
    for row in rows(DATA / "words" / "modes.tsv", ("act", "mode", "score")):
        if row["act"] not in ACTS:
            raise LexiconError(f"{row.where}: unknown act {row['act']!r}")
        modes[row["act"]][row["mode"]] = float(row["score"])
    return modes


def load_classes(paths: Iterable[Path]) -> dict[str, frozenset[str]]:
    """The noun classes of conditions, with the classes that they name unfolded."""
    raw: dict[str, list[str]] = {}
    for path in sorted(paths):
        text = content(path)
        try:
            table = tomllib.loads(text).get("classes", {})
        except tomllib.TOMLDecodeError as error:
            raise LexiconError(f"{short(path)}: not TOML: {error}") from error
        for name, words in table.items():
            if name in PARTY_CLASSES:
                raise LexiconError(f"{short(path)}:{line_of(text, name)}: class {name!r} is a class of parties")
            raw.setdefault(name, []).extend(words)  # a class may go on in another file

    def unfold(name: str, seen: tuple[str, ...]) -> frozenset[str]:
        if name not in raw or name in seen:
            raise LexiconError(f"words/classes: class <{name}> is unknown or names itself")
        words: set[str] = set()
        for word in raw[name]:
            words |= unfold(word[1:-1], (*seen, name)) if word.startswith("<") else {word}
        return frozenset(words)

    return {name: unfold(name, ()) for name in raw}


def load_rules(path: Path, *, classes: dict[str, frozenset[str]], modes: dict[str, dict[str, float]]) -> list[Rule]:
    """All rules of one file; raises LexiconError with file and line for whatever is not in docs/rules.md."""
    return [_rule(table, where, classes=classes, modes=modes) for table, where in blocks(path, "rule", beside=OWN)]


def _rule(
    table: dict[str, Any], where: str, *, classes: dict[str, frozenset[str]], modes: dict[str, dict[str, float]]
) -> Rule:
    """One checked rule."""

    def fail(found: str) -> LexiconError:
        return LexiconError(f"{where}: {found}")

    if unknown := sorted(table.keys() - KEYS):
        raise fail(f"unknown key {unknown[0]!r}; expected one of {', '.join(sorted(KEYS))}")
    act = table.get("act")
    if act not in ACTS:
        raise fail(f"act {act!r}; expected one of {', '.join(ACTS)}")
    own = table.get("type")
    if own is not None and (own in ACTS or not is_event_type(own)):
        raise fail(f"type {own!r}; expected lower-case words with hyphens, such as dual-use-transfer")
    for mode in table.get("modes", ()):
        if mode not in modes[act]:
            raise fail(f"mode {mode!r} is none of {act}; expected one of {', '.join(modes[act]) or 'none'}")
    if not any(table.get(kind) for kind in ("verbs", "nouns", "adjectives")):
        raise fail("no trigger; expected verbs, nouns or adjectives")
    for key in ("verbs", "nouns", "adjectives", "actor", "recipient", "joint", "needs", "matter", "yes", "no", "modes"):
        if not isinstance(table.get(key, []), list) or not all(isinstance(item, str) for item in table.get(key, [])):
            raise fail(f"{key} is no list of strings")
    for key in ("actor", "recipient", "joint", "matter"):
        for slot in table.get(key, ()):
            _check_slot(slot, where)
    if table.get("content") not in (None, *CONTENTS):
        raise fail(f"content {table['content']!r}; expected one of {', '.join(CONTENTS)}")
    for need in table.get("needs", ()):
        if need not in NEEDS:
            raise fail(f"needs {need!r}; expected one of {', '.join(NEEDS)}")
    needs = table.get("needs", ["actor", "recipient"] if act in WITH_RECIPIENT else ["actor"])
    return Rule(
        act=act,
        type=own,
        modes=tuple(table.get("modes", ())),
        verbs=tuple(table.get("verbs", ())),
        nouns=tuple(table.get("nouns", ())),
        adjectives=tuple(table.get("adjectives", ())),
        actor=tuple(table.get("actor", ("subject",))),
        recipient=tuple(table.get("recipient", ("object",))),
        joint=tuple(table.get("joint", ())),
        needs=frozenset(needs),
        where=_conditions(table.get("where", {}), where, classes=classes),
        unless=_conditions(table.get("unless", {}), where, classes=classes),
        matter=tuple(table.get("matter", ())),
        content=table.get("content"),
        announced=bool(table.get("announced", False)),
        last=bool(table.get("last", False)),
        person=bool(table.get("person", True)),
        yes=tuple(table.get("yes", ())),
        no=tuple(table.get("no", ())),
        where_stands=where,
    )


def _check_slot(slot: str, where: str) -> None:
    """Raise LexiconError where a slot is none."""
    if slot not in SLOTS and not (slot.startswith("prep:") and len(slot) > 5):
        raise LexiconError(f"{where}: slot {slot!r}; expected {', '.join(SLOTS)} or prep:WORD")


def _conditions(table: dict[str, Any], where: str, *, classes: dict[str, frozenset[str]]) -> tuple[Condition, ...]:
    """Checked conditions, classes of nouns unfolded into their words."""
    found = []
    for slot, items in sorted(table.items()):
        _check_slot(slot, where)
        if not isinstance(items, list):
            raise LexiconError(f"{where}: {slot}: expected a list of words and <classes>")
        words: set[str] = set()
        parties: set[str] = set()
        for item in items:
            if not item.startswith("<"):
                words.add(item)
            elif item[1:-1] in PARTY_CLASSES:
                parties.add(item[1:-1])
            elif item[1:-1] in classes:
                words |= classes[item[1:-1]]
            else:
                raise LexiconError(f"{where}: class {item} is unknown")
        found.append(Condition(slot=slot, words=frozenset(words), parties=frozenset(parties)))
    return tuple(found)
