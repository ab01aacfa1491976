"""Scenes: at which of the places that a sentence names its act happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from bede.extract.gazetteer import cue
from bede.model import Party, Place, Report, Sentence, Span

CLIMB = 12  # steps from a place up to its verb
OTHER_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "pcomp"})
INSIDE_NAMES = frozenset({"compound", "conj", "appos", "nmod", "poss", "prep"})
PARTS_OF_CLAUSE = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "oprd", "xcomp"})
ON_THE_GROUND = frozenset({"PROTEST", "ASSAULT", "COERCE", "MOBILIZE", "RETREAT"})
"""Acts that are done to a place as much as at it: who besieges a town is there."""
BY_THOSE_THERE = ON_THE_GROUND | {"SANCTION", "CONCEDE"}
"""Acts that are done where those are who do them: "a judge in Lima fined"."""
OF_WORDS = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN", "AGREE", "CONSULT"})
"""Acts that are said: a place within what they are about is not where it was said."""
OF_PEOPLE = frozenset({"person", "group"})


class Scene(NamedTuple):
    """What an act is told by: its sentence, the token of its verb or noun, its type and its parties."""

    sentence: Sentence
    trigger: int
    act: str = ""
    parties: tuple[Party, ...] = ()

    def party_at(self, place: Place) -> Party | None:
        """The party that a place is part of."""
        return next((one for one in self.parties if one.start < place.end and place.start < one.end), None)

    def is_of_people(self, token: int) -> bool:
        """Whether a token stands in a party that is a person or a group."""
        start, end = self.sentence.starts[token], self.sentence.ends[token]
        return any(one.kind in OF_PEOPLE and one.start < end and start < one.end for one in self.parties)


def event_places(places: tuple[Place, ...], scene: Scene, dateline: Span | None) -> tuple[Place, ...]:
    """The places of a sentence, ``role`` "event" for those where its act happened, else "named".

    A place in the dateline is where the report was written, no event's. One that is a party, as in "called on
    Washington", is where it happened only of a meeting, or of what is done on the ground.
    """
    sentence = scene.sentence
    found: list[Place] = []
    there: list[int] = []
    for place in places:
        if not sentence.start <= place.start < sentence.end:
            continue
        written = dateline is not None and place.start < dateline.end and dateline.start < place.end
        where = "" if written else _happened_at(scene, place)
        if where == "with those who do it":
            there.append(len(found))
        found.append(replace(place, role="event") if where == "there" else place)
    if all(place.role == "named" for place in found):
        for number in there:
            found[number] = replace(found[number], role="event")
    return tuple(found)


def happened_at(places: Sequence[Place], reports: Iterable[Report]) -> tuple[Place, ...]:
    """An article's places, ``role`` "event" for those where one of its reports happened."""
    seen = {(place.start, place.end) for report in reports for place in report.places if place.role == "event"}
    return tuple(replace(place, role="event") if (place.start, place.end) in seen else place for place in places)


def _happened_at(scene: Scene, place: Place) -> str:
    """How a place stands to its act: "there", "with those who do it", or empty; climb from it to the trigger."""
    sentence, trigger = scene.sentence, scene.trigger
    spans = enumerate(zip(sentence.starts, sentence.ends, strict=True))
    tokens = {index for index, (start, end) in spans if start < place.end and place.start < end}
    if not tokens or trigger in tokens:
        return ""
    node = next((token for token in sorted(tokens) if sentence.heads[token] not in tokens), max(tokens))
    if sentence.tags[node].startswith("JJ") or sentence.labels[node] == "amod" or _is_adjective(place):
        return ""
    if _where_clause(sentence, node, trigger):
        return "there"
    party = scene.party_at(place)
    if party is not None and place.precision == 4 and sentence.labels[node] in ("compound", "nmod", "poss"):
        return ""  # "in a Kenya drone strike" is whose it is
    named = party is not None and party.kind != "place" and scene.act != "CONSULT"
    ground = scene.act in ON_THE_GROUND
    located = False
    for _ in range(CLIMB):
        head, label = sentence.heads[node], sentence.labels[node]
        if head == node or label in OTHER_CLAUSES:
            return ""
        if label == "pobj":
            word = sentence.words[head].lower()
            if not located:
                located = _is_locative(sentence, head) or _is_direction(scene, head) or _lies_off(sentence, head)
                if word == "between" and scene.act == "CONSULT" and party is not None:
                    return ""
                if not located and word != "of":
                    return ""
            elif not ground and "topic" in cue(word):
                return ""
        elif not located:
            if label == "poss" and place.precision == 4:
                return ""  # "Peru's harbours"
            if label in ("dobj", "nsubjpass") and head == trigger:
                moved = node in tokens and "motion" in cue(sentence.lemmas[trigger].lower()) and not named
                return "there" if moved or (ground and not scene.is_of_people(node)) else ""
            if head == trigger and label == "compound":
                return "" if party is not None else "there"
            if label not in INSIDE_NAMES:
                return ""
        elif label == "nsubj" and "event_noun" not in cue(sentence.lemmas[node].lower()):
            # "officials in Kyiv said": where the speaker is
            does = head == trigger or (sentence.heads[trigger] == head and sentence.labels[trigger] == "xcomp")
            return "with those who do it" if does and scene.act in BY_THOSE_THERE else ""
        elif label == "dobj" and scene.act in OF_WORDS and head == trigger:
            return ""
        if located and head == trigger:
            return "" if named and not ground else "there"
        if sentence.tags[head].startswith("VB"):
            let = sentence.labels[head] == "ccomp" and sentence.heads[head] == trigger  # "let them drive off from Lima"
            same = ground and (let or _goes_on(sentence, head, trigger))
            same = same or _same_clause(sentence, head, trigger)
            fits = located and same and label in ("prep", "dobj", "nsubjpass")
            return "there" if fits and (ground or not named) else ""
        node = head
    return ""


def _is_adjective(place: Place) -> bool:
    """Whether a place is named by its adjective: "the Russian Embassy" is not in Russia."""
    return place.precision == 4 and place.text.endswith(("an", "ese", "ish")) and place.text != place.name


def _goes_on(sentence: Sentence, verb: int, trigger: int) -> bool:
    """Whether a verb goes on with the trigger's deed on the same victims: "were tortured and killed in Bagram"."""
    joined = sentence.labels[verb] == "conj" and sentence.heads[verb] == trigger and verb == trigger + 2
    return joined and not any(sentence.labels[child] in ("nsubj", "nsubjpass") for child in sentence.children[verb])


def _where_clause(sentence: Sentence, node: int, trigger: int) -> bool:
    """Whether the trigger is the verb of a clause that begins with "where" and tells of a place."""
    if sentence.labels[trigger] != "relcl" or sentence.heads[trigger] != node:
        return False
    return any(sentence.words[child].lower() == "where" for child in sentence.children[trigger])


def _lies_off(sentence: Sentence, preposition: int) -> bool:
    """Whether a preposition closes "north of", "ten kilometres from"."""
    word, outer = sentence.words[preposition].lower(), sentence.heads[preposition]
    kinds = cue(sentence.words[outer].lower())
    inside = sentence.labels[outer] == "pobj" and not any(  # in "the north of", but not "on a base north of"
        sentence.labels[child] in ("compound", "amod", "nmod") for child in sentence.children[outer]
    )
    return word in ("of", "from") and not inside and bool(kinds & {"direction", "distance"})


def _is_direction(scene: Scene, preposition: int) -> bool:
    """Whether a preposition says where troops go ("to", "into") or what they leave ("from", "out of")."""
    sentence = scene.sentence
    kinds = cue(sentence.words[preposition].lower())
    outer = sentence.heads[preposition]
    if sentence.words[preposition].lower() == "of" and sentence.labels[preposition] == "prep":
        kinds = cue(sentence.words[outer].lower())
    return (scene.act == "MOBILIZE" and "to_place" in kinds) or (scene.act == "RETREAT" and "from_place" in kinds)


def _is_locative(sentence: Sentence, preposition: int) -> bool:
    """Whether a preposition says where: "in", "near"; "to" and "from" where it hangs on a verb of movement."""
    word = sentence.words[preposition].lower()
    verb = cue(sentence.lemmas[sentence.heads[preposition]].lower())
    return "locative" in cue(word) or (word == "to" and "arrive" in verb) or (word == "from" and "leave" in verb)


def _same_clause(sentence: Sentence, verb: int, trigger: int) -> bool:
    """Whether a verb with a place is that of the trigger, or is joined to it where the trigger has no place itself."""
    if sentence.heads[trigger] == verb and sentence.labels[trigger] in PARTS_OF_CLAUSE:
        return True
    if _has_place(sentence, trigger):
        return False
    first, second = min(verb, trigger), max(verb, trigger)
    joined = sentence.heads[second] == first and sentence.labels[second] == "conj"
    return joined and not any(sentence.labels[child] in ("nsubj", "nsubjpass") for child in sentence.children[second])


def _has_place(sentence: Sentence, verb: int) -> bool:
    """Whether a locative preposition hangs on a verb or on what stands below it."""
    for index, label in enumerate(sentence.labels):
        if label != "prep" or not _is_locative(sentence, index):
            continue
        node = sentence.heads[index]
        for _ in range(CLIMB):
            if node == verb or sentence.tags[node].startswith("VB"):
                break
            node = sentence.heads[node]
        if node == verb:
            return True
    return False
