"""The sectors of people and bodies that are named by a noun: its own, or those of the body that they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bede.extract.grammar import Syntax
from bede.lexicon import Lexicon, Word
from bede.model import Party

Sectors = tuple[str, ...]
COMMON = ("organisation", "group", "company", "body")
"""Kinds of parties whose members share their sectors."""
GATHERED = (*COMMON, "person")
"""Kinds of parties that a delegation or a crowd of them is like."""
OPPOSED, ARMED, RULING = ("opposition", "shadow", "exiled"), "armed", "ruling"
"""Words before a noun that turn its sector."""
ARMED_SECTORS = frozenset({"REB", "PRM", "UAF", "CRM"})
"""Sectors of those who fight or rob."""
RULERS = ("GOV", "ELI")
"""Sectors of those whose families are of the elite."""
ELSEWHERE = ("GOV", "PTY", "BUS", "SOC")
"""Sectors of offices that a body of any other sector has as well: presidents, secretaries, directors, founders."""
FOLLOWED = ("OPP", "PTY", "REB", "PRM")
"""Sectors of those whose supporters are of theirs."""
PARTISANS = (("PTY",), ("OPP",))
"""First sectors of the parties whose workers and activists are of the party."""
UNALIGNED = ("UAF", "CRM")
"""Sectors of those who do violence, which the body that they belong to tells better."""


def described(
    word: Word,
    *,
    before: Sequence[str],
    named: Sectors,
    bodies: Iterable[Party],
    national: bool,
    lexicon: Lexicon,
    inner: Sectors = (),
) -> Sectors:
    """The sectors of a party described by a noun with some words ``before`` it.

    ``named`` are those of a body named among these words, ``inner`` those of the noun right before it, ``bodies`` its
    possessor and the object of its ``of``; ``national`` says whether its country is known. "Members" and the like have
    the sectors of what they are members of, "team" and the like those of who is in it, a president or secretary those
    of the union, party or rebels that they serve.
    """
    found, lists = word.sectors, lexicon.lists
    member, gathered = word.words.rpartition(" ")[2] in lists["members"], word.words in lists["gathered"]
    unaligned = bool(found) and found[0] in (*UNALIGNED, "MIL")
    men = word.words in lists["men"]
    relative, backs = word.words in lists["relatives"], word.words in lists["backers"]
    speaks = bool(found) and not (member or gathered or unaligned or men or relative or backs)  # as most nouns do
    around = [] if speaks and found[0] not in ELSEWHERE else list(bodies)
    if speaks and word.kind == "person" and found[0] in ELSEWHERE:  # "the union's president", "bosses of a cartel"
        return opposed(_apart(named) or _apart(_shared(around)) or found, before=before)
    if speaks and named[:1] in PARTISANS and word.words in lists["partisans"]:  # "workers of a party", no trade's
        return opposed(named, before=before)
    if gathered:  # "a team of doctors"
        found = next((body.sectors for body in reversed(around) if body.kind in GATHERED and body.sectors), found)
    if member or not found:
        found = named or _shared(around) or inner or _of_modifier(before, lexicon, own=found) or found
    if unaligned:  # "PKK gunmen", "a suicide bomber of the group", "Hezbollah forces"
        armed = (named, _shared(around), _led(around) if found[0] == "MIL" else ())
        found = next((one for one in armed if not ARMED_SECTORS.isdisjoint(one)), found)
    if men and around and not named:  # "the president's men"
        found = _men_of(around) or found
    if backs:  # "supporters of the opposition leader"
        found = next((one.sectors for one in around if one.sector in FOLLOWED), found)
    if relative and any(owner.sector in RULERS and owner.kind == "person" for owner in around):
        found = ("ELI",)  # "the king's sons"
    if not found and (word.kind == "state" or (national and word.title)):
        found = ("GOV",)
    if RULING in before and found[:1] == ("MIL",):
        found = ("GOV", *(sector for sector in found if sector != "GOV"))
    found = opposed(found, before=before)
    return ("UAF",) if ARMED in before and found[:1] == ("CVL",) else found


def opposed(found: Sectors, *, before: Sequence[str]) -> Sectors:
    """Sectors with those of the opposition first where the words before a noun or name say so."""
    if found[:1] == ("OPP",) or not any(word in before for word in OPPOSED):
        return found
    return ("OPP", *(sector for sector in found if sector != "GOV"))


def of_several(word: Word, found: Sectors, *, body: Party, plural: bool, lexicon: Lexicon) -> Sectors:
    """The sectors of people of a body of several states: its soldiers, its judges, its members' ministers have some."""
    if body.kind != "body":
        return found
    if plural and word.words in lexicon.lists["of_member_states"]:
        return ("GOV",)
    own = word.sectors[:1]
    return found if own == ("MIL",) or (found[:1] == body.sectors[:1] and found[:1] != ("MIL",)) else ()


def of_thing(name: str, things: Mapping[str, Sectors]) -> Sectors:
    """The sectors of the longest thing that a common name ends with, in the singular or the plural."""
    words = name.split()
    common = len(words) == 1 or name.islower()  # "Thousands" begins a sentence
    for first in range(len(words) if common else 0):
        noun = " ".join(words[first:]).lower()
        for one in (noun, noun.removesuffix("s"), noun.removesuffix("es"), noun.removesuffix("ies") + "y"):
            if one in things:
                return things[one]
    return ()


def apart(things: Sectors) -> bool:
    """Whether a state's things of these sectors are told from the state: its jets and ports, not its towns."""
    return bool(things) and things[0] not in ("CVL", "GOV")


def _men_of(owners: Sequence[Party]) -> Sectors:
    """The sectors of somebody's men: those of an armed group, else soldiers where a state or its rulers own them."""
    for owner in owners:
        if owner.kind == "state" or (owner.sector == "GOV" and owner.kind in ("person", "organisation")):
            return ("MIL",)
        if owner.sector in ("MIL", "SPY", "COP", *ARMED_SECTORS):
            return owner.sectors
    return ()


def bodies_of(syntax: Syntax, token: int, end: int, *, serving: bool = False) -> list[int]:
    """Who a described party may belong to: its possessors and the objects of the ``of`` after its last word.

    Who is ``serving`` others, as a spokesman, serves those after a ``for`` as well.
    """
    preps: dict[str, list[int]] = {}
    syntax.prepositions(end, into=preps)
    return [*syntax.children(token, "poss"), *preps.get("of", ()), *(preps.get("for", ()) if serving else ())]


def _apart(found: Sectors) -> Sectors:
    """The sectors of a body that is served where they are not those of a government or of nobody."""
    return found if found and found[0] not in ("GOV", "CVL", "UAF") else ()


def _led(parties: Iterable[Party]) -> Sectors:
    """The sectors of the first person among some parties: "the warlord's forces"."""
    return next((party.sectors for party in parties if party.kind == "person" and party.sectors), ())


def _shared(parties: Iterable[Party]) -> Sectors:
    """The sectors of the first body among some parties."""
    return next((party.sectors for party in parties if party.kind in COMMON and party.sectors), ())


def _of_modifier(before: Sequence[str], lexicon: Lexicon, *, own: Sectors) -> Sectors:
    """The sectors of a noun that stands before another: "separatist fighters", "police commandos".

    A creed or a people says nothing of what somebody does whose noun has sectors of its own: "Sunni fighters".
    """
    known = [lexicon.words.get(word) for word in reversed(before)]
    told = (word.sectors for word in known if word is not None and word.sectors)
    return next((sectors for sectors in told if not own or sectors[0] not in ("REL", "CVL")), ())
