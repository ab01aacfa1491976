"""Terms of office: which of a person's holds on a day, and the words that say that one is over or has yet to begin."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bede.lexicon import Lexicon, Name

OUT_OF_OFFICE = ("ELI",)
"""The sector of those who held an office or are about to."""
LATEST = "~"
"""Sorts after whatever a date leaves open."""


def begun(name: Name, day: str | None) -> bool:
    """Whether a term had begun on a day; any has where the day or its beginning is unknown."""
    return day is None or name.since is None or name.since <= day


def over(name: Name, day: str | None) -> bool:
    """Whether a term had ended on a day; none has where the day or its end is unknown."""
    return day is not None and name.until is not None and name.until + LATEST < day


def in_force(name: Name, day: str | None) -> bool:
    """Whether a term holds on a day, as far as both are known."""
    return begun(name, day) and not over(name, day)


def chosen(names: Sequence[Name], day: str | None) -> Name:
    """The name meant: of a person's terms the one that holds on the day, else the last that began before it."""
    if len(names) == 1 or names[0].kind != "person":
        return names[0]
    earlier = [name for name in names if begun(name, day)]
    holding = [name for name in earlier if day is not None and not over(name, day)]
    return max(holding or earlier or names, key=lambda name: name.since or "")


def sectors(name: Name, day: str | None) -> tuple[str, ...]:
    """A person's sectors on a day: those of the office while it is held, before and after it the elite."""
    if "GOV" in name.sectors and not in_force(name, day):
        return OUT_OF_OFFICE
    return name.sectors


def left(sectors: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """The sectors of somebody who was something: a minister of the elite, a teacher still a teacher."""
    office = not sectors or sectors[0].lower() in lexicon.lists["offices"]
    return OUT_OF_OFFICE if office else sectors


def holder(names: Sequence[Name], day: str | None, *, countries: Collection[str | None]) -> Name | None:
    """The only one of some people who is in office on the day; their countries must be among those of the article.

    A surname alone is no evidence: where the article names a country, its office holders come into question.
    """
    found = [name for name in names if name.country is None or name.country in countries]
    if day is not None:
        found = [name for name in found if name.since is not None and in_force(name, day)]
    return found[-1] if len({name.name for name in found}) == 1 else None


def bare(word: str, lexicon: Lexicon) -> str:
    """An office without what is tied to it by a hyphen: ``president`` of ``ex-president`` and ``president-elect``."""
    if "-" not in word:
        return word
    for beginning in lexicon.lists["former_beginnings"]:
        word = word.removeprefix(beginning)
    for ending in lexicon.lists["coming_endings"]:
        word = word.removesuffix(ending)
    return word


def says_out_of_office(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether some words say that an office is over ("former", "ex-") or has yet to begin ("-elect", "incoming")."""
    lists = lexicon.lists
    beginnings, endings = tuple(lists["former_beginnings"]), tuple(lists["coming_endings"])
    return any(
        word in lists["former"] or word in lists["coming"] or word.startswith(beginnings) or word.endswith(endings)
        for word in words
    )
