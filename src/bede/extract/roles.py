"""Who fills the slots that a rule asks for: actors, recipients, and those whom a text names only around the act."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bede.extract.actors import Cast, distinct
from bede.extract.frame import Frame
from bede.extract.grammar import Syntax
from bede.lexicon import Rule
from bede.model import Party

COMPLEMENTS = ("infinitive", "gerund", "clause")
INNER = ("indirect", "prep:to/with/against/on/from/for", "object", "prep:of/in/at")
LOCATED = ("prep:in", "prep:at", "prep:near", "prep:inside")
SPOKEN = ("ACCUSE", "AGREE", "CONSULT", "REJECT", "REQUEST", "SUPPORT", "THREATEN")
PLACED = ("AID", "ASSAULT", "COERCE", "CONCEDE", "MOBILIZE", "PROTEST", "RETREAT", "SANCTION")


class Roles:
    """The parties of an article by sentence and slot."""

    def __init__(self, syntaxes: tuple[Syntax, ...], *, cast: Callable[[], Cast]) -> None:
        self._syntaxes = syntaxes
        self._cast = cast

    def filled(
        self,
        number: int,
        frame: Frame,
        slots: tuple[str, ...],
        *,
        strict: bool,
        named: bool,
        taken: tuple[Party, ...] = (),
        used: frozenset[int] = frozenset(),
        spoken: bool = False,
    ) -> tuple[Party, ...]:
        """The parties of the first slot that holds a known actor, else, unless one must be ``named``, of the first
        that holds anything; ``strict`` asks for one who can act."""
        anything: list[Party] = []
        first = set(_single(slots[:1]))
        for slot in _single(slots):
            asked = spoken and not used.intersection(frame.get(slot))
            found = list(self._in_slot(number, frame, slot, strict=strict, spoken=asked, taken=taken))
            if any(known(party) for party in found):
                return distinct(party for party in found if known(party))
            if slot in first or not used.intersection(frame.get(slot)):  # "sanctions" in "imposed sanctions" is nobody
                anything = anything or found
        return distinct(anything) if not (strict or named) else ()

    def _in_slot(
        self, number: int, frame: Frame, slot: str, *, strict: bool, spoken: bool, taken: tuple[Party, ...]
    ) -> Iterator[Party]:
        """The parties in one slot, without those that are taken."""
        syntax = self._syntaxes[number]
        if slot in COMPLEMENTS:
            for verb in frame.get(slot):
                if verb != frame.trigger and syntax.is_verb(verb):
                    inside = ("subject", *INNER) if slot == "clause" else INNER
                    yield from self.filled(number, syntax.verb(verb), inside, strict=strict, named=False, taken=taken)
            return
        located = spoken and slot in LOCATED and slot in frame.own and syntax.is_verb(frame.trigger)
        for token in frame.get(slot):
            if located and any(
                party.kind in ("place", "state") for party in self._cast().parties(number, token, owner="none")
            ):
                continue  # where it was said, not to whom: "in Shanghai he called for ..."
            if token == frame.trigger or (syntax.is_verb(token) and not self._cast().named(number, token)):
                continue
            parties = self._cast().parties(number, token, owner="strict" if strict else "any")
            if strict and not any(known(party) for party in parties):  # "filed a lawsuit accusing X"
                parties = tuple(
                    party
                    for owner in syntax.owners(token)
                    for party in self._cast().parties(number, owner, owner="strict")
                )
            if not strict and self._own_troops(number, token, parties):
                continue
            if parties and all(overlaps(party, taken) for party in parties):  # "lifted its ban on X"
                parties = self._beyond(number, token) or self._cast().parties(number, token, owner="none")
            elif (
                not strict
                and not any(known(party) for party in parties)
                and not self._cast().harmful(syntax.sentence.lemmas[token])
            ):
                parties = tuple(party for party in self._beyond(number, token) if known(party)) or parties
            yield from (party for party in parties if not overlaps(party, taken))

    def _own_troops(self, number: int, token: int, parties: tuple[Party, ...]) -> bool:
        """Whether a phrase is about somebody's own soldiers, who suffer nothing: "withdrew its troops"."""
        syntax = self._syntaxes[number]
        owned = any(syntax.sentence.tags[child] == "PRP$" for child in syntax.children(token, "poss"))
        return owned and any("MIL" in party.sectors for party in parties)

    def _beyond(self, number: int, token: int) -> tuple[Party, ...]:
        """Whom a thing is about, where its owner is the actor: "its ban on X", "their dispute with X"."""
        preps: dict[str, list[int]] = {}
        self._syntaxes[number].prepositions(token, into=preps)
        for name in ("on", "against", "of", "with", "to", "for", "from"):
            if found := [party for target in preps.get(name, ()) for party in self._cast().parties(number, target)]:
                return tuple(found)
        return ()

    def placed(self, number: int, frame: Frame, *, taken: tuple[Party, ...]) -> tuple[Party, ...]:
        """The place or state where it is done, for an act whose text names no other recipient: "a truce in Aden"."""
        around = [token for slot in ("prep:on", "prep:at") for token in frame.get(slot)]  # "on alert in Manila"
        for token in (*frame.get("object"), frame.trigger, *around):
            preps: dict[str, list[int]] = {}
            self._syntaxes[number].prepositions(token, into=preps)
            for target in (
                target for name in ("in", "at", "near", "along", "around") for target in preps.get(name, ())
            ):
                found = [
                    party
                    for party in self._cast().parties(number, target, owner="none")
                    if party.kind in ("place", "state")
                ]
                if found and not any(overlaps(party, taken) for party in found):
                    return tuple(found)
        return ()

    def conditioned(self, number: int, frame: Frame, *, taken: tuple[Party, ...]) -> tuple[Party, ...]:
        """Who has to act first, as the one refused or threatened: "will not lift it until Cuba frees them"."""
        syntax = self._syntaxes[number]
        verbs = [
            frame.support if frame.support is not None else frame.trigger,
            *frame.get("infinitive"),
            *frame.get("clause"),
        ]
        for verb in verbs:
            for clause in syntax.children(verb, "advcl"):
                words = {syntax.words[child] for child in syntax.children(clause, "mark", "advmod")}
                if words.isdisjoint(("until", "unless", "if", "before")):
                    continue
                found = self.filled(number, syntax.verb(clause), ("subject",), strict=True, named=True, taken=taken)
                agents = found or self.filled(
                    number, syntax.verb(clause), ("prep:by",), strict=True, named=True, taken=taken
                )
                if agents:
                    return agents
        return ()

    def shared(self, number: int, frame: Frame, rule: Rule, *, taken: tuple[Party, ...]) -> tuple[Party, ...]:
        """The recipient that an adverbial -ing form shares with its clause: "backs X without sending arms"."""
        syntax = self._syntaxes[number]
        if syntax.sentence.tags[frame.trigger] != "VBG":
            return ()
        for governor in syntax.ancestors(frame.trigger)[:3]:
            if syntax.is_verb(governor):
                return self.filled(number, syntax.verb(governor), ("object",), strict=False, named=True, taken=taken)
            if syntax.sentence.labels[governor] != "prep":
                break
        return ()


def _single(slots: tuple[str, ...]) -> Iterator[str]:
    """Slots one by one: ``prep:on/over`` is two."""
    for slot in slots:
        if slot.startswith("prep:"):
            yield from (f"prep:{word}" for word in slot[5:].split("/"))
        else:
            yield slot


def known(party: Party) -> bool:
    """Whether a party is a known actor or has a proper name."""
    return party.kind is not None or (party.rule is None and party.name[:1].isupper())


def overlaps(party: Party, others: tuple[Party, ...]) -> bool:
    """Whether a party stands in the same words as another."""
    return any(party.start < other.end and other.start < party.end for other in others)
