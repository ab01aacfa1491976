"""The frames of event nouns and adjectives: who does what a noun names, and which verb lends it a subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bede.extract import complements
from bede.extract.frame import Frame
from bede.extract.headlines import FINITE
from bede.extract.wording import governing, particles

if TYPE_CHECKING:
    from bede.extract.grammar import Syntax
    from bede.lexicon import Name

PEACEFUL = frozenset({"BUS", "CVL", "EDU", "JRN", "MED", "REF", "REL", "SOC"})
"""Sectors of those who suffer what a noun of violence names, where they stand before it."""
SIDES = ("anti", "pro")
"""What stands before a hyphen and whom something is against or for."""
YEAR = re.compile(r"(?:19|20)\d\d")
DEEP = 12
"""Governors that are climbed at most: longer chains are parse noise."""


def supporting(syntax: Syntax, noun: int) -> tuple[int, str] | None:
    """The support verb of an event noun, and its words in the lexicon."""
    sentence = syntax.sentence
    token = _of_quantity(syntax, syntax.first_conjunct(noun))
    head, label = sentence.heads[token], sentence.labels[token]
    candidates: list[int] = []
    if sentence.lemmas[head] in syntax.lexicon.lists["naming"] and _judged(syntax, token):
        return None  # "called it a massacre", "called the raid a crime", but "called a walkout"
    done = label in ("dobj", "nsubjpass", "attr", "oprd") and syntax.is_verb(head)
    if done or (label == "nsubj" and _bare_participle(syntax, head)):
        candidates.append(head)
    elif label == "pobj" and syntax.is_verb(sentence.heads[head]):
        candidates.append(sentence.heads[head])
    candidates += [
        child
        for child in syntax.children(noun, "acl", "relcl")
        if syntax.is_verb(child) and not (syntax.is_infinitive(child) and syntax.children(child, "dobj"))
    ]  # not "talks to expand trade"
    for verb in candidates:
        for length in (2, 1):
            for words in _support_words(syntax, verb, length=length):
                weighed = syntax.lexicon.support[words].status == "hypothetical"
                if (
                    weighed
                    and syntax.harmful(noun)
                    and any(syntax.words[c] == "the" for c in syntax.children(noun, "det"))
                ):
                    continue  # "discussed the war in Chad" plans none
                if label == "pobj" and verb == sentence.heads[head] and syntax.words[head] not in words.split()[1:]:
                    continue
                return verb, words
    return None


def _bare_participle(syntax: Syntax, verb: int) -> bool:
    """Whether a headline leaves out the auxiliary of what is planned: "Kremlin says no talks planned"."""
    tagged = syntax.sentence.tags[verb] in ("VBD", "VBN")
    return tagged and not syntax.children(verb, "dobj", "aux", "auxpass", "xcomp", "ccomp") and _planned(syntax, verb)


def _telling(syntax: Syntax, verb: int) -> tuple[int, ...]:
    """Who tells what is planned though nobody is said to plan it: "Peru says no talks with Chile are scheduled"."""
    sentence, above = syntax.sentence, syntax.sentence.heads[verb]
    said = sentence.labels[verb] == "ccomp" and sentence.lemmas[above] in syntax.lexicon.speech.verbs
    active = syntax.children(verb, "nsubj") and syntax.children(verb, "dobj")
    return syntax.surface_subjects(above) if said and not active and _planned(syntax, verb) else ()


def _planned(syntax: Syntax, verb: int) -> bool:
    """Whether a verb makes what it has as its object something to come: "plan", "schedule"."""
    words = (*_support_words(syntax, verb, length=2), *_support_words(syntax, verb, length=1))
    return any(syntax.lexicon.support[one].status == "future" for one in words)


def _judged(syntax: Syntax, noun: int) -> bool:
    """Whether a verb of naming says what a noun is, or that something is what it names: nobody does it by that."""
    sentence, verb = syntax.sentence, syntax.sentence.heads[noun]
    if sentence.labels[noun] == "oprd":
        return bool(syntax.children(verb, "dobj", "nsubjpass"))
    if sentence.labels[noun] not in ("dobj", "nsubjpass"):
        return False
    said = syntax.children(verb, "oprd", "acomp", "attr")
    said += [child for child in syntax.children(verb, "ccomp", "advcl") if sentence.tags[child] == "JJ"]
    beside = complements.named(syntax, verb)
    definite = bool(syntax.children(noun, "poss")) or any(
        syntax.words[child] in ("the", "this", "that", "these", "those") for child in syntax.children(noun, "det")
    )
    return bool(said) or (definite and beside is not None and beside[0] == noun)


def _called_by(syntax: Syntax, noun: int) -> bool:
    """Whether what stands with ``by`` behind a noun says so and does nothing: "was called a massacre by Chad"."""
    sentence, verb = syntax.sentence, syntax.sentence.heads[noun]
    naming = sentence.labels[noun] == "oprd" and sentence.lemmas[verb] in syntax.lexicon.lists["naming"]
    return naming and syntax.is_passive(verb)


def _of_quantity(syntax: Syntax, noun: int) -> int:
    """The quantity that counts a noun, where there is one: "carried out dozens of raids"."""
    sentence, head = syntax.sentence, syntax.sentence.heads[noun]
    outer = sentence.heads[head]
    counts = sentence.lemmas[outer] in syntax.lexicon.lists["quantities"] or sentence.tags[outer] == "CD"
    return outer if sentence.labels[noun] == "pobj" and syntax.words[head] == "of" and counts else noun


def _support_words(syntax: Syntax, verb: int, *, length: int) -> list[str]:
    """The support verbs of the lexicon that this verb can be, with so many words."""
    lemma, known = syntax.sentence.lemmas[verb], syntax.lexicon.support
    if length == 1:
        return [lemma] if lemma in known else []
    near = sorted(particles(syntax, verb) - governing(syntax, verb))
    phrases = (*near, *(f"{one} {other}" for one in near for other in near if one != other))  # "went ahead with"
    return [words for phrase in phrases if (words := f"{lemma} {phrase}") in known]


def counts_people(syntax: Syntax, token: int) -> bool:
    """Whether a number without a noun stands for so many people: "tens of thousands marched", "killed 12"."""
    sentence, lists = syntax.sentence, syntax.lexicon.lists
    verb = sentence.heads[token]
    others = syntax.words[token] == "others"  # "wounded six others", but who "others say" may be anybody
    if sentence.tags[token] != "CD" and sentence.lemmas[token] not in lists["crowds"] and not others:
        return False
    counted = any(syntax.words[child] == "of" for child in syntax.children(token, "prep"))
    money = any(syntax.words[child] == "$" for child in sentence.children[token])
    if not syntax.is_verb(verb) or counted or money or YEAR.fullmatch(syntax.words[token]):
        return False
    acting = sentence.labels[token] == "nsubj"
    return (acting and not others) or (
        sentence.labels[token] in ("dobj", "nsubjpass") and sentence.lemmas[verb] in lists["done_to_people"]
    )


def is_money(syntax: Syntax, token: int) -> bool:
    """Whether a token is a sum of money, which nothing is done to: "$300 million"."""
    sum_of = any(syntax.words[child] == "$" for child in syntax.sentence.children[token])
    return syntax.sentence.tags[token] == "CD" and sum_of


def owners(syntax: Syntax, noun: int, *, depth: int = 0) -> tuple[int, ...]:
    """Who does what an event noun names: possessor, ``by`` phrase, name before it, subject of its support verb."""
    preps: dict[str, list[int]] = {}
    syntax.prepositions(noun, into=preps)
    by = [] if _called_by(syntax, noun) else preps.get("by", [])
    for token in preps.get("of", ()):  # "the jailing of the leader by Belarus"
        if not by and syntax.noun_rules(noun):
            inner: dict[str, list[int]] = {}
            syntax.prepositions(token, into=inner)
            by = inner.get("by", [])
    if syntax.sentence.labels[noun] == "oprd" and not by and not _called_by(syntax, noun):
        # "what it called an invasion by Chad"
        around: dict[str, list[int]] = {}
        syntax.prepositions(syntax.sentence.heads[noun], into=around)
        by = around.get("by", [])
    if by:
        return tuple(by)
    suffers = syntax.sentence.lemmas[noun] in syntax.lexicon.lists["suffered"] and not preps.get("of")
    if (possessors := syntax.children(noun, "poss")) and not suffers:
        possessors = [*_possessors_before(syntax, noun, possessors[0]), *possessors]
        meant = (syntax.whose(token) if syntax.sentence.tags[token] == "WP$" else token for token in possessors)
        members = (member for token in meant if token is not None for member in syntax.conjuncts(token))
        return tuple(dict.fromkeys(member for member in members if member != noun))
    supported = syntax.supporting(noun)
    if supported is not None and not syntax.lexicon.support[supported[1]].reversed:
        verb = supported[0]
        subjects = syntax.verb_subjects(verb, depth=depth + 1) if depth < DEEP else ()
        if subjects and noun not in subjects:
            return subjects
        if syntax.sentence.lemmas[noun] in syntax.lexicon.lists["encounters"] and (told := _telling(syntax, verb)):
            return told
    if (headed := _headed(syntax, noun)) is not None:
        return syntax.conjuncts(headed)
    before = syntax.children(noun, "compound", "amod", "nmod")
    before += [inner for child in before for inner in syntax.children(child, "compound")]  # "an army air strike"
    modifiers = [
        child
        for child in before
        if (syntax.sentence.tags[child].startswith(("NNP", "JJ")) and syntax.sentence.words[child][:1].isupper())
        or (
            syntax.sentence.labels[child] in ("amod", "compound")
            and _can_act(syntax, child, harming=syntax.harmful(noun))
        )
    ]
    modifiers = [
        child
        for child in modifiers
        if not side_of(syntax.words, child)
        and syntax.words[child] not in syntax.lexicon.lists["never_acting"]  # "daily protests"
        and not located(syntax, noun, syntax.lexicon.names.get(syntax.sentence.words[child], ()))
    ]
    leaders = [
        child
        for led in syntax.children(noun, "amod")
        if syntax.words[led] == "led" and syntax.words[led - 1] == "-"
        for child in syntax.children(led, "npadvmod", "compound", "nmod", "amod")
    ]
    modifiers = leaders or modifiers  # "a Kenyan-led raid"
    head = syntax.sentence.heads[noun]
    had = syntax.sentence.labels[noun] == "dobj" and syntax.sentence.lemmas[head] in syntax.lexicon.lists["possessing"]
    common = all(syntax.sentence.tags[child] in ("NN", "NNS") for child in modifiers)
    if had and common and depth < DEEP:  # "has a plan to", "filed a suit", "tabled a border bill"
        return syntax.verb_subjects(head, depth=depth + 1)
    if common and (passed := _passed_by(syntax, noun)):
        return passed
    if modifiers:
        return tuple(modifiers[:1])
    encounter = syntax.sentence.lemmas[noun] in syntax.lexicon.lists["encounters"]
    if encounter and preps.keys() & {"with", "to", "in"} and "between" not in preps and depth < DEEP:
        head = _around_phase(syntax, noun)
        governor = syntax.sentence.heads[head]
        asked = syntax.words[head] == "for" and syntax.sentence.lemmas[governor] in syntax.lexicon.status.verbs
        beside_it = syntax.words[head] in syntax.lexicon.lists["beside_encounters"] and not asked  # "pressed for talks"
        if syntax.sentence.labels[noun] == "pobj" and beside_it:
            beside = (governor,) if syntax.sentence.tags[governor].startswith("NN") else ()  # "X, on a visit to Y,"
            return syntax.verb_subjects(governor, depth=depth + 1) if syntax.is_verb(governor) else beside
    shared = "with" in preps and syntax.sentence.lemmas[noun] in syntax.lexicon.lists["shared_work"]
    if shared and (joined := _beside(syntax, noun, depth=depth)):
        return joined
    between = preps.get("between", []) if encounter else []
    if syntax.sentence.lemmas[noun] in syntax.lexicon.lists["suffered"] and preps.get("of"):
        return tuple(between)  # "the jailing of two editors from the daily"
    return tuple(preps.get("from") or between)


def located(syntax: Syntax, noun: int, names: Sequence[Name]) -> bool:
    """Whether a name before an attack tells where it was: "the Mopti attack", "a Mogadishu bombing"."""
    if not names or not syntax.harmful(noun) or syntax.children(noun, "poss"):
        return False
    town = all(name.kind == "place" for name in names)
    once = syntax.sentence.tags[noun] == "NN" and bool(syntax.children(noun, "det"))
    return town or (once and any(name.form == "capital" for name in names))


def spent(syntax: Syntax, time: int, *, depth: int) -> tuple[int, ...]:
    """Who spends a time with what stands after it: "after months of being held, the sailors went home"."""
    sentence, head = syntax.sentence, syntax.sentence.heads[time]
    verb = sentence.heads[head]
    inside = sentence.labels[time] == "pobj" and sentence.lemmas[time] in syntax.lexicon.lists["times"]
    return syntax.surface_subjects(verb, depth=depth) if inside and depth < DEEP and syntax.is_verb(verb) else ()


def ranked(syntax: Syntax, noun: int) -> bool:
    """Whether a noun says which of several its subject is: "Togo is the latest country to recognise it"."""
    sentence, ordinal = syntax.sentence, syntax.lexicon.lists["ordinal"]
    said = sentence.labels[noun] == "attr" and sentence.lemmas[sentence.heads[noun]] in ("be", "become")
    return said and any(syntax.words[child] in ordinal for child in syntax.children(noun, "amod"))


def _passed_by(syntax: Syntax, noun: int) -> tuple[int, ...]:
    """Who makes what is told of first: "a bill to ban it passed the House", "a decree was signed by the king"."""
    lists, head, label = syntax.lexicon.lists, syntax.sentence.heads[noun], syntax.sentence.labels[noun]
    if label == "nsubj" and syntax.sentence.lemmas[head] in lists["passing"]:
        return tuple(syntax.children(head, "dobj"))
    if label == "nsubjpass" and syntax.sentence.lemmas[head] in lists["possessing"]:
        return tuple(syntax.agents(head))
    return ()


def _around_phase(syntax: Syntax, noun: int) -> int:
    """The preposition that an event stands behind, that of the part of it that is named: "at the end of talks"."""
    sentence, head = syntax.sentence, syntax.sentence.heads[noun]
    part = sentence.heads[head]
    lemmas = (*syntax.lexicon.lists["phases"], *syntax.lexicon.lists["times"])
    inside = sentence.labels[noun] == "pobj" and syntax.words[head] == "of" and sentence.labels[part] == "pobj"
    outer = sentence.heads[part]
    told = sentence.lemmas[sentence.heads[outer]] in syntax.lexicon.speech.verbs  # "her office said after talks"
    aim = syntax.words[outer] == "for"  # "will fly to Cairo for two days of talks" tells of one visit
    return outer if inside and sentence.lemmas[part] in lemmas and not told and not aim else head


def _possessors_before(syntax: Syntax, noun: int, possessor: int) -> list[int]:
    """The name coordinated with a possessor that the parser coordinated with the noun: "Peru and Chile's patrols"."""
    sentence, head = syntax.sentence, syntax.sentence.heads[noun]
    names = sentence.labels[noun] == "conj" and {sentence.tags[head], sentence.tags[possessor]} == {"NNP"}
    first = syntax.extent(possessor)[0]
    joined = names and syntax.words[first - 1] == "and" and syntax.extent(noun)[0] == first
    return [token for token in syntax.conjuncts(head) if token < possessor and token != noun] if joined else []


def _headed(syntax: Syntax, noun: int) -> int | None:
    """Who is where a headline without a verb says that he meets or visits: "Envoy in Cairo for truce talks"."""
    sentence, head = syntax.sentence, syntax.sentence.heads[noun]
    if sentence.part == "body" or sentence.lemmas[noun] not in syntax.lexicon.lists["encounters"]:
        return None
    if any(tag in FINITE for tag in sentence.tags):
        return None
    if head == noun:  # "minister in surprise Kyiv visit", the minister taken for part of the visit
        inside = [child for child in syntax.children(noun, "nmod", "compound", "nsubj") if _placed(syntax, child)]
        return inside[0] if inside else None
    governor = sentence.heads[head]
    leading = sentence.heads[governor] == governor and sentence.tags[governor].startswith("NN")
    joined = sentence.labels[noun] == "pobj" and syntax.words[head] in ("for", "in", "on")
    return governor if leading and joined else None


def side_of(words: Sequence[str], token: int) -> str:
    """``anti`` or ``pro`` where a word says whom something is against or for: "anti-American protests", else empty."""
    before = words[token - 2].lower() if token > 1 and words[token - 1] == "-" else words[token].lower()
    return before if before in SIDES else ""


def _placed(syntax: Syntax, token: int) -> list[int]:
    """What stands after "in" behind a noun."""
    return [
        place
        for prep in syntax.children(token, "prep")
        if syntax.words[prep] == "in"
        for place in syntax.children(prep, "pobj")
    ]


def _hosts(syntax: Syntax, noun: int, who: int) -> list[int]:
    """Where a headline says that somebody meets or visits, behind his name or before the visit."""
    words = syntax.sentence.words
    behind = [place for place in _placed(syntax, who) if place != noun and words[place][:1].isupper()]
    before = [
        child
        for child in syntax.children(noun, "amod", "compound", "nmod")
        if child != who and words[child][:1].isupper() and child > who
    ]
    return behind or before


def _beside(syntax: Syntax, noun: int, *, depth: int = 0) -> tuple[int, ...]:
    """Who does something else in what a noun names: "left the hall in protest", "sank it in cooperation with Fiji"."""
    sentence, head = syntax.sentence, syntax.sentence.heads[noun]
    governor = sentence.heads[head]
    if sentence.labels[governor] in ("pobj", "dobj"):  # "parked lorries across the road in protest"
        governor = next(filter(syntax.is_verb, syntax.ancestors(governor)), governor)
    inside = sentence.labels[noun] == "pobj" and syntax.words[head] == "in" and syntax.is_verb(governor)
    if not inside or depth >= DEEP or syntax.is_passive(governor):
        return ()
    return syntax.verb_subjects(governor, depth=depth + 1)


def shares(syntax: Syntax, verb: int, preposition: int) -> tuple[int, ...]:
    """Whose part in something a verb is about: "condemned Togo's role in arming them", hung on the verb.

    Who is thanked does what he is thanked for: "voiced its thanks to Togo for arming them".
    """
    thanks, given = syntax.lexicon.lists["thanks"], syntax.words[preposition] == "for"
    if given and any(syntax.sentence.lemmas[noun] in thanks for noun in syntax.children(verb, "dobj")):
        return syntax.verb(verb).get("prep:to")
    if syntax.words[preposition] != "in":
        return ()
    parts = [
        noun for noun in syntax.children(verb, "dobj") if syntax.sentence.lemmas[noun] in syntax.lexicon.lists["shares"]
    ]
    held = [child for noun in parts for child in syntax.children(noun, "poss")]
    preps: dict[str, list[int]] = {}
    for noun in parts:
        syntax.prepositions(noun, into=preps)
    return tuple(member for token in (*held, *preps.get("of", ())) for member in syntax.conjuncts(token))


def _can_act(syntax: Syntax, modifier: int, *, harming: bool) -> bool:
    """Whether a common noun before an event noun does what it names: "rebel attack", but not "museum shooting"."""
    word = syntax.lexicon.words.get(syntax.sentence.lemmas[modifier])
    if word is not None and word.title and syntax.sentence.tags[modifier].startswith("JJ"):
        return False  # "general strike"
    if not harming and syntax.words[modifier] in syntax.lexicon.lists["actors_as_adjectives"]:
        return False  # "military aid"
    return word is not None and (not harming or not word.sectors or not PEACEFUL.issuperset(word.sectors))


def noun_frame(syntax: Syntax, noun: int) -> Frame:
    """The frame of an event noun."""
    sentence = syntax.sentence
    frame = Frame(trigger=noun)
    slots = frame.slots
    preps: dict[str, list[int]] = {}
    syntax.prepositions(noun, into=preps)
    frame.own = frozenset(f"prep:{name}" for name in preps)
    slots["object"] = tuple(preps.get("of", ()))
    suffers = sentence.lemmas[noun] in syntax.lexicon.lists["suffered"]
    if (preps.get("by") or suffers) and not slots["object"]:  # "his arrest by the police"
        slots["object"] = tuple(member for token in syntax.children(noun, "poss") for member in syntax.conjuncts(token))
    supported = syntax.supporting(noun)
    first = syntax.first_conjunct(noun)
    verb = supported[0] if supported else None
    if supported:
        frame.support, frame.support_words = supported[0], supported[1]
    elif sentence.labels[first] in ("nsubj", "nsubjpass", "dobj") and syntax.is_verb(sentence.heads[first]):
        verb = sentence.heads[first]  # its phrases may be the noun's, its subject is not
    slots["subject"] = syntax.owners(noun)
    if supported and syntax.lexicon.support[supported[1]].reversed and not slots["object"]:
        slots["object"] = tuple(token for token in syntax.verb_subjects(supported[0]) if token != noun)
    if verb is not None:
        outer: dict[str, list[int]] = {}
        syntax.prepositions(verb, into=outer)
        for name, found in outer.items():
            if name not in preps and (name != "by" or not syntax.is_passive(verb)):
                preps[name] = [token for token in found if token != noun]
        bare = [child for child in syntax.children(verb, "dative") if sentence.tags[child] not in ("IN", "TO")]
        slots["indirect"] = tuple(member for token in bare for member in syntax.conjuncts(token))
    for child in syntax.children(first, "conj") if first != noun else syntax.children(noun, "conj"):
        shared: dict[str, list[int]] = {}  # "sanctions and tariffs on X"
        syntax.prepositions(child, into=shared)
        for name, found in shared.items():
            preps.setdefault(name, found)
    _unhang(syntax, preps)
    headed = _headed(syntax, noun)
    if headed is not None and "to" not in preps and (hosts := _hosts(syntax, noun, headed)):
        preps["in"] = hosts
    slots["governor"] = _governors(syntax, first, taken=slots["subject"]) if not supported else ()
    for token in slots["object"]:  # "a shipment of rice from Laos for Nepal"
        nested: dict[str, list[int]] = {}
        syntax.prepositions(token, into=nested)
        for name in ("from", "for", "to"):
            if name in nested:
                preps.setdefault(name, nested[name])
    slots["modifier"] = tuple(syntax.children(noun, "amod", "compound", "nmod"))
    opposed = [child for child in slots["modifier"] if side_of(syntax.words, child) == "anti"]
    if opposed:  # "anti-Chilean protests", "anti-government rallies"
        preps.setdefault("against", opposed)
    for name, found in preps.items():
        slots[f"prep:{name}"] = tuple(found)
    slots.setdefault("indirect", slots.get("prep:to", ()))
    slots["indirect"] = slots["indirect"] or slots.get("prep:to", ())
    slots["clause"] = tuple(
        child for child in syntax.children(noun, "acl", "ccomp", "relcl") if _is_finite(syntax, child)
    )
    slots["infinitive"] = tuple(child for child in syntax.children(noun, "acl", "relcl") if syntax.is_infinitive(child))
    slots["gerund"] = tuple(
        child
        for prep in syntax.children(noun, "prep")
        for child in syntax.children(prep, "pcomp")
        if syntax.is_verb(child)
    )
    preposition = sentence.heads[first]
    if sentence.labels[first] == "pobj" and syntax.words[preposition] in syntax.lexicon.lists["helped"]:
        governor = sentence.heads[preposition]
        if sentence.labels[governor] == "dobj":  # "built the pier with Chinese money"
            governor = sentence.heads[governor]
        slots["beneficiary"] = syntax.verb_subjects(governor) if syntax.is_verb(governor) else ()
    slots["beside"] = () if syntax.children(noun, "det", "poss") else _beside(syntax, noun)
    if not slots["object"]:
        before = [
            child for child in syntax.children(noun, "compound", "nmod") if sentence.tags[child] in ("NN", "NNS", "NNP")
        ]
        slots["object"] = tuple(token for token in before if token not in slots["subject"])
    return frame


def _governors(syntax: Syntax, noun: int, *, taken: tuple[int, ...]) -> tuple[int, ...]:
    """Who does what is done about an event noun: who ignores a plea, acts "at the request of" or is deaf to it."""
    sentence, head = syntax.sentence, syntax.sentence.heads[noun]
    label = sentence.labels[noun]
    if label == "pobj":
        head = sentence.heads[head]
        if sentence.tags[head].startswith("JJ"):
            head = sentence.heads[head]
    found = syntax.verb_subjects(head) if label in ("dobj", "nsubjpass", "pobj") and syntax.is_verb(head) else ()
    return () if noun in found or not set(found).isdisjoint(taken) else found


def _is_finite(syntax: Syntax, verb: int) -> bool:
    """Whether a clause has a finite verb with ``that``."""
    return bool(syntax.children(verb, "mark")) and syntax.is_verb(verb)


def _unhang(syntax: Syntax, preps: dict[str, list[int]]) -> None:
    """Add the phrases that hang on a state beside an event: "the pledge to Moldova of 40 million euros"."""
    for name in ("to", "with", "from", "against"):
        for token in preps.get(name, ()):
            if "name" in syntax.lexicon.state_forms(syntax.sentence.words[token]):
                nested: dict[str, list[int]] = {}
                syntax.prepositions(token, into=nested)
                for inner in ("of", "over", "on", "for", "about"):
                    if inner in nested:
                        preps.setdefault(inner, nested[inner])


def adjective_frame(syntax: Syntax, adjective: int) -> Frame:
    """The frame of a predicative adjective."""
    frame = Frame(trigger=adjective)
    frame.slots["subject"] = syntax.predicated(adjective, depth=0)
    preps: dict[str, list[int]] = {}
    syntax.prepositions(adjective, into=preps)
    governor = syntax.sentence.heads[adjective]
    if syntax.is_verb(governor):
        outer: dict[str, list[int]] = {}
        syntax.prepositions(governor, into=outer)
        for name, found in outer.items():
            preps.setdefault(name, found)
    for token in tuple(preps.get("for", ())):  # "known for raids in Chile"
        inner: dict[str, list[int]] = {}
        syntax.prepositions(token, into=inner)
        for name in ("against", "on", "in"):
            preps.setdefault(name, inner.get(name, []))
    for name, found in preps.items():
        frame.slots[f"prep:{name}"] = tuple(found)
    frame.slots["infinitive"] = tuple(
        child for child in syntax.children(adjective, "xcomp") if syntax.is_infinitive(child)
    )
    frame.slots["clause"] = tuple(syntax.children(adjective, "ccomp"))
    return frame


def asked(syntax: Syntax, noun: int) -> int | None:
    """Who is to do what an order, permission or request asks for: "an order to the army to leave"."""
    if syntax.sentence.lemmas[noun] not in syntax.lexicon.lists["orders"]:
        return None
    giving = syntax.sentence.heads[noun]
    around = (noun, giving) if syntax.sentence.labels[noun] == "dobj" else (noun,)
    for head in around:
        for preposition in syntax.children(head, "prep", "dative"):
            if syntax.words[preposition] in ("to", "for", "on"):
                return next(iter(syntax.children(preposition, "pobj")), None)
    crushed = syntax.sentence.lemmas[giving] in syntax.lexicon.lists["giving"]
    return next(iter(syntax.children(noun, "compound") if crushed else ()), None)  # "gave the UN permission to"


def noun_beside(syntax: Syntax, name: int) -> int | None:
    """The noun that a name stands beside: "the minister, Ann Lee", "the mayor of Lyon, Claire Marseille"."""
    sentence = syntax.sentence
    governor = sentence.heads[name]
    if sentence.labels[name] != "appos":
        return None
    if sentence.labels[governor] == "pobj" and sentence.words[sentence.heads[governor]] == "of":
        governor = sentence.heads[sentence.heads[governor]]
    return None if sentence.tags[governor].startswith("NNP") else governor
