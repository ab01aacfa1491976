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
BY_THOSE_THERE = ON_THE_GROUND | {"SANCTION", "CONCEDE", "COOPERATE", "AID"}
"""Acts that are done where those are who do them: "a judge in Lima fined"."""
OF_WORDS = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN", "AGREE", "CONSULT"})
"""Acts that are said: a place within what they are about is not where it was said."""
OF_PEOPLE = frozenset({"person", "group"})
ALL_OVER = frozenset({"state", "body", "place"})
"""Kinds of parties that are in no one place within a state."""
MEETING = frozenset({"CONSULT", "COOPERATE"})
BESIDE_IT = frozenset({"PROTEST", "ASSAULT", "COERCE", "MOBILIZE"})
"""Acts that are done where their parties are, if nothing says where."""
BROUGHT = frozenset({"AID", "MOBILIZE"})
"""Acts done where somebody is sent: "flew doctors to Lima"."""
THERE, WITH_THEM, BESIDE = "there", "with those who do it", "beside it"
"""How a place stands to an act, the surest first: the places of the surest kind that a sentence has are the act's."""


class Scene(NamedTuple):
    """What an act is told by: sentence, token of its verb or noun, type, parties, the tokens of all places."""

    sentence: Sentence
    trigger: int
    act: str = ""
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    placed: frozenset[int] = frozenset()

    @property
    def parties(self) -> tuple[Party, ...]:
        """Actors and recipients."""
        return (*self.actors, *self.recipients)

    def party_at(self, place: Place) -> Party | None:
        """The party that a place is part of."""
        return next((one for one in self.parties if one.start < place.end and place.start < one.end), None)

    def is_of_people(self, token: int) -> bool:
        """Whether a token stands in a party that is a person or a group."""
        return any(one.kind in OF_PEOPLE for one in self.parties_with(token, self.parties))

    def parties_with(self, token: int, parties: Sequence[Party]) -> list[Party]:
        """Those of the parties in which a token stands."""
        start, end = self.sentence.starts[token], self.sentence.ends[token]
        return [one for one in parties if one.start < end and start < one.end]

    def is_for(self, verb: int) -> bool:
        """Whether what is done at a verb is done for the act: "flew to Lima for talks"."""
        preposition = self.sentence.heads[self.trigger]
        is_aim = self.sentence.labels[self.trigger] == "pobj" and self.sentence.words[preposition].lower() == "for"
        return is_aim and self.sentence.heads[preposition] == verb


def event_places(places: tuple[Place, ...], scene: Scene, dateline: Span | None) -> tuple[Place, ...]:
    """The places of a sentence, ``role`` "event" for those where its act happened, else "named".

    A place in the dateline is where the report was written, no event's. One that is a party, as in "called on
    Washington", is where it happened only of a meeting, or of what is done on the ground.
    """
    sentence = scene.sentence
    own = [place for place in places if sentence.start <= place.start < sentence.end]
    tokens = [_tokens(sentence, place) for place in own]
    scene = scene._replace(placed=frozenset().union(*tokens))
    where = [
        ""
        if dateline is not None and place.start < dateline.end and dateline.start < place.end
        else _stands(scene, place)
        for place in own
    ]
    surest = next((kind for kind in (THERE, WITH_THEM, BESIDE) if kind in where), None)
    return tuple(
        replace(place, role="event") if kind == surest else place for place, kind in zip(own, where, strict=True)
    )


def happened_at(places: Sequence[Place], reports: Iterable[Report]) -> tuple[Place, ...]:
    """An article's places, ``role`` "event" for those where one of its reports happened."""
    seen = {(place.start, place.end) for report in reports for place in report.places if place.role == "event"}
    return tuple(replace(place, role="event") if (place.start, place.end) in seen else place for place in places)


def _tokens(sentence: Sentence, place: Place) -> set[int]:
    """The tokens of a place."""
    spans = enumerate(zip(sentence.starts, sentence.ends, strict=True))
    return {index for index, (start, end) in spans if start < place.end and place.start < end}


def _stands(scene: Scene, place: Place) -> str:
    """How a place stands to an act: one of the three ways, or empty."""
    tokens = _tokens(scene.sentence, place)
    if not tokens or scene.trigger in tokens:
        return ""
    node = next((token for token in sorted(tokens) if scene.sentence.heads[token] not in tokens), max(tokens))
    return _happened_at(scene, place, tokens, node) or (BESIDE if _is_beside(scene, place, node) else "")


def _happened_at(scene: Scene, place: Place, tokens: set[int], node: int) -> str:
    """How a place stands to its act: there, with those who do it, or empty; climb from it to the trigger."""
    sentence, trigger = scene.sentence, scene.trigger
    if sentence.tags[node].startswith("JJ") or sentence.labels[node] == "amod" or _is_adjective(place):
        return ""
    if _where_clause(sentence, node, trigger):
        return THERE
    party = scene.party_at(place)
    if party is not None and place.precision == 4 and sentence.labels[node] in ("compound", "nmod", "poss"):
        return ""  # "in a Kenya drone strike" is whose it is
    named = party is not None and party.kind != "place" and scene.act != "CONSULT"
    ground = scene.act in ON_THE_GROUND
    located = brought = False
    for _ in range(CLIMB):
        head, label = sentence.heads[node], sentence.labels[node]
        if head == node or label in OTHER_CLAUSES:
            return ""
        if label == "pobj":
            word = sentence.words[head].lower()
            if not located:
                brought = scene.act == "AID" and _is_direction(scene, head)
                located = _is_locative(sentence, head) or _is_direction(scene, head) or _lies_off(sentence, head)
                if word == "between" and scene.act == "CONSULT" and party is not None:
                    return ""
                if not located and word != "of":
                    return ""
            elif not ground and "topic" in cue(word) and not _is_occasion(scene, node, head):
                return ""
        elif not located:
            if label == "poss" and place.precision == 4:
                return ""  # "Peru's harbours"
            if label in ("dobj", "nsubjpass") and head == trigger:
                moved = node in tokens and "motion" in cue(sentence.lemmas[trigger].lower()) and not named
                return THERE if moved or (ground and not scene.is_of_people(node)) else ""
            if head == trigger and label == "compound":
                return "" if party is not None else THERE
            if label == "compound" and _is_met_at(scene, head):
                return THERE
            if label == "nsubj" and head == trigger and "host" in cue(sentence.lemmas[trigger].lower()):
                return WITH_THEM
            if label not in INSIDE_NAMES:
                return ""
        elif label == "nsubj" and "event_noun" not in cue(sentence.lemmas[node].lower()):
            # "officials in Kyiv said": where the speaker is
            does = head == trigger or (
                sentence.heads[trigger] == head and sentence.labels[trigger] in ("xcomp", "conj")
            )
            return WITH_THEM if does and scene.act in BY_THOSE_THERE else ""
        elif label == "dobj" and scene.act in OF_WORDS and head == trigger and not _is_met_at(scene, node):
            return ""
        if located and head == trigger:
            return "" if named and not ground and not brought else THERE
        if sentence.tags[head].startswith("VB"):
            let = sentence.labels[head] == "ccomp" and sentence.heads[head] == trigger  # "let them drive off from Lima"
            same = ground and (let or _goes_on(sentence, head, trigger))
            same = same or _same_clause(scene, head) or (scene.act in MEETING and _meets(scene, head))
            fits = located and same and label in ("prep", "dobj", "nsubjpass")
            return THERE if fits and (ground or not named) else ""
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
    word, outer = sentence.words[preposition].lower(), sentence.heads[preposition]
    kinds = cue(word)
    if word == "of" and sentence.labels[preposition] == "prep":
        kinds = cue(sentence.words[outer].lower())
    if scene.act in MEETING and word == "to":
        return scene.is_for(outer) or scene.is_for(sentence.heads[outer])
    if scene.act == "AID" and "arrive" not in cue(sentence.lemmas[scene.trigger].lower()):
        return False
    return (scene.act in BROUGHT and "to_place" in kinds) or (scene.act == "RETREAT" and "from_place" in kinds)


def _is_locative(sentence: Sentence, preposition: int) -> bool:
    """Whether a preposition says where: "in", "near"; "to" and "from" where it hangs on a verb of movement."""
    word = sentence.words[preposition].lower()
    verb = cue(sentence.lemmas[sentence.heads[preposition]].lower())
    return "locative" in cue(word) or (word == "to" and "arrive" in verb) or (word == "from" and "leave" in verb)


def _same_clause(scene: Scene, verb: int) -> bool:
    """Whether a verb with a place is that of the trigger, or is joined to it where the trigger has no place itself."""
    sentence, trigger = scene.sentence, scene.trigger
    if sentence.heads[trigger] == verb and sentence.labels[trigger] in PARTS_OF_CLAUSE:
        return True
    if _has_place(scene, trigger):
        return False
    first, second = min(verb, trigger), max(verb, trigger)
    joined = sentence.heads[second] == first and sentence.labels[second] == "conj"
    return joined and not any(sentence.labels[child] in ("nsubj", "nsubjpass") for child in sentence.children[second])


def _has_place(scene: Scene, verb: int) -> bool:
    """Whether a place hangs by a locative preposition on a verb or on what stands below it."""
    sentence = scene.sentence
    for place in scene.placed:
        preposition = sentence.heads[place]
        if sentence.labels[place] != "pobj" or not _is_locative(sentence, preposition):
            continue
        node = sentence.heads[preposition]
        for _ in range(CLIMB):
            if node == verb or sentence.tags[node].startswith("VB"):
                break
            node = sentence.heads[node]
        if node == verb:
            return True
    return False


def _is_met_at(scene: Scene, noun: int) -> bool:
    """Whether a noun is a meeting that is the object of the act's verb: "attended the Lima summit"."""
    sentence = scene.sentence
    met = scene.act == "CONSULT" and "event_noun" in cue(sentence.lemmas[noun].lower())
    return met and sentence.heads[noun] == scene.trigger and sentence.labels[noun] == "dobj"


def _is_told_of(scene: Scene, noun: int) -> bool:
    """Whether a clause tells the act as part of what happened somewhere: "a brawl in Lima in which guards died"."""
    sentence, trigger = scene.sentence, scene.trigger
    if sentence.labels[trigger] != "relcl" or sentence.heads[trigger] != noun:
        return False
    return any(sentence.words[child].lower() in ("in", "during") for child in sentence.children[trigger])


def _is_occasion(scene: Scene, noun: int, preposition: int) -> bool:
    """Whether a noun is what somebody is met for or what is paid for: "hosted them for a lunch in Lima"."""
    sentence = scene.sentence
    if sentence.words[preposition].lower() != "for":
        return False
    meets = scene.act in MEETING and "event_noun" in cue(sentence.lemmas[noun].lower())
    return (meets or scene.act == "AID") and sentence.heads[preposition] == scene.trigger


def _meets(scene: Scene, verb: int) -> bool:
    """Whether a verb says where those of the act meet: "talks will resume", "landed for drills", "when they met"."""
    sentence, trigger = scene.sentence, scene.trigger
    head = sentence.heads[trigger]
    resumes = sentence.labels[trigger] in ("nsubj", "nsubjpass") and sentence.labels[verb] == "xcomp"
    if scene.is_for(verb) or (resumes and sentence.heads[verb] == head):
        return True
    if sentence.labels[verb] != "advcl" or sentence.heads[verb] != trigger:
        return False
    opened = [child for child in sentence.children[verb] if sentence.labels[child] in ("mark", "advmod", "nsubj")]
    when = any(sentence.words[child].lower() in ("when", "while", "as") for child in opened)
    return when and any(sentence.tags[child] == "PRP" for child in opened)


# Where nothing says where it was done: where those are who do or suffer it, or what they were doing


def _is_beside(scene: Scene, place: Place, node: int) -> bool:
    """Whether a place is where the parties are or what they do meanwhile; climb from it over borders of clauses."""
    sentence, trigger = scene.sentence, scene.trigger
    head, label = sentence.heads[node], sentence.labels[node]
    if scene.act not in BESIDE_IT:
        return False
    if scene.act == "PROTEST" and place.precision < 4 and label in ("compound", "poss", "nmod"):
        return any(one.kind in OF_PEOPLE for one in scene.parties_with(head, scene.actors))  # "Lima dockers walked out"
    if place.start == sentence.start and sentence.text[place.end - sentence.start :].startswith(":"):
        return True  # "Peru: Rebels shell a port"
    if sentence.tags[node].startswith("JJ") or label == "amod" or _is_adjective(place):
        if "land" not in cue(sentence.lemmas[head].lower()):
            return False
        node = head  # "near the Peruvian border"
    elif place.precision == 4:
        return False
    first, located = node, False
    for _ in range(CLIMB):
        head, label = sentence.heads[node], sentence.labels[node]
        if head == node:
            return False
        clause = label in OTHER_CLAUSES or (label == "conj" and sentence.tags[node].startswith("VB"))
        if clause and not _is_meanwhile(scene, node):
            return False
        blocked = label == "dobj" and "motion" in cue(sentence.lemmas[head].lower())
        if label == "pobj" and not located:
            located = _is_locative(sentence, head) and "topic" not in cue(sentence.words[head].lower())
            noun = sentence.heads[head]
            if not located and sentence.words[head].lower() != "of":
                return False
            if node == first and not located and _is_of_victim(scene, place, noun):
                return True
        elif blocked:
            located = True
        elif not located and label not in INSIDE_NAMES:
            return False
        if (
            located
            and label == "prep"
            and any(one.kind not in ALL_OVER for one in scene.parties_with(head, scene.parties))
        ):
            return True
        if located and (head == trigger or _goes_off(scene, head) or _is_told_of(scene, head)):
            return True
        node = head
    return False


def _is_of_victim(scene: Scene, place: Place, noun: int) -> bool:
    """Whether a town is the one of whom it is done to: "the mayor of Lima"."""
    return place.precision < 3 and any(one.kind in OF_PEOPLE for one in scene.parties_with(noun, scene.recipients))


def _is_meanwhile(scene: Scene, verb: int) -> bool:
    """Whether a clause tells what goes on during the act or what it is for: "who were shielding", "to clear"."""
    sentence = scene.sentence
    words = {sentence.words[child].lower() for child in sentence.children[verb]}
    if sentence.labels[verb] == "conj" or "leave" in cue(sentence.lemmas[verb].lower()):
        return False
    if sentence.tags[verb] == "VBG":
        return sentence.labels[verb] != "relcl" or bool(words & {"is", "are", "was", "were"})
    if sentence.labels[verb] == "relcl":
        return "motion" in cue(sentence.lemmas[verb].lower())  # "farmers who had blocked a road"
    return sentence.tags[verb] == "VB" and "to" in words and scene.act != "PROTEST"


def _goes_off(scene: Scene, verb: int) -> bool:
    """Whether a verb tells what became of what the act made ready: "a bomb planted by rebels went off"."""
    sentence = scene.sentence
    thing = sentence.heads[scene.trigger]
    return sentence.labels[scene.trigger] == "acl" and sentence.heads[thing] == verb and scene.act == "ASSAULT"
