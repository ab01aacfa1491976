"""Modes that words in a draft's slots tell: what is asked, refused or threatened, and who or what is moved."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bede.extract.draft import Draft
from bede.extract.grammar import Syntax
from bede.extract.wording import particles, wordings
from bede.lexicon.tables import DATA, rows

SLOTS = (
    "infinitive",
    "clause",
    "gerund",
    "prep:for",
    "prep:with",
    "prep:of",
    "object",
    "prep:on",
    "prep:at",
    "prep:to",
)
"""Where the content of a request, refusal or threat stands, the surest first."""
DEEP = 3  # words below the first that are asked in turn: "put an end to the blockade"
MOVED_BY = {"COP": "police", "REB": "militia", "PRM": "militia"}
"""The modes of those who move by the first sector of each."""
USED = {
    "pilotless": "drone",
    "poison": "unconventional",
    "heavyweapon": "heavy-weapons",
    "sharp": "primitive",
    "riotgear": "crowd-control",
    "bomb": "explosives",
    "flying": "aerial",
}
"""The modes of attacks by the class of what is used, the most telling first."""
VAGUE = frozenset({(), ("explosives",), ("aerial",)})
"""Modes of attacks that what is used may narrow."""
COLUMNS = {"REQUEST": "asked", "REJECT": "asked", "THREATEN": "threatened"}


@lru_cache(maxsize=1)
def _modes() -> dict[tuple[str, str, str], str]:
    """The mode by column, kind of word (verb or noun) and lemma, a verb with its particle."""
    table = list(rows(DATA / "words" / "contents.tsv", ("word", "kind", "asked", "threatened")))
    return {(column, row["kind"], row["word"]): row[column] for row in table for column in ("asked", "threatened")}


def mode_told(syntax: Syntax, draft: Draft, *, deep: int = DEEP) -> str | None:
    """The mode that the first telling word of a draft's content gives, ``none`` where it gives none; None: no word."""
    column = COLUMNS.get(draft.act)
    if column is None:
        return None
    for token in _content(syntax, draft, deep):
        found = _mode_of(syntax, token, column)
        if found:
            return found
    return None


def _content(syntax: Syntax, draft: Draft, deep: int) -> Iterator[int]:
    """The words of a draft's content, those that carry it first."""
    parties = (*draft.actors, *draft.recipients)
    starts, ends = syntax.sentence.starts, syntax.sentence.ends
    for slot in SLOTS:
        for token in draft.frame.get(slot):
            if token == draft.token or (
                not syntax.is_verb(token)
                and any(one.start < ends[token] and starts[token] < one.end for one in parties)
            ):
                continue
            if draft.act == "THREATEN" and syntax.words[syntax.sentence.heads[token]] in ("against", "from", "not"):
                continue  # "warned them against helping in the war" threatens no war
            yield from _below(syntax, token, deep)
    for token in syntax.children(draft.token, "acl"):
        yield from _below(syntax, token, deep)


def _below(syntax: Syntax, token: int, depth: int) -> Iterator[int]:
    """A word and, where it tells nothing, what it governs: its object, its complement, what it is of."""
    yield token
    if depth:
        for child in syntax.children(token, "dobj", "xcomp", "ccomp", "nsubjpass", "attr", "compound"):
            yield from _below(syntax, child, depth - 1)
        for preposition in syntax.children(token, "prep"):
            if syntax.words[preposition] in ("of", "to", "for", "with", "on"):
                for child in syntax.children(preposition, "pobj", "pcomp"):
                    yield from _below(syntax, child, depth - 1)


def _mode_of(syntax: Syntax, token: int, column: str) -> str:
    """The mode of one word, empty where it tells none."""
    lemma = syntax.sentence.lemmas[token]
    if not syntax.is_verb(token):
        return _modes().get((column, "noun", lemma), "")
    with_particle = (f"{lemma} {word}" for word in sorted(particles(syntax, token)))
    found = next((mode for words in with_particle if (mode := _modes().get((column, "verb", words)))), "")
    return found or _modes().get((column, "verb", lemma), "")


def moved(syntax: Syntax, draft: Draft) -> tuple[str, ...]:
    """The modes of a move of troops, by what or who is moved: hardware is ``weapons``; police and militias are such."""
    if draft.act != "MOBILIZE" or draft.modes != ("troops",):
        return draft.modes
    heads = draft.frame.get("object") or draft.frame.get("subject")
    hardware = syntax.lexicon.classes["hardware"]
    if any(words in hardware for token in heads for words in wordings(syntax, token)):
        return ("weapons",)
    if draft.frame.get("object") and not draft.frame.passive:
        return draft.modes
    sectors = {party.sector for party in draft.actors}
    return tuple(sorted({MOVED_BY.get(sector or "", "troops") for sector in sectors})) if sectors else draft.modes


def armed(syntax: Syntax, draft: Draft) -> tuple[str, ...]:
    """The modes of an attack by what it was made with, where its verb tells less: "bombed by jets", "killed with"."""
    if draft.act != "ASSAULT" or draft.modes not in VAGUE:
        return draft.modes
    tools = [
        words
        for slot in ("prep:with", "prep:from", "subject")
        for token in draft.frame.get(slot)
        for words in wordings(syntax, token)
    ]
    classes = syntax.lexicon.classes
    mode = next((mode for name, mode in USED.items() if not classes[name].isdisjoint(tools)), None)
    known = draft.modes[:1]
    narrower = mode is not None and (not known or mode in ("drone", "aerial") or known == ("aerial",))
    return (mode,) if mode is not None and narrower else draft.modes
