"""News agencies: what their texts are signed with, and the words that credit them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bede.lexicon.tables import DATA, LexiconError, content, rows, short

PHRASES = ("openers", "helpers", "helped", "pictures", "endings")


@lru_cache(maxsize=1)
def phrases() -> Mapping[str, tuple[str, ...]]:
    """The phrases of credits by kind, as ``page/credits.toml`` explains them."""
    path = DATA / "page" / "credits.toml"
    found = tomllib.loads(content(path))
    if wrong := sorted(found.keys() ^ set(PHRASES)):
        raise LexiconError(f"{short(path)}: {wrong[0]!r}; expected {', '.join(PHRASES)}")
    return {kind: tuple(found[kind]) for kind in PHRASES}


@lru_cache(maxsize=1)
def listed() -> Mapping[str, str]:
    """The name of the agency of each name and sign in ``page/agencies.tsv``."""
    table = rows(DATA / "page" / "agencies.tsv", ("name", "signs"))
    return {sign: row["name"] for row in table for sign in (row["name"], *row.values("signs"))}


@dataclass(frozen=True, slots=True)
class Agencies:
    """Agencies by name and sign, and a pattern that finds any of them as a word."""

    names: Mapping[str, str]
    pattern: str

    def named(self, name: str | None) -> str | None:
        """The agency of that name or sign, None where it is none."""
        return self.names.get((name or "").strip())


def agencies(publishers: Iterable[str]) -> Agencies:
    """The listed agencies and those publishers whose names end as those of agencies do ("Ostrel Press Agency")."""
    return _agencies(frozenset(name for name in publishers if _first_words(name)))


@lru_cache(maxsize=16)
def _agencies(own: frozenset[str]) -> Agencies:
    names = dict(listed())
    for name in sorted(own - names.keys()):
        initials = "".join(word[0] for word in name.split())
        for sign in (name, _first_words(name), initials):
            names.setdefault(sign, name)
    signs = sorted(names, key=lambda sign: (-len(sign), sign))
    return Agencies(names, rf"(?<!\w)(?P<sign>{'|'.join(map(re.escape, signs))})(?!\w)")


def _first_words(name: str) -> str:
    """What stands before the ending of an agency's name, empty where the name ends otherwise."""
    for ending in phrases()["endings"]:
        if name.endswith(f" {ending}"):
            return name.removesuffix(ending).strip()
    return ""
