"""What is said of a noun that has a clause or an event: denied, given up, made good on, taken up, called untrue."""

from __future__ import annotations

from typing import Literal

from bede.extract.grammar import Syntax
from bede.extract.status.clauses import is_verbal
from bede.extract.status.links import with_particle
from bede.extract.status.order import Sign, as_sign
from bede.extract.status.own import is_later, own_signs

COPULAS = ("be", "remain", "seem", "look", "appear", "become", "stay", "prove", "sound")
LONGEST = 4
"""Words of a predicate at most: "out of the question"."""


def is_denied(syntax: Syntax, verb: int) -> bool:
    """Whether a clause is negated itself."""
    return any(sign[0] == "negated" for sign in own_signs(syntax, verb))


def holder(syntax: Syntax, noun: int) -> tuple[int, Literal["subject", "object"]] | None:
    """The verb that a noun is subject or object of, passives undone, those with a preposition included."""
    sentence = syntax.sentence
    noun = syntax.first_conjunct(noun)
    head, label = sentence.heads[noun], sentence.labels[noun]
    if label == "pobj" and head != noun and is_verbal(syntax, sentence.heads[head]):
        return sentence.heads[head], "object"
    if head == noun or not is_verbal(syntax, head):
        return None
    return head, "subject" if label == "nsubj" else "object"


def governing(syntax: Syntax, noun: int) -> Sign | Literal["done"] | None:
    """The status that a noun gives to its complement; ``done`` where that has the one of the noun's own verb."""
    sentence, lists = syntax.sentence, syntax.lexicon.lists
    lemma = sentence.lemmas[noun]
    found = syntax.lexicon.status.nouns.get(lemma)
    none = as_sign(syntax.lexicon.status.adverbs["no"])
    held = holder(syntax, noun)
    denied = any(syntax.words[child] in ("no", "zero", "little") for child in syntax.children(noun, "det", "amod"))
    denied = denied or (held is not None and is_denied(syntax, held[0]))
    if lemma in lists["listless"] and denied:
        return none
    if held is not None and held[1] == "object" and not denied:
        verb = sentence.lemmas[held[0]]
        if lemma == "nothing":
            return none  # "did nothing to stop it"
        known = found is not None or lemma in lists["openings"] or lemma in lists["boldness"]
        given_up = (with_particle(syntax, held[0]) or ("",))[0] == "negated" and lemma in lists["openings"]
        if known and (given_up or verb in lists["dropping"]) and _is_dropped(syntax, held[0]):
            return none
        for kind, means in (("boldness", "daring"), ("openings", "seizing"), ("engagements", "fulfilling")):
            if lemma in lists[kind] and verb in lists[means] and sentence.labels[noun] != "nsubj":
                return "done"
        answered = verb in lists["answered"] or verb in syntax.lexicon.speech.topics
        if lemma in lists["decisions"] and answered and sentence.labels[noun] != "nsubj":
            return "done"  # "welcomed its decision to leave"
        if verb == "make" and lemma in lists["engagements"] and sentence.labels[noun] == "pobj":
            return "done"  # "made good on its threat"
        open_yet = lemma in lists["overtures"] or (found is not None and found[0] == "hypothetical")
        if open_yet and verb in lists["accepting"]:
            return "future", "words/status_lists.toml"
    return as_sign(found) if found is not None else None


def _is_dropped(syntax: Syntax, verb: int) -> bool:
    """Whether what a verb of giving up does is done, not open itself."""
    return not any(sign[0] in ("hypothetical", "future") for sign in own_signs(syntax, verb))


def is_refuted(syntax: Syntax, noun: int) -> bool:
    """Whether what a noun says is called untrue: "denied reports that", "the claim that ... is a lie"."""
    sentence, lists = syntax.sentence, syntax.lexicon.lists
    if sentence.labels[noun] == "attr" and is_called_untrue(syntax, sentence.heads[noun]):
        return True  # "it is a lie that", "it is not the case that"
    if sentence.lemmas[noun] not in lists["rumours"]:
        return False
    if any(syntax.words[child] in lists["untrue"] for child in syntax.children(noun, "amod")):
        return True
    over = sentence.heads[sentence.heads[noun]] if sentence.labels[noun] == "pobj" else noun
    if sentence.lemmas[over] in lists["veracity"] and any(
        syntax.words[child] in lists["lacking"] for child in syntax.children(over, "det", "amod", "neg")
    ):
        return True  # "no truth in reports that"
    held = holder(syntax, noun)
    if held is None:
        return False
    if held[1] == "object":
        return sentence.lemmas[held[0]] in lists["refuting"] and not is_denied(syntax, held[0])
    return is_called_untrue(syntax, held[0])


def is_called_untrue(syntax: Syntax, copula: int) -> bool:
    """Whether a predicate calls something untrue: "is false", "is not true", "is a lie"."""
    sentence, lists = syntax.sentence, syntax.lexicon.lists
    if sentence.lemmas[copula] not in COPULAS:
        return False
    wanted = lists["affirmed"] if is_denied(syntax, copula) else lists["untrue"]
    return any(sentence.lemmas[said] in wanted for said in syntax.children(copula, "acomp", "attr", "oprd"))


def predicate_sign(syntax: Syntax, noun: int) -> Sign | None:
    """What the predicate of an event says of it: "is possible", "is under consideration", "looms", "fell through"."""
    sentence, adjectives = syntax.sentence, syntax.lexicon.status.adjectives
    noun = syntax.first_conjunct(noun)
    verb = sentence.heads[noun]
    if sentence.labels[noun] not in ("nsubj", "nsubjpass") or verb == noun:
        return None
    lemma = sentence.lemmas[verb]
    if lemma in syntax.lexicon.lists["nearing"] or (lemma == "come" and sentence.tags[verb] == "VBG"):
        return "future", "words/status_lists.toml"
    if lemma == "fall" and syntax.words[verb + 1 : verb + 2] == ("through",):
        return as_sign(syntax.lexicon.status.adverbs["no"])
    if lemma not in COPULAS:
        return None
    for said in syntax.children(verb, "acomp", "attr", "oprd", "prep", "advmod", "ccomp", "xcomp"):
        infinitives = [
            token for token in (said, *syntax.children(said, "xcomp", "ccomp")) if syntax.is_infinitive(token)
        ]
        if said < verb or any(sentence.lemmas[token] not in syntax.lexicon.lists["happening"] for token in infinitives):
            continue  # "is ready to leave", but "is due to begin"
        if syntax.words[said : said + 2] == ("due", "to") and not infinitives:
            continue  # because of
        phrases = [" ".join(syntax.words[said : said + length]) for length in range(LONGEST, 0, -1)]
        for phrase in (*phrases, sentence.lemmas[said]):
            if (found := adjectives.get(phrase)) is None:
                continue
            if not is_denied(syntax, verb):
                return as_sign(found)
            return ("hypothetical" if found[0] == "negated" else "negated"), found[1]  # "not out of the question"
    return None


def is_ahead(syntax: Syntax, noun: int, *, depth: int = 0) -> bool:
    """Whether a noun has a time to come: "the visit to Jordan next month"."""
    head = syntax.sentence.heads[noun]
    if not syntax.sentence.tags[noun].startswith("NN"):
        return False
    times = syntax.children(noun, "npadvmod", "prep", "nmod")
    if syntax.sentence.labels[noun] == "nsubj":  # hung on the verb
        times += [token for token in syntax.children(head, "npadvmod") if noun < token < head]
    if any(is_later(syntax, token) for token in times if syntax.words[token] != "in"):
        return True
    if depth > 1:
        return False
    inner = [place for prep in syntax.children(noun, "prep") for place in syntax.children(prep, "pobj")]
    return any(is_ahead(syntax, place, depth=depth + 1) for place in inner)


def is_eluded(syntax: Syntax, noun: int) -> bool:
    """Whether an event did not reach whoever is said to escape it: "escaped arrest", not "escaped an attack"."""
    sentence = syntax.sentence
    escaped = (
        sentence.labels[noun] == "dobj" and sentence.lemmas[sentence.heads[noun]] in syntax.lexicon.lists["eluding"]
    )
    return escaped and not syntax.children(noun, "det", "poss")


def is_dreaded(syntax: Syntax, noun: int) -> bool:
    """Whether an event is still to come to whoever faces it: "faces arrest"."""
    sentence = syntax.sentence
    if sentence.lemmas[noun] not in syntax.lexicon.lists["dreaded"] or sentence.tags[noun] == "NNS":
        return False
    faced = sentence.labels[noun] == "dobj" and sentence.lemmas[sentence.heads[noun]] in ("face", "fear", "await")
    return faced and not syntax.children(noun, "det", "poss")


def noun_before(syntax: Syntax, verb: int, head: int) -> int | None:
    """The object right before an infinitive, where it is one that takes a clause: "lacked the courage to leave"."""
    lists, noun = syntax.lexicon.lists, verb - 2
    lemma, owner = syntax.sentence.lemmas[noun], syntax.sentence.heads[noun]
    if lemma in lists["listless"] and syntax.sentence.heads[owner] == head:
        return noun  # "in no position to leave"
    if noun < 0 or syntax.sentence.labels[noun] != "dobj" or owner != head:
        return None
    known = lemma in syntax.lexicon.status.nouns or any(lemma in lists[name] for name in ("boldness", "openings"))
    return noun if known or lemma == "nothing" else None


def is_topic(syntax: Syntax, noun: int, verb: int) -> bool:
    """Whether a known event is only talked or thought about: "discussed the attack"."""
    return syntax.sentence.lemmas[verb] in syntax.lexicon.lists["musing"] and any(
        syntax.words[child] not in ("a", "an", "any", "no") for child in syntax.children(noun, "det", "poss")
    )


def is_adjective(syntax: Syntax, token: int) -> bool:
    """Whether a token is an adjective, "about" with a clause included."""
    return syntax.sentence.tags[token].startswith("JJ") or (
        syntax.sentence.labels[token] == "acomp" and syntax.words[token] in syntax.lexicon.status.adjectives
    )


def is_ordinal(syntax: Syntax, noun: int) -> bool:
    """Whether a noun is the first or only actor of its kind: who is the first to do it did it."""
    sentence = syntax.sentence
    return any(
        not {sentence.lemmas[token], syntax.words[token]}.isdisjoint(syntax.lexicon.lists["ordinal"])
        and (token == noun or sentence.lemmas[noun] in syntax.lexicon.words)  # not "the first time to go"
        for token in (noun, *syntax.children(noun, "amod"))
    )


def is_feared(syntax: Syntax, verb: int, head: int) -> bool:
    """Whether a clause says what its verb's subject is about: "the danger remains that they will leave"."""
    sentence, nouns = syntax.sentence, syntax.lexicon.status.nouns
    if not is_verbal(syntax, head) or sentence.lemmas[head] in syntax.lexicon.speech.verbs or verb < head:
        return False
    return any(
        nouns.get(sentence.lemmas[subject], ("",))[0] == "hypothetical" for subject in syntax.children(head, "nsubj")
    )
