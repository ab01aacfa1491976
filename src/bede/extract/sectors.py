"""The sectors of people and bodies that are named by a noun: its own, or those of the body that they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bede.extract.grammar import Syntax
from bede.lexicon import Lexicon, Word
from bede.model import Party

Sectors = tuple[str, ...]
COMMON = ("organisation", "group", "company", "body")
"""Kinds of parties whose members share their sectors."""
GATHERED = (*COMMON, "person")
"""Kinds of parties that a delegation or a crowd of them is like."""
OPPOSED, ARMED = "opposition", "armed"
"""Words before a noun that turn its sector."""


def described(
    word: Word, *, before: Sequence[str], named: Sectors, bodies: Iterable[Party], national: bool, lexicon: Lexicon
) -> Sectors:
    """The sectors of a party described by a noun with some words ``before`` it.

    ``named`` are those of a body named among these words, ``bodies`` its possessor and the object of its ``of``;
    ``national`` says whether its country is known. "Members" and the like have the sectors of what they are members of,
    "team" and the like those of who is in it.
    """
    found, lists = word.sectors, lexicon.lists
    member, gathered = word.words.rpartition(" ")[2] in lists["members"], word.words in lists["gathered"]
    around = list(bodies) if member or gathered or not found else []  # most nouns speak for themselves
    if gathered:  # "a team of doctors"
        found = next((body.sectors for body in around if body.kind in GATHERED and body.sectors), found)
    if member or not found:
        found = named or _shared(around) or _of_modifier(before, lexicon) or found
    if not found and (word.kind == "state" or (national and word.title)):
        found = ("GOV",)
    if OPPOSED in before and found[:1] != ("OPP",):
        found = ("OPP", *found)
    return ("UAF",) if ARMED in before and found[:1] == ("CVL",) else found


def bodies_of(syntax: Syntax, token: int, end: int) -> list[int]:
    """Who a described party may belong to: its possessors and the objects of the ``of`` after its last word."""
    preps: dict[str, list[int]] = {}
    syntax.prepositions(end, into=preps)
    return [*syntax.children(token, "poss"), *preps.get("of", ())]


def _shared(parties: Iterable[Party]) -> Sectors:
    """The sectors of the first body among some parties."""
    return next((party.sectors for party in parties if party.kind in COMMON and party.sectors), ())


def _of_modifier(before: Sequence[str], lexicon: Lexicon) -> Sectors:
    """The sectors of a noun that stands before another: "separatist fighters", "police commandos"."""
    known = [lexicon.words.get(word) for word in reversed(before)]
    return next((word.sectors for word in known if word is not None and word.sectors), ())
